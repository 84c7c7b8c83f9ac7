"""Indicator 1 as one compact table: bands in rows, the staff categories one under the other."""

from collections.abc import Iterator

from rich.table import Table

from wres_calc.render.terminal.parts import table
from wres_calc.report.figures import GROUPS, Line, lines
from wres_calc.report.report import IndicatorReport
from wres_calc.report.words import breakdown_label, breakdown_value, denominator, figure, numerator

_COLUMNS = ("White", "BME", "Unknown", "All", "BME %", "BME gap")


def workforce_table(indicator: IndicatorReport) -> Table:
    """Return headcounts by band, the BME share, and its gap to the whole workforce in percentage points.

    Bands with nobody in them are left out; the workbook has them.
    """
    return table("Band", _COLUMNS, _rows(indicator))


def _rows(indicator: IndicatorReport) -> Iterator[tuple[str, ...]]:
    laid = [line for line in lines(indicator.measures) if not line.grouping]
    categories = dict.fromkeys(line.breakdown.get("staff_category") for line in laid)
    for category in categories:
        if category is None:
            continue
        yield (breakdown_value("staff_category", category),)
        mine = [line for line in laid if line.breakdown.get("staff_category") == category]
        yield from (
            _row(line, _band(line)) for line in mine if "pay_band" in line.breakdown and _anybody(line)
        )
        yield from (_row(line, "  All bands") for line in mine if line.parts == ("staff_category",))
    for line in laid:
        if "staff_category" not in line.breakdown:
            yield _row(line, breakdown_label(line.breakdown))


def _anybody(line: Line) -> bool:
    return line.base is not None and denominator(line.base) not in ("", "0")


def _band(line: Line) -> str:
    return f"  {breakdown_value('pay_band', line.breakdown['pay_band'])}"


def _row(line: Line, name: str) -> tuple[str, ...]:
    shares = [line.rates.get(group) for group in GROUPS]
    numbers = [numerator(share) if share else "" for share in shares]
    bme, gap = line.rates.get("bme"), line.comparisons.get("bme")
    return (
        name,
        *numbers,
        denominator(line.base) if line.base else "",
        figure(bme) if bme else "",
        figure(gap) if gap else "",
    )
