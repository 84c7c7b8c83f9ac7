"""Proof that every row of a CSV file has as many cells as there are headings, and that its quotation marks are sound.

A CSV reader fills short rows with blanks and lets a stray quotation mark swallow the rows that follow; either would
be a wrong number later. A look at all rows of a block together settles it for most: take away everything but
separators and line ends, then take away every line that is right; nothing may be left. Only where something is left
are rows looked at one by one, and only those with quotation marks are taken apart.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

from wres_calc.intake.files.leftovers import is_leftover
from wres_calc.intake.files.sheet_reach import LONGEST_CELL
from wres_calc.intake.files.source import MOST_FAULTS, TableSource
from wres_calc.intake.model import ROW

_LONGEST_ROW = 1 << 20
_LONGEST_RECORD = 1 << 21
_QUOTED = '(?:"[^"]*")+'
# No text that gets here holds it.
_CELL = "\0"


def whole_rows(source: TableSource, parts: Iterable[bytes]) -> Iterator[bytes]:
    """A text in blocks that each end where a row ends. Raises `Refused` where a megabyte of it holds no line end."""
    rest = b""
    for part in parts:
        text = rest + part
        cut = _last_end(text)
        if not cut and len(text) >= _LONGEST_ROW and b"\n" not in text:
            message = "it has a row of more than a megabyte; look whether it is a table."
            raise source.refusal("file-unsafe", message)
        if not cut and len(text) >= _LONGEST_RECORD:
            cut = text.rfind(b"\n") + 1  # a quotation mark is open; the proof names its row
        if cut:
            yield text[:cut]
        rest = text[cut:]
    if rest:
        yield rest if rest.endswith(b"\n") else rest + b"\n"


def _last_end(text: bytes) -> int:
    """Where the last whole row ends; a line end within quotation marks ends none."""
    cut = text.rfind(b"\n") + 1
    inside = b'"' in text and text.count(b'"', 0, cut) % 2
    while inside and cut:
        before = text.rfind(b"\n", 0, cut - 1) + 1
        inside ^= text.count(b'"', before, cut) % 2
        cut = before
    return cut


class Layout(NamedTuple):
    """How a CSV file is laid out. `columns` is the number of cells in the heading row, which is `header_row`."""

    separator: str
    columns: int
    header_row: int


class Ragged(NamedTuple):
    """A row with too few or too many cells; `leftover`: whether a total or a note, as stands below the data."""

    row: int
    cells: int
    leftover: bool


class Proof:
    """The rows below the headings, looked at block by block, and what is wrong with them.

    `ragged` holds the first rows at fault, `ragged_rows` is their number; `stray_quote` is the row of a quotation mark
    that does not surround a cell (the rows after it are not judged), `swallowing` that of one that seems to have
    swallowed the rows after it.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.ragged: list[Ragged] = []
        self.ragged_rows = 0
        self.stray_quote: int | None = None
        self.swallowing: int | None = None
        self.rows = 0
        self.last_sound = 0
        separator = layout.separator.encode()
        self.right = separator * (layout.columns - 1) + b"\n"
        self.not_marks = bytes(set(range(256)) - set(separator + b'\n"'))
        self.edges = (separator + b'"', b'\n"', b'"' + separator, b'"\n', b'"\r\n')
        apart = re.escape(layout.separator)
        self.stray = f'"|[^{apart}]{_CELL}|{_CELL}[^{apart}]'
        self.formula = f'(^|{apart})="([^"\n]*)"'

    @property
    def notes(self) -> list[int]:
        """The rows at fault where they are totals or notes below the data and nothing else is wrong."""
        return [] if self.broken else [each.row for each in self.ragged]

    @property
    def broken(self) -> bool:
        """Whether something is wrong that cannot be left out."""
        if self.stray_quote or self.swallowing or self.ragged_rows > MOST_FAULTS:
            return True
        return any(not each.leftover or each.row < self.last_sound for each in self.ragged)

    def sound_rows(self, block: bytes) -> tuple[bytes, pl.Series]:
        """The rows of the next block that are right, and their numbers."""
        if self.stray_quote:
            return b"", pl.Series(ROW, [], pl.UInt32)
        if head := self._up_to_headings(block):
            if b'"' in head:
                self._one_by_one(_records(head, self.rows + 1))
            else:
                self.rows += head.count(b"\n")
            block = block[len(head) :]
        first = self.rows + 1
        fitting = self._fitting(block) if self.rows >= self.layout.header_row else 0
        if not fitting:
            return self._one_by_one(_records(block, first))
        self.rows += fitting
        if self.layout.columns > 1 or block.strip():
            self.last_sound = self.rows
        return block, pl.int_range(first, first + fitting, dtype=pl.UInt32, eager=True).alias(ROW)

    def _up_to_headings(self, block: bytes) -> bytes:
        """The lines up to the headings where they and others stand in this block; none where a mark is left open."""
        missing = self.layout.header_row - self.rows
        lines = block.split(b"\n", missing) if missing > 0 else []
        if len(lines) <= max(missing, 0) or not lines[-1] or any(line.count(b'"') % 2 for line in lines[:-1]):
            return b""
        return b"".join(line + b"\n" for line in lines[:-1])

    def _fitting(self, block: bytes) -> int:
        """How many rows a block has in which each is proven right; 0 where they need a closer look."""
        marks = block.translate(None, self.not_marks)
        if b'"' in marks:
            # Each quoted cell has two marks, the one at its beginning and the other at its end.
            edges = sum(map(block.count, self.edges)) + block.startswith(b'"')
            if edges != marks.count(b'"'):
                return 0
            marks = marks.replace(b'""', b"")
        rows = len(marks) // len(self.right)
        return rows if marks == self.right * rows else 0

    def _one_by_one(self, rows: pl.DataFrame) -> tuple[bytes, pl.Series]:
        self.rows += rows.height
        text, cells, columns = pl.col("text"), pl.col("cells"), self.layout.columns
        quoted = text.str.contains('"', literal=True)
        plain = rows.filter(~quoted).with_columns(self._cells(text))
        rows = pl.concat([plain, self._taken_apart(rows.filter(quoted))]).sort(ROW)
        if not (stray := rows.filter(cells == 0)).is_empty():
            self.stray_quote = int(stray.item(0, ROW))
            rows = rows.filter(pl.col(ROW) < self.stray_quote)
        rows = rows.filter(pl.col(ROW) > self.layout.header_row)
        self._look_for_swallowing(rows)
        blank = text.str.replace_all(self.layout.separator, "", literal=True).str.strip_chars() == ""
        ragged = rows.filter((cells > columns) | ((cells < columns) & ~blank))
        self.ragged_rows += ragged.height
        for row, record, found in ragged.head(MOST_FAULTS - len(self.ragged)).iter_rows():
            self.ragged.append(Ragged(row, found, self._is_note(record)))
        right = rows.filter(cells == columns)
        if filled := right.filter(text.str.strip_chars() != "").get_column(ROW).to_list()[-1:]:
            (self.last_sound,) = filled
        joined = right.get_column("text").str.join("\n").item() + "\n" if right.height else ""
        return joined.encode(), right.get_column(ROW)

    def _cells(self, outside: pl.Expr) -> pl.Expr:
        return outside.str.count_matches(self.layout.separator, literal=True).add(1).alias("cells")

    def _taken_apart(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows with quotation marks, and how many cells they have; 0 where a mark does not surround a whole cell.

        Cells such as ="0012", by which exports make Excel keep zeros, become "0012".
        """
        text = pl.col("text")
        rows = rows.with_columns(text.str.replace_all(_QUOTED, _CELL).alias("outside"))
        stray = pl.col("outside").str.contains(self.stray)
        if rows.select((stray & text.str.contains('="', literal=True)).any()).item():
            mended = text.str.replace_all(self.formula, '${1}"${2}"')
            rows = rows.with_columns(pl.when(stray).then(mended).otherwise(text))
            rows = rows.with_columns(text.str.replace_all(_QUOTED, _CELL).alias("outside"))
        return rows.select(
            ROW,
            text,
            pl.when(stray)
            .then(pl.lit(0, pl.UInt32))
            .otherwise(self._cells(pl.col("outside")))
            .alias("cells"),
        )

    def _look_for_swallowing(self, rows: pl.DataFrame) -> None:
        """Note the first row with a quoted cell whose lines, cut at its ends, make up whole rows."""
        text, inner = pl.col("text"), self.layout.columns - 1
        if self.swallowing or not inner:
            return
        within = self._cells(text) - pl.col("cells")
        several = text.str.contains("\n", literal=True) & (within >= inner)
        for row, record in rows.filter(several).select(ROW, text).iter_rows():
            if self._swallows(record):
                self.swallowing = row
                return

    def _swallows(self, record: str) -> bool:
        last = cell = 0
        for quoted in re.finditer(_QUOTED, record):
            cell += record.count(self.layout.separator, last, quoted.start())
            last = quoted.end()
            first, *whole = (line.count(self.layout.separator) for line in quoted[0].split("\n"))
            inner = self.layout.columns - 1
            if whole and whole.pop() == cell == inner - first and all(count >= inner for count in whole):
                return True
        return False

    def _is_note(self, record: str) -> bool:
        """Whether a row of too few or too many cells is a total or a note."""
        if len(record) > LONGEST_CELL or "\n" in record or "\r" in record:
            return False
        cells = next(csv.reader([record], delimiter=self.layout.separator), [])
        return is_leftover([cell.strip() for cell in cells if cell.strip()])


def _records(block: bytes, first: int) -> pl.DataFrame:
    """The rows of a block as text; the lines of a cell that has several stay together."""
    lines = _lines(block.decode())
    if b'"' in block:
        marks = lines.str.count_matches('"', literal=True)
        inside = marks.cum_sum() % 2 == 1
        if inside.any():
            ends = pl.select(pl.when(inside).then(pl.lit(_CELL)).otherwise(pl.lit("\n"))).to_series()
            lines = _lines((lines + ends).str.join("").item()).str.replace_all(_CELL, "\n", literal=True)
    numbers = pl.int_range(first, first + lines.len(), dtype=pl.UInt32, eager=True).alias(ROW)
    return pl.DataFrame([numbers, lines.str.strip_suffix("\r").alias("text")])


def _lines(text: str) -> pl.Series:
    return pl.Series("text", [text[:-1]]).str.split("\n").explode()
