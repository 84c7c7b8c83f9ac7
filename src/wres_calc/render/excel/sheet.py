"""A sheet written from top to bottom: lines of text and tables. The only place that writes to a cell."""

import textwrap
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from wres_calc.render.blocks import Block, Cell, Column, Heading, Items, Number, Table, unfolded
from wres_calc.render.drawn import Spread
from wres_calc.render.excel.in_cells import InCells, draw, numbers
from wres_calc.render.excel.number_formats import number_format
from wres_calc.report.safe import safe

BLUE = "#005EB8"
_GREY = "#D8DDE0"
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_SET_IN = {"align": "left", "indent": 1}
"""Text is set in a little, off the figures of the column before it."""

_TEXT_MOST = 32_767
LINE_POINTS = 13.5
_HEIGHT_MOST = 400.0
_CHART_WIDTH = 640
_ROW_POINTS = 16.5
_PIXELS_A_POINT = 4 / 3
_FILTER_BUTTON = 3
_AIR = 3
_LETTERS_A_UNIT = 1.15
"""Widths are in figures of the default font; letters are narrower on the average, and less so in LibreOffice."""


_POINTS_A_UNIT, _SMALLEST = 5.4, 0.68
_LONG_SIDE, _SHORT_SIDE, _ACROSS_HIGH, _UPRIGHT_HIGH = 784, 537, 490, 735
"""An A4 page within its margins in points, and how small a page across may be printed upright."""


class Exact(float):
    """A number that XlsxWriter writes as it is, not to sixteen digits: some need seventeen to come back the same."""

    def __format__(self, spec: str) -> str:
        number = float(self)
        return repr(int(number)) if number.is_integer() else repr(number)


