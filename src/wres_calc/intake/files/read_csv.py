"""CSV: delimiter and encoding told, every row proven, every cell text."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from itertools import islice

import polars as pl

from wres_calc.intake.columns import Placement, Row, find_headings, place_columns, recognised
from wres_calc.intake.files.csv_proof import Layout, Proof, whole_rows
from wres_calc.intake.files.csv_text import SEPARATORS, CsvText, read_text
from wres_calc.intake.files.frames import (
    canonical_frame,
    has_blank_rows,
    refuse_long_cells,
    repaired,
    tidy,
    without_blank_rows,
)
from wres_calc.intake.files.leftovers import above, below, records
from wres_calc.intake.files.sheet_reach import MOST_COLUMNS
from wres_calc.intake.files.source import MOST_FAULTS, Refused, TableSource
from wres_calc.intake.model import ROW, FileFault, RawTable
from wres_calc.intake.tables import coded_columns
from wres_calc.intake.unused_columns import watched_columns

_BYTES_OF_A_ROW, _BYTES_OF_A_CODE, _BYTES_OF_A_TEXT = 24, 4, 16
"""In memory: a row with what is worked out of it, a cell that is kept as a code, and any other, however short."""

_MOST_TEXTS = 5_000
"""A column of more different texts is not kept as codes."""

_TIMES_ITS_SIZE = 6
_BEYOND = 90 << 20
"""Of the 200 MB that a process may take besides, what the program itself leaves."""

_TOP = 1 << 15
"""So many letters hold the first rows of most tables."""

_FORMULA = re.compile(r'(^|[,;\t])="([^"\r\n]*)"', re.MULTILINE)


def read(source: TableSource) -> RawTable:
    """The CSV file of `source` as text. Raises `Refused` for what cannot be taken as sent."""
    return read_text(source, lambda text: _read(source, text))


def _read(sent_as: TableSource, text: CsvText) -> RawTable:
    source, layout, placement = _layout(sent_as, text.head())
    proof, table = Proof(layout), _Table(source, layout, placement)
    _fill(table, proof, whole_rows(source, text.parts()))
    if proof.broken:
        raise Refused(_faults(source, proof))
    if table.hardly_anything:
        message = "it has millions of lines that hold hardly anything; send the table alone."
        raise source.refusal("file-unsafe", message)
    found = records(source, table.frame(), placement)
    titles = above(source) if sent_as.settings.header_row is None else ()
    notes = [below(source, proof.notes)] if proof.notes else []
    return RawTable(
        source.name,
        source.label,
        None,
        text.sha256,
        canonical_frame(found.frame, placement.positions),
        placement.headings,
        placement.ignored,
        source.settings.values,
        source.header_row,
        placement.columns(),
        {column: table.repaired[column] for column in placement.positions if table.repaired[column]},
        (*titles, *found.remarks, *notes),
        found.totals,
        watched=watched_columns(found.frame, placement.watched),
    )


def _fill(table: "_Table", proof: Proof, blocks: Iterable[bytes]) -> None:
    """Put the rows of the blocks to the proof, and those that are right into the table, as long as it holds.

    Polars leaves the interpreter free while it reads: it does beside the proof of the next block.
    """
    with ThreadPoolExecutor(1) as beside:
        added: list[Future[None]] = []
        rows = None
        for block in blocks:
            if rows is not None:
                added.append(beside.submit(table.add, *rows))
                wait(added[-2:-1])  # no more than that is in memory as text
            rows = proof.sound_rows(block)
            if proof.broken or table.hardly_anything:
                rows = None
    if proof.broken:
        return
    for each in added:
        each.result()
    if rows is not None:
        table.few -= (
            set() if added else table.free
        )  # free text in one piece would be codes and text again at once
        table.add(*rows)


class _Table:
    """The cells of a table as its rows are proven: used and watched columns, named by their positions, 0, 1, 2, …"""

    def __init__(self, source: TableSource, layout: Layout, placement: Placement) -> None:
        self.source, self.layout, self.positions = source, layout, placement.positions
        self.wanted = sorted({*placement.positions.values(), *placement.watched.values()})
        self.frames: list[pl.DataFrame] = []
        self.repaired = Counter[str]()
        self.rows = 0
        self.few = set(map(str, self.wanted))
        coded = coded_columns(source.name)
        self.free = {str(at) for column, at in self.positions.items() if column not in coded}

    def add(self, lines: bytes, numbers: pl.Series) -> None:
        """Take rows that are proven. Raises `Refused` for a cell of a length that no spreadsheet can hold."""
        sent = self._cells(lines, numbers, self.wanted)
        refuse_long_cells(self.source, sent)
        odd_space = self._has_odd_space(lines)
        frame = tidy(sent, odd_space=odd_space)
        self.repaired.update(repaired(sent, frame, self.positions))
        if has_blank_rows(frame):
            # A row that is blank throughout is none; one that is blank in the columns that count is a record.
            whole = self._cells(lines, numbers, range(self.layout.columns))
            frame = without_blank_rows(tidy(whole, odd_space=odd_space)).select(frame.columns)
        self.frames.append(self._with_codes(frame))
        self.rows += frame.height

    def _with_codes(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows with the columns of few texts as codes: four bytes a cell, where a text takes sixteen."""
        many = {name for name in self.few if frame.get_column(name).n_unique() > _MOST_TEXTS}
        if many:
            self.few -= many
            texts = [pl.col(name).cast(pl.String) for name in many]
            self.frames[:] = [each.with_columns(texts) for each in self.frames]
        return frame.with_columns(pl.col(name).cast(pl.Categorical) for name in self.few)

    @property
    def hardly_anything(self) -> bool:
        """Whether millions of rows take many times their size in memory; no table of the NHS has as many."""
        codes = len(self.wanted) - len(self.free)
        row = _BYTES_OF_A_ROW + _BYTES_OF_A_CODE * codes + _BYTES_OF_A_TEXT * len(self.free)
        return self.rows * row > _TIMES_ITS_SIZE * self.source.path.stat().st_size + _BEYOND

    def frame(self) -> pl.DataFrame:
        """Give all rows away, each column in one piece: those that are worked out are, and all must be alike."""
        if not self.frames:
            texts = dict.fromkeys(map(str, self.wanted), pl.String)
            self.frames.append(self._with_codes(pl.DataFrame(schema={ROW: pl.UInt32(), **texts})))
        columns = pl.concat(self.frames, rechunk=False).get_columns()
        self.frames.clear()
        for at, column in enumerate(columns):  # one at a time: its pieces are given free before the next
            whole = column.rechunk()
            columns[at] = whole.cast(pl.String) if column.name in self.free else whole
        return pl.DataFrame(columns)

    def _cells(self, lines: bytes, numbers: pl.Series, wanted: Iterable[int]) -> pl.DataFrame:
        try:
            frame = pl.read_csv(
                lines,
                columns=list(wanted),
                has_header=False,
                separator=self.layout.separator,
                schema={str(i): pl.String for i in range(self.layout.columns)},
            )
        except pl.exceptions.PolarsError:  # its text may quote cells
            frame = None
        if frame is None or frame.height != numbers.len():
            raise self.source.refusal("file-unreadable", "the file could not be read as CSV.")
        return frame.insert_column(0, numbers)

    def _has_odd_space(self, lines: bytes) -> bool:
        """Whether white space other than the space may surround a cell."""
        odd = {b"\t", b"\x0b", b"\x0c", b'"'} - {self.layout.separator.encode()}
        if not lines.isascii() or any(sign in lines for sign in odd):
            return True
        return b"\r" in lines and lines.count(b"\r") != lines.count(b"\r\n")


