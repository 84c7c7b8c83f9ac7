"""Goals for equity: how many people of the compared group each senior band lacks, the path there, and disparity ratios.

The methods are ours (no formula of the goals that strategies set was published): the headcount of a band stays as it
is, a target is met by the least number of whole people that reaches it, and leavers are of each group in proportion.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, exp, log, sqrt
from statistics import NormalDist

from wres_calc.across.headcounts import ALL_SENIOR, EVERYBODY, Headcounts, People
from wres_calc.errors import UsageError
from wres_calc.facts.pay import SENIOR_BANDS
from wres_calc.report.goals import (
    Aim,
    BandGoal,
    BandShare,
    Before,
    Disparity,
    Goals,
    OrganisationGoal,
    Outcome,
    Target,
    YearGoal,
)
from wres_calc.report.report import Interval, Organisation, Report
from wres_calc.report.words.numbers import plural


def goals(
    report: Report,
    aim: Aim,
    tiers: Mapping[str, tuple[str, ...]],
    turnover: Mapping[str, float] = {},
    before: Report | None = None,
    counts: Headcounts | None = None,
) -> Goals:
    """Return what equity takes by the figures of an internal report, or by `counts` of several such.

    `turnover` is measured, by part, in percent a year; what `aim` gives goes before it. `before` is the report of an
    earlier year, whose path to the same target and year is what progress is measured against.

    Raises:
        UsageError: the years are not in order, or counts are missing.
    """
    _check_years(aim)
    counts = counts or Headcounts.of(report)
    earlier = Headcounts.of(before) if before else None
    parts = (*SENIOR_BANDS, ALL_SENIOR, EVERYBODY)
    rates = {part: aim.turnover if aim.turnover is not None else turnover.get(part) for part in parts}
    known = sum(counts.whole[1:])
    return Goals(
        tool=report.tool,
        standard=report.standard,
        organisation=report.organisation,
        reporting_year=report.reporting_year,
        aim=aim,
        unknown=100 * (1 - known / counts.whole.everybody) if counts.whole.everybody else None,
        bands=tuple(
            _band(part, counts.part(part), aim, rates[part]).model_copy(
                update={
                    "before": _progress(
                        counts.part(part),
                        earlier.part(part),
                        aim,
                        before.reporting_year,
                        report.reporting_year,
                    )
                }
                if earlier and before
                else {}
            )
            for part in parts
        ),
        every_band=tuple(
            _beside(category, band, people, aim.target) for (category, band), people in counts.bands.items()
        ),
        tiers=dict(tiers),
        disparities=tuple(_disparities(counts, tiers, report)),
    )


def _check_years(aim: Aim) -> None:
    if aim.by <= aim.first_year:
        raise UsageError(
            f"The target year, {aim.by}, must come after {aim.first_year}.", "Give a later one: --by 2030."
        )


def needed(everybody: int, people: int, percent: float) -> int:
    """How many more people of the group it takes for them to be `percent` of everybody; 0 where they are."""
    return max(0, _at_target(everybody, percent) - people)


def _at_target(everybody: int, percent: float) -> int:
    return ceil(everybody * Fraction(percent).limit_denominator(10**9) / 100)


def path(people: int, more: int, first: int, by: int) -> list[YearGoal]:
    """Return the people of the group year by year: evenly, in whole people, from now to the target."""
    years = by - first
    return [
        YearGoal(
            reporting_year=first + year, people=people + int(Fraction(more * year, years) + Fraction(1, 2))
        )
        for year in range(years + 1)
    ]


def recruits(everybody: int, people: int, more: int, years: int, turnover: float) -> float:
    """Which percentage of recruits must be of the group for `people + more` of a constant headcount in so many years.

    Each year `turnover` percent leave, of each group alike, and as many come: with r the turnover and s, t the shares
    now and then, (t - s (1 - r)^years) / (1 - (1 - r)^years). Above 100 it cannot be done.
    """
    stay = (1 - turnover / 100) ** years
    return 100 * ((people + more) - people * stay) / (everybody * (1 - stay))


def _band(part: str, counted: People, aim: Aim, turnover: float | None) -> BandGoal:
    more = needed(counted.everybody, counted.compared, aim.target.percent)
    asked = None
    if more and turnover:
        asked = recruits(counted.everybody, counted.compared, more, aim.by - aim.first_year, turnover)
    outcome: Outcome = "short" if more else "reached"
    if not counted.everybody:
        outcome = "nobody"
    elif more and counted.everybody * aim.target.percent < 100:
        outcome = "too_small"
    elif asked is not None and asked > 100:
        outcome = "out_of_reach"
    return BandGoal(
        pay_band=part,
        everybody=counted.everybody,
        people=counted.compared,
        share=_percent(counted.share),
        needed=more,
        outcome=outcome,
        path=tuple(path(counted.compared, more, aim.first_year, aim.by)) if more else (),
        turnover=turnover,
        recruits=asked,
    )


def _progress(now: People, then: People, aim: Aim, year: int, this_year: int) -> Before | None:
    if not year < this_year < aim.by:
        return None
    more = needed(then.everybody, then.compared, aim.target.percent)
    (expected,) = [
        each.people for each in path(then.compared, more, year, aim.by) if each.reporting_year == this_year
    ]
    return Before(reporting_year=year, expected=expected, ahead=now.compared - expected)


def _beside(category: str, band: str, people: People, target: Target) -> BandShare:
    share = _percent(people.share)
    return BandShare(
        staff_category=category,
        pay_band=band,
        everybody=people.everybody,
        people=people.compared,
        share=share,
        gap=None if share is None else share - target.percent,
        needed=_at_target(people.everybody, target.percent) - people.compared,
    )


def _percent(share: Fraction | None) -> float | None:
    return None if share is None else float(100 * share)


def _disparities(
    counts: Headcounts, tiers: Mapping[str, tuple[str, ...]], report: Report
) -> Iterator[Disparity]:
    names = list(tiers)
    pairs = [*pairwise(names), *([(names[0], names[-1])] if len(names) > 2 else [])]
    for lower, higher in pairs:
        below, above = counts.within(tiers[lower]), counts.within(tiers[higher])
        value, interval = _odds_ratio(below[1:], above[1:], report.method.confidence)
        people = {lower: (below.compared, below.reference), higher: (above.compared, above.reference)}
        yield Disparity(lower=lower, higher=higher, counts=people, value=value, interval=interval)


def _odds_ratio(
    below: Sequence[int], above: Sequence[int], confidence: float
) -> tuple[float | None, Interval | None]:
    cells: Iterable[int] = (*below, *above)
    if not all(cells):
        return None, None
    value = float(Fraction(below[0], below[1]) / Fraction(above[0], above[1]))
    wide = NormalDist().inv_cdf((1 + confidence) / 2) * sqrt(sum(1 / number for number in cells))
    lower, upper = exp(log(value) - wide), exp(log(value) + wide)
    return value, Interval(lower=lower, upper=upper, confidence=confidence, method="woolf")


def together(
    several: Sequence[tuple[Report, Goals]], aim: Aim, tiers: Mapping[str, tuple[str, ...]]
) -> Goals:
    """Return what equity takes in several organisations of a year: their people pooled, and each organisation's need.

    `aim` is that of all together.
    """
    counts = Headcounts.together([Headcounts.of(report) for report, _ in several])
    everybody = Organisation(code="ALL", name=plural(len(several), "organisation"))
    pooled = several[0][0].model_copy(update={"organisation": everybody})
    found = goals(pooled, aim, tiers, counts=counts)
    needs = (
        OrganisationGoal(organisation=own.organisation, target=own.aim.target.percent, senior=band)
        for _, own in several
        for band in own.bands
        if band.pay_band == ALL_SENIOR
    )
    return found.model_copy(update={"organisations": tuple(needs)})


def share_of_all(reports: Sequence[Report]) -> float | None:
    """Return which percentage of the whole workforce of several organisations is of the compared group."""
    return _percent(Headcounts.together([Headcounts.of(report) for report in reports]).whole.share)
