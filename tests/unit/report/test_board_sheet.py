"""The board's page: one row an indicator, said from the report and from nothing else."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.render import excel
from wres_calc.report.report import Report
from wres_calc.report.words.uncertainty import about_range

SAMPLES = Path(__file__).parents[3] / "sample_data" / "large"
BOARDS = ("voting", "executive")
COMPARE = ("relative_likelihood", "difference", "gap_to_workforce")
HEADINGS = [
    "Indicator",
    "What it says",
    "White or compared",
    "BME",
    "Ratio or gap",
    "Worse for BME staff?",
    "How sure",
]


def rows(report: Report, *more: str) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(excel.workbook(report)))["For the board"]
    cells = [[cell.value for cell in row] for row in sheet[sheet.tables["For_the_board"].ref]]
    assert cells[0] == [*HEADINGS, *more]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.orientation == "landscape"
    assert not sheet.merged_cells.ranges
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


@pytest.fixture(scope="module")
def alone() -> Report:
    return pipeline.calculate(SAMPLES / "2025")


def test_nine_rows_each_with_a_sentence(alone: Report) -> None:
    found = rows(alone)
    assert [row["Indicator"] for row in found] == [
        *(f"{each.number}. {each.title}" for each in alone.indicators[:8]),
        f"9. {alone.indicators[8].title}, voting members",
        f"9. {alone.indicators[8].title}, executive members",
    ]
    assert all(str(row["What it says"]).endswith(".") for row in found)
    book = openpyxl.load_workbook(io.BytesIO(excel.workbook(alone)))
    assert "No earlier year was given to set beside this one." in [
        row[0].value for row in book["For the board"].iter_rows()
    ]


def test_worse_is_what_the_measure_and_its_interval_say(alone: Report) -> None:
    """Held against the measures themselves: 2, 3 and 4 above 1; 5, 6, 8 above 0; 7 and 9 below 0."""
    shown = [*((each, "") for each in alone.indicators[:8]), *((alone.indicators[8], b) for b in BOARDS)]
    for row, (indicator, board) in zip(rows(alone), shown, strict=True):
        result = next(
            (
                measure
                for measure in indicator.measures
                if measure.measure in COMPARE
                and measure.group in ("bme", "white")
                and measure.breakdown == ({"board": board} if board else {})
                and not (indicator.number == 9 and measure.group == "white")
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
        unsure |= result.tests[0].p_value >= 0.05
        assert result.verdict is not None
        assert result.verdict.clear <= (not unsure)
        said = "Not clear" if not result.verdict.clear else "Yes" if worse else "No"
        assert row["Worse for BME staff?"] == said


def test_the_figures_are_numbers_of_the_report(alone: Report) -> None:
    for row, indicator in zip(rows(alone), [*alone.indicators, alone.indicators[8]], strict=True):
        values = {measure.value for measure in indicator.measures}
        if indicator.number == 9:
            values.add(
                next(m.value for m in alone.indicators[0].measures if m.breakdown == {} and m.group == "bme")
            )
        assert {row["White or compared"], row["BME"]} <= values
        assert row["Ratio or gap"] in values or indicator.number == 1


def test_no_p_value_is_shown_as_nought(alone: Report) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(excel.workbook(alone)))["2-4 Likelihoods"]
    (head, *cells) = sheet[sheet.tables["Likelihoods"].ref]
    at = [cell.value for cell in head].index("p-value")
    shown = {row[at].value: row[at].number_format for row in cells if row[at].value is not None}
    assert any(p < 0.001 for p in shown)
    assert all(look == ('"< 0.001"' if p < 0.001 else "0.000") for p, look in shown.items())


def test_the_range_under_ratios_is_said_to_be_ours(alone: Report) -> None:
    (told,) = about_range(alone)
    assert told.startswith("Indicator 3 is read against the range 0.80 to 1.25")
    assert "does not mean that there is no cause for concern" in told
    ranged = [each.number for each in alone.indicators for m in each.measures if m.ratio_range]
    assert set(ranged) == {3}
    assert told.endswith(" This is our rule, not confirmed.")


def test_the_year_before_is_said_where_it_was_given() -> None:
    report = pipeline.calculate(SAMPLES / "2025", prior=[SAMPLES / "2024"])
    assert all(
        re.search(r"\(was .+ in 2024\)", str(row["Against 2024"])) for row in rows(report, "Against 2024")
    )


def test_the_year_before_is_of_the_figure_that_is_shown() -> None:
    """Of the board the gap, not the share; with one and the same minus sign, also in the cell of the number."""
    before = pipeline.calculate(SAMPLES / "2024").indicators[8].measures
    (gap,) = [
        each.value
        for each in before
        if each.measure == "gap_to_workforce"
        and each.group == "bme"
        and each.breakdown == {"board": "voting"}
    ]
    assert gap is not None
    assert gap < 0
    report = pipeline.calculate(SAMPLES / "2025", prior=[SAMPLES / "2024"])
    board = rows(report, "Against 2024")[8]
    assert f"(was \N{MINUS SIGN}{abs(gap):.1f} in 2024)" in str(board["Against 2024"])
    sheet = openpyxl.load_workbook(io.BytesIO(excel.workbook(report)))["For the board"]
    (shown,) = [row[4].number_format for row in sheet.iter_rows() if row[4].value == board["Ratio or gap"]]
    assert "-" not in shown
    assert "\N{MINUS SIGN}" in shown


def test_no_figure_of_before_a_break_is_set_beside_one_of_after(trust: Callable[..., Path]) -> None:
    """The survey's list of ethnic groups changed with 2026."""
    report = pipeline.calculate(trust(2026), prior=[trust(2025)])
    found = rows(report, "Against 2025")
    assert [row["Against 2025"] for row in found[4:8]] == ["not compared: the definition changed"] * 4
    assert "in 2025)" in str(found[1]["Against 2025"])


