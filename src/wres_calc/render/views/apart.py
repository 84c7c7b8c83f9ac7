"""What was asked for beside the standard: doctors and dentists by themselves, and ratios of survey percentages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from wres_calc.facts.staff import StaffCategory
from wres_calc.render.blocks import Block, Cell, Column, Holds, Section, Table, Text, table, value_of
from wres_calc.render.views import groups_of
from wres_calc.render.views.indicator import by_part, said
from wres_calc.report.figures import Line, lines
from wres_calc.report.report import IndicatorReport, Measure, Report, Unit
from wres_calc.report.words import labels, numbers

_DOCTORS = StaffCategory.MEDICAL_AND_DENTAL.value
_PART_OF_MEDICAL_STANDARD = (
    "Of the medical standard on race, an organisation's own data give this part: shares by grade, appointment to "
    "consultant posts, and what doctors and dentists said in the staff survey. Its numbered indicators were not found "
    "in a source that could be read: these figures are not official."
)
_NOT_OFFICIAL = (
    "These ratios are not official: the standard compares the percentages by their difference. Standards for staff "
    "on racism are understood to score them as one group over the other. 1 is parity."
)


class _Row(NamedTuple):
    indicator: IndicatorReport
    line: Line
    measure: Measure


def beside_the_standard(report: Report) -> Iterator[Section]:
    """Yield a section for each of these that the report has."""
    if "medical" in report.method.groupings:
        yield Section("Medical", "Doctors and dentists", [Text(_PART_OF_MEDICAL_STANDARD), *_medical(report)])
    if ratios := [*_ratios(report)]:
        made = _table("Survey ratios", ratios, report, Unit.RATIO)
        words = [Text(said(row.indicator, row.measure)) for row in ratios]
        yield Section("Survey ratios", "Survey: ratios of percentages", [Text(_NOT_OFFICIAL), made, *words])


def _medical(report: Report) -> Iterator[Block]:
    """The shares by grade, appointment to consultant posts, and the survey, as far as the report has them."""
    answers: list[_Row] = []
    for indicator in report.indicators:
        found = lines(indicator.measures)
        of_doctors = [line for line in found if line.breakdown.get("staff_category") == _DOCTORS]
        consultants = [line for line in found if dict(line.breakdown) == {"pay_band": "consultant"}]
        name = f"Medical {indicator.number}"
        if indicator.kind == "share" and of_doctors:
            grades = [*map(_by_grade, of_doctors)]
            yield by_part(name, grades, groups_of(report), indicator, first="Grade", brief=True)
        elif consultants:
            yield by_part(name, consultants, groups_of(report)[:2], indicator, first="Posts", brief=True)
            comparisons = (measure for line in consultants for measure in line.comparisons.values())
            yield from (Text(said(indicator, measure)) for measure in comparisons)
        elif indicator.kind == "percentage":
            compared = ((line, each) for line in of_doctors for each in line.comparisons.values())
            answers += [_Row(indicator, line, measure) for line, measure in compared]
    if answers:
        yield _table("Medical survey", answers, report, Unit.PERCENTAGE_POINTS)


def _by_grade(line: Line) -> Line:
    """The line of a grade by the grade alone."""
    band = {key: value for key, value in line.breakdown.items() if key == "pay_band"}
    return replace(line, breakdown=band or line.breakdown)


def _ratios(report: Report) -> Iterator[_Row]:
    """The ratios of the whole; those of parts are in the data."""
    for indicator in report.indicators:
        for line in lines(indicator.measures):
            if not line.breakdown:
                yield from (_Row(indicator, line, measure) for measure in line.ratios.values())


def _table(name: str, rows: Sequence[_Row], report: Report, unit: Unit) -> Table:
    reference, compared, _ = groups_of(report)
    word = "over" if unit is Unit.RATIO else "less"
    columns: list[Column[_Row]] = [
        Column("Indicator", lambda row: f"{row.indicator.number} {_title(row.indicator)}", width=30),
        *(_rate(group) for group in (reference, compared)),
        Column(
            f"{labels.group_name(compared)} {word} {labels.group_name(reference)}",
            lambda row: value_of(row.measure),
            Holds.RATIO if unit is Unit.RATIO else Holds.POINTS,
            14,
        ),
        Column("Interval", lambda row: _limits(row.measure), width=20),
    ]
    return table(name, columns, rows)


def _rate(group: str) -> Column[_Row]:
    def value(row: _Row) -> Cell:
        rate = row.line.rates.get(group)
        return value_of(rate, numbers.counts(rate)) if rate else None

    return Column(labels.group_name(group), value, Holds.PERCENT, 14)


def _title(indicator: IndicatorReport) -> str:
    return indicator.words.short or indicator.title


def _limits(measure: Measure) -> str | None:
    return numbers.limits(measure.interval, measure.unit) if measure.interval else None
