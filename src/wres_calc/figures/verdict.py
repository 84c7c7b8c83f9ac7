"""Says whether a difference is clear: the one place where interval, test and small numbers are put together.

Limits and p-values are judged as they are shown, so that no sentence says more than the numbers beside it.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from wres_calc.figures import statistics
from wres_calc.figures.result import Doubt, Significance, Unit, Verdict
from wres_calc.standards.model import SmallNumbers

Count = int | float
Table = tuple[Count, Count, Count, Count]
"""(x1, n1, x2, n2): with the event and all people, of the first group, then of the second."""

SMALL_CELL = 5
"""With fewer in any cell Fisher's exact test is the one that is shown and judged by."""

P_PLACES = 3
PLACES = {Unit.PERCENT: 1, Unit.RATIO: 2, Unit.PERCENTAGE_POINTS: 1}
"""Decimal places that are shown, of a p-value and of a value by its unit."""


def rounded(value: float, places: int) -> Decimal:
    """Round half up from the shortest decimal that is the value: what is shown of it."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


class Evidence(NamedTuple):
    """The limits of a comparison in the unit of its value, and its tests: the first is the one that is shown."""

    limits: statistics.Limits | statistics.Bounds
    tests: tuple[Significance, ...]


def compare(table: Table, unit: Unit, confidence: float) -> Evidence | None:
    """Return the evidence of a ratio or a difference of two proportions; `None` where there is none to be had."""
    if unit is Unit.RATIO:
        limits = statistics.miettinen_nurminen_ratio(*table, confidence)
        return None if limits is None else Evidence(limits, _tests(table))
    bounds = statistics.newcombe(*table, confidence)
    if bounds is None:
        return None
    return Evidence(statistics.Bounds(bounds.lower * 100, bounds.upper * 100), _tests(table))


def _tests(table: Table) -> tuple[Significance, ...]:
    tests: list[tuple[str, Callable[..., float | None]]] = [
        ("n_minus_1_chi_squared", statistics.n_minus_1_chi_squared)
    ]
    if min(_cells(table)) < SMALL_CELL:
        tests.insert(0, ("fisher_exact", statistics.fisher_exact))
    found = ((name, test(*table)) for name, test in tests)
    return tuple(Significance(name, p_value) for name, p_value in found if p_value is not None)


def _cells(table: Table) -> tuple[Count, Count, Count, Count]:
    x1, n1, x2, n2 = table
    return x1, n1 - x1, x2, n2 - x2


def side(evidence: Evidence | None, unit: Unit, confidence: float) -> int:
    """Return 1 or -1 where limits and p-value both put the value above or below the neutral one, else 0."""
    if evidence is None:
        return 0
    neutral, places = (1 if unit is Unit.RATIO else 0), PLACES[unit]
    lower, upper = evidence.limits
    above = rounded(lower, places) > neutral
    below = upper is not None and rounded(upper, places) < neutral
    if not (above or below):
        return 0
    chance = Decimal(repr(round(1 - confidence, 9)))
    if any(rounded(test.p_value, P_PLACES) >= chance for test in evidence.tests[:1]):
        return 0
    return 1 if above else -1


def verdict(table: Table, unit: Unit, confidence: float, small: SmallNumbers) -> Verdict:
    """Return whether two proportions clearly differ; `side` says in which direction."""
    found = side(compare(table, unit, confidence), unit, confidence)
    return judged(found, found == 0 or _enough(table, unit, confidence, small, found))


def judged(found: int, enough: bool) -> Verdict:
    """Return the verdict on a comparison that clearly lies on one side (0: on neither), from enough people or not."""
    if found == 0:
        return Verdict(0, Doubt.CHANCE)
    return Verdict(found) if enough else Verdict(0, Doubt.SMALL_NUMBERS)


def all_enough(tables: tuple[Table, ...], small: SmallNumbers) -> bool:
    """Whether every count is large enough for a method that is not exact: the change of a ratio or of a gap."""
    return all(min(_cells(table)) >= small.least for table in tables)


def _enough(table: Table, unit: Unit, confidence: float, small: SmallNumbers, found: int) -> bool:
    """Whether neither the sizes nor one case more or fewer make the difference doubtful."""
    x1, n1, x2, n2 = table
    if min(n1, n2, x1 + x2, n1 + n2 - x1 - x2) < small.least:
        return False
    if min(_cells(table)) >= small.few:
        return True
    return all(side(compare(each, unit, confidence), unit, confidence) == found for each in _one_apart(table))


def _one_apart(table: Table) -> Iterator[Table]:
    x1, n1, x2, n2 = table
    for step in (-1, 1):
        if 0 <= x1 + step <= n1:
            yield x1 + step, n1, x2, n2
        if 0 <= x2 + step <= n2:
            yield x1, n1, x2 + step, n2
