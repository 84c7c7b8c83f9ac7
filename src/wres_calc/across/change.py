"""From one year to the next: how much a figure has changed, how sure that is, and for whom it is better.

Methods: a rate, the difference of two proportions with Newcombe's limits; a relative likelihood, the ratio of the two
ratios (Altman & Bland); a difference of two rates, its change with limits from those of each (Zou & Donner). They take
the years for independent. People who stay are counted in both: for shares of staff the limits are then too wide, and a
change they show as clear is clear.
"""

from dataclasses import dataclass
from math import inf, log

from wres_calc.across.figures import Figures
from wres_calc.facts.characteristics import CHARACTERISTICS, UNKNOWN
from wres_calc.figures.figure import Doubt, Figure, Interval, Test, Verdict
from wres_calc.figures.measures import Unit
from wres_calc.figures.statistics.change import change_of_gap, ratio_of_ratios
from wres_calc.figures.uncertainty import (
    Evidence,
    all_enough,
    all_large,
    compare,
    compare_means,
    judged,
    verdict,
)
from wres_calc.report.contract import Change, NotCompared, UnknownShare
from wres_calc.report.report import StandardSummary
from wres_calc.standards.model import SURVEY_KINDS, Indicator, SmallNumbers

_Counts = tuple[int | float, int | float]


@dataclass(frozen=True)
class FigureInYear:
    """A figure in its reporting year, among the others of that report."""

    reporting_year: int
    standard: StandardSummary
    definition: Indicator
    figures: Figures
    figure: Figure

    @property
    def value(self) -> float | None:
        """Its value, as it is saved and shown."""
        return None if self.figure.value is None else float(self.figure.value)

    @property
    def unknown(self) -> UnknownShare:
        """The unknown shares behind it; empty where the counts of a group are not known."""
        survey = self.figures.indicators[self.figure.key.indicator].survey
        if survey is not None and survey.answered and survey.unknown is not None:
            return UnknownShare(base=100 * survey.unknown / survey.answered)
        people = self.part(UNKNOWN, "numerator")
        if self.definition.kind in ("share", "gap"):
            return UnknownShare(base=people)
        return UnknownShare(base=self.part(UNKNOWN, "denominator"), events=people)

    def part(self, group: str, field: str) -> float | None:
        """Which part of all people, in percent, is of a group: of those in the base, or of those with the event."""
        rates, own = self.figures.by_key, self.figure.key.rate._replace(group=group)
        whole = own._replace(grouping=None)
        groups = CHARACTERISTICS[self.standard.characteristic].main.groups
        found = [rates.get(own) or rates.get(whole)]
        found += [rates.get(whole._replace(group=each)) for each in groups]
        counts = [number for rate in found if rate and (number := getattr(rate, field)) is not None]
        total = sum(counts[1:])
        return float(100 * counts[0] / total) if len(counts) == 1 + len(groups) and total else None

    @property
    def counts(self) -> list[_Counts] | None:
        """The counts it is formed from: of a rate its own, of a comparison those of both sides."""
        found = [side.proportion for side in self.sides if side.proportion]
        return found if found and len(found) == len(self.sides) else None

    @property
    def sides(self) -> tuple[Figure, ...]:
        """The rates that it is or compares."""
        return (self.figure,) if self.figure.key.unit.is_rate else self.figure.formed_from


def change(
    before: FigureInYear, now: FigureInYear, confidence: float, small: SmallNumbers, *, broken: bool
) -> Change:
    """Return what changed from one year to the other; `broken` says that the definitions differ."""
    key = now.figure.key
    unit = key.unit.of_change

    def changed(**fields: object) -> Change:
        years = {"from_year": before.reporting_year, "to_year": now.reporting_year, "unit": unit}
        return Change.model_validate({"value": None, **years, **fields})

    def without(reason: NotCompared, value: float | None = None) -> Change:
        return changed(reason=reason, value=value)

    if broken:
        return without("break_in_series")
    if before.value is None or now.value is None:
        return without("no_value")
    plain = _plain(unit, before.value, now.value)
    is_within = CHARACTERISTICS[now.standard.characteristic].is_within
    inside = key.compared_with is not None and is_within(key.group, key.compared_with)
    if inside or (now.definition.kind == "share" and key.unit is Unit.PERCENTAGE_POINTS):
        return without("part_of_the_whole", plain)
    found = _found(before, now, confidence, small)
    if isinstance(found, str):
        return without(found, plain)
    evidence, judgement = found
    if judgement.clear and _unknown_moved_as_much(before, now):
        judgement = Verdict(False, doubt=Doubt.UNKNOWN_SHARE)
    return changed(
        value=plain,
        interval=evidence.interval,
        p_value=evidence.tests[0].p_value if evidence.tests else None,
        clear=judgement.clear,
        doubt=judgement.doubt,
        **(_course(before, now) if judgement.clear else {}),
    )


