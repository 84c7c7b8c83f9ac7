"""How counts add up, set up from the standard alone: which parts make which whole, for every way of dividing it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from wres_calc.auditing.publication_view import EVERYBODY, REST, Cell
from wres_calc.counting.dimensions import Part
from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.pay import BANDS, OF_WHICH, SENIOR_BANDS
from wres_calc.facts.staff import StaffCategory

BASES = {"appointed": "shortlisted", "disciplinary": "workforce", "training": "workforce"}
"""Events of people of the base, or so it is supposed: those who left were trained or disciplined too."""


_MEMBERS = {
    name: ETHNICITY.members[name]
    for name in (EVERYBODY, *(name for grouping in ETHNICITY.groupings for name in grouping.names.values()))
}
"""The categories of each group, by its one name."""


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


def additions(printed: Collection[Cell]) -> list[Addition]:
    """Every sum that a reader can form of the `printed` counts, shown or hidden.

    What a table leaves out of a whole has a count of its own: the rest, which everybody can work out.
    """
    live = set(printed) | in_between(printed)
    found = [addition for cell in sorted(live) for addition in _divided(cell, live)]
    return list(dict.fromkeys(found))


def _divided(cell: Cell, live: Collection[Cell]) -> Iterator[Addition]:
    divisions = [
        (name, [cell._replace(group=group) for group in groups], closed)
        for name, groups, closed in _groups_within(cell.group, {each.group for each in live})
    ]
    parts = {each.part for each in live if each.population == cell.population}
    divisions += [
        (name, [cell._replace(part=part) for part in within], closed)
        for name, within, closed in _parts_within(cell.population, cell.part, parts)
    ]
    divisions += [(event, [cell._replace(population=event)], False) for event in _events(cell.population)]
    for name, children, closed in divisions:
        there = [child for child in children if child in live]
        if there:
            missing = [child for child in children if child not in live]
            rest = missing if closed and len(missing) < 2 else [_rest(cell, name)]
            yield Addition(cell, (*there, *rest))


def _events(base: str) -> Iterator[str]:
    """Yield the events of people of a base; of those who answered a question of the survey, who said so."""
    yield from (event for event, of in BASES.items() if of == base)
    if base.startswith("survey_") and base.endswith("_answered"):
        yield f"{base.removesuffix('answered')}yes"


def _rest(cell: Cell, name: str) -> Cell:
    return cell._replace(part=(*cell.part, (REST, name)))


def in_between(printed: Collection[Cell]) -> set[Cell]:
    """Counts that are printed nowhere and lie between two printed ones: a table may leave out the middle of three."""
    found = set()
    for population in {cell.population for cell in printed}:
        own = {cell for cell in printed if cell.population == population}
        parts = {above for cell in own for above in _parts_above(population, cell.part)}
        groups = {above for cell in own for above in _groups_above(cell.group)}
        everywhere = {Cell(population, part, group) for part in parts for group in groups}
        found |= {cell for cell in everywhere - own if _between(cell, own)}
    return found


def _between(cell: Cell, printed: Collection[Cell]) -> bool:
    above = any(_is_above(other, cell) for other in printed)
    return above and any(_is_above(cell, other) for other in printed)


def _is_above(cell: Cell, other: Cell) -> bool:
    return cell.part in _parts_above(cell.population, other.part) and cell.group in _groups_above(other.group)


def _groups_above(group: str) -> set[str]:
    """The group itself and all that it is part of."""
    return {name for name, members in _MEMBERS.items() if _MEMBERS[group] <= members}


def _groups_within(group: str, live: Collection[str]) -> Iterator[tuple[str, list[str], bool]]:
    """The groups that make a group up, of the widest grouping that goes into it."""
    for grouping in ETHNICITY.groupings:
        within = [name for name in grouping.names.values() if _MEMBERS[name] < _MEMBERS[group]]
        if any(name in live for name in within):
            yield grouping.name, within, True
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


def _parts_within(
    population: str, part: Part, there: Collection[Part]
) -> Iterator[tuple[str, list[Part], bool]]:
    """The parts of a part, by each way of dividing it, and whether they are all there can be."""
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
