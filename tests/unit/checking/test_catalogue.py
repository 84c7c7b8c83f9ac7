"""Every issue of the catalogue is raised by a submission here, at the place it should name."""

# ruff: noqa: E501  (a case is one line: a small table and what is found in it)
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.checking.cells import MOST_HINTS, MOST_TEXTS
from wres_calc.facts.ethnicity import parse_ethnic_category
from wres_calc.report.report import IssueItem, Report

WORKFORCE = """employee_number,ethnic_category,staff_group,grade,primary_assignment,fte
001,A,Administrative and Clerical,Band 5,yes,1.0
002,H,Administrative and Clerical,Band 5,yes,1.0
"""
COUNTS = "population,group,people,staff_category,pay_band\n"


def report(folder: Path, tables: Mapping[str, str], more: str = "", year: int = 2025) -> Report:
    """The report on tables given as CSV text, `more` added to submission.toml."""
    return pipeline.calculate(build.submission(folder, tables, year=year, settings=more))


def raised(found: Report, code: str) -> list[IssueItem]:
    """The items with a code."""
    return [item for item in found.issues.items if item.code == code]


def accept(code: str, table: str) -> str:
    """An acceptance, as submission.toml has it."""
    return f'\n[[accept]]\nissue = "{code}"\ntable = "{table}"\nreason = "known"\n'


