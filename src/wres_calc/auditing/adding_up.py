"""How counts add up, by what is declared of dimensions and groups: which parts make which whole."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from wres_calc.auditing.publication_view import REST, Cell, PublicationView
from wres_calc.counting.dimensions import WHOLE, Part, base_of, divisions, every_workforce_part

Wholes = Mapping[Part, Collection[Part]]
Division = tuple[str, list[Cell], bool]
"""A way of dividing a whole: its name, the parts, and whether they are all there can be."""


class Addition(NamedTuple):
    """A whole and the counts that add up to it."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The whole and its parts."""
        return (self.total, *self.parts)

    @property
    def is_supposed(self) -> bool:
        """Whether it says that events are of the people of their base: those who left may have been trained too."""
        return self.parts[0].population != self.total.population


def additions(view: PublicationView) -> list[Addition]:
    """Every sum that a reader can form of the counts of a publication, shown or hidden.

    What a table leaves out of a whole has a count of its own: the rest, which everybody can work out.
    """
    live = view.cells | in_between(view)
    groups = {each.group for each in live}
    parts: dict[str, set[Part]] = {}
    for each in live:
        parts.setdefault(each.population, set()).add(each.part)
    found: dict[Addition, None] = {}
    for cell in sorted(live):
        divisions = [
            *_groups_within(cell, groups, view),
            *_parts_within(cell, parts[cell.population]),
            *(
                (event, [cell._replace(population=event)], False)
                for event in parts
                if base_of(event) == cell.population
            ),
        ]
        found.update(dict.fromkeys(_additions(cell, divisions, live)))
    return list(found)


def _additions(cell: Cell, divisions: Iterable[Division], live: Collection[Cell]) -> Iterator[Addition]:
    for name, children, closed in divisions:
        there = [child for child in children if child in live]
        if there:
            missing = [child for child in children if child not in live]
            rest = missing if closed and len(missing) < 2 else [_rest(cell, name)]
            yield Addition(cell, (*there, *rest))


def _rest(cell: Cell, name: str) -> Cell:
    return cell._replace(part=(*cell.part, (REST, name)))


def in_between(view: PublicationView) -> set[Cell]:
    """Counts that are printed nowhere and lie between two printed ones: a table may leave out the middle of three."""

    found = set()
    for population in {cell.population for cell in view.cells}:
        own = {cell for cell in view.cells if cell.population == population}
        wholes = _wholes(population, {cell.part for cell in own})
        parts = {cell.part: _parts_above(cell.part, wholes) for cell in own}

        def is_above(cell: Cell, other: Cell, wholes: Wholes = wholes) -> bool:
            within = view.members[other.group] <= view.members[cell.group]
            return within and cell.part in _parts_above(other.part, wholes)

        groups = {above for cell in own for above in _groups_above(cell.group, view)}
        above = set().union(*parts.values())
        for cell in {Cell(population, part, group) for part in above for group in groups} - own:
            if any(is_above(each, cell) for each in own) and any(is_above(cell, each) for each in own):
                found.add(cell)
    return found


def _groups_above(group: str, view: PublicationView) -> set[str]:
    """The group itself and all that it is part of."""
    return {name for name, members in view.members.items() if view.members[group] <= members}


def _groups_within(cell: Cell, live: Collection[str], view: PublicationView) -> Iterator[Division]:
    """The groups that make a group up, of the widest grouping that goes into it."""
    for grouping in view.characteristic.groupings:
        within = [name for name in grouping.names.values() if view.members[name] < view.members[cell.group]]
        if any(name in live for name in within):
            yield grouping.name, [cell._replace(group=group) for group in within], True
            return


def _wholes(population: str, there: Collection[Part]) -> Wholes:
    """For each part, those that it is a part of by some way of dividing them."""
    known = {WHOLE, *there, *(every_workforce_part() if population == "workforce" else ())}
    found: dict[Part, set[Part]] = {}
    for whole in known:
        for division in divisions(population, whole, known):
            for part in division.parts:
                found.setdefault(part, set()).add(whole)
    return found


def _parts_above(part: Part, wholes: Wholes) -> set[Part]:
    """The part itself and all that it is part of."""
    return {part}.union(*(_parts_above(whole, wholes) for whole in wholes.get(part, ())))


def _parts_within(cell: Cell, there: Collection[Part]) -> Iterator[Division]:
    """The parts of a part, by each way of dividing it."""
    for name, parts, complete in divisions(cell.population, cell.part, there):
        yield name, [cell._replace(part=part) for part in parts], complete


def counts_within(totals: Iterable[Cell], sums: Iterable[Addition]) -> set[Cell]:
    """All counts that these totals are the sum of, directly or not."""
    parts: dict[Cell, set[Cell]] = {}
    for each in sums:
        parts.setdefault(each.total, set()).update(each.parts)
    found: set[Cell] = set()
    waiting = list(totals)
    while waiting:
        more = parts.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found


def tied_together(cells: Iterable[Cell], ties: Iterable[tuple[Cell, ...]]) -> list[set[Cell]]:
    """Sort counts into groups of which none is tied to another."""
    group = {cell: {cell} for cell in cells}
    for tie in ties:
        joined = set().union(*(group[cell] for cell in tie))
        group.update(dict.fromkeys(joined, joined))
    unique = {id(members): members for members in group.values()}
    return sorted(unique.values(), key=min)
