"""From one year to another: how much a ratio or a gap has changed, and how sure that is."""

from math import exp, hypot, sqrt
from typing import NamedTuple

from wres_calc.figures.statistics.proportion import (
    Bounds,
    Count,
    check_counts,
    difference,
    newcombe,
    two_sided,
    z_of,
)
from wres_calc.figures.statistics.score import log_ratio, log_ratio_variance

Table = tuple[Count, Count, Count, Count]
"""(x1, n1, x2, n2): events and base of the first group, then of the second."""


class Change(NamedTuple):
    """What changed between two years: the value, its limits, and the p-value where there is one."""

    value: float
    limits: Bounds
    p_value: float | None


def ratio_of_ratios(now: Table, before: Table, confidence: float = 0.95) -> Change | None:
    """This year's ratio over an earlier one's; `None` where a ratio has no log variance (an x of 0).

    d = log RR - log RR', SE = sqrt(Katz variance + Katz variance'), exp(d -/+ z SE). It takes the two years for
    independent: fair for events, not for staff who stay. Altman & Bland, BMJ 2003;326:219.

    Raises:
        ValueError: an x is not from 0 to its n, or the confidence is out of range.
    """
    z = z_of(confidence)
    for table in (now, before):
        check_counts(table[:2], table[2:])
    variances = [log_ratio_variance(*table) for table in (now, before)]
    if variances[0] is None or variances[1] is None:
        return None
    d, error = log_ratio(*now) - log_ratio(*before), sqrt(variances[0] + variances[1])
    return Change(exp(d), Bounds(exp(d - z * error), exp(d + z * error)), two_sided(d / error))


def change_of_gap(now: Table, before: Table, confidence: float = 0.95) -> Change | None:
    """This year's difference of two proportions minus an earlier one's; `None` where a base is empty.

    From Newcombe's limits (l, u) of each: D - sqrt((d - l)^2 + (u' - d')^2) to D + sqrt((u - d)^2 + (d' - l')^2).
    There is no p-value. Zou & Donner, Stat Med 2008;27:1693 (MOVER).

    Raises:
        ValueError: as `ratio_of_ratios`.
    """
    this, other = newcombe(*now, confidence), newcombe(*before, confidence)
    if this is None or other is None:
        return None
    d, before_d = difference(*now), difference(*before)
    change = d - before_d
    lower = change - hypot(d - this.lower, other.upper - before_d)
    upper = change + hypot(this.upper - d, before_d - other.lower)
    return Change(change, Bounds(max(lower, -2.0), min(upper, 2.0)), None)
