"""The board's page: one row an indicator, said from the report and from nothing else."""

import io
from pathlib import Path

import openpyxl
import pytest

from wres_calc import pipeline
from wres_calc.reporting import to_excel
from wres_calc.reporting.report import Report

SAMPLES = Path(__file__).parents[3] / "sample_data" / "large"
COMPARE = ("relative_likelihood", "difference", "gap_to_workforce")
HEADINGS = [
    "Indicator",
    "What it says",
    "Figures",
    "Worse for BME staff?",
    "How sure",
    "Against the year before",
]


def rows(report: Report) -> list[dict[str, str | None]]:
    sheet = openpyxl.load_workbook(io.BytesIO(to_excel.workbook(report)))["For the board"]
    cells = [[cell.value for cell in row] for row in sheet[sheet.tables["For_the_board"].ref]]
    assert cells[0] == HEADINGS
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.orientation == "landscape"
    assert not sheet.merged_cells.ranges
    return [dict(zip(HEADINGS, row, strict=True)) for row in cells[1:]]


@pytest.fixture(scope="module")
def alone() -> Report:
    return pipeline.calculate(SAMPLES / "2025")


def test_nine_rows_each_with_a_sentence(alone: Report) -> None:
    found = rows(alone)
    assert [row["Indicator"] for row in found] == [
        f"{each.number}. {each.title}" for each in alone.indicators
    ]
    assert all(str(row["What it says"]).endswith(".") for row in found)
    assert {row["Against the year before"] for row in found} == {"No earlier year was given"}


def test_worse_is_what_the_measure_and_its_interval_say(alone: Report) -> None:
    """Held against the measures themselves: 2, 3 and 4 above 1; 5, 6, 8 above 0; 7 and 9 below 0."""
    for row, indicator in zip(rows(alone), alone.indicators, strict=True):
        result = next(
            (
                measure
                for measure in indicator.measures
                if measure.measure in COMPARE
                and measure.ethnic_group in ("bme", "white")
                and measure.breakdown in ({}, {"board": "total"})
                and not (indicator.number == 9 and measure.ethnic_group == "white")
            ),
            None,
        )
        if indicator.number == 1:
            assert row["Worse for BME staff?"] is None
            continue
        assert result is not None
        assert result.value is not None
        assert result.interval is not None
        equal = 1 if indicator.number in (2, 3, 4) else 0
        worse = result.value < equal if indicator.number in (7, 9) else result.value > equal
        upper = result.interval.upper
        unsure = result.interval.lower <= equal and (upper is None or upper >= equal)
        assert row["Worse for BME staff?"] == (("Perhaps" if unsure else "Yes") if worse else "No")


def test_the_year_before_is_said_where_it_was_given() -> None:
    report = pipeline.calculate(SAMPLES / "2025", prior=[SAMPLES / "2024"])
    assert all("since 2024" in str(row["Against the year before"]) for row in rows(report))


def test_what_is_withheld_is_not_on_the_page() -> None:
    small = SAMPLES.parent / "small"
    report = pipeline.report_of(pipeline.examine(small), pipeline.Telling(publish=True))
    hidden = [each for each in report.indicators if each.status == "suppressed"]
    assert hidden
    found = {str(row["Indicator"]).partition(".")[0]: row for row in rows(report)}
    for each in hidden:
        row = found[str(each.number)]
        assert row["Figures"] is row["How sure"] is row["Worse for BME staff?"] is None
        assert "do not show" in str(row["What it says"])
