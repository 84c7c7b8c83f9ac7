"""The terminal: by table and issue, in 80 columns, in any code page, and never thousands of lines."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.render.terminal import render_findings
from wres_calc.report.findings import Findings
from wres_calc.report.publication import without_values


def shown(findings: Findings, width: int = 80, encoding: str = "utf-8", colour: bool | None = False) -> str:
    target = io.BytesIO()
    stream = io.TextIOWrapper(target, encoding=encoding, newline="")
    render_findings(findings, file=stream, width=width, colour=colour)
    stream.flush()
    return target.getvalue().decode(encoding)


@pytest.fixture
def many(send: Callable[..., Path]) -> Findings:
    """Twelve thousand faults with two thousand different values."""
    rows = "".join(f"A,perhaps {number % 2000}\n" for number in range(12_000))
    return pipeline.validate([send({"recruitment": f"ethnic_category,appointed\n{rows}"})])


def test_faults_in_their_thousands_take_a_screen(many: Findings) -> None:
    text = shown(many)
    assert len(text.splitlines()) < 40
    assert "1 kind of error in 12,000 rows" in text
    assert "and 1,992 more values in 11,952 rows" in text
    assert "--issues FILE.xlsx lists every one" in " ".join(text.split())


@pytest.mark.parametrize("width", [40, 72, 80, 120, 200])
def test_no_line_is_too_wide(found: Findings, width: int) -> None:
    assert max(len(line) for line in shown(found, width).splitlines()) <= max(72, min(width, 120))


def test_it_says_where_what_and_what_to_do(found: Findings) -> None:
    text = " ".join(shown(found, 120).split())
    assert "Trust (RX1), reporting year 2025" in text
    assert "workforce, workforce.csv" in text
    assert "'Whte - British' x2, rows 3, 5" in text
    assert "'=cmd|'/c calc'!A1' x1, row 4" in text
    assert "What to do: Fill the cell" in text
    assert text.index("Error") < text.index("Warning")
    assert "1.23E+07'" not in text


def test_values_can_be_hidden(found: Findings) -> None:
    text = shown(without_values(found, groups=True))
    assert "Whte" not in text
    assert "unknown-ethnic-category" in text


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_every_code_page_can_carry_it(send: Callable[..., Path], encoding: str) -> None:
    folder = send({"recruitment": "ethnic_category,appointed\nSøns 健康,yes\n\x1b[31mred,no\n"}, name="Søns")
    text = shown(pipeline.validate([folder]), encoding=encoding)
    assert "\x1b" not in text
    assert "\\x1b[31mred" in text
    assert ("Søns" in text) == (encoding != "ascii")


def test_a_row_that_cannot_be_read_is_not_told_twenty_times(send: Callable[..., Path]) -> None:
    folder = send({"board": "ethnic_category,voting,executive\n" + "A\n" * 40})
    text = shown(pipeline.validate([folder]))
    assert text.count("has 1 cells") == 2
    assert text.index("row 2 has 1 cells") < text.index("20 more rows")
    assert "and 18 more like these" in text
