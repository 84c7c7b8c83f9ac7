"""Populations that came already counted, and survey percentages that came already published."""

from collections.abc import Iterator
from fractions import Fraction

from wres_calc.checking.validate import ValidatedTable
from wres_calc.counting.from_rows import empty_workforce, workforce_parts
from wres_calc.counting.grouping import Tally, mean
from wres_calc.counting.model import WHOLE, Counted, Part, Published
from wres_calc.counting.values import Number
from wres_calc.facts.pay import OF_WHICH

Row = tuple[str, str | None, str | None, int]


def populations(table: ValidatedTable) -> dict[str, Counted]:
    """Every population that the `counts` table holds, or a recruitment summary, which has several rows for a group."""
    names = table.frame.get_column("population").unique(maintain_order=True)
    found = {name: list(_rows(table, name)) for name in names}
    result = {
        name: Counted({WHOLE: _tally(rows)}, table.raw.name)
        for name, rows in found.items()
        if name != "workforce" and not name.startswith("board_")
    }
    if "workforce" in found:
        result["workforce"] = _workforce(found["workforce"])
    if "board" in found:
        result["board"] = _board(
            {name: _tally(rows) for name, rows in found.items() if name.startswith("board")}
        )
    return result


def _rows(table: ValidatedTable, population: str) -> Iterator[Row]:
    """(group, staff category, pay band, people) of one population."""
    for row in table.frame.iter_rows(named=True):
        if row["population"] == population:
            yield row["group"], row.get("staff_category"), row.get("pay_band"), row["people"]


def _tally(rows: list[Row]) -> Tally:
    by_group: dict[str, Number] = {}
    for group, _, _, people in rows:
        by_group[group] = by_group.get(group, 0) + people
    return Tally(by_group, None)


def _workforce(rows: list[Row]) -> Counted:
    """The workforce by band where bands came, else its bare total alone."""
    banded = [row for row in rows if row[2] is not None]
    if not banded:
        return Counted({WHOLE: _tally(rows)}, "counts")
    parts = empty_workforce()
    for group, category, band, people in banded:
        for part in _parts(str(category), str(band)):
            parts[part][group] = parts[part].get(group, 0) + people
    return Counted({part: Tally(by_group, None) for part, by_group in parts.items()}, "counts")


def _parts(category: str, band: str) -> list[Part]:
    """An "of which" count is in the count of its whole already, and so in every sum."""
    parts = workforce_parts(category, band)
    return [(("staff_category", category), ("pay_band", band))] if band in OF_WHICH else parts


def _board(tallies: dict[str, Tally]) -> Counted:
    """The board's parts; the parts whose count did not come are left out."""
    total = tallies["board"]
    parts: dict[Part, Tally] = {WHOLE: total, (("board", "total"),): total}
    for name in ("voting", "executive"):
        part = tallies.get(f"board_{name}")
        if part is not None:
            rest = {group: people - part.by_group.get(group, 0) for group, people in total.by_group.items()}
            parts[(("board", name),)] = part
            parts[(("board", f"non_{name}"),)] = Tally(rest, None)
    return Counted(parts, "counts")


def two_year_mean(this: Counted, previous: Counted) -> Counted:
    """The mean of two years' counts."""
    tally = mean((this.tallies[WHOLE], previous.tallies[WHOLE]))
    return Counted({WHOLE: tally}, this.table, this.steps, previous)


def published(table: ValidatedTable) -> dict[tuple[int, str], Published]:
    """Survey percentages by indicator and ethnic group."""
    return {
        (row["indicator"], row["group"]): Published(Fraction(row["percentage"]), row.get("respondents"))
        for row in table.frame.iter_rows(named=True)
    }
