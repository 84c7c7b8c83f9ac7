"""What is printed as counts that are tied to each other by sums, each between the least and the most it can be.

Where a table prints its zeros, everybody knows that a hidden count is at least 1, save under a total that is hidden
itself.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf

from wres_calc.auditing.rules import Rules
from wres_calc.auditing.seen import Cell, Seen
from wres_calc.auditing.solver import Problem, fits
from wres_calc.auditing.tree import Relation, in_between, is_rest, is_supposed, relations

Truth = Callable[[Cell], int | None]
"""How many people are in a printed cell; `None` where that is not known."""


@dataclass
class Component:
    """Counts that are tied to each other by sums, with all that is known of each.

    `in_between` are those with no place of their own in what is printed, sums of others: of them only the exact number
    would tell anything.
    """

    problem: Problem
    in_between: frozenset[Cell]
    true: Mapping[Cell, int] = field(default_factory=dict)


def threshold(cell: Cell, seen: Seen, rules: Rules) -> int:
    """The least number that is not small in this cell."""
    base = cell.population.endswith("_answered") and not is_rest(cell)
    return (rules.survey_base if base else rules.threshold) * (2 if cell.population in seen.doubled else 1)


def components(seen: Seen, rules: Rules, truth: Truth | None = None) -> Iterator[Component]:
    """The publication as counts that are tied to each other; those without anything hidden are left out.

    Events are taken to be of the people of their base, until no table fits that.
    """
    for component in _formed(seen.cells, _sums(seen, truth), seen, rules, truth):
        if fits(component.problem):
            yield component
        else:
            sums = _that_can_hold(component, seen, rules, truth)
            yield from _formed(component.problem.bounds.keys(), sums, seen, rules, truth)


def _that_can_hold(component: Component, seen: Seen, rules: Rules, truth: Truth | None) -> list[Relation]:
    """The sums without those of events that no table fits; without all, where these contradict each other."""

    def fit(sums: list[Relation]) -> bool:
        cells = component.problem.bounds.keys()
        return all(fits(each.problem) for each in _formed(cells, sums, seen, rules, truth))

    every = component.problem.relations
    certain = [each for each in every if not is_supposed(each)]
    events = sorted({each.parts[0].population for each in every if is_supposed(each)})
    of = {
        name: [each for each in every if is_supposed(each) and each.parts[0].population == name]
        for name in events
    }
    more = [each for name in events if fit([*certain, *of[name]]) for each in of[name]]
    return [*certain, *more] if fit([*certain, *more]) else certain


def _formed(
    own: Collection[Cell], sums: list[Relation], seen: Seen, rules: Rules, truth: Truth | None
) -> Iterator[Component]:
    """The components that these cells and sums fall into."""
    middle = frozenset(in_between(seen.cells))
    percentages = [each for each in seen.percentages if each.cell in own]
    ties = [(each.total, *each.parts) for each in sums] + [(each.cell, each.base) for each in percentages]
    for cells in _together({*own, *(cell for tie in ties for cell in tie)}, ties):
        if cells <= seen.counts.keys():
            continue
        within = [each for each in sums if each.total in cells]
        true = _true(cells, within, truth) if truth else {}
        bounds = _bounds(cells, within, seen, rules, true)
        problem = Problem(bounds, within, [each for each in percentages if each.cell in cells])
        yield Component(problem, middle & cells, true)


def small_rests(seen: Seen, rules: Rules) -> Iterator[tuple[Relation, int]]:
    """Sums of which several parts are not printed, and how few people these are together."""
    for each in relations(seen.cells):
        open_parts = [part for part in each.parts if part not in seen.counts]
        printed = [seen.counts[cell] for cell in (each.total, *each.parts) if cell in seen.counts]
        if each.total not in seen.counts or not 1 < len(open_parts) < len(each.parts):
            continue
        if all(low == high for low, high in printed):
            left = 2 * printed[0].low - sum(number.low for number in printed)
            if 1 <= left < threshold(each.total, seen, rules):
                yield each, left


def _sums(seen: Seen, truth: Truth | None) -> list[Relation]:
    """All sums, but those of events only where these can be of the people of their base.

    Two years' are not. Where more of them than people are shown in one place, they are not in the others either.
    """
    found = relations(seen.cells)
    supposed = [(each, each.parts[0], each.total) for each in found if is_supposed(each)]
    if truth is not None:
        more = {each for each, event, base in supposed if (truth(event) or 0) > (truth(base) or 0)}
    else:
        shown = {
            event.population
            for _, event, base in supposed
            if event in seen.counts
            and base in seen.counts
            and seen.counts[event].low > seen.counts[base].high
        }
        more = {each for each, event, _ in supposed if event.population in shown | seen.exceeding}
    return [each for each in found if each not in more and not _of_two_years(each, seen)]


def _of_two_years(relation: Relation, seen: Seen) -> bool:
    return is_supposed(relation) and relation.parts[0].population in seen.doubled


def _together(cells: Iterable[Cell], ties: Iterable[tuple[Cell, ...]]) -> list[set[Cell]]:
    group = {cell: {cell} for cell in cells}
    for tie in ties:
        joined = set().union(*(group[cell] for cell in tie))
        group.update(dict.fromkeys(joined, joined))
    unique = {id(members): members for members in group.values()}
    return sorted(unique.values(), key=min)


def _true(cells: Iterable[Cell], sums: Iterable[Relation], truth: Truth) -> dict[Cell, int]:
    found = {cell: number for cell in cells if not is_rest(cell) and (number := truth(cell)) is not None}
    for total, parts in sums:
        rest = [part for part in parts if is_rest(part)]
        known = [part for part in parts if part in found]
        if len(rest) == 1 and len(known) == len(parts) - 1 and total in found:
            found[rest[0]] = found[total] - sum(found[part] for part in known)
    return found


def _bounds(
    cells: Iterable[Cell], sums: list[Relation], seen: Seen, rules: Rules, true: Mapping[Cell, int]
) -> dict[Cell, tuple[int, float]]:
    at_least_one = _known_not_to_be_zero(set(cells), sums, seen, rules, true)
    bounds: dict[Cell, tuple[int, float]] = {}
    for cell in sorted(cells):
        if cell in seen.counts:
            bounds[cell] = seen.counts[cell]
        else:
            low, high = seen.limits.get(cell, (0, inf))
            bounds[cell] = (max(low, 1) if cell in at_least_one else low, high)
    return bounds


def _known_not_to_be_zero(
    cells: set[Cell], sums: list[Relation], seen: Seen, rules: Rules, true: Mapping[Cell, int]
) -> set[Cell]:
    """Hidden counts of a table that prints its zeros, save those under a total that is hidden itself."""
    shown = any(seen.counts[cell].high == 0 for cell in cells if cell in seen.counts)
    if not (shown if rules.zeros_shown is None else rules.zeros_shown):
        return set()
    hidden = {cell for cell in seen.still_hidden(cells) if not cell.population.startswith("survey_")}
    small_total = {
        cell for cell in hidden if not true or 1 <= true.get(cell, 0) < threshold(cell, seen, rules)
    }
    found = hidden - under(small_total, sums)
    return set() if any(true.get(cell) == 0 for cell in found) else found


def under(totals: Iterable[Cell], sums: Iterable[Relation]) -> set[Cell]:
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
