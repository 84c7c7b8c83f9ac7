"""One proportion and the difference of two: Wilson's and Newcombe's limits."""

from math import hypot, sqrt
from typing import NamedTuple

from wres_calc.figures.statistics.normal import z_of

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
            raise ValueError(f"{x} of {n} is no proportion")


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
