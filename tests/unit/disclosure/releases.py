"""Releases of many shapes, made at random: flat, hierarchies, three dimensions, linked tables, a region of trusts."""

import itertools
import random
from collections.abc import Mapping, Sequence

from wres_calc.release.disclosure import Cell, Relation, Release

Tree = Mapping[str, Sequence[str]]
"""The children of every node that has some; the first node is the root."""

FLAT_3: Tree = {"all": ("w", "b", "u")}
BANDS: Tree = {"all": ("n", "c"), "n": ("n1", "n2", "n3"), "c": ("c1", "c2", "c3", "c4")}
GROUPS: Tree = {"all": ("w", "b", "u"), "b": ("asian", "black", "mixed")}
YES_NO: Tree = {"all": ("yes", "no")}


def nodes(tree: Tree) -> list[str]:
    return [next(iter(tree)), *itertools.chain.from_iterable(tree.values())]


def leaves(tree: Tree, node: str) -> list[str]:
    return [leaf for child in tree[node] for leaf in leaves(tree, child)] if node in tree else [node]


def crossed(trees: Sequence[Tree], draw: random.Random, name: str = "") -> Release:
    """The cross of several dimensions with people in its smallest cells, few of them in many."""
    smallest = {
        place: draw.choice((0, 0, 1, 1, 2, 3, 4, 6, 9, 20, 60, 250))
        for place in itertools.product(*(leaves(tree, next(iter(tree))) for tree in trees))
    }
    cells, relations = [], []
    for place in itertools.product(*map(nodes, trees)):
        within = list(itertools.product(*(leaves(t, n) for t, n in zip(trees, place, strict=True))))
        cells.append(Cell((name, *place), sum(map(smallest.__getitem__, within)), leaves=len(within)))
        for i, (tree, node) in enumerate(zip(trees, place, strict=True)):
            if node in tree:
                parts = tuple((name, *place[:i], child, *place[i + 1 :]) for child in tree[node])
                relations.append(Relation((name, *place), parts))
    return Release(cells, relations)


def linked(draw: random.Random) -> Release:
    """Two tables of the same people by ethnic group: by band, and by yes and no; their margins are one."""
    first, second = crossed((BANDS, FLAT_3), draw, "x"), None
    cells = list(first.cells)
    relations = list(first.relations)
    by_key = first.by_key
    for group in ("all", "w", "b", "u"):
        total = by_key["x", "all", group]
        yes = draw.randint(0, total.value) if group != "all" else 0
        second = [] if second is None else second
        second.append((group, total.value, yes))
    answers = {group: yes for group, _, yes in second or []}
    answers["all"] = sum(answers[group] for group in ("w", "b", "u"))
    for group, total_value, _ in second or []:
        cells += [
            Cell(("y", "no", group), total_value - answers[group]),
            Cell(("y", "yes", group), answers[group]),
        ]
        relations.append(Relation(("x", "all", group), (("y", "no", group), ("y", "yes", group))))
    relations.append(Relation(("y", "yes", "all"), tuple(("y", "yes", g) for g in ("w", "b", "u"))))
    return Release(cells, relations)


def random_release(seed: int) -> Release:
    draw = random.Random(seed)
    shapes = (
        lambda: crossed(({"all": tuple("abcdef")}, FLAT_3), draw),
        lambda: crossed((BANDS, FLAT_3), draw),
        lambda: crossed((BANDS, GROUPS), draw),
        lambda: crossed(({"all": ("r1", "r2", "r3")}, FLAT_3, YES_NO), draw),
        lambda: linked(draw),
        lambda: crossed(({"region": ("t1", "t2", "t3", "t4")}, {"all": ("n", "c")}, FLAT_3), draw),
    )
    return shapes[seed % len(shapes)]()
