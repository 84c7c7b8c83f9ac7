"""The years side by side: figures with their changes, native line charts, and every change there is."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from wres_calc.reporting.comparison import Comparison
from wres_calc.reporting.contract.trend import Change, IndicatorTrend, Point, Series, Trend
from wres_calc.reporting.report import MARKER, Status, Unit
from wres_calc.reporting.to_excel.book import Book, Cover
from wres_calc.reporting.to_excel.cells import Cell, Number, limit_cell, plain_number
from wres_calc.reporting.to_excel.charts import LineChart, line_charts
from wres_calc.reporting.to_excel.layout import Column
from wres_calc.reporting.trend.headline import headline
from wres_calc.reporting.wording import audience, breakdown_label, date, organisation_name
from wres_calc.reporting.wording import trend as wording


def comparison_workbook(comparison: Comparison) -> bytes:
    """Return the workbook of a comparison as bytes; the same comparison gives the same bytes."""
    book = Book(_cover(comparison))
    trend_sheets(book, comparison.trend)
    return book.encoded()


def trend_sheets(book: Book, trend: Trend) -> None:
    """Add the sheets Trend, Trend charts and All changes."""
    years = _all_years(trend)
    shown = [(indicator, series) for indicator in trend.indicators for series in headline(indicator)]
    sheet = book.sheet("Trend", "The years side by side", *wording.NOTES, one_page=True)
    if shown:
        columns = [
            Column("No.", 5, fixed=True),
            Column("Figure", 50),
            *(Column(str(year), 9, figures=True) for year in years),
            Column("Last change", 9, figures=True),
            Column("How sure", 34),
            Column("Reading", 34),
        ]
        sheet.table("Trend", columns, [_row(indicator, series, years) for indicator, series in shown])
    for indicator in trend.indicators:
        for text in wording.breaks(indicator):
            sheet.line(f"Indicator {indicator.number}. {text}")
    line_charts(book, "Trend charts", [_chart(indicator, years) for indicator in trend.indicators], years)
    _all_changes(book, trend)


def _all_years(trend: Trend) -> list[int]:
    """Every year from the first to the last: one that was not given has an empty column."""
    given = [year.reporting_year for year in trend.years]
    return list(range(given[0], given[-1] + 1))


def _row(indicator: IndicatorTrend, series: Series, years: Sequence[int]) -> list[Cell]:
    points = {point.reporting_year: point for point in series.points}
    last = series.changes[-1] if series.changes else None
    return [
        plain_number(indicator.number),
        wording.series_name(series),
        *(_point(points.get(year), series.unit) for year in years),
        _size(last),
        wording.how_sure(last) if last else None,
        wording.reading(last) if last else None,
    ]


def _point(point: Point | None, unit: Unit) -> Cell:
    if point is None or point.value is None:
        return MARKER if point and point.status is Status.SUPPRESSED else None
    return limit_cell(point.value, unit)


def _size(change: Change | None) -> Cell:
    """How much: points, or for a ratio "x 1.25"."""
    if change is None or change.value is None:
        return None
    if change.unit is Unit.RATIO:
        return Number(change.value, '"x "0.00')
    return limit_cell(change.value, change.unit)


def _chart(indicator: IndicatorTrend, years: Sequence[int]) -> LineChart:
    """The figures that compare groups, else the shares; in pieces that no break is bridged between."""
    shown = list(headline(indicator))
    compared = [series for series in shown if series.unit is Unit.RATIO] or [
        series for series in shown if series.unit is Unit.PERCENT
    ]
    lines = [piece for series in compared for piece in _pieces(indicator, series, years)]
    unit = compared[0].unit if compared else Unit.PERCENT
    return LineChart(f"{indicator.number}. {indicator.title}", unit, tuple(lines))


def _pieces(
    indicator: IndicatorTrend, series: Series, years: Sequence[int]
) -> Iterator[tuple[str, tuple[float | None, ...]]]:
    values = {point.reporting_year: point.value for point in series.points}
    starts = [years[0], *(each.reporting_year for each in indicator.breaks), years[-1] + 1]
    for start, end in pairwise(starts):
        piece = tuple(values.get(year) if start <= year < end else None for year in years)
        if any(value is not None for value in piece):
            name = wording.series_name(series)
            yield (name if start == years[0] else f"{name} (from {start})"), piece


def _all_changes(book: Book, trend: Trend) -> None:
    rows = [
        _change_row(indicator, series, change)
        for indicator in trend.indicators
        for series in indicator.series
        for change in series.changes
    ]
    if not rows:
        return
    sheet = book.sheet("All changes", "Every figure, from each year to the next one given")
    sheet.table("All_changes", [Column(*column) for column in _ALL], rows)


_ALL: tuple[tuple[str, int, bool], ...] = (
    ("No.", 5, False),
    ("Figure", 26, False),
    ("Part", 30, False),
    ("Ethnic group", 14, False),
    ("From", 7, True),
    ("To", 7, True),
    ("Before", 9, True),
    ("Now", 9, True),
    ("Change", 9, True),
    ("Lower limit", 9, True),
    ("Upper limit", 9, True),
    ("Reading", 34, False),
)


def _change_row(indicator: IndicatorTrend, series: Series, change: Change) -> list[Cell]:
    points = {point.reporting_year: point for point in series.points}
    limits = change.interval
    return [
        plain_number(indicator.number),
        wording.figure_name(series),
        breakdown_label(series.breakdown, "Whole"),
        wording.group_of(series),
        plain_number(change.from_year),
        plain_number(change.to_year),
        _point(points[change.from_year], series.unit),
        _point(points[change.to_year], series.unit),
        _size(change),
        limit_cell(limits.lower, change.unit) if limits else None,
        limit_cell(limits.upper, change.unit) if limits else None,
        wording.reading(change),
    ]


def _cover(comparison: Comparison) -> Cover:
    name = organisation_name(comparison.organisation)
    first, last = comparison.years
    years = f"reporting years {first} to {last}"
    return Cover(
        title=f"Workforce Race Equality Standard {first} to {last}: {name}",
        subject=f"The years side by side, {years}",
        comments=" ".join(year.definitions_sha256 for year in comparison.trend.years),
        tool=comparison.tool,
        company=name,
        date=comparison.snapshot_date,
        left=name,
        right=f"Workforce Race Equality Standard, {years}"
        + ("" if comparison.public else ": internal, not for publication"),
        about=f"{name}, {years}, last snapshot {date(comparison.snapshot_date)}",
        audience=audience(comparison.publication),
    )
