"""Numbers as text: rounded once, half up, from the shortest decimal that is the value."""

import datetime as dt
from collections.abc import Sequence

from wres_calc.figures.uncertainty import PLACES, rounded
from wres_calc.report.report import MARKER, Interval, Measure, Status, Unit

_MONTHS = (
    "January February March April May June July August September October November December".split()  # no locale
)


def percent(value: float) -> str:
    """Return a percentage (0 to 100) to one place: "21.8%".

    "0.0%" and "100.0%" stand for exactly that; what would round to them is "<0.1%" and ">99.9%".
    """
    shown = rounded(value, PLACES[Unit.PERCENT])
    if shown == 0 and value != 0:
        return "<0.1%"
    if shown == 100 and value < 100:
        return ">99.9%"
    return f"{shown:,}%"


def ratio(value: float) -> str:
    """Return a ratio to two places: "1.83"; one that would round to nothing is "<0.01"."""
    shown = rounded(value, PLACES[Unit.RATIO])
    return "<0.01" if shown == 0 and value != 0 else f"{shown:,}"


MINUS = "\N{MINUS SIGN}"


def points(value: float) -> str:
    """Return percentage points to one place with their sign: "+2.5", "−0.3"; "0.0" for less than a twentieth.

    It is a minus sign, behind which no line breaks, not a hyphen.
    """
    shown = rounded(value, PLACES[Unit.PERCENTAGE_POINTS])
    return f"{shown:+,}".replace("-", MINUS) if shown else "0.0"


def score(value: float) -> str:
    """Return a score from 0 to 10 to two places: "6.44"."""
    return str(rounded(value, PLACES[Unit.SCORE]))


def score_points(value: float) -> str:
    """Return how far apart two scores are to two places, with their sign: "+0.12", "−0.55"; else "0.00"."""
    shown = rounded(value, PLACES[Unit.SCORE_POINTS])
    return f"{shown:+}".replace("-", MINUS) if shown else "0.00"


def count(value: float | None) -> str:
    """Return a number of people: "6,307", or "12.5" for a mean of two years; empty where it is not known."""
    if value is None:
        return ""
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return the number and its noun: "1 row", "2,340 rows"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """Return names in a row: "a, b and c"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def counts(measure: Measure) -> str:
    """Return the counts beside a rate: "170 of 780"; "of 512" or nothing where the survey's summary gave no more."""
    people, everybody = numerator(measure), denominator(measure)
    word = "from" if measure.unit is Unit.SCORE else "of"
    of = f"{word} {everybody}" if everybody else ""
    return f"{people} {of}" if people and of else of


def numerator(measure: Measure) -> str:
    """Return a rate's numerator, the marker where it is withheld, nothing without one."""
    return _count_or_marker(measure, measure.numerator)


def denominator(measure: Measure) -> str:
    """Return a rate's denominator, the marker where it is withheld, nothing without one."""
    return _count_or_marker(measure, measure.denominator)


def _count_or_marker(measure: Measure, number: float | None) -> str:
    return MARKER if number is None and measure.status is Status.SUPPRESSED else count(number)


def figure(measure: Measure) -> str:
    """Return a measure's value in its unit: "21.8%", "1.83", "+2.5".

    "-" stands without one, the marker where it is withheld.
    """
    if measure.value is None:
        return MARKER if measure.status is Status.SUPPRESSED else "-"
    return in_unit(measure.value, measure.unit)


WITHOUT_BOUND = "without bound"
"""A ratio with events in its first group and none in the other."""


def in_unit(value: float, unit: Unit) -> str:
    """Return a value as its unit is shown: "21.8%", "1.83", "+2.5"."""
    match unit:
        case Unit.PERCENT:
            return percent(value)
        case Unit.RATIO:
            return ratio(value)
        case Unit.PERCENTAGE_POINTS:
            return points(value)
        case Unit.SCORE:
            return score(value)
        case Unit.SCORE_POINTS:
            return score_points(value)


def rate(measure: Measure) -> str:
    """Return a rate with its counts: "21.8% (170 of 780)"."""
    beside = counts(measure)
    return f"{figure(measure)} ({beside})" if beside else figure(measure)


def limits(interval: Interval, unit: Unit) -> str:
    """Return an interval's limits: "1.20 to 2.60", "1.20 or more" without an upper bound."""
    lower = in_unit(interval.lower, unit)
    return f"{lower} or more" if interval.upper is None else f"{lower} to {in_unit(interval.upper, unit)}"


def date(day: dt.date) -> str:
    """Return a day as "31 March 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
