"""How sure each figure is: its interval, its p-value, what one person more or fewer would do, and the verdict.

Which method belongs to which figure is said by the contract (section 5); the methods themselves are `statistics`'s. The
verdict is the one place where interval, test and small numbers are put together. Limits and p-values are judged as they
are shown, so that no sentence says more than the numbers beside it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import NamedTuple

from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.figures.figure import Doubt, Figure, Interval, OneCase, RatioRange, Test, Uncertainty, Verdict
from wres_calc.figures.indicators import IndicatorResult
from wres_calc.figures.measures import Unit
from wres_calc.figures.statistics.means import contrast
from wres_calc.figures.statistics.proportion import fisher_exact, n_minus_1_chi_squared, newcombe, wilson
from wres_calc.figures.statistics.score import miettinen_nurminen_ratio
from wres_calc.standards.model import Indicator, SmallNumbers, Standard

Count = int | float
Table = tuple[Count, Count, Count, Count]
"""(x1, n1, x2, n2): with the event and all people, of the first group, then of the second."""

SMALL_CELL = 5
"""With fewer in any cell Fisher's exact test is the one that is shown and judged by."""

P_PLACES = 3
PLACES = {
    Unit.PERCENT: 1,
    Unit.RATIO: 2,
    Unit.PERCENTAGE_POINTS: 1,
    Unit.SCORE: 2,
    Unit.SCORE_POINTS: 2,
}
"""Decimal places that are shown, of a p-value and of a value by its unit."""


