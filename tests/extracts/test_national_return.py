"""A filled-in return read as a submission: its counts give the indicators, and what is wrong in it is said."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from wres_calc import pipeline
from wres_calc.errors import UsageError
from wres_calc.pipeline.reconcile import reconcile
from wres_calc.render.formats import FORMATS
from wres_calc.report.reconciliation import CellStatus

LARGE = Path(__file__).parents[2] / "sample_data" / "large" / "2025"
OPTIONS = pipeline.Options(year=2025, organisation="RX1")


@pytest.fixture(scope="module")
def report():
    return pipeline.calculate(LARGE)


@pytest.fixture(scope="module")
def form(report):
    """The return with its values, as somebody who types it has them."""
    return openpyxl.load_workbook(BytesIO(FORMATS["return"].report(report)), data_only=True)


@pytest.fixture
def changed(form, tmp_path):
    """Writes the return with some cells changed: by the label of their row (the last of this label), and column."""

    def write(*changes, name="return.xlsx"):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Return 2025"
        rows = {}
        for row in form["Return"].iter_rows():
            rows[row[0].value] = row[0].row
            for cell in row:
                new = sheet.cell(cell.row, cell.column, cell.value)
                new.number_format = cell.number_format
        for label, column, value in changes:
            cell = sheet.cell(rows[label], column)
            cell.value = value
            cell.number_format = "General"
        book.save(tmp_path / name)
        return tmp_path / name, rows

    return write


def issues(path):
    found = pipeline.assess(path, OPTIONS).issues
    return [(each.code, each.message) for each in found if each.code.startswith(("return-", "counts-do"))]


def test_a_return_gives_the_figures_it_was_made_of(report, changed):
    path, _ = changed()
    again = pipeline.build_report(pipeline.assess(path, OPTIONS), OPTIONS)
    for number in (1, 2, 3, 4, 9):
        (before,), (after,) = (
            [each for each in one.indicators if each.number == number] for one in (report, again)
        )
        was = {(m.measure, str(m.breakdown), m.group): m.value for m in before.measures}
        now = {(m.measure, str(m.breakdown), m.group): m.value for m in after.measures}
        assert {key: now[key] for key in was} == was
    for number in (5, 6, 7, 8):
        (before,), (after,) = (
            [each for each in one.indicators if each.number == number] for one in (report, again)
        )
        assert [m.value for m in after.measures if m.measure == "percentage"] == pytest.approx(
            [m.value for m in before.measures if m.measure == "percentage"]
        )
    assert issues(path) == []


RATIO = "Relative likelihood of White staff being appointed from shortlisting compared to BME staff"
LIKELIHOOD = "Likelihood of staff entering the formal disciplinary process"
VOTING = "Difference (Voting membership - overall workforce)"
BOARD = "Total board members - % by ethnicity"


@pytest.mark.parametrize(
    ("label", "column", "value", "code", "words"),
    [
        (RATIO, 2, "1.94%", "return-ratio-in-percent", "no per cent sign"),
        (RATIO, 2, 0.51, "return-ratio-inverted", "the other way round"),
        (RATIO, 2, 1.49, "return-differs", "from the counts follows 1.944"),
        (RATIO, 2, "n/a", "return-text-in-number", "this is text; a number belongs here"),
        (LIKELIHOOD, 3, "0.01%", "return-fraction-for-percent", "fraction taken for a per cent"),
        (VOTING, 3, "17.8%", "return-sign-wrong", "the sign is missing"),
        (BOARD, 3, "14.0%", "return-differs", "from the counts follows 13.33%"),
    ],
)
def test_a_number_that_does_not_follow_from_the_counts_is_said(changed, label, column, value, code, words):
    path, rows = changed((label, column, value))
    ((found_code, message),) = issues(path)
    assert found_code == code
    assert words in message
    assert f"{'ABCD'[column - 1]}{rows[label]}" in message
    (found,) = [each for each in pipeline.assess(path, OPTIONS).issues if each.code == code]
    assert list(found.rows) == [rows[label]]
    assert found.column == ("White", "BME")[column - 2]


@pytest.mark.parametrize("value", [1.94, 1.9, 1.944, "1.94"])
def test_a_rounded_number_is_no_difference(changed, value):
    assert issues(changed((RATIO, 2, value))[0]) == []


@pytest.mark.parametrize("value", ["13.3%", 13.3, 0.133, "13.33 %"])
def test_a_percentage_may_be_printed_either_way(changed, value):
    assert issues(changed((BOARD, 3, value))[0]) == []


def test_another_workforce_in_another_row_is_said(changed):
    path, rows = changed(("Number of staff in overall workforce", 3, 2095))
    (message,) = [message for code, message in issues(path) if code == "return-workforce-differs"]
    assert f"C{rows['Number of staff in overall workforce']}, " in message
    assert "this says 2,095, where the bands and row" in message


def test_a_row_that_is_not_known_and_holds_numbers_is_named(changed):
    path, rows = changed(("Trainee grades", 1, "Training posts"))
    (message,) = [message for code, message in issues(path) if code == "return-row-not-known"]
    assert f"rows {rows['Trainee grades']} hold numbers" in message


def test_more_appointed_than_shortlisted_is_said(changed):
    path, _ = changed(("Number appointed from shortlisting", 2, 99_999))
    assert "more-events-than-people" in [each.code for each in pipeline.assess(path, OPTIONS).issues]


def test_a_text_in_a_count_is_an_error_of_its_cell(changed):
    path, rows = changed(("Consultants", 2, "about 198"))
    found = pipeline.assess(path, OPTIONS).issues
    assert [rows["Consultants"]] in [list(each.rows) for each in found if each.severity == "error"]


def test_another_workbook_is_no_return(tmp_path):
    book = openpyxl.Workbook()
    for row in (["", "White", "BME"], ["Band 5", 3, 2], ["Apples", 1, 1]):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(Exception, match="no sheet named after a table"):
        pipeline.assess(tmp_path / "x.xlsx", OPTIONS)


def differing(found):
    return found.of(CellStatus.DIFFERS)


def test_a_return_is_reconciled_with_its_submission(changed):
    path, rows = changed(("Trainee grades", 3, 154), ("Consultants", 2, None))
    found = reconcile(path, LARGE, pipeline.Options())
    (cell,) = differing(found)
    assert (cell.row, cell.column, cell.given) == ("Trainee grades", "BME", "154")
    assert (cell.calculated, cell.difference) == (155, -1)
    assert cell.cell == f"C{rows['Trainee grades']}"
    (blank,) = found.of(CellStatus.NOT_GIVEN)
    assert (blank.row, blank.calculated) == ("Consultants", 198)


def test_rounded_numbers_reconcile_and_wrong_ones_do_not(changed):
    right, _ = changed((RATIO, 2, 1.94), (BOARD, 3, "13.3%"))
    assert differing(reconcile(right, LARGE, pipeline.Options())) == []
    wrong, _ = changed((RATIO, 2, 1.95), name="wrong.xlsx")
    (cell,) = differing(reconcile(wrong, LARGE, pipeline.Options()))
    assert (cell.row, cell.given) == (RATIO, "1.95")


def test_a_return_that_is_right_has_no_differing_cell(changed):
    found = reconcile(changed()[0], LARGE, pipeline.Options())
    assert found.totals == {CellStatus.SAME: 192}


def test_what_is_no_return_is_refused():
    with pytest.raises(UsageError, match="is not a filled-in return"):
        reconcile(LARGE, LARGE, pipeline.Options())
