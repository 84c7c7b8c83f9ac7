"""Means of scores, and their differences: limits and tests by Student's t distribution."""

from collections.abc import Sequence
from functools import cache
from math import exp, lgamma, log, log1p, sqrt
from typing import NamedTuple

from wres_calc.figures.statistics.proportion import Bounds, z_of

_STEPS, _EXACT, _TINY = 10_000, 1e-15, 1e-300


class Sample(NamedTuple):
    """Scores of `n` people: their mean, and their standard deviation with n - 1."""

    mean: float
    deviation: float
    n: int


class Contrast(NamedTuple):
    """A sum and difference of means: its value, its limits, and the p-value of its being 0."""

    value: float
    limits: Bounds
    p_value: float


def contrast(terms: Sequence[tuple[int, Sample]], confidence: float = 0.95) -> Contrast | None:
    """Return the sum of means, each with its sign; `None` where a sample is of one, or all scores of each are alike.

    v = s^2/n of each, d -/+ t sqrt(sum v) with (sum v)^2 / sum(v^2 / (n - 1)) degrees of freedom: of one mean Student's
    limits, of a difference of two Welch's, of a change of a difference those of all four. The samples are taken for
    independent. Welch, Biometrika 1947;34:28; Satterthwaite, Biometrics Bulletin 1946;2:110.

    Raises:
        ValueError: the confidence is out of range.
    """
    z_of(confidence)
    if min(sample.n for _, sample in terms) < 2:
        return None
    variances = [sample.deviation**2 / sample.n for _, sample in terms]
    total = sum(variances)
    if total == 0:
        return None
    freedom = total**2 / sum(v**2 / (sample.n - 1) for v, (_, sample) in zip(variances, terms, strict=True))
    value, error = sum(sign * sample.mean for sign, sample in terms), sqrt(total)
    reach = _t_of(confidence, freedom) * error
    return Contrast(value, Bounds(value - reach, value + reach), two_sided_t(value / error, freedom))


def pooled(samples: Sequence[Sample]) -> Sample:
    """Return the scores of several samples as one: the variance within them, and that between their means."""
    n = sum(sample.n for sample in samples)
    mean = sum(sample.mean * sample.n for sample in samples) / n
    squares = sum(
        sample.deviation**2 * (sample.n - 1) + sample.n * (sample.mean - mean) ** 2 for sample in samples
    )
    return Sample(mean, sqrt(squares / (n - 1)) if n > 1 else 0.0, n)


def two_sided_t(t: float, freedom: float) -> float:
    """How often a t deviate with these degrees of freedom lies at least as far from 0 as `t`: 0 to 1."""
    return _incomplete_beta(freedom / 2, 0.5, freedom / (freedom + t * t))


@cache
def _t_of(confidence: float, freedom: float) -> float:
    """The t deviate that a two-sided interval of this confidence reaches, by halving."""
    low, high = 0.0, 2 * z_of(confidence)
    while two_sided_t(high, freedom) > 1 - confidence:
        low, high = high, 2 * high
    while (middle := (low + high) / 2) not in (low, high):
        low, high = (middle, high) if two_sided_t(middle, freedom) > 1 - confidence else (low, middle)
    return high


def _incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function by its continued fraction. DLMF 8.17.22, after Lentz."""
    if x in (0.0, 1.0):
        return x
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    found, c, d = 1.0, 1.0, 0.0
    for step in range(_STEPS):
        m = step // 2
        if step == 0:
            part = 1.0
        elif step % 2:
            part = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            part = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / ((1 + part * d) or _TINY)
        c = (1 + part / c) or _TINY
        found *= c * d
        if step and abs(c * d - 1) < _EXACT:
            break
    return front * (found - 1)
