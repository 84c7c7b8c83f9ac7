"""Intervals in native charts: how far they reach down and up from their values, as numbers of the sheet."""

from collections.abc import Sequence
from typing import Any

from wres_calc.render.charts.data import Mark

SHEET = "Charts"


def ends_of(mark: Mark | None) -> tuple[float | None, float | None]:
    """Return how far an interval reaches down and up from its value."""
    if mark is None or mark.lower is None or mark.upper is None:
        return None, None
    return mark.value - mark.lower, mark.upper - mark.value


def errors(first: int, at: int, marks: Sequence[Mark | None]) -> dict[str, Any]:
    """Return the intervals of marks as error bars, from the two columns that begin at `at`: down, then up.

    `marks` stand in a row each from `first` on; their numbers go along, for who shows the chart without the sheet.
    """
    last = first + len(marks)
    down, up = (f"={SHEET}!${_letter(each)}${first + 1}:${_letter(each)}${last}" for each in (at, at + 1))
    lengths = [ends_of(mark) for mark in marks]
    return {
        "type": "custom",
        "plus_values": up,
        "plus_data": [each for _, each in lengths],
        "minus_values": down,
        "minus_data": [each for each, _ in lengths],
    }


def _letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]
