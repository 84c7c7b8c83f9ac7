"""Holds a printed number to the one that follows from counts, as far as it is printed, and says what went wrong."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d+))?(?:[eE]([+-]?\d+))?\s*(%?)")
_EXACT = Fraction(1, 10**6)
"""How far a number in full may be from what it follows from."""
_COARSEST_RATIO, _COARSEST_FRACTION = Fraction(5, 100), Fraction(5, 1000)
"""A ratio is printed with a decimal at least, a fraction with two: rounded further they would fit too much."""
_ROUNDED = {0: "whole per cents", 1: "1 decimal of a per cent", 2: "2 decimals of a per cent"}
"""How rates are rounded before a number is formed of them, by their decimals."""


class Printed(NamedTuple):
    """A printed number: what it is as written, how far its rounding may be off, and whether it has a per cent sign."""

    number: Fraction
    near: Fraction
    in_percent: bool

    def is_about(self, expected: Fraction, times: Fraction = Fraction(1)) -> bool:
        """Whether it is the number expected, once it is taken so many times."""
        return abs(self.number * times - expected) <= max(self.near * abs(times), _EXACT)


def read(text: str) -> Printed | None:
    """Read a printed number: 1.94, 13.3%, -7.7, 1,234; a number with a per cent sign is the fraction that it is."""
    found = _NUMBER.fullmatch(text.strip().replace("\N{MINUS SIGN}", "-"))
    if found is None or found[2] is found[3] is None:
        return None
    sign, digits, decimals, exponent, mark = found.groups(default="")
    number = Fraction(Decimal(f"{sign}{digits.replace(',', '') or 0}.{decimals or 0}e{exponent or 0}"))
    near = Fraction(Decimal(f"0.5e{int(exponent or 0) - len(decimals)}"))
    return Printed(number / 100, near / 100, True) if mark else Printed(number, near, False)


def fits(text: str, expected: Fraction, *, is_ratio: bool, fractions: bool = True) -> bool:
    """Whether a printed number is the one expected: a share in per cent, or as a fraction where those may be."""
    printed = read(text)
    if printed is None:
        return False
    if is_ratio:
        near = min(printed.near, _COARSEST_RATIO)
        return not printed.in_percent and printed._replace(near=near).is_about(expected)
    if printed.in_percent:
        return printed.is_about(expected)
    as_fraction = printed._replace(near=min(printed.near, _COARSEST_FRACTION))
    return printed.is_about(expected, Fraction(1, 100)) or (fractions and as_fraction.is_about(expected))


def style(cells: Iterable[tuple[str, Fraction | None]]) -> bool | None:
    """Say of shares without a per cent sign, each with what follows, whether they are fractions; `None`: of neither.

    Without what follows, one above 1 is in per cent.
    """
    votes = [0, 0]
    for text, expected in cells:
        printed = read(text)
        if printed is None or printed.in_percent or not printed.number:
            continue
        if expected is None:
            votes[abs(printed.number) <= 1] += 1
            continue
        as_percent, as_fraction = (
            fits(f"{text}%", expected, is_ratio=False),
            printed._replace(near=min(printed.near, _COARSEST_FRACTION)).is_about(expected),
        )
        votes[as_fraction] += as_percent != as_fraction
    return None if votes == [0, 0] else votes[1] > votes[0]


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Round half up."""
    return Fraction((value * 10**decimals + Fraction(1, 2)).__floor__(), 10**decimals)


def what_is_wrong(
    text: str,
    expected: Fraction,
    *,
    is_ratio: bool,
    fractions: bool = True,
    again: Callable[[int], Fraction | None] = lambda decimals: None,
) -> tuple[str, str] | None:
    """Say how a printed number is not the one that follows: a code of the catalogue and words; `None` where it is.

    `again` forms it from rates rounded to so many decimals of a per cent.
    """
    printed = read(text)
    if printed is None:
        return "return-text-in-number", "this is text; a number belongs here."
    if fits(text, expected, is_ratio=is_ratio, fractions=fractions):
        return None
    number, follows = (
        printed.number,
        f"{float(expected):.4g}" if is_ratio else f"{float(100 * expected):.2f}%",
    )
    said = f"from the counts follows {follows}."
    if is_ratio and (printed.in_percent or printed.is_about(expected, Fraction(100))):
        return "return-ratio-in-percent", f"a ratio has no per cent sign; {said}"
    times = (1,) if is_ratio or printed.in_percent else (1, Fraction(1, 100))
    if expected and any(printed.is_about(-expected, Fraction(each)) for each in times):
        return "return-sign-wrong", f"the sign is missing or wrong; {said}"
    as_fraction = (
        printed.is_about(expected, Fraction(100)) if printed.in_percent else printed.is_about(expected)
    )
    if not is_ratio and expected and as_fraction:
        return "return-fraction-for-percent", f"this is a fraction taken for a per cent; {said}"
    if (how := _how_rounded(text, expected, again, is_ratio=is_ratio, fractions=fractions)) is not None:
        return "return-rounded-rates", f"this is formed from rates rounded to {how}; {said}"
    if (
        is_ratio
        and number
        and expected
        and abs(1 / number - expected) <= 2 * min(printed.near, _COARSEST_RATIO) * expected**2 + _EXACT
    ):
        return "return-ratio-inverted", f"the ratio is the other way round; {said}"
    return "return-differs", f"from the counts follows {follows}, not what is printed."


def _how_rounded(
    text: str,
    expected: Fraction,
    again: Callable[[int], Fraction | None],
    *,
    is_ratio: bool,
    fractions: bool,
) -> str | None:
    """Say to what rates were rounded so that they give a printed number; `None` where rounding does not."""
    for decimals, words in _ROUNDED.items():
        other = again(decimals)
        if other not in (None, expected) and fits(
            text, other or expected, is_ratio=is_ratio, fractions=fractions
        ):
            return words
    return None
