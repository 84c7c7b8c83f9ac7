"""From one year to the next: how much a figure has changed, how sure that is, and for whom it is better.

Methods: a rate, the difference of two proportions with Newcombe's limits; a relative likelihood, the ratio of the two
ratios (Altman & Bland); a difference of two rates, its change with limits from those of each (Zou & Donner). They take
the years for independent. People who stay are counted in both: for shares of staff the limits are then too wide, and a
change they show as clear is clear.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from wres_calc.calculation import statistics
from wres_calc.reference.ethnicity import is_within
from wres_calc.reporting.contract.trend import Change, NotCompared
from wres_calc.reporting.report import Interval, Measure, Unit
from wres_calc.standards.model import Indicator

Rates = Mapping[tuple[object, ...], Measure]
"""The rates of one report, by `rate_key`."""

_Counts = tuple[int | float, int | float]


class Year(NamedTuple):
    """A measure in its year, with the rates it may be formed from."""

    reporting_year: int
    measure: Measure
    rates: Rates


def rate_key(number: int, breakdown: Mapping[str, str], group: str) -> tuple[object, ...]:
    """What a rate is found by: its indicator, its breakdown and its ethnic group."""
    return (number, tuple(sorted(breakdown.items())), group)


def change(indicator: Indicator, before: Year, now: Year, confidence: float, *, broken: bool) -> Change:
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
    inside = compared_with is not None and is_within(now.measure.ethnic_group, compared_with)
    if inside or (indicator.kind == "share" and now.measure.unit is Unit.PERCENTAGE_POINTS):
        return without("part_of_the_whole", plain)
    tables = [_counts(indicator, year) for year in (now, before)]
    if tables[0] is None or tables[1] is None:
        return without("no_counts", plain)
    found, p_value = _compared(now.measure.unit, tables[0], tables[1], confidence)
    if found is None:
        return without("no_events", plain)
    neutral, scale, method = _METHODS[now.measure.unit]
    clear = found.more_than_noise(neutral)
    better, group = _side(indicator, before.measure, now.measure) if clear else (None, None)
    limits = Interval(
        lower=found.limits.lower * scale,
        upper=found.limits.upper * scale,
        confidence=confidence,
        method=method,
    )
    return Change.model_validate(
        {
            **years,
            "value": plain,
            "interval": limits,
            "p_value": p_value,
            "clear": clear,
            "better": better,
            "for_group": group,
        }
    )


_METHODS = {
    Unit.PERCENT: (0, 100, "newcombe"),
    Unit.RATIO: (1, 1, "ratio_of_ratios"),
    Unit.PERCENTAGE_POINTS: (0, 100, "mover"),
}


def _plain(unit: Unit, before: float, now: float) -> float | None:
    if unit is Unit.RATIO:
        return now / before if before else None
    return now - before


def _compared(
    unit: Unit, now: list[_Counts], before: list[_Counts], confidence: float
) -> tuple[statistics.Change | None, float | None]:
    """The change by the unit's method, and its p-value where it has one."""
    if unit is Unit.PERCENT:
        found = statistics.change_of_proportion(now[0], before[0], confidence)
        return found, statistics.n_minus_1_chi_squared(*now[0], *before[0])
    method: Callable[..., statistics.Change | None] = (
        statistics.ratio_of_ratios if unit is Unit.RATIO else statistics.change_of_gap
    )
    found = method((*now[0], *now[1]), (*before[0], *before[1]), confidence)
    return found, found.p_value if found else None


def _counts(indicator: Indicator, year: Year) -> list[_Counts] | None:
    """The counts a measure is formed from: of a rate its own, of a comparison those of both sides."""
    measure = year.measure
    if measure.unit is Unit.PERCENT:
        sides: list[Measure | None] = [measure]
    else:
        first = rate_key(indicator.number, measure.breakdown, measure.ethnic_group)
        sides = [year.rates.get(first), _other_side(indicator, year)]
    found: list[_Counts] = []
    for side in sides:
        if side is None:
            return None
        counted = side.both_years or side
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
        return year.rates.get(rate_key(1, grouping, measure.ethnic_group))
    key = rate_key(indicator.number, measure.breakdown, measure.compared_with)
    without = {name: value for name, value in measure.breakdown.items() if name not in grouping}
    return year.rates.get(key) or year.rates.get(rate_key(indicator.number, without, measure.compared_with))


def _side(indicator: Indicator, before: Measure, now: Measure) -> tuple[bool | None, str | None]:
    """Whether a clear change is a better one, and for whom; neither where the measure has no such side."""
    assert before.value is not None
    assert now.value is not None
    rose = now.value > before.value
    pair = {now.ethnic_group, now.compared_with}
    if now.breakdown.get("grouping") or indicator.adverse == "none":
        return None, None
    if indicator.kind == "percentage" and now.unit is Unit.PERCENT:
        return rose is (indicator.adverse == "below"), now.ethnic_group
    if now.unit is Unit.PERCENT or "bme" not in pair:
        return None, None
    return rose is (indicator.adverse == "below"), "bme"
