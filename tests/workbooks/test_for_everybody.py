"""What is published as sheets follows the Analysis Function's guidance on statistics in spreadsheets, point by point.

The points are those marked as essential in its checklist, "Making spreadsheets accessible", and those on shorthand.
"""

import io
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from tests import build
from tests.workbooks.package import opened
from tests.workbooks.test_workbooks import SMALL, YEARS, faults

from wres_calc import pipeline
from wres_calc.across.organisations import roll_up
from wres_calc.across.years import compare
from wres_calc.intake.config import TableSettings
from wres_calc.intake.files.grids import grids
from wres_calc.intake.files.source import TableSource
from wres_calc.render import excel, ods
from wres_calc.render.views.data_tables import sheets_of

SHORTHAND = ("[c]", "[x]", "[z]")


def published(folder: Path, **more):
    options = pipeline.Options(publish=True, **more)
    return pipeline.build_report(pipeline.assess(folder, options), options)


@pytest.fixture(scope="module")
def made():
    """A report with details and an earlier year, years side by side, and roll-ups, all of them for everybody."""
    report = published(YEARS[1], prior=[YEARS[0]], by=("ethnic-heading",))
    return {
        "report": report,
        "years": compare([published(YEARS[0]), report]),
        "roll-ups": roll_up([published(SMALL), report]),
    }


@pytest.fixture(scope="module", params=["report", "years", "roll-ups"])
def book(request, made):
    """The same as a workbook: its bytes, and what openpyxl reads of them."""
    write = {"report": excel.workbook, "years": excel.comparison_workbook, "roll-ups": excel.rollup_workbook}
    data = write[request.param](made[request.param])
    return data, openpyxl.load_workbook(io.BytesIO(data))


def data_sheets(book):
    return book[1].worksheets[1:]


def test_it_opens_without_repair(book):
    assert faults(book[0]) == []


def test_it_begins_with_a_cover_the_contents_and_the_notes(book):
    names = book[1].sheetnames
    assert names[:3] == ["Cover", "Contents", "Notes"]
    listed = [row[0].value for row in book[1]["Contents"].iter_rows(min_row=4)]
    assert listed == names[2:]
    for row in book[1]["Contents"].iter_rows(min_row=4):
        assert row[0].hyperlink.location == f"'{row[0].value}'!A1"


def test_each_sheet_has_one_table_marked_as_such_from_column_a_and_nothing_below_it(book):
    for sheet in data_sheets(book):
        (table,) = sheet.tables.values()
        first, last = table.ref.split(":")
        assert first == "A3"
        assert last == f"{openpyxl.utils.get_column_letter(sheet.max_column)}{sheet.max_row}"
        assert table.headerRowCount == 1
        heads = [cell.value for cell in sheet[3]]
        assert len({*heads}) == len(heads)
        assert None not in heads
        assert sheet["A2"].value.startswith("This worksheet contains one table.")


def test_tables_and_sheets_have_names_of_their_own(book):
    tables = [name for sheet in data_sheets(book) for name in sheet.tables]
    assert len({name.lower() for name in tables}) == len(tables)
    assert not [name for name in tables if re.fullmatch(r"Table\d*", name)]


def test_no_cell_is_merged_no_pane_frozen_nothing_filtered_or_hidden(book):
    for sheet in book[1].worksheets:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes is None
        assert sheet.auto_filter.ref is None
        assert all(table.autoFilter is None for table in sheet.tables.values())
        assert sheet.sheet_state == "visible"
        assert not [each for each in sheet.row_dimensions.values() if each.hidden]
        assert not [each for each in sheet.column_dimensions.values() if each.hidden]


def test_there_are_no_headers_footers_charts_pictures_or_macros(book):
    package = opened(book[0])
    for part in package.named("xl/worksheets/"):
        assert b"headerFooter" not in package.parts[part]
        assert b"<drawing" not in package.parts[part]
    assert not [part for part in package.parts if re.search("chart|drawing|media|vba|comments", part)]


def test_no_cell_of_a_table_is_blank_and_shorthand_is_explained(book):
    used = set()
    for sheet in data_sheets(book):
        for row in sheet.iter_rows(min_row=4):
            for cell in row:
                assert cell.value not in (None, "", "-"), f"{sheet.title} {cell.coordinate}"
                used.update(part for part in SHORTHAND if part == cell.value)
    assert used >= {"[c]", "[z]"}
    cover = " ".join(str(cell.value) for (cell,) in book[1]["Cover"].iter_rows())
    assert all(part in cover for part in SHORTHAND)


def test_text_is_arial_of_12_points_and_headings_are_larger_and_styled(book):
    for sheet in book[1].worksheets:
        assert sheet["A1"].style == "Heading 1"
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.font.name == "Arial"
                wanted = {"Heading 1": 16, "Heading 2": 14}.get(cell.style, 12)
                assert cell.font.size == wanted
                assert cell.fill.fill_type is None
    headed = [cell.value for (cell,) in book[1]["Cover"].iter_rows() if cell.style == "Heading 2"]
    assert "Shorthand in place of a figure" in headed


def test_text_wraps(book):
    for sheet in data_sheets(book):
        texts = [cell for row in sheet.iter_rows(min_row=4) for cell in row if isinstance(cell.value, str)]
        assert all(cell.alignment.wrap_text or cell.hyperlink for cell in texts)


