"""Parquet: any type of column becomes the text a spreadsheet would show."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from wres_calc.intake.columns import Placement, place_columns
from wres_calc.intake.files.frames import canonical_frame, has_blank_rows, tidied, without_blank_rows
from wres_calc.intake.files.parquet_proof import is_compound, is_readable
from wres_calc.intake.files.source import TOP_ROWS, TableSource
from wres_calc.intake.model import ROW, RawTable, Watched
from wres_calc.intake.unused_columns import watched_columns

FIRST_ROW = 2
# Whole numbers up to here are exact in a float.
_LARGEST_WHOLE = 2**53

_DAMAGED = "the file could not be read as Parquet; it may be damaged, or hold far more rows than staff."


def read(source: TableSource) -> RawTable:
    """The Parquet file of `source` as text; its first row has the number 2, below the headings.

    Raises `Refused` for what cannot be taken as sent.
    """
    with damage(source):
        return opened(source).table()


@contextmanager
def damage(source: TableSource) -> Iterator[None]:
    """Raises `Refused` for whatever polars cannot read. What it says is never passed on: it may quote cells."""
    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        raise source.refusal("file-unreadable", _DAMAGED) from None


@dataclass(frozen=True)
class Opened:
    """A Parquet file that was proven to be readable, and where its columns are; no row is held yet."""

    source: TableSource
    schema: Mapping[str, pl.DataType]
    placement: Placement

    def table(self, where: pl.Expr | None = None) -> RawTable:
        """The rows `where` it is so, of all of them; the file is read by and by, and no other row is held."""
        frame = self._frame(self._used, where)
        if has_blank_rows(frame):
            scalar = [i for i, kind in enumerate(self.schema.values()) if not is_compound(kind)]
            frame = without_blank_rows(self._frame(scalar, where))
        return RawTable(
            self.source.name,
            self.source.label,
            None,
            self.sha256,
            canonical_frame(frame, self.placement.positions),
            self.placement.headings,
            self.placement.ignored,
            self.source.settings.values,
            columns=self.placement.columns(),
            watched=self._watched_texts(where),
        )

    def _watched_texts(self, where: pl.Expr | None) -> Mapping[str, Watched]:
        kinds = list(self.schema.values())
        single = {heading: i for heading, i in self.placement.watched.items() if not is_compound(kinds[i])}
        return watched_columns(self._frame(sorted(single.values()), where), single) if single else {}

    def cell(self, column: str) -> pl.Expr:
        """What stands in a canonical column, as text."""
        return self._cell(self.placement.positions[column])

    def scan(self, number: str | None = None) -> pl.LazyFrame:
        """The file as it is, with the `number` of each row."""
        return pl.scan_parquet(
            self.source.path, glob=False, row_index_name=number, row_index_offset=FIRST_ROW
        )

    def _frame(self, cells: Sequence[int], where: pl.Expr | None) -> pl.DataFrame:
        number = ROW
        while number in self.schema:
            number += "_"
        # Rows are chosen before their other cells are read.
        rows = self.scan(number) if where is None else self.scan(number).filter(where)
        texts = [self._cell(i).alias(str(i)) for i in cells]
        return rows.select(pl.col(number).alias(ROW), *texts).collect(engine="streaming")

    def _cell(self, position: int) -> pl.Expr:
        name = list(self.schema)[position]
        return tidied(_text(name, self.schema[name]))

    @property
    def _used(self) -> list[int]:
        return sorted(set(self.placement.positions.values()))

    @property
    def rows(self) -> int:
        """How many there are, blank ones too."""
        return int(self.scan().select(pl.len()).collect().item())

    @cached_property
    def sha256(self) -> str:
        """Of the file."""
        with self.source.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def opened(source: TableSource) -> Opened:
    """The file of `source`, proven and not yet read. Raises `Refused` for what cannot be taken as sent."""
    if not is_readable(source.path):
        raise source.refusal("file-unreadable", _DAMAGED)
    schema = pl.read_parquet_schema(source.path)
    heads = [name.strip() or None for name in schema]
    placement = place_columns(source, heads, [heads, *_first_rows(source, schema)])
    names = list(schema)
    for i in sorted(set(placement.positions.values())):
        if is_compound(schema[names[i]]):
            message = f'the column "{names[i]}" holds lists or bytes, not single values.'
            raise source.refusal("file-unreadable", message, column=names[i])
    return Opened(source, schema, placement)


def _first_rows(source: TableSource, schema: Mapping[str, pl.DataType]) -> list[tuple[str | None, ...]]:
    """The first rows as text, by which columns that are not used are known; lists and bytes are blank there."""
    cells = [
        pl.lit(None, dtype=pl.String).alias(name)
        if is_compound(kind)
        else tidied(_text(name, kind)).alias(name)
        for name, kind in schema.items()
    ]
    return pl.scan_parquet(source.path, glob=False).head(TOP_ROWS - 1).select(cells).collect().rows()


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
