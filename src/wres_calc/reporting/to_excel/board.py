"""The board's page: each indicator in a sentence, with whether it is adverse, how sure, and against last year."""

from collections.abc import Iterator

from wres_calc.definitions.load import load
from wres_calc.reporting.contract.trend import Trend
from wres_calc.reporting.figures import Line, headline, lines
from wres_calc.reporting.report import IndicatorReport, Measure, Report, Status, Unit
from wres_calc.reporting.to_excel.book import Book
from wres_calc.reporting.to_excel.cells import Cell
from wres_calc.reporting.to_excel.layout import Column
from wres_calc.reporting.trend.headline import headline as first_series
from wres_calc.reporting.wording import figure, group_name, interval, p_value
from wres_calc.reporting.wording import trend as trend_wording
from wres_calc.reporting.wording.plain import plain

_COLUMNS = tuple(
    Column(heading, width, fixed=True)
    for heading, width in {
        "Indicator": 24,
        "What it says": 46,
        "Figures": 15,
        "Worse for BME staff?": 12,
        "How sure": 15,
        "Against the year before": 17,
    }.items()
)


def board_sheet(book: Book, report: Report) -> None:
    """Add the sheet, a row for each indicator, on one page."""
    sheet = book.sheet(
        "For the board", "Workforce Race Equality Standard: the nine indicators in brief", one_page=True
    )
    adverse = {each.number: each.adverse for each in load(report.reporting_year).indicators}
    rows = [
        _row(indicator, adverse.get(indicator.number, "none"), report.trend)
        for indicator in report.indicators
    ]
    if rows:
        sheet.table("For_the_board", _COLUMNS, rows, filters=False)
    sheet.line(
        '"Worse" is the side that the standard reads as adverse. "Perhaps" says that chance alone may explain it.'
    )
    sheet.line("Counts, definitions and every other figure are on the sheets that follow.")


def _row(indicator: IndicatorReport, adverse: str, trend: Trend | None) -> list[Cell]:
    line = _whole(indicator)
    result = _comparison(line)
    return [
        f"{indicator.number}. {indicator.title}",
        " ".join(plain(indicator)),
        "; ".join(_figures(line, result)) or None,
        _worse(result, adverse),
        _how_sure(result),
        _before(indicator, result, trend),
    ]


def _whole(indicator: IndicatorReport) -> Line | None:
    if indicator.status is not Status.CALCULATED:
        return None
    own = headline(indicator) or lines(indicator.measures)
    return next((line for line in own if line.breakdown in ({}, {"board": "total"})), None)


def _comparison(line: Line | None) -> Measure | None:
    """What compares BME with White staff; of a share against the workforce that of BME staff."""
    if line is None:
        return None
    return line.comparisons.get("bme") or next(iter(line.comparisons.values()), None)


def _figures(line: Line | None, result: Measure | None) -> Iterator[str]:
    for group in ("white", "bme") if line else ():
        if line and (rate := line.rates.get(group)) is not None:
            yield f"{group_name(group)} {figure(rate)}"
    if result is not None:
        yield f"{'Ratio' if result.unit is Unit.RATIO else 'Gap'} {figure(result)}"


def _worse(result: Measure | None, adverse: str) -> str | None:
    """Yes or no; "Perhaps" where the interval does not leave out that there is no difference."""
    if result is None or result.value is None or adverse == "none":
        return None
    neutral = 1 if result.unit is Unit.RATIO else 0
    if not (result.value > neutral if adverse == "above" else result.value < neutral):
        return "No"
    return "Perhaps" if result.interval is None or _holds(result, neutral) else "Yes"


def _holds(result: Measure, neutral: int) -> bool:
    assert result.interval is not None
    upper = result.interval.upper
    return result.interval.lower <= neutral and (upper is None or upper >= neutral)


def _how_sure(result: Measure | None) -> str | None:
    if result is None or result.interval is None:
        return None
    tested = [p_value(test.p_value) for test in result.tests[:1]]
    return ", ".join([interval(result), *tested])


def _before(indicator: IndicatorReport, result: Measure | None, trend: Trend | None) -> str | None:
    """The last change of the figure that compares; of indicator 1 that of the share of BME staff."""
    if trend is None:
        return "No earlier year was given"
    wanted = ("bme", None) if result is None else (result.ethnic_group, result.compared_with)
    for each in trend.indicators:
        for series in first_series(each) if each.number == indicator.number else ():
            whole = series.breakdown in ({}, {"board": "total"})
            if whole and (series.ethnic_group, series.compared_with) == wanted and series.changes:
                change = series.changes[-1]
                return (
                    f"{trend_wording.reading(change)} ({trend_wording.size(change)} since {change.from_year})"
                )
    return "Not compared"
