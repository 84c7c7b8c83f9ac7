"""How a hidden count can be worked out: the fewest sums that do it."""

from wres_calc.auditing.seen import Cell
from wres_calc.auditing.solver import Problem, Solver, only
from wres_calc.auditing.tree import Relation

_MOST = 40


def sums_needed(problem: Problem, cell: Cell, low: int, high: int | None) -> tuple[Relation, ...]:
    """The sums that together leave the count no more room than `low` to `high`; none where there are too many."""
    near = _near(problem, cell, low, high)
    if len(near) > _MOST:
        return ()
    needed = list(near)
    for relation in reversed(near):
        fewer = [each for each in needed if each is not relation]
        if _tells(problem, fewer, cell, low, high):
            needed = fewer
    return tuple(needed)


def _near(problem: Problem, cell: Cell, low: int, high: int | None) -> list[Relation]:
    """The sums around the count, ring by ring, until they do it."""
    near: list[Relation] = []
    reached = {cell}
    while True:
        ring = [
            each for each in problem.relations if each not in near and reached & {each.total, *each.parts}
        ]
        if not ring:
            return near
        near += ring
        reached |= {each for relation in ring for each in (relation.total, *relation.parts)}
        if _tells(problem, near, cell, low, high):
            return near


def _tells(problem: Problem, relations: list[Relation], cell: Cell, low: int, high: int | None) -> bool:
    if not any(cell in (each.total, *each.parts) for each in relations):
        return False
    solver = Solver(only(problem, relations))
    least, most = solver.extreme(cell, -1), solver.extreme(cell, 1)
    if least is None or most is None:
        raise RuntimeError("what fits all sums should fit some of them")
    return least[cell] >= low and (high is None or most[cell] <= high)
