"""`wres reconcile` names the rule by which somebody else's numbers came about: each is planted in the data itself.

A trust sends a return that another reading of the same rows gives; what that reading is stands in the rows.
"""

import csv
import io
import json
import random
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl
import pytest
from tests import build
from tests.returns import rows_of, typed
from tests.run import run

from wres_calc import pipeline
from wres_calc.pipeline.reconcile import reconcile
from wres_calc.report.reconciliation import CellStatus

FEW, MANY = range(2), range(2, 40)
SEEDS = [*FEW, *(pytest.param(seed, marks=pytest.mark.long) for seed in MANY)]
OPTIONS = pipeline.Options()
Rows = list[dict[str, str]]


def tables_of(seed: int) -> dict[str, Rows]:
    """A small trust, row by row, with everything that the rules are about."""
    chance = random.Random(seed)
    ethnic = lambda: chance.choices("ACHNZ", (50, 5, 25, 15, 5))[0]  # noqa: E731
    grades = ["Band 2", "Band 4", "Band 5", "Band 6", "Band 7", "Band 8a", "Band 9", "VSM"]
    workforce = []
    for number in range(1, 321):
        own = {
            "employee_number": str(10_000 + number),
            "ethnic_category": ethnic(),
            "staff_group": chance.choice(["Administrative and Clerical", "Nursing and Midwifery Registered"]),
            "grade": chance.choices(grades, (20, 15, 25, 15, 10, 5, 5, 5))[0],
            "assignment_category": chance.choices(["Permanent", "Bank"], (85, 15))[0],
        }
        workforce += [own] * (2 if chance.random() < 0.15 else 1)
    workforce = [{**row, "assignment_number": str(at)} for at, row in enumerate(workforce)]
    recruitment = [
        {
            "application_id": str(at),
            "ethnic_category": ethnic(),
            "appointed": chance.choice(["yes", "no", "no"]),
            "offer_declined": chance.choices(["yes", "no"], (10, 90))[0],
        }
        for at in range(400)
    ]
    training = [
        {
            "employee_number": str(10_000 + chance.randint(1, 320)),
            "mandatory": chance.choice(["yes", "no"]),
            "course": f"Course {chance.randint(1, 9)}",
        }
        for _ in range(250)
    ]
    disciplinary = [{"employee_number": str(10_000 + chance.randint(1, 320))} for _ in range(25)]
    board = [
        {
            "ethnic_category": ethnic(),
            "voting": chance.choice(["yes", "no"]),
            "executive": chance.choice(["yes", "no"]),
        }
        for _ in range(14)
    ]
    return {
        "workforce": workforce,
        "recruitment": recruitment,
        "training": training,
        "disciplinary": disciplinary,
        "board": board,
    }


def written(folder: Path, tables: dict[str, Rows]) -> Path:
    def text(rows: Rows) -> str:
        target = io.StringIO()
        writer = csv.DictWriter(target, rows[0])
        writer.writeheader()
        writer.writerows(rows)
        return target.getvalue()

    return build.submission(folder, {name: text(rows) for name, rows in tables.items()})


def every(table: str, **changes):
    def change(tables):
        return {**tables, table: [{**row, **changes} for row in tables[table]]}

    return change


def bank(tables):
    return every("workforce", assignment_category="Permanent")(tables)


def assignments(tables):
    rows = [
        {**row, "employee_number": f"{row['employee_number']}{at}"}
        for at, row in enumerate(tables["workforce"])
    ]
    first = {}
    for row, sent in zip(rows, tables["workforce"], strict=True):
        if first.setdefault(sent["employee_number"], row) is row:  # events find the person
            row["employee_number"] = sent["employee_number"]
    return {**tables, "workforce": rows}


def vsm_with_band_9(tables):
    rows = [{**row, "grade": row["grade"].replace("VSM", "Band 9")} for row in tables["workforce"]]
    return {**tables, "workforce": rows}


