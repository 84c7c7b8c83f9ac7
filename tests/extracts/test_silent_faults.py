"""Files that gave a wrong figure without a word: what each gives now, as the sum that it is."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.extracts.trust import write_csv

from wres_calc import pipeline
from wres_calc.errors import ConfigurationError
from wres_calc.propose.infer import infer
from wres_calc.propose.model import Export, Question
from wres_calc.report.report import Report
from wres_calc.standards.load import load

POSTS = [
    ("Nursing and Midwifery Registered", "Staff Nurse", "NHS|XR05|Review Body Band 5"),
    ("Administrative and Clerical", "Officer", "NHS|XN04|Non Review Body Band 4"),
    ("Estates and Ancillary", "Support Worker", "NHS|XN02|Non Review Body Band 2"),
    ("Medical and Dental", "Consultant", "NHS|YC72|Consultant"),
    ("Allied Health Professionals", "Physiotherapist", "NHS|XR06|Review Body Band 6"),
]
Row = dict[str, str]


def staff(people: int) -> list[Row]:
    """So many assignments, each of another person, in five staff groups by turns."""
    return [
        {
            "Employee Number": str(20_000_000 + 7 * i),
            "Primary Assignment": "Yes",
            "Assignment Status": "Active Assignment",
            "Assignment Category": "Permanent",
            **dict(zip(("Staff Group", "Job Role", "Pay Scale"), POSTS[i % 5], strict=True)),
            "FTE": "1.00",
            "Ethnic Origin": "A White - British",
        }
        for i in range(people)
    ]


def report(folder: Path, tables: Mapping[str, Sequence[Row]]) -> Report:
    for name, found in tables.items():
        write_csv(folder / f"{name}.csv", [list(found[0]), *(list(row.values()) for row in found)])
    return pipeline.calculate(folder, year=2025, organisation="RX1")


def headcount(found: Report) -> dict[str | None, Any]:
    """The whole workforce by pay band, and as a whole."""
    shares = (one for one in found.indicators[0].measures if one.measure == "share")
    return {
        one.breakdown.get("pay_band"): one.denominator
        for one in shares
        if one.denominator and ("pay_band" in one.breakdown or not one.breakdown)
    }


def likelihoods(found: Report, number: int) -> dict[str, tuple[Any, Any]]:
    measures = found.indicators[number - 1].measures
    return {
        str(one.group): (one.numerator, one.denominator) for one in measures if one.measure == "likelihood"
    }


def test_merged_blocks_of_permanent_and_bank_staff(tmp_path: Path) -> None:
    """20 assignments, 10 of them Bank: 19 people were counted."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    found = staff(20)
    sheet.append(list(found[0]))
    for i, row in enumerate(found):
        sheet.append(list((row | {"Assignment Category": "Permanent" if i < 10 else "Bank"}).values()))
    sheet.merge_cells("D2:D11")
    sheet.merge_cells("D12:D21")
    book.save(tmp_path / "workforce.xlsx")
    calculated = pipeline.calculate(tmp_path, year=2025, organisation="RX1")
    assert headcount(calculated)[None] == 20 - 10


def test_shortlisted_is_yes_or_blank(tmp_path: Path) -> None:
    """6 of 12 were shortlisted: all 12 were counted."""
    rows = [
        {
            "Application Number": f"A{i}",
            "Ethnic Origin": ("White - British", "Asian or Asian British - Indian")[i % 2],
            "Shortlisted": "Yes" if i < 6 else "",
            "Appointed": "Yes" if i < 3 else "No",
        }
        for i in range(12)
    ]
    assert likelihoods(report(tmp_path, {"recruitment": rows}), 2) == {
        "white": (2, 3),
        "bme": (1, 3),
        "unknown": (0, 0),
    }


@pytest.mark.parametrize("with_status", [True, False])
@pytest.mark.parametrize("with_date", [True, False])
def test_enrolments_that_were_not_completed(with_status: bool, with_date: bool, tmp_path: Path) -> None:
    """5 of 20 enrolments were completed: all 20 people were counted."""
    rows = []
    for i, person in enumerate(staff(20)):
        row = {"Employee Number": person["Employee Number"], "Course Name": "Leadership", "Mandatory": "No"}
        if with_date:
            row["Completion Date"] = "" if i % 4 else "01/06/2024"
        if with_status:
            row["Enrolment Status"] = "Did Not Attend" if i % 4 else "Completed"
        rows.append(row)
    found = report(tmp_path, {"workforce": staff(20), "training": rows})
    trained = 5 if with_date or with_status else 20
    assert likelihoods(found, 4)["white"] == (trained, 20)
    said = {item.code for item in found.issues.items}
    assert ("training-not-completed" in said) == (with_date and not with_status)


