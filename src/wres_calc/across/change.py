"""From one year to the next: how much a figure has changed, how sure that is, and for whom it is better.

Methods: a rate, the difference of two proportions with Newcombe's limits; a relative likelihood, the ratio of the two
ratios (Altman & Bland); a difference of two rates, its change with limits from those of each (Zou & Donner). They take
the years for independent. People who stay are counted in both: for shares of staff the limits are then too wide, and a
change they show as clear is clear.
"""

from dataclasses import dataclass
from math import inf, log

from wres_calc.across.figures import GROUPING, UNKNOWN, FigureKey, Figures, counts_of
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.figures import statistics
from wres_calc.figures.result import Doubt, Significance, Verdict
from wres_calc.figures.uncertainty import Evidence, all_enough, compare, judged, side, verdict
from wres_calc.report.contract.trend import Change, NotCompared, UnknownShare
from wres_calc.report.report import Interval, Measure, StandardSummary, Unit
from wres_calc.standards.model import Indicator, SmallNumbers

_Counts = tuple[int | float, int | float]

_METHODS = {Unit.PERCENT: "newcombe", Unit.RATIO: "ratio_of_ratios", Unit.PERCENTAGE_POINTS: "mover"}


@dataclass(frozen=True)
class FigureInYear:
    """A measure in its reporting year, among the other figures of that report."""

    reporting_year: int
    standard: StandardSummary
    definition: Indicator
    figures: Figures
    key: FigureKey
    measure: Measure

    @property
    def unknown(self) -> UnknownShare:
        """The unknown shares behind it; empty where the counts of a group are not known."""
        survey = self.figures.indicators[self.key.indicator].survey
        if survey is not None and survey.answered and survey.unknown is not None:
            return UnknownShare(base=100 * survey.unknown / survey.answered)
        people = self.part(UNKNOWN, "numerator")
        if self.definition.kind in ("share", "gap"):
            return UnknownShare(base=people)
        return UnknownShare(base=self.part(UNKNOWN, "denominator"), events=people)

    def part(self, group: str, field: str) -> float | None:
        """Which part of all people, in percent, is of a group: of those in the base, or of those with the event."""
        rates, own = self.figures.rates, self.key.rate._replace(group=group)
        whole = own.without_grouping
        groups = CHARACTERISTICS[self.standard.characteristic].main.groups
        found = [rates.get(own) or rates.get(whole)]
        found += [rates.get(whole._replace(group=each)) for each in groups]
        counts = [float(number) for rate in found if rate and (number := getattr(rate, field)) is not None]
        total = sum(counts[1:])
        return 100 * counts[0] / total if len(counts) == 1 + len(groups) and total else None

    @property
    def counts(self) -> list[_Counts] | None:
        """The counts it is formed from: of a rate its own, of a comparison those of both sides."""
        rate_alone = self.measure.unit is Unit.PERCENT
        rates = (self.measure,) if rate_alone else self.figures.sides(self.key) or (None,)
        found = [counts for rate in rates if (counts := counts_of(rate)) is not None]
        return found if len(found) == len(rates) else None


def change(
    before: FigureInYear, now: FigureInYear, confidence: float, small: SmallNumbers, *, broken: bool
) -> Change:
    """Return what changed from one year to the other; `broken` says that the definitions differ."""
    measure = now.measure
    unit = Unit.RATIO if measure.unit is Unit.RATIO else Unit.PERCENTAGE_POINTS

    def changed(**fields: object) -> Change:
        years = {"from_year": before.reporting_year, "to_year": now.reporting_year, "unit": unit}
        return Change.model_validate({"value": None, **years, **fields})

    def without(reason: NotCompared, value: float | None = None) -> Change:
        return changed(reason=reason, value=value)

    if broken:
        return without("break_in_series")
    if before.measure.value is None or measure.value is None:
        return without("no_value")
    plain = _plain(unit, before.measure.value, measure.value)
    is_within = CHARACTERISTICS[now.standard.characteristic].is_within
    inside = measure.compared_with is not None and is_within(measure.group, measure.compared_with)
    if inside or (now.definition.kind == "share" and measure.unit is Unit.PERCENTAGE_POINTS):
        return without("part_of_the_whole", plain)
    tables = now.counts, before.counts
    if tables[0] is None or tables[1] is None:
        return without("no_counts", plain)
    evidence, judgement = _judged(measure.unit, tables[0], tables[1], confidence, small)
    if evidence is None:
        return without("no_events", plain)
    if judgement.side and _unknown_moved_as_much(before, now):
        judgement = Verdict(0, Doubt.UNKNOWN_SHARE)
    lower, upper = evidence.limits
    return changed(
        value=plain,
        interval=Interval(lower=lower, upper=upper, confidence=confidence, method=_METHODS[measure.unit]),
        p_value=evidence.tests[0].p_value if evidence.tests else None,
        clear=judgement.side != 0,
        doubt=judgement.doubt,
        **(_course(before, now) if judgement.side else {}),
    )


