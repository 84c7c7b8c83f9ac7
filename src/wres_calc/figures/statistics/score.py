"""Limits of the ratio and of the difference of two proportions: Miettinen-Nurminen's, Koopman's and Katz's."""

from collections.abc import Callable
from decimal import Decimal, localcontext
from math import acos, cos, exp, inf, log, nextafter, pi, sqrt

from wres_calc.figures.statistics.proportion import Bounds, Count, Limits, check_counts, z_of


def miettinen_nurminen_ratio(
    x1: Count, n1: Count, x2: Count, n2: Count, confidence: float = 0.95
) -> Limits | None:
    """Miettinen-Nurminen score limits of (x1/n1)/(x2/n2); `None` where a base is empty or there are no events.

    All r with (p1 - r p2)^2 <= z^2 V(r), V(r) = [r1(1 - r1)/n1 + r^2 r2(1 - r2)/n2] N/(N - 1), where r2 is the
    likelihood's best under r1 = r r2. Exactly 0 below without events in the first group, no bound above without any in
    the second. Miettinen & Nurminen, Stat Med 1985;4:213.

    Raises:
        ValueError: an x is not from 0 to its n, or the confidence is out of range.
    """
    total = n1 + n2
    return _score(x1, n1, x2, n2, confidence, total / (total - 1) if total > 1 else inf)


def koopman(x1: Count, n1: Count, x2: Count, n2: Count, confidence: float = 0.95) -> Limits | None:
    """Koopman's score limits: those of `miettinen_nurminen_ratio` without the factor N/(N - 1).

    Koopman, Biometrics 1984;40:513. Raises as there.
    """
    return _score(x1, n1, x2, n2, confidence, 1.0)


def katz(x1: Count, n1: Count, x2: Count, n2: Count, confidence: float = 0.95) -> Bounds | None:
    """Katz's limits of the ratio on the log scale; `None` where any x is 0, or both are all of their base.

    exp(log(p1/p2) -/+ z sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2)).
    Katz, Baptista, Azen & Pike, Biometrics 1978;34:469, method C.

    Raises:
        ValueError: as `miettinen_nurminen_ratio`.
    """
    check_counts((x1, n1), (x2, n2))
    z = z_of(confidence)
    variance = log_ratio_variance(x1, n1, x2, n2)
    if variance is None:
        return None
    centre, reach = log_ratio(x1, n1, x2, n2), z * sqrt(variance)
    return Bounds(exp(centre - reach), exp(centre + reach))


def log_ratio(x1: Count, n1: Count, x2: Count, n2: Count) -> float:
    """log((x1/n1)/(x2/n2)) of counts above 0."""
    return log((x1 * n2) / (x2 * n1))


def log_ratio_variance(x1: Count, n1: Count, x2: Count, n2: Count) -> float | None:
    """Katz's variance of the log ratio; `None` where it does not exist (an x of 0) or is 0 (both all of their base)."""
    if 0 in (x1, x2) or (x1 == n1 and x2 == n2):
        return None
    return (n1 - x1) / (x1 * n1) + (n2 - x2) / (x2 * n2)


def _score(x1: Count, n1: Count, x2: Count, n2: Count, confidence: float, factor: float) -> Limits | None:
    check_counts((x1, n1), (x2, n2))
    z = z_of(confidence)
    if 0 in (n1, n2) or x1 == x2 == 0:
        return None

    def excess(r: float) -> float:
        """Above 0 where a ratio of r is rejected."""
        rate1, rest1, rate2, rest2 = _rates(x1, n1, x2, n2, r)
        variance = (rate1 * rest1 / n1 + r * r * rate2 * rest2 / n2) * factor
        return (x1 / n1 - r * x2 / n2) ** 2 - z * z * variance

    lower = 0.0 if x1 == 0 else _crossing(excess, _start(x1, n1, x2, n2), 0.5)
    upper = None if x2 == 0 else _crossing(excess, _start(x1, n1, x2, n2), 2.0)
    return Limits(lower, upper)


def _start(x1: Count, n1: Count, x2: Count, n2: Count) -> float:
    """A ratio that is not rejected: the estimate, or half a person in place of none."""
    return (x1 or 0.5) * n2 / ((x2 or 0.5) * n1)


def _rates(x1: Count, n1: Count, x2: Count, n2: Count, r: float) -> tuple[float, float, float, float]:
    """Both groups' likelihoods and their complements, the likelihood's best under a ratio of r.

    The second solves N r R^2 - b R + X = 0, its smaller root. The discriminant is written as a sum of squares, and each
    complement as the root of its own equation: nothing cancels where a proportion is near 1.
    """
    y1, y2, total = n1 - x1, n2 - x2, n1 + n2
    one, other = x1 + n2, n1 + x2
    root = sqrt((one - other * r) ** 2 + 4 * r * y1 * y2)
    rate2 = 2 * (x1 + x2) / (one + other * r + root)
    rest2 = _complement(one + other * r - 2 * total * r, root, 2 * total * r, 2 * y2 * (1 - r))
    # The same from the first group's side, everything divided by r: its ratio to the second is 1/r.
    rest1 = _complement(one + other * r - 2 * total, root, 2 * total, 2 * y1 * (r - 1))
    return min(r * rate2, 1.0), rest1, min(rate2, 1.0), rest2


def _complement(b: float, root: float, double: float, product: float) -> float:
    """The larger root of (double/2) S^2 + b S - product/2 = 0, whichever way of writing it does not cancel."""
    if b <= 0:
        return (root - b) / double
    return max(product / (b + root), 0.0)


def _crossing(excess: Callable[[float], float], inside: float, step: float) -> float:
    """Where `excess` turns positive on the way out from `inside`, by factors of `step`, to the last bit."""
    while excess(inside) > 0:  # without events there is no estimate to start from
        inside /= step
    outside = inside * step
    while excess(outside) <= 0:
        inside, outside = outside, outside * step
    while True:
        middle = sqrt(inside) * sqrt(outside)
        if middle in (inside, outside) or abs(outside - inside) <= abs(nextafter(inside, inf) - inside):
            return middle
        if excess(middle) > 0:
            outside = middle
        else:
            inside = middle


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
