"""Goals for equity: how many people of the compared group each senior band lacks, the path there, and disparity ratios.

The methods are ours (no formula of the goals that strategies set was published): the headcount of a band stays as it
is, a target is met by the least number of whole people that reaches it, and leavers are of each group in proportion.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, exp, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from wres_calc.errors import UsageError
from wres_calc.facts.pay import BANDS, SENIOR_BANDS, PayBand
from wres_calc.facts.staff import StaffCategory
from wres_calc.report.goals import (
    Aim,
    BandGoal,
    BandShare,
    Before,
    Disparity,
    Goals,
    Outcome,
    Target,
    YearGoal,
)
from wres_calc.report.report import IndicatorReport, Interval, Report

TIERS = "1-5,6-7,8a-vsm"
"""The lower, middle and upper tier of disparity ratios, as they are commonly given."""
ALL_SENIOR, EVERYBODY = "senior_bands", "workforce"
"""The parts beside the single bands: all senior bands together, and the whole workforce."""


class _People(NamedTuple):
    """People of a part: all, of the compared group, of the reference group."""

    everybody: int
    compared: int
    reference: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.compared, self.everybody) if self.everybody else None


class Headcounts:
    """The counts of the share indicator of a report: people by staff category and pay band.

    Raises:
        UsageError: it has none, or some of them are withheld.
    """

    def __init__(self, report: Report) -> None:
        self._groups = report.standard.compared, report.standard.reference
        indicator = next((each for each in report.indicators if each.kind == "share"), None)
        if indicator is None or not indicator.measures:
            raise UsageError(
                "Goals go by the people in each pay band, and these were not calculated.",
                "Run wres validate to see what keeps the workforce table from being counted.",
            )
        self.bands: dict[tuple[str, str], _People] = {}
        self.whole = _People(0, 0, 0)
        for part, people in self._parts(indicator):
            if part.keys() == {"staff_category", "pay_band"}:
                self.bands[part["staff_category"], part["pay_band"]] = people
            elif not part:
                self.whole = people

    def _parts(self, indicator: IndicatorReport) -> Iterator[tuple[Mapping[str, str], _People]]:
        found: dict[tuple[tuple[str, str], ...], dict[str, tuple[int, int]]] = {}
        for each in indicator.measures:
            if each.measure != "share" or "grouping" in each.breakdown:
                continue
            if each.numerator is None or each.denominator is None:
                raise UsageError(
                    "Counts of this report are withheld; goals need all of them.",
                    "Give the submission, or its internal report.",
                )
            counts = int(each.numerator), int(each.denominator)
            found.setdefault(tuple(each.breakdown.items()), {})[each.group] = counts
        for part, counted in found.items():
            everybody = max(denominator for _, denominator in counted.values())
            compared, reference = (counted.get(group, (0, 0))[0] for group in self._groups)
            yield dict(part), _People(everybody, compared, reference)

    def within(self, bands: Collection[str]) -> _People:
        """Everybody in these bands who is no doctor or dentist, together."""
        found = [
            people
            for (category, band), people in self.bands.items()
            if category != StaffCategory.MEDICAL_AND_DENTAL and band in bands
        ]
        return _People(*(sum(numbers) for numbers in zip(*found, strict=True))) if found else _People(0, 0, 0)

    def part(self, name: str) -> _People:
        """A senior band, all of these together, or the whole workforce."""
        if name == EVERYBODY:
            return self.whole
        return self.within(SENIOR_BANDS if name == ALL_SENIOR else (name,))


def goals(
    report: Report,
    aim: Aim,
    tiers: Mapping[str, tuple[str, ...]],
    turnover: Mapping[str, float] = {},
    before: Report | None = None,
) -> Goals:
    """Return what equity takes by the figures of an internal report.

    `turnover` is measured, by part, in percent a year; what `aim` gives goes before it. `before` is the report of an
    earlier year, whose path to the same target and year is what progress is measured against.

    Raises:
        UsageError: the years are not in order, or counts are missing.
    """
    if aim.by <= aim.first_year:
        raise UsageError(
            f"The target year, {aim.by}, must come after {aim.first_year}.", "Give a later one: --by 2030."
        )
    counts = Headcounts(report)
    earlier = Headcounts(before) if before else None
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
                    "before": _progress(counts.part(part), earlier.part(part), aim, before.reporting_year)
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


def _band(part: str, counted: _People, aim: Aim, turnover: float | None) -> BandGoal:
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


def _progress(now: _People, then: _People, aim: Aim, year: int) -> Before | None:
    if not year < aim.first_year < aim.by:
        return None
    more = needed(then.everybody, then.compared, aim.target.percent)
    (expected,) = [
        each.people
        for each in path(then.compared, more, year, aim.by)
        if each.reporting_year == aim.first_year
    ]
    return Before(reporting_year=year, expected=expected, ahead=now.compared - expected)


def _beside(category: str, band: str, people: _People, target: Target) -> BandShare:
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


def tiers_of(text: str) -> dict[str, tuple[str, ...]]:
    """Return the tiers that a text like "1-5,6-7,8a-vsm" names, from low to high, each with its bands.

    Raises:
        UsageError: it names no bands, one twice, or fewer than two tiers.
    """
    order = [band for band in BANDS[StaffCategory.NON_CLINICAL] if band is not PayBand.OTHER]
    names = {band.value.removeprefix("band_"): place for place, band in enumerate(order)}
    found: dict[str, tuple[str, ...]] = {}
    for tier in (each.strip().casefold() for each in text.split(",")):
        ends = tier.split("-")
        if len(ends) > 2 or not all(end in names for end in ends):
            raise UsageError(f"--tiers {text}: {tier!r} names no pay bands.", f"Give tiers like {TIERS}.")
        found[tier] = tuple(band.value for band in order[names[ends[0]] : names[ends[-1]] + 1])
    bands = [band for tier in found.values() for band in tier]
    if len(found) < 2 or len(bands) != len(set(bands)) or not all(found.values()):
        raise UsageError("Tiers are two or more, from low to high, with no band twice.", f"Like {TIERS}.")
    return found


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
