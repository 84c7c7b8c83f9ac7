"""Rows left out on purpose (contract, section 2: `[[exclude]]`)."""

import pytest

from wres_calc.errors import ConfigurationError

WORKFORCE = """
    employee_number, ethnic_category, staff_group,                 grade
    1,               A,               Administrative and Clerical, Band 5
    2,               H,               Administrative and Clerical, Band 5
    ,                H,               Administrative and Clerical, Band 5
    4,               A,               Administrative and Clerical, Band 5
"""
STAFF = "\n".join(line for line in WORKFORCE.splitlines() if not line.strip().startswith(","))
BOARD = """
    ethnic_category, voting,  executive
    A,               yes,     yes
    H,               yes,     no
    H,               perhaps, no
    A,               no,      no
"""


def exclude(**settings):
    said = {"reason": "a post without a person"} | settings
    return "[[exclude]]\n" + "".join(f"{key} = {value!r}\n" for key, value in said.items())


def items(figures, code):
    return [item for item in figures.report.issues.items if item.code == code]


def test_the_rows_of_an_issue_are_left_out(calc):
    figures = calc({"workforce": WORKFORCE}, settings=exclude(table="workforce", issue="blank-cell"))
    assert figures.value(1, "share", "bme") == 100 * 1 / (4 - 1)
    (item,) = items(figures, "rows-excluded")
    assert (item.table, item.row, item.reason) == ("workforce", 4, "a post without a person")
    assert not items(figures, "blank-cell")


def test_without_it_the_table_stays_out(calc):
    figures = calc({"workforce": WORKFORCE})
    assert figures.indicator(1).reason == "table_has_errors"
    (item,) = items(figures, "blank-cell")
    assert "[[exclude]]" in item.advice


def test_rows_are_left_out_by_their_numbers(calc):
    figures = calc({"board": BOARD, "workforce": STAFF}, settings=exclude(table="board", rows=[4]))
    assert figures.counts(9, "share", "bme", board="total") == (2 - 1, 4 - 1)
    assert figures.counts(9, "share", "bme", board="voting") == (1, 2)


def test_it_is_the_first_step_of_its_population(calc):
    settings = exclude(table="workforce", rows=[2, 4]) + exclude(table="board", issue="wrong-yes-no")
    figures = calc({"workforce": WORKFORCE, "board": BOARD}, settings=settings)
    steps = {
        population.population: [(step.step, step.dropped, step.left) for step in population.steps]
        for population in figures.report.method.populations
    }
    assert steps == {
        "workforce": [("rows", 0, 4), ("excluded", 2, 4 - 2)],
        "board": [("rows", 0, 4), ("excluded", 1, 4 - 1)],
    }
    assert [(one.table, one.rows) for one in figures.report.inputs] == [("workforce", 4), ("board", 4)]


def test_a_row_left_out_is_nobody_elsewhere(calc):
    """Somebody whose only row is left out is not in the workforce; the case counts all the same."""
    cases = """
        employee_number, ethnic_category
        2,               H
    """
    figures = calc(
        {"workforce": WORKFORCE, "disciplinary": cases}, settings=exclude(table="workforce", rows=[3, 4])
    )
    assert figures.counts(3, "likelihood", "bme") == (1, 0)
    assert [item.row for item in items(figures, "person-not-in-workforce")] == [2]


def test_duplicates_are_left_out_all_together(calc):
    applications = """
        application_id, ethnic_category, appointed
        1,              A,               yes
        2,              A,               no
        1,              A,               no
        3,              H,               yes
    """
    settings = exclude(table="recruitment", issue="duplicate-application")
    figures = calc({"recruitment": applications}, settings=settings)
    assert figures.counts(2, "likelihood", "white") == (2 - 2, 3 - 2)
    assert [item.row for item in items(figures, "rows-excluded")] == [2, 4]


def test_with_both_it_is_those_of_the_rows_that_the_issue_names(calc):
    board = BOARD.replace("A,               no,      no", "A,               maybe,   no")
    settings = exclude(table="board", issue="wrong-yes-no", rows=[3, 5])
    figures = calc({"board": board}, settings=settings)
    assert [item.row for item in items(figures, "rows-excluded")] == [5]
    assert [item.row for item in items(figures, "wrong-yes-no")] == [4]


@pytest.mark.parametrize("settings", [{"issue": "wrong-date"}, {"issue": "duplicate-board-member"}])
def test_an_issue_that_does_not_occur_is_a_warning(calc, settings):
    tables = {"board": BOARD.replace("perhaps", "no"), "workforce": STAFF}
    figures = calc(tables, settings=exclude(table="board", **settings))
    (item,) = items(figures, "exclusion-without-rows")
    assert item.severity == "warning"
    assert figures.counts(9, "share", "bme", board="total") == (2, 4)


def test_so_is_a_table_that_was_not_sent(calc):
    figures = calc({"board": BOARD}, settings=exclude(table="training", rows=[2]))
    assert len(items(figures, "exclusion-without-rows")) == 1


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"issue": "blank-cel"}, "leaves out the rows of the issue 'blank-cel', which does not exist"),
        ({"issue": "no-rows"}, "as a whole"),
        ({"issue": "ragged-row"}, "as a whole"),
        ({"issue": "many-unknown"}, "as a whole"),
        ({"rows": [4, 6]}, "row 6"),
        ({"rows": [1]}, "row 1"),
        ({"rows": []}, "names an issue or rows"),
        ({}, "names an issue or rows"),
        ({"rows": ["4"]}, "entry 1 of rows"),
        ({"rows": [4], "table": "bord"}, "unknown table"),
        ({"rows": [4], "reason": ""}, "reason"),
    ],
)
def test_what_cannot_be_left_out_is_refused(calc, settings, says):
    with pytest.raises(ConfigurationError) as refused:
        calc({"board": BOARD}, settings=exclude(**{"table": "board"} | settings))
    assert says in refused.value.message
