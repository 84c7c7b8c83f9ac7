"""What charts by year draw: the figures that compare groups, in pieces that no break in a series is bridged between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from wres_calc.across.years import headline
from wres_calc.report.contract.trend import IndicatorTrend, Series, Trend
from wres_calc.report.report import Unit
from wres_calc.report.words import trend as wording
from wres_calc.report.words.numbers import in_unit


class Piece(NamedTuple):
    """A line, or what is left of one between two breaks in its series; `None` is a year without a figure.

    `start` is the year of the break that it begins at. All pieces of a series look the same.
    """

    series: str
    values: tuple[float | None, ...]
    start: int | None = None

    @property
    def name(self) -> str:
        """What the line is of, and from which break on."""
        return self.series if self.start is None else f"{self.series} (from {self.start})"


@dataclass(frozen=True)
class LineChart:
    """A chart by year: its title, the unit of its values, the years, and its lines."""

    title: str
    unit: Unit
    years: tuple[int, ...]
    lines: tuple[Piece, ...]

    @property
    def series(self) -> list[str]:
        """The names of what is drawn, each once, in order."""
        return list(dict.fromkeys(line.series for line in self.lines))

    @property
    def most(self) -> float:
        """The largest value drawn."""
        return max(value for line in self.lines for value in line.values if value is not None)

    @property
    def text(self) -> str:
        """What the chart shows, for who cannot see it."""
        told = []
        for line in self.lines:
            known = [
                f"{year} {in_unit(value, self.unit)}"
                for year, value in zip(self.years, line.values, strict=True)
                if value is not None
            ]
            told.append(f"{line.name}: {', '.join(known)}")
        return f"Line chart. {self.title}. {'; '.join(told)}."


def years_of(trend: Trend) -> tuple[int, ...]:
    """Every year from the first to the last: one that was not given is a gap."""
    given = [year.reporting_year for year in trend.years]
    return tuple(range(given[0], given[-1] + 1))


def line_chart(indicator: IndicatorTrend, years: Sequence[int]) -> LineChart:
    """The ratios of an indicator over the years, else its percentages; without lines where there are no values."""
    shown = list(headline(indicator))
    compared = [series for series in shown if series.unit is Unit.RATIO] or [
        series for series in shown if series.unit is Unit.PERCENT
    ]
    lines = [piece for series in compared for piece in _pieces(indicator, series, years)]
    unit = compared[0].unit if compared else Unit.PERCENT
    return LineChart(f"{indicator.number}. {indicator.title}", unit, tuple(years), tuple(lines))


def _pieces(indicator: IndicatorTrend, series: Series, years: Sequence[int]) -> Iterator[Piece]:
    values = {point.reporting_year: point.value for point in series.points}
    starts = [years[0], *(each.reporting_year for each in indicator.breaks), years[-1] + 1]
    for start, end in pairwise(starts):
        piece = tuple(values.get(year) if start <= year < end else None for year in years)
        if any(value is not None for value in piece):
            yield Piece(wording.series_name(series), piece, None if start == years[0] else start)
