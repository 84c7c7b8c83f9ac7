"""How much of a rate's people is of unknown ethnicity, and whether that moved as much as the rate."""

from math import inf

from wres_calc.across.trend.year import Year, rate_key
from wres_calc.report.contract.trend import UnknownShare
from wres_calc.standards.model import Indicator

_GROUPS = ("white", "bme", "unknown")


def unknown_share(indicator: Indicator, year: Year) -> UnknownShare:
    """Return the unknown shares behind a measure; empty where the counts of a group are not known."""
    survey = year.survey
    if survey is not None and survey.answered and survey.unknown_ethnicity is not None:
        return UnknownShare(base=100 * survey.unknown_ethnicity / survey.answered)
    people = _part(indicator, year, "unknown", "numerator")
    if indicator.kind in ("share", "gap"):
        return UnknownShare(base=people)
    return UnknownShare(base=_part(indicator, year, "unknown", "denominator"), events=people)


def _part(indicator: Indicator, year: Year, group: str, field: str) -> float | None:
    """What part of all people, in percent, is of a group: of those in the base, or of those with the event."""
    breakdown = {key: value for key, value in year.measure.breakdown.items() if key != "grouping"}
    everybody = [year.rates.get(rate_key(indicator.number, breakdown, each)) for each in _GROUPS]
    own = year.rates.get(rate_key(indicator.number, year.measure.breakdown, group))
    own = own or year.rates.get(rate_key(indicator.number, breakdown, group))
    counts: list[float] = [
        float(getattr(rate, field))
        for rate in (own, *everybody)
        if rate is not None and getattr(rate, field) is not None
    ]
    total = sum(counts[1:], 0.0)
    return 100 * counts[0] / total if len(counts) == 1 + len(_GROUPS) and total else None


def moved_as_much(indicator: Indicator, before: Year, now: Year) -> bool:
    """Whether the unknown share moved so far that it may be the whole change.

    Of a share or a percentage of answers that is as many points. A likelihood or ratio falls by a part when that part
    of the group's people with the event (or in the base) becomes unknown: as many points as this part of the group's
    share of them all.
    """
    shares = [unknown_share(indicator, year) for year in (before, now)]
    first, last = before.measure.value or 0.0, now.measure.value or 0.0
    if indicator.kind != "relative_likelihood":
        return _moved(shares[0].base, shares[1].base) >= abs(last - first)
    if not first or not last:
        return False
    part = 1 - min(first / last, last / first)
    groups = [group for group in (now.measure.group, now.measure.compared_with) if group]
    for field, name in (("numerator", "events"), ("denominator", "base")):
        own = [_part(indicator, year, group, field) for group in groups for year in (before, now)]
        least = min((each for each in own if each is not None), default=inf)
        if _moved(getattr(shares[0], name), getattr(shares[1], name)) >= part * least:
            return True
    return False


def _moved(first: float | None, last: float | None) -> float:
    return 0.0 if first is None or last is None else abs(last - first)
