"""This year's counts beside last year's: changes that suggest a broken extract rather than a changed workforce."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from wres_calc.checking.issue import Issue
from wres_calc.checking.validate import ValidatedSubmission
from wres_calc.counting.dimensions import WHOLE, Part, survey_populations
from wres_calc.counting.model import Counted, Counts, Number, Tally
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.facts.indicator_number import IndicatorNumber, order
from wres_calc.intake.config import Thresholds

GONE_FROM = 5
"""From how many people on a band is missed when nobody is left in it."""

SAME_FROM = 20
"""From how many people on two years with the very same figures are remarkable."""

SWAPPED_BY, APART_BY = Fraction(3, 10), 3
"""From what change of a share, and from what gap of two percentages on, groups may be swapped."""


@dataclass(frozen=True)
class Year:
    """One year of an organisation: what was sent, and what was counted."""

    submission: ValidatedSubmission
    counts: Counts


def check(now: Year, before: Year, thresholds: Thresholds) -> list[Issue]:
    """What changed more than it usually does, and what did not change at all."""
    return [
        *_headcount(now.counts, before.counts, thresholds.headcount_change),
        *_staff_groups(now.submission, before.submission),
        *_bands(now.counts, before.counts),
        *_unknown(now.counts, before.counts),
        *_same(now.counts, before.counts),
        *_swapped(now.counts, before.counts),
    ]


def _both(now: Counts, before: Counts) -> Iterator[tuple[str, Counted, Counted]]:
    """The populations that both years have."""
    for name, counted in now.populations.items():
        if name in before.populations:
            yield name, counted, before.populations[name]


def _headcount(now: Counts, before: Counts, allowed: float) -> Iterator[Issue]:
    for name, this, last in _both(now, before):
        if name == "workforce" and last.people:
            change = 100 * (this.people - last.people) / last.people
            if abs(change) > allowed:
                direction = "rise" if change > 0 else "fall"
                message = (
                    f"The headcount went from {last.people:,} to {this.people:,}, a {direction} of {abs(change):.0f}%; "
                    f"more than {allowed:g}% either way is unlikely."
                )
                yield Issue("headcount-changed", message, table=this.table)


def _staff_groups(now: ValidatedSubmission, before: ValidatedSubmission) -> Iterator[Issue]:
    tables = [year.tables.get("workforce") for year in (now, before)]
    this, last = (None if table is None else table.frame.get_column("staff_group") for table in tables)
    if this is None or last is None:
        return
    here = set(this.unique())
    for group, people in last.value_counts(sort=True).iter_rows():
        if group is not None and people >= GONE_FROM and group not in here:
            message = (
                f"No one is in the staff group {group}, which had {people:,} assignments the year before."
            )
            yield Issue("staff-group-gone", message, table="workforce")


def _bands(now: Counts, before: Counts) -> Iterator[Issue]:
    for name, this, last in _both(now, before):
        for part, tally in last.tallies.items():
            if name == "workforce" and len(part) == 2 and tally.total >= GONE_FROM and not _total(this, part):
                where = " of ".join(value.replace("_", " ") for _, value in reversed(part))
                message = f"No one is in {where}, which had {int(tally.total):,} people the year before."
                yield Issue("pay-band-gone", message, table=this.table)


def _total(counted: Counted, part: Part) -> bool:
    """Whether anybody is in a part; a part that was not counted is not missed."""
    tally = counted.tallies.get(part)
    return tally is None or tally.total > 0


def _unknown(now: Counts, before: Counts) -> Iterator[Issue]:
    for name, this, last in _both(now, before):
        shares = [_unknown_share(counted.tallies[WHOLE]) for counted in (this, last)]
        if (
            name in ("workforce", "shortlisted")
            and this.people >= SAME_FROM
            and shares[0] >= 2 * shares[1] > 0
        ):
            message = (
                f"The unknown share of the {name} went from {shares[1]:.1f}% to {shares[0]:.1f}%; "
                "it has at least doubled."
            )
            characteristic = now.standard.characteristic
            yield Issue("unknowns-doubled", message, table=this.table, characteristic=characteristic)


def _unknown_share(tally: Tally) -> float:
    return float(100 * tally.unknown / tally.total) if tally.total else 0.0


def _same(now: Counts, before: Counts) -> Iterator[Issue]:
    """Populations whose every figure is that of the year before. A board may well stay the same."""
    for name, this, last in _both(now, before):
        if name != "board" and this.people >= SAME_FROM and this.tallies == last.tallies:
            message = f"Every figure of the population {name} is the same as the year before."
            yield Issue("same-as-last-year", message, table=this.table)
    for number in sorted({indicator for indicator, _ in now.published}, key=order):
        figures = [{k: v for k, v in year.published.items() if k[0] == number} for year in (now, before)]
        if figures[0] == figures[1]:
            message = f"Every figure of indicator {number} is the same as the year before."
            yield Issue("same-as-last-year", message, table="survey_summary")


def _swapped(now: Counts, before: Counts) -> Iterator[Issue]:
    """The two groups that are compared, each with about what the other had: their columns may be swapped.

    Parts of a population are looked at where the whole is as it was.
    """
    keys = compared, _ = now.standard.compared, now.standard.reference
    for name, this, last in _both(now, before):
        parts = [
            part
            for part in this.tallies
            if part in last.tallies
            and _is_swapped(
                *(
                    [each.by_group.get(k, 0) for k in keys]
                    for each in (this.tallies[part], last.tallies[part])
                )
            )
        ]
        for part in [WHOLE] if WHOLE in parts else parts:
            where = " of ".join([*(value.replace("_", " ") for _, value in reversed(part)), name])
            yield _swap(now, where, this.table, (name, part, compared))
    for number in (each.number for each in now.standard.indicators if each.kind == "percentage"):
        years = [[_percentage(year, number, key) for key in keys] for year in (now, before)]
        if _is_crossed(*([each for each in year if each is not None] for year in years)):
            cell = ("survey", (("indicator", str(number)),), compared)
            yield _swap(now, f"indicator {number}", "survey_summary", cell)


def _percentage(counts: Counts, number: IndicatorNumber, group: str) -> Fraction | None:
    """The survey percentage of a group, as it was published or of its respondents."""
    if (figure := counts.published.get((number, group))) is not None:
        return figure.percentage
    yes, answered = (counts.populations.get(name) for name in survey_populations(number))
    base = answered.tallies[WHOLE].by_group.get(group, 0) if answered else 0
    return Fraction(100 * yes.tallies[WHOLE].by_group.get(group, 0), base) if yes and base else None


def _is_swapped(now: Sequence[Number], before: Sequence[Number]) -> bool:
    """Whether a share went to what is left of it, by more than chance: four standard errors, and a good deal."""
    sizes = sum(now), sum(before)
    if min(sizes) < SAME_FROM:
        return False
    this, last = Fraction(now[0], sizes[0]), Fraction(before[0], sizes[1])
    both = Fraction(now[0] + before[0], sum(sizes))
    by_chance = 16 * both * (1 - both) * (Fraction(1, sizes[0]) + Fraction(1, sizes[1]))
    return (
        abs(this - last) >= SWAPPED_BY
        and (this - last) ** 2 >= by_chance
        and abs(this + last - 1) <= abs(this - last) / 5
    )


def _is_crossed(now: Sequence[Fraction], before: Sequence[Fraction]) -> bool:
    """Whether two percentages that were apart came far nearer to each other's than to their own."""
    if len(now) + len(before) < 4:
        return False
    straight = sum(abs(a - b) for a, b in zip(now, before, strict=True))
    crossed = sum(abs(a - b) for a, b in zip(now, reversed(before), strict=True))
    apart = min(abs(each[0] - each[1]) for each in (now, before))
    return apart >= APART_BY and 3 * crossed <= straight


def _swap(now: Counts, where: str, table: str, cell: tuple[str, Part, str]) -> Issue:
    compared, reference = (
        CHARACTERISTICS[now.standard.characteristic].main.groups[group]
        for group in (now.standard.compared, now.standard.reference)
    )
    message = f"The {where}: {compared} and {reference} have about what the other had the year before."
    return Issue("groups-swapped", message, table=table, cell=cell)