class Formats:
    """The formats of one workbook: each is made once, since there are hundreds of cells and a dozen looks."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self.cell = cache(self._cell)
        self.heading = cache(self._heading)
        self.title = self._make(bold=True, font_size=14, font_color=BLUE, valign="vcenter")
        self.part = self._make(bold=True, font_color=BLUE)
        self.line = self._make()

    def _make(self, **properties: object) -> Any:
        return self._workbook.add_format(_FONT | properties)

    def _heading(self, figures: bool) -> Any:
        look = {"bold": True, "font_color": "#FFFFFF", "bg_color": BLUE, "text_wrap": True}
        return self._make(**look, **({"align": "center"} if figures else _SET_IN), valign="vcenter")

    def _cell(self, figures: bool, bold: bool, number_format: str, quiet: bool) -> Any:
        side = {"align": "right"} if figures else _SET_IN | {"text_wrap": True}
        number = {"num_format": number_format} if number_format else {}
        colour = {"font_color": "#4C6272"} if quiet else {}
        return self._make(bottom=1, bottom_color=_GREY, bold=bold, **side, **number, **colour)


class Worksheet:
    """A sheet of a workbook and the row to be written next (0 is the first)."""

    def __init__(self, worksheet: Any, formats: Formats) -> None:
        self._worksheet = worksheet
        self._formats = formats
        self._row = 0
        self.spreads: list[InCells] = []  # to be drawn over the cells of tables

    def title(self, text: str) -> None:
        """Write the sheet's title."""
        self._worksheet.set_row(self._row, 24)
        self._line(text, self._formats.title)

    def line(self, text: str) -> None:
        """Write a line of text, which runs on over the empty cells to its right."""
        self._line(text, self._formats.line)

    def gap(self) -> None:
        """Leave a row free."""
        self._row += 1

    def write(self, blocks: Sequence[Block]) -> None:
        """Write blocks one below the other; of a chart, which is drawn elsewhere, what it shows."""
        alone = sum(isinstance(block, Table) for block in blocks) == 1
        for block in unfolded(blocks):
            match block:
                case Heading():
                    self._line(
                        f"{block.mark}. {block.text}" if block.mark else block.text, self._formats.part
                    )
                case Table():
                    self.table(block, frozen=alone)
                case Items():
                    for text in block.texts:
                        self.line(text)
                case _:
                    self.line(block.text)

    def reserve(self, rows: int, columns: int) -> int:
        """Leave rows free for charts that lie over so many columns; return the number of the first."""
        first = self._row
        self._worksheet.set_column(0, columns - 1, 10)
        for row in range(first, first + rows):
            # Said, for else a program takes its own height, and charts shrink with it.
            self._worksheet.set_row(row, _ROW_POINTS)
        self._row += rows
        return first

    def place(self, chart: Any, row: int, rows: int, column: int, text: str, *, alone: bool = False) -> None:
        """Put a chart on rows that were reserved, the first (0) or second (1) in its row, or `alone` over both.

        `text` says what it shows to a reader who cannot see it.
        """
        options = {
            "x_offset": _CHART_WIDTH * column,
            "y_offset": 4,
            "description": safe(text)[:_TEXT_MOST],
            "object_position": 3,
        }
        chart.set_size(
            {"width": _CHART_WIDTH * (1 + alone) - 10, "height": rows * _ROW_POINTS * _PIXELS_A_POINT - 10}
        )
        self._worksheet.insert_chart(row, 0, chart, options)

    def draw_in_cells(self, chart: Any, cells: InCells) -> None:
        """Draw what stands in a table's cells with a new chart; the numbers drawn go beside the table, unprinted."""
        for row, values in enumerate(numbers(cells), cells.row - 1):
            for column, value in enumerate(values, cells.beside):
                if isinstance(value, str):
                    self._worksheet.write_string(row, column, value, self._formats.line)
                elif value is not None:
                    self._worksheet.write_number(row, column, Exact(value), self._formats.line)
        draw(chart, cells, self._worksheet.get_name())
        width, height = cells.pixels
        chart.set_size({"width": width, "height": height})
        options = {"description": cells.text[:_TEXT_MOST], "object_position": 2}
        self._worksheet.insert_chart(cells.row, cells.column, chart, options)
        self.print_until(self._row, cells.beside - 1)

    def print_until(self, row: int, columns: int) -> None:
        """Print so many columns of the rows above this one, and nothing else of the sheet."""
        self._worksheet.print_area(0, 0, row - 1, columns - 1)

    def table(self, table: Table, *, frozen: bool = False) -> int:
        """Write an Excel table, where it has rows, and return the number of the first row below its headings.

        Totals are in bold. With `frozen` the headings stay in sight and are repeated on each printed page.
        """
        if not table.rows:
            return self._row
        widths = [
            width_of(column, [row[at] for row in table.rows]) for at, column in enumerate(table.columns)
        ]
        for at, width in enumerate(widths):
            self._worksheet.set_column(at, at, width)
        self._heads(table, widths)
        if frozen:
            self._worksheet.freeze_panes(self._row + 1, 0)
            self._worksheet.repeat_rows(self._row)
        self._row += 1
        first = self._row
        heights = self._rows(table, [letters_in(width) for width in widths])
        if frozen and _is_for_an_upright_page(widths, LINE_POINTS * first + sum(heights)):
            self._worksheet.set_portrait()
        for at, width in enumerate(widths):
            spreads = [cell if isinstance(cell := row[at], Spread) else None for row in table.rows]
            if any(spreads):
                self.spreads.append(InCells(first, at, width, heights, spreads, len(widths) + 1))
        self._row += 1
        return first

    def _heads(self, table: Table, widths: Sequence[int]) -> None:
        heads = [
            {"header": column.heading, "header_format": self._formats.heading(column.figures)}
            for column in table.columns
        ]
        name = table.name.replace(" ", "_")
        options = {"name": name, "columns": heads, "style": None, "autofilter": table.filters}
        last = self._row + len(table.rows)
        self._worksheet.add_table(self._row, 0, last, len(table.columns) - 1, options)
        self._worksheet.set_row(self._row, LINE_POINTS * heading_lines(table.columns, widths) + 6)

    def _rows(self, table: Table, letters: Sequence[int]) -> list[float]:
        """Write the rows; return how high each is, in points: one with something drawn has room for it."""
        heights = []
        texts = [(at, letters[at]) for at, column in enumerate(table.columns) if not column.figures]
        for number, row in enumerate(table.rows):
            lines = lines_of((row[at], most) for at, most in texts)
            lines = max(lines, 2 * any(isinstance(cell, Spread) for cell in row))
            heights.append(min(LINE_POINTS * lines + 2, _HEIGHT_MOST))
            if lines > 1:
                self._worksheet.set_row(self._row, heights[-1])
            bold = number in table.totals
            for at, cell in enumerate(row):
                self._cell(at, cell, table.columns[at], bold)
            self._row += 1
        return heights

    def _cell(self, at: int, cell: Cell, column: Column[Any], bold: bool) -> None:
        if isinstance(cell, Number) and cell.value is not None:
            look = self._formats.cell(column.figures, bold, number_format(cell), column.quiet)
            self._worksheet.write_number(self._row, at, Exact(cell.value), look)
            return
        look = self._formats.cell(column.figures, bold, "", column.quiet)
        if isinstance(cell, Number):
            cell = cell.text if cell.withheld else None
        if cell is None or isinstance(cell, Spread):
            self._worksheet.write_blank(self._row, at, None, look)
        else:
            self._text(at, cell, look)

    def _line(self, text: str, look: Any) -> None:
        self._text(0, text, look)
        self._row += 1

    def _text(self, at: int, text: str, look: Any) -> None:
        """XlsxWriter leaves a text that is too long for Excel out without a word: it is cut here."""
        self._worksheet.write_string(self._row, at, safe(text)[:_TEXT_MOST], look)