def _layout(source: TableSource, head: str) -> tuple[TableSource, Layout, Placement]:
    """The delimiter under which the heading row has most known headings, then most cells; and where that row is."""
    if '"' in head:  # a single sign is found many times faster than two
        head = _FORMULA.sub(r'\1"\2"', head)
    there = [separator for separator in SEPARATORS if separator in head] or SEPARATORS[:1]
    tops = {separator: list(_top(source, head, separator)) for separator in there}
    if not any(tops.values()):
        message = f"row 1 has a cell of more than {csv.field_size_limit():,} characters."
        raise source.refusal("text-too-long", message, row=1)
    found = {separator: find_headings(source, top) for separator, top in tops.items()}

    def fit(separator: str) -> tuple[int, int]:
        row = found[separator].row
        return len(recognised(source, row)), len(row)

    separator = max(there, key=fit)
    number, row = found[separator].number, found[separator].row
    source = source.at_row(number)
    if len(row) > MOST_COLUMNS:
        raise source.refusal("file-unsafe", f"it has more than {MOST_COLUMNS:,} columns.", row=number)
    placement = place_columns(source, row, tops[separator])
    return source, Layout(separator, len(row), number), placement


def _top(source: TableSource, head: str, separator: str) -> Iterator[Row]:
    """The first rows. One that cannot be parsed ends them: if it matters, the proof of the rows will say so."""
    top = head[:_TOP]
    if '"' in top or top.count("\n") <= source.rows_to_look_at:
        top = head  # a row may have several lines, or be longer than all that
    reader = csv.reader(io.StringIO(top, newline=""), delimiter=separator)
    try:
        for row in islice(reader, source.rows_to_look_at):
            yield [cell.strip() or None for cell in row]
    except csv.Error:
        return


def _faults(source: TableSource, proof: Proof) -> Iterator[FileFault]:
    if row := proof.stray_quote:
        message = f"row {row} has a quotation mark that does not surround a whole cell, or is not closed."
        yield source.fault("stray-quote", message, row=row)
    if row := proof.swallowing:
        message = f"row {row} has a cell in quotation marks that holds whole rows; one of the marks is stray."
        yield source.fault("stray-quote", message, row=row)
    for row, cells, _ in proof.ragged:
        message = f"row {row} has {cells} cells, the headings have {proof.layout.columns}."
        yield source.fault("ragged-row", message, row=row)
    if (more := proof.ragged_rows - MOST_FAULTS) > 0:
        yield source.fault("ragged-row", f"{more} more rows have too few or too many cells.")