def test_what_came_without_counts_has_no_interval_and_says_so(trust: Callable[..., Path]) -> None:
    row = rows(pipeline.calculate(trust(2025)))[4]
    assert row["How sure"] == "No interval can be given"
    assert row["Worse for BME staff?"] == "Not clear"


@pytest.fixture
def trust(tmp_path: Path) -> Callable[[int], Path]:
    """A trust that has counts, and survey percentages without counts."""

    def made(year: int) -> Path:
        people = build.counts(workforce=(700, 300), shortlisted=(500, 300), appointed=(100, 30))
        percentages = (
            (n, group, value, "") for n in (5, 6, 7, 8) for group, value in (("white", 20), ("bme", 30))
        )
        tables = {"counts": people, "survey_summary": build.survey_summary(*percentages)}
        return build.submission(tmp_path / str(year), tables, year=year)

    return made


def test_the_board_is_shown_beside_the_workforce_it_is_compared_with(alone: Report) -> None:
    for row in rows(alone)[8:]:
        gap = row["Ratio or gap"]
        assert gap == pytest.approx(float(str(row["BME"])) - float(str(row["White or compared"])))
        assert f"of whom {float(str(row['White or compared'])):.1f}% are" in str(row["What it says"])


def test_what_may_change_a_verdict_stands_in_its_row(trust: Callable[[int], Path]) -> None:
    """300 of 1,300 staff of unknown ethnicity: indicators 3, 4, 9 rest on them, 2 and 5 do not."""
    folder = trust(2025)
    more = "workforce,unknown,300\ndisciplinary,white,20\ndisciplinary,bme,350\n"
    with (folder / "counts.csv").open("a", encoding="utf-8") as file:
        file.write(more)
    said = [str(row["What it says"]) for row in rows(pipeline.calculate(folder))]
    unknown = "Caution: The ethnicity of more than 20 % of the staff is unknown."
    assert [unknown in text for text in said[:5]] == [True, False, True, False, False]
    assert "Caution: There are more people disciplined than staff in the ethnic minority group" in said[2]
    assert "Caution: The percentages came without counts" in said[4]


def test_what_is_withheld_is_not_on_the_page() -> None:
    small = SAMPLES.parent / "small"
    report = pipeline.build_report(pipeline.assess(small), pipeline.Options(publish=True))
    hidden = [each for each in report.indicators if each.status == "suppressed"]
    assert hidden
    found = {str(row["Indicator"]).partition(".")[0]: row for row in rows(report)}
    for each in hidden:
        row = found[str(each.number)]
        assert {row[name] for name in HEADINGS[2:]} == {None}
        assert "do not show" in str(row["What it says"])