def _is_for_an_upright_page(widths: Sequence[int], high: float) -> bool:
    """Whether what is so high takes one page upright, and across a second one that were mostly empty."""
    wide = sum(widths) * _POINTS_A_UNIT
    across, upright = min(1, _LONG_SIDE / wide), min(1, _SHORT_SIDE / wide)
    return upright >= _SMALLEST and high * across > _ACROSS_HIGH and high * upright <= _UPRIGHT_HIGH


def width_of(column: Column[Any], cells: Sequence[Cell]) -> int:
    """Return a column's width: its heading's longest word beside the filter button at least."""
    if column.fixed:
        return column.width
    word = _longest_word(column.heading) + _FILTER_BUTTON
    texts = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    numbers = [cell.value for cell in cells if isinstance(cell, Number) and cell.value is not None]
    ends = (min(numbers), max(numbers)) if numbers else ()
    content = max(texts, *(len(f"{end:,.2f}") for end in ends), 0) + _AIR
    return max(word, min(content, column.width))


def letters_in(width: int) -> int:
    """Return how many letters stand on a line of a column that wide."""
    return max(int((width - _AIR / 2) * _LETTERS_A_UNIT), 1)


def lines_of(cells: Iterable[tuple[Cell, int]]) -> int:
    """Return how many lines the deepest of some cells takes, each with the letters that a line of it has room for."""
    long = ((cell, most) for cell, most in cells if isinstance(cell, str) and len(cell) > most)
    return max((_lines(cell, most) for cell, most in long), default=1)


@lru_cache(10_000)
def _lines(text: str, letters: int) -> int:
    """The same texts stand in many rows."""
    return len(textwrap.wrap(text, letters))


def heading_lines(columns: Sequence[Column[Any]], widths: Sequence[int]) -> int:
    """Return how many lines the deepest heading takes beside its filter button."""
    return lines_of(
        (column.heading, max(letters_in(width - _FILTER_BUTTON), _longest_word(column.heading)))
        for column, width in zip(columns, widths, strict=True)
    )


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)
