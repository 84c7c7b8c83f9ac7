"""How far the cells of a sheet may reach, whatever way they are written.

The reader of workbooks lays a sheet out as a full rectangle and ends the whole process where the memory does not
suffice. So nothing may slip through between what is counted here and what the reader sees: where cells are not
written as programs write them, every reference counts, and every cell and row without one.
"""

import re
from dataclasses import dataclass

LARGEST_AREA = 60_000_000
"""Cells in the rectangle of a sheet: more than a full sheet of 1,048,576 rows with 50 columns."""

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


@dataclass
class Reach:
    """The furthest row and column that a cell may stand in."""

    row: int = 0
    column: int = 0

    @property
    def too_far(self) -> bool:
        """Whether the rectangle is larger than any sheet that is sent in earnest."""
        return self.row * self.column > LARGEST_AREA

    def to(self, row: int, column: int) -> None:
        """Some cell reaches as far as this."""
        self.row, self.column = max(self.row, row), max(self.column, column)

    def over(self, cells: bytes) -> None:
        """Whole rows of cells written in any way."""
        rows = _ROW_END.split(cells)
        self.to(self.row + len(rows) - 1, max(len(_CELL.findall(row)) for row in rows))
        for letters, digits in _REFERENCE.findall(cells):
            self.to(int(digits or 0), column(letters))
