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


FEWEST = 20
"""So many rows under a code, in some table, make it another organisation; fewer may be a slip of the pen."""


def only(tables: Iterable[RawTable], organisation: str) -> list[RawTable]:
    """The rows of one organisation in each table: `Split` for one of them."""
    return Split(tables).of(organisation)


class Split:
    """Tables of several organisations, taken apart once: the rows of each can then be had without looking at all.

    Where other organisations are in the files, a table without the column, and a row without a code, could be
    anybody's: that is an error among the remarks. A row under a code that is no organisation of its own stays with each
    one of them, for others to judge.
    """

    def __init__(self, tables: Iterable[RawTable]) -> None:
        self._tables = list(tables)
        self._rows: dict[int, dict[str | None, pl.DataFrame]] = {}
        self._most: dict[str, int] = {}
        for place, table in enumerate(self._tables):
            if COLUMN in table.frame.columns:
                upper = table.frame.with_columns(pl.col(COLUMN).str.to_uppercase().alias(_CODE))
                parts = upper.partition_by(_CODE, as_dict=True, include_key=False)
                self._rows[place] = {
                    str(key) if key is not None else None: part for (key,), part in parts.items()
                }
                for code, part in self._rows[place].items():
                    if code is not None:
                        self._most[code] = max(self._most.get(code, 0), part.height)

    @property
    def codes(self) -> list[str]:
        """The organisations that the tables hold, in order; one of few rows alone too, where there is no other."""
        many = [code for code, rows in self._most.items() if rows >= FEWEST]
        return sorted(many or self._most)

    def of(self, organisation: str) -> list[RawTable]:
        """The rows of one organisation in each table, with a remark on how many others were left out."""
        others = {
            code for code, rows in self._most.items() if rows >= FEWEST and not is_of(code, organisation)
        }
        if not others:
            return self._tables
        return [self._own(place, organisation, others) for place in range(len(self._tables))]

    def _own(self, place: int, organisation: str, others: set[str]) -> RawTable:
        table = self._tables[place]
        if place not in self._rows:
            return _without_column(table)
        parts = self._rows[place]
        own = [part for code, part in parts.items() if code not in others]
        frame = pl.concat(own).sort(ROW) if own else table.frame.clear()
        said = list(table.remarks)
        if left_out := table.frame.height - frame.height:
            message = (
                f"{left_out:,} rows of other organisations are left out; those of {organisation} are read."
            )
            said.append(_remark(table, "other-organisations-left-out", message))
        blank = parts.get(None)
        if blank is not None:
            first = int(blank.get_column(ROW)[0])
            message = f"{blank.height:,} rows have no organisation code, the first of them row {first}."
            said.append(_remark(table, "blank-cell", message, first))
        return replace(table, frame=frame, remarks=tuple(said), totals=None)


_CODE = "code in upper case"


def _without_column(table: RawTable) -> RawTable:
    if table.remarks and table.remarks[-1].code == "table-reshaped":  # its own row was looked for
        return table
    message = (
        f"other tables hold several organisations; without a column {COLUMN} this one could be anybody's."
    )
    return replace(table, remarks=(*table.remarks, _remark(table, "column-missing", message)))


def _remark(table: RawTable, code: str, message: str, row: int | None = None) -> FileFault:
    text = f"{table.file}: {message}"
    return FileFault(code, text, table.name, table.file, table.sheet, row, table.headings.get(COLUMN))
