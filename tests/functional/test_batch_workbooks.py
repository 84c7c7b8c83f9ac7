"""`wres batch` on workbooks: whose each is, is said by its name or by a manifest."""

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from wres_calc.sampling.samples import write_samples


def as_workbook(folder: Path, path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in sorted(folder.glob("*.csv")):
        sheet = book.create_sheet(table.stem)
        with table.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                sheet.append(row)
    book.save(path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three trusts: one as a workbook, one as a workbook in a folder, one as files."""
    made, root = tmp_path / "made", tmp_path / "trusts"
    list(write_samples(made, seed=1, staff=60, number=3, years=[2025]))
    (root / "London").mkdir(parents=True)
    as_workbook(made / "R01", root / "R01.xlsx")
    as_workbook(made / "R02", root / "London" / "R02.xlsx")
    shutil.copytree(made / "R03", root / "R03")
    return root


def statuses(out: Path) -> dict[str, str]:
    document = json.loads((out / "run.json").read_text("utf-8"))
    return {each["code"]: each["status"] for each in document["organisations"]}


def test_workbooks_beside_folders(wres, root, tmp_path):
    for name in ("about", "BOARD"):
        (root / "London" / f"{name}.xlsx").write_bytes(b"no submission")
    run = wres("batch", root, "--year", 2025, "-o", tmp_path / "out", "--to", "json,excel")
    assert run.returncode == 0, run.stderr
    assert statuses(tmp_path / "out") == {"R01": "done", "R02": "done", "R03": "done"}
    place = root / "London" / "R02.xlsx"
    alone = tmp_path / "alone"
    wres("calc", place, "--year", 2025, "--org", "R02", "--to", "json,excel", "-o", alone)
    for path in alone.iterdir():
        assert path.read_bytes() == (tmp_path / "out" / "R02" / path.name).read_bytes()
    assert len(list(alone.iterdir())) == 2


def test_a_workbook_that_does_not_say_whose_it_is(wres, root, tmp_path):
    shutil.rmtree(root / "R03")
    (root / "London" / "R02.xlsx").unlink()
    (root / "R01.xlsx").rename(root / "Our trust.xlsx")
    run = wres("batch", root, "--year", 2025, "-o", tmp_path / "out")
    assert run.returncode == 1
    assert b"Our trust.xlsx does not say whose it is" in run.stderr
    assert b"--org" not in run.stderr
