"""Whole numbers that add up: the least and the most that one of them can be (integer programs, solved by HiGHS)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from wres_calc.auditing.adding_up import Addition
from wres_calc.auditing.publication_view import Cell, PrintedPercentage

Solution = Mapping[Cell, int]
"""A table that fits all that is printed."""

_SLACK = 1e-7
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
        self._model.run()
        status, solution = self._model.getModelStatus(), self._model.getSolution().col_value
        self._model.changeColCost(place, 0.0)
        for each in known or {}:
            low, high = self.problem.bounds[each]
            self._model.changeColBounds(self.place[each], float(low), float(min(high, self.cap)))
        if status == self._names.HighsModelStatus.kInfeasible:
            return None
        if status != self._names.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the integer program of the audit ended with {status}")
        return {each: round(solution[i]) for each, i in self.place.items()}
