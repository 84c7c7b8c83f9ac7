"""The workbook: its properties, its sheets, its pages."""

import datetime as dt
import io
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from xlsxwriter.utility import xl_rowcol_to_cell_fast as address  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet as PlainSheet  # type: ignore[import-untyped]

from wres_calc.render.blocks import Section
from wres_calc.render.excel.sheet import Formats, Worksheet
from wres_calc.render.views.cover import Cover
from wres_calc.report.report import Tool
from wres_calc.report.safe import safe

A4 = 9
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_EVERYWHERE = "A1:XFD1048576"
_NAME_MOST = 60
"""What stands on the left of a page header without running into the right; Excel takes 255 characters in all."""


class QuickSheet(PlainSheet):  # type: ignore[misc]  # it ships no types
    """XlsxWriter's own sheet, but that the cells we write are written at once: the same bytes.

    Its way through lists of attributes, which are each escaped, is a sixth of a workbook's time.
    """

    def _write_cell(self, row: int, column: int, cell: Any) -> None:
        kind = type(cell).__name__
        if not cell.format or kind not in ("String", "Number", "Blank"):
            super()._write_cell(row, column, cell)
            return
        start = f'<c r="{address(row, column)}" s="{cell.format._get_xf_index()}"'
        if kind == "String":
            self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
        elif kind == "Number":
            self.fh.write(f"{start}><v>{cell.number:.16G}</v></c>")
        else:
            self.fh.write(f"{start}/>")


class Book:
    """A new workbook."""

    def __init__(self, cover: Cover) -> None:
        self._cover = cover
        self._target = io.BytesIO()
        # Columns are as wide as so many figures of this font, and charts as wide as the columns they lie on.
        font = {"default_format_properties": {"font_name": "Arial", "font_size": 10}}
        self._workbook = xlsxwriter.Workbook(self._target, {"in_memory": True, **AS_TEXT, **font})
        self._formats = Formats(self._workbook)
        self._workbook.set_properties(workbook_properties(cover))

    def add(self, section: Section) -> None:
        """Add a sheet of blocks."""
        sheet = self.sheet(section.name, section.title, *section.notes, one_page=section.one_page)
        sheet.write(section.blocks)
        for cells in sheet.spreads:
            sheet.draw_in_cells(self.chart("scatter"), cells)

    def sheet(self, name: str, title: str, *notes: str, one_page: bool = False) -> Worksheet:
        """Add a sheet for A4 landscape, all columns on one page, with its title and what it is about."""
        worksheet = self._workbook.add_worksheet(name, QuickSheet)
        worksheet.hide_gridlines(2)
        worksheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
        worksheet.set_landscape()
        worksheet.set_paper(A4)
        above_and_below, edge = (0.4, 0.2) if one_page else (0.7, 0.3)
        worksheet.set_margins(left=0.4, right=0.4, top=above_and_below, bottom=above_and_below)
        worksheet.fit_to_pages(1, 1 if one_page else 0)
        worksheet.set_header(_page_header(self._cover), {"margin": edge})
        worksheet.set_footer(_page_footer(self._cover.tool), {"margin": edge})
        sheet = Worksheet(worksheet, self._formats)
        sheet.title(title)
        for note in filter(None, (self._cover.about, self._cover.audience, *notes)):
            sheet.line(note)
        sheet.gap()
        return sheet

    def chart(self, kind: str, subtype: str | None = None) -> Any:
        """Return a new native chart, to be placed on a sheet."""
        return self._workbook.add_chart({"type": kind} | ({"subtype": subtype} if subtype else {}))

    def encoded(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._workbook.close()
        return self._target.getvalue()


def workbook_properties(cover: Cover) -> dict[str, object]:
    """Return the properties of a workbook, as Excel shows them."""
    return {
        "title": safe(cover.title),
        "subject": cover.subject,
        "author": f"{cover.tool.name} {cover.tool.version}",
        "company": safe(cover.company),
        "comments": cover.comments,
        "created": dt.datetime.combine(cover.date, dt.time()),
    }


def _page_header(cover: Cover) -> str:
    left = cover.left if len(cover.left) <= _NAME_MOST else f"{cover.left[: _NAME_MOST - 1].rstrip()}…"
    return f"&L{_literal(left)}&R{_literal(cover.right)}"


def _page_footer(tool: Tool) -> str:
    return f"&L{tool.name} {_literal(tool.version)}&C&A&RPage &P of &N"


def _literal(text: str) -> str:
    """An ampersand alone begins a command of Excel's headers and footers."""
    return safe(text).replace("&", "&&")
