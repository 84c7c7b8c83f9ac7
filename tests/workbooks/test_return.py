"""The national return: each count in its row, and what follows from counts as formulas with their values."""

import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.render.formats import FORMATS

ROOT = Path(__file__).parents[2]


def sheets(report):
    data = FORMATS["return"].report(report)
    return [openpyxl.load_workbook(BytesIO(data), data_only=values)["Return"] for values in (False, True)]


@pytest.fixture(scope="module")
def large():
    report = pipeline.calculate(ROOT / "sample_data" / "large" / "2025")
    return (report, *sheets(report))


def row_of(sheet, label, below=""):
    """The number of the first row with this label below a section."""
    labels = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
    start = next(at for at, text in enumerate(labels) if str(text or "").startswith(below))
    return labels.index(label, start) + 1


def measures(report, number):
    (found,) = [each for each in report.indicators if each.number == number]
    return found.measures


def test_every_count_of_indicator_1_stands_in_its_row(large):
    report, formulas, _ = large
    row = row_of(formulas, "Band 8a", "1b) Clinical workforce, of which non medical")
    part = {"staff_category": "clinical_non_medical", "pay_band": "band_8a"}
    own = {m.group: m.numerator for m in measures(report, 1) if m.breakdown == part and m.measure == "share"}
    assert [formulas.cell(row, column).value for column in (2, 3, 4)] == [
        own[group] for group in build.GROUPS
    ]


@pytest.mark.parametrize("number", [2, 3, 4])
def test_likelihoods_and_ratios_are_formulas_with_the_values_of_the_report(large, number):
    report, formulas, values = large
    start = row_of(
        formulas,
        next(
            v for (v,) in formulas.iter_rows(max_col=1, values_only=True) if str(v).startswith(f"{number})")
        ),
    )
    likelihood, ratio = start + 3, start + 4
    own = {(m.measure, m.group): m.value for m in measures(report, number) if not m.breakdown}
    for column, group in enumerate(("white", "bme"), 2):
        letter = "ABCD"[column - 1]
        above, below = (f"{letter}{likelihood - 1}", f"{letter}{likelihood - 2}")
        assert formulas.cell(likelihood, column).value == f'=IF({below}=0,"",{above}/{below})'
        assert 100 * values.cell(likelihood, column).value == pytest.approx(own["likelihood", group])
    (expected,) = [value for (measure, _), value in own.items() if measure == "relative_likelihood"]
    assert values.cell(ratio, 2).value == pytest.approx(expected)
    over, under = ("C", "B") if number == 3 else ("B", "C")
    assert (
        formulas.cell(ratio, 2).value
        == f'=IF({under}{likelihood}=0,"",{over}{likelihood}/{under}{likelihood})'
    )


def test_survey_percentages_are_numbers(large):
    report, formulas, _ = large
    row = row_of(formulas, "5 to 8) National NHS Staff Survey") + 1
    for number in (5, 6, 7, 8):
        own = {m.group: m.value for m in measures(report, number) if m.measure == "percentage"}
        cells = [formulas.cell(row + number - 5, column).value for column in (2, 3)]
        assert [100 * cell for cell in cells] == pytest.approx([own["white"], own["bme"]])


def test_shares_of_the_board_and_differences(large):
    report, formulas, values = large
    row = row_of(formulas, "Difference (Voting membership - overall workforce)")
    own = {
        m.group: m.value
        for m in measures(report, 9)
        if m.measure == "gap_to_workforce" and m.breakdown == {"board": "voting"}
    }
    assert [100 * values.cell(row, c).value for c in (2, 3, 4)] == pytest.approx(
        [own[g] for g in build.GROUPS]
    )
    assert re.fullmatch(r"=B\d+-B\d+", formulas.cell(row, 2).value)
    share = row_of(formulas, "Total board members - % by ethnicity")
    assert re.fullmatch(r'=IF\(SUM\(B(\d+):D\1\)=0,"",C\1/SUM\(B\1:D\1\)\)', formulas.cell(share, 3).value)


def test_every_formula_comes_to_its_cached_value(large):
    _, formulas, values = large
    seen = 0
    for row in formulas.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                text = re.sub(r"^=(?:IF\(.*?=0,\"\",(.*)\)|(.*))$", lambda m: m[1] or m[2], cell.value)
                text = re.sub(
                    r"SUM\(([A-Z]+\d+):([A-Z]+\d+)\)",
                    lambda m: str(sum(c.value or 0 for line in values[f"{m[1]}:{m[2]}"] for c in line)),
                    text,
                )
                text = re.sub(r"[A-Z]+\d+", lambda m: repr(values[m[0]].value), text)
                assert eval(text) == pytest.approx(values[cell.coordinate].value)
                seen += 1
    assert seen == 3 * 3 + 3 + 6 * 3 + 3 * 3


def test_what_could_not_be_calculated_is_blank_and_says_why(tmp_path):
    report = pipeline.calculate(
        build.submission(tmp_path, {"counts": build.counts(shortlisted=(50, 40, 1), appointed=(5, 0, 0))})
    )
    formulas, _ = sheets(report)
    ratio = row_of(
        formulas, "Relative likelihood of White staff being appointed from shortlisting compared to BME staff"
    )
    assert formulas.cell(ratio, 2).value is None
    assert "Cannot be formed" in formulas.cell(ratio, 5).value
    board = row_of(formulas, "Total board members")
    assert formulas.cell(board, 2).value is None
    assert formulas.cell(board, 5).value == "Not calculated: table missing."


def test_what_is_withheld_is_blank_and_says_so():
    report = pipeline.calculate(ROOT / "sample_data" / "small", publish=True)
    _, values = sheets(report)
    row = row_of(values, "Total board members")
    assert [values.cell(row, column).value for column in (2, 3)] == [None] * 2
    share = row_of(values, "Total board members - % by ethnicity")
    assert [values.cell(share, column).value for column in (2, 3, 4)] == [None] * 3
    assert values.cell(row, 5).value.startswith("[c] Withheld")
    known = {m.numerator for i in report.indicators for m in i.measures} | {
        m.denominator for i in report.indicators for m in i.measures
    }
    printed = {
        c.value
        for line in values.iter_rows(min_row=5, min_col=2, max_col=4)
        for c in line
        if isinstance(c.value, int)
    }
    assert printed <= known
