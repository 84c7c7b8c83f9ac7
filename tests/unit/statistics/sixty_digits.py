"""The statistics once more, from their definitions alone, to sixty digits, sharing nothing with the code."""

from collections.abc import Callable

from mpmath import mp, mpf

mp.dps = 60

Table = tuple[float, int, float, int]


def z_of(confidence: float) -> mpf:
    return mp.sqrt(2) * mp.erfinv(mpf(confidence))


def wilson(x: float, n: int, confidence: float) -> tuple[mpf, mpf]:
    """The roots of n (x/n - p)^2 = z^2 p (1 - p), by the school formula."""
    z2, p = z_of(confidence) ** 2, mpf(x) / n
    a, b, c = n + z2, -(2 * n * p + z2), n * p * p
    root = mp.sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def newcombe(table: Table, confidence: float) -> tuple[mpf, mpf]:
    x1, n1, x2, n2 = table
    (l1, u1), (l2, u2) = wilson(x1, n1, confidence), wilson(x2, n2, confidence)
    p1, p2 = mpf(x1) / n1, mpf(x2) / n2
    d = p1 - p2
    return d - mp.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), d + mp.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)


def _best(slope: Callable[[mpf], mpf], low: mpf, high: mpf) -> mpf:
    """Where a falling slope crosses 0, or the end it points to."""
    for _ in range(230):
        middle = (low + high) / 2
        if slope(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _part(x: mpf, p: mpf) -> mpf:
    return x / p if x else mpf(0)


def ratio_rejected(table: Table, r: mpf, confidence: float, factor: bool) -> bool:
    """Whether the score test rejects p1 = r p2; the likelihood is maximised by its slope alone."""
    x1, n1, x2, n2 = map(mpf, table)

    def slope(p2: mpf) -> mpf:
        return _part(x1, p2) - r * _part(n1 - x1, 1 - r * p2) + _part(x2, p2) - _part(n2 - x2, 1 - p2)

    r2 = _best(slope, mpf(0), min(mpf(1), 1 / r))
    r1 = r * r2
    variance = r1 * (1 - r1) / n1 + r * r * r2 * (1 - r2) / n2
    variance *= (n1 + n2) / (n1 + n2 - 1) if factor else 1
    return (x1 / n1 - r * x2 / n2) ** 2 > z_of(confidence) ** 2 * variance


def difference_rejected(table: Table, d: mpf, confidence: float) -> bool:
    """Whether the score test rejects p1 - p2 = d."""
    x1, n1, x2, n2 = map(mpf, table)

    def slope(p2: mpf) -> mpf:
        p1 = p2 + d
        return _part(x1, p1) - _part(n1 - x1, 1 - p1) + _part(x2, p2) - _part(n2 - x2, 1 - p2)

    r2 = _best(slope, max(mpf(0), -d), min(mpf(1), 1 - d))
    r1 = r2 + d
    variance = (r1 * (1 - r1) / n1 + r2 * (1 - r2) / n2) * (n1 + n2) / (n1 + n2 - 1)
    return (x1 / n1 - x2 / n2 - d) ** 2 > z_of(confidence) ** 2 * variance


def n_minus_1(table: Table) -> mpf:
    x1, n1, x2, n2 = map(mpf, table)
    total, pooled = n1 + n2, (x1 + x2) / (n1 + n2)
    z2 = (x1 / n1 - x2 / n2) ** 2 / (pooled * (1 - pooled) * (1 / n1 + 1 / n2)) * (total - 1) / total
    return mp.erfc(mp.sqrt(z2 / 2))


def fisher(table: tuple[int, int, int, int]) -> mpf:
    x1, n1, x2, n2 = table
    events = x1 + x2
    ways = {
        k: mp.binomial(n1, k) * mp.binomial(n2, events - k)
        for k in range(max(0, events - n2), min(n1, events) + 1)
    }
    return sum(way for way in ways.values() if way <= ways[x1]) / mp.binomial(n1 + n2, events)
