"""The sheet "WRES issues" of a marked copy: what is wrong in this file, each with a link to its cell."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from wres_calc.render.marked_copies.marks import Place, place_of
from wres_calc.report.findings import SentTable
from wres_calc.report.report import IssueItem
from wres_calc.report.safe import safe
from wres_calc.report.words.labels import SEVERITY_NAMES

SHEET = "WRES issues"
MOST = 60_000
"""Issues listed; Excel takes 65,530 links in a sheet."""

_WIDTHS = {
    "Severity": 11,
    "Issue": 48,
    "Code": 30,
    "Sheet": 18,
    "Cell": 10,
    "Column": 24,
    "What is wrong": 80,
    "What to do": 80,
}
_CELL = list(_WIDTHS).index("Cell")
_LINK = Font(color="FF005EB8", underline="single")
_BLUE = PatternFill("solid", fgColor="FF005EB8")


def add_issue_sheet(book: Any, items: Sequence[IssueItem], tables: Mapping[str, SentTable]) -> None:
    """Put the sheet before all others, and open the workbook there."""
    sheet = book.create_sheet(SHEET, 0)
    book.active = 0
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for at, width in enumerate(_WIDTHS.values(), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append([_heading(sheet, name) for name in _WIDTHS])
    for number, item in enumerate(items[:MOST], 2):
        sheet.append(_row(sheet, item, place_of(item, tables), number))
    listed = min(len(items), MOST)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_WIDTHS))}{listed + 1}"
    if not items:
        sheet.append([_text(sheet, "Nothing was found in this file.")])
    if len(items) > MOST:
        more = sum(item.count or 1 for item in items[MOST:])
        sheet.append([_text(sheet, f"{more:,} more issues are not listed here.")])


def say_uncommented(book: Any, cells: int) -> None:
    """Say at the end of the sheet that some cells have no comment."""
    book[SHEET].append([_text(book[SHEET], f"{cells:,} more faulty cells are coloured and have no comment.")])


def _row(sheet: Any, item: IssueItem, place: Place | None, number: int) -> list[Any]:
    texts = [
        SEVERITY_NAMES[item.severity],
        item.title,
        item.code,
        place.sheet if place else item.sheet or "",
        f"{get_column_letter(place.column)}{place.row}" if place else "",
        item.column or "",
        item.message,
        item.advice,
    ]
    cells = [_text(sheet, text) for text in texts]
    if place:
        name = place.sheet.replace("'", "''")
        link = Hyperlink(ref="", location=f"'{name}'!{texts[_CELL]}", display=texts[_CELL])
        cells[_CELL].hyperlink = link
        link.ref = f"{get_column_letter(_CELL + 1)}{number}"  # the cell knew no row of its own yet
        cells[_CELL].font = _LINK
    return cells


def _heading(sheet: Any, text: str) -> Any:
    cell = _text(sheet, text)
    cell.font = Font(bold=True, color="FFFFFFFF")
    cell.fill = _BLUE
    return cell


def _text(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, safe(text))
    cell.data_type = "s"
    return cell