Case = tuple[str, Mapping[str, str], str | None, list[int], str | None]
CASES: list[Case] = [
    # code, tables, table, rows, column
    ("column-missing", {"workforce": "employee_number,staff_group,grade\n1,Students,Band 5\n"}, "workforce", [], "ethnic_category"),
    ("column-missing", {"disciplinary": "ethnic_category,entered_on\nA,2024-05-01\n"}, "disciplinary", [], "employee_number or case_id"),
    ("columns-not-used", {"board": "ethnic_category,voting,executive,Shoe size\nA,y,y,9\n"}, "board", [], None),
    ("white-space-repaired", {"board": "ethnic_category,voting,executive\n A,y,y\nA,y,y\n\u00a0A\u00a0,y,y\n"}, "board", [], "ethnic_category"),
    ("no-rows", {"recruitment": "ethnic_category,appointed\n"}, "recruitment", [], None),
    ("blank-cell", {"recruitment": "ethnic_category,appointed\nA,yes\nA,\nH,no\n"}, "recruitment", [3], "appointed"),
    ("blank-cell", {"disciplinary": "employee_number,case_id,entered_on\n,,2024-05-01\n1,,2024-05-01\n"}, "disciplinary", [2], "employee_number"),
    ("spreadsheet-error", {"board": "ethnic_category,voting,executive\n#REF!,yes,yes\nA,yes,yes\n"}, "board", [2], "ethnic_category"),
    ("number-in-scientific-form", {"training": "employee_number\n1.23E+07\n2\n"}, "training", [2], "employee_number"),
    ("text-too-long", {"training": f"employee_number\n{'9' * 101}\n2\n"}, "training", [2], "employee_number"),
    ("unknown-ethnic-category", {"recruitment": "Ethnic Origin,appointed\nT,yes\nA,no\nWhte - British,no\n1,no\n"}, "recruitment", [2, 4, 5], "Ethnic Origin"),
    ("unknown-group", {"survey_summary": "indicator,group,percentage\n5,martian,20\n"}, "survey_summary", [2], "group"),
    ("unknown-staff-group", {"workforce": WORKFORCE + "003,A,Admin stuff,Band 5,yes,1.0\n"}, "workforce", [4], "staff_group"),
    ("unknown-survey-answer", {"staff_survey": "ethnic_category,q14a\nA,sometimes\nA,1\n"}, "staff_survey", [2], "q14a"),
    ("unknown-population", {"counts": COUNTS + "managers,white,3,,\n"}, "counts", [2], "population"),
    ("unknown-staff-category", {"counts": COUNTS + "workforce,white,3,porters,band_2\n"}, "counts", [2], "staff_category"),
    ("unknown-pay-band", {"counts": COUNTS + "workforce,white,3,non_clinical,band_12\n"}, "counts", [2], "pay_band"),
    ("unknown-indicator", {"survey_summary": "indicator,group,percentage\n4,white,20\n"}, "survey_summary", [2], "indicator"),
    ("wrong-yes-no", {"recruitment": "ethnic_category,appointed\nA,perhaps\nA,no\n"}, "recruitment", [2], "appointed"),
    ("wrong-date", {"training": "employee_number,completed_on\n1,31/02/2025\n2,2025-13-01\n3,1 May 2024\n"}, "training", [2, 3], "completed_on"),
    ("wrong-number", {"counts": COUNTS + "training,white,many,,\n"}, "counts", [2], "people"),
    ("number-out-of-range", {"survey_summary": "indicator,group,percentage\n5,white,120\n"}, "survey_summary", [2], "percentage"),
    ("percentages-look-like-fractions", {"survey_summary": "indicator,group,percentage\n5,white,0.2\n5,bme,0.3\n8,white,7.1\n"}, "survey_summary", [2, 3], "percentage"),
    ("grade-not-recognised", {"workforce": WORKFORCE + "003,A,Students,Spot rate,yes,1.0\n"}, "workforce", [4], "grade"),
    ("medical-grade-not-recognised", {"workforce": WORKFORCE + "003,A,Medical and Dental,Spot rate,yes,1.0\n"}, "workforce", [4], "grade"),
    ("unknown-assignment-status", {"workforce": "employee_number,ethnic_category,staff_group,grade,Status\n1,A,Students,Band 3,Gardening Leave\n2,H,Students,Band 3,Active Assignment\n"}, "workforce", [2], "Status"),
    ("unknown-assignment-category", {"workforce": "employee_number,ethnic_category,staff_group,grade,assignment_category\n1,A,Students,Band 3,Sessional\n2,H,Students,Band 3,Permanent\n"}, "workforce", [2], "assignment_category"),
    ("duplicate-application", {"recruitment": "application_id,ethnic_category,appointed\na1,A,no\na2,A,no\na1,A,yes\n"}, "recruitment", [2, 4], "application_id"),
    ("duplicate-respondent", {"staff_survey": "respondent_id,ethnic_category,q14a\n7,A,1\n7,H,1\n"}, "staff_survey", [2, 3], "respondent_id"),
    ("duplicate-board-member", {"board": "member_id,ethnic_category,voting,executive\n7,A,y,y\n7,H,y,y\n"}, "board", [2, 3], "member_id"),
    ("repeated-figure", {"counts": COUNTS + "training,white,3,,\ntraining,white,3,,\n"}, "counts", [2, 3], "population"),
    ("appointed-not-shortlisted", {"recruitment": "ethnic_category,shortlisted,appointed\nA,no,yes\nA,yes,yes\n"}, "recruitment", [2], "appointed"),
    ("other-organisation", {"recruitment": "ethnic_category,appointed,organisation_code\nA,no,RX1\nA,yes,RY9\nA,no,RX101\n"}, "recruitment", [3], "organisation_code"),
    ("date-outside-year", {"training": "employee_number,completed_on\n1,2024-03-31\n2,2024-04-01\n3,2025-04-01\n"}, "training", [2, 4], "completed_on"),
    ("conflicting-category", {"workforce": WORKFORCE + "002,A,Administrative and Clerical,Band 5,no,0.2\n"}, "workforce", [3, 4], "ethnic_category"),
    ("conflicting-category", {"workforce": WORKFORCE, "training": "employee_number,ethnic_category\n001,A\n002,J\n"}, "training", [3], "ethnic_category"),
    ("person-not-in-workforce", {"workforce": WORKFORCE, "training": "employee_number\n001\n9\n"}, "training", [3], "employee_number"),
    ("person-has-left", {"workforce": "employee_number,ethnic_category,staff_group,grade,Status\n1,A,Students,Band 3,Terminate Assignment\n2,A,Students,Band 3,Active Assignment\n", "training": "employee_number\n1\n2\n"}, "training", [2], "employee_number"),
    ("person-takes-no-part", {"workforce": "employee_number,ethnic_category,staff_group,grade,assignment_category\n1,A,Students,Band 3,Bank\n2,A,Students,Band 3,Permanent\n", "training": "employee_number\n1\n2\n"}, "training", [2], "employee_number"),
    ("more-events-than-people", {"counts": COUNTS + "workforce,white,3,,\nworkforce,bme,3,,\ntraining,white,4,,\ntraining,bme,1,,\n"}, "counts", [], None),
    ("population-sent-twice", {"workforce": WORKFORCE, "counts": COUNTS + "workforce,white,3,,\n"}, "counts", [2], "population"),
    ("population-sent-twice", {"staff_survey": "ethnic_category,q14a\nA,1\n", "survey_summary": "indicator,group,percentage\n5,white,20\n"}, "survey_summary", [], None),
    ("counts-half-placed", {"counts": COUNTS + "workforce,white,3,non_clinical,\n"}, "counts", [2], "pay_band"),
    ("counts-do-not-add-up", {"counts": COUNTS + "workforce,white,3,,\nworkforce,white,2,non_clinical,band_2\n"}, "counts", [], "people"),
    ("counts-do-not-add-up", {"counts": COUNTS + "board,white,3,,\nboard_voting,white,4,,\n"}, "counts", [], "people"),
    ("counts-do-not-add-up", {"counts": COUNTS + "workforce,white,1,medical_and_dental,consultant\nworkforce,white,2,medical_and_dental,senior_medical_manager\n"}, "counts", [], "people"),
    ("heading-nearly-known", {"board": "ethnic_category,voting,executive,Rolle\nA,y,y,Chair\n"}, "board", [], "Rolle"),
    ("repeated-row", {"workforce": WORKFORCE + "001,A,Administrative and Clerical,Band 5,yes,1.0\n"}, "workforce", [4], None),
    ("repeated-row", {"training": "employee_number,course,completed_on\n1,MSc,2024-05-01\n1,MBA,2024-05-01\n1,MSc,2024-05-01\n"}, "training", [4], None),
    ("two-primary-assignments", {"workforce": WORKFORCE + "002,H,Administrative and Clerical,Band 6,yes,0.2\n"}, "workforce", [3, 4], "primary_assignment"),
    ("medical-role-in-other-group", {"workforce": "employee_number,ethnic_category,staff_group,grade,Role\n1,A,Students,Band 3,Foundation Year 1\n2,A,Medical and Dental,Band 3,Foundation Year 1\n"}, "workforce", [2], "Role"),
    ("medical-group-on-band", {"workforce": WORKFORCE + "003,A,Medical and Dental,Band 6,yes,1.0\n"}, "workforce", [4], "grade"),
    ("board-role-conflict", {"board": "ethnic_category,voting,executive,role\nA,y,y,Non-Executive Director\nA,y,y,Chief Executive\nA,y,y,Company Secretary\n"}, "board", [2, 4], "role"),
    ("survey-of-another-year", {"staff_survey": "ethnic_category,q13a,q14a\nA,1,1\n"}, "staff_survey", [], None),
    ("extract-of-another-year", {"training": "employee_number,completed_on\n1,2023-05-01\n2,2023-06-01\n3,2024-05-01\n"}, "training", [], "completed_on"),
    ("employee-number-unclear", {"workforce": WORKFORCE.replace("002", "01"), "training": "employee_number\n001\n1\n"}, "training", [3], "employee_number"),
    ("mandatory-partly-told", {"training": "employee_number,mandatory\n1,No\n2,\n"}, "training", [3], "mandatory"),
    ("leading-zeros-lost", {"workforce": WORKFORCE.replace("001", "00123456").replace("002", "00123457") + "123458,A,Students,Band 3,yes,1\n"}, "workforce", [4], "employee_number"),
    ("many-unknown", {"recruitment": "ethnic_category,appointed\nA,yes\nZ,no\n"}, "recruitment", [], None),
    ("many-unknown", {"workforce": WORKFORCE, "disciplinary": "Case No,Staff Nr\n1,001\n2,002\n"}, "disciplinary", [], None),
    ("unlikely-size", {"board": "ethnic_category,voting,executive\nA,y,y\n"}, "board", [], None),
    ("band-of-another-category", {"counts": COUNTS + "workforce,white,3,non_clinical,consultant\n"}, "counts", [2], "pay_band"),
    ("group-not-sent", {"counts": COUNTS + "training,white,3,,\ntraining,bme,3,,\n"}, "counts", [], "group"),
    ("counts-do-not-add-up", {"counts": COUNTS + "workforce,white,9,non_clinical,band_2\nworkforce,unknown,3,,\n"}, "counts", [], "people"),
    ("counts-do-not-add-up", {"counts": COUNTS + "board,white,8,,\nboard_voting,bme,1,,\n"}, "counts", [], "people"),
    ("wrong-number", {"workforce": WORKFORCE.replace("1.0", '"0,500"', 1) + '003,A,Students,Band 3,no,"1,250"\n'}, "workforce", [4], "fte"),
    ("headings-not-found", {"training": "Employee Number,(All)\n,\nEmployee Number,Ethnic Origin\n1,A\n"}, "training", [1], None),
    ("indicator-not-calculated", {"workforce": WORKFORCE}, None, [], None),
    ("unknown-stage", {"recruitment": "ethnic_category,stage\nA,Appointed\nA,Panel held\n"}, "recruitment", [3], "stage"),
    ("table-reshaped", {"staff_survey": "Q28,q15\n1,Yes\n05,No\n"}, "staff_survey", [], None),
    ("percentages-read-as-fractions", {"survey_summary": "indicator,group,percentage\n5,white,0.2\n5,bme,0.3\n"}, "survey_summary", [], None),
    ("dates-ambiguous", {"training": "employee_number,completed_on\n1,05/03/2024\n2,06/09/2024\n3,09/02/2024\n4,07/07/2024\n5,01/02/2024\n"}, "training", [], "completed_on"),
    ("dates-read-day-first", {"training": "employee_number,completed_on\n1,05/03/2024\n2,06/09/2024\n3,09/02/2024\n"}, "training", [], "completed_on"),
    ("rows-above-left-out", {"training": "A report\n\nEmployee Number,Ethnic Origin\n1,A\n"}, "training", [1], None),
    ("case-type-not-used", {"disciplinary": "Case No,Ethnic Origin,Type of case\n1,A,Grievance\n"}, "disciplinary", [], "Type of case"),
    ("telling-column-not-used", {"disciplinary": "Case No,Ethnic Origin,Date raised\n1,A,2023-05-01\n"}, "disciplinary", [], "Date raised"),
    ("training-not-completed", {"training": "employee_number,completed_on\n1,2024-05-01\n2,\n"}, "training", [3], "completed_on"),
    ("case-undated", {"disciplinary": "employee_number,entered_on\n1,2024-05-01\n2,\n3,2024-07-01\n"}, "disciplinary", [3], "entered_on"),
    ("blank-yes-no", {"recruitment": "ethnic_category,appointed,internal\nA,yes,yes\nA,no,no\nH,no,\n"}, "recruitment", [4], "internal"),
    ("repeats-unclear", {"training": "employee_number,mandatory\n1,yes\n2,\n3,\n4,no\n5,\n6,\n"}, "training", [], "mandatory"),
    ("snapshot-unclear", {"workforce": "employee_number,ethnic_category,staff_group,grade,Month\n1,A,Students,Band 3,Jan-25\n1,A,Students,Band 3,Feb-25\n"}, "workforce", [], "Month"),
    ("snapshot-of-another-month", {"workforce": "employee_number,ethnic_category,staff_group,grade,Month\n1,A,Students,Band 3,Jan-25\n"}, "workforce", [], "Month"),
    ("mandatory-not-told", {"training": "employee_number,course\n1,Fire Safety\n2,Coaching\n"}, "training", [], None),
    ("employee-numbers-alike", {"workforce": WORKFORCE, "training": "employee_number\n1\n2\n"}, "training", [], "employee_number"),
    ("dates-as-numbers", {"training": "employee_number,completed_on\n1,45400\n2,45500.5\n"}, "training", [], "completed_on"),
    ("table-not-used", {"disciplinary_previous_year": "employee_number\n1\n"}, "disciplinary_previous_year", [], None),
    ("history-unclear", {"workforce": "employee_number,ethnic_category,staff_group,grade,Effective Start Date\n1,A,Students,Band 3,2020-01-01\n1,A,Students,Band 2,2015-01-01\n"}, "workforce", [2, 3], "Effective Start Date"),
    ("headings-again-left-out", {"training": "Employee Number,Ethnic Origin\n1,A\nEmployee Number,Ethnic Origin\n2,H\n"}, "training", [3], None),
    ("rows-below-left-out", {"training": "Employee Number,Ethnic Origin\n1,A\nTotal,\n"}, "training", [3], None),
    ("signs-read-as-blank", {"training": "employee_number,ethnic_category\n1,NULL\n2,#N/A\n"}, "training", [None], "ethnic_category"),
]  # fmt: skip
ELSEWHERE = {
    "unknown-disability",
    "return-differs",
    "return-row-not-known",
    "return-text-in-number",
    "return-ratio-in-percent",
    "return-ratio-inverted",
    "return-fraction-for-percent",
    "return-sign-wrong",
    "return-rounded-rates",
    "return-workforce-differs",
    "return-row-read-loosely",
    "groups-swapped",
    "repeats-filled",
    "merged-cells-filled",
    "breakdown-not-possible",
    "breakdown-not-everywhere",
    "acceptance-without-issue",
    "acceptance-not-possible",
    "rows-excluded",
    "case-type-not-there",
    "case-type-blank",
    "exclusion-without-rows",
    "date-needed",
    "template-not-filled-in",
    "configuration-wrong",
    "hidden-cells",
    "other-organisations-left-out",
    "no-rows-of-organisation",
    "organisation-not-found",
    "open-question",
    "workbook-of-another-kind",
    "files-not-read",
} | {"headcount-changed", "staff-group-gone", "pay-band-gone", "unknowns-doubled", "same-as-last-year"}


