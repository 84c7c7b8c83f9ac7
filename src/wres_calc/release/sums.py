"""How counts add up: which parts and which groups make which whole.

A sum says what a table shows beside its margins. Where a table shows a whole and some of what makes it, everybody can
work out the rest: it is a count too, shown or not.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from wres_calc.counting.dimensions import Part, base_of, divisions
from wres_calc.counting.model import Number
from wres_calc.facts.characteristics import Characteristic
from wres_calc.figures.figure import Cell


class Sum(NamedTuple):
    """A whole, the printed counts that are parts of it, and the place of what is left over; `None` where nothing is."""

    total: Cell
    parts: tuple[Cell, ...]
    rest: Cell | None


def sums(people: Mapping[Cell, Number], characteristic: Characteristic) -> Iterator[Sum]:
    """Every sum among cells with so many people in them.

    More events than people are no part of these, nor is a mean of two years.
    """
    parts: dict[str, set[Part]] = {}
    for cell in people:
        parts.setdefault(cell.population, set()).add(cell.part)
    for cell in sorted(people):
        for groups in characteristic.divisions(cell.group):
            within = [cell._replace(group=group) for group in groups]
            yield from _sum(cell, within, people, characteristic.name, complete=True)
        for name, own, complete in divisions(cell.population, cell.part, parts[cell.population]):
            yield from _sum(cell, [cell._replace(part=part) for part in own], people, name, complete=complete)
        if base := base_of(cell.population):
            whole = cell._replace(population=base)
            if whole in people and people[cell] <= people[whole] and not isinstance(people[cell], Fraction):
                yield Sum(whole, (cell,), _rest(whole, cell.population))


def _sum(
    total: Cell, parts: Sequence[Cell], there: Mapping[Cell, Number], name: str, *, complete: bool
) -> Iterator[Sum]:
    """The sum of the printed `parts`; with a rest, unless these are all and make the whole `complete`."""
    found = tuple(part for part in parts if part in there)
    if found:
        yield Sum(total, found, None if complete and len(found) == len(parts) else _rest(total, name))


def _rest(total: Cell, name: str) -> Cell:
    return total._replace(part=(*total.part, ("all but", name)))
