"""One proportion, and two: the confidence asked for, Wilson's and Newcombe's limits, and tests of two being equal."""

from functools import cache
from math import comb, erfc, exp, fsum, hypot, lgamma, sqrt
from statistics import NormalDist
from typing import NamedTuple

LOWEST, HIGHEST = 0.5, 0.999


def check_confidence(confidence: float) -> None:
    """Refuse a confidence that is no fraction from 0.5 to 0.999: 95 is refused with the hint 0.95.

    Raises:
        ValueError: it is out of range; the message says what to write.
    """
    if LOWEST <= confidence <= HIGHEST:
        return
    hint = f" For {confidence:g}% write {confidence / 100:g}." if 100 * LOWEST <= confidence < 100 else ""
    raise ValueError(f"The confidence is a fraction from {LOWEST} to {HIGHEST}, not {confidence:g}.{hint}")


@cache
def z_of(confidence: float) -> float:
    """The standard normal deviate that a two-sided interval of this confidence reaches: 1.959964 for 0.95.

    Raises:
        ValueError: as `check_confidence`.
    """
    check_confidence(confidence)
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def two_sided(z: float) -> float:
    """How often a standard normal deviate lies at least as far from 0 as `z`: 0 to 1."""
    return erfc(abs(z) / sqrt(2))


Count = int | float
"""A number of people: whole, or with the half of a mean of two years."""


class Limits(NamedTuple):
    """A lower and an upper limit; `upper` is `None` where there is no bound above."""

    lower: float
    upper: float | None


class Bounds(NamedTuple):
    """A lower and an upper limit that both exist."""

    lower: float
    upper: float


def check_counts(*pairs: tuple[Count, Count]) -> None:
    """Refuse what is no count of a base.

    Raises:
        ValueError: fewer than none, or more than the base.
    """
    for x, n in pairs:
        if not 0 <= x <= n:
            raise ValueError(f"{x} of {n} is not a proportion")


def wilson(x: Count, n: Count, confidence: float = 0.95) -> Bounds | None:
    """Wilson's score limits of the proportion x/n, from 0 to 1; `None` for an empty base.

    The two p for which n(x/n - p)^2 = z^2 p(1 - p). Exactly 0 below at x = 0, exactly 1 above at x = n.
    Wilson, J Am Stat Assoc 1927;22:209; Newcombe, Stat Med 1998;17:857, method 3.

    Raises:
        ValueError: x is not from 0 to n, or the confidence is out of range.
    """
    check_counts((x, n))
    z = z_of(confidence)
    if n == 0:
        return None
    root = z * sqrt(z * z + 4 * x * (n - x) / n)
    scale = 2 * x + z * z + root
    # The lower root as the product of both over the upper one: their difference would cancel at small x.
    lower = 0.0 if x == 0 else 2 * x * x / n / scale
    upper = 1.0 if x == n else scale / (2 * (n + z * z))
    return Bounds(lower, upper)


def newcombe(x1: Count, n1: Count, x2: Count, n2: Count, confidence: float = 0.95) -> Bounds | None:
    """Newcombe's hybrid score limits of x1/n1 - x2/n2, from -1 to 1; `None` where a base is empty.

    From Wilson's limits (l, u) of each: d - sqrt((p1 - l1)^2 + (u2 - p2)^2) to d + sqrt((u1 - p1)^2 + (p2 - l2)^2).
    Newcombe, Stat Med 1998;17:873, method 10.

    Raises:
        ValueError: as `wilson`.
    """
    first, second = wilson(x1, n1, confidence), wilson(x2, n2, confidence)
    if first is None or second is None:
        return None
    p1, p2 = x1 / n1, x2 / n2
    d = difference(x1, n1, x2, n2)
    lower = d - hypot(p1 - first.lower, second.upper - p2)
    upper = d + hypot(first.upper - p1, p2 - second.lower)
    return Bounds(max(lower, -1.0), min(upper, 1.0))


def difference(x1: Count, n1: Count, x2: Count, n2: Count) -> float:
    """x1/n1 - x2/n2 in one rounding of each product: two near proportions leave no error of their own."""
    return (x1 * n2 - x2 * n1) / (n1 * n2)


_EXACT_UP_TO = 2_000
"""People up to whom the hypergeometric terms are summed as whole numbers; beyond, by logarithms."""

_SLACK = 1e-7
"""Two tables are as likely as each other when their logarithms differ by no more: rounding may part them."""


def n_minus_1_chi_squared(x1: Count, n1: Count, x2: Count, n2: Count) -> float | None:
    """The two-sided p-value of the N-1 chi-squared test; `None` where a base is empty or all events alike.

    z^2 = (N - 1)/N times Pearson's chi-squared: the test that a Miettinen-Nurminen interval inverts.
    E. S. Pearson 1947; Campbell, Stat Med 2007;26:3661.

    Raises:
        ValueError: an x is not from 0 to its n.
    """
    check_counts((x1, n1), (x2, n2))
    events, total = x1 + x2, n1 + n2
    if 0 in (n1, n2, events) or events == total:
        return None
    apart = x1 * (n2 - x2) - x2 * (n1 - x1)
    return two_sided(apart * sqrt((total - 1) / (n1 * n2)) / sqrt(events * (total - events)))


def fisher_exact(x1: Count, n1: Count, x2: Count, n2: Count) -> float | None:
    """Fisher's two-sided p-value: all tables with these margins that are no likelier than this one.

    `None` where a base is empty, or a count is no whole number. Fisher 1935; the two-sided rule of Freeman & Halton.

    Raises:
        ValueError: an x is not from 0 to its n.
    """
    check_counts((x1, n1), (x2, n2))
    if 0 in (n1, n2) or any(number != int(number) for number in (x1, n1, x2, n2)):
        return None
    a, first, second = int(x1), int(n1), int(n2)
    events = a + int(x2)
    tables = range(max(0, events - second), min(first, events) + 1)
    if first + second <= _EXACT_UP_TO:
        ways = [comb(first, k) * comb(second, events - k) for k in tables]
        seen = ways[a - tables.start]
        return sum(way for way in ways if way <= seen) / sum(ways)
    chances = [_log_ways(first, k) + _log_ways(second, events - k) for k in tables]
    seen_log, all_of_them = chances[a - tables.start], _log_ways(first + second, events)
    return min(1.0, fsum(exp(each - all_of_them) for each in chances if each <= seen_log + _SLACK))


def _log_ways(n: int, k: int) -> float:
    return 0.0 if k in (0, n) else lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