@pytest.mark.parametrize(("code", "tables", "table", "rows", "column"), CASES)
def test_the_issue_is_raised_where_it_is(
    tmp_path: Path,
    code: str,
    tables: Mapping[str, str],
    table: str | None,
    rows: list[int],
    column: str | None,
) -> None:
    items = [item for item in raised(report(tmp_path, tables), code) if item.table == table]
    assert [item.row for item in items] == (rows or [None] * len(items))
    assert items
    assert {item.column for item in items} == {column}
    assert {item.severity for item in items} == {CATALOGUE[code].severity}
    assert all(item.value is None for item in items)


def test_every_issue_of_the_catalogue_has_a_case() -> None:
    of_files = {code for code, entry in CATALOGUE.items() if entry.unreadable}
    assert {case[0] for case in CASES} | ELSEWHERE | of_files == set(CATALOGUE)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_issue_says_what_to_do(code: str) -> None:
    entry = CATALOGUE[code]
    assert entry.title
    assert entry.advice.endswith((".", "?"))


def test_an_error_stops_the_indicators_that_need_its_table_and_no_others(tmp_path: Path) -> None:
    found = report(
        tmp_path,
        {
            "workforce": WORKFORCE,
            "recruitment": "ethnic_category,appointed\nT,yes\n",
            "board": "ethnic_category,voting,executive\nA,y,y\n",
        },
    )
    reasons = {indicator.number: indicator.reason for indicator in found.indicators}
    assert reasons[1] is None
    assert reasons[2] == "table_has_errors"
    assert reasons[3] == "table_missing"
    assert reasons[9] is None


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("staff_survey", "ethnic_category,q14a\nT,2\n"),
        ("survey_summary", "indicator,group,percentage\n5,white,many\n"),
    ],
)
def test_an_error_in_either_table_of_the_survey_is_why_its_indicators_are_missing(
    tmp_path: Path, table: str, text: str
) -> None:
    found = report(tmp_path, {table: text, "training": "employee_number,mandatory\n1,no\n"})
    reasons = {indicator.number: indicator.reason for indicator in found.indicators}
    assert (reasons[5], reasons[2]) == ("table_has_errors", "table_missing")


