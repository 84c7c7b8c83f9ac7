"""Intervals in native charts: how far they reach down and up from their values, as numbers of the sheet."""

from typing import Any

from wres_calc.reporting.charts.data import Mark

SHEET = "Charts"


def ends_of(mark: Mark | None) -> tuple[float | None, float | None]:
    """Return how far an interval reaches down and up from its value."""
    if mark is None or mark.lower is None or mark.upper is None:
        return None, None
    return mark.value - mark.lower, mark.upper - mark.value


def errors(first: int, last: int, at: int) -> dict[str, Any]:
    """Return the lengths of intervals as error bars, from the two columns that begin at `at`: down, then up."""
    down, up = (f"={SHEET}!${_letter(each)}${first + 1}:${_letter(each)}${last + 1}" for each in (at, at + 1))
    return {"type": "custom", "plus_values": up, "minus_values": down}


def _letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]
