"""Files of several organisations: a table without a row of one of them is, for it, a table that was not sent."""

from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.errors import ConfigurationError
from wres_calc.intake.load import SharedFiles
from wres_calc.report.report import Report

NURSE = "Nursing and Midwifery Registered,Band 5"
SIZES = {"RA1": (30, 10), "RB2": (20, 20), "RC3": (25, 5)}
"""White and BME staff of each. RC3 has no row in any other table but counts and survey_summary."""


def staff() -> str:
    rows, number = ["employee_number,ethnic_category,staff_group,grade,organisation_code"], 0
    for code, (white, bme) in SIZES.items():
        for category in "A" * white + "H" * bme:
            number += 1
            rows.append(f"{number},{category},{NURSE},{code}")
    return "\n".join(rows) + "\n"


def of_two(header: str, row: str) -> str:
    """A table with 20 rows of each of the first two organisations."""
    return f"{header},organisation_code\n" + "".join(f"{row},{code}\n" * 20 for code in ("RA1", "RB2"))


TABLES = {
    "workforce": staff(),
    "disciplinary": "employee_number,organisation_code\n1,RA1\n31,RA1\n41,RB2\n",
    "training": of_two("employee_number,ethnic_category,mandatory", "1,A,no"),
    "recruitment": of_two("ethnic_category,appointed", "A,yes"),
    "board": of_two("ethnic_category,voting,executive", "A,yes,yes"),
    "staff_survey": of_two("ethnic_category,q14a,q14b,q14c,q15,q16b", "A,2,2,2,Yes,Yes"),
    "counts": "population,group,people,organisation_code\n"
    "disciplinary,white,2,RC3\ndisciplinary,bme,1,RC3\ntraining,white,5,RC3\ntraining,bme,2,RC3\n"
    "board,white,6,RC3\nboard,bme,1,RC3\n"
    "shortlisted,white,20,RC3\nshortlisted,bme,10,RC3\nappointed,white,5,RC3\nappointed,bme,1,RC3\n",
    "survey_summary": "indicator,group,percentage,respondents,organisation_code\n"
    "5,white,20,100,RC3\n5,bme,30,50,RC3\n",
}


def folder_of(folder: Path, settings: str = "", *, without: tuple[str, ...] = ()) -> Path:
    for name, text in TABLES.items():
        if name not in without:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "submission.toml").write_text(
        f"[submission]\nreporting_year = 2025\n{settings}", encoding="utf-8"
    )
    return folder


def value(report: Report, number: int, measure: str, group: str) -> tuple[float | None, ...]:
    (indicator,) = (each for each in report.indicators if each.number == number)
    (found,) = (
        one
        for one in indicator.measures
        if (one.measure, one.group) == (measure, group) and one.breakdown in ({}, {"board": "total"})
    )
    return found.numerator, found.denominator


def reasons(report: Report) -> dict[int, str | None]:
    return {each.number: each.reason for each in report.indicators}


def test_counts_and_the_survey_summary_serve_where_no_row_is_of_the_organisation(tmp_path):
    report = pipeline.calculate(folder_of(tmp_path), organisation="RC3")
    assert report.issues.error == 0
    codes = {item.code for item in report.issues.items}
    assert not codes & {"no-rows", "population-sent-twice"}
    assert value(report, 2, "likelihood", "bme") == (1, 10)
    assert value(report, 3, "likelihood", "white") == (2, 25)
    assert value(report, 3, "likelihood", "bme") == (1, 5)
    assert value(report, 4, "likelihood", "bme") == (2, 5)
    assert value(report, 9, "share", "bme") == (1, 7)
    (fifth,) = (each for each in report.indicators if each.number == 5)
    assert [one.value for one in fifth.measures] == [20, 30, 10]


def test_without_either_the_indicators_are_not_calculated_and_the_tables_are_named(tmp_path):
    folder = folder_of(tmp_path, without=("counts", "survey_summary"))
    report = pipeline.calculate(folder, organisation="RC3")
    assert report.issues.error == 0
    assert reasons(report) == {1: None} | dict.fromkeys(range(2, 10), "table_missing")
    notes = [item for item in report.issues.items if item.code == "no-rows-of-organisation"]
    assert {item.table for item in notes} == {
        *("recruitment", "disciplinary", "training", "staff_survey", "board")
    }
    assert {item.severity for item in notes} == {"note"}


def test_the_organisations_with_rows_are_counted_from_them(tmp_path):
    report = pipeline.calculate(folder_of(tmp_path), organisation="RA1")
    assert value(report, 3, "likelihood", "white") == (1, 30)
    assert value(report, 3, "likelihood", "bme") == (1, 10)
    assert "no-rows-of-organisation" in {
        item.code for item in report.issues.items
    }  # of counts, which serve RC3


def test_complete_says_that_no_row_means_none(tmp_path):
    settings = "".join(
        f"[tables.{name}]\ncomplete = true\n"
        for name in ("disciplinary", "training", "recruitment", "board", "staff_survey")
    )
    folder = folder_of(tmp_path, settings, without=("counts", "survey_summary"))
    report = pipeline.calculate(folder, organisation="RC3")
    assert report.issues.error == 0
    assert reasons(report) == dict.fromkeys(range(1, 10))
    assert value(report, 3, "likelihood", "white") == (0, 25)
    assert value(report, 4, "likelihood", "bme") == (0, 5)
    assert value(report, 2, "likelihood", "white") == (0, 0)
    assert value(report, 5, "percentage", "white") == (0, 0)
    assert value(report, 9, "share", "white") == (0, 0)


@pytest.mark.parametrize("complete", [False, True])
def test_a_batch_says_what_one_organisation_alone_says(tmp_path, complete):
    settings = "[tables.disciplinary]\ncomplete = true\n" if complete else ""
    folder = folder_of(tmp_path, settings, without=("counts",))
    together = SharedFiles(folder)
    assert together.codes == sorted(SIZES)
    tables = together.of("RC3").tables
    assert set(tables) == {"workforce", "survey_summary"} | ({"disciplinary"} if complete else set())


def test_a_code_of_which_no_table_has_a_row_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="no row of RZ9"):
        pipeline.calculate(folder_of(tmp_path), organisation="RZ9")
