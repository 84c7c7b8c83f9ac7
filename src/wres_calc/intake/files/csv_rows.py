"""The rows of a CSV file looked at with care: which have too few or too many cells, where a quotation mark is stray."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

PART = 1 << 18
_MARK = b"\xef\xbb\xbf"
_LONGEST_RECORD = 1 << 21
_MOST_NAMED = 100
# A byte that no UTF-8 text holds stands for a quoted cell.
_CELL = b"\xff"
_QUOTED = re.compile(rb'(?:"[^"]*")+')


@dataclass(frozen=True)
class Layout:
    """How a CSV file is laid out. `columns` is the number of cells in the heading row, which is `header_row`."""

    separator: bytes
    columns: int
    header_row: int


@dataclass
class Rows:
    """What is wrong with the rows below the headings.

    `ragged` holds the first rows at fault and their number of cells, `more_ragged` how many more there are;
    `stray_quote` the row of a quotation mark that does not surround a cell (the rows after it are not judged),
    `swallowing` that of one that seems to have swallowed the rows after it.
    `broken_cells`: whether some cell holds a line break.
    """

    ragged: list[tuple[int, int]] = field(default_factory=list)
    more_ragged: int = 0
    stray_quote: int | None = None
    swallowing: int | None = None
    broken_cells: bool = False

    @property
    def sound(self) -> bool:
        """Whether every row can be taken as it stands."""
        return not (self.ragged or self.stray_quote or self.swallowing)

    def note(self, ragged: Iterable[tuple[int, int]]) -> None:
        """Keep the first ragged rows and count the others."""
        for each in ragged:
            if len(self.ragged) < _MOST_NAMED:
                self.ragged.append(each)
            else:
                self.more_ragged += 1


def all_but(kept: bytes) -> bytes:
    """Every byte that is not in `kept`."""
    return bytes(set(range(256)) - set(kept))


def judge(stream: BinaryIO, layout: Layout) -> Rows:
    """Read `stream`, UTF-8 text without NUL, to its end and say which of its rows do not fit `layout`."""
    rows, row = Rows(), 0
    for part in _parts(stream):
        outside = _QUOTED.sub(_CELL, part)
        rows.stray_quote = _stray_quote(outside, layout, row)
        if rows.stray_quote:
            break
        if outside.count(b"\n") != part.count(b"\n"):
            rows.broken_cells = True
            rows.swallowing = rows.swallowing or _swallowing(part, layout, row)
        rows.note(_ragged(outside, layout, row))
        row += outside.count(b"\n")
    return rows


def _parts(stream: BinaryIO) -> Iterator[bytes]:
    """Parts of about `PART` bytes that each end where a row ends; the mark at the start is left out."""
    stream.seek(len(_MARK) if stream.read(len(_MARK)) == _MARK else 0)
    while part := stream.read(PART):
        pieces = [part, stream.readline()]
        size = sum(map(len, pieces))
        inside = sum(piece.count(b'"') for piece in pieces) % 2
        while inside and size < _LONGEST_RECORD and (line := stream.readline()):
            pieces.append(line)
            size += len(line)
            inside ^= line.count(b'"') % 2
        whole = b"".join(pieces)
        yield whole if whole.endswith(b"\n") else whole + b"\n"


def _stray_quote(outside: bytes, layout: Layout, row: int) -> int | None:
    """The row of the first quotation mark that does not open or close a cell; `None` if there is none."""
    separator = re.escape(layout.separator)
    wrong = re.compile(rb'"|(?<![\n' + separator + rb"])(?<!\A)\xff|\xff(?!" + separator + rb"|\r?\n|\r?\Z)")
    # Counting is much faster than the pattern, which looks around every quoted cell.
    if b'"' not in outside and _all_fit(outside, layout.separator):
        return None
    found = wrong.search(outside)
    return row + 1 + outside.count(b"\n", 0, found.start()) if found else None


def _all_fit(outside: bytes, separator: bytes) -> bool:
    cells = outside.count(_CELL)
    before = outside.count(separator + _CELL) + outside.count(b"\n" + _CELL) + outside.startswith(_CELL)
    after = outside.count(_CELL + separator) + outside.count(_CELL + b"\n") + outside.count(_CELL + b"\r\n")
    return cells == before == after + outside.endswith(_CELL)


def _swallowing(part: bytes, layout: Layout, row: int) -> int | None:
    """The row of the first quoted cell whose lines, cut at its ends, make up whole rows; `None` if there is none."""
    last, cell, row = 0, 0, row + 1
    for found in _QUOTED.finditer(part):
        between = part[last : found.start()]
        last = found.end()
        if breaks := between.count(b"\n"):
            row, cell = row + breaks, 0
        cell += between.count(layout.separator, between.rfind(b"\n") + 1)
        if row > layout.header_row and _holds_rows(found[0], cell, layout):
            return row
    return None


def _holds_rows(quoted: bytes, cell: int, layout: Layout) -> bool:
    first, *lines = quoted.split(b"\n")
    if not lines or layout.columns == 1:
        return False
    *whole, last = (line.count(layout.separator) for line in lines)
    begun = first.count(layout.separator) == layout.columns - 1 - cell and last == cell
    return begun and all(count >= layout.columns - 1 for count in whole)


def _ragged(part: bytes, layout: Layout, row: int) -> Iterator[tuple[int, int]]:
    """Rows below the headings with too few or too many cells; a row with nothing in it is blank, not ragged."""
    separators = part.translate(None, all_but(layout.separator + b"\n"))
    if row >= layout.header_row and not separators.replace(
        layout.separator * (layout.columns - 1) + b"\n", b""
    ):
        return
    for number, line in enumerate(part[:-1].split(b"\n"), row + 1):
        cells = line.count(layout.separator) + 1
        if number <= layout.header_row or cells == layout.columns:
            continue
        if cells > layout.columns or line.replace(layout.separator, b"").decode("utf-8", "replace").strip():
            yield number, cells
