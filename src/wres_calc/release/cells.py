"""Everything a report would print as one release: its counts as cells, and how they add up.

Two indicators that rest on the same people share their cells, so that no count hidden in one can be worked out from
the other. Where a table shows a whole and some of what makes it, everybody can work out the rest: it is a count too,
shown or not. Which cells must be hidden is `disclosure`'s to say: it knows nothing of indicators.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple, TypeVar

from wres_calc.counting.dimensions import WHOLE, Part, base_of, divisions, every_workforce_part
from wres_calc.counting.model import Counts, Number
from wres_calc.facts.characteristics import CHARACTERISTICS, EVERYBODY, Characteristic
from wres_calc.facts.indicator_number import parse
from wres_calc.figures.figure import Cell
from wres_calc.release import disclosure
from wres_calc.standards.model import Disclosure, Standard

T = TypeVar("T", Part, str)


class _Sum(NamedTuple):
    """A whole, the printed counts that are parts of it, and the place of what is left over; `None` where nothing is."""

    total: Cell
    parts: tuple[Cell, ...]
    rest: Cell | None


def release(
    printed: Collection[Cell],
    counts: Counts,
    rules: Disclosure,
    known: Collection[Cell] = (),
    kept: Collection[Cell] = (),
    beside: Collection[Cell] = (),
) -> disclosure.Release:
    """The release of all `printed` counts, of those that can be had from them by subtraction, and of those in between.

    `known` are cells that everybody knows already, because they were published before; `kept` were withheld then.
    `beside` are printed by other reports. Where the board is public, so are its main groups.
    """
    people = {cell: number for cell in printed if (number := people_in(cell, counts)) is not None}
    between = _in_between(people, counts)
    unprinted = between.keys() - {*beside}
    people |= between
    added = list(_sums(people, CHARACTERISTICS[counts.standard.characteristic]))
    for total, parts, rest in added:
        if rest is not None:
            people[rest] = people[total] - sum(people[part] for part in parts)
            if unprinted & {total, *parts}:
                unprinted.add(rest)
    answers = _all_or_none(people, rules)
    leaves = _leaves(added)
    cells = [
        disclosure.Cell(cell, _whole(number), _threshold(cell, number, rules), leaves(cell), cell in answers)
        for cell, number in sorted(people.items())
    ]
    relations = [
        disclosure.Relation(total, (*parts, rest) if rest else parts) for total, parts, rest in added
    ]
    public = (cell for cell in people if rules.board == "publish" and _is_of_a_board(cell, counts.standard))
    return disclosure.Release(
        cells,
        relations,
        known=frozenset(known) & people.keys() | {*public},
        kept=frozenset(kept) & people.keys(),
        unprinted=frozenset(unprinted) - {*known},
    )


def _in_between(people: Mapping[Cell, Number], counts: Counts) -> dict[Cell, Number]:
    """Counts that are not printed and lie between two that are: of a whole of the one, and of a part of the other."""
    of_groups = _wholes_of_groups(CHARACTERISTICS[counts.standard.characteristic])
    found: dict[Cell, Number] = {}
    for population in {cell.population for cell in people}:
        own = {cell for cell in people if cell.population == population}
        known = {WHOLE, *(cell.part for cell in own)}
        known |= {*every_workforce_part()} if population == "workforce" else set()
        of_parts: dict[Part, set[Part]] = {}
        for whole in known:
            for division in divisions(population, whole, known):
                for part in division.parts:
                    of_parts.setdefault(part, set()).add(whole)

        def above(cell: Cell, of_parts: Mapping[Part, Collection[Part]] = of_parts) -> set[Cell]:
            parts, groups = _upwards(cell.part, of_parts), _upwards(cell.group, of_groups)
            return {Cell(cell.population, part, group) for part in parts for group in groups}

        for cell in set().union(*map(above, own)) - own:
            if above(cell) & own and (number := _counted(cell, counts, known)) is not None:
                found[cell] = number
    return found


def _upwards(name: T, wholes: Mapping[T, Collection[T]]) -> set[T]:
    """A part itself, and all that it is part of."""
    return {name}.union(*(_upwards(whole, wholes) for whole in wholes.get(name, ())))


def _wholes_of_groups(characteristic: Characteristic) -> Mapping[str, Collection[str]]:
    """For each group those that it is part of."""
    found: dict[str, set[str]] = {}
    waiting = [EVERYBODY]
    while waiting:
        whole = waiting.pop()
        for part in {part for parts in characteristic.divisions(whole) for part in parts}:
            if part not in found:
                waiting.append(part)
            found.setdefault(part, set()).add(whole)
    return found


def _counted(cell: Cell, counts: Counts, known: Collection[Part]) -> Number | None:
    """How many people are in a cell, from those in its parts where it was not counted itself."""
    number = people_in(cell, counts)
    if number is not None or cell.population not in counts.populations:
        return number
    for division in divisions(cell.population, cell.part, known):
        if division.complete:
            return sum(people_in(cell._replace(part=part), counts) or 0 for part in division.parts)
    return None


def _is_of_a_board(cell: Cell, standard: Standard) -> bool:
    """Whether a cell is a main group of a board, or all of it."""
    boards = {each.population for each in standard.indicators if each.kind == "gap"}
    groups = CHARACTERISTICS[standard.characteristic].main.groups
    return cell.population in boards and cell.group in (EVERYBODY, *groups)


def totals_beside(
    own: Collection[Cell], printed: Collection[Cell], counts: Counts, rules: Disclosure
) -> set[Cell]:
    """How many people are in the parts of a report's `own` cells, as cells it does not print itself.

    Those are left out that no report prints (`printed` are the cells of all) and that are few.
    """
    totals = {cell._replace(group=EVERYBODY) for cell in own}.difference(own)
    people = {cell: number for cell in totals if (number := people_in(cell, counts)) is not None}
    return {
        cell
        for cell, number in people.items()
        if cell in printed or not 0 < number < _threshold(cell, number, rules)
    }


def together(
    releases: Sequence[tuple[Standard, disclosure.Release]],
) -> tuple[disclosure.Release, list[Mapping[Cell, Cell]]]:
    """The releases of several standards as one, and for each the names that its cells have in it.

    Everybody in a part is one cell for all of them; groups are those of a characteristic, a survey's answers those to
    a standard's own questions. Alone, a release keeps its names.
    """
    cells: dict[Cell, disclosure.Cell] = {}
    relations: dict[disclosure.Relation, None] = {}
    names: list[Mapping[Cell, Cell]] = []
    for standard, one in releases:
        called: dict[Cell, Cell] = {}
        for cell in one.cells:
            name = cell.key if len(releases) == 1 else _name_among(cell.key, standard)
            if name in cells and cells[name].value != cell.value:
                name = name._replace(group=f"{name.group}, {standard.code}")
            called[cell.key], there = name, cells.get(name, cell)
            threshold, leaves = max(cell.threshold, there.threshold), max(cell.leaves, there.leaves)
            cells[name] = disclosure.Cell(name, cell.value, threshold, leaves, cell.hide or there.hide)
        for each in one.relations:
            parts = tuple(called[part] for part in each.parts)
            relations[disclosure.Relation(called[each.total], parts)] = None
        names.append(called)
    each_called = [(one, called) for (_, one), called in zip(releases, names, strict=True)]
    whole = disclosure.Release(
        [cells[name] for name in sorted(cells)],
        list(relations),
        known=frozenset(called[key] for one, called in each_called for key in one.known),
        kept=frozenset(called[key] for one, called in each_called for key in one.kept),
        unprinted=frozenset(called[key] for one, called in each_called for key in one.unprinted),
    )
    return whole, names


def _name_among(cell: Cell, standard: Standard) -> Cell:
    """What a standard's cell is called among those of others."""
    if cell.population.startswith("survey_"):
        return cell._replace(group=f"{cell.group}, {standard.code}")
    return (
        cell if cell.group == EVERYBODY else cell._replace(group=f"{cell.group}, {standard.characteristic}")
    )


