"""A Parquet file of many organisations, too long to be held: the rows of a few organisations at a time are read.

The file is read anew for each few. That costs little, since only the codes are read to their end, and nothing needs a
place on a disk.
"""

from collections.abc import Collection, Container, Mapping
from itertools import groupby
from pathlib import Path

import polars as pl

from wres_calc.errors import UnreadableInput
from wres_calc.intake.files.plain_cells import plain_cells
from wres_calc.intake.files.read_parquet import FIRST_ROW, Opened, damage, opened
from wres_calc.intake.files.source import Refused, TableSource
from wres_calc.intake.model import RawTable
from wres_calc.intake.organisations import COLUMN, Parts, by_code

ROWS_AT_ONCE = 500_000
"""A file of more rows is taken in parts of about so many; one organisation is never divided."""


def read_or_part(source: TableSource) -> "RawTable | ParquetParts":
    """The file of `source` as `read` would have it, or its organisations where it is too long to be held.

    Raises `Refused` for what cannot be taken as sent.
    """
    with damage(source):
        file = opened(source)
        if file.rows <= ROWS_AT_ONCE or COLUMN not in file.placement.positions:
            return plain_cells(file.table())
        return ParquetParts(file)


class ParquetParts(Parts):
    """The rows of the organisations of one file, read when asked for."""

    def __init__(self, file: Opened) -> None:
        """Count the rows under each code; those without one are looked at, since blank rows are not counted."""
        self._file, self._stamp = file, _stamp(file.source.path)
        self._code = file.cell(COLUMN).str.to_uppercase()
        counted = file.scan().group_by(self._code.alias(COLUMN)).agg(pl.len()).collect(engine="streaming")
        super().__init__(plain_cells(file.table(self._code.is_null())))
        self.counts = {**dict(counted.iter_rows()), None: self.table.rows}
        self._families: Collection[str] = ()
        self._rows: Mapping[str | None, pl.DataFrame] = {}

    def rows(self) -> Container[int]:
        """The numbers of all rows, blank ones too."""
        return range(FIRST_ROW, FIRST_ROW + self._file.rows)

    def whole(self) -> RawTable:
        """All rows."""
        return self._read(None)

    def of(self, organisation: str, many: Collection[str]) -> Mapping[str | None, pl.DataFrame]:
        """The rows by code: of the organisation and its sites, of others beside it, and of none of the `many`."""
        family = _family(organisation.upper())
        if family not in self._families:
            self._rows = {}
            self._families = self._beside(family, many)
            elsewhere = [code for code in many if _family(code) not in self._families]
            self._rows = by_code(self._read(~self._code.is_in(elsewhere).fill_null(value=False)).frame)
        return self._rows

    def _beside(self, family: str, many: Collection[str]) -> Collection[str]:
        """The families that are read together with one: those that follow each other, as long as they are few rows."""
        together: list[str] = []
        rows = 0
        for each, codes in groupby(sorted(many), _family):
            more = sum(self.counts.get(code, 0) for code in codes)
            if together and rows + more > ROWS_AT_ONCE:
                if family in together:
                    break
                together, rows = [], 0
            together.append(each)
            rows += more
        return together if family in together else [family]

    def _read(self, where: pl.Expr | None) -> RawTable:
        """The rows `where` it is so, of the file that was counted."""
        source = self._file.source
        if _stamp(source.path) != self._stamp:
            raise UnreadableInput(f"{source.label} has changed while it was read.", "Run it once more.")
        try:
            with damage(source):
                return plain_cells(self._file.table(where))
        except Refused as refused:
            raise UnreadableInput(" ".join(fault.message for fault in refused.faults)) from None


def _stamp(path: Path) -> tuple[int, int, int]:
    """What tells a file from the same one changed."""
    now = path.stat()
    return now.st_ino, now.st_size, now.st_mtime_ns


def _family(code: str) -> str:
    """What a trust and its sites have in common; they are read together."""
    return code[:3]
