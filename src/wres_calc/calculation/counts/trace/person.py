"""One person in a trace: all their rows, and what became of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from wres_calc.calculation.counts.fate import Fate
from wres_calc.calculation.counts.trace.rows import COUNTED, POPULATIONS, SEPARATOR, TableTrace
from wres_calc.submission.model import ROW, RawTable


@dataclass(frozen=True)
class PersonRow:
    """One row of the person; what it counted as is `None` where it did not count or the table does not say it."""

    row: int
    counted: bool
    fate: Fate
    populations: tuple[str, ...]
    ethnic_category: str | None
    ethnic_group: str | None
    ethnic_category_from: str | None
    staff_category: str | None
    pay_band: str | None
    year: int | None


def of_person(
    traces: Iterable[TableTrace], employee: str
) -> Iterator[tuple[RawTable, tuple[PersonRow, ...]]]:
    """Each table that has employee numbers, with the rows that have this one, letter for letter."""
    for one in traces:
        if "employee_number" in one.rows.columns:
            rows = one.rows.filter(pl.col("employee_number") == employee)
            yield one.raw, tuple(_row(row) for row in rows.iter_rows(named=True))


def _row(row: dict[str, Any]) -> PersonRow:
    return PersonRow(
        row[ROW],
        row[COUNTED] == "yes",
        Fate(row["fate"]),
        tuple(row[POPULATIONS].split(SEPARATOR)) if row.get(POPULATIONS) else (),
        row.get("ethnic_category"),
        row.get("ethnic_group"),
        row.get("ethnic_category_from"),
        row.get("staff_category"),
        row.get("pay_band"),
        row.get("year"),
    )
