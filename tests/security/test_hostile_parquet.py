"""Parquet files that would end the process, or fill the memory: another process meets them first."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from wres_calc.intake.files import parquet_proof
from wres_calc.intake.load import load

if TYPE_CHECKING:
    from .conftest import Run

NUMBER_OF_VALUES = bytes.fromhex("15c801")
"""Thrift, compact: the next field, a number of 32 bits, 100. It says in a page's head how many values follow."""


def table(folder: Path, rows: int, **columns: pl.Series) -> Path:
    """A sound workforce table; some columns may be others."""
    frame = pl.DataFrame(
        {
            "employee_number": [str(i) for i in range(rows)],
            "ethnic_category": ["A"] * rows,
            "staff_group": ["Students"] * rows,
            "grade": ["Band 5"] * rows,
            **columns,
        }
    )
    path = folder / "workforce.parquet"
    frame.write_parquet(path, statistics=False)
    return path


def ends(process: "Run", folder: Path) -> tuple[int, list[str], float]:
    done = process("calc", folder, "--year", "2025", "--org", "RX1", "--format", "json", "--to", "none")
    items = json.loads(done.out)["issues"]["items"]
    assert "allocation" not in done.err
    assert "panicked" not in done.err
    return done.code, [item["code"] for item in items if item["severity"] == "error"], done.memory


def with_fewer_than_no_values(path: Path) -> int:
    """Each number of values below zero in turn, one to a file; how many there are."""
    sound = path.read_bytes()
    places = [at for at in range(len(sound)) if sound.startswith(NUMBER_OF_VALUES, at)]
    for at in places:
        (path.parent / f"{at}.broken").write_bytes(sound[: at + 1] + b"\xc7\x01" + sound[at + 3 :])
    return len(places)


def test_a_damage_that_ends_the_process_is_a_fault(process: "Run", tmp_path: Path) -> None:
    """A page that says it holds -100 values: polars asks for two exabytes, and the process is no more."""
    path = table(tmp_path, 100, ethnic_category=pl.Series([None, "A"] * 50))
    assert with_fewer_than_no_values(path) > 0
    codes = []
    for broken in tmp_path.glob("*.broken"):
        broken.replace(path)
        codes.append(ends(process, tmp_path)[:2])
    assert (4, ["file-unreadable"]) in codes
    assert {code for code, _ in codes} <= {0, 1, 4}


def test_a_text_stored_once_and_shown_often(process: "Run", tmp_path: Path) -> None:
    """Two kilobytes that are two gigabytes of text."""
    path = table(tmp_path, 1200, grade=pl.repeat("x" * 10**6, 1200, eager=True))
    assert path.stat().st_size < 100_000
    code, codes, memory = ends(process, tmp_path)
    assert (code, codes) == (4, ["file-unreadable"])
    assert memory < 200


def test_more_rows_than_can_be_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = table(tmp_path, 10)
    assert parquet_proof.is_readable(rows)
    monkeypatch.setattr(parquet_proof, "MOST_CELLS", 39)
    with pytest.raises(ValueError, match="cells"):
        parquet_proof.read_whole(rows)
    monkeypatch.setattr(parquet_proof, "MOST_CELLS", 40)
    parquet_proof.read_whole(rows)


def test_only_what_a_large_file_is_larger_by_adds_to_what_it_may_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path, 10)
    texts = 10 * (1 + 1 + len("Students") + len("Band 5"))
    for bound, name in (("MOST_CELLS", "CELLS_A_BYTE"), ("LARGEST_TEXT", "TEXT_A_BYTE")):
        needed = 40 if bound == "MOST_CELLS" else texts
        with monkeypatch.context() as less:
            less.setattr(parquet_proof, bound, needed - 4)
            less.setattr(parquet_proof, name, 2)
            with pytest.raises(ValueError, match="too m"):
                parquet_proof.read_whole(path)
            less.setattr(parquet_proof, "LARGE_FILE", path.stat().st_size - 1)
            with pytest.raises(ValueError, match="too m"):
                parquet_proof.read_whole(path)
            less.setattr(parquet_proof, "LARGE_FILE", path.stat().st_size - 2)
            parquet_proof.read_whole(path)
            less.setattr(parquet_proof, "MOST_GROWTH", 1)
            with pytest.raises(ValueError, match="too m"):
                parquet_proof.read_whole(path)


def test_texts_are_added_up_beyond_32_bits(tmp_path: Path) -> None:
    """More than four gigabytes of text, whose number of bytes begins anew at 0 where it has 32 bits."""
    path = table(tmp_path, 4300, grade=pl.repeat("x" * 10**6, 4300, eager=True))
    assert not parquet_proof.is_readable(path)


def test_nothing_but_lists(tmp_path: Path) -> None:
    pl.DataFrame({"grade": [[1], [2]]}).write_parquet(tmp_path / "workforce.parquet")
    parquet_proof.read_whole(tmp_path / "workforce.parquet")


def test_a_column_that_is_not_used_does_not_matter(tmp_path: Path) -> None:
    table(tmp_path, 3, notes=pl.Series([[1], [2], []]), photo=pl.Series([b"\0", b"", None]))
    submission = load(tmp_path, year=2025, organisation="RX1")
    assert submission.tables["workforce"].rows == 3


def test_categories_and_no_texts_at_all(tmp_path: Path) -> None:
    table(tmp_path, 2, grade=pl.Series(["Band 5", None], dtype=pl.Categorical))
    assert load(tmp_path, year=2025, organisation="RX1").tables["workforce"].rows == 2
    pl.DataFrame({"employee_number": [1, 2], "grade": [5, 6]}).write_parquet(tmp_path / "workforce.parquet")
    assert load(tmp_path, year=2025, organisation="RX1").tables["workforce"].rows == 2
