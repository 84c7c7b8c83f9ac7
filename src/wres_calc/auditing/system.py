"""What is printed as counts that are tied to each other by sums, each between the least and the most it can be.

What one of them can be is found by integer programs, solved by HiGHS. Where a table prints its zeros, everybody knows
that a hidden count is at least 1, save under a total that is hidden itself.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any

from wres_calc.auditing.adding_up import Addition, additions, counts_within, in_between, tied_together
from wres_calc.auditing.publication_view import (
    BOARD,
    EVERYBODY,
    Cell,
    PrintedPercentage,
    PublicationView,
    Rules,
    is_rest,
)

Solution = Mapping[Cell, int]
"""A table that fits all that is printed."""

_SLACK = 1e-7
_NEAR = 1e-6
_OPTIONS = {"output_flag": False, "threads": 1, "random_seed": 1, "mip_rel_gap": 0.0}


@dataclass(frozen=True)
class Problem:
    """Counts of which each lies between two numbers (`inf`: no upper one), that add up and fit the percentages."""

    bounds: Mapping[Cell, tuple[int, float]]
    sums: Sequence[Addition]
    percentages: Sequence[PrintedPercentage] = ()


class Solver:
    """Solves one problem again and again: for other cells, with some cells known, with some of its sums left out."""

    def __init__(self, problem: Problem) -> None:
        import highspy

        self._names = highspy
        self.problem = problem
        self.place = {cell: i for i, cell in enumerate(problem.bounds)}
        printed = max((high for _, high in problem.bounds.values() if high != inf), default=0)
        self.cap = 10 * printed + 1_000
        # The class below `Highs`: that one prints the solver's name before it can be told not to.
        self._model = highspy._core._Highs()
        for option, value in _OPTIONS.items():
            self._model.setOptionValue(option, value)
        for low, high in problem.bounds.values():
            self._model.addVar(float(low), float(min(high, self.cap)))
        every = list(range(len(self.place)))
        kinds: Any = [highspy.HighsVarType.kInteger] * len(every)
        self._model.changeColsIntegrality(len(every), every, kinds)
        for each in problem.sums:
            self._row([(each.total, 1.0), *((part, -1.0) for part in each.parts)], 0.0, 0.0)
        for cell, base, least, most in problem.percentages:
            self._row([(cell, 100.0), (base, -least)], -_SLACK, inf)
            self._row([(cell, -100.0), (base, most)], -_SLACK, inf)

    def _row(self, terms: Sequence[tuple[Cell, float]], low: float, high: float) -> None:
        columns = [self.place[cell] for cell, _ in terms]
        self._model.addRow(low, high, len(terms), columns, [factor for _, factor in terms])

    @property
    def solvable(self) -> bool:
        """Whether there is any table that fits."""
        return self.extreme(next(iter(self.place)), 1) is not None

    def extreme(self, cell: Cell, sign: int, known: Mapping[Cell, int] | None = None) -> Solution | None:
        """A table in which the cell is as large as it can be (`sign` 1) or as small (-1); `None` where there is none.

        `known` are cells whose number the attacker knows besides.

        Raises:
            RuntimeError: the solver came to no answer.
        """
        place = self.place[cell]
        for each, number in (known or {}).items():
            self._model.changeColBounds(self.place[each], float(number), float(number))
        self._model.changeColCost(place, -float(sign))
        try:
            return self._solved()
        finally:
            self._model.changeColCost(place, 0.0)
            for each in known or {}:
                low, high = self.problem.bounds[each]
                self._model.changeColBounds(self.place[each], float(low), float(min(high, self.cap)))

    def _solved(self) -> Solution | None:
        """The best table. Most often it is whole numbers though fractions are let in, which is found far sooner."""
        for relaxed in (True, False):
            self._model.setOptionValue("solve_relaxation", relaxed)
            self._model.run()
            status, values = self._model.getModelStatus(), self._model.getSolution().col_value
            if status == self._names.HighsModelStatus.kInfeasible:
                return None
            if status == self._names.HighsModelStatus.kOptimal:
                table = {each: round(values[i]) for each, i in self.place.items()}
                if not relaxed or self._is_whole(table, values):
                    return table
        raise RuntimeError(f"the integer program of the audit ended with {status}")

    def _is_whole(self, table: Solution, values: Sequence[float]) -> bool:
        """Whether a table is what was found and no more than rounded: its sums and percentages hold."""
        near = all(abs(values[i] - table[each]) < _NEAR for each, i in self.place.items())
        return (
            near
            and all(
                table[each.total] == sum(map(table.__getitem__, each.parts)) for each in self.problem.sums
            )
            and all(
                low * table[base] - _NEAR <= 100 * table[cell] <= high * table[base] + _NEAR
                for cell, base, low, high in self.problem.percentages
            )
        )


Truth = Callable[[Cell], int | None]
"""How many people are in a printed cell; `None` where that is not known."""


@dataclass
class Component:
    """Counts that are tied to each other by sums, with all that is known of each.

    `in_between` are those with no place of their own in what is printed, sums of others, and what these leave of a
    whole: of them only the exact number would tell anything.
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
        for each in self._declared:
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
        middle = in_between(self.view)
        middle |= {
            each.parts[-1] for each in sums if is_rest(each.parts[-1]) and middle.issuperset(each.parts[:-1])
        }
        percentages = [each for each in self.view.percentages if each.cell in own]
        ties = [each.cells for each in sums] + [(each.cell, each.base) for each in percentages]
        for cells in tied_together({*own, *(cell for tie in ties for cell in tie)}, ties):
            if cells <= self.view.counts.keys():
                continue
            within = [each for each in sums if each.total in cells]
            true = _true(cells, within, self.truth) if self.truth else {}
            bounds = self._bounds(cells, true)
            problem = Problem(bounds, within, [each for each in percentages if each.cell in cells])
            yield Component(problem, frozenset(middle & cells), true)

    def _sums(self) -> list[Addition]:
        """All sums, but those of events only where these can be of the people of their base.

        Two years' are not. Where more of them than people are shown in one place, they are not in the others either. A
        group without a place of its own is not supposed to hold what a group within it contradicts.
        """
        found = self._declared
        supposed = [(each.parts[0], each.total) for each in found if each.is_supposed]
        if truth := self.truth:
            more = {event for event, base in supposed if (truth(event) or 0) > (truth(base) or 0)}
            members, middle = self.view.members, in_between(self.view)
            more |= {
                event
                for event, _ in supposed
                if event in middle
                and any(
                    event == each._replace(group=event.group) and members[each.group] < members[event.group]
                    for each in more
                )
            }
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

    def _bounds(self, cells: set[Cell], true: Mapping[Cell, int]) -> dict[Cell, tuple[int, float]]:
        at_least_one = self._known_not_to_be_zero(cells, true)
        bounds: dict[Cell, tuple[int, float]] = {}
        for cell in sorted(cells):
            if cell in self.view.counts:
                bounds[cell] = self.view.counts[cell]
            else:
                low, high = self.view.limits.get(cell, (0, inf))
                bounds[cell] = (max(low, 1) if cell in at_least_one else low, high)
        return bounds

    def _known_not_to_be_zero(self, cells: set[Cell], true: Mapping[Cell, int]) -> set[Cell]:
        """Hidden counts of a table that prints its zeros, save those under a small total.

        Zeros under a total of 0 are printed in every table, as how many there are in all may be.
        """
        certain = counts_within(self._printed_zeros, self._declared)
        shown = any(cell.group != EVERYBODY for cell in (self._printed_zeros & cells) - certain)
        if not (shown if self.rules.zeros_shown is None else self.rules.zeros_shown):
            return set()
        hidden = {cell for cell in self.view.still_hidden(cells) if not cell.population.startswith("survey_")}
        found = hidden - self._below_small_totals
        return set() if any(true.get(cell) == 0 for cell in found) else found

    @cached_property
    def _below_small_totals(self) -> set[Cell]:
        """The counts under a total that is small, or hidden and may be; of events that is their base, however many."""

        def may_be_small(cell: Cell) -> bool:
            if cell in self.view.counts:  # of a public board nothing is shown but the main groups
                return self.rules.board == "publish" and cell.population == BOARD
            number = self.truth(cell) if self.truth else None
            return number is None or 1 <= number < self.view.threshold(cell, self.rules)

        return counts_within(filter(may_be_small, self.view.cells), self._declared)

    @cached_property
    def _printed_zeros(self) -> set[Cell]:
        return {cell for cell, (_, high) in self.view.counts.items() if high == 0}

    @cached_property
    def _declared(self) -> list[Addition]:
        """All sums, those of events whether these can be of the people of their base or not."""
        return additions(self.view)


def _true(cells: Iterable[Cell], sums: Iterable[Addition], truth: Truth) -> dict[Cell, int]:
    found = {cell: number for cell in cells if not is_rest(cell) and (number := truth(cell)) is not None}
    for total, parts in sums:
        rest = [part for part in parts if is_rest(part)]
        known = [part for part in parts if part in found]
        if len(rest) == 1 and len(known) == len(parts) - 1 and total in found:
            found[rest[0]] = found[total] - sum(found[part] for part in known)
    return found
