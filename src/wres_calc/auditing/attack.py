"""The attack: what each hidden count can be, to somebody who sees all that is printed and knows the rules.

The attackers are those of rules D4 and D5 in the method notes. At level 2 one of them is alone in a cell, and knows it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from wres_calc.auditing.adding_up import Addition, counts_within, tied_together
from wres_calc.auditing.publication_view import Cell, PublicationView, Rules, is_rest
from wres_calc.auditing.system import Component, Problem, Solution, Solver

_MOST_SUMS = 40
"""Among more sums than these the fewest that give a count away are not looked for."""


@dataclass(frozen=True)
class KnownRange:
    """What can be known of a hidden count: it is `low` to `high` (`None`: no upper bound).

    `lone` is the cell of the one person who can know it, `None` where everybody can.
    """

    cell: Cell
    low: int
    high: int | None
    lone: Cell | None = None


class Attack:
    """The attack on one component; remembers the tables found on the way, which answer many questions at once."""

    def __init__(self, component: Component, view: PublicationView, rules: Rules) -> None:
        self.problem, self.true = component.problem, component.true
        self._in_between = component.in_between
        self._view, self._rules = view, rules
        self._solver = Solver(self.problem)
        self._found: dict[Cell, tuple[int, int]] = {}

    @property
    def possible(self) -> bool:
        """Whether any table fits what is printed at all."""
        return self._solver.solvable

    def recovered(self) -> Iterator[KnownRange]:
        """Every hidden count of which everybody can know too much."""
        for cell in self._targets():
            if not self._in_doubt(cell):
                low, high = self._range(cell)
                if self._too_much(cell, low, high):
                    yield KnownRange(cell, low, None if high >= self._solver.cap else high)

    def recovered_by_sole_member(self) -> Iterator[KnownRange]:
        """Every small number of others that somebody alone in a cell can know exactly (level 2; needs the truth).

        Where two counts are of one person, as one is within the other, whoever is alone learns of themself.
        """
        totals = {each.total for each in self.problem.sums}
        small = [cell for cell in self._targets() if self._is_small(cell)]
        within = {cell: counts_within([cell], self.problem.sums) for cell in small}
        members = self._view.members
        for cell in small:
            alike = (each for each in small if each._replace(group=cell.group) == cell)
            within[cell] |= {each for each in alike if members[each.group] < members[cell.group]}
        for each in self.problem.sums:
            if each.parts[-1] in within:
                within[each.parts[-1]] |= self._left_over(each, totals)
        of_one = {cell for cell in small if self.true[cell] == 1}
        people = tied_together(of_one, [(cell, one) for cell in of_one for one in of_one & within[cell]])
        themself = {cell: cells for cells in people for cell in cells}
        for lone in (cell for cell in small if cell in of_one - totals):
            tables: list[Solution] = []
            for cell in small:
                of_others = cell not in themself[lone] and lone not in within[cell]
                if of_others and self._certain(cell, lone, tables):
                    yield KnownRange(cell, self.true[cell], self.true[cell], lone)

    def _left_over(self, whole: Addition, totals: Collection[Cell]) -> set[Cell]:
        """The smallest counts that the rest of a whole is made of: those that are told apart as its parts are."""
        if not is_rest(whole.parts[-1]):
            return set()

        def kind(cell: Cell) -> tuple[str, str, tuple[str, ...]]:
            return (cell.population, cell.group, tuple(name for name, _ in cell.part))

        printed = counts_within(whole.parts[:-1], self.problem.sums).difference(totals)
        left = counts_within([whole.total], self.problem.sums).difference(totals, printed)
        kinds = set(map(kind, printed))
        return {cell for cell in left if kind(cell) in kinds}

    def _certain(self, cell: Cell, lone: Cell, tables: list[Solution]) -> bool:
        """Whether the cell has its true number in every table in which the lone cell is 1; `tables` are some."""
        for sign in (1, -1):
            if any(table[cell] != self.true[cell] for table in tables):
                return False
            if (found := self._solver.extreme(cell, sign, {lone: 1})) is not None:
                tables.append(found)
        return all(table[cell] == self.true[cell] for table in tables)

    def another_table(self) -> Solution | None:
        """A table that fits all that is printed and is not the true one; `None` where the true one is the only one."""
        for cell in self._targets():
            for sign in (1, -1):
                found = self._solver.extreme(cell, sign)
                if found is not None and any(found[each] != true for each, true in self.true.items()):
                    return found
        return None

    def _targets(self) -> list[Cell]:
        hidden = [cell for cell in self.problem.bounds if cell not in self._view.counts]
        return [cell for cell in hidden if self._is_small(cell)] if self.true else hidden

    def _largest_small(self, cell: Cell) -> int:
        return self._view.threshold(cell, self._rules) - 1

    def _is_small(self, cell: Cell) -> bool:
        return 1 <= self.true.get(cell, 0) <= self._largest_small(cell)

    def _too_much(self, cell: Cell, low: int, high: int) -> bool:
        """With the truth: not every number from 1 to the largest small one is possible. Without: one number only, or
        small for certain and not any small number."""
        largest = self._largest_small(cell)
        if cell in self._in_between:
            return low == high and 1 <= low <= largest
        if self.true:
            return low > 1 or high < largest
        small_for_certain = low >= 1 and high <= largest and (low, high) != (1, largest)
        return small_for_certain or (low == high and cell in self._view.hidden)

    def _in_doubt(self, cell: Cell) -> bool:
        """Whether the tables found so far leave the count in doubt already."""
        low, high = self._found.get(cell, (0, 0))
        return low <= 1 and high >= self._largest_small(cell) and low < high

    def _range(self, cell: Cell) -> tuple[int, int]:
        """The least and the most the count can be; the tables of both are remembered."""
        ends = []
        for sign in (-1, 1):
            table = self._solver.extreme(cell, sign)
            if table is None:
                raise RuntimeError("no table fits what is printed")
            for each, number in table.items():
                low, high = self._found.get(each, (number, number))
                self._found[each] = (min(low, number), max(high, number))
            ends.append(table[cell])
        return ends[0], ends[1]


def sums_needed(problem: Problem, known: KnownRange) -> Sequence[Addition]:
    """The fewest sums that together leave a count no more room than is known; none where there are too many."""
    near = _near(problem, known)
    if len(near) > _MOST_SUMS:
        return ()
    needed = near
    for each in reversed(near):
        fewer = [other for other in needed if other is not each]
        if _suffice(problem, fewer, known):
            needed = fewer
    return needed


def _near(problem: Problem, known: KnownRange) -> list[Addition]:
    """The sums around the count, ring by ring, until they suffice."""
    near: list[Addition] = []
    reached = {known.cell}
    while ring := [each for each in problem.sums if each not in near and reached & set(each.cells)]:
        near += ring
        reached |= {cell for each in ring for cell in each.cells}
        if _suffice(problem, near, known):
            break
    return near


def _suffice(problem: Problem, sums: Collection[Addition], known: KnownRange) -> bool:
    """Whether these sums alone leave the count no more room."""
    cells = {cell for each in sums for cell in each.cells}
    if known.cell not in cells:
        return False
    solver = Solver(Problem({cell: problem.bounds[cell] for cell in cells}, list(sums)))
    least, most = solver.extreme(known.cell, -1), solver.extreme(known.cell, 1)
    if least is None or most is None:
        raise RuntimeError("what fits all sums should fit some of them")
    return least[known.cell] >= known.low and (known.high is None or most[known.cell] <= known.high)
