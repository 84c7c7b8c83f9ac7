"""The tables of the page: what stands in each cell, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from wres_calc.across.years import headline
from wres_calc.render.charts.years import years_of
from wres_calc.report.contract.trend import Series, Trend
from wres_calc.report.figures import GROUPS, Line, lines
from wres_calc.report.report import IndicatorReport, Measure, Unit
from wres_calc.report.words import (
    breakdown_label,
    compared_name,
    counts,
    figure,
    group_name,
    limits,
    people,
)
from wres_calc.report.words import trend as trend_wording


@dataclass(frozen=True)
class Cell:
    """A figure of a table, with what stands below it in small print."""

    figure: str
    below: str = ""


@dataclass(frozen=True)
class Row:
    """A line of a table: what it is of, and its figures."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table: its caption, what its rows are of, the other headings, its rows."""

    caption: str
    of: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


_OF = {"share": "Staff", "gap": "Board"}


def tables_of(indicator: IndicatorReport) -> Iterator[Table]:
    """Yield a table of White, BME and unknown; one more for each detailed grouping."""
    found = lines(indicator.measures)
    plain_lines = [line for line in found if not line.grouping]
    if plain_lines:
        yield _table(
            f"Indicator {indicator.number}: figures with their counts", plain_lines, list(GROUPS), indicator
        )
    for grouping in dict.fromkeys(line.grouping for line in found if line.grouping):
        own = [line for line in found if line.grouping == grouping]
        name = breakdown_label({"grouping": grouping or ""})
        groups = list(dict.fromkeys(group for line in own for group in line.rates))
        yield _table(f"Indicator {indicator.number}: {name.lower()}", own, groups, indicator)


def _table(caption: str, own: list[Line], groups: list[str], indicator: IndicatorReport) -> Table:
    there = [group for group in groups if any(group in line.rates for line in own)]
    compared = list(dict.fromkeys(group for line in own for group in line.comparisons))
    headings = [*(group_name(group) for group in there), *(_compares(group, own) for group in compared)]
    whole = {"share": "Whole workforce", "gap": "Whole board"}.get(indicator.kind, "All")
    rows = (
        Row(
            breakdown_label({k: v for k, v in line.breakdown.items() if k != "grouping"}, whole),
            (
                *(_rate(line.rates.get(group)) for group in there),
                *(_compared(line.comparisons.get(group)) for group in compared),
            ),
        )
        for line in own
    )
    return Table(caption, _OF.get(indicator.kind, people(indicator)), tuple(headings), tuple(rows))


def _compares(group: str, own: list[Line]) -> str:
    """What a column of comparisons gives: "White over BME", "BME less White, points"."""
    measure = next(line.comparisons[group] for line in own if group in line.comparisons)
    name, other = group_name(group), compared_name(measure)
    if measure.unit is Unit.RATIO:
        return f"{name} over {other}"
    return f"{name} less {other}, points" if measure.compared_with else f"{name} gap to {other}, points"


def _rate(measure: Measure | None) -> Cell:
    return Cell("") if measure is None else Cell(figure(measure), counts(measure))


def _compared(measure: Measure | None) -> Cell:
    if measure is None:
        return Cell("")
    return Cell(figure(measure), limits(measure.interval, measure.unit) if measure.interval else "")


def _last_change(series: Series) -> Cell:
    """The last change, with the unknown share of both years below it."""
    if not series.changes:
        return Cell("")
    change = series.changes[-1]
    return Cell(trend_wording.reading(change), trend_wording.unknown(series, change))


def tables_of_years(trend: Trend) -> Iterator[Table]:
    """Yield a table for each indicator over the years."""
    years = years_of(trend)
    for indicator in trend.indicators:
        rows = []
        for series in headline(indicator):
            points = {point.reporting_year: point for point in series.points}
            cells = tuple(Cell(trend_wording.point(points.get(year), series.unit)) for year in years)
            last = _last_change(series)
            rows.append(Row(trend_wording.series_name(series), (*cells, last)))
        if rows:
            yield Table(
                f"{indicator.number}. {indicator.title}, by year",
                "Figure",
                (*(str(year) for year in years), "Last change"),
                tuple(rows),
            )
