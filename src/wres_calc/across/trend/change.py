"""From one year to the next: how much a figure has changed, how sure that is, and for whom it is better.

Methods: a rate, the difference of two proportions with Newcombe's limits; a relative likelihood, the ratio of the two
ratios (Altman & Bland); a difference of two rates, its change with limits from those of each (Zou & Donner). They take
the years for independent. People who stay are counted in both: for shares of staff the limits are then too wide, and a
change they show as clear is clear.
"""

from math import inf, log

from wres_calc.across.trend.unknown import moved_as_much
from wres_calc.across.trend.year import Year, rate_key
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.figures import statistics
from wres_calc.figures.result import Doubt, Significance, Verdict
from wres_calc.figures.verdict import Evidence, all_enough, compare, judged, side, verdict
from wres_calc.report.contract.trend import Change, NotCompared
from wres_calc.report.report import Interval, Measure, Unit
from wres_calc.standards.model import Indicator, SmallNumbers

_Counts = tuple[int | float, int | float]


def change(
    indicator: Indicator, before: Year, now: Year, confidence: float, small: SmallNumbers, *, broken: bool
) -> Change:
    """What changed from one year to the other; `broken` says that the definitions differ."""
    unit = Unit.RATIO if now.measure.unit is Unit.RATIO else Unit.PERCENTAGE_POINTS
    years = {"from_year": before.reporting_year, "to_year": now.reporting_year, "unit": unit}

    def without(reason: NotCompared, value: float | None = None) -> Change:
        return Change.model_validate({**years, "value": value, "reason": reason})

    if broken:
        return without("break_in_series")
    if before.measure.value is None or now.measure.value is None:
        return without("no_value")
    plain = _plain(unit, before.measure.value, now.measure.value)
    compared_with = now.measure.compared_with
    inside = compared_with is not None and ETHNICITY.is_within(now.measure.group, compared_with)
    if inside or (indicator.kind == "share" and now.measure.unit is Unit.PERCENTAGE_POINTS):
        return without("part_of_the_whole", plain)
    tables = [_counts(indicator, year) for year in (now, before)]
    if tables[0] is None or tables[1] is None:
        return without("no_counts", plain)
    evidence, judgement = _judged(now.measure.unit, tables[0], tables[1], confidence, small)
    if evidence is None:
        return without("no_events", plain)
    if judgement.side and moved_as_much(indicator, before, now):
        judgement = Verdict(0, Doubt.UNKNOWN_ETHNICITY)
    method = _METHODS[now.measure.unit]
    lower, upper = evidence.limits
    limits = Interval(lower=lower, upper=upper, confidence=confidence, method=method)
    course = _course(indicator, before.measure, now.measure) if judgement.side else {}
    return Change.model_validate(
        {
            **years,
            "value": plain,
            "interval": limits,
            "p_value": evidence.tests[0].p_value if evidence.tests else None,
            "clear": judgement.side != 0,
            "doubt": judgement.doubt,
            **course,
        }
    )


_METHODS = {
    Unit.PERCENT: "newcombe",
    Unit.RATIO: "ratio_of_ratios",
    Unit.PERCENTAGE_POINTS: "mover",
}


def _plain(unit: Unit, before: float, now: float) -> float | None:
    if unit is Unit.RATIO:
        return now / before if before else None
    return now - before


def _judged(
    unit: Unit, now: list[_Counts], before: list[_Counts], confidence: float, small: SmallNumbers
) -> tuple[Evidence | None, Verdict]:
    """The evidence of a change by the unit's method, and what may be said of it."""
    if unit is Unit.PERCENT:
        table = (*now[0], *before[0])
        points = Unit.PERCENTAGE_POINTS
        return compare(table, points, confidence), verdict(table, points, confidence, small)
    tables = (*now[0], *now[1]), (*before[0], *before[1])
    if unit is Unit.RATIO:
        found, scale = statistics.ratio_of_ratios(*tables, confidence), 1
    else:
        found, scale = statistics.change_of_gap(*tables, confidence), 100
    if found is None:
        return None, judged(0, enough=False)
    limits = statistics.Bounds(found.limits.lower * scale, found.limits.upper * scale)
    tests = () if found.p_value is None else (Significance(_METHODS[unit], found.p_value),)
    evidence = Evidence(limits, tests)
    return evidence, judged(side(evidence, unit, confidence), all_enough(tables, small))


def _counts(indicator: Indicator, year: Year) -> list[_Counts] | None:
    """The counts a measure is formed from: of a rate its own, of a comparison those of both sides."""
    measure = year.measure
    if measure.unit is Unit.PERCENT:
        sides: list[Measure | None] = [measure]
    else:
        first = rate_key(indicator.number, measure.breakdown, measure.group)
        sides = [year.rates.get(first), _other_side(indicator, year)]
    found: list[_Counts] = []
    for rate in sides:
        if rate is None:
            return None
        counted = rate.both_years or rate
        if counted.numerator is None or not counted.denominator or counted.numerator > counted.denominator:
            return None
        found.append((counted.numerator, counted.denominator))
    return found


def _other_side(indicator: Indicator, year: Year) -> Measure | None:
    """The rate that a measure is compared with; of a gap that in the whole workforce, which indicator 1 gives."""
    measure = year.measure
    grouping = {key: value for key, value in measure.breakdown.items() if key == "grouping"}
    if measure.compared_with is None:
        if measure.measure != "gap_to_workforce":
            return None
        return year.rates.get(rate_key(1, grouping, measure.group))
    key = rate_key(indicator.number, measure.breakdown, measure.compared_with)
    without = {name: value for name, value in measure.breakdown.items() if name not in grouping}
    return year.rates.get(key) or year.rates.get(rate_key(indicator.number, without, measure.compared_with))


def _course(indicator: Indicator, before: Measure, now: Measure) -> dict[str, object]:
    """Where a clear change leads: for a comparison as seen from equality, and for whom it is better.

    A comparison is better only where it came nearer to equality from the side that is worse for BME staff.
    """
    assert before.value is not None
    assert now.value is not None
    below = indicator.adverse == "below"
    if now.unit is Unit.PERCENT:
        if now.breakdown.get("grouping") or indicator.kind != "percentage" or indicator.adverse == "none":
            return {}
        return {"better": (now.value > before.value) is below, "for_group": now.group}
    was, is_now = (_from_parity(measure.unit, measure.value or 0.0) for measure in (before, now))
    parity = "crossed" if was * is_now < 0 else "nearer" if abs(is_now) < abs(was) else "further"
    bme = "bme" in (now.group, now.compared_with) and not now.breakdown.get("grouping")
    adverse = (is_now or was) < 0 if below else (is_now or was) > 0
    if not bme or indicator.adverse == "none":
        return {"parity": parity}
    return {"parity": parity, "better": parity == "nearer" if adverse else None, "for_group": "bme"}


def _from_parity(unit: Unit, value: float) -> float:
    """How far a comparison is from equality, and on which side: a ratio as far as its inverse."""
    if unit is not Unit.RATIO:
        return value
    return log(value) if value > 0 else -inf
