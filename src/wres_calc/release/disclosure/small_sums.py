"""Small numbers that hidden cells come to together: a total less all that is printed of it."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from wres_calc.release.disclosure.release import Cell, Key, Relation, Release


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