def test_errors_in_the_workforce_stop_all_that_divide_by_it(tmp_path: Path) -> None:
    tables = {
        "workforce": WORKFORCE + ",A,Students,Band 3,yes,1\n",
        "disciplinary": "employee_number\n001\n",
        "board": "ethnic_category,voting,executive\nA,y,y\n",
        "recruitment": "ethnic_category,appointed\nA,yes\n",
    }
    reasons = {i.number: i.reason for i in report(tmp_path, tables).indicators}
    assert [reasons[n] for n in (1, 3, 9)] == ["table_has_errors"] * 3
    assert reasons[2] is None


def test_an_accepted_category_counts_as_unknown(tmp_path: Path) -> None:
    tables = {"recruitment": "ethnic_category,appointed\nT,yes\nA,no\nA,yes\nH,yes\n"}
    found = report(tmp_path, tables, accept("unknown-ethnic-category", "recruitment"))
    (item,) = raised(found, "unknown-ethnic-category")
    assert item.severity == "note"
    assert found.issues.error == 0
    (group,) = [group for group in found.issues.groups if group.code == "unknown-ethnic-category"]
    assert group.reason == "known"
    (unknown,) = [
        m for m in found.indicators[1].measures if (m.measure, m.group) == ("likelihood", "unknown")
    ]
    assert (unknown.numerator, unknown.denominator) == (1, 1)


