"""The normal distribution, and the confidence that limits are asked for."""

from functools import cache
from math import erfc, sqrt
from statistics import NormalDist

LOWEST, HIGHEST = 0.5, 0.999


def check_confidence(confidence: float) -> None:
    """Refuse a confidence that is no fraction from 0.5 to 0.999: 95 is refused with the hint 0.95.

    Raises:
        ValueError: it is out of range; the message says what to write.
    """
    if LOWEST <= confidence <= HIGHEST:
        return
    hint = f" For {confidence:g} % write {confidence / 100:g}." if 100 * LOWEST <= confidence < 100 else ""
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
