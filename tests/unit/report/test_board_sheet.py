"""The board's page: what needs attention first, said from the report and from nothing else, on one page."""

import io
import math
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.render import excel
from wres_calc.render.drawn import Spread
from wres_calc.render.views.board_page import annual_report, board
from wres_calc.report.report import Report, Unit
from wres_calc.report.words.uncertainty import about_range

SAMPLES = Path(__file__).parents[3] / "sample_data" / "large"
COMPARE = ("relative_likelihood", "difference", "gap_to_workforce")
DRAWN = "← better for BME | worse →"
HEADINGS = [
    "Indicator",
    "What is compared",
    DRAWN,
    "Times as likely",
    "Gap, points",
    "Interval",
    "Verdict",
]


def sheet_of(report: Report):
    return openpyxl.load_workbook(io.BytesIO(excel.with_charts(report)))["For the board"]


def rows(report: Report, *more: str) -> dict[int, dict[str, object]]:
    """The rows of the sheet's table by the number of their indicator, in their order."""
    sheet = sheet_of(report)
    cells = [[cell.value for cell in row] for row in sheet[sheet.tables["For_the_board"].ref]]
    assert cells[0] == [*HEADINGS, *more]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.orientation == "landscape"
    assert not sheet.merged_cells.ranges
    found = [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]
    return {int(str(row["Indicator"]).partition(".")[0]): row for row in found}


def spreads(report: Report) -> dict[int, Spread]:
    """What is drawn, by the number of the indicator."""
    (table,) = [block for block in board(report).blocks if hasattr(block, "columns")]
    at = [column.heading for column in table.columns].index(DRAWN)
    return {int(str(row[0]).partition(".")[0]): row[at] for row in table.rows if row[at] is not None}


def result_of(report: Report, number: int):
    """What compares the groups: of the board the whole of it."""
    (indicator,) = [each for each in report.indicators if each.number == number]
    whole = {"board": "total"} if indicator.kind == "gap" else {}
    group = "bme" if indicator.kind == "gap" else ("bme", "white")
    found = [
        m for m in indicator.measures if m.measure in COMPARE and m.breakdown == whole and m.group in group
    ]
    return found[0] if found else None


@pytest.fixture(scope="module")
def alone() -> Report:
    return pipeline.calculate(SAMPLES / "2025")


@pytest.fixture(scope="module")
def with_prior() -> Report:
    return pipeline.calculate(SAMPLES / "2025", prior=[SAMPLES / "2024"])


def test_every_indicator_has_a_row_and_a_verdict(alone: Report) -> None:
    found = rows(alone)
    assert {row["Indicator"] for row in found.values()} == {
        f"{i.number}. {i.words.short or i.title}" for i in alone.indicators
    }
    assert all(str(row["Verdict"]).endswith(".") for row in found.values())
    assert "No earlier year was given" in " ".join(str(row[0].value) for row in sheet_of(alone).iter_rows())


def test_the_title_counts_the_verdicts(with_prior: Report) -> None:
    found = rows(with_prior, "Against 2024")
    worse = [row for row in found.values() if row["Verdict"] == "Worse for BME staff."]
    compared = [row for row in found.values() if row["Interval"]]
    changed = [number for number, row in found.items() if str(row["Against 2024"]).startswith("↑ worse")]
    said = f"{len(worse)} of {len(compared)} comparisons are worse for BME staff; appointment has worsened since 2024."
    assert sheet_of(with_prior)["A1"].value == said
    assert changed == [2]


def test_what_needs_attention_stands_first(with_prior: Report) -> None:
    """What is clearly worse, of these what worsened, then the farther from equality; what is not compared last."""
    found = rows(with_prior, "Against 2024")
    drawn = spreads(with_prior)
    worse = [n for n, row in found.items() if str(row["Verdict"]).startswith("Worse")]
    unclear = [n for n, row in found.items() if str(row["Verdict"]).startswith("Not clear")]
    assert [*found] == [*worse, *unclear, 1]
    assert worse[0] == 2
    for part in (worse[1:], unclear):
        assert [drawn[n].value for n in part] == sorted((drawn[n].value for n in part), reverse=True)


