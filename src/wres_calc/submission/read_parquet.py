"""Parquet: any type of column becomes the text a spreadsheet would show."""

import hashlib
from collections.abc import Mapping

import polars as pl

from wres_calc.submission.columns import place
from wres_calc.submission.frames import canonical_frame, has_blank_rows, tidy, without_blank_rows
from wres_calc.submission.model import ROW, RawTable
from wres_calc.submission.parquet_proof import is_compound, is_readable
from wres_calc.submission.source import TableSource

_FIRST_ROW = 2
# Whole numbers up to here are exact in a float.
_LARGEST_WHOLE = 2**53

_DAMAGED = "the file could not be read as Parquet; it may be damaged, or hold far more rows than staff."


def read(source: TableSource) -> RawTable:
    """The Parquet file of `source` as text; its first row has the number 2, below the headings.

    Raises `Refused` for what cannot be taken as sent.
    """
    if not is_readable(source.path):
        raise source.refusal("file-unreadable", _DAMAGED)
    try:
        return _read(source)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        raise source.refusal("file-unreadable", _DAMAGED) from None


def _read(source: TableSource) -> RawTable:
    schema = pl.read_parquet_schema(source.path)
    heads = [name.strip() or None for name in schema]
    placement = place(source, heads, [heads])
    frame = tidy(_as_text(source, schema, sorted(set(placement.positions.values()))))
    if has_blank_rows(frame):
        scalar = [i for i, kind in enumerate(schema.values()) if not is_compound(kind)]
        frame = without_blank_rows(tidy(_as_text(source, schema, scalar)))
    with source.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return RawTable(
        source.name,
        source.label,
        None,
        digest,
        canonical_frame(frame, placement.positions),
        placement.headings,
        placement.ignored,
        source.settings.values,
        columns=placement.columns(),
    )


def _as_text(source: TableSource, schema: Mapping[str, pl.DataType], wanted: list[int]) -> pl.DataFrame:
    names = list(schema)
    for i in wanted:
        if is_compound(schema[names[i]]):
            message = f'the column "{names[i]}" holds lists or bytes, not single values.'
            raise source.refusal("file-unreadable", message, column=names[i])
    frame = pl.read_parquet(source.path, columns=[names[i] for i in wanted], glob=False)
    texts = [_text(names[i], schema[names[i]]).alias(str(i)) for i in wanted]
    return frame.select(texts).with_row_index(ROW, _FIRST_ROW)


def _text(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if kind == pl.Datetime:
        return column.dt.to_string("%Y-%m-%d %H:%M:%S")
    if kind.is_float():
        present = column.fill_nan(None)
        whole = (present == present.floor()) & (present.abs() < _LARGEST_WHOLE)
        return (
            pl.when(whole)
            .then(present.cast(pl.Int64, strict=False).cast(pl.String))
            .otherwise(present.cast(pl.String))
        )
    return column.cast(pl.String)
