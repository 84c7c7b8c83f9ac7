"""Tidy tables over several reports: the roll-ups, one figure of one level a row; the years, one change a row."""

from collections.abc import Iterator

from wres_calc.across.contract import Distribution, Level, Rollup
from wres_calc.across.figures import key_of
from wres_calc.across.years import Comparison
from wres_calc.render.csv_report import Cell, table
from wres_calc.report.contract.trend import Change, IndicatorTrend, Series
from wres_calc.report.report import MARKER, IndicatorReport, Measure, Status
from wres_calc.report.words import trend as wording
from wres_calc.report.words.labels import BREAKDOWN_KEYS

_ROLLUP = (
    *("standard", "level", "code", "name", "organisations", "indicator", "title", "measure", *BREAKDOWN_KEYS),
    *("group", "compared_with", "numerator", "denominator", "value", "unit", "lower", "upper"),
    *("status", "reason", "organisations_with_value", "organisations_unbounded"),
    *("minimum", "lower_quartile", "median", "upper_quartile", "maximum"),
)
_YEARS = (
    *(
        "standard",
        "organisation_code",
        "indicator",
        "title",
        "measure",
        *BREAKDOWN_KEYS,
        "group",
        "compared_with",
    ),
    *("from_year", "to_year", "before", "now", "unit", "change", "change_unit"),
    *("lower", "upper", "confidence", "method", "p_value", "clear", "reading"),
)


def encoded_rollup(rollup: Rollup) -> bytes:
    """Return the roll-ups as the bytes of a file: UTF-8 with a byte-order mark, lines ending in CR LF."""
    rows = ({"standard": rollup.standard.code, **row} for level in rollup.levels for row in _rows(level))
    return table(_ROLLUP, rows).encode("utf-8-sig")


def _rows(level: Level) -> Iterator[dict[str, Cell]]:
    spread = {key_of(each.indicator, each): each for each in level.distribution}
    for indicator in level.indicators:
        for measure in indicator.measures:
            found = spread.get(key_of(indicator.number, measure))
            yield {
                "level": level.level,
                "code": level.code,
                "name": level.name,
                "organisations": level.organisations,
                **_measure(indicator, measure),
                **_spread(found),
            }


def _measure(indicator: IndicatorReport, measure: Measure) -> dict[str, Cell]:
    hidden = MARKER if measure.status is Status.SUPPRESSED else None
    return {
        "indicator": indicator.number,
        "title": indicator.title,
        "measure": measure.measure,
        **measure.breakdown,
        "group": measure.group,
        "compared_with": measure.compared_with,
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "value": hidden if measure.value is None else measure.value,
        "unit": measure.unit.value,
        "lower": measure.interval.lower if measure.interval else None,
        "upper": measure.interval.upper if measure.interval else None,
        "status": measure.status.value,
        "reason": measure.reason.value if measure.reason else None,
    }


def _spread(found: Distribution | None) -> dict[str, Cell]:
    if found is None:
        return {"organisations_with_value": 0, "organisations_unbounded": 0}
    names = ("minimum", "lower_quartile", "median", "upper_quartile", "maximum")
    many = {"organisations_with_value": found.organisations, "organisations_unbounded": found.unbounded}
    return {**many, **{name: getattr(found, name) for name in names}}


def encoded_years(comparison: Comparison) -> bytes:
    """Return the changes from year to year as the bytes of such a file."""
    rows = (
        {
            "standard": comparison.standard.code,
            "organisation_code": comparison.organisation.code,
            **_row(indicator, series, change),
        }
        for indicator in comparison.trend.indicators
        for series in indicator.series
        for change in series.changes
    )
    return table(_YEARS, rows).encode("utf-8-sig")


def _row(indicator: IndicatorTrend, series: Series, change: Change) -> dict[str, Cell]:
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
