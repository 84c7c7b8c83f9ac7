"""How often the intervals hold the truth: exact coverage, by going through every outcome that can be met.

Outcomes so rare that all of them together have less than a millionth of a chance are left out; what is left out is
counted as not covered.
"""

from collections.abc import Callable, Iterator
from math import exp, lgamma, log, log1p

from wres_calc.figures.statistics import proportion, score

DESIGNS = ((400, 0.012, 1900, 0.007), (120, 0.02, 800, 0.01), (14, 0.2, 190, 0.26), (2210, 0.01, 6900, 0.007))
"""People and probability of the first group, then of the second: shapes of disciplinary cases and of boards."""

_RARE = 1e-9


def outcomes(n: int, p: float) -> Iterator[tuple[int, float]]:
    """Each number of events out of n that is not rare, with its probability."""
    for x in range(n + 1):
        ways = lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1)
        chance = exp(ways + x * log(p) + (n - x) * log1p(-p))
        if chance > _RARE:
            yield x, chance


def coverage(design: tuple[int, float, int, float], covers: Callable[[int, int], bool]) -> float:
    """The probability that an interval covers, over the outcomes of both groups."""
    n1, p1, n2, p2 = design
    return sum(
        chance1 * chance2
        for x1, chance1 in outcomes(n1, p1)
        for x2, chance2 in outcomes(n2, p2)
        if covers(x1, x2)
    )


def row(design: tuple[int, float, int, float]) -> tuple[float, float, float]:
    """Coverage at 95 % of Wilson's interval (first group), Newcombe's and the Miettinen-Nurminen ratio's."""
    n1, p1, n2, p2 = design

    def wilson(x1: int) -> bool:
        limits = proportion.wilson(x1, n1)
        return limits is not None and limits.lower <= p1 <= limits.upper

    def newcombe(x1: int, x2: int) -> bool:
        limits = proportion.newcombe(x1, n1, x2, n2)
        return limits is not None and limits.lower <= p1 - p2 <= limits.upper

    def ratio(x1: int, x2: int) -> bool:
        """No interval, for want of any event, says nothing false: it covers."""
        limits = score.miettinen_nurminen_ratio(x1, n1, x2, n2)
        if limits is None:
            return True
        return limits.lower <= p1 / p2 and (limits.upper is None or p1 / p2 <= limits.upper)

    single = sum(chance for x1, chance in outcomes(n1, p1) if wilson(x1))
    return single, coverage(design, newcombe), coverage(design, ratio)


def table() -> list[list[str]]:
    """The coverage of each design, to four places, as rows of text."""
    return [
        [f"{d[0]:,}, {d[1]:.1%}", f"{d[2]:,}, {d[3]:.1%}", *(f"{share:.4f}" for share in row(d))]
        for d in DESIGNS
    ]


if __name__ == "__main__":
    for line in table():
        print(*line, sep=" | ")
