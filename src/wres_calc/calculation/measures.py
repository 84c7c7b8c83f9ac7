"""One figure from counts: a percentage, a difference, a ratio. Exact fractions of whole numbers, nothing rounded."""

from fractions import Fraction

from wres_calc.calculation.counts.model import Part
from wres_calc.calculation.grouping import Grouping, Tally
from wres_calc.calculation.result import Measure, Number, Reason, Unit


def percent(
    measure: str,
    part: Part,
    grouping: Grouping,
    group: str,
    numerator: Number | None,
    denominator: Number | None,
) -> Measure:
    """A count of a base, in percent."""
    value, reason = None, None
    if numerator is None or denominator is None:
        numerator = denominator = None
        reason = Reason.NO_DETAIL_IN_COUNTS
    elif denominator == 0:
        reason = Reason.NOBODY_IN_GROUP
    else:
        value = Fraction(numerator) * 100 / Fraction(denominator)
    return Measure(
        measure,
        group,
        Unit.PERCENT,
        value,
        reason,
        dict(part) | grouping.breakdown,
        None,
        numerator,
        denominator,
    )


def minus(
    measure: str,
    this: Measure,
    other: Fraction | None,
    reason: Reason | None,
    compared_with: str | None = None,
) -> Measure:
    """Percentage points between a measure and a benchmark; without either, the reason of what is missing."""
    value = None if this.value is None or other is None else this.value - other
    why = None if value is not None else this.reason or reason
    return Measure(
        measure, this.ethnic_group, Unit.PERCENTAGE_POINTS, value, why, this.breakdown, compared_with
    )


def share(tally: Tally | None, part: Part, grouping: Grouping, group: str) -> Measure:
    """The share of a group in a part of a population, the unknown in the base; no tally, no figure."""
    people = None if tally is None else tally.people(grouping, group)
    return percent("share", part, grouping, group, people, None if tally is None else tally.total)


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
        over.ethnic_group,
        Unit.RATIO,
        value,
        reason,
        over.breakdown,
        compared_with=under.ethnic_group,
    )
