"""The report as an Excel workbook: what the HR director takes to the board, and the analyst keeps."""

from typing import TYPE_CHECKING

from wres_calc.across.contract import Rollup
from wres_calc.across.years import Comparison
from wres_calc.report.contract import Trend
from wres_calc.report.goals import Goals
from wres_calc.report.reconciliation import Reconciliation
from wres_calc.report.report import Report, StandardSummary
from wres_calc.report.report import Status as Status

if TYPE_CHECKING:
    from wres_calc.render.excel.book import Book


def workbook(report: Report) -> bytes:
    """Return the workbook as bytes; the same report gives the same bytes.

    Values, never formulas; text that looks like a formula stays text. One for everybody has plain tables alone.
    """
    return _for_everybody(report) if report.public else with_charts(report)


def with_charts(report: Report) -> bytes:
    """Return the workbook for people who work with it: pages that print, charts, every figure and issue."""
    from wres_calc.render.excel.book import Book
    from wres_calc.render.excel.charts import chart_pages
    from wres_calc.render.views import board_page, method, summary
    from wres_calc.render.views.apart import beside_the_standard
    from wres_calc.render.views.charts import by_theme
    from wres_calc.render.views.cover import cover_of
    from wres_calc.render.views.indicator import bands_sheets
    from wres_calc.render.views.measures import every_figure

    book = Book(cover_of(report))
    book.add(board_page.board(report))
    book.add(summary.summary(report))
    chart_pages(book, by_theme(report), board_page.annual_report(report))
    for sheet in (*bands_sheets(report), *beside_the_standard(report), *every_figure(report)):
        book.add(sheet)
    if report.benchmark is not None:
        from wres_calc.render.views.trend import among_others

        book.add(among_others(report.benchmark))
    if report.trend is not None:
        _add_trend(book, report.trend, report.standard)
    book.add(method.method(report))
    for sheet in () if report.public else method.issues(report):
        book.add(sheet)
    return book.encoded()


def comparison_workbook(comparison: Comparison) -> bytes:
    """Return the workbook of a comparison as bytes; the same comparison gives the same bytes."""
    if comparison.public:
        return _for_everybody(comparison)
    from wres_calc.render.excel.book import Book
    from wres_calc.render.views.cover import cover_of_years

    book = Book(cover_of_years(comparison))
    _add_trend(book, comparison.trend, comparison.standard)
    return book.encoded()


def goals_workbook(goals: Goals) -> bytes:
    """Return the workbook of what equity takes as bytes; the same goals give the same bytes."""
    from wres_calc.render.excel.book import Book
    from wres_calc.render.views.cover import cover_of_goals
    from wres_calc.render.views.goals import sections

    book = Book(cover_of_goals(goals))
    for section in sections(goals):
        book.add(section)
    return book.encoded()


def reconciliation_workbook(found: Reconciliation) -> bytes:
    """Return the workbook of numbers as they were given beside the submission; the same always gives the same bytes."""
    from wres_calc.render.excel.book import Book
    from wres_calc.render.views.cover import cover_of_reconciliation
    from wres_calc.render.views.reconciliation import sections

    book = Book(cover_of_reconciliation(found))
    for section in sections(found):
        book.add(section)
    return book.encoded()


def rollup_workbook(rollup: Rollup) -> bytes:
    """Return the workbook of the roll-ups as bytes; the same roll-ups give the same bytes."""
    if rollup.publication.audience == "public":
        return _for_everybody(rollup)
    from wres_calc.render.excel.book import Book
    from wres_calc.render.views.cover import cover_of_rollup
    from wres_calc.render.views.rollup import sections

    book = Book(cover_of_rollup(rollup))
    for section in sections(rollup):
        book.add(section)
    return book.encoded()


def _for_everybody(made: Report | Comparison | Rollup) -> bytes:
    from wres_calc.render.excel import data_book
    from wres_calc.render.views.data_tables import sheets_of

    return data_book.workbook(*sheets_of(made))


def _add_trend(book: "Book", trend: Trend, standard: StandardSummary) -> None:
    from wres_calc.render.excel.charts import chart_pages
    from wres_calc.render.views.charts import line_chart
    from wres_calc.render.views.trend import all_changes, side_by_side

    book.add(side_by_side(trend, standard))
    drawn = [line_chart(indicator, standard, trend) for indicator in trend.indicators]
    chart_pages(book, [("Trend charts", [chart for chart in drawn if chart.lines])])
    for sheet in all_changes(trend):
        book.add(sheet)
