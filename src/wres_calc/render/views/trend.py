"""The years side by side, and where an organisation stands among the others."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from wres_calc.across.words import RULES, benchmark_notes, place_name
from wres_calc.across.years import headline
from wres_calc.figures.figure import Doubt
from wres_calc.render.blocks import (
    Block,
    Cell,
    Column,
    Fold,
    Heading,
    Holds,
    Items,
    Note,
    Number,
    Section,
    Table,
    Text,
    bounded,
    in_unit,
    table,
)
from wres_calc.render.views.charts import line_chart, years_of
from wres_calc.report.contract import Benchmark, Change, IndicatorTrend, Place, Point, Series, Trend
from wres_calc.report.report import StandardSummary, Status, Unit
from wres_calc.report.words import trend as wording
from wres_calc.report.words.labels import breakdown_label
from wres_calc.report.words.numbers import plural


def by_indicator(trend: Trend, standard: StandardSummary, *, charts: bool = False) -> Iterator[Block]:
    """Yield each indicator over the years, with a sentence for every change that is more than chance."""
    years = years_of(trend) if charts else [year.reporting_year for year in trend.years]
    for indicator in trend.indicators:
        yield Heading(indicator.title, str(indicator.number), level=3)
        shown = list(headline(indicator, standard))
        if charts and (chart := line_chart(indicator, standard, trend)).lines:
            yield chart
        if shown:
            yield Table(
                f"{indicator.number}. {indicator.title}, by year",
                [Column("Figure", wording.series_name), *(_year(year) for year in years)],
                [*_rows(shown, years), *_unknown(shown, years)],
            )
        yield from map(Text, _sentences(indicator, shown))
    yield Heading("How to read the changes", level=3)
    yield from map(Text, wording.NOTES)


def every_change(trend: Trend) -> Iterator[Fold]:
    """Yield for each indicator every change of every figure as a sentence."""
    for indicator in trend.indicators:
        said = [wording.sentence(series, change) for series in indicator.series for change in series.changes]
        if said:
            yield Fold(f"{indicator.number}. {indicator.title}: {len(said)} changes", [Items(said)])


def _year(year: int) -> Column[Series]:
    return Column(str(year), lambda series: _point(series, year), Holds.FIGURES, 9)


def _point(series: Series, year: int) -> Cell:
    point = _points(series).get(year)
    if point is None:
        return None
    withheld = point.value is None and point.status is Status.SUPPRESSED
    return Number(point.value, Holds(series.unit.value), withheld=withheld)


def _points(series: Series) -> dict[int, Point]:
    return {point.reporting_year: point for point in series.points}


def _rows(shown: Iterable[Series], years: Sequence[int]) -> Iterator[list[Cell]]:
    for series in shown:
        yield [wording.series_name(series), *(_point(series, year) for year in years)]


def _unknown(shown: Iterable[Series], years: Sequence[int]) -> list[list[Cell]]:
    """The unknown shares behind the rates above: each row once."""
    found: list[list[Cell]] = []
    for series in shown:
        of = f", {breakdown_label(series.breakdown)}" if series.breakdown else ""
        points = _points(series)
        for name, label in (
            ("base", "Unknown share"),
            ("events", "Unknown share of those with the event"),
        ):
            shares = [getattr(points[year].unknown, name) if year in points else None for year in years]
            row: list[Cell] = [
                f"{label}{of}",
                *(None if s is None else Number(s, Holds.PERCENT) for s in shares),
            ]
            if any(share is not None for share in shares) and row not in found:
                found.append(row)
    return found


def _sentences(indicator: IndicatorTrend, shown: Sequence[Series]) -> Iterator[str]:
    yield from wording.breaks(indicator)
    changes = [(series, change) for series in shown for change in series.changes]
    clear = [(series, change) for series, change in changes if change.clear]
    for series, change in changes:
        if change.clear or change.doubt is Doubt.UNKNOWN_SHARE:
            yield wording.sentence(series, change)
    compared = sum(change.clear is not None for _, change in changes)
    if not changes:
        return
    if compared < len(changes):
        count = f"{plural(len(changes) - compared, 'change')} of {len(changes)} could not be judged."
        yield " ".join([count, *_why_not(change for _, change in changes)])
    if compared > len(clear):
        yield "No clear change in the other figures." if clear else "No clear change."


def _why_not(changes: Iterable[Change]) -> list[str]:
    """Why changes were not compared, each reason once; breaks in the series have sentences of their own."""
    found = (change for change in changes if change.clear is None and change.reason != "break_in_series")
    return [f"{why[:1].upper()}{why[1:]}." for why in dict.fromkeys(map(wording.reading, found))]


class _Row(NamedTuple):
    """A figure over the years, and one of its changes."""

    indicator: IndicatorTrend
    series: Series
    change: Change | None


def side_by_side(trend: Trend, standard: StandardSummary) -> Section:
    """Return the years side by side with the last change of each figure."""
    last = [
        _Row(indicator, series, series.changes[-1] if series.changes else None)
        for indicator in trend.indicators
        for series in headline(indicator, standard)
    ]
    columns: list[Column[_Row]] = [
        Column("No.", lambda row: row.indicator.number, Holds.NUMBER, 5, fixed=True),
        Column("Figure", lambda row: wording.series_name(row.series), width=50),
        *(_year_of_row(year) for year in years_of(trend)),
        *_changed("Last change"),
        Column("How sure", lambda row: wording.how_sure(row.change) if row.change else None, width=34),
        Column("Reading", _reading, width=34),
        Column("Unknown share", _unknown_shares, width=34),
    ]
    breaks = [
        Text(f"Indicator {indicator.number}. {text}")
        for indicator in trend.indicators
        for text in wording.breaks(indicator)
    ]
    blocks: list[Block] = [table("Trend", columns, last), *breaks]
    return Section("Trend", "The years side by side", blocks, wording.NOTES, one_page=True)


def all_changes(trend: Trend) -> Iterator[Section]:
    """Yield every change of every figure, a row each; nothing without one."""
    rows = [
        _Row(indicator, series, change)
        for indicator in trend.indicators
        for series in indicator.series
        for change in series.changes
    ]
    columns: list[Column[_Row]] = [
        Column("No.", lambda row: row.indicator.number, Holds.NUMBER, 5),
        Column("Figure", lambda row: wording.figure_name(row.series), width=26),
        Column("Part", lambda row: breakdown_label(row.series.breakdown, "Whole"), width=30),
        Column("Group", lambda row: wording.group_of(row.series), width=14),
        Column("From", lambda row: _change(row).from_year, Holds.NUMBER, 7),
        Column("To", lambda row: _change(row).to_year, Holds.NUMBER, 7),
        Column("Before", lambda row: _point(row.series, _change(row).from_year), Holds.FIGURES, 9),
        Column("Now", lambda row: _point(row.series, _change(row).to_year), Holds.FIGURES, 9),
        *_changed("Change"),
        Column("Lower limit", lambda row: _limit(_change(row), "lower"), Holds.FIGURES, 9),
        Column("Upper limit", lambda row: _limit(_change(row), "upper"), Holds.FIGURES, 9),
        Column("Reading", _reading, width=34),
        Column("Unknown share", _unknown_shares, width=34),
    ]
    if rows:
        made = table("All changes", columns, rows)
        yield Section("All changes", "Every figure, from each year to the next one given", [made])


def _year_of_row(year: int) -> Column[_Row]:
    return Column(str(year), lambda row: _point(row.series, year), Holds.FIGURES, 9)


def _change(row: _Row) -> Change:
    assert row.change is not None
    return row.change


def _reading(row: _Row) -> str | None:
    return wording.reading(row.change) if row.change else None


def _unknown_shares(row: _Row) -> str | None:
    return wording.unknown(row.series, row.change) if row.change else None


def _changed(heading: str) -> Iterator[Column[_Row]]:
    """How much: the later figure less the earlier one, in points; the later ratio over the earlier one."""
    for unit, ratio in (("points", False), ("times", True)):
        yield Column(f"{heading}, {unit}", partial(_size, ratio), Holds.FIGURES, 9)


def _size(ratio: bool, row: _Row) -> Cell:
    change = row.change
    if change is None or change.value is None or (change.unit is Unit.RATIO) is not ratio:
        return None
    return in_unit(change.value, change.unit)


def _limit(change: Change, end: str) -> Cell:
    limit = getattr(change.interval, end) if change.interval else None
    return None if limit is None else in_unit(limit, change.unit)


def among_others(benchmark: Benchmark, *, brief: bool = False) -> Section:
    """Return where the organisation stands among the others, in `brief` without its peers' ranks."""
    columns: list[Column[Place]] = [
        Column("Figure", place_name, width=54),
        Column("Value", lambda place: bounded(place.value, place.unit), Holds.FIGURES, 10),
        Column("Rank", lambda place: place.rank, Holds.COUNT, 10),
        Column("Of", lambda place: place.of, Holds.COUNT, 10),
        Column("Quartile", lambda place: place.quartile, Holds.COUNT, 10),
        Column("Median", lambda place: bounded(place.median, place.unit), Holds.FIGURES, 10),
        Column("Peers", lambda place: place.peers, width=16),
        Column("Peer rank", lambda place: place.peer_rank, Holds.COUNT, 10),
        Column("Of peers", lambda place: place.peers_of, Holds.COUNT, 10),
        Column("Peer median", lambda place: bounded(place.peer_median, place.unit), Holds.FIGURES, 10),
        Column("Order", lambda place: RULES[place.rule], width=18),
    ]
    shown = [each for each in columns if not brief or each.heading not in _PEERS]
    made = table("Benchmark", shown, benchmark.places)
    notes = list(benchmark_notes(benchmark))
    return Section(
        "Benchmark",
        "Among other organisations",
        [made, *map(Note, notes)] if brief else [made],
        notes,
        one_page=True,
    )


_PEERS = ("Peers", "Peer rank", "Of peers", "Order")
