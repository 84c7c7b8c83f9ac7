"""Indicator 3: relative likelihood of BME staff entering the formal disciplinary process compared with White."""

import pytest

STAFF = ("A", "A", "B", "C", "A", "H", "N", "Z")
"""Employees 1 to 5 White, 6 and 7 BME, 8 unknown."""


def test_the_ratio_is_bme_over_white_of_the_workforce(calc, staff):
    disciplinary = """
        employee_number, ethnic_category
        1,               A
        6,               H
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.value(3, "likelihood", "white") == 100 * 1 / 5
    assert figures.value(3, "likelihood", "bme") == 100 * 1 / 2
    assert figures.value(3, "likelihood", "unknown") == 0
    assert figures.value(3, "relative_likelihood", "bme", "white") == (1 / 2) / (1 / 5)


def test_somebody_who_enters_twice_is_one_person(calc, staff):
    disciplinary = """
        employee_number, case_id, ethnic_category
        1,               C1,      A
        1,               C2,      A
        6,               C3,      H
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.counts(3, "likelihood", "white") == (1, 5)


def test_where_there_are_only_case_numbers_they_are_the_people(calc, staff):
    disciplinary = """
        case_id, ethnic_category
        C1,      A
        C1,      A
        C2,      A
        C3,      H
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.value(3, "relative_likelihood", "bme", "white") == (1 / 2) / (2 / 5)


@pytest.mark.parametrize(
    "day", ["2024-04-01", "31/03/2025", "01-Jan-2025", "31 December 2024", "31-MAR-2025"]
)
def test_dates_in_the_year_count_in_any_form(calc, staff, day):
    disciplinary = f"""
        employee_number, entered_on
        1,               {day}
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.counts(3, "likelihood", "white") == (1, 5)


@pytest.mark.parametrize("day", ["2024-03-31", "01/04/2025", "31-Mar-2024", "1 April 2025"])
def test_dates_outside_the_year_take_no_part_and_are_reported(calc, staff, day):
    disciplinary = f"""
        employee_number, entered_on
        1,               {day}
        6,               2024-06-01
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.counts(3, "likelihood", "white") == (0, 5)
    assert figures.report.issues.error == 0
    assert any(group.table == "disciplinary" for group in figures.report.issues.groups)


def test_an_undated_entry_is_one_of_the_year(calc, staff):
    disciplinary = """
        employee_number, entered_on
        1,
        6,               2024-06-01
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.counts(3, "likelihood", "white") == (1, 5)


def test_the_ethnic_category_comes_from_the_row_and_else_from_the_workforce(calc, staff):
    disciplinary = """
        employee_number, ethnic_category
        1,               H
        2,
        6,
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.counts(3, "likelihood", "bme") == (2, 2)
    assert figures.counts(3, "likelihood", "white") == (1, 5)


def test_the_first_row_of_a_person_that_is_not_blank_says_it(calc, staff):
    disciplinary = """
        employee_number, ethnic_category
        1,
        1,               H
        1,               A
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.counts(3, "likelihood", "bme") == (1, 2)
    assert figures.counts(3, "likelihood", "white") == (0, 5)


@pytest.mark.parametrize("unknown", ["Not stated", "Z", "Prefer not to say", ""])
def test_not_stated_in_the_row_takes_the_category_that_the_workforce_states(calc, staff, unknown):
    disciplinary = f"""
        employee_number, ethnic_category
        1,               {unknown}
        6,               H
        8,               {unknown}
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.counts(3, "likelihood", "white") == (1, 5)
    assert figures.counts(3, "likelihood", "bme") == (1, 2)
    assert figures.counts(3, "likelihood", "unknown") == (1, 1)  # employee 8, unknown everywhere
    assert "conflicting-category" not in figures.issues()


def test_a_row_of_the_person_that_states_one_comes_before_the_workforce(calc, staff):
    disciplinary = """
        employee_number, ethnic_category
        1,               Not stated
        1,               H
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.counts(3, "likelihood", "bme") == (1, 2)
    assert figures.counts(3, "likelihood", "white") == (0, 5)


def test_a_text_that_was_accepted_as_unknown_takes_it_too(calc, staff):
    settings = """
        [[accept]]
        issue = "unknown-ethnic-category"
        table = "disciplinary"
        reason = "legacy codes"
    """
    disciplinary = "employee_number,ethnic_category\n1,16\n6,16"
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary}, settings=settings)
    assert figures.counts(3, "likelihood", "white") == (1, 5)
    assert figures.counts(3, "likelihood", "bme") == (1, 2)