def test_an_acceptance_that_matches_nothing_is_a_warning(tmp_path: Path) -> None:
    found = report(tmp_path, {"workforce": WORKFORCE}, accept("unknown-staff-group", "workforce"))
    assert [item.severity for item in raised(found, "acceptance-without-issue")] == ["warning"]


def test_an_error_without_a_rule_cannot_be_accepted(tmp_path: Path) -> None:
    tables = {"recruitment": "ethnic_category,appointed\nA,perhaps\nA,yes\n"}
    found = report(tmp_path, tables, accept("wrong-yes-no", "recruitment"))
    assert len(raised(found, "acceptance-not-possible")) == 1
    assert found.issues.error == 1
    assert found.indicators[1].reason == "table_has_errors"


def test_a_date_is_needed_where_two_years_are_averaged(tmp_path: Path) -> None:
    tables = {"workforce": WORKFORCE, "disciplinary": "employee_number,entered_on\n001,2018-05-01\n002,\n"}
    assert [item.row for item in raised(report(tmp_path, tables, year=2019), "date-needed")] == [3]


def test_a_breakdown_without_its_column_is_said(tmp_path: Path) -> None:
    report(tmp_path, {"recruitment": "ethnic_category,appointed\nA,yes\n"})
    found = pipeline.calculate(tmp_path, by=["pay-band"])
    assert [item.message for item in raised(found, "breakdown-not-possible")] == [
        "The breakdown by pay band needs a column grade."
    ]