PLANTED = {
    "bank-staff": bank,
    "one-row-per-person": assignments,
    "offer-declined": every("recruitment", offer_declined="no"),
    "pay-bands": vsm_with_band_9,
    "mandatory-training": every("training", mandatory="no"),
}


@pytest.mark.parametrize("rule", PLANTED)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_rule_that_explains_a_return_is_found(seed, rule, tmp_path):
    tables = tables_of(seed)
    submission = written(tmp_path / "s", tables)
    other = written(tmp_path / "other", PLANTED[rule](tables))
    typed(pipeline.calculate(other), "cells", tmp_path / "r.xlsx")
    found = reconcile(tmp_path / "r.xlsx", submission, OPTIONS)
    differing = found.of(CellStatus.DIFFERS)
    assert differing
    # Of bank staff alone, whom no other category keeps out, two rules say the same.
    assert {each.explained_by for each in differing} == {rule}
    assert all(each.why.startswith("with ") for each in differing)


@pytest.mark.parametrize("seed", SEEDS)
def test_unknown_left_out_of_the_base_is_found(seed, tmp_path):
    submission = written(tmp_path / "s", tables_of(seed))
    book = typed(pipeline.calculate(submission), "cells")
    sheet = book["Return"]
    rows = rows_of(sheet)
    for label, of in (
        ("Total board members - % by ethnicity", "Total board members"),
        ("Overall workforce - % by ethnicity", "Number of staff in overall workforce"),
    ):
        (share,), (people,) = rows[label], rows[of]
        known = [sheet.cell(people, column).value for column in (2, 3)]
        for column, number in zip((2, 3), known, strict=True):
            sheet.cell(share, column).value = round(number / sum(known), 3)
        sheet.cell(share, 4).value = None
    book.save(tmp_path / "r.xlsx")
    found = reconcile(tmp_path / "r.xlsx", submission, OPTIONS)
    differing = found.of(CellStatus.DIFFERS)
    assert {each.explained_by for each in differing} == {"unknown-in-share-denominators"}
    assert {each.row for each in differing} >= {"Overall workforce - % by ethnicity"}


def test_two_rules_together_are_found(tmp_path):
    tables = tables_of(3)
    other = written(tmp_path / "other", vsm_with_band_9(bank(tables)))
    typed(pipeline.calculate(other), "full", tmp_path / "r.xlsx")
    found = reconcile(tmp_path / "r.xlsx", written(tmp_path / "s", tables), OPTIONS)
    by = {each.row: each.explained_by for each in found.of(CellStatus.DIFFERS)}
    assert by["Band 5"] == "bank-staff"
    assert by["VSM"] in ("pay-bands", "bank-staff, pay-bands")
    assert None not in by.values()


def test_what_no_rule_explains_says_so_and_by_how_much(tmp_path):
    submission = written(tmp_path / "s", tables_of(0))
    book = typed(pipeline.calculate(submission))
    (row,) = rows_of(book["Return"])["Number of shortlisted applicants"]
    cell = book["Return"].cell(row, 3)
    cell.value += 37
    book.save(tmp_path / "r.xlsx")
    (found,) = reconcile(tmp_path / "r.xlsx", submission, OPTIONS).of(CellStatus.DIFFERS)
    assert (found.difference, found.explained_by, found.why) == (
        37,
        None,
        "no rule that was tried explains it.",
    )
    assert found.cell == cell.coordinate


@pytest.fixture
def differing(tmp_path):
    submission = written(tmp_path / "s", tables_of(1))
    other = written(tmp_path / "other", vsm_with_band_9(tables_of(1)))
    typed(pipeline.calculate(other), "full", tmp_path / "r.xlsx")
    return submission, tmp_path / "r.xlsx"


