"""One figure from counts: a percentage, a difference, a ratio. Exact fractions of whole numbers, nothing rounded."""

from fractions import Fraction

from wres_calc.counting.grouping import Tally
from wres_calc.counting.model import WHOLE, Part
from wres_calc.counting.values import Number, Reason
from wres_calc.facts.characteristics import EVERYBODY, Grouping
from wres_calc.figures.result import Cell, Measure, Unit

TOTAL: Part = (("board", "total"),)
"""The whole board, as its shares name it."""


def cell(population: str, part: Part, group: str) -> Cell:
    """Where a count stands: the whole board has one place, however it is asked for."""
    return Cell(population, WHOLE if part == TOTAL else part, group)


def percent(
    measure: str,
    part: Part,
    grouping: Grouping,
    group: str,
    numerator: Number | None,
    denominator: Number | None,
    cells: tuple[Cell, ...],
    years: int = 1,
) -> Measure:
    """A count of a base, in percent. `cells` are the places of the two; the count may be a mean of `years`."""
    value, reason = None, None
    if numerator is None or denominator is None:
        numerator = denominator = None
        reason = Reason.NO_DETAIL_IN_COUNTS
    elif denominator == 0:
        reason = Reason.NOBODY_IN_GROUP
    else:
        value = Fraction(100 * numerator, denominator)
    breakdown = dict(part) | grouping.breakdown
    return Measure(
        measure,
        group,
        Unit.PERCENT,
        value,
        reason,
        breakdown,
        numerator=numerator,
        denominator=denominator,
        years=years,
        cells=cells if numerator is not None else (),
    )


def share(population: str, tally: Tally | None, part: Part, grouping: Grouping, group: str) -> Measure:
    """The share of a group in a part of a population, the unknown in the base; no tally, no figure."""
    people = None if tally is None else tally.people(grouping, group)
    total = None if tally is None else tally.total
    cells = cell(population, part, grouping.names[group]), cell(population, part, EVERYBODY)
    return percent("share", part, grouping, group, people, total, cells)


def minus(measure: str, this: Measure, other: Measure, compared_with: str | None = None) -> Measure:
    """Percentage points between a measure and a benchmark; without either, the reason of what is missing."""
    value = None if this.value is None or other.value is None else this.value - other.value
    return Measure(
        measure,
        this.group,
        Unit.PERCENTAGE_POINTS,
        value,
        None if value is not None else this.reason or other.reason,
        this.breakdown,
        compared_with,
        formed_from=(this, other),
    )


def ratio(over: Measure, under: Measure) -> Measure:
    """One group's likelihood over another's."""
    value, reason = None, over.reason or under.reason
    if over.value is not None and under.value is not None:
        if under.value == 0:
            reason = Reason.NO_EVENTS_IN_COMPARISON_GROUP
        else:
            value = over.value / under.value
    return Measure(
        "relative_likelihood",
        over.group,
        Unit.RATIO,
        value,
        reason,
        over.breakdown,
        compared_with=under.group,
        formed_from=(over, under),
    )