def test_values_are_mapped_before_they_are_judged(tmp_path: Path) -> None:
    more = '\n[tables.recruitment]\nvalues.ethnic_category = { "White UK" = "A", "T" = "C" }\n'
    tables = {"recruitment": "ethnic_category,appointed\nwhite uk,yes\nT,no\nH,no\n"}
    found = report(tmp_path, tables, more)
    assert found.issues.error == 0
    likelihoods = {m.group: m.denominator for m in found.indicators[1].measures if m.measure == "likelihood"}
    assert likelihoods == {"white": 2, "bme": 1, "unknown": 0}


def test_the_same_fault_is_listed_once_with_its_values(tmp_path: Path) -> None:
    tables = {"recruitment": "ethnic_category,appointed\nT,yes\nT,no\nX,no\nA,no\n"}
    (group,) = [g for g in report(tmp_path, tables).issues.groups if g.code == "unknown-ethnic-category"]
    assert group.count == 3
    assert [(faulty.value, faulty.times) for faulty in group.values] == [("T", 2), ("X", 1)]
    assert group.rows == (2, 3, 4)


def test_of_very_many_wrong_texts_the_most_frequent_are_listed_with_what_may_be_meant(tmp_path: Path) -> None:
    often = [f"Whit British{i:03}" for i in range(MOST_HINTS)]
    once = [f"Whit British{i:04}" for i in range(MOST_TEXTS)]
    rows = [f"{text},yes" for text in (*once, *often, *often)]
    tables = {"recruitment": "\n".join(["ethnic_category,appointed", *rows, ""])}
    found = report(tmp_path, tables)
    (group,) = [g for g in found.issues.groups if g.code == "unknown-ethnic-category" and g.values]
    assert {faulty.value for faulty in group.values} == {*often, *once[: MOST_TEXTS - MOST_HINTS]}
    assert {faulty.value for faulty in group.values if faulty.hint} == set(often)
    said = f"The cells hold {MOST_HINTS} further texts that are not in the list."
    (others,) = [item for item in raised(found, "unknown-ethnic-category") if item.message.startswith(said)]
    assert (others.row, others.count) == (MOST_TEXTS - MOST_HINTS + 2, MOST_HINTS)


