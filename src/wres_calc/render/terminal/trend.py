"""The years side by side, on a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel

from wres_calc.across.years import Comparison, headline
from wres_calc.figures.result import Doubt
from wres_calc.render.terminal.parts import BOLD, DIM, indented, numbered, table, words
from wres_calc.report.contract.trend import Change, IndicatorTrend, Point, Series, Trend
from wres_calc.report.words import audience, breakdown_label, organisation_name, percent, plural
from wres_calc.report.words import trend as wording


def comparison_parts(comparison: Comparison) -> Iterator[RenderableType]:
    """Yield the organisation and its years, then each indicator over them."""
    years = ", ".join(str(year.reporting_year) for year in comparison.trend.years)
    yield Panel(
        Group(
            words(organisation_name(comparison.organisation), BOLD),
            words(f"Workforce Race Equality Standard, reporting years {years}"),
            words(audience(comparison.publication), DIM),
        ),
        box=box.ROUNDED,
        padding=(0, 2),
    )
    yield from trend_parts(comparison.trend)


def trend_parts(trend: Trend) -> Iterator[RenderableType]:
    """Yield each indicator over the years, with a sentence for every change that is more than chance."""
    years = [year.reporting_year for year in trend.years]
    for indicator in trend.indicators:
        yield numbered(str(indicator.number), indicator.title)
        shown = list(headline(indicator))
        if shown:
            rows = [*_rows(shown, years), *_unknown(shown, years)]
            yield indented(table("", [str(year) for year in years], rows))
        yield from (indented(words(text)) for text in _sentences(indicator, shown))
        yield words("")
    yield words("How to read the changes", BOLD)
    yield from (indented(words(note)) for note in wording.NOTES)
    yield words("")


def _rows(shown: Iterable[Series], years: list[int]) -> Iterator[list[str]]:
    for series in shown:
        points = {point.reporting_year: point for point in series.points}
        yield [wording.series_name(series), *(wording.point(points.get(year), series.unit) for year in years)]


def _unknown(shown: Sequence[Series], years: list[int]) -> Iterator[list[str]]:
    """The unknown shares behind the rates above: each row once."""
    rows = [
        [f"{label}{_of(series)}", *(_share(points.get(year), name) for year in years)]
        for series in shown
        for points in [{point.reporting_year: point for point in series.points}]
        for name, label in (
            ("base", "Unknown ethnicity"),
            ("events", "Unknown ethnicity, of those with the event"),
        )
        if any(getattr(point.unknown, name) is not None for point in series.points)
    ]
    yield from [row for at, row in enumerate(rows) if row not in rows[:at]]


def _of(series: Series) -> str:
    return f", {breakdown_label(series.breakdown)}" if series.breakdown else ""


def _share(point: Point | None, name: str) -> str:
    share = None if point is None else getattr(point.unknown, name)
    return "" if share is None else percent(share)


def _sentences(indicator: IndicatorTrend, shown: Sequence[Series]) -> Iterator[str]:
    yield from wording.breaks(indicator)
    changes = [(series, change) for series in shown for change in series.changes]
    clear = [(series, change) for series, change in changes if change.clear]
    for series, change in changes:
        if change.clear or change.doubt is Doubt.UNKNOWN_ETHNICITY:
            yield wording.sentence(series, change)
    compared = sum(change.clear is not None for _, change in changes)
    if not changes:
        return
    if compared < len(changes):
        told = f"{plural(len(changes) - compared, 'change')} of {len(changes)} could not be judged."
        yield " ".join([told, *_why_not(change for _, change in changes)])
    if compared > len(clear):
        yield "No clear change in the other figures." if clear else "No clear change."


def _why_not(changes: Iterable[Change]) -> list[str]:
    """Why changes were not compared, each reason once; breaks in the series are told in sentences of their own."""
    found = (change for change in changes if change.clear is None and change.reason != "break_in_series")
    return [f"{why[:1].upper()}{why[1:]}." for why in dict.fromkeys(map(wording.reading, found))]
