"""CSV: delimiter and encoding told, every row proven, every cell text."""

import csv
import hashlib
import io
from collections.abc import Collection, Iterator
from itertools import islice
from typing import BinaryIO

import polars as pl

from wres_calc.intake.columns import Placement, Row, find_headings, place_columns, recognised
from wres_calc.intake.files.csv_cells import proven, read_cells
from wres_calc.intake.files.csv_marks import is_padded, without_formula_marks, without_padding
from wres_calc.intake.files.csv_rows import Layout, Rows
from wres_calc.intake.files.csv_shape import Shape
from wres_calc.intake.files.csv_tail import without_tail
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
from wres_calc.intake.model import FileFault, RawTable
from wres_calc.intake.unused_columns import watched_columns

HEAD = 1 << 18
"""How many bytes are looked at for the headings."""

SEPARATORS = (",", ";", "\t")
"""What may stand between the cells."""

_LONGEST_ROW = 1 << 20
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NOT_TEXT = {b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls", b"PAR1": ".parquet"}


def read(source: TableSource) -> RawTable:
    """The CSV file of `source` as text. Raises `Refused` for what cannot be taken as sent."""
    with source.path.open("rb") as file:
        head = file.read(HEAD)
        check_kind(source, head)
        _refuse_endless_row(source, file)
    if _is_plain(head) and not is_padded(source.path):
        table = _read(source, head, None)
        if table is not None:
            return table
    data = _transcoded(source)
    table = _read(source, data[:HEAD], data)
    if table is None:
        raise _encoding_unclear(source)
    return table


def _refuse_endless_row(source: TableSource, file: BinaryIO) -> None:
    """Raise `Refused` where a megabyte holds no line end: what splits rows into cells takes many times their size."""
    while part := file.read(_LONGEST_ROW):
        if len(part) == _LONGEST_ROW and b"\n" not in part and b"\r" not in part:
            message = "it has a row of more than a megabyte; look whether it is a table."
            raise source.refusal("file-unsafe", message)


def check_kind(source: TableSource, head: bytes) -> None:
    """Raises `Refused` where the first bytes are those of no text, or there are none."""
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise source.refusal("file-empty", "the file is empty.")
    for start, ending in _NOT_TEXT.items():
        if head.startswith(start):
            raise source.refusal("file-unreadable", f"this is no CSV text; it looks like an {ending} file.")


def _is_plain(head: bytes) -> bool:
    """Whether the file can be read in place, as far as `head` shows: no UTF-16, lines that end as usual."""
    return not head.startswith(_UTF16) and (b"\n" in head or b"\r" not in head)


def _transcoded(source: TableSource) -> bytes:
    """The whole file as UTF-8 with usual line ends: from UTF-16 where a mark says so, else UTF-8, else cp1252."""
    raw = source.path.read_bytes()
    for encoding in ("utf-16",) if raw.startswith(_UTF16) else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\n" not in text:
            text = text.replace("\r", "\n")
        return without_padding(text).encode()
    raise _encoding_unclear(source)


def _encoding_unclear(source: TableSource) -> Refused:
    return source.refusal(
        "encoding-unclear", "the text is neither UTF-8 nor Windows (cp1252) nor marked UTF-16."
    )


def _read(
    source: TableSource, head: bytes, data: bytes | None, cut_off: Collection[int] = ()
) -> RawTable | None:
    """The table; `None` where the bytes are not UTF-8. `data` is the whole text where it is not read in place.

    `cut_off` are rows below its end that were left out.
    """
    sent_as = source
    source, layout, placement = _layout(source, head.decode("utf-8-sig", "ignore"))
    frame, shape = proven(source, layout, data, [*placement.positions.values(), *placement.watched.values()])
    if not shape.utf8:
        return None
    if shape.nul:
        raise _encoding_unclear(source)
    if shape.rows.stray_quote and (plain := without_formula_marks(data or _transcoded(source), layout)):
        return _read(sent_as, plain[:HEAD], plain, cut_off)
    if not shape.rows.sound:
        shorter = without_tail(data or _transcoded(source), layout, shape.rows) if not cut_off else None
        if shorter is None:
            raise Refused(_faults(source, layout, shape.rows))
        return _read(sent_as, shorter[0][:HEAD], *shorter)
    if frame is None:
        raise source.refusal("file-unreadable", "the file could not be read as CSV.")
    refuse_long_cells(source, frame)
    sent, frame = frame, tidy(frame, odd_space=shape.odd_space)
    stray = repaired(sent, frame, placement.positions)
    if has_blank_rows(frame):
        frame = _without_blank_rows(source, layout, data, shape)
    found = records(source, frame, placement)
    digest = shape.sha256 if data is None else hashlib.sha256(source.path.read_bytes()).hexdigest()
    return RawTable(
        source.name,
        source.label,
        None,
        digest,
        canonical_frame(found.frame, placement.positions),
        placement.headings,
        placement.ignored,
        source.settings.values,
        source.header_row,
        placement.columns(),
        stray,
        (*_above(sent_as, source), *found.remarks, *([below(source, cut_off)] if cut_off else [])),
        found.totals,
        watched=watched_columns(found.frame, placement.watched),
    )


def _above(sent_as: TableSource, source: TableSource) -> tuple[FileFault, ...]:
    return above(source) if sent_as.settings.header_row is None else ()


def _layout(source: TableSource, head: str) -> tuple[TableSource, Layout, Placement]:
    """The delimiter under which the heading row has most known headings, then most cells; and where that row is."""
    there = [separator for separator in SEPARATORS if separator in head] or SEPARATORS[:1]
    tops = {separator: list(_top(source, head, separator)) for separator in there}
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
    return source, Layout(separator.encode(), len(row), number), placement


def _top(source: TableSource, head: str, separator: str) -> Iterator[Row]:
    """The first rows. One that cannot be parsed ends them: if it matters, the proof of the rows will say so."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        for row in islice(reader, source.rows_to_look_at):
            yield [cell.strip() or None for cell in row]
    except csv.Error:
        return


def _without_blank_rows(
    source: TableSource, layout: Layout, data: bytes | None, shape: Shape
) -> pl.DataFrame:
    """All columns, to tell a row that is blank throughout from one that is blank in the used columns."""
    whole = read_cells(source, layout, data, range(layout.columns))
    if whole is None:
        raise source.refusal("file-unreadable", "the file changed while it was read.")
    return without_blank_rows(tidy(whole, odd_space=shape.odd_space))


def _faults(source: TableSource, layout: Layout, rows: Rows) -> Iterator[FileFault]:
    if row := rows.stray_quote:
        message = f"row {row} has a quotation mark that does not surround a whole cell, or is not closed."
        yield source.fault("stray-quote", message, row=row)
    if row := rows.swallowing:
        message = f"row {row} has a cell in quotation marks that holds whole rows; one of the marks is stray."
        yield source.fault("stray-quote", message, row=row)
    for row, cells in rows.ragged[:MOST_FAULTS]:
        message = f"row {row} has {cells} cells, the headings have {layout.columns}."
        yield source.fault("ragged-row", message, row=row)
    if (more := len(rows.ragged) + rows.more_ragged - MOST_FAULTS) > 0:
        yield source.fault("ragged-row", f"{more} more rows have too few or too many cells.")
