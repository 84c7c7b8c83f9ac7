"""What is printed as counts that are tied to each other by sums, each between the least and the most it can be.

Where a table prints its zeros, everybody knows that a hidden count is at least 1, save under a total that is hidden
itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf

from wres_calc.auditing.rules import Rules
from wres_calc.auditing.seen import Cell, Seen
from wres_calc.auditing.solver import Problem
from wres_calc.auditing.tree import Relation, in_between, is_rest, relations

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
    """The publication as counts that are tied to each other; those without anything hidden are left out."""
    sums = [each for each in relations(seen.cells) if _holds(each, seen, truth)]
    middle = frozenset(in_between(seen.cells))
    ties = [(each.total, *each.parts) for each in sums] + [
        (each.cell, each.base) for each in seen.percentages
    ]
    for cells in _together({*seen.cells, *(cell for tie in ties for cell in tie)}, ties):
        if cells <= seen.counts.keys():
            continue
        own = [each for each in sums if each.total in cells]
        true = _true(cells, own, truth) if truth else {}
        bounds = _bounds(cells, own, seen, rules, true)
        percentages = [each for each in seen.percentages if each.cell in cells]
        yield Component(Problem(bounds, own, percentages), middle & cells, true)


def small_rests(seen: Seen, rules: Rules, truth: Truth | None = None) -> Iterator[tuple[Relation, int]]:
    """Sums of which several parts are not printed, and how few people these are together."""
    for each in relations(seen.cells):
        open_parts = [part for part in each.parts if part not in seen.counts]
        printed = [seen.counts[cell] for cell in (each.total, *each.parts) if cell in seen.counts]
        if each.total not in seen.counts or not 1 < len(open_parts) < len(each.parts):
            continue
        if _holds(each, seen, truth) and all(low == high for low, high in printed):
            left = 2 * printed[0].low - sum(number.low for number in printed)
            if 1 <= left < threshold(each.total, seen, rules):
                yield each, left


def _holds(relation: Relation, seen: Seen, truth: Truth | None) -> bool:
    """Whether events are of the people of their base, as far as is known: more of them are not, nor are two years'."""
    event, base = relation.parts[0], relation.total
    if event.population == base.population:
        return True
    if event.population in seen.doubled:
        return False
    if truth is not None:
        many, among = truth(event), truth(base)
        return many is None or among is None or many <= among
    shown = seen.counts.get(event), seen.counts.get(base)
    return shown[0] is None or shown[1] is None or shown[0].low <= shown[1].high


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