def test_where_the_counted_row_states_none_the_first_row_that_does_says_it_above_and_below_the_line(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade,  primary_assignment, assignment_status
        1,               ,                Administrative and Clerical, Band 3, no,                 Active Assignment
        1,               H,               Administrative and Clerical, Band 3, no,                 Terminate Assignment
        1,               A,               Administrative and Clerical, Band 3, no,                 Active Assignment
        1,               Not Stated,      Administrative and Clerical, Band 3, yes,                Active Assignment
        2,               A,               Administrative and Clerical, Band 3, yes,                Active Assignment
    """
    figures = calc({"workforce": workforce, "disciplinary": "employee_number\n1"})
    assert figures.counts(1, "share", "bme") == (1, 2)
    assert figures.counts(3, "likelihood", "bme") == (1, 1), figures.said()


def test_a_blank_takes_the_row_that_counts_before_the_first_row(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade,  primary_assignment
        1,               A,               Administrative and Clerical, Band 3, no
        1,               H,               Administrative and Clerical, Band 3, yes
        2,               A,               Administrative and Clerical, Band 3, yes
    """
    figures = calc({"workforce": workforce, "disciplinary": "employee_number\n1"})
    assert figures.counts(3, "likelihood", "bme") == (1, 1), figures.said()


def test_somebody_who_has_left_takes_part_with_the_ethnic_category_of_their_first_row(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade,  assignment_status
        1,               A,               Administrative and Clerical, Band 3, Active Assignment
        2,               H,               Administrative and Clerical, Band 3, Active Assignment
        3,               H,               Administrative and Clerical, Band 3, Active Assignment
        4,               N,               Administrative and Clerical, Band 3, Terminate Assignment
    """
    figures = calc({"workforce": workforce, "disciplinary": "employee_number\n1\n4"})
    assert figures.counts(3, "likelihood", "bme") == (1, 2)


def test_somebody_not_in_the_workforce_table_takes_part(calc, staff):
    disciplinary = """
        employee_number, ethnic_category
        1,               A
        901,             H
        902,
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.counts(3, "likelihood", "bme") == (1, 2)
    assert figures.counts(3, "likelihood", "unknown") == (1, 1)


def test_somebody_whose_every_row_is_bank_takes_no_part(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade,  assignment_category
        1,               A,               Administrative and Clerical, Band 3, Permanent
        2,               H,               Administrative and Clerical, Band 3, Permanent
        3,               H,               Administrative and Clerical, Band 3, Bank
        3,               H,               Administrative and Clerical, Band 3, Honorary
        4,               H,               Administrative and Clerical, Band 3, Bank
        4,               H,               Administrative and Clerical, Band 3, Permanent
    """
    figures = calc({"workforce": workforce, "disciplinary": "employee_number,ethnic_category\n1,A\n3,H\n4,H"})
    assert figures.counts(3, "likelihood", "bme") == (1, 2)


def test_an_entry_of_a_bank_assignment_takes_no_part(calc, staff):
    disciplinary = """
        employee_number, ethnic_category, assignment_category
        1,               A,               Permanent
        2,               A,               Bank
        6,               H,
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary})
    assert figures.counts(3, "likelihood", "white") == (1, 5)


def test_more_people_than_the_workforce_has_is_a_warning(calc, staff):
    disciplinary = """
        employee_number, ethnic_category
        6,               H
        901,             H
        1,               A
    """
    figures = calc({"workforce": staff("A", "A", "A", "A", "A", "H"), "disciplinary": disciplinary})
    assert "more-events-than-people" in figures.issues()
    assert figures.counts(3, "likelihood", "bme") == (2, 1)


def test_with_no_white_person_entering_there_is_no_ratio(calc, staff):
    figures = calc({"workforce": staff(*STAFF), "disciplinary": "employee_number\n6"})
    reason = figures.reason(3, "relative_likelihood", "bme", "white")
    assert reason == "no_events_in_comparison_group"


def test_without_the_workforce_or_the_entries_it_is_not_calculated(calc, staff):
    assert calc({"workforce": staff(*STAFF)}).not_calculated(3) == "table_missing"


def test_the_workforce_is_needed_for_the_denominator(calc):
    figures = calc({"disciplinary": "employee_number,ethnic_category\n1,A\n2,H"})
    assert figures.not_calculated(3) == "table_missing"
