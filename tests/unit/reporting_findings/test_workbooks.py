"""The workbook of issues and the marked copies: values stay text, originals stay as they are."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from wres_calc import pipeline
from wres_calc.errors import UnwritableOutput, UsageError
from wres_calc.render.files import refuse_inputs, write_workbook
from wres_calc.render.issues_workbook import issues_workbook
from wres_calc.render.marked_copies import copies, write_marked
from wres_calc.report.findings import Findings
from wres_calc.report.publication import without_values

RED, YELLOW = "FFFFC7CE", "FFFFEB9C"


def formulas(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return sum(parts.read(name).count(b"<f>") for name in parts.namelist() if "sheet" in name)


def test_the_issues_with_their_values(found: Findings) -> None:
    data = issues_workbook(found)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Summary", "By issue", "All issues"]
    sheet = book["All issues"]
    assert sheet.freeze_panes == "A5"
    (table,) = sheet.tables.values()
    assert table.autoFilter is not None
    heads, *rows = sheet.iter_rows(min_row=4, values_only=True)
    items = [dict(zip(heads, row, strict=True)) for row in rows]
    assert len(items) == len(found.submissions[0].issues.items)
    cells = {(item["Column"], item["Row"]): item["Value"] for item in items if item["Severity"] == "Error"}
    assert cells["Ethnic Origin", 4] == "=cmd|'/c calc'!A1"
    assert cells["employee_number", 4] == "1.23E+07"
    assert all(item["What to do"] for item in items)
    assert formulas(data) == 0
    assert issues_workbook(found) == data


def test_the_issues_without_values(found: Findings) -> None:
    text = issues_workbook(without_values(found, groups=True))
    with zipfile.ZipFile(io.BytesIO(text)) as parts:
        assert b"Whte" not in b"".join(parts.read(name) for name in parts.namelist())


def test_a_workbook_that_is_theirs_or_was_changed_is_left(found: Findings, tmp_path: Path) -> None:
    target = tmp_path / "new" / "issues.xlsx"
    data = issues_workbook(found)
    write_workbook(target, data)
    write_workbook(target, data)
    book = openpyxl.load_workbook(target)
    book.properties.lastModifiedBy = "An analyst"
    book.save(target)
    before = target.read_bytes()
    with pytest.raises(UnwritableOutput, match="changed since"):
        write_workbook(target, data)
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["issues.xlsx"]


def test_nothing_is_written_over_what_was_sent(found: Findings, faulty: Path) -> None:
    for file in (faulty / "workforce.csv", faulty / "Board.xlsx"):
        with pytest.raises(UsageError):
            refuse_inputs(found, file=file, folder=None)
    with pytest.raises(UsageError):
        refuse_inputs(found, file=None, folder=faulty / ".." / faulty.name)
    refuse_inputs(found, file=faulty / "issues.xlsx", folder=faulty / "marked")


def test_a_csv_becomes_a_workbook_of_text(found: Findings, faulty: Path, tmp_path: Path) -> None:
    before = (faulty / "workforce.csv").read_bytes()
    assert write_marked(found, tmp_path / "marked") == (1, [], [])
    assert (faulty / "workforce.csv").read_bytes() == before
    data = (tmp_path / "marked" / "workforce.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["WRES issues", "workforce"]
    sheet = book["workforce"]
    assert [cell.value for cell in sheet[2]] == ["001", "A", "Administrative and Clerical", "Band 5", "=1+1"]
    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} == {"s"}
    assert {cell.number_format for cell in sheet[2]} == {"@"}
    assert sheet["E5"].value == "two\\x0alines"
    red = {cell.coordinate for row in sheet for cell in row if cell.fill.fgColor.rgb == RED}
    assert red == {"A3", "A4", "B3", "B4", "B5"}
    assert sheet["D5"].fill.fgColor.rgb == YELLOW
    assert "A cell is blank that must be filled" in sheet["A3"].comment.text
    assert formulas(data) == 0
    links = {cell.value: cell.hyperlink.location for cell in book["WRES issues"]["E"][1:] if cell.hyperlink}
    assert links["B4"] == "'workforce'!B4"


def workbook(folder: Path) -> Path:
    """A formatted workbook: headings in row 4 from column C on, formulas, links out, a comment."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Jan's export"
    sheet["A1"], sheet["A2"], sheet["A3"] = "Staff in post", "=1+1", "see"
    sheet["A1"].font = Font(size=20)
    sheet["A3"].hyperlink = "http://example.org/"
    sheet.merge_cells("A1:D1")
    sheet.column_dimensions["C"].width = 33
    rows = [["ethnic_category", "appointed"], ["A", "yes"], ["Whte", "no"], ["=cmd|'/c calc'!A1", "no"]]
    for number, row in enumerate(rows, 4):
        for at, text in enumerate(row, 3):
            cell = sheet.cell(number, at, text)
            cell.data_type = "s"
    sheet["C6"].comment = Comment("mine", "me")
    sheet["D6"].fill = PatternFill("solid", fgColor="FF00FF00")
    book.create_sheet("Notes")["A1"] = "kept"
    book.save(folder / "Export of January.xlsx")
    with (folder / "submission.toml").open("a", encoding="utf-8") as file:
        file.write(
            "[tables.recruitment]\nfile = 'Export of January.xlsx'\nsheet = \"Jan's export\"\nheader_row = 4\n"
        )
    return folder / "Export of January.xlsx"


