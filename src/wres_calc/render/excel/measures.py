"""A sheet for each group of indicators: every measure with its counts, one a row."""

from collections.abc import Sequence

from wres_calc.render.excel.book import Book
from wres_calc.render.excel.cells import (
    Cell,
    Number,
    denominator_cell,
    limit_cell,
    numerator_cell,
    plain_number,
    value_cell,
)
from wres_calc.render.excel.layout import Column
from wres_calc.report.report import IndicatorReport, Measure, Report, Unit
from wres_calc.report.words import (
    BREAKDOWN_KEYS,
    REASONS,
    STATUS_NAMES,
    breakdown_value,
    cautions,
    confidence,
    group_name,
    heading,
    measure_name,
    method_name,
    not_calculated,
    p_value,
)

_SHEETS = (
    ("1 Workforce", "Workforce", "share"),
    ("2-4 Likelihoods", "Likelihoods", "relative_likelihood"),
    ("5-8 Survey", "Survey", "percentage"),
    ("9 Board", "Board", "gap"),
)
_UNITS = {
    Unit.PERCENT: "Per cent",
    Unit.RATIO: "Ratio",
    Unit.PERCENTAGE_POINTS: "Percentage points",
}
_FIRST = (Column("Indicator", 13), Column("Measure", 28))
_FIGURES = (
    Column("Ethnic group", 28),
    Column("Compared with", 18),
    Column("Numerator", 15, figures=True),
    Column("Denominator", 16, figures=True),
    Column("Value", 12, figures=True),
    Column("Unit", 18),
)
_INTERVAL = (
    Column("Lower limit", 12, figures=True),
    Column("Upper limit", 12, figures=True),
    Column("Interval", 30),
    Column("p-value", 12, figures=True),
)
_LAST = (Column("Status", 15), Column("Reason", 34))


def measure_sheets(book: Book, report: Report) -> None:
    """Add a sheet for each kind of indicator that is in the report."""
    for name, table, kind in _SHEETS:
        indicators = [indicator for indicator in report.indicators if indicator.kind == kind]
        if indicators:
            _add(book, name, table, indicators)


def _add(book: Book, name: str, table: str, indicators: Sequence[IndicatorReport]) -> None:
    notes = [" ".join([f"{each.number}: {each.title}.", *cautions(each)]) for each in indicators]
    sheet = book.sheet(name, _title(indicators), *notes)
    measures = [measure for indicator in indicators for measure in indicator.measures]
    keys = [key for key in BREAKDOWN_KEYS if any(key in measure.breakdown for measure in measures)]
    interval = any(measure.interval for measure in measures)
    breakdown = [Column(heading(key), 30) for key in keys]
    columns = (*_FIRST, *breakdown, *_FIGURES, *(_INTERVAL if interval else ()), *_LAST)
    rows = [row for indicator in indicators for row in _rows(indicator, keys, interval)]
    sheet.table(table, columns, rows)


def _title(indicators: Sequence[IndicatorReport]) -> str:
    numbers = ", ".join(str(indicator.number) for indicator in indicators)
    return f"Indicator{'s' if len(indicators) > 1 else ''} {numbers}: every figure with its counts"


def _rows(indicator: IndicatorReport, keys: Sequence[str], interval: bool) -> list[list[Cell]]:
    if indicator.measures:
        return [
            [plain_number(indicator.number), *_row(measure, keys, interval)] for measure in indicator.measures
        ]
    blank: list[Cell] = [None] * (1 + len(keys) + len(_FIGURES) + (len(_INTERVAL) if interval else 0))
    return [
        [plain_number(indicator.number), *blank, STATUS_NAMES[indicator.status], not_calculated(indicator)]
    ]


def _row(measure: Measure, keys: Sequence[str], interval: bool) -> list[Cell]:
    return [
        measure_name(measure.measure),
        *(breakdown_value(key, measure.breakdown[key]) if key in measure.breakdown else None for key in keys),
        group_name(measure.group),
        group_name(measure.compared_with) if measure.compared_with else None,
        numerator_cell(measure),
        denominator_cell(measure),
        value_cell(measure),
        _UNITS[measure.unit],
        *(_interval(measure) if interval else ()),
        STATUS_NAMES[measure.status],
        REASONS[measure.reason] if measure.reason else None,
    ]


def _interval(measure: Measure) -> list[Cell]:
    found = measure.interval
    if found is None:
        return [None] * len(_INTERVAL)
    upper = "no bound" if found.unbounded else limit_cell(found.upper, measure.unit)
    method = f"{method_name(found.method)}, {confidence(found.confidence)}"
    test = _p_value(measure.tests[0].p_value) if measure.tests else None
    return [limit_cell(found.lower, measure.unit), upper, method, test]


def _p_value(p: float) -> Cell:
    """As the wording has it: what would round to nothing is shown as "< 0.001", with the number behind it."""
    text = p_value(p).removeprefix("p ")
    return Number(p, f'"{text}"' if text.startswith("<") else "0.000")
