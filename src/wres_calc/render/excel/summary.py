"""The Summary sheet: the nine indicators on one page, in figures and in sentences."""

from collections.abc import Iterator
from itertools import zip_longest

from wres_calc.render.excel.book import Book
from wres_calc.render.excel.cells import Cell, plain_number, result_cell, value_cell
from wres_calc.render.excel.layout import Column
from wres_calc.report.figures import GROUPS, Line, headline, lines
from wres_calc.report.report import IndicatorReport, Issues, Measure, Report, Status
from wres_calc.report.words import (
    STATUS_NAMES,
    breakdown_label,
    cautions,
    counts,
    interval,
    not_calculated,
    people,
    plural,
    rate,
    reading,
    sentence,
)

_WIDTHS = {"No.": 5, "Indicator": 29, "Of": 17}
_FIGURES = {"White": 9, "White counts": 16, "BME": 9, "BME counts": 16, "Unknown": 10, "Result": 13}
_WORDS = {"In words": 84, "Status": 11, "Definition": 11}
_COLUMNS = tuple(
    Column(heading, width, figures=heading in _FIGURES, fixed=True)
    for heading, width in (_WIDTHS | _FIGURES | _WORDS).items()
)
_BOARDS = ("total", "voting", "executive")
"""The boards of the indicator's own wording; the others are on its sheet."""


def summary_sheet(book: Book, report: Report) -> None:
    """Add the sheet; what is by pay band or by detailed group is on the sheets that follow."""
    sheet = book.sheet(
        "Summary",
        "Workforce Race Equality Standard: the nine indicators",
        *_unknown_share(report),
        *([] if report.public else [_issues(report.issues)]),
        one_page=True,
    )
    rows = [row for indicator in report.indicators for row in _rows(indicator)]
    if rows:
        sheet.table("Summary", _COLUMNS, rows, filters=False)
    sheet.line(
        "A ratio says how many times as likely one group is as the other; 1.00 is equally likely. pp are "
        "percentage points. Figures are rounded for display only."
    )
    if not report.method.definitions_verified:
        sheet.line(
            '"Not confirmed" says that the definition was not read in a primary source: see the sheet Method.'
        )


def _rows(indicator: IndicatorReport) -> Iterator[list[Cell]]:
    """The title stands in the first row of its indicator only: the page has room for nine."""
    tail: list[Cell] = [
        STATUS_NAMES[indicator.status],
        "Confirmed" if indicator.verified else "Not confirmed",
    ]
    shown = _shown(indicator)
    if not shown:
        blank: list[Cell] = [None] * (len(_COLUMNS) - 5)
        yield [plain_number(indicator.number), indicator.title, *blank, not_calculated(indicator), *tail]
    for title, line in zip_longest([indicator.title], shown):
        if line:
            yield [plain_number(indicator.number), title, *_figures(indicator, line), *tail]


def _shown(indicator: IndicatorReport) -> list[Line]:
    """The whole first, then its parts."""
    if indicator.status is Status.SUPPRESSED:
        return []
    found = [line for line in headline(indicator) if line.breakdown.get("board", "total") in _BOARDS]
    return sorted(found, key=lambda line: len(line.parts))


def _result(line: Line) -> Measure | None:
    """The gap of BME staff stands for those of other groups, which are on the indicator's own sheet."""
    return line.comparisons.get("bme") or next(iter(line.comparisons.values()), None)


def _figures(indicator: IndicatorReport, line: Line) -> list[Cell]:
    result = _result(line)
    white, bme, unknown = (line.rates.get(group) for group in GROUPS)
    return [
        breakdown_label(line.breakdown, _whole(indicator)),
        value_cell(white),
        counts(white) if white else None,
        value_cell(bme),
        counts(bme) if bme else None,
        value_cell(unknown),
        result_cell(result),
        _in_words(indicator, line, result),
    ]


def _whole(indicator: IndicatorReport) -> str:
    match indicator.kind:
        case "share":
            return "Whole workforce"
        case "gap":
            return "Whole board"
        case "relative_likelihood":
            return people(indicator)
        case "percentage":
            return "Survey respondents"


def _in_words(indicator: IndicatorReport, line: Line, result: Measure | None) -> Cell:
    if result is not None:
        sure = f" ({interval(result)})" if result.interval else ""
        return " ".join(
            [sentence(indicator, result) + sure, *reading(indicator, result), *cautions(indicator)]
        )
    bme = line.rates.get("bme")
    return " ".join([sentence(indicator, bme), *cautions(indicator)]) if bme else None


def _unknown_share(report: Report) -> Iterator[str]:
    for indicator in report.indicators:
        for line in lines(indicator.measures) if indicator.kind == "share" else ():
            unknown = line.rates.get("unknown")
            if not line.breakdown and unknown and unknown.value is not None:
                yield f"Ethnicity unknown in the workforce: {rate(unknown)}"


def _issues(issues: Issues) -> str:
    found = ", ".join(
        plural(number, name)
        for number, name in ((issues.error, "error"), (issues.warning, "warning"), (issues.note, "note"))
        if number
    )
    return f"Issues in the data: {found or 'none'}" + (" (see the sheet Issues)" if found else "")
