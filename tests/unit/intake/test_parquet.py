"""Parquet: typed columns become the text a spreadsheet would show."""

import datetime as dt
from pathlib import Path

import polars as pl

from wres_calc.intake.load import load
from wres_calc.intake.model import Submission


def read(folder: Path) -> Submission:
    return load(folder, year=2025, organisation="RX1")


def test_any_type_becomes_text(tmp_path: Path) -> None:
    pl.DataFrame(
        {
            "Employee Number": [12345678901234, 7, None],
            "EthnicOrigin": pl.Series(["A", " B\u00a0", None], dtype=pl.Categorical),
            "Staff Group": [dt.datetime(2025, 3, 31), None, None],
            "grade": [True, False, None],
            "fte": [1.0, 0.85, float("nan")],
            "Job Role": [dt.date(2025, 3, 31), None, None],
            "extra": [[1], [2], [3]],
        }
    ).write_parquet(tmp_path / "workforce.parquet")
    table = read(tmp_path).tables["workforce"]
    assert table.frame.drop("row").rows() == [
        ("12345678901234", "A", "2025-03-31 00:00:00", "true", "2025-03-31", "1"),
        ("7", "B", None, "false", None, "0.85"),
    ]
    assert table.frame["row"].to_list() == [2, 3]
    assert table.ignored == ("extra",)
    assert table.headings["ethnic_category"] == "EthnicOrigin"


def test_no_parquet(tmp_path: Path) -> None:
    (tmp_path / "workforce.parquet").write_bytes(b"PAR1 nothing")
    assert [fault.code for fault in read(tmp_path).faults] == ["file-unreadable"]


def test_lists_are_no_cells(tmp_path: Path) -> None:
    pl.DataFrame({"employee_number": [[1]], "grade": ["5"]}).write_parquet(tmp_path / "workforce.parquet")
    assert [(fault.code, fault.column) for fault in read(tmp_path).faults] == [
        ("file-unreadable", "employee_number")
    ]
