"""Totals and notes below the rows of a CSV file, which have fewer cells than its headings."""

import csv

from wres_calc.intake.files.csv_rows import Layout, Rows
from wres_calc.intake.files.leftovers import is_leftover

_MOST = 20
"""So many lines of notes a file may end with; more are rows of another shape."""


def without_tail(data: bytes, layout: Layout, rows: Rows) -> tuple[bytes, tuple[int, ...]] | None:
    """The text without the lines below its rows, and which rows these are; `None` where more than those is wrong.

    `data` is the whole file as UTF-8. Left out are lines of too few or too many cells that are a total or a note.
    """
    if not 0 < len(rows.ragged) <= _MOST or rows.more_ragged or rows.stray_quote or rows.swallowing:
        return None
    kept, left_out = data.rstrip(b"\r\n"), 0
    while left_out < len(rows.ragged):
        before, _, line = kept.rpartition(b"\n")
        if line.strip() and not _is_leftover(line.strip(b"\r"), layout):
            return None
        left_out += bool(line.strip())
        kept = before
    return kept + b"\n", tuple(row for row, _ in rows.ragged)


def _is_leftover(line: bytes, layout: Layout) -> bool:
    if line.count(b'"') % 2 or b"\r" in line:  # the end of a cell of several lines has an odd quotation mark
        return False
    cells = next(csv.reader([line.decode("utf-8")], delimiter=layout.separator.decode()))
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(cells) == layout.columns:
        return False
    return is_leftover(filled)
