"""How sure each figure is: its interval, its p-value, what one person more or fewer would do, and the verdict.

Which method belongs to which figure is said by the contract (section 5); the methods themselves are `statistics`'s. The
verdict is the one place where interval, test and small numbers are put together. Limits and p-values are judged as they
are shown, so that no sentence says more than the numbers beside it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from wres_calc.counting.model import Number, whole_or_half
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.figures import statistics
from wres_calc.figures.result import (
    UNDECIDED,
    Doubt,
    IndicatorResult,
    Interval,
    Measure,
    OneCase,
    Significance,
    Uncertainty,
    Unit,
    Verdict,
)
from wres_calc.standards.model import Indicator, SmallNumbers, Standard

Count = int | float
Table = tuple[Count, Count, Count, Count]
"""(x1, n1, x2, n2): with the event and all people, of the first group, then of the second."""

SMALL_CELL = 5
"""With fewer in any cell Fisher's exact test is the one that is shown and judged by."""

P_PLACES = 3
PLACES = {Unit.PERCENT: 1, Unit.RATIO: 2, Unit.PERCENTAGE_POINTS: 1}
"""Decimal places that are shown, of a p-value and of a value by its unit."""


def rounded(value: float, places: int) -> Decimal:
    """Round half up from the shortest decimal that is the value: what is shown of it."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


class Evidence(NamedTuple):
    """The limits of a comparison in the unit of its value, and its tests: the first is the one that is shown."""

    limits: statistics.Limits | statistics.Bounds
    tests: tuple[Significance, ...]


def compare(table: Table, unit: Unit, confidence: float) -> Evidence | None:
    """Return the evidence of a ratio or a difference of two proportions; `None` where there is none to be had."""
    if unit is Unit.RATIO:
        limits = statistics.miettinen_nurminen_ratio(*table, confidence)
        return None if limits is None else Evidence(limits, _tests(table))
    bounds = statistics.newcombe(*table, confidence)
    if bounds is None:
        return None
    return Evidence(statistics.Bounds(bounds.lower * 100, bounds.upper * 100), _tests(table))


def _tests(table: Table) -> tuple[Significance, ...]:
    tests: list[tuple[str, Callable[..., float | None]]] = [
        ("n_minus_1_chi_squared", statistics.n_minus_1_chi_squared)
    ]
    if min(_cells(table)) < SMALL_CELL:
        tests.insert(0, ("fisher_exact", statistics.fisher_exact))
    found = ((name, test(*table)) for name, test in tests)
    return tuple(Significance(name, p_value) for name, p_value in found if p_value is not None)


def _cells(table: Table) -> tuple[Count, Count, Count, Count]:
    x1, n1, x2, n2 = table
    return x1, n1 - x1, x2, n2 - x2


def side(evidence: Evidence | None, unit: Unit, confidence: float) -> int:
    """Return 1 or -1 where limits and p-value both put the value above or below the neutral one, else 0."""
    if evidence is None:
        return 0
    neutral, places = (1 if unit is Unit.RATIO else 0), PLACES[unit]
    lower, upper = evidence.limits
    above = rounded(lower, places) > neutral
    below = upper is not None and rounded(upper, places) < neutral
    if not (above or below):
        return 0
    chance = Decimal(repr(round(1 - confidence, 9)))
    if any(rounded(test.p_value, P_PLACES) >= chance for test in evidence.tests[:1]):
        return 0
    return 1 if above else -1


def verdict(table: Table, unit: Unit, confidence: float, small: SmallNumbers) -> Verdict:
    """Return whether two proportions clearly differ; `side` says in which direction."""
    found = side(compare(table, unit, confidence), unit, confidence)
    return judged(found, found == 0 or _enough(table, unit, confidence, small, found))


def judged(found: int, enough: bool) -> Verdict:
    """Return the verdict on a comparison that clearly lies on one side (0: on neither), from enough people or not."""
    if found == 0:
        return Verdict(0, Doubt.CHANCE)
    return Verdict(found) if enough else Verdict(0, Doubt.SMALL_NUMBERS)


def all_enough(tables: tuple[Table, ...], small: SmallNumbers) -> bool:
    """Whether every count is large enough for a method that is not exact: the change of a ratio or of a gap."""
    return all(min(_cells(table)) >= small.least for table in tables)


def _enough(table: Table, unit: Unit, confidence: float, small: SmallNumbers, found: int) -> bool:
    """Whether neither the sizes nor one case more or fewer make the difference doubtful."""
    x1, n1, x2, n2 = table
    if min(n1, n2, x1 + x2, n1 + n2 - x1 - x2) < small.least:
        return False
    if min(_cells(table)) >= small.few:
        return True
    return all(side(compare(each, unit, confidence), unit, confidence) == found for each in _one_apart(table))


def _one_apart(table: Table) -> Iterator[Table]:
    x1, n1, x2, n2 = table
    for step in (-1, 1):
        if 0 <= x1 + step <= n1:
            yield x1 + step, n1, x2, n2
        if 0 <= x2 + step <= n2:
            yield x1, n1, x2 + step, n2


_Counts = tuple[Number, Number, Number, Number]


def with_uncertainty(result: IndicatorResult, confidence: float, standard: Standard) -> IndicatorResult:
    """Add to each measure what chance may have done to it. `confidence` is 0.95 for 95 %."""
    measures = tuple(
        replace(measure, uncertainty=_uncertainty(result.definition, measure, confidence, standard))
        for measure in result.measures
    )
    return replace(result, measures=measures)


def _uncertainty(
    indicator: Indicator, measure: Measure, confidence: float, standard: Standard
) -> Uncertainty:
    if measure.unit is Unit.PERCENT:
        return Uncertainty(_of_percent(measure, confidence))
    small = standard.small_numbers
    counts = _counts(measure, standard)
    if counts is None or indicator.kind == "share":
        return UNDECIDED
    table = _plain_counts(counts)
    evidence = compare(table, measure.unit, confidence)
    if evidence is None:
        return UNDECIDED
    lower, upper = evidence.limits
    method = "miettinen_nurminen" if measure.unit is Unit.RATIO else "newcombe"
    found = verdict(table, measure.unit, confidence, small)
    return Uncertainty(
        Interval(lower, upper, confidence, method),
        evidence.tests,
        _one_case(measure, counts, small.few),
        found._replace(adverse=_is_adverse(indicator, measure, standard.compared, found.side)),
    )


def _is_adverse(indicator: Indicator, measure: Measure, compared: str, side: int) -> bool | None:
    """Whether a clear comparison of the group compared is on the side that the standard reads as worse for it."""
    pair = (measure.group, measure.compared_with)
    if side == 0 or compared not in pair or indicator.adverse == "none":
        return None
    return (side > 0) == (indicator.adverse == "above")


def _of_percent(measure: Measure, confidence: float) -> Interval | None:
    if measure.value is None or measure.counted is None:
        return None
    people, everybody = measure.counted
    if people > everybody:  # more events than people: no proportion at all
        return None
    limits = statistics.wilson(whole_or_half(people), whole_or_half(everybody), confidence)
    return None if limits is None else Interval(limits.lower * 100, limits.upper * 100, confidence, "wilson")


def _counts(measure: Measure, standard: Standard) -> _Counts | None:
    """Both sides' counts; `None` where one has none, nobody in it, or more events than people.

    `None` too where one side is part of the other, as a band is of the workforce: no method here is for that.
    """
    is_within = CHARACTERISTICS[standard.characteristic].is_within
    if measure.compared_with is not None and is_within(measure.group, measure.compared_with):
        return None
    found: list[Number] = []
    for side in measure.formed_from:
        if side.counted is None or not side.denominator or side.counted[0] > side.counted[1]:
            return None
        found += side.counted
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def _one_case(measure: Measure, counts: _Counts, few: int) -> OneCase | None:
    this, other = measure.formed_from
    fewest, side = min((counts[0], 0), (counts[2], 1))
    if fewest >= few * this.years or measure.reason is not None:
        return None
    varied = (fewest - 1, fewest + 1)
    values = [_changed(measure, counts, side, people) for people in varied]
    return OneCase((this, other)[side].group, fewest, values[0], values[1])


def _changed(measure: Measure, counts: _Counts, side: int, people: Number) -> Fraction | None:
    """The value with `people` in the numerator of one side; `None` where there is none."""
    changed = list(counts)
    changed[2 * side] = people
    x1, n1, x2, n2 = (Fraction(number) for number in changed)
    if not (0 <= x1 <= n1 and 0 <= x2 <= n2):
        return None
    if measure.unit is Unit.RATIO:
        return None if x2 == 0 else (x1 / n1) / (x2 / n2)
    return (x1 / n1 - x2 / n2) * 100


def _plain_counts(counts: _Counts) -> Table:
    x1, n1, x2, n2 = counts
    return whole_or_half(x1), whole_or_half(n1), whole_or_half(x2), whole_or_half(n2)
