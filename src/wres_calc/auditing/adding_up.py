"""How counts add up, set up from the standard alone: which parts make which whole, for every way of dividing it."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from wres_calc.auditing.publication_view import REST, Cell, PublicationView
from wres_calc.counting.dimensions import Part
from wres_calc.facts.pay import BANDS, OF_WHICH, SENIOR_BANDS
from wres_calc.facts.staff import StaffCategory

_EVENTS = {"shortlisted": ("appointed",), "workforce": ("disciplinary", "training")}
"""Events of people of a population, or so it is supposed: those who left were trained or disciplined too."""

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
        """Whether it says that events are of the people of their base."""
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
            *((event, [cell._replace(population=event)], False) for event in _events(cell.population)),
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


def _events(population: str) -> tuple[str, ...]:
    base, answered, _ = population.partition("_answered")
    return (f"{base}_yes",) if answered else _EVENTS.get(population, ())


def _rest(cell: Cell, name: str) -> Cell:
    return cell._replace(part=(*cell.part, (REST, name)))


def in_between(view: PublicationView) -> set[Cell]:
    """Counts that are printed nowhere and lie between two printed ones: a table may leave out the middle of three."""

    def is_above(cell: Cell, other: Cell) -> bool:
        within = view.members[other.group] <= view.members[cell.group]
        return within and cell.part in _parts_above(cell.population, other.part)

    found = set()
    for population in {cell.population for cell in view.cells}:
        own = {cell for cell in view.cells if cell.population == population}
        parts = {above for cell in own for above in _parts_above(population, cell.part)}
        groups = {above for cell in own for above in _groups_above(cell.group, view)}
        for cell in {Cell(population, part, group) for part in parts for group in groups} - own:
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


def _parts_above(population: str, part: Part) -> tuple[Part, ...]:
    """The part itself and all that it is part of."""
    if not part:
        return ((),)
    keys = dict(part)
    band, category = keys.get("pay_band"), keys.get("staff_category")
    found: list[Part] = [part]
    if band in OF_WHICH:
        found.append((*part[:-1], ("pay_band", OF_WHICH[band].value)))  # type: ignore[index]
    if population == "workforce" and category and band:
        found.append((("staff_category", category),))
    return (*found, ())


_SENIOR: Part = (("pay_band", "senior_bands"),)
_CATEGORIES: dict[StaffCategory, Part] = {each: (("staff_category", each.value),) for each in BANDS}


def _parts_within(cell: Cell, live: Collection[Part]) -> Iterator[Division]:
    """The parts of a part, by each way of dividing it."""
    for name, parts, closed in _named_parts(cell.population, cell.part, live):
        yield name, [cell._replace(part=part) for part in parts], closed


def _named_parts(
    population: str, part: Part, there: Collection[Part]
) -> Iterator[tuple[str, list[Part], bool]]:
    if population == "workforce":
        yield from _workforce_within(part)
    elif population == "board" and not part:
        for name in ("voting", "executive"):
            yield name, [(("board", name),), (("board", f"non_{name}"),)], True
    elif not part:
        for column in sorted({each[0][0] for each in there if len(each) == 1}):
            values = sorted(each for each in there if len(each) == 1 and each[0][0] == column)
            yield column, [each for each in values if each[0][1] not in OF_WHICH], False
    within = [band for band, whole in OF_WHICH.items() if dict(part).get("pay_band") == whole]
    if within:
        yield "of which", [(*part[:-1], ("pay_band", band.value)) for band in within], False


def _workforce_within(part: Part) -> Iterator[tuple[str, list[Part], bool]]:
    if not part:
        yield "staff categories", list(_CATEGORIES.values()), True
        yield "senior bands", [_SENIOR], False
    for category, own in _CATEGORIES.items():
        if part == own:
            bands = [band for band in BANDS[category] if band not in OF_WHICH]
            yield "pay bands", [(*own, ("pay_band", band.value)) for band in bands], True
    if part == _SENIOR:
        others = [
            own for category, own in _CATEGORIES.items() if category is not StaffCategory.MEDICAL_AND_DENTAL
        ]
        senior: list[Part] = [(*own, ("pay_band", band.value)) for own in others for band in SENIOR_BANDS]
        yield "senior bands", senior, True
