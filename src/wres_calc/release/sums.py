"""How counts add up: which parts and which ethnic groups make which whole.

A sum says what a table shows beside its margins. Where a table shows a whole and some of what makes it, everybody can
work out the rest: it is a count too, shown or not.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from wres_calc.counting.from_rows import SENIOR
from wres_calc.counting.model import WHOLE, Part
from wres_calc.counting.values import Number
from wres_calc.facts.characteristics import Characteristic
from wres_calc.facts.pay import BANDS, OF_WHICH, SENIOR_BANDS, PayBand
from wres_calc.facts.staff import StaffCategory
from wres_calc.figures.result import Cell

HAPPENS_TO = {"appointed": "shortlisted", "disciplinary": "workforce", "training": "workforce"} | {
    f"survey_{n}_yes": f"survey_{n}_answered" for n in range(5, 9)
}
"""Events that happen to people of their base. Of disciplinary and training so far as it can be told: people leave."""


class Sum(NamedTuple):
    """A whole, the printed counts that are parts of it, and the place of what is left over; `None` where nothing is."""

    total: Cell
    parts: tuple[Cell, ...]
    rest: Cell | None


def sums(people: Mapping[Cell, Number], characteristic: Characteristic) -> Iterator[Sum]:
    """Every sum among cells with so many people in them.

    More events than people are no part of these, nor is a mean of two years.
    """
    there = set(people)
    for cell in sorted(there):
        for parts in characteristic.divisions(cell.group):
            yield from _sum(cell, [cell._replace(group=group) for group in parts], there, characteristic.name)
        for name, within in _parts_of_part(cell, there):
            yield from _sum(cell, [cell._replace(part=part) for part in within], there, name)
        if base := HAPPENS_TO.get(cell.population):
            whole = cell._replace(population=base)
            if whole in there and people[cell] <= people[whole] and not isinstance(people[cell], Fraction):
                yield Sum(whole, (cell,), _rest(whole, cell.population))


def _sum(total: Cell, parts: list[Cell], there: set[Cell], name: str) -> Iterator[Sum]:
    found = tuple(part for part in parts if part in there)
    if found:
        complete = len(found) == len(parts) and name not in _NEVER_COMPLETE
        yield Sum(total, found, None if complete else _rest(total, name))


_NEVER_COMPLETE = ("of which", "staff_category column", "pay_band column", "internal column")


def _rest(total: Cell, name: str) -> Cell:
    return total._replace(part=(*total.part, ("all but", name)))


def _parts_of_part(cell: Cell, there: set[Cell]) -> Iterator[tuple[str, tuple[Part, ...]]]:
    """The parts that make a part up, by each way of dividing it, with a name for what else may be in it."""
    match cell.population:
        case "workforce":
            yield from _parts_of_workforce(cell.part)
        case "board" if cell.part == WHOLE:
            for name in ("voting", "executive"):
                yield name, ((("board", name),), (("board", f"non_{name}"),))
        case "shortlisted" | "appointed" if cell.part == WHOLE:
            columns = sorted(
                {each.part[0][0] for each in there if each.population == cell.population and each.part}
            )
            for column in columns:
                values = sorted({e.part for e in there if len(e.part) == 1 and e.part[0][0] == column})
                apart = tuple(part for part in values if part[0][1] not in OF_WHICH)
                yield f"{column} column", apart
    whole = dict(cell.part).get("pay_band")
    within = tuple(band for band, of in OF_WHICH.items() if of == whole)
    for band in within:
        yield "of which", ((*cell.part[:-1], ("pay_band", band.value)),)


def _parts_of_workforce(part: Part) -> Iterator[tuple[str, tuple[Part, ...]]]:
    categories = {category: (("staff_category", category.value),) for category in BANDS}
    if part == WHOLE:
        yield "staff_category", tuple(categories.values())
        yield "senior_bands", (SENIOR, (("pay_band", "all others"),))
    for category, own in categories.items():
        if part == own:
            bands = (band for band in BANDS[category] if band not in OF_WHICH)
            yield "pay_band", tuple((*own, ("pay_band", band.value)) for band in bands)
    if part == SENIOR:
        yield "senior", tuple((*own, ("pay_band", band.value)) for own, band in _senior(categories))


def _senior(categories: Mapping[StaffCategory, Part]) -> Iterator[tuple[Part, PayBand]]:
    for category, own in categories.items():
        if category is not StaffCategory.MEDICAL_AND_DENTAL:
            for band in SENIOR_BANDS:
                yield own, band
