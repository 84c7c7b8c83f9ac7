"""How far the cells of a sheet may reach, whatever way they are written.

The reader of workbooks lays a sheet out as a full rectangle and ends the whole process where the memory does not
suffice. So nothing may slip through between what is counted here and what the reader sees: where cells are not
written as programs write them, every reference counts, and every cell and row without one.
"""

import re
from dataclasses import dataclass

LARGEST_AREA = 60_000_000
"""Cells in the rectangle of a sheet: more than a full sheet of 1,048,576 rows with 50 columns."""

SMALL_AREA = 1_000_000
BYTES_OF_A_CELL = 8
"""On average over the rectangle: a filled cell has 27 or more, a rectangle above `SMALL_AREA` is mostly filled."""

MOST_COLUMNS = 2_000
"""Columns of a table; an export of the whole staff survey has some hundreds."""

MOST_SHEETS = 256
"""Sheets of a workbook; the survey's benchmark workbook has a hundred."""

LONGEST_CELL = 32_767
"""Characters of a cell, as in Excel."""


def largest_area(size: int) -> int:
    """How many cells the rectangle of a sheet may have that is written in `size` bytes.

    The reader takes some 50 bytes for each, filled or not.
    """
    return min(SMALL_AREA + size // BYTES_OF_A_CELL, LARGEST_AREA)


# A comment, CDATA or instruction may hold signs that look like cells; cells may have a prefix or no reference.
_UNUSUAL = (b":c", b"<c\n", b"<c\r", b"<c\t", b"<c>", b"<c/", b"<!", b"<?")
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^<>?]*\?>")
_REFERENCE = re.compile(rb"""[\s"']r\s*=\s*["']\s*([A-Za-z]*)([0-9]*)""")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW_END = re.compile(rb"</(?:\w+:)?row\s*>|<(?:\w+:)?row(?:\s[^<>]*)?/>")


def is_usual(cells: bytes) -> bool:
    """Whether every cell begins with `<c r="`, and every `>` in sight ends a tag."""
    declared = _DECLARATION.match(cells)
    body = cells[declared.end() :] if declared else cells
    plain = body.count(b"<c ") == body.count(b'<c r="') and body.count(b"<") == body.count(b">")
    return plain and not any(sign in body for sign in _UNUSUAL)


def column(letters: bytes) -> int:
    """The number of a column, from 1: 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def cell_name(row: int, column: int) -> str:
    """The name of a cell, both from 1: C17."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"


@dataclass
class Reach:
    """The furthest row and column that a cell may stand in."""

    row: int = 0
    column: int = 0

    def too_far(self, size: int) -> bool:
        """Whether the rectangle is wider, or larger for its `size` in bytes, than any sheet that is sent in earnest."""
        return self.column > MOST_COLUMNS or self.row * self.column > largest_area(size)

    def to(self, row: int, column: int) -> None:
        """Some cell reaches as far as this."""
        self.row, self.column = max(self.row, row), max(self.column, column)

    def over(self, cells: bytes) -> None:
        """Whole rows of cells written in any way."""
        rows = _ROW_END.split(cells)
        self.to(self.row + len(rows) - 1, max(len(_CELL.findall(row)) for row in rows))
        for letters, digits in _REFERENCE.findall(cells):
            self.to(int(digits or 0), column(letters))
