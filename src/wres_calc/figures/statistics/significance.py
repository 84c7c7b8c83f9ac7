"""Tests of two proportions being equal: the N-1 chi-squared test and Fisher's exact test."""

from math import comb, exp, fsum, lgamma, sqrt

from wres_calc.figures.statistics.normal import two_sided
from wres_calc.figures.statistics.proportion import Count, check_counts

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
