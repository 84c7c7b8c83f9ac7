"""The same workforce as every kind of file and sheet that programs write: always the figures of the canonical table."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from tests.extracts import xlsb
from tests.extracts.trust import canonical, expected, figures, rows, write_csv

from wres_calc import pipeline

Lines = list[list[str]]
TITLES = [["Staff in Post by Assignment"], ["Run on", "01/04/2025"], [], ["Filters applied: all"]]


def lines(headings: Sequence[str] | None = None) -> Lines:
    table = rows("workforce")
    return [list(headings or table[0]), *(list(row.values()) for row in table)]


def spaced() -> list[str]:
    """Headings as ESR BI prints them."""
    names = {
        "employee_number": "Employee Number",
        "ethnic_category": "Ethnic Origin",
        "staff_group": "Staff Group",
        "grade": "Pay Scale",
        "job_role": "Job Role",
        "assignment_number": "Assignment No.",
        "primary_assignment": "Primary (Y/N)",
        "assignment_status": "Assignment Status",
        "assignment_category": "Asg Type Of Contract",
        "fte": "Contracted WTE",
    }
    return [names.get(name, name) for name in rows("workforce")[0]]


def plain(folder: Path) -> None:
    write_csv(folder / "workforce.csv", lines())


def titles(folder: Path) -> None:
    write_csv(folder / "workforce.csv", [*TITLES, *lines(spaced())])


def semicolons(folder: Path) -> None:
    write_csv(folder / "workforce.csv", [*TITLES, *lines(spaced())], ";", "cp1252")


def tabs(folder: Path) -> None:
    write_csv(folder / "workforce.tsv", lines(spaced()), "\t", "utf-8-sig")


def utf_16(folder: Path) -> None:
    """What Excel calls Unicode text."""
    write_csv(folder / "workforce.txt", lines(spaced()), "\t", "utf-16")


def totals(folder: Path) -> None:
    table = lines()
    blank = [""] * len(table[0])
    total = ["Total", *blank[1:-1], "999"]
    note = ["Report produced by Workforce Information", *blank[1:]]
    write_csv(folder / "workforce.csv", [*table, [], total, note])


def short_notes(folder: Path) -> None:
    """Notes below the data as other programs write them: lines with fewer cells than the table."""
    write_csv(folder / "workforce.csv", [*lines(), [], ["* excludes nobody"], ["End of report"]])


def blank_rows(folder: Path) -> None:
    table = lines()
    blank = [""] * len(table[0])
    write_csv(folder / "workforce.csv", [*table[:5], blank, blank, *table[5:], blank])


def strange_spaces(folder: Path) -> None:
    """Non-breaking spaces, curly quotes and long dashes, as word processors put them in."""
    table = lines([name.replace(" ", "\u00a0") for name in spaced()])
    changed = [[cell.replace(" - ", " \u2013 ") + "\u00a0" for cell in row] for row in table[1:]]
    write_csv(folder / "workforce.csv", [table[0], *changed])


def _sheet(table: Lines) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Export"
    for row in table:
        sheet.append([cell or None for cell in row])
    return book


def workbook(folder: Path) -> None:
    _sheet([*TITLES, *lines(spaced())]).save(folder / "workforce.xlsx")


def several_sheets(folder: Path) -> None:
    book = _sheet([*TITLES, *lines(spaced())])
    about = book.create_sheet("Read me", 0)
    about.append(["This workbook was made by the information team"])
    about.append(["Questions to", "the information team"])
    book.save(folder / "workforce.xlsx")


def two_row_headings(folder: Path) -> None:
    """ "Ethnic" merged over "Origin" and "Notes"; everything else merged downwards."""
    names = spaced()
    at = names.index("Ethnic Origin")
    upper = [*names[:at], "Ethnic", "", *names[at + 1 :]]
    lower = [""] * len(upper)
    lower[at], lower[at + 1] = "Origin", "Notes"
    table = [[*row[: at + 1], "", *row[at + 1 :]] for row in lines()[1:]]
    book = _sheet([["Staff in post"], [], upper, lower, *table])
    sheet = book["Export"]
    sheet.merge_cells(start_row=3, start_column=at + 1, end_row=3, end_column=at + 2)
    book.save(folder / "workforce.xlsx")


def grouped_headings(folder: Path) -> None:
    """Groups merged over some of the headings; a reader does not see where a group ends."""
    names = spaced()
    groups = {"Pay Scale": ("Pay", "Scale"), "Assignment Status": ("Assignment", "Status")}
    upper = [groups.get(name, ("", name))[0] for name in names]
    lower = [groups.get(name, ("", name))[1] for name in names]
    _sheet([upper, lower, *lines()[1:]]).save(folder / "workforce.xlsx")


def headings_on_each_page(folder: Path) -> None:
    table = lines(spaced())
    pages = [table[i : i + 20] for i in range(1, len(table), 20)]
    write_csv(folder / "workforce.csv", [line for page in pages for line in (table[0], *page)])


def hidden_and_filtered(folder: Path) -> None:
    book = _sheet(lines(spaced()))
    sheet = book["Export"]
    sheet.auto_filter.ref = sheet.dimensions
    for row in range(3, 9):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.save(folder / "workforce.xlsx")


def numbers_and_texts(folder: Path) -> None:
    """FTE as numbers, some employee numbers as numbers: those without leading zeros."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    table = lines()
    fte = table[0].index("fte")
    sheet.append(table[0])
    for row in table[1:]:
        cells: list[object] = [cell or None for cell in row]
        cells[fte] = float(row[fte]) if row[fte] else None
        cells[0] = int(row[0]) if not row[0].startswith("0") else row[0]
        sheet.append(cells)
    book.save(folder / "workforce.xlsx")


