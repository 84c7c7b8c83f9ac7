"""A tracker of several types of case (contract, section 2: `case_types`)."""

import pytest

from wres_calc.errors import ConfigurationError

TRACKER = """
    employee_number, ethnic_category, Case Type
    1,               A,               Disciplinary
    2,               H,               DISCIPLINARY
    3,               H,               dis ciplinary
    4,               H,               Grievance
    5,               A,               Sickness absence
"""


def case_types(*types):
    return f"[tables.disciplinary]\ncase_types = {list(types)!r}\n"


def items(figures, code):
    return [item for item in figures.report.issues.items if item.code == code]


def test_the_types_listed_take_part_whatever_their_case_and_space(calc, staff):
    tables = {"workforce": staff(*"AHHHA"), "disciplinary": TRACKER}
    figures = calc(tables, settings=case_types(" disciplinary "))
    assert figures.counts(3, "likelihood", "white") == (1, 2)
    assert figures.counts(3, "likelihood", "bme") == (2, 3)
    (population,) = [one for one in figures.report.method.populations if one.population == "disciplinary"]
    assert [(step.step, step.dropped, step.left) for step in population.steps] == [
        ("rows", 0, 5),
        ("other_case_type", 2, 5 - 2),
    ]
    assert not figures.issues() & {"case-type-not-used", "case-type-not-there", "case-type-blank"}


def test_several_types_may_take_part(calc, staff):
    tables = {"workforce": staff(*"AHHHA"), "disciplinary": TRACKER}
    figures = calc(tables, settings=case_types("Disciplinary", "Sickness absence"))
    assert figures.counts(3, "likelihood", "white") == (1 + 1, 2)


@pytest.mark.parametrize("heading", ["Type", "Nature of case", "Category", "case_type"])
def test_the_column_may_be_called_otherwise(calc, staff, heading):
    tables = {"workforce": staff(*"AHHHA"), "disciplinary": TRACKER.replace("Case Type", heading)}
    figures = calc(tables, settings=case_types("Disciplinary"))
    assert figures.counts(3, "likelihood", "bme") == (2, 3)


def test_the_surest_of_several_headings_is_the_type(calc, staff):
    tracker = """
        employee_number, ethnic_category, Category, Case type
        1,               A,               Conduct,  Disciplinary
        2,               H,               Conduct,  Grievance
    """
    figures = calc({"workforce": staff(*"AH"), "disciplinary": tracker}, settings=case_types("Disciplinary"))
    assert figures.counts(3, "likelihood", "bme") == (0, 1)


def test_a_type_that_does_not_occur_is_a_warning(calc, staff):
    figures = calc(
        {"workforce": staff(*"AHHHA"), "disciplinary": TRACKER},
        settings=case_types("Disciplinary", "Conduct"),
    )
    (item,) = items(figures, "case-type-not-there")
    assert (item.severity, item.column) == ("warning", "Case Type")
    assert "Conduct" in item.message


@pytest.mark.parametrize(
    ("types", "people", "warned"), [(["Disciplinary"], 2, [6]), (["Disciplinary", ""], 3, [])]
)
def test_a_blank_type_is_said(calc, staff, types, people, warned):
    tables = {"workforce": staff(*"AHHHA"), "disciplinary": TRACKER.replace("Sickness absence", "")}
    tables["disciplinary"] = tables["disciplinary"].replace("5,               A", "5,               H")
    figures = calc(tables, settings=case_types(*types))
    assert figures.counts(3, "likelihood", "bme")[0] == people
    assert [item.row for item in items(figures, "case-type-blank")] == warned


def test_without_its_column_the_table_stays_out(calc, staff):
    tables = {"workforce": staff(*"AHHHA"), "disciplinary": "employee_number\n1\n"}
    figures = calc(tables, settings=case_types("Disciplinary"))
    assert figures.indicator(3).reason == "table_has_errors"
    assert [item.column for item in items(figures, "column-missing")] == ["case_type"]


def test_other_tables_have_no_types_of_case(calc, staff):
    with pytest.raises(ConfigurationError, match="is for disciplinary"):
        calc({"workforce": staff("A")}, settings='[tables.workforce]\ncase_types = ["Disciplinary"]\n')
