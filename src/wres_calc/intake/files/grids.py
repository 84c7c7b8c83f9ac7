"""A file as it lies there: the first rows of each of its sheets as text, before anything is known of it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

import polars as pl

from wres_calc.intake.columns import Row
from wres_calc.intake.files.bounded import LARGEST_LIST, MOST_CELLS, MOST_LINES
from wres_calc.intake.files.csv_text import PART, SEPARATORS, read_text
from wres_calc.intake.files.kinds import WORKBOOK_KINDS, Kind
from wres_calc.intake.files.sheet_xml import Sheet
from wres_calc.intake.files.source import TableSource

MOST_ROWS = 500
"""How many rows of a sheet are looked at."""


@dataclass(frozen=True)
class Grid:
    """The first rows of a sheet, or of a file without sheets; a blank cell is `None`.

    `inspected` is what the text of the sheet of a workbook says besides.
    """

    sheet: str | None
    rows: tuple[Row, ...]
    inspected: Sheet = field(default_factory=Sheet)


def whole_grids(source: TableSource, most_cells: int = MOST_CELLS) -> list[Grid]:
    """Return the sheets of a short list with all their rows. Raises `Refused` for another file, or one not readable."""
    if source.path.stat().st_size > LARGEST_LIST:
        raise source.refusal("file-unsafe", f"the list is larger than {LARGEST_LIST >> 20} MB.")
    found = grids(source, MOST_LINES + 1, LARGEST_LIST)
    if any(len(grid.rows) > MOST_LINES for grid in found):
        raise source.refusal("file-unsafe", f"the list has more than {MOST_LINES:,} rows.")
    if any(len(row) > most_cells for grid in found for row in grid.rows):
        raise source.refusal("file-unsafe", f"the list has a row of more than {most_cells} cells.")
    return found


def grids(source: TableSource, most: int = MOST_ROWS, most_bytes: int = PART) -> list[Grid]:
    """The sheets of the file at `source` that hold anything, with their first rows; of text the first bytes count.

    Raises `Refused` for a file that cannot be read.
    """
    if source.kind in WORKBOOK_KINDS:
        from wres_calc.intake.files.read_excel import every_sheet

        return [Grid(sheet, tuple(rows), inspected) for sheet, rows, inspected in every_sheet(source, most)]
    if source.kind is Kind.PARQUET:
        return [_parquet(source, most)]
    if source.kind is not Kind.TEXT:
        raise source.not_a_table(source.kind)
    return [_csv(source, most, most_bytes)]


def _parquet(source: TableSource, most: int) -> Grid:
    from wres_calc.intake.files.parquet_proof import is_readable

    if not is_readable(source.path):
        raise source.refusal("file-unreadable", "the file could not be read as Parquet.")
    frame = pl.scan_parquet(source.path, glob=False).head(most).collect()
    rows = [[None if cell is None else str(cell) for cell in row] for row in frame.rows()]
    return Grid(None, (tuple(frame.columns), *rows))


def _csv(source: TableSource, most: int, most_bytes: int) -> Grid:
    """The rows under the separator that gives most cells."""
    text = read_text(source, lambda text: text.head(most_bytes))
    found = [_rows(text, separator, most) for separator in SEPARATORS]
    return Grid(None, tuple(max(found, key=lambda rows: sum(map(len, rows)))))


def _rows(text: str, separator: str, most: int) -> Sequence[Row]:
    rows: list[Row] = []
    try:
        for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), most):
            rows.append([cell.strip() or None for cell in row])
    except csv.Error:
        pass
    return rows
