"""Which cells of a release must be hidden, so that no small number can be worked out from the others.

For each small number there must be other tables that fit all that is published, in which it is any number from 1 to
the threshold less one (level 1). So it is for what the hidden cells of a total come to together. At level 2 this holds
too for whoever is alone in a cell, and so knows that cell: for them every other small number still has more than one
possible value. The tables are kept as proof (`Need.move`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wres_calc.release.disclosure.moves import Move, Moves
from wres_calc.release.disclosure.release import Cell, Key, Release, with_small_sums


@dataclass(frozen=True)
class Pattern:
    """What is hidden: `hidden` in all, of which `primary` for their own sake.

    `withheld` are cells of tables that could not be protected but by hiding them whole. `exposed` were public already.
    """

    hidden: frozenset[Key]
    primary: frozenset[Key]
    withheld: frozenset[Key] = frozenset()
    exposed: frozenset[Key] = frozenset()


@dataclass(frozen=True)
class Need:
    """That `key` can be so many people more or fewer, for somebody who knows `knows` (nobody in particular: `None`)."""

    key: Key
    by: int
    knows: Key | None = None


def protect(release: Release, level: int = 2) -> Pattern:
    """The pattern for a release, the same each time; tables that no relation ties are protected apart."""
    patterns = [_pattern(part, level) for part in release.components()]
    return Pattern(
        frozenset().union(*(pattern.hidden for pattern in patterns)),
        frozenset().union(*(pattern.primary for pattern in patterns)),
        frozenset().union(*(pattern.withheld for pattern in patterns)),
        frozenset().union(*(pattern.exposed for pattern in patterns)),
    )


def _pattern(release: Release, level: int) -> Pattern:
    """The pattern of one component, found anew until what it hides comes to no small number together."""
    own, found = release.by_key.keys(), _Component(release, level).pattern()
    while (more := with_small_sums(release, found.hidden)) is not None:
        release, found = more, _Component(more, level).pattern()
    return Pattern(found.hidden & own, found.primary & own, found.withheld & own, found.exposed & own)


class _Component:
    """One component: its hidden cells grow until every need has its move, then shrink as far as they may."""

    def __init__(self, release: Release, level: int) -> None:
        self.release, self.level = release, level
        small = [cell for cell in release.cells if cell.sensitive or cell.hide]
        self.exposed = frozenset(cell.key for cell in small if cell.key in release.known)
        self.primary = {cell.key: cell for cell in small if cell.key not in self.exposed}
        # Everything under a small total is hidden, the zeros too, or the total's number would be told by its parts.
        printed = {key: cell for key, cell in self.primary.items() if key not in release.unprinted}
        under = release.below(key for key, cell in printed.items() if cell.sensitive)
        self.under = under - release.known
        self.held = set(self.primary) | self.under | (release.kept - release.known) | release.unprinted
        self.hidden = set(self.held)
        self.proofs: dict[Need, Move] = {}

    def pattern(self) -> Pattern:
        primary = frozenset(self.primary)
        if not primary:
            return Pattern(frozenset(self.hidden), primary, exposed=self.exposed)
        zeros = {key for key, cell in self.primary.items() if cell.hide}
        self.moves = Moves(self.release, self.under | zeros | self.release.unprinted)
        if not self._satisfied():
            self._hide_zeros()
            if not self._satisfied():
                everything = frozenset(cell.key for cell in self.release.cells) - self.release.known
                return Pattern(everything, primary, everything, self.exposed)
        self._give_back()
        self._show_certain_zeros()
        return Pattern(frozenset(self.hidden), primary, exposed=self.exposed)

    def _hide_zeros(self) -> None:
        """Hide every zero: whoever sees none printed cannot say of a hidden cell that it is at least 1."""
        fixed = self.release.structural_zeros | self.release.known
        zeros = {cell.key for cell in self.release.cells if cell.value == 0} - fixed
        self.held |= zeros
        self.hidden |= zeros
        self.moves.zeros_move = True

    def _satisfied(self) -> bool:
        """Hide what it takes for every need of level 1, then of level 2; whether that could be done."""
        for alternatives in self._needs():
            if not any(need in self.proofs or self._meet(need) for need in alternatives):
                return False
        return all(self._alone(cell.key) for cell in self._lone()) if self.level == 2 else True

    def _needs(self) -> Iterator[tuple[Need, ...]]:
        """What level 1 asks: each an alternative of needs, one of which must be met."""
        for key, cell in sorted(self.primary.items()):
            if key in self.release.unprinted:
                continue
            if cell.sensitive:
                for target in (cell.threshold - 1, 1):
                    if target != cell.value:
                        yield (Need(key, target - cell.value),)
            else:
                yield Need(key, 1), Need(key, -1)

    def _meet(self, need: Need) -> bool:
        move = self.moves.cheapest(need.key, need.by, self.hidden, need.knows)
        if move is None:
            return False
        self.proofs[need] = move
        self.hidden |= move.keys()
        return True

    def _lone(self) -> Iterator[Cell]:
        """Cells with one person in them, who knows that: the smallest ones, which are no sum of others."""
        sums = {relation.total for relation in self.release.relations} | self.release.unprinted
        yield from (
            cell for _, cell in sorted(self.primary.items()) if cell.value == 1 and cell.key not in sums
        )

    def _alone(self, lone: Key) -> bool:
        """Whether whoever is alone in a cell is left in doubt about every other small number."""
        above = {key for key in self.primary if lone in self.release.below([key])} | self._rests_with(lone)
        for key, cell in sorted(self.primary.items()):
            if key == lone or key in above or not cell.sensitive:
                continue
            needs = [Need(key, 1, lone), Need(key, -1, lone)]
            if any(need in self.proofs for need in needs) or self._seen_to_move(key, lone):
                continue
            if not any(self._meet(need) for need in needs):
                return False
        return True

    def _rests_with(self, lone: Key) -> set[Key]:
        """Cells that a cell is part of because it is in no other part of a total that it is in."""
        found: set[Key] = set()
        for each in self.release.relations:
            if lone in self.release.below([each.total]) - {*each.parts}:
                found |= {
                    part for part in each.parts if lone not in self.release.below({*each.parts} - {part})
                }
        return found

    def _seen_to_move(self, key: Key, lone: Key) -> bool:
        """Whether some move that is a proof already takes the cell and leaves the lone one; noted as proof of that."""
        for move in self.proofs.values():
            if key in move and lone not in move:
                self.proofs[Need(key, move[key], lone)] = move
                return True
        return False

    def _give_back(self) -> None:
        """Publish again what is not needed after all, the largest loss first."""
        for cell in sorted(self._secondary(), key=lambda cell: (-cell.value * cell.leaves, cell.key)):
            without = self.hidden - {cell.key}
            changed = self._still_met(cell.key, without)
            if changed is not None:
                self.hidden = without
                self.proofs |= changed

    def _show_certain_zeros(self) -> None:
        """Publish what everybody knows to be 0: the parts of a total that is published and 0. No table is ruled out."""
        certain = self.under - self.primary.keys() - self.release.kept
        empty = [each for each in self.release.relations if self.release.by_key[each.total].value == 0]
        while (
            told := {
                part
                for each in empty
                if each.total not in self.hidden
                for part in each.parts
                if part in self.hidden
            }
            & certain
        ):
            self.hidden -= told

    def _secondary(self) -> Iterable[Cell]:
        return (cell for cell in self.release.cells if cell.key in self.hidden - self.held)

    def _still_met(self, key: Key, hidden: set[Key]) -> dict[Need, Move] | None:
        """New proofs for the needs whose proof moved a cell that is to be published; `None` where one has none."""
        changed: dict[Need, Move] = {}
        for need, move in self.proofs.items():
            if key not in move:
                continue
            fitting = (m for m in changed.values() if m.get(need.key) == need.by and need.knows not in m)
            found = next(fitting, None) or self.moves.cheapest(
                need.key, need.by, hidden, need.knows, only=True
            )
            if found is None:
                return None
            changed[need] = found
        return changed
