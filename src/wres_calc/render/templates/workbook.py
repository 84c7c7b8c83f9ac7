"""A table as a workbook to fill in: the table's sheet, its notes, and a hidden sheet with the lists it offers."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from wres_calc import __version__
from wres_calc.intake.example_values import TEMPLATE_MARK
from wres_calc.render.excel.sheet import BLUE, Formats
from wres_calc.render.templates import entry, notes
from wres_calc.render.templates.columns import Column
from wres_calc.standards.model import Standard

LISTS = "Lists"
_A4 = 9
_LAST = 1_048_575
"""The last row of a sheet, counted from 0."""

_EVERYWHERE = "A1:XFD1048576"
_NARROWEST, _WIDEST = 12, 30
_FONT = {"font_name": "Arial", "font_size": 10}
_HEADING = _FONT | {"valign": "vcenter", "border": 1, "border_color": "#768692"}
_REQUIRED = _HEADING | {"bold": True, "font_color": "#FFFFFF", "bg_color": BLUE}
_OPTIONAL = _HEADING | {"font_color": "#212B32", "bg_color": "#E8EDEE"}
_COMMENT = {"author": "wres", "font_name": "Arial", "font_size": 9, "x_scale": 2.2, "color": "#FFFFFF"}
_LETTERS_A_LINE = 46


def encoded(table: str, columns: Sequence[Column], definitions: Standard, code: str) -> bytes:
    """The workbook's bytes: the same arguments give the same bytes."""
    target = io.BytesIO()
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(target, {"in_memory": True, **as_text})
    workbook.set_properties(
        {
            "title": f"{table}: template for the reporting year {definitions.reporting_year}",
            "author": f"wres init ({__version__})",
            "company": code,
            "created": dt.datetime.combine(definitions.snapshot_date, dt.time()),
        }
    )
    sheets = {name: _sheet(workbook, name) for name in (table, notes.SHEET, LISTS)}
    lists = _lists(sheets[LISTS], columns)
    _headings(workbook, sheets[table], columns)
    for at, column in enumerate(columns):
        rule = entry.rule(column, lists.get(column.offered))
        if rule:
            sheets[table].data_validation(1, at, _LAST, at, rule)
    notes.write(sheets[notes.SHEET], Formats(workbook), table, columns, definitions)
    workbook.define_name(TEMPLATE_MARK, f"={table}!$A$1")
    workbook.close()
    return target.getvalue()


def _sheet(workbook: Any, name: str) -> Any:
    """A sheet for A4 landscape, all columns on one page."""
    worksheet = workbook.add_worksheet(name)
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&L&F&C&A&RPage &P of &N")
    worksheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
    return worksheet


def _headings(workbook: Any, worksheet: Any, columns: Sequence[Column]) -> None:
    """Row 1, in sight while scrolling and on each printed page; cells of a column hold what it is for."""
    looks = {True: workbook.add_format(_REQUIRED), False: workbook.add_format(_OPTIONAL)}
    cells = {
        look: workbook.add_format(_FONT | {"num_format": look})
        for look in sorted({entry.number_format(column) for column in columns})
    }
    worksheet.set_row(0, 22)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)
    for at, column in enumerate(columns):
        worksheet.set_column(at, at, _width(column), cells[entry.number_format(column)])
        worksheet.write_string(0, at, column.name, looks[column.is_required])
        comment = notes.comment(column)
        lines = sum(len(line) // _LETTERS_A_LINE + 1 for line in comment.splitlines())
        worksheet.write_comment(0, at, comment, _COMMENT | {"y_scale": 0.2 + lines * 0.2})


def _width(column: Column) -> int:
    """As wide as what stands in the column; one for free text, of which there is no example, is widest."""
    longest = max(map(len, (column.name, column.example, *column.offered)))
    return min(max(longest + 3, _NARROWEST), _WIDEST) if column.example else _WIDEST


def _lists(worksheet: Any, columns: Sequence[Column]) -> dict[tuple[str, ...], str]:
    """Write each list once, under the name of its first column; return where each stands, as a formula."""
    worksheet.hide()
    ranges: dict[tuple[str, ...], str] = {}
    for column in columns:
        if column.offered and column.offered not in ranges:
            at = len(ranges)
            worksheet.write_string(0, at, column.name)
            for row, value in enumerate(column.offered, 1):
                worksheet.write_string(row, at, value)
            letter = xlsxwriter.utility.xl_col_to_name(at)
            ranges[column.offered] = f"={LISTS}!${letter}$2:${letter}${len(column.offered) + 1}"
    return ranges
