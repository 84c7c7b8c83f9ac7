"""Every cell of a CSV or Parquet file that was read, for a copy: used columns and others, blank rows too."""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from wres_calc.intake.files.csv_text import SEPARATORS, in_its_encoding
from wres_calc.intake.files.kinds import Kind, kind_of

Row = Sequence[str | None]


def whole_rows(path: Path, header_row: int, headings: Collection[str]) -> Iterator[Row]:
    """The rows of the file from its first line on, so that the first has the number 1, as text.

    `headings` are those that were used; they tell the separator of a CSV file. Raises `ValueError` where the file
    does not read as it did.
    """
    if kind_of(path) is Kind.PARQUET:
        return _parquet(path)
    return _csv(path, header_row, headings)


def _csv(path: Path, header_row: int, headings: Collection[str]) -> Iterator[Row]:
    text = in_its_encoding(path, lambda text: b"".join(text.parts()).decode())
    for separator in SEPARATORS:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            head = [cell.strip() for cell in next(row for at, row in enumerate(rows, 1) if at == header_row)]
        except (csv.Error, StopIteration):
            continue
        # Of headings in two rows the lower one is looked at.
        if all(any(cell and cell in heading for cell in head) for heading in headings):
            return _csv_rows(text, separator)
    raise ValueError("the headings are not where they were")


def _csv_rows(text: str, separator: str) -> Iterator[Row]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error:
        raise ValueError("a row cannot be read") from None


def _parquet(path: Path) -> Iterator[Row]:
    import polars as pl

    try:
        frame = pl.read_parquet(path, glob=False)
    except pl.exceptions.PolarsError:  # its text may quote cells
        raise ValueError("the file cannot be read") from None
    yield frame.columns
    compound = [
        name for name, kind in frame.schema.items() if kind.is_nested() or kind in (pl.Binary, pl.Object)
    ]
    texts = frame.select(
        pl.lit(None, dtype=pl.String).alias(name) if name in compound else pl.col(name).cast(pl.String)
        for name in frame.columns
    )
    yield from texts.iter_rows()
