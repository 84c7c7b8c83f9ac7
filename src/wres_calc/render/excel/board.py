"""The board's page: each indicator in a sentence, with whether it is adverse, how sure, and against last year."""

from collections.abc import Iterator

from wres_calc.across.years import headline as first_series
from wres_calc.render.excel.book import Book
from wres_calc.render.excel.cells import Cell, Number, limit_cell, value_cell
from wres_calc.render.excel.layout import Column
from wres_calc.report.contract.trend import Series, Trend
from wres_calc.report.figures import Line, headline, lines
from wres_calc.report.report import IndicatorReport, Measure, Reason, Report, Status, Unit
from wres_calc.report.words import breakdown_label, interval, p_value
from wres_calc.report.words import trend as trend_wording
from wres_calc.report.words.plain import BOARDS, plain, plain_of_board

_ALL = 9
_MINUS = "\N{MINUS SIGN}"
_FIGURES = {"White or compared": 10, "BME": 9, "Ratio or gap": 10}
_WIDTHS = {"Indicator": 25, "What it says": 62, **_FIGURES, "Worse for BME staff?": 12, "How sure": 20}
_COLUMNS = tuple(
    Column(heading, width, figures=heading in _FIGURES, fixed=True) for heading, width in _WIDTHS.items()
)


def board_sheet(book: Book, report: Report) -> None:
    """Add the sheet, a row for each indicator, on one page; one each for the voting and the executive members."""
    which = "the nine indicators" if len(report.indicators) == _ALL else "some of the indicators"
    sheet = book.sheet("For the board", f"Workforce Race Equality Standard: {which} in brief", one_page=True)
    shown = [(indicator, line) for indicator in report.indicators for line in _lines(indicator)]
    rows = [_row(indicator, line) for indicator, line in shown]
    columns = list(_COLUMNS)
    if report.trend is not None:
        columns.append(Column(f"Against {report.trend.years[-2].reporting_year}", 24, fixed=True))
        rows = [
            [*row, _before(indicator, line, report.reporting_year, report.trend)]
            for row, (indicator, line) in zip(rows, shown, strict=True)
        ]
    if rows:
        sheet.table("For_the_board", columns, rows, filters=False)
    for text in _notes(report):
        sheet.line(text)


def _notes(report: Report) -> Iterator[str]:
    yield (
        '"Worse" means worse for ethnic minority staff. "Not clear": chance alone could explain the difference, or the '
        "numbers are too small to say."
    )
    yield "A ratio says how many times as likely. A gap is in percentage points: BME % minus White %."
    for indicator in report.indicators:
        if indicator.kind == "gap":
            yield (
                f"Row {indicator.number}: board % minus workforce %. Under BME stands the BME share of the board's "
                'members, under "White or compared" that of those it is compared with.'
            )
    if report.trend is None:
        yield "No earlier year was given to set beside this one."
    yield "Counts, definitions and every other figure are on the sheets that follow."


def _lines(indicator: IndicatorReport) -> list[Line | None]:
    """The whole; of the board the members whom the indicator is about, where they are known apart."""
    if indicator.status is not Status.CALCULATED:
        return [None]
    own = headline(indicator) or lines(indicator.measures)
    named = [line for line in own if line.breakdown.get("board") in BOARDS and _known_apart(line)]
    whole = next((line for line in own if line.breakdown in ({}, {"board": "total"})), None)
    return [*named] or [whole]


def _known_apart(line: Line) -> bool:
    return any(rate.reason is not Reason.NO_DETAIL_IN_COUNTS for rate in line.rates.values())


def _row(indicator: IndicatorReport, line: Line | None) -> list[Cell]:
    result = _comparison(line)
    board = line is not None and line.breakdown.get("board") in BOARDS
    of = f", {breakdown_label(line.breakdown).lower()}" if line and board else ""
    says = plain_of_board(indicator, line) if line and board else plain(indicator)
    return [
        f"{indicator.number}. {indicator.title}{of}",
        _unbroken(" ".join(says)),
        *_sides(line, result),
        _with_minus(value_cell(result)),
        worse_for_bme(result),
        _how_sure(result),
    ]


def _sides(line: Line | None, result: Measure | None) -> list[Cell]:
    """Both sides of what is compared: White and BME staff; of the board the BME share elsewhere, and its own."""
    white, bme = (line.rates.get(group) if line else None for group in ("white", "bme"))
    if result is not None and result.measure.startswith("gap_to_"):
        return [limit_cell(result.compared_value, Unit.PERCENT), value_cell(bme)]
    return [value_cell(white), value_cell(bme)]


def _comparison(line: Line | None) -> Measure | None:
    """What compares BME with White staff; of a share against the workforce that of BME staff."""
    if line is None:
        return None
    return line.comparisons.get("bme") or next(iter(line.comparisons.values()), None)


def worse_for_bme(result: Measure | None) -> str | None:
    """Return yes or no where it is clear, whichever side it is on; nothing without a figure."""
    if result is None or result.value is None or result.verdict is None:
        return None
    return {True: "Yes", False: "No", None: "Not clear"}[result.verdict.adverse]


def _how_sure(result: Measure | None) -> str | None:
    if result is None or result.value is None:
        return None
    if result.interval is None:
        return "No interval can be given"
    tested = [p_value(test.p_value) for test in result.tests[:1]]
    return _unbroken(", ".join([interval(result), *tested]))


def _unbroken(text: str) -> str:
    """The text with a minus sign before negative numbers: a line may break behind a hyphen."""
    return text.replace(" -", f" {_MINUS}")


def _with_minus(cell: Cell) -> Cell:
    """A number shown with the minus sign of the texts beside it."""
    return Number(cell.value, cell.shown.replace("-", f'"{_MINUS}"')) if isinstance(cell, Number) else cell


def _before(indicator: IndicatorReport, line: Line | None, year: int, trend: Trend) -> str:
    """The last change of the figure that compares; of indicator 1 that of the share of BME staff."""
    result = _comparison(line)
    board = dict(line.breakdown) if line else {}
    wanted = (result.measure, result.group, result.compared_with) if result else ("share", "bme", None)
    for each in trend.indicators:
        for series in first_series(each) if each.number == indicator.number else ():
            if series.breakdown == board and (series.measure, series.group, series.compared_with) == wanted:
                return _since(series, year)
    return "not compared"


def _since(series: Series, year: int) -> str:
    """What changed up to this year, with the figure that it was; no such figure where the two are not comparable."""
    if not series.changes or series.changes[-1].to_year != year:
        return "not compared"
    change = series.changes[-1]
    if change.value is None:
        return trend_wording.reading(change)
    was = next(point for point in series.points if point.reporting_year == change.from_year)
    told = trend_wording.point(was, series.unit)
    return _unbroken(f"{trend_wording.reading(change)} (was {told} in {change.from_year})")
