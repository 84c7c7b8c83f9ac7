"""Proof that a Parquet file can be read: a process of its own reads it first.

On some damaged files polars does not raise but ends the whole process: a number of values below zero becomes an
allocation that no machine has. No look at the footer tells, since the numbers stand in every page; so the damage is
met where it can be survived.
"""

from pathlib import Path

import polars as pl
from polars import selectors as cs

from wres_calc.intake.files.own_process import survives

MOST_CELLS = 100_000_000
"""Rows times columns; six times the workforce of the whole NHS. A few kilobytes can claim to hold billions."""

LARGEST_TEXT = 2**30
"""Bytes of all texts, each counted as often as it stands in a cell; stored it may be once."""

LARGE_FILE = 2**25
"""Bytes: what a file is larger than this adds to what it may hold."""

CELLS_A_BYTE, TEXT_A_BYTE = 10, 60
"""So much is added for each such byte. In tables of the whole NHS a byte stands for 5 cells and 30 bytes of text."""

MOST_GROWTH = 5
"""No file may hold more times the above than this, however large it is."""


_TEXTS = (pl.String, pl.Categorical, pl.Enum)
_CATEGORIES = cs.by_dtype(pl.Categorical, pl.Enum)


def is_readable(path: Path) -> bool:
    """Whether another process reads the file to its end."""
    return survives(read_whole, path)


def is_compound(kind: pl.DataType) -> bool:
    """Whether cells of this type hold lists or bytes, not single values."""
    return kind.is_nested() or kind in (pl.Binary, pl.Object)


def read_whole(path: Path) -> None:
    """Read all that may be used of the file, by and by. Raises whatever polars does, `ValueError` for far too much."""
    schema = pl.read_parquet_schema(path)
    columns = [name for name, kind in schema.items() if not is_compound(kind)]
    more = max(0, path.stat().st_size - LARGE_FILE)
    rows = pl.scan_parquet(path, glob=False).select(pl.len()).collect().item()
    if rows * len(columns) > min(MOST_CELLS + CELLS_A_BYTE * more, MOST_CELLS * MOST_GROWTH):
        raise ValueError("too many cells")
    others = cs.all() - cs.string() - _CATEGORIES
    read = pl.scan_parquet(path, glob=False).select(columns)
    found = read.select(
        # Sums of as many numbers of 32 bits would begin anew at 0.
        cs.string().str.len_bytes().cast(pl.UInt64).sum(),
        _CATEGORIES.cat.len_bytes().cast(pl.UInt64).sum(),
        # Nothing but the cells themselves tells this.
        others.hash().max(),
    ).collect(engine="streaming")
    bytes_of_text = sum(column.sum() for column in found if schema[column.name] in _TEXTS)
    if bytes_of_text > min(LARGEST_TEXT + TEXT_A_BYTE * more, LARGEST_TEXT * MOST_GROWTH):
        raise ValueError("too much text")
