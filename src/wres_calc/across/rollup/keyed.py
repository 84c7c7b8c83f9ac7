"""The measures of many reports, found by what they are of."""

from collections.abc import Mapping, Sequence
from math import inf, isfinite

from wres_calc.figures.result import Unit
from wres_calc.report import report as r

Key = tuple[tuple[tuple[str, str], ...], str]
"""A breakdown and an ethnic group."""

Figure = tuple[int, str, tuple[tuple[str, str], ...], str, str | None]
"""Which figure: indicator, measure, breakdown, ethnic group, compared with."""


class Keyed:
    """The measures of reports with their names, each told once: a report is part of several levels.

    Reports are told apart by their organisation.
    """

    def __init__(self) -> None:
        self._named: dict[tuple[str, int], Sequence[tuple[Figure, r.Measure]]] = {}
        self._rates: dict[tuple[str, int], dict[Key, r.Measure]] = {}
        self._counted: dict[tuple[str, int], bool] = {}

    def named(self, report: r.Report, number: int) -> Sequence[tuple[Figure, r.Measure]]:
        """The measures of an indicator of one report, each with what it is known by."""
        place = report.organisation.code, number
        if place not in self._named:
            own = of_number(report, number)
            self._named[place] = [(figure_of(number, each), each) for each in own.measures] if own else ()
        return self._named[place]

    def rates(self, report: r.Report, number: int) -> Mapping[Key, r.Measure]:
        """The rates of an indicator of one report."""
        place = report.organisation.code, number
        if place not in self._rates:
            self._rates[place] = {
                (breakdown, group): measure
                for (_, _, breakdown, group, _), measure in self.named(report, number)
                if measure.unit is Unit.PERCENT
            }
        return self._rates[place]

    def has_counts(self, report: r.Report, number: int) -> bool:
        """Whether each rate with a value has its base: else nobody can say how much it weighs."""
        place = report.organisation.code, number
        if place not in self._counted:
            self._counted[place] = not any(
                measure.value is not None and measure.denominator is None
                for measure in self.rates(report, number).values()
            )
        return self._counted[place]


def figure_of(number: int, measure: r.Measure) -> Figure:
    """What a measure is known by."""
    breakdown, group = key_of(measure)
    return number, measure.measure, breakdown, group, measure.compared_with


def key_of(measure: r.Measure) -> Key:
    """The breakdown and the group of a measure."""
    return tuple(sorted(measure.breakdown.items())), measure.group


def value_of(indicator: r.IndicatorReport, measure: r.Measure) -> float | None:
    """The value; infinity for a ratio without bound: events in its first group, and none in the other."""
    if measure.reason is not r.Reason.NO_EVENTS_IN_COMPARISON_GROUP:
        return measure.value
    own = key_of(measure)
    rates = (each for each in indicator.measures if each.unit is Unit.PERCENT and key_of(each) == own)
    return inf if any(rate.value for rate in rates) else None


def bounded(value: float) -> float | None:
    """The value as JSON has it: `None` where it is without bound."""
    return value if isfinite(value) else None


def unbounded(value: float | None) -> float:
    """The value as JSON had it: infinity where it is without bound."""
    return inf if value is None else value


def of_number(report: r.Report, number: int) -> r.IndicatorReport | None:
    """An indicator of a report, where it has it."""
    return next((each for each in report.indicators if each.number == number), None)
