"""How sure each figure is: its interval, its p-value, and what one person more or fewer would do to it.

Which method belongs to which figure is said by the contract (section 5); the methods themselves are `statistics`'s.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from wres_calc.calculation import statistics
from wres_calc.calculation.result import (
    NOT_SAID,
    IndicatorResult,
    Interval,
    Measure,
    Number,
    OneCase,
    Significance,
    Uncertainty,
    Unit,
    whole_or_half,
)
from wres_calc.reference.ethnicity import is_within
from wres_calc.standards.model import Indicator

FEW = 10
"""With fewer people a year than this in either numerator a comparison says what one person more or fewer would do."""

SMALL_CELL = 5
"""Below this in any cell Fisher's exact test stands beside the chi-squared test."""

_Count = int | float
_Counts = tuple[Number, Number, Number, Number]


def with_uncertainty(result: IndicatorResult, confidence: float) -> IndicatorResult:
    """The indicator with what chance may have done to each of its measures. `confidence` is 0.95 for 95 %."""
    measures = tuple(
        replace(measure, uncertainty=_uncertainty(result.definition, measure, confidence))
        for measure in result.measures
    )
    return replace(result, measures=measures)


def _uncertainty(indicator: Indicator, measure: Measure, confidence: float) -> Uncertainty:
    if measure.unit is Unit.PERCENT:
        return Uncertainty(_of_percent(measure, confidence))
    counts = _counts(measure)
    if counts is None or indicator.kind == "share":
        return NOT_SAID
    method = _of_ratio if measure.unit is Unit.RATIO else _of_difference
    interval = method(counts, confidence)
    if interval is None:
        return NOT_SAID
    return Uncertainty(interval, _tests(counts), _one_case(measure, counts))


def _of_percent(measure: Measure, confidence: float) -> Interval | None:
    if measure.value is None or measure.counted is None:
        return None
    people, everybody = measure.counted
    if people > everybody:  # more events than people: no proportion at all
        return None
    limits = statistics.wilson(whole_or_half(people), whole_or_half(everybody), confidence)
    return _interval(limits, 100, confidence, "wilson")


def _counts(measure: Measure) -> _Counts | None:
    """Both sides' counts; `None` where one has none, nobody in it, or more events than people.

    `None` too where one side is part of the other, as a band is of the workforce: no method here is for that.
    """
    if measure.compared_with is not None and is_within(measure.ethnic_group, measure.compared_with):
        return None
    found: list[Number] = []
    for side in measure.formed_from:
        if side.counted is None or not side.denominator or side.counted[0] > side.counted[1]:
            return None
        found += side.counted
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def _of_ratio(counts: _Counts, confidence: float) -> Interval | None:
    limits = statistics.miettinen_nurminen_ratio(*_plain_counts(counts), confidence)
    return _interval(limits, 1, confidence, "miettinen_nurminen")


def _of_difference(counts: _Counts, confidence: float) -> Interval | None:
    return _interval(statistics.newcombe(*_plain_counts(counts), confidence), 100, confidence, "newcombe")


def _interval(
    limits: statistics.Limits | statistics.Bounds | None, scale: float, confidence: float, method: str
) -> Interval | None:
    if limits is None:
        return None
    upper = None if limits.upper is None else limits.upper * scale
    return Interval(limits.lower * scale, upper, confidence, method)


def _tests(counts: _Counts) -> tuple[Significance, ...]:
    x1, n1, x2, n2 = counts
    tests: list[tuple[str, Callable[..., float | None]]] = [
        ("n_minus_1_chi_squared", statistics.n_minus_1_chi_squared)
    ]
    if min(x1, n1 - x1, x2, n2 - x2) < SMALL_CELL:
        tests.append(("fisher_exact", statistics.fisher_exact))
    found = ((name, test(*_plain_counts(counts))) for name, test in tests)
    return tuple(Significance(name, p_value) for name, p_value in found if p_value is not None)


def _one_case(measure: Measure, counts: _Counts) -> OneCase | None:
    this, other = measure.formed_from
    fewest, side = min((counts[0], 0), (counts[2], 1))
    if fewest >= FEW * this.years or measure.reason is not None:
        return None
    varied = (fewest - 1, fewest + 1)
    values = [_changed(measure, counts, side, people) for people in varied]
    return OneCase((this, other)[side].ethnic_group, fewest, values[0], values[1])


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


def _plain_counts(counts: _Counts) -> tuple[_Count, _Count, _Count, _Count]:
    x1, n1, x2, n2 = counts
    return whole_or_half(x1), whole_or_half(n1), whole_or_half(x2), whole_or_half(n2)