def test_an_exact_mapping_wins_over_one_in_another_case(tmp_path: Path) -> None:
    more = '\n[tables.recruitment]\nvalues.ethnic_category = { "T" = "A", "t" = "H" }\n'
    found = report(tmp_path, {"recruitment": "ethnic_category,appointed\nT,yes\nT,no\nt,no\n"}, more)
    likelihoods = {m.group: m.denominator for m in found.indicators[1].measures if m.measure == "likelihood"}
    assert likelihoods == {"white": 2, "bme": 1, "unknown": 0}


def test_a_value_mapped_to_blank_is_blank(tmp_path: Path) -> None:
    more = '\n[tables.training]\nvalues.ethnic_category = { "missing" = "" }\n'
    tables = {
        "workforce": WORKFORCE,
        "training": "employee_number,ethnic_category,mandatory\n001,missing,no\n002,H,no\n",
    }
    found = report(tmp_path, tables, more)
    numbers = {m.group: m.numerator for m in found.indicators[3].measures if m.measure == "likelihood"}
    assert numbers == {"white": 1, "bme": 1, "unknown": 0}


def test_a_percentage_of_nobody_is_none_and_an_unpublished_one_says_so(tmp_path: Path) -> None:
    text = "indicator,group,percentage,respondents\n5,white,20,100\n5,bme,0,0\n8,white,5,50\n"
    found = report(tmp_path, {"survey_summary": text})
    reasons = {
        (i.number, m.group): m.reason
        for i in found.indicators
        for m in i.measures
        if m.measure == "percentage"
    }
    assert reasons[(5, "bme")] == "nobody_in_group"
    assert reasons[(8, "bme")] == "not_published"
    assert reasons[(8, "white")] is None