def test_verdicts_are_what_the_measure_and_its_interval_say(alone: Report) -> None:
    """Held against the measures themselves: 2, 3 and 4 above 1; 5, 6, 8 above 0; 7 and 9 below 0."""
    for number, row in rows(alone).items():
        result = result_of(alone, number)
        if number == 1:
            assert result is None
            continue
        assert result is not None
        assert result.value is not None
        assert result.interval is not None
        equal = 1 if number in (2, 3, 4) else 0
        worse = result.value < equal if number in (7, 9) else result.value > equal
        upper = result.interval.upper
        unsure = result.interval.lower <= equal and (upper is None or upper >= equal)
        unsure |= result.tests[0].p_value >= 0.05
        assert result.verdict is not None
        assert result.verdict.clear <= (not unsure)
        said = "Not clear" if not result.verdict.clear else "Worse" if worse else "Better"
        assert str(row["Verdict"]).startswith(said)


def test_figures_are_those_of_the_report_ratios_and_points_apart(alone: Report) -> None:
    for number, row in rows(alone).items():
        result = result_of(alone, number)
        ratio = result is not None and result.unit is Unit.RATIO
        assert row["Times as likely"] == (result.value if result and ratio else None)
        assert row["Gap, points"] == (result.value if result and not ratio else None)


def test_right_of_equality_is_worse_and_drawn_to_scale(with_prior: Report) -> None:
    """Ratios by their logarithms, to 4 times as likely; gaps to 30 points; turned round where less is worse."""
    before = pipeline.calculate(SAMPLES / "2024")

    def at(number: int, value: float) -> float:
        place = math.log(value, 4) if number in (2, 3, 4) else value / 30
        return -place if number in (7, 9) else place

    drawn = spreads(with_prior)
    assert [*sorted(drawn)] == [*range(2, 10)]
    for number, spread in drawn.items():
        result, was = result_of(with_prior, number), result_of(before, number)
        assert spread.value == pytest.approx(at(number, result.value))
        ends = sorted((at(number, result.interval.lower), at(number, result.interval.upper)))
        assert (spread.lower, spread.upper) == pytest.approx(tuple(ends))
        assert spread.before == pytest.approx(at(number, was.value))
        assert spread.clear == result.verdict.clear
    said = " ".join(block.text for block in board(with_prior).blocks if hasattr(block, "text"))
    assert "4 times as likely on either side, or at 30 percentage points" in said


@pytest.mark.parametrize("publish", [False, True])
@pytest.mark.parametrize("sample", ["large/2025", "small"])
@pytest.mark.parametrize("standard", ["wres", "wdes"])
def test_nothing_is_printed_smaller_than_8_point(sample: str, publish: bool, standard: str) -> None:
    """The sheet is shrunk to one page; its type has 10 points."""
    folder = SAMPLES.parent / sample
    prior = [SAMPLES / "2024"] if "large" in sample else []
    sheet = sheet_of(pipeline.calculate(folder, prior=prior, publish=publish, standard=standard))
    (area,) = re.findall(r"\$A\$1:\$([A-Z])\$(\d+)", str(sheet.print_area)) or [("H", str(sheet.max_row))]
    letters = [chr(each) for each in range(ord("A"), ord(area[0]) + 1)]
    wide = sum(sheet.column_dimensions[letter].width * 7 for letter in letters) * 0.75
    heights = [sheet.row_dimensions[row].height for row in range(1, int(area[1]) + 1)]
    high = sum(13.2 if height is None else height for height in heights)
    margins = sheet.page_margins
    page = (841.9 - 72 * (margins.left + margins.right), 595.3 - 72 * (margins.top + margins.bottom))
    assert 10 * min(page[0] / wide, page[1] / high, 1) >= 8


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


def test_the_year_before_is_of_the_figure_that_is_shown(with_prior: Report) -> None:
    """Of the board the gap, not the share."""
    found = rows(with_prior, "Against 2024")
    assert all(re.search(r"\(was .+\)", str(row["Against 2024"])) for row in found.values())
    gap = result_of(pipeline.calculate(SAMPLES / "2024"), 9).value
    assert re.search(rf"\(was .{abs(gap):.1f}\)", str(found[9]["Against 2024"]))


