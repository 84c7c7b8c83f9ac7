"""The terminal's overview: a line for each indicator, in 80 columns, before anything else."""

import io
import re
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.cli.options import detail_of
from wres_calc.errors import UsageError
from wres_calc.render.blocks import Column, Table
from wres_calc.render.terminal import render
from wres_calc.render.terminal.screen import Screen
from wres_calc.report.report import Report
from wres_calc.standards.load import codes, load, years

LARGE = Path(__file__).parents[3] / "sample_data" / "large"


def shown(report: Report, detail: list[int] | None = None) -> list[str]:
    stream = io.StringIO()
    render(report, file=stream, width=80, colour=False, detail=detail)
    return stream.getvalue().splitlines()


@pytest.fixture(scope="module")
def report() -> Report:
    return pipeline.calculate(LARGE / "2025", prior=[LARGE / "2024"])


def overview(lines: list[str]) -> list[str]:
    """The lines below the headings of the overview."""
    start = next(at for at, line in enumerate(lines) if line.startswith("Indicator "))
    return lines[start + 2 :]


def test_each_indicator_has_one_line(report: Report) -> None:
    below = overview(shown(report))
    for line, indicator in zip(below, report.indicators, strict=False):
        assert line.startswith(f"{indicator.number} {indicator.words.short}")


@pytest.mark.parametrize("code", codes())
def test_every_indicator_of_every_year_has_a_name_for_one_line(code: str) -> None:
    assert all(each.words.short for year in years(code) for each in load(year, code).indicators)


def test_ratios_and_gaps_stand_under_headings_of_their_own(report: Report) -> None:
    lines = shown(report)
    heading = next(line for line in lines if line.startswith("Indicator "))
    for line, indicator in zip(overview(lines), report.indicators, strict=False):
        ratio, gap = (
            line[: heading.index(name) + len(name)].rpartition("  ")[2] for name in ("Ratio", "Gap")
        )
        assert bool(re.fullmatch(r"\d+\.\d\d", ratio)) == (indicator.kind == "relative_likelihood")
        assert bool(re.fullmatch(r"[−+]\d+\.\d", gap)) == (indicator.kind in ("percentage", "gap"))


def test_the_first_sentence_counts_the_verdicts(report: Report) -> None:
    below = overview(shown(report))[: len(report.indicators)]
    worse = sum(" Worse " in line for line in below)
    compared = sum(" Worse " in line or " Not clear " in line or " Better " in line for line in below)
    changed = [line[2:].partition("  ")[0].lower() for line in below if line.endswith("↑ worse")]
    assert len(changed) == 1
    said = f"{worse} of {compared} comparisons are worse for BME staff; {changed[0]} has worsened since 2024."
    assert said in shown(report)


def test_the_board_is_set_beside_the_workforce_it_is_compared_with(report: Report) -> None:
    text = " ".join(" ".join(shown(report)).split())
    parts = re.search(
        r"13\.3% of the whole board \(voting members ([\d.]+)%, executive members ([\d.]+)%\)", text
    )
    assert parts is not None
    board = next(each for each in report.indicators if each.number == 9)
    for part, printed in zip(("voting", "executive"), parts.groups(), strict=True):
        (share,) = (
            each.value
            for each in board.measures
            if (each.measure, each.group, each.breakdown) == ("share", "bme", {"board": part})
        )
        assert share == pytest.approx(float(printed), abs=0.051)
    assert f"Row 9: BME people are {parts[0]}, 26.2% of the whole workforce." in text


def test_without_an_earlier_year_nothing_is_set_beside_it() -> None:
    lines = shown(pipeline.calculate(LARGE / "2025"))
    assert not any("Since" in line or "since" in line for line in lines)


def test_detail_says_what_follows(report: Report) -> None:
    every, none, two = (shown(report, detail) for detail in (None, [], [2]))
    assert every[: len(none) - 1] == none[:-1]
    assert len(none) < 30
    headings = [line for line in two if line[:3] in {f"{each.number}  " for each in report.indicators}]
    assert headings == ["2  Appointment from shortlisting"]
    assert "Issues" in every
    assert "Issues" not in two


@pytest.mark.parametrize(("text", "wanted"), [("none", []), ("all", None), ("2,3", [2, 3])])
def test_detail_is_read(text: str, wanted: list[int] | None) -> None:
    assert detail_of(text) == wanted


def test_detail_of_anything_else_is_refused() -> None:
    with pytest.raises(UsageError, match="--detail takes"):
        detail_of("some")


def test_a_column_without_content_is_not_printed() -> None:
    stream = io.StringIO()
    screen = Screen(stream, 80, False)
    screen.table(
        Table("T", [Column("Name"), Column("Empty"), Column("Said")], [["a", None, "b"], ["c", "", "d"]])
    )
    screen.show()
    assert stream.getvalue().splitlines()[0].split() == ["Name", "Said"]
