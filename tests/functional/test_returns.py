"""Filled-in returns from outside: of both standards, in a batch, made a submission of, and marked."""

import json
from pathlib import Path

import openpyxl
import pytest
from tests.returns import random_report, typed
from tests.run import run

from wres_calc.facts.pay import PayBand
from wres_calc.facts.staff import StaffCategory
from wres_calc.standards.returns import forms

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The returns of both standards of one sample."""
    folder = tmp_path_factory.mktemp("both")
    run("sample", folder / "s", "--seed", "21", "--staff", "1200", cwd=folder)
    done = run(
        "calc", folder / "s", "--standard", "wres,wdes", "--to", "return", "-o", folder / "out", cwd=folder
    )
    assert done.returncode == 0
    return folder


def test_every_row_of_every_form_is_of_something_known():
    for form in forms():
        keys = {row.key for section in form.sections for row in section.rows if row.key}
        for section in form.sections:
            for row in section.rows:
                assert bool(row.count) + bool(row.value) + bool(row.formula) == 1, row.label
                part = row.count.part if row.count else {}
                assert part.get("pay_band", "other") in [*PayBand], row.label
                assert part.get("staff_category", "non_clinical") in [*StaffCategory], row.label
                refs = [ref.partition(".")[0] for ref in row.formula if ref not in ("/", "-", "+", "share")]
                assert {*refs} <= keys, row.label


def counted(report):
    """Value and interval of each likelihood, and of what is formed from them: what is counted, not the survey."""
    kinds = ("likelihood", "relative_likelihood")
    return {
        (each["number"], m["measure"], m["group"]): (m["value"], m["interval"], m["both_years"])
        for each in report["indicators"]
        for m in each["measures"]
        if m["measure"] in kinds and not m["breakdown"]
    }


@pytest.mark.parametrize("standard", ["wres", "wdes"])
def test_a_return_of_each_standard_is_read_checked_and_reconciled(both, standard):
    path = both / "out" / f"{standard}_RX1_2025_return.xlsx"
    about = ("--year", "2025", "--org", "RX1")
    found = json.loads(run("validate", path, *about, "--format", "json", cwd=both).stdout)
    codes = {item["code"] for item in found["submissions"][0]["issues"]["items"]}
    assert codes <= {"table-reshaped", "many-unknown", "indicator-not-calculated"}
    printed = json.loads(run("calc", path, *about, "--format", "json", cwd=both).stdout)
    assert printed["standard"]["code"] == standard
    of_tables = json.loads(
        run("calc", both / "s", "--standard", standard, "--format", "json", cwd=both).stdout
    )
    assert counted(printed) == counted(of_tables)
    assert {each["status"] for each in printed["indicators"]} == {"calculated"}
    beside = run("reconcile", path, both / "s", "--standard", standard, "--format", "json", cwd=both)
    assert beside.returncode == 0
    assert {each["status"] for each in json.loads(beside.stdout)["cells"]} == {"same"}


def test_the_mean_of_two_years_and_the_score_are_in_the_wdes_return(both):
    sheet = openpyxl.load_workbook(both / "out" / "wdes_RX1_2025_return.xlsx", data_only=True)["Return"]
    rows = {row[0]: row[1:4] for row in sheet.iter_rows(values_only=True)}
    assert any(
        value % 1 == 0.5 for label, row in rows.items() if str(label).startswith("Average") for value in row
    )
    assert 0 < rows["9a) Staff engagement score (0-10)"][0] < 10


def test_a_folder_of_returns_is_a_batch(tmp_path):
    folder = tmp_path / "returns"
    folder.mkdir()
    for seed, name in enumerate(("RX1.xlsx", "wres_RX2_2025_return.xlsx", "our return.xlsx")):
        typed(random_report(seed, tmp_path / str(seed)), "cells", folder / name)
    openpyxl.Workbook().save(folder / "notes.xlsx")
    run("batch", folder, "--year", "2025", "-o", tmp_path / "out", cwd=tmp_path)
    record = json.loads((tmp_path / "out" / "run.json").read_text())
    statuses = {each["code"]: each["status"] for each in record["organisations"]}
    assert statuses == {"RX1": "done", "RX2": "done", "our return": "failed"}
    rollup = json.loads((tmp_path / "out" / "rollup.json").read_text())
    assert rollup["levels"][0]["organisations"] == 2


def test_init_takes_the_counts_and_the_percentages_of_a_return(tmp_path):
    typed(random_report(0, tmp_path / "s"), "full", tmp_path / "return.xlsx")
    run(
        "init",
        tmp_path / "made",
        "--from",
        tmp_path / "return.xlsx",
        "--year",
        "2025",
        "--org",
        "RX1",
        cwd=tmp_path,
    )
    settings = (tmp_path / "made" / "submission.toml").read_text()
    assert "[tables.counts]" in settings
    assert "[tables.survey_summary]" in settings
    done = run("calc", tmp_path / "made", "--format", "json", cwd=tmp_path)
    assert {each["status"] for each in json.loads(done.stdout)["indicators"]} == {"calculated"}


def test_faulty_cells_are_marked_and_placed_in_every_format(tmp_path):
    book = typed(random_report(0, tmp_path / "s"))
    sheet = book["Return"]
    row = (
        next(row for row in range(5, 60) if sheet.cell(row, 1).value == "Number of shortlisted applicants")
        + 3
    )
    sheet.cell(row, 2).value = "1.36%"
    book.save(tmp_path / "r.xlsx")
    about = ("--year", "2025", "--org", "RX1")
    done = run("validate", tmp_path / "r.xlsx", *about, "--mark", "marked", "--format", "sarif", cwd=tmp_path)
    assert done.returncode == 0
    strict = run(
        "validate", tmp_path / "r.xlsx", *about, "--fail-on", "warning", "--format", "github", cwd=tmp_path
    )
    assert strict.returncode == 1
    assert f"::warning file=r.xlsx,line={row},col=2,".encode() in strict.stdout
    results = json.loads(done.stdout)["runs"][0]["results"]
    (found,) = [each for each in results if each["ruleId"] == "return-ratio-in-percent"]
    region = found["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": row, "startColumn": 2}
    marked = openpyxl.load_workbook(tmp_path / "marked" / "r.xlsx")["Return"]
    assert "A ratio with a per cent sign" in marked.cell(row, 2).comment.text
