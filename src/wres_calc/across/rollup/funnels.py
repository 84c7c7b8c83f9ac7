"""Who stands out: each organisation against England's pooled figure, by how far chance alone moves one of its size.

Differences have the variance of two proportions that are England's, at the sizes of the organisation: its own
percentages would say that the fewest people err least. Ratios stand on the log scale with Katz's variance.
Organisations lie apart beyond chance: an additive random effect allows for that (Spiegelhalter 2005), so that noise is
no outlier.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from wres_calc.across.rollup.contract import Funnel, OnFunnel, Position
from wres_calc.across.rollup.keyed import figure_of, of_number
from wres_calc.across.rollup.spread import named
from wres_calc.across.rollup.worse import is_comparison
from wres_calc.figures import statistics
from wres_calc.figures.result import Unit
from wres_calc.figures.statistics import log_ratio
from wres_calc.figures.statistics.funnel import WITHIN_2_SD, WITHIN_3_SD
from wres_calc.report.report import IndicatorReport, Measure, Report


class Side(NamedTuple):
    """One group's events and base, and England's proportion of the same."""

    events: float
    base: float
    england: float


def funnels(reports: Sequence[Report], pooled: Sequence[IndicatorReport]) -> Iterator[Funnel]:
    """A funnel for each comparison of likelihoods or percentages; none of the board, which is too small for one."""
    for indicator in pooled:
        for target in indicator.measures:
            figure = figure_of(indicator.number, target)
            if target.value is None or target.compared_with is None or not is_comparison(figure):
                continue
            if target.unit is Unit.RATIO and target.value <= 0:
                continue
            found = _funnel(reports, indicator, target)
            if found is not None:
                yield found


def _funnel(reports: Sequence[Report], pooled: IndicatorReport, target: Measure) -> Funnel | None:
    number = pooled.number
    sides: dict[str, tuple[float, float, float]] = {}
    without = 0
    for report in reports:
        own = of_number(report, number)
        measure = _same(own, target) if own else None
        if own is None or measure is None or measure.value is None:
            continue
        placed = _placed(measure, _sides(own, pooled, measure))
        if placed is None:
            without += 1
        else:
            sides[report.organisation.code] = (measure.value, *placed)
    aim = _scaled(target)
    found = statistics.over_dispersion(
        [side[1] for side in sides.values()], [side[2] for side in sides.values()], aim
    )
    if found is None:
        return None
    return Funnel.model_validate(
        {
            **named(figure_of(number, target), target.unit),
            "target": target.value,
            "phi": found.phi,
            "tau_squared": found.tau_squared,
            "without_events": without,
            "organisations": _on_funnel(sides, found),
        }
    )


def _on_funnel(
    sides: Mapping[str, tuple[float, float, float]], found: statistics.OverDispersion
) -> tuple[OnFunnel, ...]:
    return tuple(
        OnFunnel(
            code=code,
            value=value,
            z=z,
            z_adjusted=adjusted,
            position=_position(z),
            position_adjusted=_position(adjusted),
        )
        for (code, (value, _, _)), z, adjusted in zip(sides.items(), found.z, found.z_adjusted, strict=True)
    )


def _position(z: float) -> Position:
    if abs(z) > WITHIN_3_SD:
        return "beyond_3_sd"
    return "beyond_2_sd" if abs(z) > WITHIN_2_SD else "within"


def _same(own: IndicatorReport, target: Measure) -> Measure | None:
    wanted = figure_of(own.number, target)
    return next((measure for measure in own.measures if figure_of(own.number, measure) == wanted), None)


def _sides(own: IndicatorReport, pooled: IndicatorReport, measure: Measure) -> tuple[Side, Side] | None:
    """Both groups, the first over or minus the other; `None` without the counts of either."""
    rates, england = _rates(own), _rates(pooled)
    found: list[Side] = []
    for group in (measure.group, measure.compared_with or ""):
        rate, everywhere = rates.get(group), england.get(group)
        if rate is None or everywhere is None or everywhere.value is None:
            return None
        counted = rate.both_years or rate
        if counted.numerator is None or not counted.denominator or counted.numerator > counted.denominator:
            return None
        found.append(Side(counted.numerator, counted.denominator, everywhere.value / 100))
    return found[0], found[1]


def _rates(indicator: IndicatorReport) -> Mapping[str, Measure]:
    return {
        each.group: each for each in indicator.measures if each.unit is Unit.PERCENT and not each.breakdown
    }


def _scaled(measure: Measure) -> float:
    assert measure.value is not None
    return log(measure.value) if measure.unit is Unit.RATIO else measure.value / 100


def _placed(measure: Measure, sides: tuple[Side, Side] | None) -> tuple[float, float] | None:
    """The value on its scale and its standard error; `None` where it has none."""
    if sides is None:
        return None
    first, other = sides
    if measure.unit is Unit.RATIO:
        if 0 in (first.events, other.events):
            return None
        value = log_ratio(first.events, first.base, other.events, other.base)
        variance = _log_variance(first) + _log_variance(other)
    else:
        value = first.events / first.base - other.events / other.base
        variance = sum(each.england * (1 - each.england) / each.base for each in sides)
    return (value, sqrt(variance)) if variance > 0 else None


def _log_variance(side: Side) -> float:
    """Katz's 1/x - 1/n; where everybody had the event, with the events that England's proportion would give."""
    events = side.england * side.base if side.events == side.base else side.events
    return 1 / events - 1 / side.base
