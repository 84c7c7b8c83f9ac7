"""Other tables that fit all that is published: found by linear programming, checked to be whole numbers.

A move is what is added to each cell's true value. Where a move keeps every sum, leaves every published cell alone and
takes nobody below what is known, the moved table is as possible as the true one to everybody who sees the release.
"""

from collections.abc import Collection, Mapping
from math import inf, log2
from typing import Any

from wres_calc.release.disclosure.release import Key, Release

Move = Mapping[Key, int]
"""People added to each cell that moves; the others stay."""

_WHOLE = 1e-6
_AS_COSTLY_AS_ONE = 1.0


class Moves:
    """The moves of one component of a release.

    `free` are cells whose number may fall to 0, and rise from 0: those under a small total, and all of them once
    `zeros_move` is set because nothing else would do.
    """

    def __init__(self, release: Release, free: Collection[Key]) -> None:
        self.release = release
        self.zeros_move = False
        self._free = frozenset(free)
        self._cells = list(release.cells)
        self._place = {cell.key: i for i, cell in enumerate(self._cells)}
        self._fixed = release.known | release.structural_zeros
        self._weights = [max(log2(1 + cell.value), _AS_COSTLY_AS_ONE) * cell.leaves for cell in self._cells]
        self._highs = _model(release, self._place)

    def cheapest(
        self, key: Key, by: int, hidden: Collection[Key], frozen: Key | None = None, *, only: bool = False
    ) -> Move | None:
        """The move that takes a cell by so many people and reveals the least more; `None` where there is none.

        Cells that are hidden already move at no cost; with `only`, no others move at all. `frozen` does not move.
        """
        import highspy

        ups, downs, costs = [], [], []
        for cell, weight in zip(self._cells, self._weights, strict=True):
            up, down = self._reach(cell.key, cell.value)
            if cell.key == frozen or (only and cell.key not in hidden):
                up = down = 0
            if cell.key == key:
                up = down = abs(by)
                up, down = (up, 0) if by > 0 else (0, down)
            ups.append(up)
            downs.append(down)
            costs.append(0.0 if cell.key in hidden or cell.key == key else weight)
        if (ups if by > 0 else downs)[self._place[key]] < abs(by):
            return None
        lower = [0.0] * (2 * len(ups))
        lower[self._place[key] + (0 if by > 0 else len(ups))] = abs(by)
        self._set(lower, [*ups, *downs], [*costs, *costs])
        found = self._solved(highspy, integer=False)
        if found is not None and any(abs(number - round(number)) > _WHOLE for number in found):
            found = self._solved(highspy, integer=True)
        if found is None:
            return None
        moved = {cell.key: round(found[i]) - round(found[i + len(ups)]) for i, cell in enumerate(self._cells)}
        return {each: number for each, number in moved.items() if number}

    def _reach(self, key: Key, value: int) -> tuple[float, float]:
        """How far a cell may rise and fall."""
        if key in self._fixed:
            return 0, 0
        if self.zeros_move or key in self._free:
            return inf, value
        return (inf, value - 1) if value else (0, 0)

    def possible(self, key: Key, by: int) -> bool:
        """Whether the cell itself may be moved so far, whatever the others say."""
        cell = self.release.by_key[key]
        up, down = self._reach(key, cell.value)
        return by <= up if by > 0 else -by <= down

    def _set(self, lower: list[float], upper: list[float], costs: list[float]) -> None:
        every = list(range(len(lower)))
        self._highs.changeColsBounds(len(lower), every, lower, upper)
        self._highs.changeColsCost(len(lower), every, costs)

    def _solved(self, highspy: Any, *, integer: bool) -> list[float] | None:
        number = 2 * len(self._cells)
        kind = highspy.HighsVarType.kInteger if integer else highspy.HighsVarType.kContinuous
        self._highs.changeColsIntegrality(number, list(range(number)), [kind] * number)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the linear program of disclosure control ended with {status}")
        return list(self._highs.getSolution().col_value)


def _model(release: Release, place: Mapping[Key, int]) -> Any:
    """A column for each cell's rise, then one for each cell's fall; a row for each sum."""
    import highspy

    class Quiet(highspy.Highs):  # type: ignore[misc]  # it is without types
        """Without callbacks: setting them up prints the solver's name on standard output, before it can be silenced."""

        def __init__(self) -> None:
            super(highspy.Highs, self).__init__()
            self.silent()

    model = Quiet()
    for option, value in (("threads", 1), ("random_seed", 1)):
        model.setOptionValue(option, value)
    cells = len(place)
    for _ in range(2 * cells):
        model.addVar(0.0, 0.0)
    for relation in release.relations:
        signed = [(place[relation.total], 1.0), *((place[part], -1.0) for part in relation.parts)]
        columns = [i for i, _ in signed] + [i + cells for i, _ in signed]
        signs = [sign for _, sign in signed] + [-sign for _, sign in signed]
        model.addRow(0.0, 0.0, len(columns), columns, signs)
    return model
