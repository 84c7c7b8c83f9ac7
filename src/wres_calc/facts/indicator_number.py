"""What an indicator is called in its standard: a number, or a number with a part, as "4b" and "4a i"."""

import re

IndicatorNumber = int | str
"""A whole number wherever the standard has one, else the text of it: no two indicators of a standard share it."""

_WRITTEN = re.compile(r"([1-9]\d*)(?:[ .(]*([a-z])[ .)]*(?:[(]?([ivx]+)[)]?)?)?")


def parse(text: str) -> IndicatorNumber | None:
    """Read a number, as "4a i", "4ai" or "4a (i)"; `None` where the text is none."""
    found = _WRITTEN.fullmatch(text.strip().casefold())
    if found is None:
        return None
    number, letter, part = found.groups()
    return f"{number}{letter}{f' {part}' if part else ''}" if letter else int(number)


def is_part(number: IndicatorNumber, whole: IndicatorNumber) -> bool:
    """Whether an indicator is the one asked for or a part of it: "4a i" is of 4a and of 4, but not of "4a ii"."""
    own, asked = _pieces(number), _pieces(whole)
    return own[: len(asked)] == asked


def order(number: IndicatorNumber) -> tuple[int, tuple[str, ...]]:
    """Return what numbers are sorted by, to stand as a standard lists them: 3, "4a i", "4b", 5, 10."""
    first, *rest = _pieces(number)
    return int(first), tuple(rest)


def as_name(number: IndicatorNumber) -> str:
    """Return it without spaces, as names of populations and anchors have it: "4a_i"."""
    return str(number).replace(" ", "_")


def _pieces(number: IndicatorNumber) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+|[a-z](?![ivx])|[ivx]+", str(number)))
