"""Disclosure control against an attacker: what is hidden cannot be worked out, and not too much is hidden."""

import pytest
from tests.unit.disclosure.attacker import Attacker, unsafe
from tests.unit.disclosure.releases import BANDS, FLAT_3, crossed, random_release

from wres_calc.release.disclosure import Cell, Relation, Release, protect


def row(*values: int, known: frozenset[object] = frozenset()) -> Release:
    """A total and its parts 0, 1, 2, …"""
    parts = tuple(f"part {i}" for i in range(len(values)))
    cells = [Cell("total", sum(values), leaves=len(values))]
    cells += [Cell(part, value) for part, value in zip(parts, values, strict=True)]
    return Release(cells, [Relation("total", parts)], known=known)


def small_only(release: Release) -> set[object]:
    return {cell.key for cell in release.cells if cell.sensitive}


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("seed", range(60))
def test_random_releases_are_safe(seed: int, level: int) -> None:
    release = random_release(seed)
    pattern = protect(release, level)
    assert unsafe(release, pattern.hidden, level) == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(60, 1_060))
def test_a_thousand_random_releases_are_safe_at_both_levels(seed: int) -> None:
    release = random_release(seed)
    for level in (1, 2):
        assert unsafe(release, protect(release, level).hidden, level) == []


def test_hiding_small_cells_alone_gives_most_of_them_back() -> None:
    release = row(8, 8, 1)
    assert Attacker(release, small_only(release), ()).bounds("part 2") == (1, 1)
    assert unsafe(release, small_only(release), 1)
    assert not unsafe(release, protect(release).hidden, 2)


def test_two_hidden_in_every_line_is_no_protection() -> None:
    """r1 = (40, 1, 1), r2 = (35, 1, 20): two hidden in each row and column, and both ones come back narrow."""
    cells = {"r1": (40, 1, 1), "r2": (35, 1, 20)}
    release = _two_rows(cells)
    by_hand = {("r1", "1"), ("r1", "2"), ("r2", "1"), ("r2", "2")}
    assert unsafe(release, by_hand, 1)
    assert not unsafe(release, protect(release).hidden, 2)


def _two_rows(values: dict[str, tuple[int, ...]]) -> Release:
    columns = ("0", "1", "2")
    cells = [Cell((r, c), v) for r, numbers in values.items() for c, v in zip(columns, numbers, strict=True)]
    cells += [Cell((r, "all"), sum(numbers)) for r, numbers in values.items()]
    cells += [Cell(("all", c), sum(numbers[int(c)] for numbers in values.values())) for c in columns]
    cells.append(Cell(("all", "all"), sum(map(sum, values.values()))))
    relations = [Relation((r, "all"), tuple((r, c) for c in columns)) for r in (*values, "all")]
    relations += [Relation(("all", c), tuple((r, c) for r in values)) for c in (*columns, "all")]
    return Release(cells, relations)


def test_two_small_numbers_under_a_small_total() -> None:
    """1 and 1 under 2: the total is small itself, and everything under it is hidden, a zero too."""
    assert protect(row(1, 1, 0)).hidden == {"total", "part 0", "part 1", "part 2"}


def test_a_total_of_three_hides_its_whole_row() -> None:
    release = _two_rows({"r1": (3, 0, 0), "r2": (80, 90, 70)})
    hidden = protect(release).hidden
    assert {("r1", "0"), ("r1", "1"), ("r1", "2"), ("r1", "all")} <= hidden
    assert not unsafe(release, hidden, 2)


def test_one_of_unknown_ethnicity_under_a_printed_total() -> None:
    release = row(500, 60, 1)
    hidden = protect(release).hidden
    assert "part 2" in hidden
    assert len(hidden) == 2
    assert not unsafe(release, hidden, 2)


def test_a_lone_person_does_not_learn_of_the_others() -> None:
    """1, 1 and 1 with 3 more hidden would do against outsiders; whoever is one of them knows one cell more."""
    release = row(1, 1, 4, 100, 200)
    assert not unsafe(release, protect(release, 2).hidden, 2)
    assert {"part 0", "part 1", "part 2"} <= protect(release, 2).hidden


def test_nothing_of_a_table_with_a_small_total_is_published() -> None:
    release = _two_rows({"r1": (1, 1, 0), "r2": (1, 1, 0)})
    assert protect(release).hidden == {cell.key for cell in release.cells}


def test_all_zero_columns_stay() -> None:
    release = _two_rows({"r1": (30, 2, 0), "r2": (40, 50, 0)})
    hidden = protect(release).hidden
    assert not {("r1", "2"), ("r2", "2"), ("all", "2")} & hidden


def test_a_table_without_small_numbers_is_published_whole() -> None:
    assert protect(row(5, 10, 0)).hidden == frozenset()


