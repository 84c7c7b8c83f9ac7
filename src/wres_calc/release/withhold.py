"""The figures of a public report: each that rests on a hidden count is withheld (rule D7 of the method notes)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wres_calc.counting.model import Counts, Reason
from wres_calc.facts.survey import HIGHEST_SCORE
from wres_calc.figures.figure import Cell, Figure, FigureKey, Status
from wres_calc.figures.indicators import IndicatorResult
from wres_calc.release.cells import release, together, totals_beside
from wres_calc.release.disclosure import protect
from wres_calc.standards.model import Disclosure


@dataclass(frozen=True)
class Printed:
    """What one standard's report would print: `known` was published before, `kept` was withheld then and stays so."""

    results: Iterable[IndicatorResult]
    counts: Counts
    rules: Disclosure
    known: Collection[Cell] = ()
    kept: Collection[Cell] = ()


def hidden_cells(reports: Sequence[Printed]) -> list[frozenset[Cell]]:
    """Which of the counts that each report rests on must be hidden, all of them one release.

    How many people are in a part is the same by each standard. Where no report prints it though there are several,
    everybody is taken to know it, unless they are few.
    """
    own = [
        {cell for result in each.results for figure in result.figures for cell in figure.rests_on}
        for each in reports
    ]
    printed = frozenset().union(*own)
    releases = []
    for each, cells in zip(reports, own, strict=True):
        totals = totals_beside(cells, printed, each.counts, each.rules) if len(reports) > 1 else set()
        known = (totals - printed).union(each.known)
        one = release(cells | totals, each.counts, each.rules, known, each.kept, printed)
        releases.append((each.counts.standard, one))
    whole, names = together(releases)
    pattern = protect(whole, max(each.rules.level for each in reports))
    hidden = pattern.hidden | pattern.withheld
    return [
        frozenset(cell for cell in cells if called.get(cell) in hidden)
        for cells, called in zip(own, names, strict=True)
    ]


def without(result: IndicatorResult, hidden: Collection[Cell], rules: Disclosure) -> IndicatorResult:
    """An indicator without the hidden cells and all that rests on them; withheld as a whole where nothing is left."""
    figures = tuple(_seen(figure, hidden, rules) for figure in result.figures)
    cautions = tuple(each for each in result.cautions if not _any(each.cells, hidden))
    nothing_left = bool(figures) and all(each.reason is Reason.SUPPRESSED for each in figures)
    reason = Reason.SUPPRESSED if nothing_left else result.reason
    return replace(result, figures=figures, cautions=cautions, reason=reason)


def _seen(figure: Figure, hidden: Collection[Cell], rules: Disclosure) -> Figure:
    """A figure as the public sees it; of one that is withheld nothing is left to go on calculating from."""
    if not (_any(figure.rests_on, hidden) or _tells_everyone(figure, rules)):
        return figure
    counts = figure.numerator, figure.denominator
    shown = [
        None if cell in hidden else number for number, cell in zip(counts, figure.cells, strict=False)
    ] or counts
    return Figure(figure.key, None, Reason.SUPPRESSED, shown[0], shown[1], cells=figure.cells)


def _any(cells: Iterable[Cell], hidden: Collection[Cell]) -> bool:
    return any(cell in hidden for cell in cells)


def _tells_everyone(figure: Figure, rules: Disclosure) -> bool:
    """Whether a percentage that came without its base, or a mean, says what every respondent answered."""
    if rules.show_all_or_none:
        return False
    return any(
        (side.key.measure == "percentage" and side.denominator is None and side.value in (0, 100))
        or (side.key.measure == "mean" and (side.value in (0, HIGHEST_SCORE) or side.deviation == 0))
        for side in figure.formed_from or (figure,)
    )


def cells_named(
    results: Iterable[IndicatorResult], before: Mapping[FigureKey, Figure]
) -> tuple[set[Cell], set[Cell]]:
    """The cells whose counts an earlier report shows as they are now, and those in whose place it has a marker.

    A number that has been corrected since is known to nobody.
    """
    known: set[Cell] = set()
    withheld: set[Cell] = set()
    for figure in (figure for result in results for figure in result.figures):
        earlier = before.get(figure.key)
        if earlier is None:
            continue
        then, now = (earlier.numerator, earlier.denominator), (figure.numerator, figure.denominator)
        for cell, was, number in zip(figure.cells, then, now, strict=False):
            if was is not None and was == number:
                known.add(cell)
            elif was is None and earlier.status is Status.SUPPRESSED:
                withheld.add(cell)
    return known, withheld