def test_notes_stand_in_a_table_and_are_named_where_they_belong(book):
    notes = {row[0].value: row[1].value for row in book[1]["Notes"].iter_rows(min_row=4)}
    assert list(notes) == [f"[note {number}]" for number in range(1, len(notes) + 1)]
    named = {mark for sheet in data_sheets(book) for mark in re.findall(r"\[note \d+\]", sheet["A2"].value)}
    assert named == {*notes}
    assert len({*notes.values()}) == len(notes)


def test_its_title_its_author_and_its_language_are_given(book):
    properties = book[1].properties
    assert properties.title
    assert properties.creator.startswith("wres-calc")
    assert properties.language == "en-GB"


def test_it_opens_on_the_first_sheet_in_its_first_cell(book):
    assert book[1].active.title == "Cover"
    assert {sheet.sheet_view.selection[0].activeCell for sheet in book[1].worksheets} <= {"A1", None}


def test_the_summary_says_withheld_where_all_figures_are(tmp_path):
    staff = "".join(
        f"{n},{'AAAAAAAHHZ'[n % 10]},Nursing and Midwifery Registered,Band 5\n" for n in range(80)
    )
    tables = {
        "workforce": f"Employee Number,Ethnicity,Staff Group,Grade\n{staff}",
        "board": "Member ID,Ethnicity,Voting,Executive\n1,A,Yes,Yes\n2,H,Yes,Yes\n3,A,Yes,Yes\n",
    }
    data = excel.workbook(published(build.submission(tmp_path / "in", tables)))
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Summary"]
    rows = [
        dict(zip([cell.value for cell in sheet[3]], row, strict=True))
        for row in sheet.iter_rows(min_row=4, values_only=True)
    ]
    board = [row for row in rows if row["No."] == 9]
    assert board
    for row in board:
        assert (row["White"], row["BME"], row["Result"], row["Status"]) == ("[c]", "[c]", "[c]", "Withheld")
    missing = [row for row in rows if row["Status"] == "Not calculated"]
    assert missing
    assert {row["White"] for row in missing} == {"[x]"}


def test_what_is_internal_is_as_it_was(made):
    sheets = openpyxl.load_workbook(io.BytesIO(excel.workbook(pipeline.calculate(SMALL)))).sheetnames
    assert sheets[:2] == ["For the board", "Summary"]
    assert "Cover" not in sheets


def rows_of(sheet) -> list[list[str]]:
    """The rows of a sheet as the reader of workbooks gives them: numbers to nine decimals."""
    found = []
    for block in sheet.blocks:
        if hasattr(block, "rows"):
            found.append([_read(column.heading) for column in block.columns])
            found += [[_as_read(cell) for cell in row] for row in block.rows]
        else:
            found.append([_read(block.text)])
    return [[_read(sheet.title)], *found]


def _as_read(cell) -> str | float:
    return _read(cell) if isinstance(cell, str) else round(float(cell.value), 6)


def _read(text: str | None) -> str | float:
    try:
        return round(float(text or ""), 6)
    except ValueError:
        return text or ""


@pytest.mark.parametrize("kind", ["report", "years"])
def test_our_own_reader_reads_the_same_tables_from_an_ods(made, kind, tmp_path):
    path = tmp_path / "published.ods"
    path.write_bytes(ods.encoded(made[kind]))
    found = grids(TableSource("published", path, path.name, TableSettings()), most=100_000)
    _, sheets = sheets_of(made[kind])
    assert [grid.sheet for grid in found] == [sheet.name for sheet in sheets]
    for grid, sheet in zip(found, sheets, strict=True):
        wanted = rows_of(sheet)
        read = [
            [_read(cell) for cell in row][: len(row_wanted)]
            for row, row_wanted in zip(grid.rows, wanted, strict=True)
        ]
        assert read == wanted


def test_the_same_report_gives_the_same_bytes_and_text_stays_text(made):
    report = made["report"]
    assert ods.encoded(report) == ods.encoded(report)
    assert excel.workbook(report) == excel.workbook(report)
    named = report.organisation.model_copy(update={"name": '=HYPERLINK("x") <b>&\x1b'})
    data = ods.encoded(report.model_copy(update={"organisation": named}))
    content = opened(data).parts["content.xml"].decode()
    assert "=HYPERLINK(" in content
    assert "table:formula" not in content
    assert "&lt;b&gt;&amp;\\x1b" in content


@pytest.mark.skipif(shutil.which("libreoffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_ods_as_it_is(made, tmp_path):
    path = tmp_path / "published.ods"
    path.write_bytes(ods.encoded(made["report"]))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        "libreoffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = openpyxl.load_workbook(tmp_path / "published.xlsx")
    _, sheets = sheets_of(made["report"])
    assert saved.sheetnames == [sheet.name for sheet in sheets]
    for sheet in sheets:
        first = [
            [cell for cell in row if cell is not None]
            for row in saved[sheet.name].iter_rows(values_only=True)
        ]
        assert first[0] == [sheet.title]
        assert len(first) == len(rows_of(sheet))
    assert saved["Contents"]["A4"].hyperlink is not None
    assert {saved[sheet.name]["A1"].font.name for sheet in sheets} == {"Arial"}
