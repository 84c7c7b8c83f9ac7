"""Populations that came already counted, and survey percentages that came already published."""

from collections.abc import Iterator
from fractions import Fraction

import polars as pl

from wres_calc.checking.validate import ValidatedTable
from wres_calc.counting.dimensions import (
    WHOLE,
    Part,
    band_part,
    board_part,
    every_workforce_part,
    workforce_parts,
)
from wres_calc.counting.model import Counted, Number, Published, Tally
from wres_calc.facts.characteristics import Grouping
from wres_calc.facts.indicator_number import IndicatorNumber, parse
from wres_calc.facts.pay import OF_WHICH

_Row = tuple[str, str | None, str | None, int]


def populations(table: ValidatedTable, main: Grouping, *, clustered: bool = False) -> dict[str, Counted]:
    """Every population that the `counts` table holds, or a recruitment summary, which has several rows for a group.

    Those that are counted by the groups of another characteristic are left out.
    """
    others = pl.col("group").is_in(list(main.groups)).not_()
    foreign = set(table.frame.filter(others).get_column("population"))
    names = table.frame.get_column("population").unique(maintain_order=True)
    found = {name: list(_rows(table, name)) for name in names if name not in foreign}
    tallies = {name: _tally(rows) for name, rows in found.items()}
    result = {
        name: Counted({WHOLE: tally}, table.raw.name)
        for name, tally in tallies.items()
        if not name.startswith("board_")
    }
    if "workforce" in found:
        result["workforce"] = _workforce(found["workforce"], clustered=clustered)
    if "board" in found:
        result["board"] = _board(tallies)
    return result


def _rows(table: ValidatedTable, population: str) -> Iterator[_Row]:
    """(group, staff category, pay band, people) of one population."""
    for row in table.frame.iter_rows(named=True):
        if row["population"] == population:
            yield row["group"], row.get("staff_category"), row.get("pay_band"), row["people"]


def _tally(rows: list[_Row]) -> Tally:
    by_group: dict[str, Number] = {}
    for group, _, _, people in rows:
        by_group[group] = by_group.get(group, 0) + people
    return Tally(by_group, None)


def _workforce(rows: list[_Row], *, clustered: bool) -> Counted:
    """The workforce by band where bands came, else its bare total alone.

    An "of which" count is in the count of its whole already, and so in every sum.
    """
    banded = [row for row in rows if row[2] is not None]
    if not banded:
        return Counted({WHOLE: _tally(rows)}, "counts")
    parts: dict[Part, list[_Row]] = {part: [] for part in every_workforce_part(clustered=clustered)}
    for row in banded:
        category, band = str(row[1]), str(row[2])
        own = (
            (band_part(category, band),)
            if band in OF_WHICH
            else workforce_parts(category, band, clustered=clustered)
        )
        for part in own:
            parts[part].append(row)
    return Counted({part: _tally(own) for part, own in parts.items()}, "counts")


def _board(tallies: dict[str, Tally]) -> Counted:
    """The board's parts; the parts whose count did not come are left out."""
    total = tallies["board"]
    parts: dict[Part, Tally] = {WHOLE: total, board_part("total"): total}
    for name in ("voting", "executive"):
        part = tallies.get(f"board_{name}")
        if part is not None:
            rest = {group: people - part.by_group.get(group, 0) for group, people in total.by_group.items()}
            parts[board_part(name)] = part
            parts[board_part(f"non_{name}")] = Tally(rest, None)
    return Counted(parts, "counts")


def published(table: ValidatedTable) -> dict[tuple[IndicatorNumber, str], Published]:
    """Survey percentages by indicator and group."""
    return {
        (number, row["group"]): Published(Fraction(row["percentage"]), row.get("respondents"))
        for row in table.frame.iter_rows(named=True)
        if (number := parse(row["indicator"])) is not None
    }
