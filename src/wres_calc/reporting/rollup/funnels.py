"""Who stands out: each organisation against England's pooled figure, by how far chance alone moves one of its size.

Ratios stand on the log scale with Katz's variance, differences with the variance of two proportions. Organisations lie
apart beyond chance: an additive random effect allows for that (Spiegelhalter 2005), so that noise is no outlier.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import log, sqrt

from wres_calc.calculation import statistics
from wres_calc.calculation.result import Unit
from wres_calc.calculation.statistics.funnel import WITHIN_2_SD, WITHIN_3_SD
from wres_calc.calculation.statistics.ratio import log_ratio, log_ratio_variance
from wres_calc.reporting.report import IndicatorReport, Measure, Report
from wres_calc.reporting.rollup.contract import Funnel, OnFunnel, Position
from wres_calc.reporting.rollup.keyed import figure_of, of_number
from wres_calc.reporting.rollup.spread import named
from wres_calc.reporting.rollup.worse import is_comparison

Counts = tuple[float, float, float, float]


def funnels(reports: Sequence[Report], pooled: Sequence[IndicatorReport]) -> Iterator[Funnel]:
    """A funnel for each comparison of likelihoods or percentages; none of the board, which is too small for one."""
    for indicator in pooled:
        for target in indicator.measures:
            figure = figure_of(indicator.number, target)
            if target.value is None or target.compared_with is None or not is_comparison(figure):
                continue
            if target.unit is Unit.RATIO and target.value <= 0:
                continue
            found = _funnel(reports, indicator.number, target)
            if found is not None:
                yield found


def _funnel(reports: Sequence[Report], number: int, target: Measure) -> Funnel | None:
    sides: dict[str, tuple[float, float, float]] = {}
    without = 0
    for report in reports:
        own = of_number(report, number)
        measure = _same(own, target) if own else None
        if own is None or measure is None or measure.value is None:
            continue
        placed = _placed(measure, _counts(own, measure))
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


def _counts(own: IndicatorReport, measure: Measure) -> Counts | None:
    """Events and base of the first group, then of the other."""
    rates = {
        each.ethnic_group: each for each in own.measures if each.unit is Unit.PERCENT and not each.breakdown
    }
    found: list[float] = []
    for group in (measure.ethnic_group, measure.compared_with):
        rate = rates.get(group or "")
        if rate is None or rate.numerator is None or not rate.denominator:
            return None
        found += [rate.numerator, rate.denominator]
    x1, n1, x2, n2 = found
    return (x1, n1, x2, n2) if x1 <= n1 and x2 <= n2 else None


def _scaled(measure: Measure) -> float:
    assert measure.value is not None
    return log(measure.value) if measure.unit is Unit.RATIO else measure.value / 100


def _placed(measure: Measure, counts: Counts | None) -> tuple[float, float] | None:
    """The value on its scale and its standard error; `None` where it has none."""
    if counts is None:
        return None
    if measure.unit is Unit.RATIO:
        variance = log_ratio_variance(*counts)
        return (log_ratio(*counts), sqrt(variance)) if variance else None
    x1, n1, x2, n2 = counts
    variance = x1 * (n1 - x1) / n1**3 + x2 * (n2 - x2) / n2**3
    return (x1 / n1 - x2 / n2, sqrt(variance)) if variance > 0 else None
