"""Several organisations in one file: the rows of one of them."""

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from wres_calc.submission.model import ROW, FileFault, RawTable

COLUMN = "organisation_code"


def is_of(code: str, organisation: str) -> bool:
    """Whether a code is the organisation's: its own, or the five-character one of a site of a three-character trust."""
    code, own = code.upper(), organisation.upper()
    return code == own or (len(own) == 3 and len(code) == 5 and code.startswith(own))


def organisations_in(tables: Iterable[RawTable]) -> list[str]:
    """The codes that the rows of the tables carry, in upper case and in order."""
    found: set[str] = set()
    for table in tables:
        if COLUMN in table.frame.columns:
            found |= {code.upper() for code in table.frame.get_column(COLUMN).unique().drop_nulls()}
    return sorted(found)


FEWEST = 20
"""So many rows under a code, in some table, make it another organisation; fewer may be a slip of the pen."""


def others_in(tables: Iterable[RawTable], organisation: str) -> set[str]:
    """The codes of other organisations: those with at least `FEWEST` rows in some table."""
    found: set[str] = set()
    for table in tables:
        if COLUMN in table.frame.columns:
            counted = table.frame.group_by(pl.col(COLUMN).str.to_uppercase()).len().drop_nulls()
            found |= {code for code, rows in counted.iter_rows() if rows >= FEWEST}
    return {code for code in found if not is_of(code, organisation)}


def only(tables: Iterable[RawTable], organisation: str) -> list[RawTable]:
    """The rows of one organisation in each table, with a remark on how many others were left out.

    Where other organisations are in the files, a table without the column, and a row without a code, could be
    anybody's: that is an error among the remarks. A row under a code that is no organisation of its own stays, for
    others to judge.
    """
    tables = list(tables)
    others = others_in(tables, organisation)
    if not others:
        return tables
    return [_own(table, organisation, others) for table in tables]


def _own(table: RawTable, organisation: str, others: set[str]) -> RawTable:
    def remark(code: str, message: str, row: int | None = None) -> FileFault:
        text = f"{table.file}: {message}"
        return FileFault(code, text, table.name, table.file, table.sheet, row, table.headings.get(COLUMN))

    if COLUMN not in table.frame.columns:
        if table.remarks and table.remarks[-1].code == "table-reshaped":  # its own row was looked for
            return table
        message = (
            f"other tables hold several organisations; without a column {COLUMN} this one could be anybody's."
        )
        return replace(table, remarks=(*table.remarks, remark("column-missing", message)))
    code = pl.col(COLUMN).str.to_uppercase()
    frame = table.frame.filter(~code.is_in(sorted(others)).fill_null(False))
    said = list(table.remarks)
    if left_out := table.frame.height - frame.height:
        message = f"{left_out:,} rows of other organisations are left out; those of {organisation} are read."
        said.append(remark("other-organisations-left-out", message))
    blank = frame.filter(pl.col(COLUMN).is_null()).get_column(ROW)
    if len(blank):
        message = f"{len(blank):,} rows have no organisation code, the first of them row {blank[0]}."
        said.append(remark("blank-cell", message, int(blank[0])))
    return replace(table, frame=frame, remarks=tuple(said))
