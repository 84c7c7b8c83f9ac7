"""What became of rows that came ready-made: people already counted, survey percentages already published."""

from collections.abc import Collection
from typing import Any

import polars as pl

from wres_calc.checking.across import came_in_rows
from wres_calc.checking.dates import years_back
from wres_calc.checking.validate import ValidatedTable
from wres_calc.counting.fate import FATE, FATES, Fate
from wres_calc.counting.model import Counts
from wres_calc.counting.values import Reason
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.facts.pay import OF_WHICH
from wres_calc.standards.model import Standard

_PREVIOUS = "_previous_year"


def counts_rows(
    table: ValidatedTable, counts: Counts, definitions: Standard, sent: Collection[str]
) -> pl.DataFrame:
    """The rows of `counts`, or of a table in its form, with `fate`, `populations` and `year`.

    An "of which" band is in its whole already: it counts in its band alone, which is no population of its own.
    `sent` are all other tables that came, readable or not.
    """
    rows = list(table.frame.iter_rows(named=True))
    banded = any(row["population"] == "workforce" and row.get("pay_band") for row in rows)
    fates = [_fate(row, counts, definitions, sent, banded) for row in rows]
    names = [row["population"].removesuffix(_PREVIOUS) for row in rows]
    years = [definitions.reporting_year - row["population"].endswith(_PREVIOUS) for row in rows]
    populations = [
        "workforce_of_which" if one is Fate.COUNTED_IN_BAND_ONLY else name
        for one, name in zip(fates, names, strict=True)
    ]
    return table.frame.with_columns(
        pl.Series(FATE, fates, dtype=FATES),
        pl.Series("populations", populations, dtype=pl.String),
        pl.Series("year", years, dtype=pl.Int32),
    )


def _fate(
    row: dict[str, Any], counts: Counts, definitions: Standard, sent: Collection[str], banded: bool
) -> Fate:
    name, band = row["population"], row.get("pay_band")
    population = "board" if name.startswith("board_") else name.removesuffix(_PREVIOUS)
    if came_in_rows(name, sent):
        return Fate.ROWS_ARE_USED
    if population not in counts.populations:
        missing = counts.missing.get(population)
        return Fate.PREVIOUS_YEAR_MISSING if missing is Reason.PREVIOUS_YEAR_MISSING else Fate.NOT_USED
    if name.endswith(_PREVIOUS) and not years_back(definitions, population):
        return Fate.NOT_USED
    if name == "workforce" and banded and band is None:
        return Fate.BANDS_ARE_USED
    return Fate.COUNTED_IN_BAND_ONLY if band in OF_WHICH else Fate.COUNTED


def survey_summary_rows(table: ValidatedTable, counts: Counts, rows_sent: bool) -> pl.DataFrame:
    """The rows of `survey_summary` with `fate` and `populations`; `rows_sent`: respondents came too."""
    shown = CHARACTERISTICS[counts.standard.characteristic].main.known_groups
    fates, populations = [], []
    for number, group in table.frame.select("indicator", "group").iter_rows():
        used = (number, group) in counts.published and group in shown
        fates.append(Fate.COUNTED if used else Fate.ROWS_ARE_USED if rows_sent else Fate.NOT_USED)
        populations.append(f"survey_{number}_published")
    return table.frame.with_columns(
        pl.Series(FATE, fates, dtype=FATES), pl.Series("populations", populations, dtype=pl.String)
    )
