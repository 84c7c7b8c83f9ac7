"""Workbooks: sheets, row numbers, what Excel stores behind a cell, and what is refused before it is opened."""

import datetime as dt
import errno
import os
import re
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from tests.extracts import xls

from wres_calc.errors import UnreadableInput
from wres_calc.intake.files import archive, sheet_xml
from wres_calc.intake.load import load
from wres_calc.intake.model import RawTable, Submission

from .conftest import HEADINGS

HEADS = HEADINGS.split(",")
Rows = Iterable[Iterable[object]]


def write(path: Path, sheets: Mapping[str, Rows]) -> Path:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(r, c, dt.datetime.combine(value, dt.time()), date)
                elif value is not None:
                    sheet.write(r, c, value)
    book.close()
    return path


def rewrite(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


def with_cells(path: Path, *rows: str, recalculate: bool = False) -> Path:
    """A workbook whose one sheet has the headings and, below, the rows given as XML."""

    def change(parts: dict[str, bytes]) -> None:
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(
            "</sheetData>", "".join(rows) + "</sheetData>"
        ).encode()
        if not recalculate:
            book = parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
            parts["xl/workbook.xml"] = book

    return rewrite(write(path, {"Sheet1": [HEADS]}), change)


def read(folder: Path) -> Submission:
    return load(folder, year=2025, organisation="RX1")


def workforce(folder: Path) -> RawTable:
    submission = read(folder)
    assert submission.faults == ()
    return submission.tables["workforce"]


def codes(folder: Path) -> list[tuple[str, int | None]]:
    submission = read(folder)
    assert submission.tables == {}
    return [(fault.code, fault.row) for fault in submission.faults]


def test_every_cell_is_text(tmp_path: Path) -> None:
    values = [
        ["0012", True, dt.date(2025, 3, 31), 12345678901234],
        [7.0, 0.85, " x\u00a0", "1e5"],
        [None, "", "", ""],
    ]
    write(tmp_path / "workforce.xlsx", {"Export": [HEADS, *values, ["9", "Z", "", 1e-7]]})
    table = workforce(tmp_path)
    assert table.frame.rows() == [
        (2, "0012", "true", "2025-03-31 00:00:00", "12345678901234"),
        (3, "7", "0.85", "x", "1e5"),
        (5, "9", "Z", None, "0.0000001"),
    ]
    assert table.sheet == "Export"


def test_a_rich_text_is_read_with_all_its_runs(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "workforce.xlsx"))
    sheet, bold, italic = (
        book.add_worksheet(),
        book.add_format({"bold": True}),
        book.add_format({"italic": True}),
    )
    sheet.write_row(0, 0, HEADS)
    sheet.write_row(1, 0, ["1", None, "Students", "Band 5"])
    sheet.write_rich_string(1, 1, bold, "British", " ", italic, "Asian")
    book.close()
    assert workforce(tmp_path).frame.item(0, "ethnic_category") == "British Asian"


def test_a_rich_text_within_its_cell_is_read_with_all_its_runs(tmp_path: Path) -> None:
    runs = "<r><t>British</t></r><r><rPr><b/></rPr><t xml:space='preserve'> Asian</t></r>"
    cells = f'<c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is>{runs}</is></c>'
    with_cells(tmp_path / "workforce.xlsx", f'<row r="2">{cells}</row>')
    assert workforce(tmp_path).frame.item(0, "ethnic_category") == "British Asian"


def test_blank_rows_and_columns_at_the_start_do_not_shift_row_numbers(tmp_path: Path) -> None:
    rows = [[], [], [None, None, "Staff in post"], [], [None, None, *HEADS], [None, None, "1", "A", "x", "5"]]
    write(tmp_path / "workforce.xlsx", {"Export": rows})
    (tmp_path / "submission.toml").write_text("[tables.workforce]\nheader_row = 5\n")
    assert workforce(tmp_path).frame.rows() == [(6, "1", "A", "x", "5")]


