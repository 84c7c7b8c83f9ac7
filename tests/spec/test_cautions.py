"""What may change a verdict stands beside the figure: an unknown share, rows that nobody said how to count."""

import pytest

STAFF = (*"AAAAAAAAAA", *"JJJJJJJJJJ")
ACCEPTED = '[[accept]]\nissue = "{code}"\ntable = "{table}"\nreason = "known"\n'
UNDATED = "employee_number, entered_on, stage\n1, 2024-06-01, Formal\n2,, Formal\n3,, Informal\n"


def said(figures, number):
    return {caution.code: caution.text for caution in figures.indicator(number).cautions}


def test_a_case_without_a_date_counts_and_is_said(calc, staff):
    figures = calc({"workforce": staff(*STAFF), "disciplinary": UNDATED})
    assert figures.counts(3, "likelihood", "white") == (2, 10)
    (item,) = [item for item in figures.report.issues.items if item.code == "case-undated"]
    assert item.row == 3  # the informal one takes no part
    assert said(figures, 3) == {"case-undated": "Cases without a date count as of the year."}


def test_cases_of_which_none_has_a_date_are_as_they_always_were(calc, staff):
    figures = calc({"workforce": staff(*STAFF), "disciplinary": "employee_number, entered_on\n1,\n2,\n"})
    assert "case-undated" not in figures.issues()


@pytest.mark.parametrize(
    ("table", "text", "code", "number"),
    [
        ("disciplinary", "employee_number, case type\n1, Grievance\n", "case-type-not-used", 3),
        ("disciplinary", UNDATED, "case-undated", 3),
        ("disciplinary", "employee_number, Opened\n1, 2023-06-01\n", "telling-column-not-used", 3),
        ("training", "employee_number, mandatory\n1, no\n2,\n", "mandatory-partly-told", 4),
        (
            "training",
            "employee_number, mandatory, completed_on\n1, no, 2022-05-01\n2, no, 2022-05-01\n",
            "extract-of-another-year",
            4,
        ),
    ],
)
def test_what_nobody_said_how_to_count_is_a_caution_until_it_is_accepted(
    calc, staff, table, text, code, number
):
    tables = {"workforce": staff(*STAFF), table: text}
    assert code in said(calc(tables), number)
    assert said(calc(tables, settings=ACCEPTED.format(code=code, table=table)), number) == {}


@pytest.mark.parametrize(
    ("unknown", "text"),
    [
        (4, None),  # more than 20% of 19, and too few to tell
        (6, "The ethnicity of more than 20% of the people disciplined is unknown."),
        (16, "The ethnicity of most of the people disciplined is unknown."),
    ],
)
def test_a_large_share_of_events_of_unknown_ethnicity_is_a_caution(calc, staff, unknown, text):
    events = "employee_number\n" + "".join(f"{number}\n" for number in range(1, 16 + unknown))
    figures = calc({"workforce": staff(*"A" * 10, *"J" * 5, *"Z" * 40), "disciplinary": events})
    assert figures.counts(3, "likelihood", "unknown") == (unknown, 40)
    cautions = [one.text for one in figures.indicator(3).cautions if "disciplined" in one.text]
    assert cautions == ([text] if text else [])


def test_so_are_appointments_and_answers(calc):
    rows = "".join("A, yes\n" * 10 + "J, yes\n" * 10 + "Z, yes\n" * 8 + "A, no\n" * 100)
    answers = "A, Never\n" * 20 + "J, 1-2\n" * 20 + "Z, 1-2\n" * 20
    figures = calc(
        {
            "recruitment": f"ethnic_category, appointed\n{rows}",
            "staff_survey": f"ethnic_category, q14a\n{answers}",
        }
    )
    assert "The ethnicity of more than 20% of the people appointed is unknown." in {
        one.text for one in figures.indicator(2).cautions
    }
    assert said(figures, 5)["many-unknown"] == (
        "The ethnicity of more than 20% of the respondents of indicator 5 is unknown."
    )


def test_a_status_that_is_not_known_is_not_called_blank(calc, staff):
    training = "employee_number, mandatory, enrolment_status\n1, no, Completed\n2, no, Finito\n3, no,\n"
    figures = calc({"workforce": staff(*STAFF), "training": training})
    blank = [item.row for item in figures.report.issues.items if item.code == "training-not-completed"]
    assert blank == [4]
    assert "unknown-stage" in figures.issues()
