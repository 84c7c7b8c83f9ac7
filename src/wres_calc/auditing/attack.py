"""The attack: what each hidden count can be, to somebody who sees all that is printed and knows the rules.

The attackers are those of rules D4 and D5 in the method notes. At level 2 one of them is alone in a cell, and knows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wres_calc.auditing.rules import Rules
from wres_calc.auditing.seen import Cell, Seen
from wres_calc.auditing.solver import Solution, Solver
from wres_calc.auditing.system import Component, threshold, under
from wres_calc.auditing.tree import Relation


@dataclass(frozen=True)
class Told:
    """What can be told of a count: it is `low` to `high` (`None`: no upper bound).

    `knows` is the cell of the person who can tell, `None` for everybody. `how` are the sums it takes.
    """

    cell: Cell
    low: int
    high: int | None
    knows: Cell | None = None
    how: tuple[Relation, ...] = ()


class Attack:
    """The attack on one component; remembers the tables found on the way, which answer many questions at once."""

    def __init__(self, component: Component, seen: Seen, rules: Rules) -> None:
        self.problem, self.true = component.problem, component.true
        self._in_between = component.in_between
        self.seen, self.rules = seen, rules
        self._solver = Solver(self.problem)
        self._met: dict[Cell, tuple[int, int]] = {}

    @property
    def possible(self) -> bool:
        """Whether any table fits what is printed at all."""
        first = next(iter(self.problem.bounds))
        return self._solver.extreme(first, 1) is not None

    def told(self) -> Iterator[Told]:
        """Every hidden count of which too much can be told by everybody."""
        for cell in self._targets():
            if not self._in_doubt(cell):
                low, high = self._ends(cell)
                if self._too_much(cell, low, high):
                    yield Told(cell, low, None if high >= self._solver.cap else high)

    def told_by_the_lone(self) -> Iterator[Told]:
        """Every small number that somebody who is alone in a cell can tell exactly (level 2; needs the truth)."""
        totals = {each.total for each in self.problem.relations}
        small = [cell for cell in self._targets() if self._is_small(cell, self.true.get(cell, 0))]
        within = {cell: under([cell], self.problem.relations) for cell in small}
        for lone in (cell for cell in small if self.true[cell] == 1 and cell not in totals):
            tables: list[Solution] = []
            for cell in small:
                if cell == lone or lone in within[cell]:
                    continue
                if not self._doubt_of_the_lone(cell, lone, tables):
                    yield Told(cell, self.true[cell], self.true[cell], lone)

    def _doubt_of_the_lone(self, cell: Cell, lone: Cell, tables: list[Solution]) -> bool:
        for sign in (1, -1):
            if any(table[cell] != self.true[cell] for table in tables):
                return True
            if (found := self._solver.extreme(cell, sign, {lone: 1})) is not None:
                tables.append(found)
        return any(table[cell] != self.true[cell] for table in tables)

    def another_table(self) -> Solution | None:
        """A table that fits all that is printed and is not the true one; `None` where the true one is the only one."""
        for cell in self._targets():
            for sign in (1, -1):
                found = self._solver.extreme(cell, sign)
                if found is not None and any(found[each] != true for each, true in self.true.items()):
                    return found
        return None

    def _targets(self) -> list[Cell]:
        shown = self.seen.counts
        hidden = [cell for cell in self.problem.bounds if cell not in shown]
        if self.true:
            return [cell for cell in hidden if self._is_small(cell, self.true.get(cell, 0))]
        return hidden

    def _is_small(self, cell: Cell, number: int) -> bool:
        return 1 <= number < threshold(cell, self.seen, self.rules)

    def _too_much(self, cell: Cell, low: int, high: int) -> bool:
        """With the truth: not every number from 1 to the largest small one is possible. Without: one number only, or
        small for certain and not any small number."""
        largest = threshold(cell, self.seen, self.rules) - 1
        if cell in self._in_between:
            return low == high and 1 <= low <= largest
        if self.true:
            return low > 1 or high < largest
        small_for_certain = low >= 1 and high <= largest and (low, high) != (1, largest)
        return small_for_certain or (low == high and cell in self.seen.hidden)

    def _in_doubt(self, cell: Cell) -> bool:
        """Whether the tables met so far leave the count in doubt already."""
        if cell not in self._met:
            return False
        low, high = self._met[cell]
        return low <= 1 and high >= threshold(cell, self.seen, self.rules) - 1 and low < high

    def _ends(self, cell: Cell) -> tuple[int, int]:
        ends = []
        for sign in (-1, 1):
            table = self._solver.extreme(cell, sign)
            if table is None:
                raise RuntimeError("no table fits what is printed")
            self._remember(table)
            ends.append(table[cell])
        return ends[0], ends[1]

    def _remember(self, table: Solution) -> None:
        for cell, number in table.items():
            low, high = self._met.get(cell, (number, number))
            self._met[cell] = (min(low, number), max(high, number))
