"""The roll-ups as a tidy table: one figure of one level a row, with how it lies apart over the organisations."""

import csv
import io
from collections.abc import Iterator

from wres_calc.across.contract import Distribution, Level, Rollup
from wres_calc.across.figures import key_of
from wres_calc.report.report import MARKER, IndicatorReport, Measure, Status
from wres_calc.report.safe import guarded
from wres_calc.report.words import BREAKDOWN_KEYS

_COLUMNS = (
    *("level", "code", "name", "organisations", "indicator", "title", "measure", *BREAKDOWN_KEYS),
    *("group", "compared_with", "numerator", "denominator", "value", "unit", "lower", "upper"),
    *("status", "reason", "organisations_with_value", "organisations_unbounded"),
    *("minimum", "lower_quartile", "median", "upper_quartile", "maximum"),
)


def encoded(rollup: Rollup) -> bytes:
    """Return the table as the bytes of a file: UTF-8 with a byte-order mark, lines ending in CR LF."""
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, _COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for level in rollup.levels:
        for row in _rows(level):
            writer.writerow({name: _field(value) for name, value in row.items()})
    return target.getvalue().encode("utf-8-sig")


def _field(value: object) -> str:
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else repr(value)


def _rows(level: Level) -> Iterator[dict[str, object]]:
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


def _measure(indicator: IndicatorReport, measure: Measure) -> dict[str, object]:
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


def _spread(found: Distribution | None) -> dict[str, object]:
    if found is None:
        return {"organisations_with_value": 0, "organisations_unbounded": 0}
    names = ("minimum", "lower_quartile", "median", "upper_quartile", "maximum")
    many = {"organisations_with_value": found.organisations, "organisations_unbounded": found.unbounded}
    return {**many, **{name: getattr(found, name) for name in names}}
