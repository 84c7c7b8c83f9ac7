"""From cells as read to cells as text: white space off, blank is null, blank rows left out."""

from collections.abc import Mapping

import polars as pl

from wres_calc.intake.files.sheet_reach import LONGEST_CELL
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.model import ROW


def tidy(frame: pl.DataFrame, *, odd_space: bool = True) -> pl.DataFrame:
    """Every text column stripped, and null where nothing is left.

    `odd_space` says whether white space other than the space may surround a cell. Columns with nothing to strip are
    passed on as they are: at 1.5 million rows a copy of each would cost more than reading them.
    """
    texts = [name for name in frame.columns if name != ROW]
    if not odd_space and texts:
        cells = pl.col(texts)
        # Nothing, and a space, sort before every other text: one look at the least of a column tells both.
        found = frame.select((cells.min() < "!") | cells.str.ends_with(" ").any())
        texts = [name for name in texts if found.item(0, name)]
    changed = []
    for name in texts:
        stripped = frame.get_column(name).str.strip_chars()
        if (stripped != frame.get_column(name)).any() or (stripped == "").any():
            changed.append(stripped.set(stripped == "", None))
    return frame.with_columns(changed) if changed else frame


def texts_of(column: pl.Series) -> pl.Series:
    """The different texts of a column that is kept as codes; the cells of any other."""
    return column.unique().cast(pl.String) if column.dtype == pl.Categorical else column


def refuse_long_cells(source: TableSource, frame: pl.DataFrame) -> None:
    """Raise `Refused` where a cell is longer than a spreadsheet can hold: what follows would copy it many times."""
    longest = frame.select(pl.exclude(ROW).str.len_bytes().max())
    for name in longest.columns:
        if (longest.item(0, name) or 0) <= LONGEST_CELL:
            continue
        long = frame.filter(pl.col(name).str.len_chars() > LONGEST_CELL)
        if not long.is_empty():
            row, at = int(long.item(0, ROW)), int(name) + 1
            message = f"row {row}, column {at}: the cell holds more than {LONGEST_CELL:,} characters."
            raise source.refusal("text-too-long", message, row=row)


def tidied(cell: pl.Expr) -> pl.Expr:
    """A cell as `tidy` leaves it."""
    stripped = cell.str.strip_chars()
    return pl.when(stripped != "").then(stripped)


def repaired(sent: pl.DataFrame, tidied: pl.DataFrame, positions: Mapping[str, int]) -> dict[str, int]:
    """How many filled cells of each used column `tidy` took white space off; columns without any are left out."""
    if sent is tidied or not positions:
        return {}
    changed = {
        column: (tidied.get_column(str(i)) != sent.get_column(str(i))).sum()
        for column, i in positions.items()
    }
    return {column: int(cells) for column, cells in changed.items() if cells}


def has_blank_rows(frame: pl.DataFrame) -> bool:
    """Whether some row has no text in any column of `frame`."""
    texts = [name for name in frame.columns if name != ROW]
    if any(frame[name].null_count() == 0 for name in texts):
        return False
    return bool(frame.select(pl.all_horizontal(pl.col(texts).is_null()).any()).item())


def without_blank_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """`frame` without the rows that have no text in any column."""
    return frame.filter(~pl.all_horizontal(pl.exclude(ROW).is_null()))


def canonical_frame(frame: pl.DataFrame, positions: Mapping[str, int]) -> pl.DataFrame:
    """The used columns under their canonical names, from a frame whose columns are named 0, 1, 2, …"""
    return frame.select(ROW, *(pl.col(str(i)).alias(column) for column, i in positions.items()))
