"""Many organisations at once: how far they lie apart beyond chance."""

from collections.abc import Sequence
from math import floor, sqrt
from typing import NamedTuple

WITHIN_2_SD, WITHIN_3_SD = 1.959963984540054, 3.090232306167813
"""Two-sided 95 % and 99.8 %: the limits of a funnel plot, as OHID draws them."""


class OverDispersion(NamedTuple):
    """How much further than chance the organisations lie apart.

    `phi` is the mean squared z after winsorising (1: as chance would have it), `tau_squared` the variance between
    organisations beyond chance (0 without any), `z` and `z_adjusted` are one each, in the order given.
    """

    phi: float
    tau_squared: float
    z: tuple[float, ...]
    z_adjusted: tuple[float, ...]


def over_dispersion(
    values: Sequence[float], standard_errors: Sequence[float], target: float, winsorise: float = 0.1
) -> OverDispersion | None:
    """Additive random effects for values with known standard errors (above 0); `None` without any.

    z = (y - target)/s, winsorised at both ends; phi = mean z^2; with w = 1/s^2 and n phi > n - 1,
    tau^2 = (n phi - (n - 1)) / (sum w - sum w^2 / sum w); z_adjusted = (y - target)/sqrt(s^2 + tau^2).
    Spiegelhalter, Qual Saf Health Care 2005;14:347.
    """
    n = len(values)
    if n == 0:
        return None
    z = [(value - target) / s for value, s in zip(values, standard_errors, strict=True)]
    lowest, highest = quantile(z, winsorise), quantile(z, 1 - winsorise)
    phi = sum(min(max(each, lowest), highest) ** 2 for each in z) / n
    weights = [1 / (s * s) for s in standard_errors]
    tau_squared = 0.0
    if n * phi > n - 1 and n > 1:
        tau_squared = (n * phi - (n - 1)) / (sum(weights) - sum(w * w for w in weights) / sum(weights))
    adjusted = (
        (value - target) / sqrt(s * s + tau_squared) for value, s in zip(values, standard_errors, strict=True)
    )
    return OverDispersion(phi, tau_squared, tuple(z), tuple(adjusted))


def quantile(values: Sequence[float], fraction: float) -> float:
    """The quantile of at least one value, interpolated as R's type 7 and Excel's PERCENTILE.INC have it."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * fraction
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    if place == below or ordered[below] == ordered[above]:  # infinite values have no differences
        return ordered[below]
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