def test_a_workbook_keeps_its_looks(send: Callable[..., Path], tmp_path: Path) -> None:
    sent = workbook(send({}))
    before = sent.read_bytes()
    findings = pipeline.validate([sent.parent])
    assert write_marked(findings, tmp_path / "marked") == (1, [], [])
    assert sent.read_bytes() == before
    marked = tmp_path / "marked" / sent.name
    book = openpyxl.load_workbook(marked)
    assert book.sheetnames == ["WRES issues", "Jan's export", "Notes"]
    sheet = book["Jan's export"]
    assert (sheet["A1"].font.size, sheet.column_dimensions["C"].width) == (20, 33)
    assert sheet["D6"].fill.fgColor.rgb == "FF00FF00"
    assert [sheet[place].fill.fgColor.rgb for place in ("C6", "C7")] == [RED, RED]
    assert sheet["C6"].comment.text.startswith("mine\n\nError: ")
    assert (sheet["C7"].value, sheet["C7"].data_type) == ("=cmd|'/c calc'!A1", "s")
    assert formulas(marked.read_bytes()) == 0
    with zipfile.ZipFile(marked) as parts:
        assert b"External" not in b"".join(parts.read(n) for n in parts.namelist() if n.endswith(".rels"))
    links = {cell.value: cell.hyperlink.location for cell in book["WRES issues"]["E"][1:] if cell.hyperlink}
    assert links == {"C6": "'Jan''s export'!C6", "C7": "'Jan''s export'!C7"}


def test_parquet_and_several_submissions(send: Callable[..., Path], tmp_path: Path) -> None:
    first, second = send({}, "one"), send({"board": "ethnic_category,voting,executive\nT,y,y\n"}, "two")
    frame = pl.DataFrame(
        {"ethnic_category": ["A", "T"], "appointed": [True, False], "n": [1, 2], "l": [[1], [2]]}
    )
    frame.write_parquet(first / "recruitment.parquet")
    assert write_marked(pipeline.validate([first, second]), tmp_path / "m") == (2, [], [])
    names = sorted(path.relative_to(tmp_path / "m").as_posix() for path in (tmp_path / "m").rglob("*.xlsx"))
    assert names == ["RX1_2025/recruitment.xlsx", "RX1_2025_2/board.xlsx"]
    sheet = openpyxl.load_workbook(tmp_path / "m" / names[0])["recruitment"]
    assert [cell.value for cell in sheet[3]] == ["T", "false", "2", None]
    assert sheet["A3"].fill.fgColor.rgb == RED


def test_cells_beyond_the_comments_are_coloured_and_counted(
    found: Findings, send: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a new workbook, and in a copy of the one that was sent."""
    monkeypatch.setattr(copies, "MOST_COMMENTS", 2)
    _, remarks, without = write_marked(found, tmp_path / "marked")
    sheet = openpyxl.load_workbook(tmp_path / "marked" / "workforce.xlsx")["workforce"]
    cells = [cell for row in sheet for cell in row]
    uncommented = sum(cell.fill.fill_type == "solid" for cell in cells) - 2
    assert (sum(cell.comment is not None for cell in cells), without) == (2, [])
    assert [f": {uncommented} more faulty cells" in remark for remark in remarks] == [True]
    monkeypatch.setattr(copies, "MOST_COMMENTS", 1)
    sent = workbook(send({}))
    write_marked(pipeline.validate([sent.parent]), tmp_path / "m")
    last = list(openpyxl.load_workbook(tmp_path / "m" / sent.name)["WRES issues"].values)[-1]
    assert last[0] == "1 more faulty cells are coloured and have no comment."


def test_what_is_too_large_is_said_and_not_marked(
    found: Findings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "MOST_CELLS", 10)
    written, _, without = write_marked(found, tmp_path / "marked")
    assert written == 0
    assert without == [
        "workforce.csv has no marked copy: it has more than 10 cells, or too many rows for a sheet."
    ]


def test_a_heading_row_of_its_own_separator(send: Callable[..., Path], tmp_path: Path) -> None:
    text = json.loads('"Title, and more\\n\\nethnic_category;appointed;note\\nT;yes;a,b\\n"')
    folder = send({"recruitment": text})
    with (folder / "submission.toml").open("a", encoding="utf-8") as file:
        file.write("[tables.recruitment]\nheader_row = 3\n")
    assert write_marked(pipeline.validate([folder]), tmp_path / "m") == (1, [], [])
    sheet = openpyxl.load_workbook(tmp_path / "m" / "recruitment.xlsx")["recruitment"]
    assert [cell.value for cell in sheet[4]] == ["T", "yes", "a,b"]
    assert sheet["A4"].fill.fgColor.rgb == RED
