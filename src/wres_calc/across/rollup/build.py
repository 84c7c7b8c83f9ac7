"""The roll-ups of a batch, from the reports of its organisations."""

from collections.abc import Iterator, Mapping, Sequence

from wres_calc import __version__
from wres_calc.across.rollup.contract import LeftOut, Level, Member, NotCalculated, Rollup, Standing
from wres_calc.across.rollup.funnels import funnels
from wres_calc.across.rollup.keyed import Keyed
from wres_calc.across.rollup.pooled import pool
from wres_calc.across.rollup.spread import distributions, figures, standings
from wres_calc.across.rollup.worse import region_rankings, shares_adverse
from wres_calc.facts.table import REGIONS
from wres_calc.figures.result import Status, Unit
from wres_calc.report.report import IndicatorReport, Measure, Publication, Report, Tool
from wres_calc.standards.load import load, sha256
from wres_calc.standards.model import Indicator

ENGLAND = "England"


def roll_up(
    reports: Sequence[Report], failed: Sequence[LeftOut] = (), accepted: Mapping[str, int] | None = None
) -> Rollup:
    """England, each region, ICB and type of organisation, from at least one report, all of one year.

    `failed` are submissions that gave no report, `accepted` numbers of accepted issues by organisation code.
    """
    ordered = sorted(reports, key=lambda report: report.organisation.code)
    keyed = Keyed()
    levels = [_level(*each, failed, keyed) for each in _groups(ordered)]
    year = ordered[0].reporting_year
    places = standings(ordered, figures(ordered, keyed))
    public = all(report.public for report in ordered)
    return Rollup(
        tool=Tool(version=__version__),
        reporting_year=year,
        definitions_sha256=sha256(year),
        levels=tuple(levels),
        regions=tuple(region_rankings(year, levels)),
        funnels=tuple(funnels(ordered, levels[0].indicators)),
        organisations=tuple(
            _member(
                report, places[report.organisation.code], (accepted or {}).get(report.organisation.code, 0)
            )
            for report in ordered
        ),
        failed=tuple(failed),
        publication=ordered[0].publication if public else Publication(),
    )


def _groups(reports: Sequence[Report]) -> Iterator[tuple[str, str, str, Sequence[Report]]]:
    """Each level with its code, its name and its reports; who does not say theirs is in England alone."""
    yield "england", "england", ENGLAND, reports
    for level in ("region", "icb", "type"):
        codes = sorted({code for report in reports if (code := getattr(report.organisation, level))})
        for code in codes:
            own = [report for report in reports if getattr(report.organisation, level) == code]
            yield level, code, REGIONS.get(code, code) if level == "region" else code, own


def _level(
    level: str, code: str, name: str, reports: Sequence[Report], failed: Sequence[LeftOut], keyed: Keyed
) -> Level:
    indicators, left_out = pool(reports, keyed)
    by_figure = figures(reports, keyed)
    place = "trusts" if level == "england" else f"{name} trusts"
    gone = failed if level == "england" else ()
    return Level.model_validate(
        {
            "level": level,
            "code": code,
            "name": name,
            "organisations": len(reports),
            "left_out": (*gone, *left_out),
            "indicators": indicators,
            "distribution": tuple(distributions(by_figure)),
            "share_adverse": tuple(shares_adverse(reports[0].reporting_year, place, by_figure)),
        }
    )


def _member(report: Report, places: Sequence[Standing], accepted: int) -> Member:
    organisation, issues = report.organisation, report.issues
    return Member(
        **organisation.model_dump(),
        unknown_percent=dict(_unknown(report)),
        not_calculated=tuple(
            NotCalculated(indicator=each.number, reason=each.reason.value)
            for each in report.indicators
            if each.status is not Status.CALCULATED and each.reason is not None
        ),
        errors=issues.error,
        warnings=issues.warning,
        accepted=accepted,
        standings=tuple(places),
    )


def _unknown(report: Report) -> Iterator[tuple[str, float]]:
    """What part of each population is of unknown ethnicity, in percent."""
    for indicator in report.indicators:
        whole = {
            measure.group: measure
            for measure in indicator.measures
            if measure.unit is Unit.PERCENT and measure.breakdown in ({}, {"board": "total"})
        }
        unknown = whole.get("unknown")
        if unknown is None:
            continue
        if indicator.kind in ("share", "gap"):
            if unknown.value is not None:
                yield ("workforce" if indicator.kind == "share" else "board"), unknown.value
        else:
            yield from _unknown_of_events(indicator, load(report.reporting_year).indicators, whole)


def _unknown_of_events(
    indicator: IndicatorReport, definitions: Sequence[Indicator], whole: Mapping[str, Measure]
) -> Iterator[tuple[str, float]]:
    events = {each.number: each.events for each in definitions if each.kind == "relative_likelihood"}
    people = [measure.numerator for measure in whole.values()]
    known = [number for number in people if number is not None]
    unknown = whole["unknown"].numerator
    if unknown is not None and len(known) == len(people) and any(known):
        yield events[indicator.number], 100 * unknown / sum(known)