def test_trusts_and_their_region() -> None:
    """The region's numbers minus the other trusts' must not give a trust's small number."""
    trusts = ("t1", "t2", "t3")
    values = {
        ("t1", "w"): 90,
        ("t1", "b"): 3,
        ("t2", "w"): 70,
        ("t2", "b"): 30,
        ("t3", "w"): 80,
        ("t3", "b"): 40,
    }
    cells = [Cell(key, value) for key, value in values.items()]
    cells += [Cell((t, "all"), values[t, "w"] + values[t, "b"]) for t in trusts]
    cells += [Cell(("region", g), sum(values[t, g] for t in trusts)) for g in "wb"]
    cells.append(Cell(("region", "all"), sum(values.values())))
    relations = [Relation((t, "all"), ((t, "w"), (t, "b"))) for t in (*trusts, "region")]
    relations += [Relation(("region", g), tuple((t, g) for t in trusts)) for g in ("w", "b", "all")]
    release = Release(cells, relations)
    hidden = protect(release).hidden
    assert not unsafe(release, hidden, 2)
    assert any(trust in ("t2", "t3") for trust, _ in hidden), "the others' numbers would give it away"


def test_what_is_public_already_protects_nothing() -> None:
    hidden = protect(row(60, 50, 2, known=frozenset({"part 1"}))).hidden
    assert hidden == {"part 0", "part 2"}


def test_a_small_number_that_is_public_already_is_said() -> None:
    pattern = protect(row(60, 50, 2, known=frozenset({"part 2"})))
    assert pattern.exposed == {"part 2"}
    assert pattern.hidden == frozenset()


def test_a_hidden_zero_is_not_to_be_told_from_other_numbers() -> None:
    cells = [Cell("base", 30, 11), Cell("yes", 0, hide=True), Cell("no", 30)]
    release = Release(cells, [Relation("base", ("yes", "no"))])
    pattern = protect(release)
    assert "yes" in pattern.hidden
    assert len(pattern.hidden) == 2
    assert Attacker(release, pattern.hidden, {"yes"}).bounds("yes")[1] > 0


def test_a_base_has_a_threshold_of_its_own() -> None:
    cells = [Cell("base", 9, 11), Cell("yes", 5), Cell("no", 4)]
    assert protect(Release(cells, [Relation("base", ("yes", "no"))])).hidden == {"base", "yes", "no"}


def test_the_same_release_has_the_same_pattern() -> None:
    release = random_release(2)
    again = Release(list(reversed(release.cells)), list(reversed(release.relations)))
    assert protect(release) == protect(release)
    assert not unsafe(again, protect(again).hidden, 2)


def test_sums_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="not the sum"):
        Release([Cell("total", 3), Cell("part", 2)], [Relation("total", ("part",))])


def test_no_more_is_hidden_than_whole_rows_would_be() -> None:
    """Utility: of a table by band and group far more stays than when whole rows with a small number go."""
    import random

    kept = whole_rows = cells = 0
    for seed in range(20):
        release = crossed((BANDS, FLAT_3), random.Random(seed))
        kept += len(release.cells) - len(protect(release).hidden)
        bad = {cell.key[1] for cell in release.cells if cell.sensitive}
        whole_rows += sum(cell.key[1] not in bad for cell in release.cells)
        cells += len(release.cells)
    assert kept > 1.25 * whole_rows
    assert kept > 0.4 * cells


def test_a_zero_that_everybody_knows_is_shown() -> None:
    """Nobody is in r3, and that is printed; its cell under a small total tells nothing more."""
    release = _two_rows({"r1": (40, 30, 1), "r2": (35, 20, 1), "r3": (0, 0, 0)})
    pattern = protect(release)
    assert ("all", "2") in pattern.hidden
    assert ("r3", "all") not in pattern.hidden
    assert ("r3", "2") not in pattern.hidden
    assert not unsafe(release, pattern.hidden, 2)


def test_what_hidden_cells_come_to_together_is_hidden_where_it_is_small() -> None:
    """17 = 13 + 4 + 0, and 9 = 7 + 1 + 1: the total less the first part would be a small number."""
    for values in ((13, 4, 0), (7, 1, 1)):
        cells = [Cell("total", sum(values), leaves=3)]
        cells += [Cell(name, value) for name, value in zip("abc", values, strict=True)]
        cells += [Cell("other", 50), Cell("everything", 50 + sum(values), leaves=4)]
        relations = [Relation("total", ("a", "b", "c")), Relation("everything", ("total", "other"))]
        hidden = protect(Release(cells, relations)).hidden
        assert not {"b", "c"} <= hidden or {"total", "a"} & hidden


def test_what_an_unprinted_total_leaves_is_not_told_to_a_lone_person() -> None:
    """Who is the one in band 8a knows that all four others are junior, were the whole and band 8b both printed."""
    cells = [Cell("whole", 5), Cell("senior", 1), Cell("8a", 1), Cell("8b", 0), Cell("junior", 4)]
    relations = [Relation("whole", ("senior", "junior")), Relation("senior", ("8a", "8b"))]
    release = Release(cells, relations, unprinted=frozenset({"senior", "junior"}))
    told = {"8a", "senior", "junior"}
    assert Attacker(release, told, ()).bounds("junior", "8a") == (4, 4)
    hidden = protect(release).hidden
    assert told <= hidden
    assert not unsafe(release, hidden, 2)
    assert protect(release, level=1).hidden == told