@pytest.mark.parametrize("heading", ["Effective To Date", "Assignment End Date", "Actual Termination Date"])
def test_assignments_that_ended(heading: str, tmp_path: Path) -> None:
    """3 of 10 assignments ended in December: all 10 people were counted."""
    ends = ["31/12/2024"] * 3 + ["31/12/4712" if heading.startswith("Effective") else ""] * 7
    rows = [row | {heading: end} for row, end in zip(staff(10), ends, strict=True)]
    assert headcount(report(tmp_path, {"workforce": rows}))[None] == 10 - 3


def test_monthly_snapshots_in_one_file(tmp_path: Path) -> None:
    """Ten people in January, eight in March, one of them promoted: ten were counted, with January's grades."""
    january = [{"Tm Year Month": "2025-JAN"} | row for row in staff(10)]
    march = [{"Tm Year Month": "2025-MAR"} | row | {"FTE": "0.90"} for row in staff(10)[2:]]
    march[0]["Pay Scale"] = "NHS|XN05|Non Review Body Band 5"
    counted = headcount(report(tmp_path, {"workforce": [*january, *march]}))
    assert (counted[None], counted["band_2"], counted["band_4"]) == (8, 2 - 1, 1)


ENDED = ["31/12/2024"] * 3 + [""] * 7
TELLING = [
    ("workforce", "Date Ceased", ENDED, "end"),
    ("workforce", "EmployeeLeftOn", ENDED, "end"),
    ("workforce", "Last Working Day", ENDED, "end"),
    ("workforce", "Fixed Term End Date", ["31/12/2025"] * 10, None),
    ("workforce", "Leaver (Y/N)", ["Yes"] * 3 + ["No"] * 7, "end"),
    ("workforce", "Leaver (Y/N)", ["No"] * 10, None),
    ("workforce", "Date Joined", ["01/04/2019"] * 10, None),
    ("workforce", "Date Joined", ["01/04/2019"] * 9 + ["01/06/2025"], "start"),
    ("workforce", "Employment State", ["Active Assignment"] * 7 + ["Inactive"] * 3, None),
    ("workforce", "Current?", ["Yes"] * 7 + ["No"] * 3, None),
    ("workforce", "Reports To", ["J Smith"] * 10, None),
    ("disciplinary", "Opened", ["01/06/2023"] * 10, "start"),
    ("disciplinary", "Date Raised", ["01/06/2023"] * 10, "start"),
    ("disciplinary", "DateCommenced", ["2023-06-01"] * 10, "start"),
    ("disciplinary", "Formally handled", ["Yes"] * 4 + ["No"] * 6, "formality"),
    ("disciplinary", "Was it formal", ["Yes"] * 4 + ["No"] * 6, "formality"),
    ("disciplinary", "Phase", ["Fact finding"] * 4 + ["Hearing"] * 6, "stage"),
    ("disciplinary", "Closed", ["01/06/2024"] * 10, None),
    ("training", "Course Start Date", ["01/06/2023"] * 10, "start"),
    ("training", "Finished?", ["Yes"] * 4 + ["No"] * 6, "end"),
    ("training", "Attendance State", ["DNA"] * 4 + ["Attended"] * 6, "status"),
]


@pytest.mark.parametrize(("table", "heading", "cells", "spoken"), TELLING)
def test_a_column_that_may_say_which_rows_count_is_a_warning(
    table: str, heading: str, cells: list[str], spoken: str | None, tmp_path: Path
) -> None:
    people = staff(10)
    rows = people if table == "workforce" else [{"Employee Number": row["Employee Number"]} for row in people]
    rows = [row | {heading: cell} for row, cell in zip(rows, cells, strict=True)]
    found = report(tmp_path, {"workforce": people, table: rows})
    said = [item for item in found.issues.items if item.code == "telling-column-not-used"]
    assert [item.column for item in said] == ([heading] if spoken else [])
    assert all(
        f"speaks of {'what is formal' if spoken == 'formality' else ''}" in item.message for item in said
    )


