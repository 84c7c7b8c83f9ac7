"""Proof that a Parquet file can be read: a process of its own reads it first.

On some damaged files polars does not raise but ends the whole process: a number of values below zero becomes an
allocation that no machine has. No look at the footer tells, since the numbers stand in every page; so the damage is
met where it can be survived. Run as a module, with the path of a file: exit code 0 says that it was read.
"""

import sys
from pathlib import Path

import polars as pl
from polars import selectors as cs

from wres_calc.submission.own_process import succeeds

MOST_CELLS = 100_000_000
"""Rows times columns; six times the workforce of the whole NHS. A few kilobytes can claim to hold billions."""

LARGEST_TEXT = 2**30
"""Bytes of all texts, each counted as often as it stands in a cell; stored it may be once."""


def is_readable(path: Path) -> bool:
    """Whether another process reads the file to its end."""
    return succeeds(__name__, str(path))


def is_compound(kind: pl.DataType) -> bool:
    """Whether cells of this type hold lists or bytes, not single values."""
    return kind.is_nested() or kind in (pl.Binary, pl.Object)


def read_whole(path: Path) -> None:
    """Read all that may be used of the file. Raises whatever polars does, and `ValueError` for far too much."""
    columns = [name for name, kind in pl.read_parquet_schema(path).items() if not is_compound(kind)]
    rows = pl.scan_parquet(path, glob=False).select(pl.len()).collect().item()
    if rows * len(columns) > MOST_CELLS:
        raise ValueError("too many cells")
    frame = pl.read_parquet(path, columns=columns, glob=False)
    texts = frame.select(cs.string().str.len_bytes(), cs.by_dtype(pl.Categorical, pl.Enum).cat.len_bytes())
    if sum(column.sum() for column in texts) > LARGEST_TEXT:
        raise ValueError("too much text")


if __name__ == "__main__":
    read_whole(Path(sys.argv[1]))
