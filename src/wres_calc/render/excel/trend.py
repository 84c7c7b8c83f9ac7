"""The years side by side: figures with their changes, native line charts, and every change there is."""

from collections.abc import Sequence

from wres_calc.across.years import Comparison, headline
from wres_calc.render.charts.years import line_chart, years_of
from wres_calc.render.excel.book import Book, Cover
from wres_calc.render.excel.cells import Cell, Number, limit_cell, plain_number
from wres_calc.render.excel.charts import line_charts
from wres_calc.render.excel.layout import Column
from wres_calc.report.contract.trend import Change, IndicatorTrend, Point, Series, Trend
from wres_calc.report.report import MARKER, Status, Unit
from wres_calc.report.words import audience, breakdown_label, date, organisation_name
from wres_calc.report.words import trend as wording


def comparison_workbook(comparison: Comparison) -> bytes:
    """Return the workbook of a comparison as bytes; the same comparison gives the same bytes."""
    book = Book(_cover(comparison))
    trend_sheets(book, comparison.trend)
    return book.encoded()


def trend_sheets(book: Book, trend: Trend) -> None:
    """Add the sheets Trend, Trend charts and All changes."""
    years = years_of(trend)
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
            Column("Unknown share", 34),
        ]
        sheet.table("Trend", columns, [_row(indicator, series, years) for indicator, series in shown])
    for indicator in trend.indicators:
        for text in wording.breaks(indicator):
            sheet.line(f"Indicator {indicator.number}. {text}")
    line_charts(book, "Trend charts", [line_chart(indicator, years) for indicator in trend.indicators])
    _all_changes(book, trend)


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
        (wording.unknown(series, last) or None) if last else None,
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
    ("Unknown share", 34, False),
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
        wording.unknown(series, change) or None,
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
