"""Several organisations in one file: the rows of one of them."""

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from wres_calc.submission.model import FileFault, RawTable

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


def only(table: RawTable, organisation: str) -> RawTable:
    """The rows of one organisation, with a remark on how many others were left out.

    A table without the organisation's rows, or without the column, stays as it is: what that means is not told here.
    Rows without a code stay too.
    """
    if COLUMN not in table.frame.columns:
        return table
    codes = table.frame.get_column(COLUMN).unique().drop_nulls()
    own = [code for code in codes if is_of(code, organisation)]
    others = len(codes) - len(own)
    if not own or not others:
        return table
    frame = table.frame.filter(pl.col(COLUMN).is_in(own) | pl.col(COLUMN).is_null())
    left_out = table.frame.height - frame.height
    message = (
        f"{table.file}: {left_out:,} rows of {others:,} other organisation{'s' if others > 1 else ''} are left out; "
        f"those of {organisation} are read."
    )
    remark = FileFault("other-organisations-left-out", message, table.name, table.file, table.sheet)
    return replace(table, frame=frame, remarks=(*table.remarks, remark))
