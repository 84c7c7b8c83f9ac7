"""What is to be published, for the purpose of hiding small numbers: cells, how they add up, and to which small sums."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

Key = Any
"""The name of a cell: anything that can be hashed and sorted."""


@dataclass(frozen=True)
class Cell:
    """One count: `value` people.

    It is sensitive when it is 1 to `threshold` - 1. `hide` hides it whatever its value: a 0 is then not to be told from
    other numbers. `leaves` is of how many smallest cells it is the sum: the more, the more a reader loses with it.
    """

    key: Key
    value: int
    threshold: int = 5
    leaves: int = 1
    hide: bool = False

    @property
    def sensitive(self) -> bool:
        """Whether the count is so small that it says something of single people."""
        return 1 <= self.value < self.threshold


@dataclass(frozen=True)
class Relation:
    """A total and the parts that add up to it."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Release:
    """All cells that are printed or can be had from printed ones by subtraction.

    `known` cells are public already and cannot be hidden any more; `kept` were hidden before and stay so, for whoever
    has both releases; `structural_zeros` are 0 for reasons everybody knows. `unprinted` cells are printed by nobody:
    they tie others together, and what a reader may learn of them counts.
    """

    cells: Sequence[Cell]
    relations: Sequence[Relation]
    structural_zeros: frozenset[Key] = frozenset()
    known: frozenset[Key] = frozenset()
    kept: frozenset[Key] = frozenset()
    unprinted: frozenset[Key] = frozenset()

    def __post_init__(self) -> None:
        for relation in self.relations:
            if self.by_key[relation.total].value != sum(self.by_key[part].value for part in relation.parts):
                raise ValueError(f"{relation.total} is not the sum of its parts")

    @cached_property
    def by_key(self) -> Mapping[Key, Cell]:
        """The cells by their names."""
        return {cell.key: cell for cell in self.cells}

    @cached_property
    def _parts(self) -> Mapping[Key, frozenset[Key]]:
        """The parts of each total, by all its relations."""
        parts: dict[Key, frozenset[Key]] = {}
        for relation in self.relations:
            parts[relation.total] = parts.get(relation.total, frozenset()).union(relation.parts)
        return parts

    def components(self) -> Iterator["Release"]:
        """The parts of the release that no relation ties to each other, each a release of its own."""
        group: dict[Hashable, set[Key]] = {cell.key: {cell.key} for cell in self.cells}
        for relation in self.relations:
            together = set().union(*(group[key] for key in (relation.total, *relation.parts)))
            group.update(dict.fromkeys(together, together))
        for members in {id(members): members for members in group.values()}.values():
            yield Release(
                [cell for cell in self.cells if cell.key in members],
                [relation for relation in self.relations if relation.total in members],
                self.structural_zeros & members,
                self.known & members,
                self.kept & members,
                self.unprinted & members,
            )

    def below(self, keys: Iterable[Key]) -> set[Key]:
        """All cells that the cells of these names are the sum of, directly or not."""
        found: set[Key] = set()
        waiting = list(keys)
        while waiting:
            parts = self._parts.get(waiting.pop(), frozenset()) - found
            found |= parts
            waiting += parts
        return found


def with_small_sums(release: Release, hidden: Collection[Key]) -> Release | None:
    """The release with a cell for each small sum that the `hidden` ones leave open; `None` where there is none.

    A sum is known already where all was published before that it follows from.
    """
    sums = [each for each in _small_sums(release, hidden) if each[0].key not in release.by_key]
    if not sums:
        return None
    known = {
        cell.key for cell, printed, _ in sums if {*printed.parts, printed.total} - {cell.key} <= release.known
    }
    return replace(
        release,
        cells=[*release.cells, *(cell for cell, _, _ in sums)],
        relations=[*release.relations, *(relation for _, *both in sums for relation in both)],
        known=release.known | known,
    )


def _small_sums(release: Release, hidden: Collection[Key]) -> Iterator[tuple[Cell, Relation, Relation]]:
    """Each small sum as a cell: with what is printed it makes the total, and the hidden parts make it."""
    for total, parts in ((each.total, each.parts) for each in release.relations):
        together = tuple(part for part in parts if part in hidden)
        if total in hidden or not 1 < len(together) < len(parts):
            continue
        whole = release.by_key[total]
        people = sum(release.by_key[part].value for part in together)
        leaves = sum(release.by_key[part].leaves for part in together)
        cell = Cell(_name(total, together), people, whole.threshold, leaves)
        if cell.sensitive:
            printed = tuple(part for part in parts if part not in hidden)
            yield cell, Relation(total, (*printed, cell.key)), Relation(cell.key, together)


def _name(total: Key, together: Collection[Key]) -> Key:
    """A name that sorts among those of the other cells: it is longer than they are."""
    words = f"together {' '.join(map(repr, together))}"
    return (*total, words) if isinstance(total, tuple) else f"{total} {words}"
