"""The figures of a report, found by what they are of: the keys by which years and organisations are compared."""

from collections.abc import Container, Iterable
from functools import cached_property
from math import inf, isfinite
from typing import NamedTuple

from wres_calc.report import report as r
from wres_calc.report.contract.benchmark import FigureName

Breakdown = tuple[tuple[str, str], ...]
GROUPING = "grouping"
UNKNOWN = "unknown"


class RateKey(NamedTuple):
    """What a rate is found by: a share, a likelihood or a percentage of one group."""

    indicator: int
    breakdown: Breakdown
    group: str

    @property
    def without_grouping(self) -> "RateKey":
        """The same part of the people, by the groups that every report has."""
        return self._replace(breakdown=tuple(pair for pair in self.breakdown if pair[0] != GROUPING))


class FigureKey(NamedTuple):
    """What a figure is found by."""

    indicator: int
    measure: str
    breakdown: Breakdown
    group: str
    compared_with: str | None

    @property
    def rate(self) -> RateKey:
        """The rate that the figure is, or is formed from."""
        return RateKey(self.indicator, self.breakdown, self.group)

    def sides(self, known: Container[RateKey], workforce: int | None) -> tuple[RateKey, RateKey] | None:
        """The two rates that a comparison is formed from; `None` of what compares nothing.

        A gap is to the same group in the whole of the `workforce` indicator. A detailed group may be compared with one
        that stands without a grouping.
        """
        if self.measure == "gap_to_workforce":
            if workforce is None:
                return None
            grouping = tuple(pair for pair in self.breakdown if pair[0] == GROUPING)
            return self.rate, RateKey(workforce, grouping, self.group)
        if self.compared_with is None:
            return None
        other = self.rate._replace(group=self.compared_with)
        return self.rate, other if other in known else other.without_grouping

    def named(self, unit: r.Unit) -> dict[str, object]:
        """The fields of the contract that name the figure."""
        return {**self._asdict(), "breakdown": dict(self.breakdown), "unit": unit}


def key_of(number: int, figure: r.Measure | FigureName) -> FigureKey:
    """Return the key of a measure of an indicator, or of whatever names a figure."""
    breakdown = tuple(sorted(figure.breakdown.items()))
    return FigureKey(number, figure.measure, breakdown, figure.group, figure.compared_with)


class Known(NamedTuple):
    """A measure that has a value, which is infinite for a ratio without bound."""

    measure: r.Measure
    value: float


class Figures:
    """The indicators of one report, or of one level of the roll-ups, with their measures by key."""

    def __init__(self, indicators: Iterable[r.IndicatorReport]) -> None:
        self.indicators = {each.number: each for each in indicators}
        self.measures = {
            number: {key_of(number, measure): measure for measure in each.measures}
            for number, each in self.indicators.items()
        }
        self.rates = {
            key.rate: measure
            for measures in self.measures.values()
            for key, measure in measures.items()
            if measure.unit is r.Unit.PERCENT
        }
        self.workforce = next(
            (each.number for each in self.indicators.values() if each.kind == "share"), None
        )

    @cached_property
    def known(self) -> dict[FigureKey, Known]:
        """Every figure that has a value, in order."""
        return {
            key: Known(measure, value)
            for measures in self.measures.values()
            for key, measure in measures.items()
            if (value := self._value(key, measure)) is not None
        }

    def _value(self, key: FigureKey, measure: r.Measure) -> float | None:
        """The value; infinity for a ratio without bound: events in its first group, and none in the other."""
        if measure.reason is not r.Reason.NO_EVENTS_IN_COMPARISON_GROUP:
            return measure.value
        rate = self.rates.get(key.rate)
        return inf if rate is not None and rate.value else None

    def has_counts(self, number: int) -> bool:
        """Whether each rate of an indicator that has a value has its base: without one its weight is not known."""
        return not any(
            measure.value is not None and measure.denominator is None
            for measure in self.measures[number].values()
            if measure.unit is r.Unit.PERCENT
        )

    def sides(self, key: FigureKey) -> tuple[r.Measure | None, r.Measure | None] | None:
        """The two rates that a comparison is formed from, `None` for one that the report has not."""
        found = key.sides(self.rates, self.workforce)
        return None if found is None else (self.rates.get(found[0]), self.rates.get(found[1]))


def counts_of(rate: r.Measure | None) -> tuple[int | float, int | float] | None:
    """Events and people that a rate was counted from, over all its years; `None` where it is not a proportion."""
    counted = rate and (rate.both_years or rate)
    if counted is None or counted.numerator is None or not counted.denominator:
        return None
    return None if counted.numerator > counted.denominator else (counted.numerator, counted.denominator)


def bounded(value: float) -> float | None:
    """Return the value as JSON has it: `None` where it is without bound."""
    return value if isfinite(value) else None


def unbounded(value: float | None) -> float:
    """Return the value as JSON had it: infinity where it is without bound."""
    return inf if value is None else value
