"""The years side by side as a tidy table: one change a row."""

import csv
import io

from wres_calc.across.years import Comparison
from wres_calc.report.contract.trend import Change, IndicatorTrend, Series
from wres_calc.report.safe import guarded
from wres_calc.report.words import BREAKDOWN_KEYS
from wres_calc.report.words import trend as wording

_COLUMNS = (
    *("organisation_code", "indicator", "title", "measure", *BREAKDOWN_KEYS, "group", "compared_with"),
    *("from_year", "to_year", "before", "now", "unit", "change", "change_unit"),
    *("lower", "upper", "confidence", "method", "p_value", "clear", "reading"),
)


def encoded(comparison: Comparison) -> bytes:
    """Return the table as the bytes of a file: UTF-8 with a byte-order mark, lines ending in CR LF."""
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, _COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for indicator in comparison.trend.indicators:
        for series in indicator.series:
            for change in series.changes:
                row = _row(indicator, series, change) | {"organisation_code": comparison.organisation.code}
                writer.writerow({name: _field(value) for name, value in row.items()})
    return target.getvalue().encode("utf-8-sig")


def _field(value: object) -> str:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else repr(value)


def _row(indicator: IndicatorTrend, series: Series, change: Change) -> dict[str, object]:
    values = {point.reporting_year: point.value for point in series.points}
    limits = change.interval
    return {
        "indicator": indicator.number,
        "title": indicator.title,
        "measure": series.measure,
        **series.breakdown,
        "group": series.group,
        "compared_with": series.compared_with,
        "from_year": change.from_year,
        "to_year": change.to_year,
        "before": values[change.from_year],
        "now": values[change.to_year],
        "unit": series.unit.value,
        "change": change.value,
        "change_unit": change.unit.value,
        "lower": limits.lower if limits else None,
        "upper": limits.upper if limits else None,
        "confidence": limits.confidence if limits else None,
        "method": limits.method if limits else None,
        "p_value": change.p_value,
        "clear": {True: "yes", False: "no", None: None}[change.clear],
        "reading": wording.reading(change),
    }
