"""One organisation over the years: which figures its reports share, where a series breaks, and what changed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from wres_calc.across.change import FigureInYear, change
from wres_calc.across.figures import Figures
from wres_calc.facts.indicator_number import IndicatorNumber, order
from wres_calc.figures.figure import FigureKey
from wres_calc.report.assemble import number, people
from wres_calc.report.contract import Break, Change, IndicatorTrend, Point, Series, Trend, YearGiven
from wres_calc.report.report import Organisation, Publication, Report, StandardSummary, SurveyFigures, Tool
from wres_calc.standards.load import load, sha256
from wres_calc.standards.model import Indicator
from wres_calc.strict_model import StrictModel


class Comparison(StrictModel):
    """What `wres compare` says: the years of one organisation side by side; `snapshot_date` is that of the last."""

    format: Literal[1] = 1
    tool: Tool
    standard: StandardSummary
    organisation: Organisation
    snapshot_date: dt.date
    trend: Trend
    publication: Publication = Publication()

    @property
    def public(self) -> bool:
        """Whether everybody may see it."""
        return self.publication.audience == "public"

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year."""
        given = self.trend.years
        return given[0].reporting_year, given[-1].reporting_year


def compare(reports: Sequence[Report]) -> Comparison:
    """Set reports of one organisation, of different years and in order, side by side; public where all of them are."""
    last = reports[-1]
    public = all(report.public for report in reports)
    return Comparison(
        tool=last.tool,
        standard=last.standard,
        organisation=last.organisation,
        snapshot_date=last.snapshot_date,
        trend=trend_of(reports),
        publication=last.publication if public else Publication(),
    )


def trend_of(reports: Sequence[Report]) -> Trend:
    """Return the trend of one organisation: `reports` of different years, in order.

    The confidence is that of the last report. A change is between one year given and the next one given, however many
    lie between.
    """
    years = [(report, Figures(report.indicators, report.standard.code)) for report in reports]
    numbers = sorted({number for _, figures in years for number in figures.indicators}, key=order)
    return Trend(
        years=tuple(_year(report) for report in reports),
        confidence=reports[-1].method.confidence,
        indicators=tuple(_indicator(number, years) for number in numbers),
    )


def _year(report: Report) -> YearGiven:
    used = report.method.definitions_sha256
    return YearGiven(
        reporting_year=report.reporting_year,
        definitions_sha256=used,
        definitions_changed=used != sha256(report.reporting_year, report.standard.code),
    )


def _indicator(number: IndicatorNumber, years: Sequence[tuple[Report, Figures]]) -> IndicatorTrend:
    last = years[-1][0]
    surveys = [
        (report.reporting_year, survey)
        for report, figures in years
        if number in figures.indicators and (survey := figures.indicators[number].survey) is not None
    ]
    definition = _definition(number, last.reporting_year, last.standard.code)
    breaks = sorted(
        (*_breaks(number, years[0][0].reporting_year, last), *_survey_breaks(surveys)),
        key=lambda each: each.reporting_year,
    )
    by_key: dict[FigureKey, list[FigureInYear]] = {}
    for report, figures in years:
        for key, figure in figures.by_indicator.get(number, {}).items():
            found = FigureInYear(report.reporting_year, last.standard, definition, figures, figure)
            by_key.setdefault(key, []).append(found)
    confidence = last.method.confidence
    return IndicatorTrend(
        number=number,
        title=definition.title,
        breaks=tuple(breaks),
        cautions=tuple(_survey_cautions(surveys)),
        series=tuple(_series(found, breaks, confidence) for found in by_key.values()),
    )


def _definition(number: IndicatorNumber, year: int, standard: str) -> Indicator:
    (found,) = [each for each in load(year, standard).indicators if each.number == number]
    return found


def _breaks(number: IndicatorNumber, first: int, last: Report) -> Iterator[Break]:
    for year in range(first + 1, last.reporting_year + 1):
        definition = _definition(number, year, last.standard.code)
        if definition.breaks_series:
            yield Break(reporting_year=year, text=definition.changed)


def _series(years: Sequence[FigureInYear], breaks: Sequence[Break], confidence: float) -> Series:
    key = years[-1].figure.key
    return Series(
        measure=key.measure,
        breakdown=key.parts,
        group=key.group,
        compared_with=key.compared_with,
        unit=key.unit,
        points=tuple(map(_point, years)),
        changes=tuple(_change(before, now, breaks, confidence) for before, now in pairwise(years)),
    )


def _point(year: FigureInYear) -> Point:
    figure = year.figure
    return Point(
        reporting_year=year.reporting_year,
        value=number(figure.value),
        numerator=people(figure.numerator),
        denominator=people(figure.denominator),
        interval=figure.uncertainty.interval,
        status=figure.status,
        reason=figure.reason,
        unknown=year.unknown,
    )


def _change(before: FigureInYear, now: FigureInYear, breaks: Sequence[Break], confidence: float) -> Change:
    broken = any(before.reporting_year < each.reporting_year <= now.reporting_year for each in breaks)
    return change(
        before, now, confidence, load(now.reporting_year, now.standard.code).small_numbers, broken=broken
    )


Survey = tuple[int, SurveyFigures]
"""A reporting year, and where its survey percentages come from. Whether they are weighted may not be known."""


def _survey_breaks(surveys: Sequence[Survey]) -> Iterator[Break]:
    """Break a series where weighted percentages follow unweighted ones, or the other way round."""
    for (before, first), (now, last) in pairwise(surveys):
        if {first.weighted, last.weighted} == {True, False}:
            text = (
                f"The survey percentages of {now} are {_kind(last)}, those of {before} are {_kind(first)}; they are "
                "not compared."
            )
            yield Break(reporting_year=now, text=text)


def _survey_cautions(surveys: Sequence[Survey]) -> Iterator[str]:
    """Warn where the kind of one of two years is known and that of the other is not."""
    for pair in pairwise(surveys):
        (known, survey), (unknown, other) = sorted(pair, key=lambda each: each[1].weighted is None)
        if survey.weighted is not None and other.weighted is None:
            yield (
                f"The survey percentages of {known} are {_kind(survey)}; whether those of {unknown} are is not known. "
                "Compare them only if they are: say it with weighted = true or false under [tables.survey_summary] in "
                "submission.toml."
            )


def _kind(survey: SurveyFigures) -> str:
    return "weighted" if survey.weighted else "unweighted"


_BOARDS = ("total", "voting", "executive")
_PARTS = ({"staff_category"}, {"board"}, set[str]())


def headline(trend: IndicatorTrend, standard: StandardSummary) -> Iterator[Series]:
    """Yield the whole and its main parts: the rates of the groups, and what compares them.

    Of shares and gaps only those of the compared group: the others make up the rest.
    """
    shares = any(series.measure == "share" for series in trend.series)
    groups = (standard.compared,) if shares else (standard.reference, standard.compared)
    for series in trend.series:
        keys = set(series.breakdown)
        shown = keys in _PARTS or series.breakdown.get("pay_band") == "senior_bands"
        board = series.breakdown.get("board", "total") in _BOARDS
        if shown and board and series.group in groups:
            yield series
