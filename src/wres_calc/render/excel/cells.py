"""Cells and columns as the workbooks of roll-ups and issues still make them; Blocks take their place."""

from typing import Any

from wres_calc.render.blocks import Cell, Figure, Holds, bounded, in_unit, value_of
from wres_calc.render.blocks import Column as _Column
from wres_calc.report.report import Measure, Unit

__all__ = ["Cell", "Column", "bounded_cell", "count_cell", "limit_cell", "plain_number", "value_cell"]

bounded_cell = bounded


class Column(_Column[Any]):
    """A column whose cells are made elsewhere."""

    def __init__(self, heading: str, widest: int = 40, figures: bool = False, fixed: bool = False) -> None:
        super().__init__(heading, holds=Holds.FIGURES if figures else Holds.TEXT, width=widest, fixed=fixed)


def plain_number(number: int | None) -> Cell:
    """Return a number that names something, such as a row or an indicator: no thousands are set apart."""
    return None if number is None else Figure(number, Holds.NUMBER)


def value_cell(measure: Measure | None) -> Cell:
    """Return a measure's value, the marker where it is withheld, blank where there is none."""
    return value_of(measure)


def limit_cell(limit: float | None, unit: Unit) -> Cell:
    """Return a limit of an interval; blank where there is none."""
    return None if limit is None else in_unit(limit, unit)


def count_cell(value: float | None) -> Cell:
    """Return a number of people; the mean of two years may end in .5."""
    return None if value is None else Figure(value, Holds.COUNT)