def _plain(unit: Unit, before: float, now: float) -> float | None:
    if unit is Unit.RATIO:
        return now / before if before else None
    return now - before


def _judged(
    unit: Unit, now: list[_Counts], before: list[_Counts], confidence: float, small: SmallNumbers
) -> tuple[Evidence | None, Verdict]:
    """The evidence of a change by the unit's method, and what may be said of it."""
    if unit is Unit.PERCENT:
        table = (*now[0], *before[0])
        points = Unit.PERCENTAGE_POINTS
        return compare(table, points, confidence), verdict(table, points, confidence, small)
    tables = (*now[0], *now[1]), (*before[0], *before[1])
    if unit is Unit.RATIO:
        found, scale = statistics.ratio_of_ratios(*tables, confidence), 1
    else:
        found, scale = statistics.change_of_gap(*tables, confidence), 100
    if found is None:
        return None, judged(0, enough=False)
    limits = statistics.Bounds(found.limits.lower * scale, found.limits.upper * scale)
    tests = () if found.p_value is None else (Significance(_METHODS[unit], found.p_value),)
    evidence = Evidence(limits, tests)
    return evidence, judged(side(evidence, unit, confidence), all_enough(tables, small))


def _course(before: FigureInYear, now: FigureInYear) -> dict[str, object]:
    """Where a clear change leads: for a comparison as seen from equality, and for whom it is better.

    A comparison is better only where it came nearer to equality from the side that is worse for the compared group.
    """
    adverse, measure, grouped = now.definition.adverse, now.measure, GROUPING in now.measure.breakdown
    if measure.unit is Unit.PERCENT:
        if grouped or now.definition.kind != "percentage" or adverse == "none":
            return {}
        rose = (measure.value or 0.0) > (before.measure.value or 0.0)
        return {"better": rose is (adverse == "below"), "for_group": measure.group}
    was, is_now = (_from_parity(each.measure) for each in (before, now))
    parity = "crossed" if was * is_now < 0 else "nearer" if abs(is_now) < abs(was) else "further"
    compared = now.standard.compared
    if compared not in (measure.group, measure.compared_with) or grouped or adverse == "none":
        return {"parity": parity}
    on_adverse_side = (is_now or was) < 0 if adverse == "below" else (is_now or was) > 0
    better = parity == "nearer" if on_adverse_side else None
    return {"parity": parity, "better": better, "for_group": compared}


def _from_parity(measure: Measure) -> float:
    """How far a comparison is from equality, and on which side: a ratio as far as its inverse."""
    value = measure.value or 0.0
    if measure.unit is not Unit.RATIO:
        return value
    return log(value) if value > 0 else -inf


def _unknown_moved_as_much(before: FigureInYear, now: FigureInYear) -> bool:
    """Whether the unknown share moved so far that it may be the whole change.

    Of a share or a percentage of answers that is as many points. A likelihood or ratio falls by a part when that part
    of the group's people with the event (or in the base) becomes unknown: as many points as this part of the group's
    share of them all.
    """
    shares = before.unknown, now.unknown
    first, last = before.measure.value or 0.0, now.measure.value or 0.0
    if now.definition.kind != "relative_likelihood":
        return _moved(shares[0].base, shares[1].base) >= abs(last - first)
    if not first or not last:
        return False
    part = 1 - min(first / last, last / first)
    groups = [group for group in (now.measure.group, now.measure.compared_with) if group]
    for field, name in (("numerator", "events"), ("denominator", "base")):
        own = [year.part(group, field) for group in groups for year in (before, now)]
        least = min((each for each in own if each is not None), default=inf)
        if _moved(getattr(shares[0], name), getattr(shares[1], name)) >= part * least:
            return True
    return False


def _moved(first: float | None, last: float | None) -> float:
    return 0.0 if first is None or last is None else abs(last - first)
