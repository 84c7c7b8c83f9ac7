"""How wide a column is and how many lines a cell takes: Excel works it out only when asked by hand."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from wres_calc.render.excel.cells import Cell, shown_length

_FILTER_BUTTON = 3
_AIR = 3
_LETTERS_A_UNIT = 1.15
"""Widths are in figures of the default font; letters are narrower on the average, and less so in LibreOffice."""


@dataclass(frozen=True)
class Column:
    """A column of a table, as wide as its content up to `widest` characters; longer text wraps.

    With `fixed` it is that wide in any case, as for tables that stand one below the other.
    """

    heading: str
    widest: int = 40
    figures: bool = False
    fixed: bool = False


def width_of(column: Column, cells: Sequence[Cell]) -> int:
    """Return a column's width: its heading's longest word beside the filter button at least."""
    if column.fixed:
        return column.widest
    word = _longest_word(column.heading) + _FILTER_BUTTON
    content = max((shown_length(cell) for cell in cells), default=0) + _AIR
    return max(word, min(content, column.widest))


def letters_in(width: int) -> int:
    """Return how many letters stand on a line of a column that wide."""
    return max(int((width - _AIR / 2) * _LETTERS_A_UNIT), 1)


def lines_of(row: Sequence[Cell], letters: Sequence[int]) -> int:
    """Return how many lines the deepest cell of a row takes; numbers take one."""
    long = (
        (cell, most)
        for cell, most in zip(row, letters, strict=True)
        if isinstance(cell, str) and len(cell) > most
    )
    return max((_lines(cell, most) for cell, most in long), default=1)


@lru_cache(10_000)
def _lines(text: str, letters: int) -> int:
    """The same texts stand in many rows."""
    return len(textwrap.wrap(text, letters))


def heading_lines(columns: Sequence[Column], widths: Sequence[int]) -> int:
    """Return how many lines the deepest heading takes beside its filter button."""
    letters = [
        max(letters_in(width - _FILTER_BUTTON), _longest_word(column.heading))
        for column, width in zip(columns, widths, strict=True)
    ]
    return lines_of([column.heading for column in columns], letters)


def _longest_word(text: str) -> int:
    return max(len(word) for word in text.split())
