"""Indicator 4: relative likelihood of White staff accessing non-mandatory training and CPD compared with BME."""

import pytest

NONE_MANDATORY = "[tables.training]\nall_non_mandatory = true\n"

STAFF = ("A", "A", "B", "C", "A", "H", "N", "Z")
"""Employees 1 to 5 White, 6 and 7 BME, 8 unknown."""


def test_the_ratio_is_white_over_bme_of_the_workforce(calc, staff):
    training = """
        employee_number, course
        1,               Leadership
        2,               Leadership
        6,               Leadership
    """
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=NONE_MANDATORY)
    assert figures.value(4, "likelihood", "white") == 100 * 2 / 5
    assert figures.value(4, "likelihood", "bme") == 100 * 1 / 2
    assert figures.value(4, "likelihood", "unknown") == 0
    assert figures.value(4, "relative_likelihood", "white", "bme") == (2 / 5) / (1 / 2)


def test_somebody_with_several_attendances_is_one_person(calc, staff):
    training = """
        employee_number, course
        1,               Leadership
        1,               Coaching
        1,               Leadership
        6,               Leadership
    """
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=NONE_MANDATORY)
    assert figures.counts(4, "likelihood", "white") == (1, 5)


@pytest.mark.parametrize("yes", ["yes", "Y", "TRUE", "1"])
def test_mandatory_training_takes_no_part(calc, staff, yes):
    training = f"""
        employee_number, course,      mandatory
        1,               Fire safety, {yes}
        1,               Leadership,  no
        2,               Fire safety, {yes}
        3,               Coaching,
        6,               Leadership,  no
    """
    figures = calc({"workforce": staff(*STAFF), "training": training})
    assert figures.counts(4, "likelihood", "white") == (2, 5)


def test_dates_outside_the_year_take_no_part(calc, staff):
    training = """
        employee_number, completed_on
        1,               2024-04-01
        2,               2024-03-31
        3,               31/03/2025
        4,               01/04/2025
        5,
        6,               1 May 2024
    """
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=NONE_MANDATORY)
    assert figures.counts(4, "likelihood", "white") == (2, 5)
    assert figures.report.issues.error == 0


def test_without_any_date_every_attendance_is_of_the_year(calc, staff):
    training = """
        employee_number, completed_on
        1,
        2,
        6,
    """
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=NONE_MANDATORY)
    assert figures.counts(4, "likelihood", "white") == (2, 5)


@pytest.mark.parametrize(
    "status",
    [
        "Did Not Attend",
        "DNA",
        "Enrolled",
        "Waitlisted",
        "Waiting List",
        "In Progress",
        "Cancelled",
        "Withdrawn",
        "",
    ],
)
@pytest.mark.parametrize(
    "heading", ["Enrolment Status", "Attendance", "Completion Status", "Status", "Attended"]
)
def test_training_that_was_not_completed_takes_no_part(calc, staff, heading, status):
    training = f"""
        employee_number, {heading}
        1,               Completed
        2,               {status}
        3,               attended
        6,               COMPLETED
        7,               {status}
    """
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=NONE_MANDATORY)
    assert figures.counts(4, "likelihood", "white") == (2, 5)
    assert figures.counts(4, "likelihood", "bme") == (1, 2)
    assert ("training-not-completed" in figures.issues()) == (not status)


def test_a_blank_date_is_training_that_was_not_completed(calc, staff):
    training = """
        employee_number, completed_on, enrolment_status
        1,               2024-06-01,   Completed
        2,               ,             Did Not Attend
        3,               ,             Completed
        4,               2024-06-01,   Cancelled
        6,               2024-06-01,
    """
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=NONE_MANDATORY)
    assert figures.counts(4, "likelihood", "white") == (1, 5)
    assert figures.counts(4, "likelihood", "bme") == (1, 2)
    assert "training-not-completed" in figures.issues()
    (counted,) = [one for one in figures.report.method.populations if one.table == "training"]
    assert [(step.step, step.dropped) for step in counted.steps] == [("rows", 0), ("not_completed", 3)]


def test_a_status_that_is_not_known_can_be_mapped(calc, staff):
    training = "employee_number, status\n1, Turned up\n6, Completed"
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=NONE_MANDATORY)
    assert figures.not_calculated(4) == "table_has_errors"
    settings = NONE_MANDATORY + 'values.stage = { "Turned up" = "Completed" }'
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=settings)
    assert figures.counts(4, "likelihood", "white") == (1, 5)