def people_in(cell: Cell, counts: Counts) -> Number | None:
    """How many are in a cell; `None` where that was never counted."""
    counted = counts.populations.get(cell.population)
    if counted is None:
        return _published(cell, counts)
    tally = counted.tallies.get(cell.part)
    if tally is None or cell.group == EVERYBODY:
        return None if tally is None else tally.total
    groupings = CHARACTERISTICS[counts.standard.characteristic].groupings
    return tally.people(next(each for each in groupings if cell.group in each.groups), cell.group)


def _published(cell: Cell, counts: Counts) -> int | None:
    """Respondents of a survey figure that came as a percentage, and about how many of them said so."""
    number, _, what = cell.population.removeprefix("survey_").rpartition("_")
    asked = parse(number)
    if what not in ("yes", "answered") or asked is None or cell.part != WHOLE:
        return None
    figure = counts.published.get((asked, cell.group))
    if figure is None or figure.respondents is None:
        return None
    return figure.respondents if what == "answered" else round(figure.percentage * figure.respondents / 100)


def _whole(number: Number) -> int:
    """A whole number: the mean of two years stands for the sum of both."""
    return int(number * 2) if isinstance(number, Fraction) else number


def _threshold(cell: Cell, number: Number, rules: Disclosure) -> int:
    if cell.population.endswith("_answered") and not _is_rest(cell):
        return rules.survey_base
    return rules.threshold * 2 if isinstance(number, Fraction) else rules.threshold


