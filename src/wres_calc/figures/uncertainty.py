"""How sure each figure is: its interval, its p-value, and what one person more or fewer would do to it.

Which method belongs to which figure is said by the contract (section 5); the methods themselves are `statistics`'s.
"""

from dataclasses import replace
from fractions import Fraction

from wres_calc.counting.values import Number, whole_or_half
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.figures import statistics
from wres_calc.figures.result import UNDECIDED, IndicatorResult, Interval, Measure, OneCase, Uncertainty, Unit
from wres_calc.figures.verdict import Table, compare, verdict
from wres_calc.standards.model import Indicator, Standard

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
