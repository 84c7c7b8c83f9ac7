"""An attacker who knows the rules, sees the published cells and solves for the hidden ones in whole numbers.

Written from rules D4 and D5 of the specification alone; scipy's solver, not the one the program uses its own way.
"""

from collections.abc import Collection

import numpy as np
from scipy.optimize import LinearConstraint, milp

from wres_calc.release.disclosure import Cell, Release


class Attacker:
    """Sees all cells but the `hidden` ones. Knows that a hidden cell is no 0, save the cells in `may_be_zero`."""

    def __init__(self, release: Release, hidden: Collection[object], may_be_zero: Collection[object]) -> None:
        self.cells = list(release.cells)
        self.place = {cell.key: i for i, cell in enumerate(self.cells)}
        self.low = np.array([self._low(cell, hidden, may_be_zero) for cell in self.cells], float)
        self.high = np.array([np.inf if cell.key in hidden else cell.value for cell in self.cells], float)
        sums = np.zeros((len(release.relations), len(self.cells)))
        for row, relation in zip(sums, release.relations, strict=True):
            row[self.place[relation.total]] = 1
            for part in relation.parts:
                row[self.place[part]] -= 1
        self.sums = LinearConstraint(sums, 0, 0) if len(sums) else None

    @staticmethod
    def _low(cell: Cell, hidden: Collection[object], may_be_zero: Collection[object]) -> int:
        if cell.key not in hidden:
            return cell.value
        return 0 if cell.key in may_be_zero else 1

    def bounds(self, key: object, lone: object = None) -> tuple[float, float]:
        """The least and the most that a cell can be; `lone` knows that its own cell is 1."""
        low, high = self.low.copy(), self.high.copy()
        if lone is not None:
            low[self.place[lone]] = high[self.place[lone]] = 1
        return tuple(self._end(key, sign, low, high) for sign in (1, -1))  # type: ignore[return-value]

    def _end(self, key: object, sign: int, low: np.ndarray, high: np.ndarray) -> float:
        cost = np.zeros(len(self.cells))
        cost[self.place[key]] = sign
        for whole in (0, 1):  # most often the best table is whole numbers where fractions are let in
            found = milp(
                cost, constraints=self.sums, bounds=(low, high), integrality=np.full(len(self.cells), whole)
            )
            if found.status == 3 or "unbounded or infeasible" in found.message:  # the true table is feasible
                return -sign * np.inf
            assert found.status == 0, found.message
            if np.abs(found.x - np.round(found.x)).max() < 1e-7:
                break
        return sign * round(found.fun)


def unsafe(release: Release, hidden: Collection[object], level: int) -> list[object]:
    """The small cells that somebody can tell too much of; empty for a safe release."""
    by_key = {cell.key: cell for cell in release.cells}
    under = release.below(key for key in hidden if by_key[key].sensitive)
    zeros_hidden = any(by_key[key].value == 0 and key not in under and not by_key[key].hide for key in hidden)
    may_be_zero = set(hidden) if zeros_hidden else under | {key for key in hidden if by_key[key].hide}
    attacker = Attacker(release, hidden, may_be_zero)
    small = [cell for cell in release.cells if cell.sensitive]
    found: list[object] = [cell.key for cell in small if cell.key not in hidden]
    for cell in small:
        low, high = attacker.bounds(cell.key)
        if low > 1 or high < cell.threshold - 1:
            found.append(cell.key)
    if level == 1:
        return found
    totals = {relation.total for relation in release.relations}
    for lone in (cell.key for cell in small if cell.value == 1 and cell.key not in totals):
        for cell in small:
            if cell.key != lone and lone not in release.below([cell.key]):
                low, high = attacker.bounds(cell.key, lone)
                if low >= high:
                    found.append((lone, cell.key))
    return found