@pytest.mark.parametrize(
    ("table", "heading", "cells"),
    [
        ("workforce", "Worker Type", ["Bank", "Permanent"]),
        ("workforce", "Person Type", ["Ex-employee", "Employee"]),
        ("workforce", "Bank Staff", ["Yes", "No"]),
        ("workforce", "LEAVE_DT", ["31/12/2024", ""]),
        ("disciplinary", "Route", ["Formal", "Informal"]),
        ("disciplinary", "Date", ["01/06/2024", "01/06/2023"]),
        ("disciplinary", "Month", ["Jun-24", "Jun-23"]),
        ("training", "Result", ["Pass", "Fail"]),
        ("training", "No Show", ["", "Yes"]),
        ("training", "Date Achieved", ["01/06/2024", ""]),
        ("training", "Completion Date", ["", ""]),
    ],
)
def test_a_column_whose_cells_may_say_which_rows_count_is_a_warning(
    table: str, heading: str, cells: Sequence[str], tmp_path: Path
) -> None:
    people = staff(10)
    for row in people if table == "workforce" else ():
        del row["Assignment Category"], row["Assignment Status"]
    rows = people if table == "workforce" else [{"Employee Number": row["Employee Number"]} for row in people]
    rows = [row | {heading: cells[i % 2]} for i, row in enumerate(rows)]
    found = report(tmp_path, {"workforce": people, table: rows})
    said = [item.column for item in found.issues.items if item.code == "telling-column-not-used"]
    assert said == [heading]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Date of Birth", ["01/06/1980", "13/02/1971"]),
        ("Contract", ["Full Time", "Part Time"]),
        ("Gender", ["M", "F"]),
        ("Increment Date", ["01/06/2025", "13/02/2026"]),
    ],
)
def test_other_columns_are_no_warning(heading: str, cells: Sequence[str], tmp_path: Path) -> None:
    people = staff(10)
    events = [
        {"Employee Number": row["Employee Number"], heading: cells[i % 2]} for i, row in enumerate(people)
    ]
    sent = [row | {heading: cells[i % 2]} for i, row in enumerate(people)]
    found = report(tmp_path, {"workforce": sent, "disciplinary": events, "training": events})
    assert "telling-column-not-used" not in {item.code for item in found.issues.items}


@pytest.mark.parametrize("heading", ["Period Name", "Data As Of"])
def test_months_beside_people_in_several_rows_are_a_warning(heading: str, tmp_path: Path) -> None:
    months = ("JAN-25", "MAR-25")
    rows = [row | {heading: each} for each in months for row in staff(10)]
    found = report(tmp_path, {"workforce": rows})
    said = [item.column for item in found.issues.items if item.code == "telling-column-not-used"]
    assert said == [heading]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ('repeats = { assignment_categry = "fill" }', 'did you mean "assignment_category"'),
        ('repeats = "yes"', 'must be "fill" or "blank"'),
    ],
)
def test_a_wrong_setting_of_repeats_is_refused(settings: str, says: str, tmp_path: Path) -> None:
    text = (
        f'[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n[tables.workforce]\n{settings}\n'
    )
    (tmp_path / "submission.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=says):
        report(tmp_path, {"workforce": staff(10)})


def test_a_column_that_says_the_same_as_a_used_one_is_no_warning(tmp_path: Path) -> None:
    rows = [
        {"Employee Number": row["Employee Number"], "Entered On": "01/06/2024", "Date Raised": "01/06/2023"}
        for row in staff(10)
    ]
    found = report(tmp_path, {"workforce": staff(10), "disciplinary": rows})
    assert "telling-column-not-used" not in {item.code for item in found.issues.items}


def test_cases_that_are_not_formal_take_no_part(tmp_path: Path) -> None:
    rows = [
        {"Employee Number": row["Employee Number"], "Formal?": "Yes" if i < 4 else ""}
        for i, row in enumerate(staff(10))
    ]
    found = report(tmp_path, {"workforce": staff(10), "disciplinary": rows})
    assert likelihoods(found, 3)["white"] == (4, 10)


def test_ends_are_asked_about_for_ends_and_starts_for_starts(tmp_path: Path) -> None:
    rows = [
        row
        | {
            "Went Live From": "01/06/2025" if i else "01/06/2011",
            "Ran Until": "31/12/2024",
            "Left": "31/12/2024",
        }
        for i, row in enumerate(staff(10))
    ]
    write_csv(tmp_path / "staff.csv", [list(rows[0]), *(list(row.values()) for row in rows)])
    asked: dict[tuple[str, ...], list[object]] = {}

    def leave_open(question: Question) -> None:
        asked[question.key] = [option.value for option in question.options]

    infer([Export(tmp_path / "staff.csv", "staff.csv")], {}, "RX1", load(2025), leave_open)
    assert asked == {
        ("columns", "effective_from"): ["Went Live From"],
        ("columns", "effective_to"): ["Ran Until", "Left"],
    }
