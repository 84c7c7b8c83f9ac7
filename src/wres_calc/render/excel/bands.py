"""Shares as a cross-table: bands in rows, groups in columns."""

from collections.abc import Iterator

from wres_calc.render.excel.book import Book
from wres_calc.render.excel.cells import Cell, denominator_cell, numerator_cell, value_cell
from wres_calc.render.excel.layout import Column
from wres_calc.report.figures import GROUPS, Line, lines
from wres_calc.report.report import IndicatorReport, Report, Status
from wres_calc.report.words import breakdown_value

_COLUMNS = (
    Column("Staff category", 24),
    Column("Pay band", 32),
    Column("White", 12, figures=True),
    Column("BME", 12, figures=True),
    Column("Unknown", 12, figures=True),
    Column("All staff", 12, figures=True),
    Column("White %", 12, figures=True),
    Column("BME %", 12, figures=True),
    Column("Unknown %", 14, figures=True),
    Column("BME gap to whole workforce, points", 20, figures=True),
)


def bands_sheet(book: Book, report: Report) -> None:
    """Add a sheet for each indicator of shares that has figures."""
    shares = [each for each in report.indicators if each.kind == "share" and each.measures]
    for indicator in shares:
        if indicator.status is not Status.SUPPRESSED:
            _add(book, indicator, "By_band" if indicator is shares[0] else f"By_band_{indicator.number}")


def _add(book: Book, indicator: IndicatorReport, table: str) -> None:
    sheet = book.sheet(
        f"{indicator.number} By band",
        f"Indicator {indicator.number}: staff by pay band and ethnic group",
        "A blank per cent stands where there is nobody in the band. Senior medical managers count as consultants too.",
    )
    laid = list(_in_order([line for line in lines(indicator.measures) if not line.grouping]))
    totals = frozenset(number for number, line in enumerate(laid) if "pay_band" not in line.breakdown)
    if laid:
        sheet.table(table, _COLUMNS, [_row(line) for line in laid], totals)


def _in_order(laid: list[Line]) -> Iterator[Line]:
    """Each staff category's bands, then its total; what is of no category last."""
    for category in dict.fromkeys(line.breakdown.get("staff_category") for line in laid):
        mine = [line for line in laid if line.breakdown.get("staff_category") == category]
        if category is not None:
            yield from sorted(mine, key=lambda line: "pay_band" not in line.breakdown)
    yield from sorted(
        (line for line in laid if "staff_category" not in line.breakdown),
        key=lambda line: "pay_band" not in line.breakdown,
    )


def _row(line: Line) -> list[Cell]:
    shares = [line.rates.get(group) for group in GROUPS]
    category = line.breakdown.get("staff_category")
    band = line.breakdown.get("pay_band")
    return [
        breakdown_value("staff_category", category) if category else "All",
        breakdown_value("pay_band", band) if band else "All bands",
        *(numerator_cell(share) if share else None for share in shares),
        denominator_cell(line.base) if line.base else None,
        *(value_cell(share) for share in shares),
        value_cell(line.comparisons.get("bme")),
    ]
