"""What is printed as counts that are tied to each other by sums, each between the least and the most it can be.

Where a table prints its zeros, everybody knows that a hidden count is at least 1, save under a total that is hidden
itself.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from wres_calc.auditing.adding_up import Addition, additions, in_between
from wres_calc.auditing.publication_view import Cell, PublicationView, Rules, is_rest
from wres_calc.auditing.solver import Problem, Solver

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
    true: Mapping[Cell, int]


@dataclass
class System:
    """A publication as counts and sums; `truth` where the submission behind it is known."""

    view: PublicationView
    rules: Rules
    truth: Truth | None = None

    def components(self) -> Iterator[Component]:
        """The counts in groups that are tied to each other; those without anything hidden are left out.

        Events are taken to be of the people of their base, until no table fits that.
        """
        for component in self._formed(self.view.cells, self._sums()):
            if Solver(component.problem).solvable:
                yield component
            else:
                yield from self._formed(component.problem.bounds.keys(), self._that_can_hold(component))

    def small_rests(self) -> Iterator[tuple[Addition, int]]:
        """Sums of which several parts are not printed, and how few people these are together."""
        counts = self.view.counts
        for each in additions(self.view.cells):
            hidden = sum(part not in counts for part in each.parts)
            if each.total in counts and 1 < hidden < len(each.parts):
                total, *parts = (counts[cell] for cell in each.cells if cell in counts)
                left = total.low - sum(number.low for number in parts)
                exact = all(low == high for low, high in (total, *parts))
                if exact and 1 <= left < self.view.threshold(each.total, self.rules):
                    yield each, left

    def _that_can_hold(self, component: Component) -> list[Addition]:
        """The sums without those of events that no table fits; without all, where these contradict each other."""

        def fit(sums: list[Addition]) -> bool:
            formed = self._formed(component.problem.bounds.keys(), sums)
            return all(Solver(each.problem).solvable for each in formed)

        certain = [each for each in component.problem.sums if not each.is_supposed]
        of: dict[str, list[Addition]] = {}
        for each in component.problem.sums:
            if each.is_supposed:
                of.setdefault(each.parts[0].population, []).append(each)
        more = [each for name in sorted(of) if fit([*certain, *of[name]]) for each in of[name]]
        return [*certain, *more] if fit([*certain, *more]) else certain

    def _formed(self, own: Collection[Cell], sums: list[Addition]) -> Iterator[Component]:
        """The components that these cells and sums fall into."""
        middle = frozenset(in_between(self.view.cells))
        percentages = [each for each in self.view.percentages if each.cell in own]
        ties = [each.cells for each in sums] + [(each.cell, each.base) for each in percentages]
        for cells in _together({*own, *(cell for tie in ties for cell in tie)}, ties):
            if cells <= self.view.counts.keys():
                continue
            within = [each for each in sums if each.total in cells]
            true = _true(cells, within, self.truth) if self.truth else {}
            bounds = self._bounds(cells, within, true)
            problem = Problem(bounds, within, [each for each in percentages if each.cell in cells])
            yield Component(problem, middle & cells, true)

    def _sums(self) -> list[Addition]:
        """All sums, but those of events only where these can be of the people of their base.

        Two years' are not. Where more of them than people are shown in one place, they are not in the others either.
        """
        found = additions(self.view.cells)
        supposed = [(each.parts[0], each.total) for each in found if each.is_supposed]
        if truth := self.truth:
            more = {event for event, base in supposed if (truth(event) or 0) > (truth(base) or 0)}
        else:
            counts = self.view.counts
            exceeding = self.view.exceeding | {
                event.population
                for event, base in supposed
                if event in counts and base in counts and counts[event].low > counts[base].high
            }
            more = {event for event, _ in supposed if event.population in exceeding}
        return [
            each
            for each in found
            if not each.is_supposed
            or (each.parts[0] not in more and each.parts[0].population not in self.view.doubled)
        ]

    def _bounds(
        self, cells: Collection[Cell], sums: list[Addition], true: Mapping[Cell, int]
    ) -> dict[Cell, tuple[int, float]]:
        at_least_one = self._known_not_to_be_zero(cells, sums, true)
        bounds: dict[Cell, tuple[int, float]] = {}
        for cell in sorted(cells):
            if cell in self.view.counts:
                bounds[cell] = self.view.counts[cell]
            else:
                low, high = self.view.limits.get(cell, (0, inf))
                bounds[cell] = (max(low, 1) if cell in at_least_one else low, high)
        return bounds

    def _known_not_to_be_zero(
        self, cells: Collection[Cell], sums: list[Addition], true: Mapping[Cell, int]
    ) -> set[Cell]:
        """Hidden counts of a table that prints its zeros, save those under a total that is hidden itself."""
        counts = self.view.counts
        shown = any(counts[cell].high == 0 for cell in cells if cell in counts)
        if not (shown if self.rules.zeros_shown is None else self.rules.zeros_shown):
            return set()
        hidden = {cell for cell in self.view.still_hidden(cells) if not cell.population.startswith("survey_")}
        small_total = {
            cell
            for cell in hidden
            if not true or 1 <= true.get(cell, 0) < self.view.threshold(cell, self.rules)
        }
        found = hidden - under(small_total, sums)
        return set() if any(true.get(cell) == 0 for cell in found) else found


def _together(cells: Iterable[Cell], ties: Iterable[tuple[Cell, ...]]) -> list[set[Cell]]:
    group = {cell: {cell} for cell in cells}
    for tie in ties:
        joined = set().union(*(group[cell] for cell in tie))
        group.update(dict.fromkeys(joined, joined))
    unique = {id(members): members for members in group.values()}
    return sorted(unique.values(), key=min)


def _true(cells: Iterable[Cell], sums: Iterable[Addition], truth: Truth) -> dict[Cell, int]:
    found = {cell: number for cell in cells if not is_rest(cell) and (number := truth(cell)) is not None}
    for total, parts in sums:
        rest = [part for part in parts if is_rest(part)]
        known = [part for part in parts if part in found]
        if len(rest) == 1 and len(known) == len(parts) - 1 and total in found:
            found[rest[0]] = found[total] - sum(found[part] for part in known)
    return found


def under(totals: Iterable[Cell], sums: Iterable[Addition]) -> set[Cell]:
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
