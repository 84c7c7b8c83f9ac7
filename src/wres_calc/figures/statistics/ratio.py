"""The ratio of two proportions: score limits (Miettinen-Nurminen, Koopman) and Katz's."""

from collections.abc import Callable
from math import exp, inf, log, nextafter, sqrt

from wres_calc.figures.statistics.normal import z_of
from wres_calc.figures.statistics.proportion import Bounds, Count, Limits, check_counts


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
