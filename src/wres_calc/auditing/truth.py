"""What the counts behind a publication are, read from the submission's own headcounts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from wres_calc.auditing.seen import EVERYBODY, Cell
from wres_calc.counting.model import Counted, Counts, Tally
from wres_calc.facts.characteristics import ETHNICITY


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


def _people(tally: Tally, group: str) -> int | Fraction | None:
    if group == EVERYBODY:
        return sum(tally.by_group.values(), 0)
    if group in ("white", "bme", "unknown"):
        return tally.by_group.get(group, 0)
    if tally.by_category is None:
        return None
    of = ETHNICITY.members[group]
    return sum((number for code, number in tally.by_category.items() if code in of), 0)


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
    tallies = {
        part: Tally(
            _changed(tally.by_group, name, part, ("white", "bme", "unknown"), other, years),
            tally.by_category
            and _changed(tally.by_category, name, part, tuple(ETHNICITY.categories), other, years),
        )
        for part, tally in counted.tallies.items()
    }
    return replace(counted, tallies=tallies)


def _changed(
    by: Mapping[str, int | Fraction],
    population: str,
    part: tuple[tuple[str, str], ...],
    groups: tuple[str, ...],
    other: Mapping[Cell, int],
    years: int,
) -> dict[str, int | Fraction]:
    """People by group, with the other table's numbers where it has them."""
    found = dict(by)
    for group in groups:
        cell = Cell(population, part, "unknown" if group == "Z" else group)
        if cell in other:
            found[group] = other[cell] if years == 1 else Fraction(other[cell], years)
    return found
