"""Headings as they come, and the columns they are."""

from collections import defaultdict

import pytest

from wres_calc.intake.columns import canonical, known_headings
from wres_calc.intake.tables import TABLES

from .conftest import Sender

ROW = "1,A,x,5\n"


def headings(send: Sender, line: str, toml: str = "") -> dict[str, str]:
    submission = send({"workforce.csv": f"{line}\n{','.join('x' * (line.count(',') + 1))}\n"}, toml)
    assert submission.faults == ()
    return dict(submission.tables["workforce"].headings)


def fault(send: Sender, line: str, toml: str = "") -> tuple[str, str | None, str]:
    submission = send({"workforce.csv": f"{line}\n"}, toml)
    assert "workforce" not in submission.tables
    (found,) = submission.faults
    return found.code, found.column, found.message


@pytest.mark.parametrize(
    ("column", "seen"),
    [
        ("employee_number", "Employee Number|EmployeeNumber|EMPLOYEE_NUMBER|staff_id|Unique NHS Identifier"),
        ("assignment_number", "Assignment No.|AssignmentNumber|Assignment Number"),
        ("primary_assignment", "Primary Assignment|PrimaryAssignment|is_primary|Primary (Y/N)"),
        ("assignment_status", "UserAssignmentStatus|Assignment Status|Status"),
        ("assignment_category", "AssignmentCategory|Assignment Category|Asg Type Of Contract|Contract Type"),
        ("staff_group", "Staff Group|StaffGroup|JobStaffGroup|STAFF_GROUP|JobName"),
        ("job_role", "Role|Job Role|JobRole|job_title|JobName"),
        ("grade", "Grade|Payscale|Pay Scale|PAYSCALE DESCRIPTION|Pay Grade|Pay Band|Banding|AfC Band"),
        (
            "ethnic_category",
            "Ethnic Origin|EthnicOrigin|Ethnicity|Ethnic Group|Ethnic Category|Ethnic Background|Ethnic Code",
        ),
        ("fte", "FTE|Contracted WTE|Contracted Wte|CONTRACTED_FTE|WTE"),
        ("organisation_code", "Ocs Code|EMPLOYING_ORG_CODE|Org Code|ODS code"),
    ],
)
def test_headings_seen_in_real_extracts(send: Sender, column: str, seen: str) -> None:
    other = "Employee Number" if column != "employee_number" else "Grade"
    for heading in seen.split("|"):
        assert headings(send, f"{other},{heading}")[column] == heading


@pytest.mark.parametrize(
    "heading",
    ["Ethnic\u00a0Origin", "  ethnic   ORIGIN ", "“Ethnic–Origin”", "Ethnic_Origin:", "Ｅthnic Origin"],
)
def test_case_spaces_and_punctuation_do_not_matter(send: Sender, heading: str) -> None:
    assert headings(send, f"Employee Number,{heading}")["ethnic_category"] == heading.strip()


def test_the_canonical_name_wins(send: Sender) -> None:
    found = headings(send, "Ethnicity,Employee Number,Ethnic Category,Ethnic Origin")
    assert found["ethnic_category"] == "Ethnic Category"


def test_a_choice_wins(send: Sender) -> None:
    toml = '[tables.workforce]\ncolumns = { ethnic_category = "Ethnic Origin" }\n'
    found = headings(send, "Ethnic Category,Employee Number,Ethnic Origin", toml)
    assert found["ethnic_category"] == "Ethnic Origin"


def test_a_heading_chosen_for_one_column_is_no_other(send: Sender) -> None:
    toml = '[tables.workforce]\ncolumns = { job_role = "Pay Scale" }\n'
    assert headings(send, "Employee Number,Pay Scale", toml) == {
        "employee_number": "Employee Number",
        "job_role": "Pay Scale",
    }


def test_two_headings_for_one_column(send: Sender) -> None:
    code, column, message = fault(send, "Employee Number,Ethnic Origin,Ethnicity")
    assert (code, column) == ("heading-ambiguous", "Ethnic Origin")
    assert '"Ethnic Origin", "Ethnicity"' in message


def test_a_used_heading_twice(send: Sender) -> None:
    code, column, message = fault(send, "Employee Number,Pay Scale,PAY\u00a0SCALE")
    assert (code, column) == ("heading-repeated", "Pay Scale")
    assert "2 times" in message


def test_a_chosen_heading_twice(send: Sender) -> None:
    toml = "[tables.workforce]\ncolumns = { grade = 'Points' }\n"
    assert fault(send, "Employee Number,Points,Points", toml)[:2] == ("heading-repeated", "Points")


def test_a_choice_to_the_letter_tells_two_headings_apart(send: Sender) -> None:
    toml = "[tables.workforce]\ncolumns = { grade = 'PAY SCALE' }\n"
    assert headings(send, "Employee Number,Pay Scale,PAY SCALE", toml)["grade"] == "PAY SCALE"


def test_an_unused_heading_twice(send: Sender) -> None:
    submission = send({"workforce.csv": "Employee Number,Note,Note,\n1,a,b,\n"})
    assert submission.tables["workforce"].ignored == ("Note", "Note")


def test_job_name_feeds_what_has_no_column_of_its_own(send: Sender) -> None:
    found = headings(send, "Employee Number,JobName")
    assert (found["staff_group"], found["job_role"]) == ("JobName", "JobName")
    found = headings(send, "Employee Number,Staff Group,JobName")
    assert (found["staff_group"], found["job_role"]) == ("Staff Group", "JobName")


def test_job_name_is_in_both_columns(send: Sender) -> None:
    table = send({"workforce.csv": "Employee Number,JobName\n1,Students|Student Nurse\n"}).tables["workforce"]
    assert table.frame.rows() == [(2, "1", "Students|Student Nurse", "Students|Student Nurse")]


@pytest.mark.parametrize("table", TABLES)
def test_no_heading_means_two_columns(table: str) -> None:
    """But JobName, which does on purpose; and each column is known by its own name."""
    meanings = defaultdict(set)
    for heading, columns in known_headings(table).items():
        for column in columns:
            meanings[heading].add(column)
    assert {heading for heading, columns in meanings.items() if len(columns) > 1} <= {"jobname"}
    assert {column for columns in meanings.values() for column in columns} == set(canonical(table))


def test_a_row_that_names_one_column_more_is_the_headings(send: Sender) -> None:
    sent = "Ethnic Category,Appointed,,,,\nEthnic Category,Appointed,Internal,x,y,z\nA,yes,no,1,2,3\n"
    assert send({"recruitment.csv": sent}).tables["recruitment"].frame.get_column("row").to_list() == [3]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Job Role,Pay Points", False),  # one column, and not one that must be there
        ("Job Role,FTE", True),
        ("Employee Number,Pay Points", True),
    ],
)
def test_headings_are_two_columns_or_one_that_must_be_there(send: Sender, line: str, read: bool) -> None:
    submission = send({"workforce.csv": f"{line}\nx,1\n"})
    assert ("workforce" in submission.tables) == read
    assert [each.code for each in submission.faults] == ([] if read else ["headings-not-found"])
