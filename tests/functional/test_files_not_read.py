"""An export under a name that is no table's is not passed over without a word."""

from pathlib import Path

import pytest
from tests import build
from tests.run import run

from wres_calc import pipeline
from wres_calc.report.report import Report

WORKFORCE = "employee_number,ethnic_category,staff_group,grade\n1,A,Students,Band 5\n2,H,Students,Band 5\n"
TRAINING = "employee_number,course\n1,Fire\n2,Leadership\n"
LIST = '[tables.training]\nmandatory_courses = "Mandatory.csv"\n'


def said(report: Report) -> list[str]:
    return [item.message for item in report.issues.items if item.code == "files-not-read"]


@pytest.mark.parametrize("named", [False, True])
def test_an_export_under_another_name_is_named(tmp_path: Path, named: bool) -> None:
    more = '[tables.recruitment]\nfile = "Trac.csv"\n' if named else ""
    folder = build.submission(tmp_path, {"workforce": WORKFORCE}, settings=more)
    (folder / "Trac.csv").write_text("ethnic_category,appointed\nA,yes\nH,no\n", "utf-8")
    found = pipeline.calculate(folder)
    assert said(found) == ([] if named else ["Not read, as they are no table: Trac.csv."])
    assert found.indicators[1].status == ("calculated" if named else "not_calculated")


def test_lists_that_settings_name_and_files_of_ours_are_not(tmp_path: Path) -> None:
    folder = build.submission(tmp_path, {"workforce": WORKFORCE, "training": TRAINING}, settings=LIST)
    (folder / "Mandatory.csv").write_text("Course\nFire\n", "utf-8")
    for name in ("wres_RX1_2024.csv", "wdes_RX1_2024.xlsx", "~$workforce.xlsx", ".hidden.csv", "notes.docx"):
        (folder / name).write_text("x", "utf-8")
    assert said(pipeline.calculate(folder)) == []


def test_exports_of_which_one_is_called_like_a_table_are_exports(tmp_path: Path) -> None:
    for name in ("Board.csv", "Staff in post.csv", "Trac.csv"):
        (tmp_path / name).write_text("a,b\n1,2\n", "utf-8")
    asked = run("calc", tmp_path, cwd=tmp_path)
    assert asked.returncode == 4
    assert b"Staff in post.csv, Trac.csv" in asked.stderr
    assert b"wres init" in asked.stderr
    told = run("calc", tmp_path, "--year", "2025", "--org", "RX1", cwd=tmp_path)
    assert b"wres init" not in told.stderr
