"""Reports of several years as one: which measures they share, and where a series breaks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from wres_calc.across.trend.change import change
from wres_calc.across.trend.survey import survey_breaks, survey_cautions, survey_kinds
from wres_calc.across.trend.unknown import unknown_share
from wres_calc.across.trend.year import Rates, Year, rate_key
from wres_calc.report.contract.trend import Break, Change, IndicatorTrend, Point, Series, Trend, YearGiven
from wres_calc.report.report import Measure, Report, SurveyFigures, Unit
from wres_calc.standards.load import load, sha256
from wres_calc.standards.model import Indicator

Key = tuple[object, ...]


def trend_of(reports: Sequence[Report]) -> Trend:
    """The years of one organisation side by side: `reports` of different years, in order.

    The confidence is that of the last report. A change is between one year given and the next one given, however many
    lie between.
    """
    confidence = reports[-1].method.confidence
    numbers = sorted({indicator.number for report in reports for indicator in report.indicators})
    return Trend(
        years=tuple(_year(report) for report in reports),
        confidence=confidence,
        indicators=tuple(_indicator(number, reports, confidence) for number in numbers),
    )


def _year(report: Report) -> YearGiven:
    used = report.method.definitions_sha256
    return YearGiven(
        reporting_year=report.reporting_year,
        definitions_sha256=used,
        definitions_changed=used != sha256(report.reporting_year),
    )


def _definition(number: int, year: int) -> Indicator:
    (found,) = [each for each in load(year).indicators if each.number == number]
    return found


def _indicator(number: int, reports: Sequence[Report], confidence: float) -> IndicatorTrend:
    first, last = reports[0].reporting_year, reports[-1].reporting_year
    kinds = list(survey_kinds(number, reports))
    breaks = (*_breaks(number, first, last), *survey_breaks(kinds))
    rates = {report.reporting_year: _rates(report) for report in reports}
    surveys = {
        report.reporting_year: indicator.survey
        for report in reports
        for indicator in report.indicators
        if indicator.number == number
    }
    by_key: dict[Key, dict[int, Measure]] = {}
    for report in reports:
        for key, measure in _measures(number, report):
            by_key.setdefault(key, {})[report.reporting_year] = measure
    definition = _definition(number, last)
    series = tuple(
        _series(definition, measures, rates, surveys, breaks, confidence) for measures in by_key.values()
    )
    return IndicatorTrend(
        number=number,
        title=definition.title,
        breaks=tuple(sorted(breaks, key=lambda each: each.reporting_year)),
        cautions=tuple(survey_cautions(kinds)),
        series=series,
    )


def _breaks(number: int, first: int, last: int) -> Iterator[Break]:
    for year in range(first + 1, last + 1):
        definition = _definition(number, year)
        if definition.breaks_series:
            yield Break(reporting_year=year, text=definition.changed)


def _measures(number: int, report: Report) -> Iterator[tuple[Key, Measure]]:
    for indicator in report.indicators:
        for measure in indicator.measures if indicator.number == number else ():
            place = tuple(sorted(measure.breakdown.items()))
            yield (measure.measure, place, measure.group, measure.compared_with), measure


def _rates(report: Report) -> Rates:
    return {
        rate_key(indicator.number, measure.breakdown, measure.group): measure
        for indicator in report.indicators
        for measure in indicator.measures
        if measure.unit is Unit.PERCENT
    }


def _series(
    definition: Indicator,
    measures: dict[int, Measure],
    rates: dict[int, Rates],
    surveys: dict[int, SurveyFigures | None],
    breaks: Sequence[Break],
    confidence: float,
) -> Series:
    years = [
        Year(year, measure, rates[year], surveys.get(year)) for year, measure in sorted(measures.items())
    ]
    shown = years[-1].measure
    return Series(
        measure=shown.measure,
        breakdown=shown.breakdown,
        group=shown.group,
        compared_with=shown.compared_with,
        unit=shown.unit,
        points=tuple(_point(definition, year) for year in years),
        changes=tuple(
            _change(definition, before, now, breaks, confidence) for before, now in pairwise(years)
        ),
    )


def _change(
    definition: Indicator, before: Year, now: Year, breaks: Sequence[Break], confidence: float
) -> Change:
    broken = any(before.reporting_year < each.reporting_year <= now.reporting_year for each in breaks)
    small = load(now.reporting_year).small_numbers
    return change(definition, before, now, confidence, small, broken=broken)


def _point(definition: Indicator, year: Year) -> Point:
    measure = year.measure
    return Point(
        reporting_year=year.reporting_year,
        value=measure.value,
        numerator=measure.numerator,
        denominator=measure.denominator,
        interval=measure.interval,
        status=measure.status,
        reason=measure.reason,
        unknown=unknown_share(definition, year),
    )