def test_the_row_of_the_headings_is_pointed_at(tmp_path: Path) -> None:
    write(tmp_path / "workforce.xlsx", {"Export": [[], ["1", "A", "x", "5"], HEADS, ["1", "A", "x", "5"]]})
    submission = read(tmp_path)
    assert [fault.code for fault in submission.faults] == ["headings-not-found"]
    assert "header_row = 3" in submission.faults[0].message


def test_error_cells_are_shown_as_text(tmp_path: Path) -> None:
    with_cells(
        tmp_path / "workforce.xlsx",
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><v>#NAME?</v></c><c r="F2" t="e"><v>#REF!</v></c></row>',
        '<row r="3"><c r="A3"><v>2</v></c><c r="D3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
    )
    assert workforce(tmp_path).frame.rows() == [
        (2, "1", "#NAME?", None, None),
        (3, "2", None, None, "#DIV/0!"),
    ]


def test_error_cells_right_of_blank_columns(tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        row = b'<row r="9"><c r="D9"><v>1</v></c><c r="E9" t="e"><v>#NAME?</v></c></row></sheetData>'
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", row)

    rewrite(write(tmp_path / "workforce.xlsx", {"A": [[None, None, None, *HEADS]]}), change)
    assert workforce(tmp_path).frame.rows() == [(9, "1", "#NAME?", None, None)]


def test_a_formula_with_its_result_is_read(tmp_path: Path) -> None:
    with_cells(
        tmp_path / "workforce.xlsx",
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>T(1)</f><v></v></c></row>',
    )
    assert workforce(tmp_path).frame.rows() == [(2, "2", None, None, None)]


def test_a_formula_never_calculated_is_not_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*HEADS, "Notes"])
    sheet.append(["1", "A", "=A2", "5", "=A2"])
    book.save(tmp_path / "workforce.xlsx")
    assert codes(tmp_path) == [("formula-without-value", 2)]


def test_results_in_a_workbook_nobody_calculated_are_not_believed(tmp_path: Path) -> None:
    with_cells(
        tmp_path / "workforce.xlsx", '<row r="2"><c r="A2"><f>1+1</f><v>0</v></c></row>', recalculate=True
    )
    assert codes(tmp_path) == [("formula-without-value", 2)]


def test_the_sheet_named_after_the_table_is_taken(tmp_path: Path) -> None:
    survey = [["Ethnicity", "Q14a"], ["A", "1"]]
    write(tmp_path / "staff_survey.xlsx", {"Notes": [["x"]], "Staff Survey": survey})
    assert read(tmp_path).tables["staff_survey"].frame.rows() == [(2, "A", "1")]


def test_the_only_sheet_that_holds_anything_is_taken(tmp_path: Path) -> None:
    write(tmp_path / "workforce.xlsx", {"Sheet1": [], "Sheet2": [HEADS, ["1", "A", "x", "5"]]})
    assert workforce(tmp_path).sheet == "Sheet2"


def test_several_sheets_are_not_guessed_among(tmp_path: Path) -> None:
    write(tmp_path / "workforce.xlsx", {"March": [HEADS], "April": [HEADS]})
    submission = read(tmp_path)
    assert [fault.code for fault in submission.faults] == ["sheet-unclear"]
    assert "March, April" in submission.faults[0].message


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    write(tmp_path / "workforce.xlsx", {"March": [HEADS], "April": [HEADS]})
    (tmp_path / "submission.toml").write_text('[tables.workforce]\nsheet = "May"\n')
    submission = read(tmp_path)
    assert [fault.code for fault in submission.faults] == ["sheet-missing"]
    assert '"March", "April"' in submission.faults[0].message


def test_an_empty_workbook(tmp_path: Path) -> None:
    write(tmp_path / "workforce.xlsx", {"Sheet1": []})
    assert codes(tmp_path) == [("file-empty", None)]


