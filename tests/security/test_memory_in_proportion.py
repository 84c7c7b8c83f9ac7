"""Files that reach far beyond what they hold: refused within 200 MB and six times their size, measured from outside."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

if TYPE_CHECKING:
    from .conftest import Parts, Run, Write

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"


def cells_in(column: str, rows: int) -> Callable[["Parts"], None]:
    """Rows with one cell each, in a column far to the right."""

    def change(parts: "Parts") -> None:
        content = parts[SHEET]
        assert isinstance(content, bytes)
        more = "".join(f'<row r="{r}"><c r="{column}{r}"><v>1</v></c></row>' for r in range(3, 3 + rows))
        parts[SHEET] = content.replace(b"</sheetData>", more.encode() + b"</sheetData>")

    return change


def sheets(number: int) -> Callable[["Parts"], None]:
    """A workbook that lists its one sheet many times, under other names."""

    def change(parts: "Parts") -> None:
        content = parts[BOOK]
        assert isinstance(content, bytes)
        names = b"".join(b'<sheet name="T%d" sheetId="%d" r:id="rId1"/>' % (i, i + 1) for i in range(number))
        parts[BOOK] = re.sub(rb"<sheets>.*</sheets>", b"<sheets>" + names + b"</sheets>", content)

    return change


def refused(process: "Run", folder: Path, words: str) -> None:
    (file,) = folder.iterdir()
    done = process("calc", folder, "--year", "2025", "--org", "RX1", "--format", "json", "--to", "none")
    assert done.code in (1, 4), done.err
    assert words in done.out
    assert done.memory <= 200 + 6 * file.stat().st_size / 2**20


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (cells_in("XFD", 3000), "reach further than 2,000 columns"),
        (cells_in("BXW", 20_000), "most of what lies between is blank"),
        (sheets(2), "two of its sheets are one"),
        (sheets(2000), "more than 256 sheets"),
    ],
    ids=["the last column", "a column far to the right", "one sheet twice", "one sheet many times"],
)
def test_workbooks(process: "Run", workforce: "Write", change: Callable[["Parts"], None], words: str) -> None:
    refused(process, workforce(change), words)


RECRUITMENT = "ethnic_category,appointed\nA,yes\n"
TABLES = {
    "a long cell": (RECRUITMENT + "x" * 20_000_000 + ",no\n", "a row of more than a megabyte"),
    "a long cell of lines": (RECRUITMENT + '"' + "x\n" * 5_000_000 + '",no\n', "row 3 has a quotation mark"),
    "a cell longer than Excel's": (RECRUITMENT + "x" * 40_000 + ",no\n", "more than 32,767 characters"),
    "many columns": ("ethnic_category,appointed" + ",c" * 2_000 + "\nA,yes\n", "more than 2,000 columns"),
    "rows of one cell": (RECRUITMENT + "1\n" * 15_000_000, "row 3 has 1 cells"),
    "rows of one cell under one heading": ("ethnic_category\n" + "1\n" * 15_000_000, "hold hardly anything"),
    "line ends alone": ("\n" * 30_000_000, "the file is empty"),
    "separators alone": ("," * 30_000_000, "more than 2,000 columns"),
    "rows of separators": (RECRUITMENT + ",,\n" * 5_000_000, "row 3 has 3 cells"),
    "quotation marks alone": ('"' * 30_000_000, "a cell of more than 131,072 characters"),
    "rows of one quotation mark": (RECRUITMENT + '"\n' * 2_000_000, "row 3 has 1 cells"),
}


@pytest.mark.parametrize(("text", "words"), TABLES.values(), ids=TABLES)
def test_csv(process: "Run", tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "recruitment.csv").write_text(text, "utf-8")
    refused(process, tmp_path, words)


@pytest.mark.parametrize(
    "line", ["\n", ",,\n", '"","",\n'], ids=["line ends", "separators", "quotation marks"]
)
def test_blank_rows_take_no_memory_and_are_no_rows(process: "Run", tmp_path: Path, line: str) -> None:
    file = tmp_path / "board.csv"
    file.write_text(
        "ethnic_category,voting,executive\nA,yes,no\n" + line * (15_000_000 // len(line)), "utf-8"
    )
    done = process("calc", tmp_path, "--year", "2025", "--org", "RX1", "--format", "json", "--to", "none")
    (sent,) = json.loads(done.out)["inputs"]
    assert sent["rows"] == 1
    assert done.memory <= 200 + 6 * file.stat().st_size / 2**20


def test_millions_of_short_records_are_counted(process: "Run", tmp_path: Path) -> None:
    file = tmp_path / "recruitment.csv"
    file.write_text("ethnic_category,appointed\n" + "A,yes\n" * 5_000_000, "utf-8")
    done = process("calc", tmp_path, "--year", "2025", "--org", "RX1", "--format", "json", "--to", "none")
    (sent,) = json.loads(done.out)["inputs"]
    assert sent["rows"] == 5_000_000
    assert done.memory <= 200 + 6 * file.stat().st_size / 2**20


def within(memory: float, file: Path) -> bool:
    return memory <= 200 + 6 * file.stat().st_size / 2**20


SHORT = {
    "training": ("employee_number,ethnic_category\n", "11,A\n12,N\n", 2_500_000),
    "staff_survey": ("ethnic_category,q14a,q14b,q14c,q15,q16b\n", "A,1,2,1,1,1\nN,2,1,1,9,2\n", 1_500_000),
    "board": ("ethnic_category,voting,executive\n", "A,1,0\nN,0,1\n", 2_000_000),
}


@pytest.mark.long
@pytest.mark.parametrize("table", SHORT)
def test_millions_of_short_records_are_validated(process: "Run", tmp_path: Path, table: str) -> None:
    """Training of five bytes a row says the same again and again, and every repeated row is found."""
    heads, rows, times = SHORT[table]
    file = tmp_path / f"{table}.csv"
    file.write_text(heads + rows * times, "utf-8")
    done = process("validate", tmp_path, "--year", "2025", "--org", "RX1", "--format", "json")
    assert done.code == 0
    (submission,) = json.loads(done.out)["submissions"]
    items = submission["issues"]["items"]
    repeated = sum(item["count"] for item in items if item["code"] == "repeated-row")
    assert repeated == (2 * times - 2 if table == "training" else 0)
    assert within(done.memory, file)


@pytest.mark.long
def test_every_row_of_a_faulty_table_is_traced(process: "Run", tmp_path: Path) -> None:
    file = tmp_path / "board.csv"
    rows = (f"q{row:x},yes,no" for row in range(900_000))
    file.write_text("\n".join(["ethnic_category,voting,executive", *rows, ""]), "utf-8")
    done = process("trace", tmp_path, "--year", "2025", "--org", "RX1", "--to", "csv", "-o", tmp_path / "out")
    assert done.code == 1
    (trace,) = (tmp_path / "out").iterdir()
    assert trace.read_bytes().count(b"table_has_errors") == 900_000
    assert within(done.memory, file)


@pytest.mark.long
def test_a_million_faulty_cells_are_marked(process: "Run", tmp_path: Path) -> None:
    """All are coloured; the first have a comment, and the copy and the command say how many have none."""
    file = tmp_path / "board.csv"
    file.write_text("ethnic_category,voting,executive\n" + "?,?,?\n" * 333_334, "utf-8")
    done = process("validate", tmp_path, "--year", "2025", "--org", "RX1", "--mark", tmp_path / "marked")
    without = f"{3 * 333_334 - 5_000:,} more faulty cells are coloured and have no comment"
    assert done.code == 1
    assert without in done.err
    with zipfile.ZipFile(tmp_path / "marked" / "board.xlsx") as copy:
        assert without.encode() in b"".join(map(copy.read, copy.namelist()))
    assert within(done.memory, file)


@pytest.mark.long
@pytest.mark.parametrize("in_line", [True, False], ids=["texts in the cells", "shared texts"])
def test_a_large_workbook(process: "Run", tmp_path: Path, in_line: bool) -> None:
    file = tmp_path / "workforce.xlsx"
    book = xlsxwriter.Workbook(file, {"constant_memory": in_line})
    sheet = book.add_worksheet("workforce")
    heads = ["employee_number", "ethnic_category", "staff_group", "grade", "fte", "job_role"]
    sheet.write_row(0, 0, [*heads, *(f"Org L{column}" for column in range(14))])
    for row in range(200_000):
        person = [str(10**7 + row), "ABCDEFGHJK"[row % 10], "Nursing and Midwifery Registered"]
        post = [f"Band {row % 8 + 2}", "1.0", f"Role {row % 50}"]
        sheet.write_row(row + 1, 0, [*person, *post, *(f"v{row * column % 1999}" for column in range(14))])
    book.close()
    done = process("calc", tmp_path, "--year", "2025", "--org", "RX1", "--format", "json", "--to", "none")
    (sent,) = json.loads(done.out)["inputs"]
    assert sent["rows"] == 200_000
    assert within(done.memory, file)


def test_a_cell_of_a_workbook_longer_than_excels(process: "Run", workforce: "Write") -> None:
    def change(parts: "Parts") -> None:
        content = parts[SHEET]
        assert isinstance(content, bytes)
        long = b'<row r="3"><c r="B3" t="inlineStr"><is><t>' + b"x" * 40_000 + b"</t></is></c></row>"
        parts[SHEET] = content.replace(b"</sheetData>", long + b"</sheetData>")

    refused(process, workforce(change), "more than 32,767 characters")


ONE_TEXT = {"ethnic_category": "???", "voting": "???", "executive": "???"}
BOARD = {"ethnic_category": "asian {:x} indiann", "voting": "{:x}z", "executive": "{:x}y"}
"""Of each row another text; ethnic categories are near enough to a known one for it to be looked for."""

WORKFORCE = {
    "employee_number": "{}",
    "ethnic_category": "asian {:x} britsh",
    "staff_group": "nursing {:x} registred",
    "grade": "band {:x}x",
    "fte": "{:x}f",
    "effective_from": "3{}/13/2024",
    "effective_to": "{:x} Mach 2025",
    "assignment_status": "status {:x}",
    "assignment_category": "cat {:x}",
    "job_role": "role {:x}",
}


@pytest.mark.parametrize(
    ("table", "rows", "cells", "faulty"),
    [
        ("board", 1_000_000, ONE_TEXT, 3),
        ("board", 200_000, BOARD, 3),
        ("workforce", 100_000, WORKFORCE, 5),
    ],
    ids=["one text in a million rows", "texts that all differ", "every column of the workforce"],
)
def test_faults_in_every_cell(
    process: "Run", tmp_path: Path, table: str, rows: int, cells: dict[str, str], faulty: int
) -> None:
    """Millions of faulty cells: every one is counted, few are named one by one."""
    line = ",".join(cells.values())
    lines = (line.format(*[row] * len(cells)) for row in range(rows))
    file = tmp_path / f"{table}.csv"
    file.write_text("\n".join([",".join(cells), *lines, ""]), "utf-8")
    done = process("validate", tmp_path, "--year", "2025", "--org", "RX1", "--format", "json")
    assert done.code == 1
    (submission,) = json.loads(done.out)["submissions"]
    errors = [item for item in submission["issues"]["items"] if item["severity"] == "error"]
    assert submission["issues"]["error"] == faulty * rows == sum(item["count"] for item in errors)
    assert len(errors) <= faulty * 2_001
    assert done.memory <= 200 + 6 * file.stat().st_size / 2**20
