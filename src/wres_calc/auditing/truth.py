"""What the counts behind a publication are, read from the submission's own headcounts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from wres_calc.auditing.publication_view import EVERYBODY, Cell
from wres_calc.counting.dimensions import Part
from wres_calc.counting.model import Counted, Counts, Number, Tally
from wres_calc.facts.characteristics import ETHNICITY, Grouping


def truth_of(counts: Counts, doubled: set[str]) -> Callable[[Cell], int | None]:
    """Return what says how many people are in a cell; `None` for one that was never counted.

    Populations in `doubled` are given as the sum of two years.
    """

    def people(cell: Cell) -> int | None:
        counted = counts.populations.get(cell.population)
        if counted is None:
            return _respondents(cell, counts)
        tally = counted.tallies.get(cell.part)
        number = None if tally is None else _people(tally, cell.group)
        return None if number is None else int(number * (2 if cell.population in doubled else 1))

    return people


def _people(tally: Tally, group: str) -> Number | None:
    if group == EVERYBODY:
        return sum(tally.by_group.values(), 0)
    if group in ETHNICITY.main.groups:
        return tally.by_group.get(group, 0)
    if tally.by_category is None:
        return None
    return sum((tally.by_category.get(code, 0) for code in ETHNICITY.members[group]), 0)


def _respondents(cell: Cell, counts: Counts) -> int | None:
    """Of a survey percentage that came with its base."""
    _, _, number_and_what = cell.population.partition("_")
    number, _, what = number_and_what.partition("_")
    figure = counts.published.get((int(number), cell.group)) if number.isdecimal() else None
    return figure.respondents if figure and what == "answered" and not cell.part else None


def with_other_numbers(counts: Counts, other: Mapping[Cell, int], doubled: set[str]) -> Counts:
    """The same counts but for the cells in `other`, which together are a table that fits what is printed."""
    populations = {
        name: _with(name, counted, other, 2 if name in doubled else 1)
        for name, counted in counts.populations.items()
    }
    return replace(counts, populations=populations)


def _with(name: str, counted: Counted, other: Mapping[Cell, int], years: int) -> Counted:
    def changed(by: Mapping[str, Number], part: Part, grouping: Grouping) -> dict[str, Number]:
        cells = {group: Cell(name, part, own) for group, own in grouping.names.items()}
        new = {group: other[cell] for group, cell in cells.items() if cell in other}
        return {**by, **{group: n if years == 1 else Fraction(n, years) for group, n in new.items()}}

    tallies = {
        part: Tally(
            changed(tally.by_group, part, ETHNICITY.main),
            tally.by_category and changed(tally.by_category, part, ETHNICITY.groupings[-1]),
        )
        for part, tally in counted.tallies.items()
    }
    return replace(counted, tallies=tallies)