def _is_rest(cell: Cell) -> bool:
    return bool(cell.part) and cell.part[-1][0] == "all but"


def _all_or_none(people: Mapping[Cell, Number], rules: Disclosure) -> set[Cell]:
    """Survey answers that everybody gave, or nobody: what each respondent said is then known."""
    if rules.show_all_or_none:
        return set()
    found = set()
    for cell, number in people.items():
        is_answer = cell.population.endswith("_yes") or (
            cell.population.endswith("_answered") and _is_rest(cell)
        )
        if is_answer and number == 0 and people.get(_asked(cell)):
            found.add(cell)
    return found


def _asked(cell: Cell) -> Cell:
    """Those who answered, of an answer or of all who gave another."""
    part = cell.part[:-1] if _is_rest(cell) else cell.part
    return Cell(base_of(cell.population) or cell.population, part, cell.group)


def _leaves(added: Sequence[_Sum]) -> Callable[[Cell], int]:
    """How many of the smallest cells each cell is the sum of."""
    made_of: dict[Cell, list[tuple[Cell, ...]]] = {}
    for total, parts, rest in added:
        made_of.setdefault(total, []).append((*parts, rest) if rest else parts)

    @cache
    def leaves(cell: Cell) -> int:
        return max((sum(map(leaves, parts)) for parts in made_of.get(cell, ())), default=1)

    return leaves


def _sums(people: Mapping[Cell, Number], characteristic: Characteristic) -> Iterator[_Sum]:
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
                yield _Sum(whole, (cell,), _rest(whole, cell.population))


def _sum(
    total: Cell, parts: Sequence[Cell], there: Mapping[Cell, Number], name: str, *, complete: bool
) -> Iterator[_Sum]:
    """The sum of the printed `parts`; with a rest, unless these are all and make the whole `complete`."""
    found = tuple(part for part in parts if part in there)
    if found:
        yield _Sum(total, found, None if complete and len(found) == len(parts) else _rest(total, name))


def _rest(total: Cell, name: str) -> Cell:
    return total._replace(part=(*total.part, ("all but", name)))
