"""Flat tables of figures as CSV for a spreadsheet and as Parquet for a program."""

import csv
import io
from collections.abc import Iterable, Sequence

from wres_calc.report.report import Report
from wres_calc.report.safe import guarded
from wres_calc.report.tidy import COLUMNS, Cell, Row, columns_of, frame, rows

HEADING = ",".join(COLUMNS[: COLUMNS.index("group")])
"""How the first line of a table of figures begins; a submission's own breakdowns come next."""
MADE_BY = b"wres-calc figures"
"""Stands in the foot of a Parquet file of ours."""


def text(report: Report) -> str:
    """Return the figures with a heading line; lines end in CR LF, as spreadsheets write them.

    Text that a spreadsheet would take for a formula has an apostrophe before it; numbers, negative ones too, are plain.
    What is withheld is blank, so that a column of numbers is one for every reader: its status says so.
    """
    return table(columns_of(report), rows(report))


def table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV with a heading line; what a row does not say is blank."""
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: _field(cell) for column, cell in row.items()})
    return target.getvalue()


def encoded(report: Report) -> bytes:
    """Return the same as the bytes of a file: UTF-8 with the byte-order mark that Excel goes by."""
    return text(report).encode("utf-8-sig")


def parquet(report: Report) -> bytes:
    """Return the figures as Parquet, typed: what is withheld is null, and its status says so."""
    return parquet_table(columns_of(report), rows(report))


def parquet_table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return rows as the bytes of a Parquet file."""
    target = io.BytesIO()
    frame(columns, rows).write_parquet(target, metadata={"made_by": MADE_BY.decode()})
    return target.getvalue()


def _field(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case _:
            return repr(cell)
