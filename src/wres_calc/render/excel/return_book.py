"""The national return as a workbook: numbers as numbers, what follows from them as formulas with their values."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from xlsxwriter.utility import xl_rowcol_to_cell as address  # type: ignore[import-untyped]

from wres_calc.render.excel.book import workbook_properties
from wres_calc.render.excel.sheet import BLUE
from wres_calc.render.views.cover import cover_of
from wres_calc.report.report import Report
from wres_calc.report.return_form import FormCell, FormRow, Ref, filled
from wres_calc.report.safe import safe
from wres_calc.standards.returns import Form

_LABEL, _REMARK = 84, 40
"""Widths of the first and the last column."""
_LETTERS = 100
"""How many letters the first has room for on a line."""
_LINE = 14
"""Points."""
_TOP = 3
"""The row of the headings, counted from 0."""


def workbook(report: Report) -> bytes:
    """Return the return of a report as bytes: a cover, and the form; the same report gives the same bytes.

    Raises:
        UsageError: the return of this standard is not known.
    """
    layout, every = filled(report)
    rows = [row for row in every if row.is_written]
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties(workbook_properties(cover_of(report)))
    _cover(book, layout, report)
    _Sheet(book, layout, rows)
    book.close()
    return target.getvalue()


def _cover(book: Any, layout: Form, report: Report) -> None:
    sheet = book.add_worksheet("Cover")
    sheet.set_column(0, 0, 110)
    cover = cover_of(report)
    unofficial = (
        "Unofficial layout: its rows are those of returns that organisations publish; the form was not read."
    )
    lines = [
        layout.title,
        cover.about,
        "" if layout.verified else unofficial,
        "Counts are numbers; likelihoods, ratios, shares and differences are formulas of them.",
        "Where a number could not be calculated the last column says why.",
        cover.audience or "Internal: small numbers are as they are.",
    ]
    title = book.add_format({"bold": True, "font_size": 14, "font_color": BLUE})
    for number, line in enumerate(filter(None, lines)):
        sheet.write_string(number, 0, safe(line), *((title,) if number == 0 else ()))


def _looks(book: Any) -> dict[str, Any]:
    font, top = {"font_name": "Arial", "font_size": 10}, {"valign": "top"}
    inverse = {"bold": True, "bg_color": BLUE, "font_color": "#FFFFFF", "text_wrap": True}
    looks: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 14, "font_color": BLUE},
        "heading": {**inverse, "align": "right"},
        "remark heading": {**inverse, "indent": 1},
        "section": {"bold": True, "font_color": BLUE, "valign": "bottom"},
        "label": {**top, "text_wrap": True},
        "remark": {**top, "text_wrap": True, "indent": 1},
        "whole": {**top, "num_format": "#,##0"},
        "half": {**top, "num_format": "#,##0.0"},
        "percent": {**top, "num_format": "0.00%"},
        "ratio": {**top, "num_format": "0.00"},
    }
    return {name: book.add_format({**font, **look}) for name, look in looks.items()}


class _Sheet:
    """The form: labels in the first column, groups in the next, remarks in the last."""

    def __init__(self, book: Any, layout: Form, rows: list[FormRow]) -> None:
        self._sheet = book.add_worksheet("Return")
        self._columns = {column.group: number for number, column in enumerate(layout.columns, 1)}
        self._rows: Mapping[str, int] = {
            row.key: number for number, row in enumerate(rows, _TOP + 1) if row.key
        }
        self._looks = _looks(book)
        self._sheet.set_column(0, 0, _LABEL)
        self._sheet.set_column(1, len(self._columns), 18)
        self._sheet.set_column(len(self._columns) + 1, len(self._columns) + 1, _REMARK)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.freeze_panes(_TOP + 1, 1)
        self._sheet.repeat_rows(_TOP)
        self._sheet.write_string(0, 0, layout.title, self._looks["title"])
        self._sheet.write_string(1, 0, "" if layout.verified else "Unofficial layout")
        headings = ["", *(column.heading for column in layout.columns), "Remark"]
        self._sheet.set_row(_TOP, 2 * _LINE)
        for at, text in enumerate(headings):
            look = "heading" if 0 < at <= len(self._columns) else "remark heading"
            self._sheet.write_string(_TOP, at, text, self._looks[look])
        for number, row in enumerate(rows, _TOP + 1):
            self._row(number, row)

    def _row(self, number: int, row: FormRow) -> None:
        section = row.row is None
        lines = 2 if section or len(row.label) > _LETTERS or len(row.why) > _REMARK else 1
        self._sheet.set_row(number, lines * _LINE)
        self._sheet.write_string(number, 0, row.label, self._looks["section" if section else "label"])
        for group, cell in row.cells.items():
            self._cell(number, self._columns[group], cell)
        if row.why:
            self._sheet.write_string(number, len(self._columns) + 1, row.why, self._looks["remark"])

    def _cell(self, row: int, column: int, cell: FormCell) -> None:
        derived = cell.over or cell.less or cell.of
        count = ("whole", "half", "ratio")[min(cell.value.denominator, 3) - 1]
        look = self._looks["percent" if cell.percent else "ratio" if derived else count]
        if formula := self._formula(cell):
            self._sheet.write_formula(row, column, formula, look, float(cell.value))
        else:
            self._sheet.write_number(row, column, float(cell.value), look)

    def _formula(self, cell: FormCell) -> str:
        if cell.over:
            above, below = map(self._at, cell.over)
            return f'=IF({below}=0,"",{above}/{below})'
        if cell.less:
            first, second = map(self._at, cell.less)
            return f"={first}-{second}"
        if cell.of:
            own, first, last = self._at(cell.of[0]), self._at(cell.of[1]), self._at(cell.of[-1])
            return f'=IF(SUM({first}:{last})=0,"",{own}/SUM({first}:{last}))'
        return ""

    def _at(self, ref: Ref) -> str:
        key, group = ref
        return str(address(self._rows[key], self._columns[group]))