def test_the_command_prints_json_and_junit_and_writes_a_workbook(differing, tmp_path):
    submission, path = differing
    done = run(
        "reconcile",
        path,
        submission,
        "--format",
        "json",
        "--to",
        "excel,json",
        "-o",
        tmp_path / "out",
        cwd=tmp_path,
    )
    assert done.returncode == 1
    printed = json.loads(done.stdout)
    statuses = [each["status"] for each in printed["cells"]]
    wrong = statuses.count("differs")
    assert wrong >= 6
    assert len(statuses) == wrong + statuses.count("same") + statuses.count("not_given")
    files = {each.name for each in (tmp_path / "out").iterdir()}
    assert files == {"wres_RX1_2025_reconciliation.xlsx", "wres_RX1_2025_reconciliation.json"}
    book = openpyxl.load_workbook(tmp_path / "out" / "wres_RX1_2025_reconciliation.xlsx")
    assert book.sheetnames == ["Differences", "Every number"]
    listed = [row[0] for row in book["Every number"].iter_rows(values_only=True)]
    assert sum(bool(cell) and str(cell)[0] in "BCD" and str(cell)[1:].isdigit() for cell in listed) == sum(
        each["cell"] is not None for each in printed["cells"]
    )
    done = run("reconcile", path, submission, "--format", "junit", cwd=tmp_path)
    assert done.returncode == 1
    (suite,) = ET.fromstring(done.stdout.decode())
    assert (suite.get("failures"), suite.get("tests")) == (str(wrong), str(len(statuses)))
    assert len(suite.findall("testcase/failure")) == wrong
    text = run("reconcile", path, submission, cwd=tmp_path)
    assert f"{wrong} of ".encode() in text.stdout
    assert b"with VSM put in with band 9" in b" ".join(text.stdout.split())


def test_a_right_return_exits_with_0(tmp_path):
    submission = written(tmp_path / "s", tables_of(1))
    typed(pipeline.calculate(submission), "cells", tmp_path / "r.xlsx")
    assert run("reconcile", tmp_path / "r.xlsx", submission, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_what_was_published_is_compared_in_the_same_way(ending, tmp_path):
    tables = tables_of(4)
    submission, other = written(tmp_path / "s", tables), written(tmp_path / "other", bank(tables))
    run("calc", other, "--to", ending, "-o", tmp_path / "out", cwd=tmp_path)
    published = tmp_path / "out" / f"wres_RX1_2025.{ending}"
    done = run("reconcile", submission, "--published", published, "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    cells = json.loads(done.stdout)["cells"]
    wrong = [each for each in cells if each["status"] == "differs"]
    assert {each["explained_by"] for each in wrong} == {"bank-staff"}
    assert {each["section"] for each in wrong} >= {"Indicator 1", "Indicator 9"}
    run("calc", submission, "--to", ending, "-o", tmp_path / "out", cwd=tmp_path)
    assert run("reconcile", submission, "--published", published, cwd=tmp_path).returncode == 0


def test_withheld_numbers_are_not_given(tmp_path):
    submission = written(tmp_path / "s", tables_of(4))
    run("calc", submission, "--to", "csv", "--publish", "-o", tmp_path / "out", cwd=tmp_path)
    published = tmp_path / "out" / "wres_RX1_2025_published.csv"
    found = reconcile(None, submission, OPTIONS, published)
    assert found.of(CellStatus.NOT_GIVEN)
    assert not found.of(CellStatus.DIFFERS)


@pytest.mark.parametrize(
    ("name", "text", "code", "words"),
    [
        ("page.csv", "a,b\n1,2\n", 4, "has no column indicator, measure, group, value"),
        ("page.json", "{}", 4, "is not a report in JSON"),
        (
            "page.csv",
            "standard,organisation_code,reporting_year,indicator,measure,group,value\nwres,RX2,2025,2,likelihood,white,3\n",
            2,
            "is of RX2 2025 wres",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused(name, text, code, words, tmp_path):
    (tmp_path / name).write_text(text)
    submission = written(tmp_path / "s", tables_of(4))
    done = run("reconcile", submission, "--published", tmp_path / name, cwd=tmp_path)
    assert done.returncode == code
    assert words in done.stderr.decode()


def test_the_submission_is_asked_for(tmp_path):
    done = run("reconcile", tmp_path / "r.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    assert b"Name the return first, then the submission." in done.stderr
