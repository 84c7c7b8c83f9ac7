"""The roll-ups of a batch, from the reports of its organisations."""

from collections.abc import Iterator, Mapping, Sequence

from wres_calc import __version__
from wres_calc.across.contract import LeftOut, Level, Member, NotCalculated, Rollup, Standing
from wres_calc.across.figures import Figures
from wres_calc.across.funnels import funnels
from wres_calc.across.placing import (
    EVERYWHERE,
    Indicators,
    by_figure,
    distributions,
    region_rankings,
    shares_adverse,
    standings,
)
from wres_calc.across.pooled import pool
from wres_calc.counting.dimensions import WHOLE, board_part
from wres_calc.facts.characteristics import UNKNOWN
from wres_calc.facts.table import REGIONS
from wres_calc.figures.figure import FigureKey, Status
from wres_calc.report.report import Publication, Report, Tool
from wres_calc.standards.load import load, sha256
from wres_calc.standards.model import Indicator, SurveyIndicator


def roll_up(
    reports: Sequence[Report],
    failed: Sequence[LeftOut] = (),
    accepted: Mapping[str, int] | None = None,
    everywhere: str = EVERYWHERE,
) -> Rollup:
    """Add up all organisations, each region, ICB and type of them, from at least one report, all of one year.

    `failed` are submissions that gave no report, `accepted` numbers of accepted issues by organisation code,
    `everywhere` is what all of them together are called.
    """
    reports = sorted(reports, key=lambda report: report.organisation.code)
    first = reports[0]
    code, compared = first.standard.code, first.standard.compared
    figures = {report.organisation.code: Figures(report.indicators, code) for report in reports}
    indicators = {number: each for own in figures.values() for number, each in own.indicators.items()}
    levels = [_level(*group, figures, indicators, failed) for group in _groups(reports, everywhere)]
    places = standings(reports, by_figure(figures), indicators, everywhere)
    return Rollup(
        tool=Tool(version=__version__),
        standard=first.standard,
        reporting_year=first.reporting_year,
        definitions_sha256=sha256(first.reporting_year, code),
        levels=tuple(levels),
        regions=tuple(region_rankings(levels, first.standard)),
        funnels=tuple(funnels(figures, Figures(levels[0].indicators, code), compared)),
        organisations=tuple(
            _member(report, figures[own], places[own], (accepted or {}).get(own, 0))
            for own, report in zip(figures, reports, strict=True)
        ),
        failed=tuple(failed),
        publication=first.publication if all(report.public for report in reports) else Publication(),
    )


def _groups(reports: Sequence[Report], everywhere: str) -> Iterator[tuple[str, str, str, Sequence[Report]]]:
    """Each level with its code, its name and its reports; who does not say theirs is in the first alone."""
    yield "england", "england", everywhere, reports
    for level in ("region", "icb", "type"):
        codes = sorted({code for report in reports if (code := getattr(report.organisation, level))})
        for code in codes:
            own = [report for report in reports if getattr(report.organisation, level) == code]
            yield level, code, REGIONS.get(code, code) if level == "region" else code, own


def _level(
    level: str,
    code: str,
    name: str,
    reports: Sequence[Report],
    figures: Mapping[str, Figures],
    indicators: Indicators,
    failed: Sequence[LeftOut],
) -> Level:
    first = reports[0]
    members = {report.organisation.code: figures[report.organisation.code] for report in reports}
    pooled, left_out = pool(members, load(first.reporting_year, first.standard.code), first.method.confidence)
    found = by_figure(members)
    place = "trusts" if level == "england" else f"{name} trusts"
    return Level(
        level=level,
        code=code,
        name=name,
        organisations=len(reports),
        left_out=(*(failed if level == "england" else ()), *left_out),
        indicators=pooled,
        distribution=tuple(distributions(found)),
        share_adverse=tuple(shares_adverse(place, found, members, indicators, first.standard.compared)),
    )


def _member(report: Report, figures: Figures, places: Sequence[Standing], accepted: int) -> Member:
    definitions = load(report.reporting_year, report.standard.code).indicators
    return Member(
        **report.organisation.model_dump(),
        unknown_percent={
            name: share
            for definition in definitions
            if definition.number in figures.indicators
            for name, share in _unknown(figures, report.standard.code, definition)
        },
        not_calculated=tuple(
            NotCalculated(indicator=each.number, reason=each.reason.value)
            for each in report.indicators
            if each.status is not Status.CALCULATED and each.reason is not None
        ),
        errors=report.issues.error,
        warnings=report.issues.warning,
        accepted=accepted,
        standings=tuple(places),
    )


def _unknown(figures: Figures, standard: str, indicator: Indicator) -> Iterator[tuple[str, float]]:
    """What part of the population behind an indicator is of an unknown group, in percent."""
    if isinstance(indicator, SurveyIndicator):
        return
    measure = "likelihood" if indicator.kind == "relative_likelihood" else "share"
    whole = board_part("total") if indicator.kind == "gap" else WHOLE
    unknown = figures.by_key.get(FigureKey(standard, indicator.number, measure, whole, None, UNKNOWN))
    if unknown is None:
        return
    if indicator.kind != "relative_likelihood":
        if unknown.value is not None:
            yield indicator.population, float(unknown.value)
        return
    rates = [figure for key, figure in figures.by_key.items() if key._replace(group=UNKNOWN) == unknown.key]
    known = [rate.numerator for rate in rates if rate.numerator is not None]
    if unknown.numerator is not None and len(known) == len(rates) and any(known):
        yield indicator.events, float(100 * unknown.numerator / sum(known))
