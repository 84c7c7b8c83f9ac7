"""A long Parquet file of many organisations, part by part, is the same as all of it at once."""

import os
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from wres_calc.errors import UnreadableInput
from wres_calc.intake.files import parquet_parts
from wres_calc.intake.load import SharedFiles, load
from wres_calc.intake.model import Submission

CODES = ["RX2", "rx1", "RX101", "RA9", None, "RZ99", "R0"]
"""In no order; a site of a trust, one in small letters, no code, and too few rows to be an organisation."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workforce in which organisations take turns, with blank rows, and a column named like the row's number."""
    rows = [
        {
            "row": "7",
            "Employee Number": i,
            "ethnic_category": " A " if i % 3 else "",
            "staff_group": "Students",
            "grade": "Band 5",
            "organisation_code": CODES[i % 5] if i % 50 else CODES[5 + i // 50 % 2],
        }
        for i in range(700)
    ]
    blank = dict.fromkeys(rows[0])
    frame = pl.DataFrame([*rows[:300], blank, *rows[300:], blank], infer_schema_length=None)
    frame.write_parquet(tmp_path / "workforce.parquet", row_group_size=64)
    frame.select("Employee Number", "ethnic_category", "organisation_code").write_parquet(
        tmp_path / "training.parquet"
    )
    return tmp_path


def assert_same(one: Submission, other: Submission) -> None:
    assert one.faults == other.faults
    assert list(one.tables) == list(other.tables)
    for name, table in one.tables.items():
        assert_frame_equal(table.frame, other.tables[name].frame)
        assert table.remarks == other.tables[name].remarks
        assert table.sha256 == other.tables[name].sha256
        assert (table.headings, table.ignored) == (other.tables[name].headings, other.tables[name].ignored)


@pytest.mark.parametrize("at_once", [1, 300])
def test_part_by_part_is_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    whole = SharedFiles(folder, year=2025)
    monkeypatch.setattr(parquet_parts, "ROWS_AT_ONCE", at_once)
    parted = SharedFiles(folder, year=2025)
    assert parted.codes == whole.codes == ["RA9", "RX1", "RX2"]  # RX101 is a site of RX1
    for code in [*whole.codes, *reversed(whole.codes), "RZ99", "ZZZ"]:
        assert_same(parted.of(code), whole.of(code))
    assert_same(load(folder, year=2025, organisation="RX1"), whole.of("RX1"))
    monkeypatch.undo()
    assert_same(load(folder, year=2025, organisation="RX1"), parted.of("RX1"))


def test_no_more_is_held_than_a_part(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_parts, "ROWS_AT_ONCE", 300)
    held: list[int] = []
    by_code = parquet_parts.by_code

    def watched(frame: pl.DataFrame) -> dict[str | None, pl.DataFrame]:
        held.append(frame.height)
        return by_code(frame)

    monkeypatch.setattr(parquet_parts, "by_code", watched)
    together = SharedFiles(folder, year=2025)
    for code in together.codes:
        together.of(code)
    without_organisation = 140 + 14
    assert max(held) <= 300 + without_organisation
    assert len(held) == 2 * 3  # two tables, each in three parts: a trust and its site are not divided


def test_one_organisation_alone_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_parts, "ROWS_AT_ONCE", 10)
    frame = pl.DataFrame(
        {
            "employee_number": range(30),
            "ethnic_category": ["A"] * 30,
            "staff_group": ["Students"] * 30,
            "grade": ["Band 5"] * 30,
            "organisation_code": ["RX1"] * 30,
        }
    )
    frame.write_parquet(tmp_path / "workforce.parquet")
    assert SharedFiles(tmp_path, year=2025).of("RX1").tables["workforce"].rows == 30
    frame.drop("organisation_code").write_parquet(tmp_path / "workforce.parquet")
    assert load(tmp_path, year=2025, organisation="RX1").tables["workforce"].rows == 30


def test_a_file_that_changes_is_not_read_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of two states of a file would be numbers of neither."""
    monkeypatch.setattr(parquet_parts, "ROWS_AT_ONCE", 150)
    together = SharedFiles(folder, year=2025)
    together.of("RA9")
    path = folder / "workforce.parquet"
    os.utime(path, ns=(1, 1))
    with pytest.raises(UnreadableInput, match=r"workforce\.parquet has changed"):
        together.of("RX2")