def _plain(unit: Unit, before: float, now: float) -> float | None:
    if unit is Unit.RATIO:
        return now / before if before else None
    return now - before


def _judged(
    unit: Unit, now: list[_Counts], before: list[_Counts], confidence: float, small: SmallNumbers
) -> tuple[Evidence, Verdict] | None:
    """The evidence of a change by the unit's method, and what may be said of it; `None` where there is none."""
    if unit is Unit.PERCENT:
        table, points = (*now[0], *before[0]), Unit.PERCENTAGE_POINTS
        evidence = compare(table, points, confidence)
        return None if evidence is None else (evidence, verdict(evidence, table, points, small))
    tables = (*now[0], *now[1]), (*before[0], *before[1])
    if unit is Unit.RATIO:
        found, scale, method = ratio_of_ratios(*tables, confidence), 1, "ratio_of_ratios"
    else:
        found, scale, method = change_of_gap(*tables, confidence), 100, "mover"
    if found is None:
        return None
    limits = found.limits.lower * scale, found.limits.upper * scale
    tests = () if found.p_value is None else (Test(method, found.p_value),)
    evidence = Evidence(Interval(*limits, confidence, method), tests)
    return evidence, judged(evidence.side(unit), all_enough(tables, small))


def _found(
    before: FigureInYear, now: FigureInYear, confidence: float, small: SmallNumbers
) -> tuple[Evidence, Verdict] | NotCompared:
    """The evidence of a change and its verdict, or why there is none."""
    if now.definition.kind == "mean":
        means = (*now.sides, *before.sides)
        evidence = compare_means(means, (1, -1) if len(means) == 2 else (1, -1, -1, 1), confidence)
        if evidence is None:
            return "no_counts"
        return evidence, judged(evidence.side(Unit.SCORE_POINTS), all_large(means, small))
    tables = now.counts, before.counts
    if tables[0] is None or tables[1] is None:
        return "no_counts"
    return _judged(now.figure.key.unit, tables[0], tables[1], confidence, small) or "no_events"


def _course(before: FigureInYear, now: FigureInYear) -> dict[str, object]:
    """Where a clear change leads: for a comparison as seen from equality, and for whom it is better.

    A comparison is better only where it came nearer to equality from the side that is worse for the compared group.
    """
    adverse, key = now.definition.adverse, now.figure.key
    if key.unit.is_rate:
        if key.grouping or now.definition.kind not in SURVEY_KINDS or adverse == "none":
            return {}
        rose = (now.value or 0.0) > (before.value or 0.0)
        return {"better": rose is (adverse == "below"), "for_group": key.group}
    was, is_now = (_from_parity(key.unit, each.value or 0.0) for each in (before, now))
    parity = "crossed" if was * is_now < 0 else "nearer" if abs(is_now) < abs(was) else "further"
    compared = now.standard.compared
    if compared not in (key.group, key.compared_with) or key.grouping or adverse == "none":
        return {"parity": parity}
    on_adverse_side = (is_now or was) < 0 if adverse == "below" else (is_now or was) > 0
    better = parity == "nearer" if on_adverse_side else None
    return {"parity": parity, "better": better, "for_group": compared}


def _from_parity(unit: Unit, value: float) -> float:
    """How far a comparison is from equality, and on which side: a ratio as far as its inverse."""
    if unit is not Unit.RATIO:
        return value
    return log(value) if value > 0 else -inf


def _unknown_moved_as_much(before: FigureInYear, now: FigureInYear) -> bool:
    """Whether the unknown share moved so far that it may be the whole change.

    Of a share or a percentage of answers that is as many points, of a mean as many hundredths of its scale. A
    likelihood or ratio falls by a part when that part of the group's people with the event (or in the base) becomes
    unknown: as many points as this part of the group's share of them all.
    """
    shares = before.unknown, now.unknown
    first, last = before.value or 0.0, now.value or 0.0
    if now.definition.kind != "relative_likelihood":
        scale = 10 if now.definition.kind == "mean" else 1
        return _moved(shares[0].base, shares[1].base) >= scale * abs(last - first)
    if not first or not last:
        return False
    part = 1 - min(first / last, last / first)
    groups = [group for group in (now.figure.key.group, now.figure.key.compared_with) if group]
    for field, name in (("numerator", "events"), ("denominator", "base")):
        own = [year.part(group, field) for group in groups for year in (before, now)]
        least = min((each for each in own if each is not None), default=inf)
        if _moved(getattr(shares[0], name), getattr(shares[1], name)) >= part * least:
            return True
    return False


def _moved(first: float | None, last: float | None) -> float:
    return 0.0 if first is None or last is None else abs(last - first)
