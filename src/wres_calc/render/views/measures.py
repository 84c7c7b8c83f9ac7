"""Every figure of a report with its counts, one a row, in a table for each kind of indicator."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from wres_calc.facts.indicator_number import IndicatorNumber, order
from wres_calc.render.blocks import (
    Cell,
    Column,
    Holds,
    Number,
    Section,
    denominator_of,
    in_unit,
    numerator_of,
    table,
    value_of,
)
from wres_calc.report.report import IndicatorReport, Measure, Report, Status, Unit
from wres_calc.report.words import labels, sentences, uncertainty

_NAMES = {
    "share": "Workforce",
    "relative_likelihood": "Likelihoods",
    "percentage": "Survey",
    "mean": "Scores",
    "gap": "Board",
}
_UNITS = {
    Unit.PERCENT: "Per cent",
    Unit.RATIO: "Ratio",
    Unit.PERCENTAGE_POINTS: "Percentage points",
    Unit.SCORE: "Score, 0 to 10",
    Unit.SCORE_POINTS: "Points of the score",
}


class _Row(NamedTuple):
    """A measure of an indicator; `None` where the indicator has none."""

    indicator: IndicatorReport
    measure: Measure | None


def every_figure(report: Report) -> Iterator[Section]:
    """Yield a sheet for each kind of indicator in the report."""
    for kind, name in _NAMES.items():
        indicators = [indicator for indicator in report.indicators if indicator.kind == kind]
        if indicators:
            yield _sheet(name, indicators)


def _sheet(name: str, indicators: Sequence[IndicatorReport]) -> Section:
    notes = [" ".join([f"{each.number}: {each.title}.", *uncertainty.cautions(each)]) for each in indicators]
    numbers = [each.number for each in indicators]
    title = f"Indicator{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
    rows = [_Row(each, measure) for each in indicators for measure in each.measures or (None,)]
    made = table(name, _columns(rows), rows)
    return Section(f"{_spans(numbers)} {name}", f"{title}: every figure with its counts", [made], notes)


def _spans(numbers: Sequence[IndicatorNumber]) -> str:
    """Numbers in short, without their parts: "2-4", "5-8, 10"."""
    whole = dict.fromkeys(order(number)[0] for number in numbers)
    spans = groupby(enumerate(whole), lambda pair: pair[1] - pair[0])
    ends = [[number for _, number in span] for _, span in spans]
    return ", ".join(f"{span[0]}-{span[-1]}" if len(span) > 1 else str(span[0]) for span in ends)


def _columns(rows: Sequence[_Row]) -> list[Column[_Row]]:
    measures = [row.measure for row in rows if row.measure]
    there = {key for measure in measures for key in measure.breakdown}
    keys = [key for key in labels.BREAKDOWN_KEYS if key in there]
    keys += sorted(there.difference(keys))
    sure = any(measure.interval for measure in measures)
    return [
        Column("Indicator", lambda row: row.indicator.number, Holds.NUMBER, 13),
        Column(
            "Measure", lambda row: labels.measure_name(row.measure.measure) if row.measure else None, width=28
        ),
        *map(_breakdown, keys),
        Column(
            "Group",
            lambda row: labels.group_name(row.measure.group) if row.measure else None,
            width=28,
        ),
        Column("Compared with", _compared_with, width=18),
        Column("Numerator", lambda row: numerator_of(row.measure), Holds.COUNT, 15),
        Column("Denominator", lambda row: denominator_of(row.measure), Holds.COUNT, 16),
        Column(
            "Value", lambda row: value_of(row.measure) if row.measure else _without(row), Holds.FIGURES, 12
        ),
        Column("Unit", lambda row: _UNITS[row.measure.unit] if row.measure else None, width=18),
        *(_INTERVAL if sure else ()),
        Column("Status", lambda row: labels.STATUS_NAMES[(row.measure or row.indicator).status], width=15),
        Column("Reason", _reason, width=34),
    ]


def _breakdown(key: str) -> Column[_Row]:
    def value(row: _Row) -> str | None:
        found = row.measure.breakdown.get(key) if row.measure else None
        return labels.breakdown_value(key, found) if found else None

    return Column(labels.heading(key), value, width=30)


def _compared_with(row: _Row) -> str | None:
    return labels.group_name(row.measure.compared_with) if row.measure and row.measure.compared_with else None


def _reason(row: _Row) -> str | None:
    if row.measure is None:
        return sentences.not_calculated(row.indicator)
    return sentences.REASONS[row.measure.reason] if row.measure.reason else None


def _without(row: _Row) -> Cell:
    """Where nothing says how sure a figure is: withheld or missing as the figure is; of one that is there it is not."""
    of = row.measure or row.indicator
    if of.status is Status.CALCULATED:
        return None
    return Number(None, Holds.FIGURES, withheld=of.status is Status.SUPPRESSED)


def _limit(row: _Row, end: str) -> Cell:
    interval = row.measure.interval if row.measure else None
    if row.measure is None or interval is None:
        return _without(row)
    limit = interval.upper if end == "upper" else interval.lower
    return "no bound" if limit is None else in_unit(limit, row.measure.unit)


def _method(row: _Row) -> str | None:
    found = row.measure.interval if row.measure else None
    return (
        f"{uncertainty.method_name(found.method)}, {uncertainty.confidence(found.confidence)}"
        if found
        else None
    )


def _p_value(row: _Row) -> Cell:
    measure = row.measure
    if measure is None or measure.interval is None or not measure.tests:
        return _without(row)
    return Number(measure.tests[0].p_value, Holds.P_VALUE)


_INTERVAL: tuple[Column[_Row], ...] = (
    Column("Lower limit", lambda row: _limit(row, "lower"), Holds.FIGURES, 12),
    Column("Upper limit", lambda row: _limit(row, "upper"), Holds.FIGURES, 12),
    Column("Interval", _method, width=30),
    Column("p-value", _p_value, Holds.P_VALUE, 12),
)
