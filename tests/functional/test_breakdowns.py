"""Every writer shows what `--by` asks for, whatever the texts of a trust's own column are."""

import csv
import io
import json

import openpyxl
import pytest
from tests import build

ODD = "=1+1 [red]<b>ward</b>"
BY = "directorate,pay-band,staff-category,internal,international,medical,survey-ratio"


@pytest.fixture
def submission(tmp_path):
    """A trust with two directorates, one of an odd name."""
    people = [
        f"{n},{'AAAH'[n % 4]},Medical and Dental,Consultant,{(ODD, 'Surgery')[n % 2]}" for n in range(80)
    ]
    asked = [
        f"{'AAAH'[n % 4]},{('no', 'yes')[n % 3 == 0]},Medical and Dental,Consultant,yes,{(ODD, 'Surgery')[n % 2]}"
        for n in range(80)
    ]
    said = [
        f"{'AAAH'[n % 4]},{1 + n % 2},Medical and Dental,{(ODD, 'Surgery')[n % 5 == 0]}" for n in range(120)
    ]
    tables = {
        "workforce": ["employee_number,ethnic_category,staff_group,grade,Ward", *people],
        "recruitment": ["ethnic_category,appointed,staff_group,grade,international,Ward", *asked],
        "staff_survey": ["ethnic_category,q14a,staff_group,Ward", *said],
    }
    texts = {name: "\n".join(lines) + "\n" for name, lines in tables.items()}
    return build.submission(tmp_path / "in", texts, settings='[breakdowns]\ndirectorate = "Ward"\n')


@pytest.mark.parametrize("publish", [(), ("--publish",)])
def test_every_writer_shows_it(wres, submission, tmp_path, publish):
    files = ("-o", tmp_path / "out", "--to", "excel,json,csv,parquet,html")
    done = wres("calc", submission, "--by", BY, *files, *publish)
    assert done.returncode == 0, done.stderr
    shown = " ".join(done.stdout.decode().split())
    for text in ("Surgery", ODD, "Doctors and dentists", "These ratios are not official"):
        assert text in shown
    (report,) = (tmp_path / "out").glob("*.json")
    measures = [m for each in json.loads(report.read_text("utf-8"))["indicators"] for m in each["measures"]]
    assert {m["breakdown"].get("directorate") for m in measures} == {None, ODD, "Surgery"}
    assert "unofficial_ratio" in {m["measure"] for m in measures}
    (table,) = (tmp_path / "out").glob("*.csv")
    rows = list(csv.DictReader(io.StringIO(table.read_text("utf-8-sig"))))
    assert {row["directorate"] for row in rows} == {"", f"'{ODD}", "Surgery"}
    (book,) = (tmp_path / "out").glob("*.xlsx")
    workbook = openpyxl.load_workbook(book)
    assert "Survey ratios" in workbook.sheetnames
    assert any(name.startswith("Medical") for name in workbook.sheetnames)
    cells = [
        cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert ODD in {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f"]
    (page,) = (tmp_path / "out").glob("*.html")
    html = page.read_text("utf-8")
    assert "<b>ward</b>" not in html
    assert "Doctors and dentists" in html
    assert "These ratios are not official" in html


def test_a_batch_of_trusts_with_breakdowns_of_their_own(wres, submission, tmp_path):
    build.submission(
        tmp_path / "all" / "two", {"board": "ethnic_category,voting,executive\nA,yes,no\n"}, code="RX2"
    )
    submission.rename(tmp_path / "all" / "one")
    done = wres("batch", tmp_path / "all", "--by", "directorate", "-o", tmp_path / "out", "--to", "csv")
    record = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    reasons = {each["code"]: each["reason"] for each in record["organisations"]}
    assert reasons["RX1"] is None
    assert "--by does not know directorate" in reasons["RX2"]
    assert "directorate" in (tmp_path / "out" / "rollup.csv").read_text("utf-8-sig").partition("\r\n")[0]
    assert done.returncode == 1
