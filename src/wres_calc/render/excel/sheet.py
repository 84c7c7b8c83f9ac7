"""A sheet written from top to bottom: lines of text and tables. The only place that writes to a cell."""

from collections.abc import Sequence
from typing import Any

from wres_calc.render.excel.cells import Cell, Number
from wres_calc.render.excel.formats import Formats
from wres_calc.render.excel.layout import Column, heading_lines, letters_in, lines_of, width_of
from wres_calc.report.safe import safe

_TEXT_MOST = 32_767
_LINE_POINTS = 13.5
_HEIGHT_MOST = 400.0
_CHART_WIDTH = 640
_ROW_POINTS = 16.5
_PIXELS_A_POINT = 4 / 3


class _Exact(float):
    """A number that XlsxWriter writes as it is, not to sixteen digits: some need seventeen to come back the same."""

    def __format__(self, spec: str) -> str:
        number = float(self)
        return repr(int(number)) if number.is_integer() else repr(number)


class Sheet:
    """A sheet and the row to be written next (0 is the first)."""

    def __init__(self, worksheet: Any, formats: Formats) -> None:
        self._worksheet = worksheet
        self._formats = formats
        self._row = 0
        self._breaks: list[int] = []

    def title(self, text: str) -> None:
        """Write the sheet's title."""
        self._worksheet.set_row(self._row, 24)
        self._line(text, self._formats.title)

    def heading(self, text: str) -> None:
        """Write the heading of a part of the sheet."""
        self._line(text, self._formats.part)

    def line(self, text: str) -> None:
        """Write a line of text, which runs on over the empty cells to its right."""
        self._line(text, self._formats.line)

    def gap(self) -> None:
        """Leave a row free."""
        self._row += 1

    def reserve(self, rows: int) -> int:
        """Leave rows free for charts and return the number of the first."""
        first = self._row
        for row in range(first, first + rows):
            # Said, for else a program takes its own height, and charts shrink with it.
            self._worksheet.set_row(row, _ROW_POINTS)
        self._row += rows
        return first

    def place(self, chart: Any, row: int, rows: int, column: int, name: str, text: str) -> None:
        """Put a chart on so many of the rows that were reserved, the first (0) or second (1) beside each other.

        `text` says what it shows to who cannot see it.
        """
        options = {
            "x_offset": _CHART_WIDTH * column,
            "y_offset": 4,
            "description": safe(f"{name}. {text}")[:_TEXT_MOST],
            "object_position": 3,
        }
        chart.set_size({"width": _CHART_WIDTH - 10, "height": rows * _ROW_POINTS * _PIXELS_A_POINT - 10})
        self._worksheet.insert_chart(row, 0, chart, options)

    def new_page(self, row: int) -> None:
        """Begin a new page with this row."""
        self._breaks.append(row)
        self._worksheet.set_h_pagebreaks(self._breaks)

    def print_until(self, row: int, columns: int) -> None:
        """Print so many columns of the rows above this one, and nothing else of the sheet."""
        self._worksheet.print_area(0, 0, row - 1, columns - 1)

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        totals: frozenset[int] = frozenset(),
        frozen: bool = True,
        filters: bool = True,
    ) -> int:
        """Write an Excel table and return the number of the first row below its headings.

        The rows numbered in `totals` (0 is the first) are in bold. With `frozen` the headings stay in sight and are
        repeated on each printed page. Headings differ from each other, and there is at least one row.
        """
        widths = [width_of(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
        for at, width in enumerate(widths):
            self._worksheet.set_column(at, at, width)
        headed = [
            {"header": column.heading, "header_format": self._formats.heading(column.figures)}
            for column in columns
        ]
        options = {"name": name, "columns": headed, "style": None, "autofilter": filters}
        self._worksheet.add_table(self._row, 0, self._row + len(rows), len(columns) - 1, options)
        self._worksheet.set_row(self._row, _LINE_POINTS * heading_lines(columns, widths) + 6)
        if frozen:
            self._worksheet.freeze_panes(self._row + 1, 0)
            self._worksheet.repeat_rows(self._row)
        self._row += 1
        first = self._row
        self._rows(columns, [letters_in(width) for width in widths], rows, totals)
        self._row += 1
        return first

    def _rows(
        self,
        columns: Sequence[Column],
        letters: Sequence[int],
        rows: Sequence[Sequence[Cell]],
        totals: frozenset[int],
    ) -> None:
        for number, row in enumerate(rows):
            lines = lines_of(row, letters)
            if lines > 1:
                self._worksheet.set_row(self._row, min(_LINE_POINTS * lines + 2, _HEIGHT_MOST))
            for at, cell in enumerate(row):
                self._cell(at, cell, columns[at].figures, number in totals)
            self._row += 1

    def _cell(self, at: int, cell: Cell, figures: bool, bold: bool) -> None:
        look = self._formats.cell(figures, bold, cell.shown if isinstance(cell, Number) else "")
        match cell:
            case None:
                self._worksheet.write_blank(self._row, at, None, look)
            case str():
                self._text(at, cell, look)
            case Number():
                self._worksheet.write_number(self._row, at, _Exact(cell.value), look)

    def _line(self, text: str, look: Any) -> None:
        self._text(0, text, look)
        self._row += 1

    def _text(self, at: int, text: str, look: Any) -> None:
        """XlsxWriter leaves a text that is too long for Excel out without a word: it is cut here."""
        self._worksheet.write_string(self._row, at, safe(text)[:_TEXT_MOST], look)
