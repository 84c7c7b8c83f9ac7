"""Who stands out: each organisation against England's pooled figure, by how far chance alone moves one of its size.

Differences have the variance of two proportions that are England's, at the sizes of the organisation: its own
percentages would say that the fewest people err least. Ratios stand on the log scale with Katz's variance.
Organisations lie apart beyond chance: an additive random effect allows for that (Spiegelhalter 2005), so that noise is
not taken for an outlier.
"""

from collections.abc import Iterator, Mapping
from math import inf, log, sqrt
from typing import NamedTuple

from wres_calc.across.contract import Funnel, OnFunnel, Position
from wres_calc.across.figures import Figures
from wres_calc.across.placing import is_comparison
from wres_calc.figures.figure import Figure, FigureKey
from wres_calc.figures.measures import Unit
from wres_calc.figures.statistics.funnel import WITHIN_2_SD, WITHIN_3_SD, over_dispersion
from wres_calc.figures.statistics.score import log_ratio
from wres_calc.report.contract import naming


class Side(NamedTuple):
    """One group's events and base, and how far one of them lies from England's figure of the same (a variance).

    Of a mean `events` is the sum of the scores.
    """

    events: float
    base: float
    england: float
    variance: float


class Placed(NamedTuple):
    """An organisation on a funnel: its value as reported, then on its scale with its standard error."""

    value: float
    scaled: float
    error: float


def funnels(organisations: Mapping[str, Figures], england: Figures, compared: str) -> Iterator[Funnel]:
    """Yield a funnel for each comparison of likelihoods or percentages; the board is too small for one."""
    for key, target in england.ranked.items():
        if key.compared_with is None or not is_comparison(england.indicators[key.indicator], key, compared):
            continue
        if key.unit is Unit.RATIO and not 0 < target < inf:
            continue
        found = _funnel(organisations, england, key, target)
        if found is not None:
            yield found


def _funnel(
    organisations: Mapping[str, Figures], england: Figures, key: FigureKey, target: float
) -> Funnel | None:
    placed: dict[str, Placed] = {}
    without = 0
    for code, own in organisations.items():
        figure = own.by_key.get(key)
        if figure is None or figure.value is None:
            continue
        place = _placed(float(figure.value), key.unit, _sides(figure, england.by_key[key]))
        if place is None:
            without += 1
        else:
            placed[code] = place
    found = over_dispersion(
        [each.scaled for each in placed.values()],
        [each.error for each in placed.values()],
        {Unit.RATIO: log, Unit.PERCENTAGE_POINTS: lambda points: points / 100}.get(key.unit, float)(target),
    )
    if found is None:
        return None
    return Funnel(
        **naming(key),
        target=target,
        phi=found.phi,
        tau_squared=found.tau_squared,
        without_events=without,
        organisations=tuple(
            OnFunnel(
                code=code,
                value=each.value,
                z=z,
                z_adjusted=adjusted,
                position=_position(z),
                position_adjusted=_position(adjusted),
            )
            for (code, each), z, adjusted in zip(placed.items(), found.z, found.z_adjusted, strict=True)
        ),
    )


def _position(z: float) -> Position:
    if abs(z) > WITHIN_3_SD:
        return "beyond_3_sd"
    return "beyond_2_sd" if abs(z) > WITHIN_2_SD else "within"


def _sides(own: Figure, england: Figure) -> tuple[Side, Side] | None:
    """Both groups, the first over or minus the other; `None` without the counts of either."""
    found: list[Side] = []
    for rate, everywhere in zip(own.formed_from, england.formed_from, strict=False):
        if everywhere.value is None:
            return None
        mean = float(everywhere.value)
        if rate.sample is not None and everywhere.deviation is not None:
            total = rate.sample.mean * rate.sample.n
            found.append(Side(total, rate.sample.n, mean, everywhere.deviation**2))
        elif rate.proportion is not None:
            part = mean / 100
            found.append(Side(*rate.proportion, part, part * (1 - part)))
        else:
            return None
    return (found[0], found[1]) if len(found) == 2 else None


def _placed(value: float, unit: Unit, sides: tuple[Side, Side] | None) -> Placed | None:
    """An organisation's place; `None` where it has no standard error."""
    if sides is None:
        return None
    first, other = sides
    if unit is Unit.RATIO:
        if 0 in (first.events, other.events):
            return None
        scaled = log_ratio(first.events, first.base, other.events, other.base)
        variance = _log_variance(first) + _log_variance(other)
    else:
        scaled = first.events / first.base - other.events / other.base
        variance = sum(each.variance / each.base for each in sides)
    return Placed(value, scaled, sqrt(variance)) if variance > 0 else None


def _log_variance(side: Side) -> float:
    """Katz's 1/x - 1/n; where everybody had the event, with the events that England's proportion would give."""
    events = side.england * side.base if side.events == side.base else side.events
    return 1 / events - 1 / side.base