def test_a_workbook_as_the_submission(tmp_path: Path) -> None:
    path = tmp_path / "all.XLSX"
    board = [["Ethnicity", "Voting", "Executive"], ["A", "yes", "no"]]
    write(path, {"Read me": [["x"]], "WORKFORCE": [HEADS, ["1", "A", "x", "5"]], "board": board})
    submission = read(path)
    assert {name: table.rows for name, table in submission.tables.items()} == {"workforce": 1, "board": 1}
    assert submission.tables["workforce"].sheet == "WORKFORCE"
    assert submission.tables["workforce"].file == "all.XLSX"


def test_a_workbook_without_tables_is_no_submission(tmp_path: Path) -> None:
    path = write(tmp_path / "all.xlsx", {"March": [HEADS]})
    with pytest.raises(UnreadableInput, match="March"):
        read(path)


def test_one_table_on_two_sheets(tmp_path: Path) -> None:
    path = write(tmp_path / "all.xlsx", {"Staff Survey": [["Ethnicity"]], "staff_survey": [["Ethnicity"]]})
    assert codes(path) == [("two-files-for-one-table", None)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-encrypted"),
        (b"employee_number\n1\n", "file-unreadable"),
        (b"PK\x03\x04" + bytes(100), "file-unreadable"),
    ],
)
def test_files_that_are_no_workbook(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "workforce.xlsx").write_bytes(content)
    assert codes(tmp_path) == [(code, None)]
    (tmp_path / "all.xlsx").write_bytes(content)
    with pytest.raises(UnreadableInput):
        read(tmp_path / "all.xlsx")


def test_a_truncated_workbook(tmp_path: Path) -> None:
    path = write(
        tmp_path / "workforce.xlsx", {"Sheet1": [HEADS, *([str(i), "A", "x", "5"] for i in range(500))]}
    )
    path.write_bytes(path.read_bytes()[:-2000])
    assert codes(tmp_path) == [("file-unreadable", None)]


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "workforce.xlsx", "w") as book:
        book.writestr("readme.txt", "hello")
    assert codes(tmp_path) == [("file-unreadable", None)]


def test_an_encrypted_part(tmp_path: Path) -> None:
    path = write(tmp_path / "workforce.xlsx", {"Sheet1": [HEADS]})
    raw = bytearray(path.read_bytes())
    for entry in re.finditer(b"PK\x01\x02", bytes(raw)):
        struct.pack_into("<H", raw, entry.start() + 8, 1)
    path.write_bytes(raw)
    assert codes(tmp_path) == [("file-encrypted", None)]