SHAPES: tuple[Callable[[Path], None], ...] = (
    plain,
    titles,
    semicolons,
    tabs,
    utf_16,
    totals,
    short_notes,
    blank_rows,
    strange_spaces,
    workbook,
    several_sheets,
    two_row_headings,
    grouped_headings,
    headings_on_each_page,
    hidden_and_filtered,
    numbers_and_texts,
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_every_shape_gives_the_same_figures(shape: Callable[[Path], None], tmp_path: Path) -> None:
    folder = canonical(tmp_path / "a trust", but=["workforce"])
    shape(folder)
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, report.issues.items
    assert figures(report) == expected()


def codes(folder: Path) -> set[str]:
    return {item.code for item in pipeline.calculate(folder).issues.items}


def test_what_is_left_out_or_hidden_is_said(tmp_path: Path) -> None:
    said = {}
    for shape in (titles, totals, short_notes, hidden_and_filtered):
        folder = canonical(tmp_path / shape.__name__, but=["workforce"])
        shape(folder)
        said[shape.__name__] = codes(folder)
    assert "rows-above-left-out" in said["titles"]
    assert "rows-below-left-out" in said["totals"] & said["short_notes"]
    assert "hidden-cells" in said["hidden_and_filtered"]


@pytest.mark.parametrize("which", [("workforce",), ("disciplinary", "training"), ("training",)], ids="-".join)
@pytest.mark.parametrize("decimals", ["", ".0"])
def test_employee_numbers_that_are_numbers_in_some_tables(
    which: Sequence[str], decimals: str, tmp_path: Path
) -> None:
    """Numbers in one export, texts in another: the same people all the same, and it is said."""
    folder = canonical(tmp_path / "trust")
    for table in which:
        found = rows(table)
        for row in found:
            row["employee_number"] = row["employee_number"].lstrip("0") + decimals
            if table != "workforce":
                row["ethnic_category"] = ""
        write_csv(folder / f"{table}.csv", [list(found[0]), *(list(row.values()) for row in found)])
    report = pipeline.calculate(folder)
    assert report.issues.error == 0
    assert figures(report) == expected()
    assert "employee-numbers-alike" in {item.code for item in report.issues.items}


def test_numbers_that_lost_their_zeros_here_and_there_are_the_same_people(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust")
    for table in ("workforce", "disciplinary", "training"):
        found = rows(table)
        for row in found[-1:] if table == "workforce" else found[::2]:
            row["employee_number"] = row["employee_number"].lstrip("0")
        write_csv(folder / f"{table}.csv", [list(found[0]), *(list(row.values()) for row in found)])
    report = pipeline.calculate(folder)
    assert report.issues.error == 0
    assert figures(report) == expected()
    assert "employee-numbers-alike" in {item.code for item in report.issues.items}


@pytest.mark.skipif(shutil.which("libreoffice") is None, reason="needs LibreOffice to write these formats")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_workbooks_of_other_kinds(kind: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["workforce"])
    (tmp_path / "made").mkdir()
    workbook(tmp_path / "made")
    command = ["libreoffice", f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(folder), str(tmp_path / "made" / "workforce.xlsx")]
    subprocess.run(command, check=True, capture_output=True)
    report = pipeline.calculate(folder)
    assert report.issues.error == 0
    assert figures(report) == expected()
    assert "workbook-of-another-kind" in codes(folder)


def test_a_binary_workbook(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["workforce"])
    fte = spaced().index("Contracted WTE")
    table = [[float(c) if i == fte and c else c for i, c in enumerate(row)] for row in lines()[1:]]
    xlsb.write(folder / "workforce.xlsb", [*TITLES, spaced(), *table, [], ["Total"]])
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, report.issues.items
    assert figures(report) == expected()
    assert {"workbook-of-another-kind", "rows-above-left-out", "rows-below-left-out"} <= codes(folder)


def test_a_short_row_inside_the_data_is_still_an_error(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["workforce"])
    table = lines()
    write_csv(folder / "workforce.csv", [*table[:4], ["Total"], *table[4:]])
    assert "ragged-row" in codes(folder)


def test_a_short_record_at_the_end_is_still_an_error(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["workforce"])
    table = lines()
    write_csv(folder / "workforce.csv", [*table[:-1], table[-1][:4]])
    assert "ragged-row" in codes(folder)


def test_a_last_line_that_was_cut_short_is_no_note(tmp_path: Path) -> None:
    """A file that was cut off inside its last record, whose first cell is a label: an error, not a note."""
    folder = canonical(tmp_path / "trust", but=["workforce"])
    table = lines()
    at = table[0].index("staff_group")
    turned = [[row[at], *row[:at], *row[at + 1 :]] for row in table]
    write_csv(folder / "workforce.csv", [*turned[:-1], [turned[-1][0][:12]]])
    assert "ragged-row" in codes(folder)