def test_no_figure_of_before_a_break_is_set_beside_one_of_after(trust: Callable[..., Path]) -> None:
    """The survey's list of ethnic groups changed with 2026."""
    report = pipeline.calculate(trust(2026), prior=[trust(2025)])
    found = rows(report, "Against 2025")
    assert {found[n]["Against 2025"] for n in (5, 6, 7, 8)} == {"not compared: the definition changed"}
    assert "(was " in str(found[2]["Against 2025"])
    assert all(spreads(report)[n].before is None for n in (5, 6, 7, 8))


def test_what_came_without_counts_has_no_interval_and_says_so(trust: Callable[..., Path]) -> None:
    report = pipeline.calculate(trust(2025))
    row = rows(report)[5]
    assert row["Interval"] is None
    assert str(row["Verdict"]).startswith("Not clear: no interval can be given.")
    assert spreads(report)[5].lower is None


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
    row = rows(alone)[9]
    found = re.findall(r"([0-9.]+)%", str(row["What is compared"]))
    board_share, voting, executive, staff = map(float, found)
    assert f"(voting members {voting}%, executive members {executive}%)" in str(row["What is compared"])
    assert str(row["What is compared"]).startswith("BME: ")
    assert row["Gap, points"] == pytest.approx(board_share - staff, abs=0.11)


def test_what_may_change_a_verdict_stands_in_its_row(trust: Callable[[int], Path]) -> None:
    """300 of 1,300 staff of unknown ethnicity: indicators 3, 4, 9 rest on them, 2 and 5 do not."""
    folder = trust(2025)
    more = "workforce,unknown,300\ndisciplinary,white,20\ndisciplinary,bme,350\n"
    with (folder / "counts.csv").open("a", encoding="utf-8") as file:
        file.write(more)
    found = rows(pipeline.calculate(folder))
    said = [str(found[number]["Verdict"]) for number in range(1, 6)]
    unknown = "Caution: The ethnicity of more than 20% of the staff is unknown."
    assert [unknown in text for text in said] == [True, False, True, False, False]
    assert "Caution: There are more people disciplined than staff in the ethnic minority group" in said[2]
    assert "Caution: The percentages came without counts" in said[4]


def test_what_is_withheld_is_not_on_the_page() -> None:
    small = SAMPLES.parent / "small"
    report = pipeline.calculate(small, publish=True)
    hidden = [each for each in report.indicators if each.status == "suppressed"]
    assert hidden
    found = rows(report)
    for each in hidden:
        row = found[each.number]
        assert {row[name] for name in HEADINGS[1:-1]} == {None}
        assert str(row["Verdict"]).startswith("Not shown")
        assert each.number not in spreads(report)


def test_the_annual_report_counts_directors_senior_bands_and_all_staff(alone: Report) -> None:
    """From the files: the board's rows, bands 8a to 9 and VSM, and everybody; shares of all, the unknown included."""
    section = annual_report(alone)
    assert section is not None
    table = section.blocks[0]
    found = {row[0]: [cell.value for cell in row[2:]] for row in table.rows}
    assert [*found] == ["Directors", "Bands 8a and above, with VSM", "All employees"]
    senior = ("band_8a", "band_8b", "band_8c", "band_8d", "band_9", "vsm")
    workforce = [m for m in alone.indicators[0].measures if m.measure == "share"]
    counts = [
        sum(m.numerator for m in workforce if m.group == group and m.breakdown.get("pay_band") in senior)
        for group in ("bme", "white", "unknown")
    ]
    assert found["Bands 8a and above, with VSM"][::2] == counts
    assert found["Bands 8a and above, with VSM"][1] == pytest.approx(100 * counts[0] / sum(counts))
    assert found["Directors"][::2] == [2, 12, 1]
    assert found["All employees"][::2] == [2085, 5603, 282]
    assert "12.8 percentage points below that of the whole workforce" in section.blocks[1].text


def test_the_annual_report_withholds_a_sum_with_a_withheld_part() -> None:
    small = SAMPLES.parent / "small"
    section = annual_report(pipeline.calculate(small, publish=True))
    assert section is not None
    senior = next(row for row in section.blocks[0].rows if str(row[0]).startswith("Bands"))
    assert {cell.text for cell in senior[2:]} == {"[c]"}
