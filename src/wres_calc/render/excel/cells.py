"""What may stand in a cell: text, or a number with the format that shows it as the wording does."""

from dataclasses import dataclass

from wres_calc.report.report import MARKER, Measure, Status, Unit
from wres_calc.report.words import WITHOUT_BOUND, figure

_FORMATS = {Unit.PERCENT: '0.0"%"', Unit.RATIO: "#,##0.00", Unit.PERCENTAGE_POINTS: "+0.0;-0.0;0.0"}


@dataclass(frozen=True)
class Number:
    """A number, unrounded, and how Excel is to show it."""

    value: float
    shown: str


Cell = str | Number | None


def plain_number(number: int | None) -> Cell:
    """Return a number that names something, such as a row or an indicator: no thousands are set apart."""
    return None if number is None else Number(number, "0")


def numerator_cell(measure: Measure) -> Cell:
    """Return a rate's numerator, the marker where it is withheld."""
    return _count_or_marker(measure, measure.numerator)


def denominator_cell(measure: Measure) -> Cell:
    """Return a rate's denominator, the marker where it is withheld."""
    return _count_or_marker(measure, measure.denominator)


def _count_or_marker(measure: Measure, number: float | None) -> Cell:
    withheld = measure.status is Status.SUPPRESSED and measure.unit is Unit.PERCENT
    return MARKER if number is None and withheld else count_cell(number)


def value_cell(measure: Measure | None) -> Cell:
    """Return a measure's value, the marker where it is withheld, blank where there is none.

    What must not be rounded to 0.0 %, 100.0 % or 0.00 is shown as "<0.1%" and its kin, with the number behind it.
    """
    if measure is None or measure.value is None:
        return MARKER if measure and measure.status is Status.SUPPRESSED else None
    text = figure(measure)
    return Number(measure.value, f'"{text}"' if text[0] in "<>" else _FORMATS[measure.unit])


def result_cell(measure: Measure | None) -> Cell:
    """Return a ratio or gap with its unit beside it, for where no heading says it: "1.83", "+2.5 pp"."""
    cell = value_cell(measure)
    if isinstance(cell, Number) and measure and measure.unit is Unit.PERCENTAGE_POINTS:
        return Number(cell.value, '+0.0" pp";-0.0" pp";0.0" pp"')
    return cell


def limit_cell(limit: float | None, unit: Unit) -> Cell:
    """Return a limit of an interval; blank where there is none."""
    return None if limit is None else Number(limit, _FORMATS[unit])


def bounded_cell(value: float | None, unit: Unit) -> Cell:
    """Return a value or quantile, in words where it is a ratio without bound."""
    return WITHOUT_BOUND if value is None else limit_cell(value, unit)


def count_cell(value: float | None) -> Cell:
    """Return a number of people; the mean of two years may end in .5."""
    if value is None:
        return None
    return Number(value, "#,##0" if value == int(value) else "#,##0.0")


def shown_length(cell: Cell) -> int:
    """Return about how many characters a cell takes on one line."""
    match cell:
        case None:
            return 0
        case str():
            return len(cell)
        case Number():
            return len(f"{cell.value:,.2f}")