def test_a_date_that_cannot_be_read_leads_to_the_setting_for_american_ones() -> None:
    assert 'dates = "month_first"' in CATALOGUE["wrong-date"].advice


def test_events_without_a_workforce_are_not_told_to_be_of_unknown_ethnicity(tmp_path: Path) -> None:
    training = {"training": "employee_number\n001\n"}
    assert not raised(report(tmp_path, training), "many-unknown")
    spoilt = {"workforce": WORKFORCE + "003,T,Students,Band 3,yes,1.0\n"}
    assert not raised(report(tmp_path, training | spoilt), "many-unknown")


def test_the_example_of_an_unknown_ethnic_category_is_one() -> None:
    (text,) = re.findall(r'{ "([^"]+)" = "[A-Z]" }', CATALOGUE["unknown-ethnic-category"].advice)
    assert parse_ethnic_category(text) is None


@pytest.mark.parametrize(("long", "said"), [(5, []), (6, [8, 9, 10, 11, 12])])
def test_zeros_are_missed_where_more_than_half_of_the_numbers_are_longer(
    tmp_path: Path, long: int, said: list[int]
) -> None:
    """Half of eight digits and half of fewer are two kinds of numbers; the first person has two assignments."""
    numbers = [*(f"2000000{i}" for i in range(1, long)), "20000001", *(f"9000{i}" for i in range(5))]
    rows = [
        f"{number},A,Administrative and Clerical,Band 5,{'no' if i == long - 1 else 'yes'},1.0\n"
        for i, number in enumerate(numbers)
    ]
    table = WORKFORCE.splitlines()[0] + "\n" + "".join(rows)
    found = raised(report(tmp_path, {"workforce": table}), "leading-zeros-lost")
    assert [item.row for item in found] == said


def test_an_open_question_is_of_the_table_under_whose_heading_it_stands(tmp_path: Path) -> None:
    settings = """
[tables.recruitment]
#? columns.stage = "Panel"
#? [tables.training]
#? values.course."=x" = ""
[thresholds]
#? unknown = 5
"""
    table = "ethnic_category,appointed\nA,yes\nH,no\n"
    found = raised(report(tmp_path, {"recruitment": table}, settings), "open-question")
    assert {(item.table, item.row) for item in found} == {("recruitment", 7), ("training", 9), (None, 11)}


def test_nothing_is_to_be_held_against_an_indicator_of_rows_for_errors_of_another_table(
    tmp_path: Path,
) -> None:
    """No caution of percentages without counts, nor of data that were accepted with an issue."""
    tables = {
        "recruitment": "ethnic_category,appointed\n" + "A,yes\nH,yes\nA,no\nH,no\n" * 5,
        "training": "employee_number,mandatory\n1,perhaps\n",
    }
    found = report(tmp_path, tables)
    assert found.issues.error
    assert (found.indicators[1].reason, found.indicators[1].cautions) == (None, ())


@pytest.mark.parametrize(
    ("days", "span"),
    [(("2023-03-31", "2022-04-01"), "2023."), (("2023-03-31", "2023-04-01"), "2023 to 2024.")],
)
def test_most_dates_of_other_years_are_said_to_be_of_the_years_that_they_are_of(
    tmp_path: Path, days: tuple[str, str], span: str
) -> None:
    rows = "".join(f"{i},A,{day}\n" for i, day in enumerate(days * 3))
    cases = {"disciplinary": f"employee_number,ethnic_category,entered_on\n{rows}"}
    (found,) = raised(report(tmp_path, cases), "extract-of-another-year")
    assert found.message.endswith(f"of the years to 31 March {span}")
