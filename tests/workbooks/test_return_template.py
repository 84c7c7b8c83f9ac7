"""`wres calc --to return --template FORM.xlsx`: a form of somebody's own is filled, and nothing is silent."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from tests import build, returns
from tests.run import run as run_in

from wres_calc import pipeline
from wres_calc.pipeline.reconcile import reconcile
from wres_calc.report.reconciliation import CellStatus

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 40))]


def run(*arguments):
    """Run the command beside its output folder; its standard error is text."""
    done = run_in(*arguments, cwd=Path(arguments[1]).parent)
    done.stderr = done.stderr.decode()
    return done


def filled(tmp_path, seed=0, change=lambda sheet: None, **form):
    """Fill an own form; return what the command said and the filled workbook."""
    submission = build.submission(tmp_path / "s", returns.random_tables(seed))
    path = returns.own_form(tmp_path / "FORM.xlsx", **form)
    book = openpyxl.load_workbook(path)
    change(book.active)
    book.save(path)
    result = run("calc", submission, "--to", "return", "--template", path, "-o", tmp_path / "out")
    return result, tmp_path / "out" / "wres_RX1_2025_return.xlsx"


def row_of(sheet, label, nth=0):
    return [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 4).value == label][nth]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_filled_is_what_the_submission_comes_to(seed, tmp_path):
    result, path = filled(tmp_path, seed)
    assert result.returncode == 0, result.stderr
    found = reconcile(path, tmp_path / "s", pipeline.Options())
    assert found.totals[CellStatus.DIFFERS] == found.totals[CellStatus.NOT_RECALCULATED] == 0
    assert {
        each.row for each in found.of(CellStatus.NOT_GIVEN)
    } == {  # the form's own formulas, not calculated yet
        "Total non clinical workforce",
        "Total clinical workforce, non medical",
        "Likelihood of appointment from shortlisting",
    }
    again = pipeline.assess(path, returns.OPTIONS)
    assert not [each for each in again.issues if each.severity == "error"]


def test_looks_formulas_protection_and_other_rows_stay(tmp_path):
    def change(sheet):
        sheet.cell(row_of(sheet, "A question of our own: staff networks"), 6).value = 12

    result, path = filled(tmp_path, change=change)
    sheet = openpyxl.load_workbook(path).active
    before = openpyxl.load_workbook(tmp_path / "FORM.xlsx").active
    assert sheet.protection.sheet
    assert sheet.merged_cells.ranges == before.merged_cells.ranges
    formulas = 0
    for row in before.iter_rows():
        for cell in row:
            after = sheet.cell(cell.row, cell.column)
            for look in ("font", "border", "fill", "protection"):
                assert repr(getattr(after, look)) == repr(getattr(cell, look))
            if isinstance(cell.value, str):
                assert after.value == cell.value
                formulas += cell.value.startswith("=")
    assert formulas == 9
    assert f"{formulas} formulas of the form kept" in result.stderr
    assert sheet.cell(row_of(sheet, "A question of our own: staff networks"), 6).value == 12
    assert openpyxl.load_workbook(path).sheetnames == ["WRES template", "Guidance"]


def test_what_was_not_found_or_taken_loosely_is_said(tmp_path):
    def change(sheet):
        sheet.cell(row_of(sheet, "Band 9"), 4).value = "Directors"
        sheet.cell(5, 9).value = "Remarks"

    result, _ = filled(tmp_path, change=change)
    said = result.stderr
    place = 'FORM.xlsx, sheet "WRES template": '
    assert f'{place}not found: "Band 9" of "1a) Non clinical workforce", ' in said
    assert f'{place}no column is headed "Ethnicity unknown/null": its numbers were not filled in.' in said
    assert '"AfC Band 5", was taken for "Band 5" of "1a) Non clinical workforce"' in said
    assert 'was taken for "7) Percentage believing that the trust' in said


def test_further_sheets_with_rows_of_the_form_are_named(tmp_path):
    """One sheet is filled, and one is read: that of the others is said, by both."""

    def change(sheet):
        sheet.parent.copy_worksheet(sheet).title = "Part two"
        sheet.parent["Part two"].delete_rows(sheet.max_row)

    result, path = filled(tmp_path, change=change)
    assert 'sheet "Part two" holds rows of a return too and was not filled' in result.stderr
    said = [
        each.message
        for each in pipeline.assess(path, returns.OPTIONS).issues
        if each.code == "return-row-not-known"
    ]
    assert any('sheet "Part two" holds rows of a return too' in message for message in said)


def test_a_cell_that_holds_another_value_is_replaced_and_said(tmp_path):
    def change(sheet):
        sheet.cell(row_of(sheet, "VSM"), 6).value = 9_999
        sheet.cell(row_of(sheet, "VSM"), 8).value = "=1+1"

    result, path = filled(tmp_path, change=change)
    sheet = openpyxl.load_workbook(path).active
    row = row_of(sheet, "VSM")
    assert f"F{row} (VSM) held 9999 and now holds {sheet.cell(row, 6).value}." in result.stderr
    assert sheet.cell(row, 8).value == "=1+1"
    assert f"H{row} (VSM) holds a formula, where a number is sent, and was left as it is." in result.stderr


def test_a_number_that_there_is_no_figure_for_is_left_and_said(tmp_path):
    submission = build.submission(tmp_path / "s", {"counts": returns.random_tables(0)["counts"]})
    path = returns.own_form(tmp_path / "FORM.xlsx")
    book = openpyxl.load_workbook(path)
    row = next(r for r in range(1, 90) if str(book.active.cell(r, 4).value).startswith("% believing"))
    book.active.cell(row, 6).value = 51.2
    book.save(path)
    result = run("calc", submission, "--to", "return", "--template", path, "-o", tmp_path / "out")
    assert f"F{row} (% believing" in result.stderr
    assert "has no figure here (Not calculated: table missing) and still holds 51.2." in result.stderr
    sheet = openpyxl.load_workbook(tmp_path / "out" / "wres_RX1_2025_return.xlsx").active
    assert sheet.cell(row, 6).value == 51.2


def test_percentages_are_written_as_the_cell_shows_them(tmp_path):
    _, path = filled(tmp_path)
    sheet = openpyxl.load_workbook(path).active
    report = pipeline.calculate(tmp_path / "s")
    (indicator,) = [each for each in report.indicators if each.number == 7]
    white = next(m.value for m in indicator.measures if m.measure == "percentage" and m.group == "white")
    row = next(r for r in range(1, 90) if str(sheet.cell(r, 4).value).startswith("% believing"))
    assert sheet.cell(row, 6).value == pytest.approx(white)  # 0.0 shows 51.2
    share = row_of(sheet, "Total Board members - % by Ethnicity")
    values = [sheet.cell(share, column).value for column in (6, 8, 9)]
    assert sum(values) == pytest.approx(1)  # 0.0% shows a fraction in per cent


def test_groups_of_another_year_are_left_alone(tmp_path):
    _, path = filled(tmp_path, years=True)
    sheet = openpyxl.load_workbook(path).active
    assert sheet.cell(row_of(sheet, "VSM"), 6).value is not None
    assert [sheet.cell(row, 11).value for row in range(6, sheet.max_row + 1)] == [None] * (sheet.max_row - 5)


def test_it_can_be_filled_again(tmp_path):
    filled(tmp_path)
    result, path = filled(tmp_path)
    assert result.returncode == 0
    assert path.is_file()


def _encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"EncryptedPackage".ljust(4_096, b"\0"))


def _no_form(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["White", "BME"])
    book.save(path)


@pytest.mark.parametrize(
    ("make", "name", "words"),
    [
        (lambda path: path.write_text("Band 5,1,2\n"), "form.csv", "is not an Excel workbook"),
        (lambda path: path.write_bytes(b"%PDF-1.7 form"), "form.xlsx", "is not an Excel workbook"),
        (
            lambda path: path.write_bytes(b"PK\x03\x04 broken"),
            "form.xlsx",
            "damaged or cut short",
        ),
        (_encrypted, "form.xlsx", "protected by a password"),
        (_no_form, "form.xlsx", "is not a form of the Workforce Race Equality Standard: national return"),
        (lambda path: None, "form.xlsx", "does not exist"),
    ],
)
def test_what_cannot_be_filled_is_refused_and_nothing_is_written(make, name, words, tmp_path):
    make(tmp_path / name)
    submission = build.submission(tmp_path / "s", returns.random_tables(0))
    result = run(
        "calc", submission, "--to", "return,json", "--template", tmp_path / name, "-o", tmp_path / "out"
    )
    assert result.returncode == 4
    assert words in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--to", "excel"], "Add --to return"),
        (["--to", "return", "--publish"], "contradict each other"),
    ],
)
def test_a_template_goes_with_the_return_alone(options, words, tmp_path):
    submission = build.submission(tmp_path / "s", returns.random_tables(0))
    form = returns.own_form(tmp_path / "FORM.xlsx")
    result = run("calc", submission, "--template", form, "-o", tmp_path / "out", *options)
    assert result.returncode == 2
    assert words in result.stderr
    assert not (tmp_path / "out").exists()


def recalculated(path: Path, folder: Path) -> openpyxl.Workbook:
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return openpyxl.load_workbook(folder / path.name, data_only=True)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_libreoffice_recalculates_the_return_to_the_same_values(seed, tmp_path):
    report = returns.random_report(seed, tmp_path / "s")
    formulas = returns.typed(report)  # our values
    from wres_calc.render.formats import FORMATS

    path = tmp_path / "r.xlsx"
    path.write_bytes(FORMATS["return"].report(report))
    book = openpyxl.load_workbook(path)  # without the values that were stored with the formulas
    seen = sum(str(cell.value).startswith("=") for row in book["Return"].iter_rows() for cell in row)
    book.save(path)
    values = recalculated(path, tmp_path / "office")["Return"]
    for row in formulas["Return"].iter_rows(min_row=5, min_col=2, max_col=4):
        for cell in row:
            if isinstance(cell.value, int | float):
                assert values[cell.coordinate].value == pytest.approx(cell.value), cell.coordinate
    assert seen > 30
    _, filled_form = filled(tmp_path)
    recalculated(filled_form, tmp_path / "form")
    found = reconcile(tmp_path / "form" / filled_form.name, tmp_path / "s", pipeline.Options())
    assert found.totals == {CellStatus.SAME: len(found.cells)}