def test_leavers_and_strangers_take_part(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade,  assignment_status
        1,               A,               Administrative and Clerical, Band 3, Active Assignment
        2,               A,               Administrative and Clerical, Band 3, Active Assignment
        3,               H,               Administrative and Clerical, Band 3, Active Assignment
        4,               A,               Administrative and Clerical, Band 3, Terminate Assignment
    """
    training = """
        employee_number, ethnic_category
        4,
        9,               H
    """
    figures = calc({"workforce": workforce, "training": training}, settings=NONE_MANDATORY)
    assert figures.counts(4, "likelihood", "white") == (1, 2)
    assert figures.counts(4, "likelihood", "bme") == (1, 1)


def test_bank_staff_take_no_part(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade,  assignment_category
        1,               A,               Administrative and Clerical, Band 3, Permanent
        2,               H,               Administrative and Clerical, Band 3, Permanent
        3,               H,               Administrative and Clerical, Band 3, Bank
    """
    figures = calc({"workforce": workforce, "training": "employee_number\n1\n2\n3"}, settings=NONE_MANDATORY)
    assert figures.value(4, "relative_likelihood", "white", "bme") == (1 / 1) / (1 / 1)


def test_the_ethnic_category_of_the_row_comes_first(calc, staff):
    training = """
        employee_number, ethnic_category
        1,               H
        2,
        6,
    """
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=NONE_MANDATORY)
    assert figures.counts(4, "likelihood", "bme") == (2, 2)
    assert figures.counts(4, "likelihood", "white") == (1, 5)


def test_with_no_bme_person_trained_there_is_no_ratio(calc, staff):
    figures = calc({"workforce": staff(*STAFF), "training": "employee_number\n1"}, settings=NONE_MANDATORY)
    assert figures.reason(4, "relative_likelihood", "white", "bme") == "no_events_in_comparison_group"


def test_with_no_bme_person_in_the_workforce_there_is_no_ratio(calc, staff):
    figures = calc(
        {"workforce": staff("A", "A", "Z"), "training": "employee_number\n1"}, settings=NONE_MANDATORY
    )
    assert figures.reason(4, "relative_likelihood", "white", "bme") == "nobody_in_group"


def test_without_the_table_it_is_not_calculated(calc, staff):
    assert calc({"workforce": staff(*STAFF)}).not_calculated(4) == "table_missing"


@pytest.mark.parametrize(
    "training",
    [
        "employee_number\n1\n6",
        "employee_number,course\n1,Fire safety\n6,Leadership",
        "employee_number,mandatory\n1,\n6,",
        "employee_number",
    ],
    ids=["no column", "courses alone", "a blank column", "no rows and no column"],
)
def test_training_that_says_nothing_of_mandatory_is_not_calculated(calc, staff, training):
    figures = calc({"workforce": staff(*STAFF), "training": training})
    assert figures.not_calculated(4) == "mandatory_not_told"
    assert figures.report.issues.error == 0
    if "\n" in training:
        assert "mandatory-not-told" in figures.issues()


@pytest.mark.parametrize("column", ["", ",mandatory"])
def test_unless_the_settings_say_that_none_of_it_is(calc, staff, column):
    blank = "," if column else ""
    training = f"employee_number{column}\n1{blank}\n2{blank}\n6{blank}"
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=NONE_MANDATORY)
    assert figures.value(4, "relative_likelihood", "white", "bme") == (2 / 5) / (1 / 2)
    assert not {"mandatory-not-told", "mandatory-partly-told"} & figures.issues()


def test_counts_of_people_trained_need_not_say_it(calc, staff):
    counts = "population,group,people\ntraining,white,2\ntraining,bme,1"
    figures = calc({"workforce": staff(*STAFF), "counts": counts})
    assert figures.counts(4, "likelihood", "white") == (2, 5)


@pytest.mark.parametrize(
    ("cells", "white", "said"),
    [
        (("yes", "", ""), 2, False),  # a flag of yes and blanks: a blank is no
        (("yes", "no", ""), 2, True),
        (("no", "no", ""), 3, True),
        (("yes", "no", "no"), 2, False),
    ],
)
def test_a_blank_beside_a_no_is_said_and_counts(calc, staff, cells, white, said):
    rows = "\n".join(f"{number},{cell}" for number, cell in enumerate(cells, 1))
    figures = calc({"workforce": staff(*STAFF), "training": f"employee_number,mandatory\n{rows}"})
    assert figures.counts(4, "likelihood", "white") == (white, 5)
    assert ("mandatory-partly-told" in figures.issues()) is said


def test_what_is_said_to_be_mandatory_stays_so(calc, staff):
    training = "employee_number,mandatory\n1,yes\n2,\n6,no"
    figures = calc({"workforce": staff(*STAFF), "training": training}, settings=NONE_MANDATORY)
    assert figures.counts(4, "likelihood", "white") == (1, 5)
    assert "mandatory-partly-told" not in figures.issues()
