"""Miettinen-Nurminen limits of a difference of two proportions."""

from decimal import Decimal, localcontext
from math import acos, cos, pi, sqrt

from wres_calc.figures.statistics.normal import z_of
from wres_calc.figures.statistics.proportion import Bounds, Count, check_counts

_DIGITS = 50
_HALVINGS = 60
_POLISHING = 6


def miettinen_nurminen_difference(
    x1: Count, n1: Count, x2: Count, n2: Count, confidence: float = 0.95
) -> Bounds | None:
    """Miettinen-Nurminen score limits of x1/n1 - x2/n2, from -1 to 1; `None` where a base is empty.

    All d with (p1 - p2 - d)^2 <= z^2 V(d), V(d) = [r1(1 - r1)/n1 + r2(1 - r2)/n2] N/(N - 1), where (r1, r2) are the
    likelihood's best under r1 - r2 = d. Exactly -1 or 1 where even that is not rejected.
    Miettinen & Nurminen, Stat Med 1985;4:213.

    Raises:
        ValueError: an x is not from 0 to its n, or the confidence is out of range.
    """
    check_counts((x1, n1), (x2, n2))
    z = z_of(confidence)
    if 0 in (n1, n2):
        return None
    with localcontext() as context:
        context.prec = _DIGITS
        counts = [Decimal(str(number)) for number in (x1, n1, x2, n2)]
        search = _Search(counts[0], counts[1], counts[2], counts[3], Decimal(z))
        return Bounds(float(search.limit(Decimal(-1))), float(search.limit(Decimal(1))))


class _Search:
    """One table, in fifty digits: a cubic's root loses half of a float's where rates are near 0 or 1."""

    def __init__(self, x1: Decimal, n1: Decimal, x2: Decimal, n2: Decimal, z: Decimal) -> None:
        self.x1, self.n1, self.x2, self.n2 = x1, n1, x2, n2
        self.total = n1 + n2
        self.estimate = x1 / n1 - x2 / n2
        self.weight = z * z * self.total / (self.total - 1)

    def limit(self, end: Decimal) -> Decimal:
        """The limit on the side of `end`, which is -1 or 1."""
        if self.estimate == end or not self._rejected(end):
            return end
        inside, outside = self.estimate, end
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2
            if self._rejected(middle):
                outside = middle
            else:
                inside = middle
        return (inside + outside) / 2

    def _rejected(self, d: Decimal) -> bool:
        second = self._second(d)
        first = second + d
        variance = first * (1 - first) / self.n1 + second * (1 - second) / self.n2
        return (self.estimate - d) ** 2 > self.weight * variance

    def _second(self, d: Decimal) -> Decimal:
        """The second group's rate under a difference of d: the cubic's root that is a rate of both."""
        a = self.total
        b = (self.n1 + 2 * self.n2) * d - self.total - (self.x1 + self.x2)
        c = (self.n2 * d - self.total - 2 * self.x2) * d + self.x1 + self.x2
        e = self.x2 * d * (1 - d)
        lowest, highest = max(Decimal(0), -d), min(Decimal(1), 1 - d)
        root = Decimal(_trigonometric(float(a), float(b), float(c), float(e)))
        for _ in range(_POLISHING):
            slope = (3 * a * root + 2 * b) * root + c
            if slope == 0:
                break
            root -= (((a * root + b) * root + c) * root + e) / slope
        return min(max(root, lowest), highest)


def _trigonometric(a: float, b: float, c: float, e: float) -> float:
    """The root of a r^3 + b r^2 + c r + e that Miettinen and Nurminen give in closed form."""
    third = b / (3 * a)
    q = third**3 - b * c / (6 * a * a) + e / (2 * a)
    p = sqrt(max(third * third - c / (3 * a), 0.0)) * (1 if q >= 0 else -1)
    cosine = q / p**3 if p else 0.0
    return 2 * p * cos((pi + acos(min(max(cosine, -1.0), 1.0))) / 3) - third
