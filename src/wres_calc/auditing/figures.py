"""The figures of a report as a reader sees them: which count stands where, and what each figure is formed from.

The counts behind a measure follow from the contract (section 4) and the year's definitions, not from the program's own
notes on them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from wres_calc.auditing.seen import EVERYBODY, Between, Cell, Figure, Part, Percentage, Seen
from wres_calc.standards.model import (
    GapIndicator,
    Indicator,
    PercentageIndicator,
    RelativeLikelihoodIndicator,
    ShareIndicator,
    Standard,
)

Row = Mapping[str, Any]
"""A measure as it is printed: the fields of the report's JSON. A count that is withheld is the marker or `None`."""

_RATES = ("share", "likelihood", "percentage")


def see(seen: Seen, rows: Iterable[tuple[int, Row]], definitions: Standard, place: str) -> None:
    """Note every printed measure, given with the number of its indicator."""
    by_number = {indicator.number: indicator for indicator in definitions.indicators}
    for number, row in rows:
        indicator = by_number[number]
        if getattr(indicator, "period", "") == "two_year_average":
            seen.doubled.add(indicator.events)  # type: ignore[union-attr]
        where = f"{place}, indicator {number}, {row['measure']}, {_said(row)}"
        if row["measure"] in _RATES:
            _see_rate(seen, indicator, row, where)
        elif row["value"] is not None:
            seen.figures.append(Figure(row["measure"], frozenset(_inputs(indicator, row)), where))


def counts_behind(indicator: Indicator, row: Row) -> list[Cell]:
    """The counts a measure is formed from: of a rate its numerator and its denominator, in this order."""
    if row["measure"] in _RATES:
        return list(_counts(indicator, row, row["group"]))
    return list(_inputs(indicator, row))


def _see_rate(seen: Seen, indicator: Indicator, row: Row, where: str) -> None:
    cell, base = _counts(indicator, row, row["group"])
    withheld = row["status"] == "suppressed"
    for each, number in ((cell, row["numerator"]), (base, row["denominator"])):
        if isinstance(number, int | float):
            whole = round(number * (2 if each.population in seen.doubled else 1))
            seen.print_count(each, Between(whole, whole), where)
        elif withheld:
            seen.hide_count(each, where, number or "(empty)")
    if row["value"] is None:
        return
    seen.figures.append(Figure(row["measure"], frozenset((cell, base)), where))
    if withheld or cell not in seen.counts:
        _see_percentage(seen, cell, base, row["value"])


def _see_percentage(seen: Seen, cell: Cell, base: Cell, value: float) -> None:
    """A percentage whose count is not printed: not rounded, but no more exact than a number of the machine."""
    if {cell, base} <= seen.cells:
        seen.percentages.append(Percentage(cell, base, value - 1e-9, value + 1e-9))


def _inputs(indicator: Indicator, row: Row) -> Iterable[Cell]:
    """The counts that a ratio, difference or gap is formed from."""
    yield from _counts(indicator, row, row["group"])
    if row["compared_with"] is not None:
        yield from _counts(indicator, row, row["compared_with"])
    elif row["measure"] == "gap_to_workforce":
        yield Cell("workforce", (), _group(row["group"]))
        yield Cell("workforce", (), EVERYBODY)


def _counts(indicator: Indicator, row: Row, group: str) -> tuple[Cell, Cell]:
    """The numerator and the denominator of a group's rate."""
    part: Part = tuple((key, value) for key, value in row["breakdown"].items() if key != "grouping")
    group = _group(group)
    match indicator:
        case ShareIndicator() | GapIndicator():
            part = () if part == (("board", "total"),) else part
            return Cell(indicator.population, part, group), Cell(indicator.population, part, EVERYBODY)
        case RelativeLikelihoodIndicator():
            return Cell(indicator.events, part, group), Cell(indicator.base, part, group)
        case PercentageIndicator():
            name = f"survey_{indicator.number}"
            return Cell(f"{name}_yes", part, group), Cell(f"{name}_answered", part, group)


def _group(group: str) -> str:
    return "unknown" if group == "Z" else group


def _said(row: Row) -> str:
    parts = [f"{key} {value}" for key, value in row["breakdown"].items()]
    return ", ".join([*parts, row["group"]])
