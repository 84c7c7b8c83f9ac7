"""The figures of a public report: each that rests on a hidden count is withheld (rule D7 of the method notes)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from wres_calc.counting.model import Counts, Reason
from wres_calc.figures.result import NOT_SAID, Cell, IndicatorResult, Measure, Unit
from wres_calc.release.cells import release
from wres_calc.release.disclosure import protect
from wres_calc.standards.model import Disclosure


def hidden_cells(
    results: Iterable[IndicatorResult],
    counts: Counts,
    rules: Disclosure,
    known: Collection[Cell] = (),
    kept: Collection[Cell] = (),
) -> frozenset[Cell]:
    """Which of the counts that the results rest on must be hidden, all of them one release.

    `known` was published before; `kept` was withheld then and stays so.
    """
    printed = {cell for result in results for measure in result.measures for cell in measure.rests_on}
    pattern = protect(release(printed, counts, rules, known, kept), rules.level)
    return (pattern.hidden | pattern.withheld) & frozenset(printed)


def without(result: IndicatorResult, hidden: Collection[Cell], rules: Disclosure) -> IndicatorResult:
    """An indicator without the hidden cells and all that rests on them; withheld as a whole where nothing is left."""
    measures = tuple(_seen(measure, hidden, rules) for measure in result.measures)
    cautions = tuple(each for each in result.cautions if not _any(each.cells, hidden))
    nothing_left = bool(measures) and all(each.reason is Reason.SUPPRESSED for each in measures)
    return replace(
        result,
        measures=measures,
        cautions=cautions,
        reason=Reason.SUPPRESSED if nothing_left else result.reason,
    )


def _seen(measure: Measure, hidden: Collection[Cell], rules: Disclosure) -> Measure:
    if not (_any(measure.rests_on, hidden) or _tells_everyone(measure, rules)):
        return measure
    counts = measure.numerator, measure.denominator
    shown = [
        None if cell in hidden else number for number, cell in zip(counts, measure.cells, strict=False)
    ] or counts
    return replace(
        measure,
        value=None,
        reason=Reason.SUPPRESSED,
        uncertainty=NOT_SAID,
        numerator=shown[0],
        denominator=shown[1],
        formed_from=(),  # or whoever goes on calculating would do so from hidden counts
    )


def _any(cells: Iterable[Cell], hidden: Collection[Cell]) -> bool:
    return any(cell in hidden for cell in cells)


def _tells_everyone(measure: Measure, rules: Disclosure) -> bool:
    """Whether a percentage that came without its base says what every respondent answered."""
    if rules.show_all_or_none:
        return False
    sides = measure.formed_from or (measure,)
    return any(
        side.measure == "percentage" and side.denominator is None and side.value in (0, 100) for side in sides
    )


def cells_named(
    results: Iterable[IndicatorResult], named: Mapping[tuple[object, ...], float | None]
) -> set[Cell]:
    """The cells of measures whose counts an earlier report shows as they are now, or withholds (`None`).

    `named` has indicator, measure, breakdown as sorted pairs, ethnic group, `numerator` or `denominator`. A number that
    has been corrected since is known to nobody.
    """
    found = set()
    for result in results:
        for measure in (each for each in result.measures if each.unit is Unit.PERCENT):
            breakdown = tuple(sorted(measure.breakdown.items()))
            counts = {"numerator": measure.numerator, "denominator": measure.denominator}
            for (each, number), cell in zip(counts.items(), measure.cells, strict=False):
                name = result.definition.number, measure.measure, breakdown, measure.group, each
                if name in named and named[name] in (None, number):
                    found.add(cell)
    return found
