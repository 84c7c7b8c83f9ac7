"""Tidy tables over several reports: the roll-ups, one figure of one level a row; the years, one change a row."""

from collections.abc import Iterator

from wres_calc.across.contract import Distribution, Level, Rollup
from wres_calc.across.years import Comparison
from wres_calc.render.csv_report import parquet_table, table
from wres_calc.report.contract import Change, IndicatorTrend, Series
from wres_calc.report.goals import Goals
from wres_calc.report.tidy import Row, figure, with_own
from wres_calc.report.words import trend as wording
from wres_calc.report.words.labels import BREAKDOWN_KEYS

_ROLLUP = (
    *("standard", "level", "code", "name", "organisations", "indicator", "title", "measure", *BREAKDOWN_KEYS),
    *("group", "compared_with", "numerator", "denominator", "value", "unit", "lower", "upper"),
    *("status", "reason", "organisations_with_value", "organisations_unbounded"),
    *("minimum", "lower_quartile", "median", "upper_quartile", "maximum"),
)
_LEFT_OUT = ("confidence", "interval_method", "test", "p_value")
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
    standard = rollup.standard.code
    rows = ({"standard": standard, **row} for level in rollup.levels for row in _rows(level, standard))
    measures = (each for level in rollup.levels for own in level.indicators for each in own.measures)
    return table(with_own(_ROLLUP, (each.breakdown for each in measures)), rows).encode("utf-8-sig")


def _rows(level: Level, standard: str) -> Iterator[Row]:
    spread = {each.key(standard): each for each in level.distribution}
    for indicator in level.indicators:
        for measure in indicator.measures:
            found = spread.get(measure.key(standard, indicator.number))
            yield {
                "level": level.level,
                "code": level.code,
                "name": level.name,
                "organisations": level.organisations,
                **{name: cell for name, cell in figure(indicator, measure).items() if name not in _LEFT_OUT},
                **_spread(found),
            }


def _spread(found: Distribution | None) -> Row:
    if found is None:
        return {"organisations_with_value": 0, "organisations_unbounded": 0}
    names = ("minimum", "lower_quartile", "median", "upper_quartile", "maximum")
    many = {"organisations_with_value": found.organisations, "organisations_unbounded": found.unbounded}
    return {**many, **{name: getattr(found, name) for name in names}}


def encoded_years(comparison: Comparison) -> bytes:
    """Return the changes from year to year as the bytes of such a file."""
    return table(_columns_of(comparison), _changes(comparison)).encode("utf-8-sig")


def parquet_years(comparison: Comparison) -> bytes:
    """Return the same as Parquet, typed."""
    return parquet_table(_columns_of(comparison), _changes(comparison))


def _columns_of(comparison: Comparison) -> tuple[str, ...]:
    found = (series.breakdown for each in comparison.trend.indicators for series in each.series)
    return with_own(_YEARS, found)


_GOALS = (
    *("organisation_code", "reporting_year", "staff_category", "pay_band", "everybody", "people", "share"),
    *("target", "target_year", "gap", "needed", "outcome", "turnover", "recruits"),
)


def encoded_goals(goals: Goals) -> bytes:
    """Return the goals as the bytes of such a file: the senior bands, then every band of each staff category."""
    return table(_GOALS, _bands(goals)).encode("utf-8-sig")


def parquet_goals(goals: Goals) -> bytes:
    """Return the same as Parquet, typed."""
    return parquet_table(_GOALS, _bands(goals))


def _bands(goals: Goals) -> Iterator[Row]:
    head: Row = {
        "organisation_code": goals.organisation.code,
        "reporting_year": goals.reporting_year,
        "target": goals.aim.target.percent,
        "target_year": goals.aim.by,
    }
    for band in (*goals.bands, *goals.every_band):
        own = {name: cell for name, cell in band.model_dump().items() if name in _GOALS}
        yield {**head, **own}


def _changes(comparison: Comparison) -> Iterator[Row]:
    whose = {"standard": comparison.standard.code, "organisation_code": comparison.organisation.code}
    for indicator in comparison.trend.indicators:
        for series in indicator.series:
            for change in series.changes:
                yield {**whose, **_row(indicator, series, change)}


def _row(indicator: IndicatorTrend, series: Series, change: Change) -> Row:
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