def rounded(value: float, places: int) -> Decimal:
    """Round half up from the shortest decimal that is the value: what is shown of it."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


class Evidence(NamedTuple):
    """The interval of a comparison in the unit of its value, and its tests: the first is the one that is shown."""

    interval: Interval
    tests: tuple[Test, ...] = ()

    def side(self, unit: Unit) -> int:
        """Return 1 or -1 where limits and p-value both put the value above or below the neutral one, else 0."""
        neutral, places = (1 if unit is Unit.RATIO else 0), PLACES[unit]
        above = rounded(self.interval.lower, places) > neutral
        below = self.interval.upper is not None and rounded(self.interval.upper, places) < neutral
        chance = Decimal(repr(round(1 - self.interval.confidence, 9)))
        if not (above or below) or any(rounded(test.p_value, P_PLACES) >= chance for test in self.tests[:1]):
            return 0
        return 1 if above else -1


def compare(table: Table, unit: Unit, confidence: float) -> Evidence | None:
    """Return the evidence of a ratio or a difference of two proportions; `None` where it cannot be had."""
    if unit is Unit.RATIO:
        limits = miettinen_nurminen_ratio(*table, confidence)
        if limits is None:
            return None
        interval = Interval(*limits, confidence, "miettinen_nurminen", unbounded=limits.upper is None)
        return Evidence(interval, _tests(table))
    bounds = newcombe(*table, confidence)
    if bounds is None:
        return None
    return Evidence(Interval(bounds.lower * 100, bounds.upper * 100, confidence, "newcombe"), _tests(table))


def compare_means(figures: Sequence[Figure], signs: Sequence[int], confidence: float) -> Evidence | None:
    """Return the evidence of a sum of means, each with its sign; `None` where it cannot be had."""
    samples = [sample for figure in figures if (sample := figure.sample)]
    found = (
        contrast(list(zip(signs, samples, strict=True)), confidence) if len(samples) == len(signs) else None
    )
    if found is None:
        return None
    method = "student_t" if len(samples) == 1 else "welch_t"
    return Evidence(Interval(*found.limits, confidence, method), (Test(method, found.p_value),))


def all_large(figures: Sequence[Figure], small: SmallNumbers) -> bool:
    """Whether every mean is of enough people for its limits."""
    return all(figure.denominator is not None and figure.denominator >= small.least for figure in figures)


def _tests(table: Table) -> tuple[Test, ...]:
    tests: list[tuple[str, Callable[..., float | None]]] = [("n_minus_1_chi_squared", n_minus_1_chi_squared)]
    if min(_cells(table)) < SMALL_CELL:
        tests.insert(0, ("fisher_exact", fisher_exact))
    found = ((name, test(*table)) for name, test in tests)
    return tuple(Test(name, p_value) for name, p_value in found if p_value is not None)


def _cells(table: Table) -> tuple[Count, Count, Count, Count]:
    x1, n1, x2, n2 = table
    return x1, n1 - x1, x2, n2 - x2


def verdict(evidence: Evidence, table: Table, unit: Unit, small: SmallNumbers) -> Verdict:
    """Return whether two proportions clearly differ by the evidence that `compare` gives of them."""
    found = evidence.side(unit)
    return judged(found, found == 0 or _enough(table, unit, evidence.interval.confidence, small, found))


def judged(side: int, enough: bool) -> Verdict:
    """Return the verdict on a comparison that clearly lies on one side (0: on neither), from enough people or not."""
    if side and enough:
        return Verdict(True)
    return Verdict(False, doubt=Doubt.SMALL_NUMBERS if side else Doubt.CHANCE)


def all_enough(tables: tuple[Table, ...], small: SmallNumbers) -> bool:
    """Whether every count is large enough for a method that is not exact: the change of a ratio or of a gap."""
    return all(min(_cells(table)) >= small.least for table in tables)


def _enough(table: Table, unit: Unit, confidence: float, small: SmallNumbers, side: int) -> bool:
    """Whether neither the sizes nor one case more or fewer make the difference doubtful."""
    x1, n1, x2, n2 = table
    if min(n1, n2, x1 + x2, n1 + n2 - x1 - x2) < small.least:
        return False
    if min(_cells(table)) >= small.few:
        return True
    apart = (compare(each, unit, confidence) for each in _one_apart(table))
    return all(each is not None and each.side(unit) == side for each in apart)


def _one_apart(table: Table) -> Iterator[Table]:
    x1, n1, x2, n2 = table
    for step in (-1, 1):
        if 0 <= x1 + step <= n1:
            yield x1 + step, n1, x2, n2
        if 0 <= x2 + step <= n2:
            yield x1, n1, x2 + step, n2


def with_uncertainty(result: IndicatorResult, confidence: float, standard: Standard) -> IndicatorResult:
    """Add to each figure what chance may have done to it. `confidence` is 0.95 for 95 %."""
    figures = tuple(
        replace(figure, uncertainty=_uncertainty(result.definition, figure, confidence, standard))
        for figure in result.figures
    )
    return replace(result, figures=figures)


def _uncertainty(indicator: Indicator, figure: Figure, confidence: float, standard: Standard) -> Uncertainty:
    unit, small = figure.key.unit, standard.small_numbers
    if unit.is_rate:
        return Uncertainty(_of_rate(figure, confidence))
    read = ratio_range(indicator, figure)
    evidence, one_case, found = None, None, Verdict(False, doubt=Doubt.NO_INTERVAL)
    table = None if indicator.kind in ("share", "mean") else _table(figure, standard)
    if table and (evidence := compare(table, unit, confidence)):
        found, one_case = verdict(evidence, table, unit, small), _one_case(figure, table, small.few)
    elif indicator.kind == "mean" and (means := _means(figure, standard)):
        evidence = compare_means(means, (1, -1), confidence)
        found = judged(evidence.side(unit), all_large(means, small)) if evidence else found
    if evidence is None:
        return Uncertainty(ratio_range=read, verdict=found)
    if found.clear and standard.compared in (figure.key.group, figure.key.compared_with):
        found = replace(found, adverse=_is_adverse(indicator, evidence.side(unit)))
    return Uncertainty(*evidence, one_case, read, found)


def _is_adverse(indicator: Indicator, side: int) -> bool | None:
    """Whether a comparison is on the side that the standard reads as worse for the group compared."""
    return None if indicator.adverse == "none" else (side > 0) == (indicator.adverse == "above")


def _of_rate(figure: Figure, confidence: float) -> Interval | None:
    if figure.key.unit is Unit.SCORE:
        evidence = compare_means((figure,), (1,), confidence)
        return evidence and evidence.interval
    if figure.proportion is None:
        return None
    limits = wilson(*figure.proportion, confidence)
    if limits is None:
        return None
    return Interval(limits.lower * 100, limits.upper * 100, confidence, "wilson")


def _is_of_part(figure: Figure, standard: Standard) -> bool:
    """Whether a group is compared with one that it is part of."""
    key, is_within = figure.key, CHARACTERISTICS[standard.characteristic].is_within
    return key.compared_with is not None and is_within(key.group, key.compared_with)


def _table(figure: Figure, standard: Standard) -> Table | None:
    """Both sides' counts; `None` where one has none, nobody in it, or more events than people.

    `None` too where one side is part of the other, as a band is of the workforce: no method here is for that.
    """
    if _is_of_part(figure, standard):
        return None
    found = [side.proportion for side in figure.formed_from]
    return None if len(found) != 2 or found[0] is None or found[1] is None else (*found[0], *found[1])


def _means(figure: Figure, standard: Standard) -> tuple[Figure, ...]:
    """Both means that a difference is of; none where one group is part of the other."""
    return () if _is_of_part(figure, standard) else figure.formed_from


def _one_case(figure: Figure, table: Table, few: int) -> OneCase | None:
    fewest, side = min((table[0], 0), (table[2], 1))
    sides = figure.formed_from
    if fewest >= few * sides[0].years or figure.reason is not None:
        return None
    values = [_changed(figure.key.unit, table, side, fewest + step) for step in (-1, 1)]
    return OneCase(sides[side].key.group, fewest, *values)


def _changed(unit: Unit, table: Table, side: int, people: Count) -> float | None:
    """The value with `people` in the numerator of one side; `None` where there is none."""
    changed = [Fraction(number) for number in table]
    changed[2 * side] = Fraction(people)
    x1, n1, x2, n2 = changed
    if not (0 <= x1 <= n1 and 0 <= x2 <= n2):
        return None
    if unit is Unit.RATIO:
        return None if x2 == 0 else float((x1 / n1) / (x2 / n2))
    return float((x1 / n1 - x2 / n2) * 100)


def ratio_range(indicator: Indicator, figure: Figure) -> RatioRange | None:
    """Where a ratio stands in the range of its indicator, by the ratio as it is shown: 0.799 is shown as 0.80."""
    read = indicator.ratio_range if indicator.kind == "relative_likelihood" else None
    if read is None or figure.value is None or figure.key.unit is not Unit.RATIO:
        return None
    shown = float(rounded(float(figure.value), PLACES[Unit.RATIO]))
    if shown < read.lower:
        return RatioRange(read.lower, read.upper, "below")
    return RatioRange(read.lower, read.upper, "above" if shown > read.upper else "within")
