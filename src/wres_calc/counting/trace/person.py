"""One person in a trace: all their rows, and what became of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from wres_calc.counting.fate import Fate
from wres_calc.counting.trace.rows import COUNTED, POPULATIONS, SEPARATOR, TableTrace
from wres_calc.intake.model import ROW, RawTable
from wres_calc.intake.repairs import COLUMN, FORM, KEY


@dataclass(frozen=True)
class PersonRow:
    """One row of the person; what it counted as is `None` where it did not count or the table does not say it."""

    row: int
    counted: bool
    fate: Fate
    populations: tuple[str, ...]
    ethnic_category: str | None
    group: str | None
    ethnic_category_from: str | None
    staff_category: str | None
    pay_band: str | None
    year: int | None


def of_person(
    traces: Iterable[TableTrace], employee: str
) -> Iterator[tuple[RawTable, tuple[PersonRow, ...]]]:
    """Find the person's rows in each table that has employee numbers.

    The number is compared without regard to case and, where that is one number alone, to leading zeros.
    """
    form, key = pl.DataFrame({COLUMN: [employee]}).select(FORM.alias("form"), KEY.alias("key")).row(0)
    found = [(one.raw, one.rows.filter(key == KEY)) for one in traces if COLUMN in one.rows.columns]
    forms = {each for _, rows in found for each in rows.select(FORM).to_series()}
    for raw, rows in found:
        own = rows if len(forms) == 1 else rows.filter(form == FORM)
        yield raw, tuple(_row(row) for row in own.iter_rows(named=True))


def _row(row: dict[str, Any]) -> PersonRow:
    return PersonRow(
        row[ROW],
        row[COUNTED] == "yes",
        Fate(row["fate"]),
        tuple(row[POPULATIONS].split(SEPARATOR)) if row.get(POPULATIONS) else (),
        row.get("ethnic_category"),
        row.get("group"),
        row.get("ethnic_category_from"),
        row.get("staff_category"),
        row.get("pay_band"),
        row.get("year"),
    )
