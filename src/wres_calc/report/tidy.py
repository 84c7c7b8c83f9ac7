"""Figures as flat tables: one figure, or one change, a row; codes as in the JSON, numbers as they are, else None."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from wres_calc.report.report import IndicatorReport, Measure, Report
from wres_calc.report.words.labels import BREAKDOWN_KEYS

if TYPE_CHECKING:
    import polars as pl

Cell = str | float | None
Row = Mapping[str, Cell]

COLUMNS = (
    *(
        "standard",
        "organisation_code",
        "organisation_name",
        "reporting_year",
        "snapshot_date",
        "indicator",
        "title",
        "measure",
    ),
    *(key for key in BREAKDOWN_KEYS if key != "grouping"),
    *("grouping", "group", "compared_with", "numerator", "denominator", "value", "unit"),
    *("lower", "upper", "confidence", "interval_method", "test", "p_value", "status", "reason"),
)
"""The columns of a report's figures, where it is not divided by columns of the submission's own."""


def with_own(columns: Sequence[str], breakdowns: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the columns of a table with those that a submission divides its people by, before that of the group."""
    own = sorted({key for each in breakdowns for key in each}.difference(BREAKDOWN_KEYS))
    at = columns.index("group")
    return *columns[:at], *own, *columns[at:]


def breakdown_of(row: Mapping[str, object]) -> dict[str, str]:
    """Return the part of the people that a row of figures is of, the grouping among them."""
    own = (key for key in row if key in BREAKDOWN_KEYS or key not in COLUMNS)
    return {key: str(row[key]) for key in own if row[key]}


def columns_of(report: Report) -> tuple[str, ...]:
    """Return the columns of a report's figures."""
    return with_own(COLUMNS, (measure.breakdown for each in report.indicators for measure in each.measures))


_WHOLE = (
    *("reporting_year", "from_year", "to_year"),
    *("target_year", "everybody", "people", "needed"),
)
_NUMBERS = (
    *("numerator", "denominator", "value", "lower", "upper", "confidence", "p_value"),
    *("before", "now", "change", "share", "target", "gap", "turnover", "recruits"),
)


def rows(report: Report) -> Iterator[Row]:
    """Return a report's figures; an indicator without figures has one row with its status and reason.

    An upper limit without bound is None.
    """
    head: Row = {
        "standard": report.standard.code,
        "organisation_code": report.organisation.code,
        "organisation_name": report.organisation.name,
        "reporting_year": report.reporting_year,
        "snapshot_date": report.snapshot_date.isoformat(),
    }
    for indicator in report.indicators:
        if not indicator.measures:
            yield {**head, **_about(indicator), **_verdict(indicator)}
        for measure in indicator.measures:
            yield {**head, **figure(indicator, measure)}


def figure(indicator: IndicatorReport, measure: Measure) -> Row:
    """Return one figure of an indicator, without whose it is."""
    interval = measure.interval
    return {
        **_about(indicator),
        "measure": measure.measure,
        **measure.breakdown,
        "group": measure.group,
        "compared_with": measure.compared_with,
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "value": measure.value,
        "unit": measure.unit.value,
        "lower": interval.lower if interval else None,
        "upper": interval.upper if interval else None,
        "confidence": interval.confidence if interval else None,
        "interval_method": interval.method if interval else None,
        "test": measure.tests[0].method if measure.tests else None,
        "p_value": measure.tests[0].p_value if measure.tests else None,
        **_verdict(measure),
    }


def _about(indicator: IndicatorReport) -> Row:
    return {"indicator": indicator.number, "title": indicator.title}


def _verdict(judged: IndicatorReport | Measure) -> Row:
    return {"status": judged.status.value, "reason": judged.reason.value if judged.reason else None}


def frame(columns: Sequence[str], rows: Iterable[Row]) -> "pl.DataFrame":
    """Return rows as a frame: years Int64, figures Float64, `snapshot_date` a Date, the rest text."""
    import polars as pl

    types: dict[str, type[pl.DataType]] = {
        **dict.fromkeys(columns, pl.String),
        **{name: pl.Int64 for name in _WHOLE if name in columns},
        **{name: pl.Float64 for name in _NUMBERS if name in columns},
    }
    made = pl.DataFrame([{name: row.get(name) for name in columns} for row in rows], schema=types)
    return made.with_columns(
        pl.col(name).str.to_date("%Y-%m-%d") for name in columns if name == "snapshot_date"
    )