def add(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts[name] = content

    return change


def put(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return change


ENTITY = b'<!DOCTYPE x [<!ENTITY a "b">]>'
MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
SHEET_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@pytest.mark.parametrize(
    "change",
    [
        add("xl/vbaProject.bin", b"x"),
        put("[Content_Types].xml", SHEET_TYPE, MACRO_TYPE),
        put("xl/sharedStrings.xml", b"<sst", ENTITY + b"<sst"),
        put("xl/worksheets/sheet1.xml", b"<worksheet", ENTITY + b"<worksheet"),
        put("xl/workbook.xml", b"<workbook", b"<!--" + b" " * 70_000 + b"-->" + ENTITY + b"<workbook"),
        add("xl/media/a.xml", b"<a>" + bytes(0) + b"0" * 3_000_000 + b"</a>"),
        add("XL/Workbook.xml", b"<a/>"),
        add("xl/theme/x.xml", "<!DOCTYPE a><a/>".encode("utf-16")),
    ],
)
def test_unsafe_workbooks_are_refused(tmp_path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    rewrite(write(tmp_path / "workforce.xlsx", {"Sheet1": [HEADS]}), change)
    assert codes(tmp_path) == [("file-unsafe", None)]


def test_links_to_other_workbooks_are_not_followed(tmp_path: Path) -> None:
    path = write(tmp_path / "workforce.xlsx", {"Sheet1": [HEADS, ["1", "A", "x", "5"]]})
    rewrite(path, add("xl/externalLinks/externalLink1.xml", b"<externalLink/>"))
    assert workforce(tmp_path).rows == 1


def test_two_cells_far_apart_do_not_fill_the_memory(tmp_path: Path) -> None:
    with_cells(tmp_path / "workforce.xlsx", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert codes(tmp_path) == [("file-unsafe", None)]


@pytest.mark.parametrize("limit", ["LARGEST_FILE", "LARGEST_CONTENT", "MOST_PARTS"])
def test_limits_of_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    write(tmp_path / "workforce.xlsx", {"Sheet1": [HEADS]})
    monkeypatch.setattr(archive, limit, 5)
    assert codes(tmp_path) == [("file-unsafe", None)]


def test_the_size_of_an_old_workbook_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = xls.content([HEADS, ["1", "A", "Students", "Band 5"]])
    (tmp_path / "workforce.xls").write_bytes(old)
    monkeypatch.setattr(archive, "LARGEST_OTHER", len(old))
    assert read(tmp_path).tables["workforce"].rows == 1
    monkeypatch.setattr(archive, "LARGEST_OTHER", len(old) - 1)
    assert codes(tmp_path) == [("file-unsafe", None)]


def test_cells_are_found_whatever_way_they_are_written(tmp_path: Path) -> None:
    with_cells(
        tmp_path / "workforce.xlsx",
        "<row r='2'><c s='0' r = 'B2' ><v>1</v></c><c r='C2' s='1'/><x:c r='D2' t='e'><x:v>#N/A</x:v></x:c></row>",
    )
    found = sheet_xml.inspect(tmp_path / "workforce.xlsx", "Sheet1")
    assert (found.first_column, found.width, found.last_row) == (1, 4, 2)
    assert found.errors == {(2, 4): "#N/A"}


def test_other_tables_are_read_when_one_is_faulty(tmp_path: Path) -> None:
    (tmp_path / "workforce.xlsx").write_bytes(b"nothing")
    (tmp_path / "board.csv").write_text("Ethnicity,Voting,Executive\nA,y,n\n")
    submission = read(tmp_path)
    assert list(submission.tables) == ["board"]
    assert [fault.table for fault in submission.faults] == ["workforce"]


def test_a_file_that_may_not_be_opened_is_a_fault_of_its_table_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("board", "recruitment"):
        (tmp_path / f"{name}.csv").write_text("Ethnicity,Voting,Executive,Appointed\nA,y,n,y\n")
    opened = Path.open

    def refused(path: Path, *how: Any, **more: Any) -> Any:
        if path.name == "recruitment.csv":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", refused)
    submission = read(tmp_path)
    assert list(submission.tables) == ["board"]
    assert [(fault.code, fault.table) for fault in submission.faults] == [("file-unreadable", "recruitment")]


def test_damage_anywhere_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    path = write(
        tmp_path / "workforce.xlsx", {"Sheet1": [HEADS, *([str(i), "A", "x", "5"] for i in range(200))]}
    )
    sound = path.read_bytes()
    for at in range(0, len(sound), 97):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 0x5A]) + sound[at + 1 :])
        submission = read(tmp_path)
        assert bool(submission.faults) != bool(submission.tables)


@pytest.mark.parametrize("stated", ["1:21", "A:D", "", "$A$1:$D$2", "A1:D2"])
def test_an_extent_that_is_stated_oddly_is_passed_over(stated: str, tmp_path: Path) -> None:
    path = tmp_path / "workforce.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for i, row in enumerate([HEADINGS.split(","), ("1", "A", "Students", "Band 5")]):
            sheet.write_row(i, 0, row)
    with zipfile.ZipFile(path) as sent:
        parts = {name: sent.read(name) for name in sent.namelist()}
    with zipfile.ZipFile(path, "w") as written:
        for name, content in parts.items():
            dimension = b'<dimension ref="%s"/>' % stated.encode()
            written.writestr(name, re.sub(rb'<dimension ref="[^"]*"/>', dimension, content))
    assert load(tmp_path, year=2025, organisation="RX1").tables["workforce"].rows == 1
