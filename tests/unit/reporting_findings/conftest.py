"""Submissions with faults, and what was found in them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.report.findings import Findings

TOML = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "{code}"\nname = "{name}"\n'
WORKFORCE = """employee_number,Ethnic Origin,staff_group,grade,Notes
001,A,Administrative and Clerical,Band 5,=1+1
,Whte - British,Administrative and Clerical,Band 5,007
1.23E+07,"=cmd|'/c calc'!A1",Administrative and Clerical,Band 5,
004,Whte - British,Administrative and Clerical,Spot rate,"two
lines"
"""


@pytest.fixture
def send(tmp_path: Path) -> Callable[..., Path]:
    """Writes a submission of tables as CSV text and returns its folder."""

    def written(
        tables: Mapping[str, str], folder: str = "sent", code: str = "RX1", name: str = "Trust"
    ) -> Path:
        place = tmp_path / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / "submission.toml").write_text(TOML.format(code=code, name=name), encoding="utf-8")
        for table, text in tables.items():
            (place / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
        return place

    return written


@pytest.fixture
def faulty(send: Callable[..., Path]) -> Path:
    """A workforce with a few faults of several kinds: rows 3, 4 and 5."""
    return send({"workforce": WORKFORCE})


@pytest.fixture
def found(faulty: Path) -> Findings:
    """What was found in `faulty`, with values."""
    return pipeline.validate([faulty], show_values=True)
