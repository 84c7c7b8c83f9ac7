"""The row of the headings: the first one, the one that is named, or the one that is found below titles and filters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wres_calc.intake.columns import Row, recognised, required
from wres_calc.intake.files.source import TableSource


@dataclass(frozen=True)
class Headings:
    """The headings of a table: the row they stand in as a spreadsheet shows it, and their texts.

    Headings in two rows (`parts`) stand in the lower one, which the data follow.
    """

    number: int
    row: Row
    parts: tuple[Row, ...] = ()


def find(source: TableSource, top: Sequence[Row]) -> Headings:
    """The headings among `top`, the first rows of a sheet or file.

    A row that `submission.toml` names is taken as it is. Otherwise the row in which most columns of the table are
    recognised, the upper one of several; two rows together where neither has so many alone. Without any, or where what
    stands above is too full to be titles, it is row 1.
    """
    if source.settings.header_row is not None:
        number = source.settings.header_row
        return Headings(number, top[number - 1] if number <= len(top) else ())
    found = [Headings(number, row) for number, row in enumerate(top, 1)]
    scored = [(len(_known(source, each.row)), each) for each in found]
    best, headings = max(scored, key=_first_of_the_best, default=(0, Headings(1, ())))
    complete = best >= sum(map(bool, headings.row))
    for both in () if complete else _pairs(source, found):
        if len(_known(source, both.row)) > best:
            best, headings = len(_known(source, both.row)), both
    if best and all(
        _is_title(row, headings.row) for row in top[: headings.number - 1] if row not in headings.parts
    ):
        return headings
    return found[0] if found else Headings(1, ())


def _is_title(row: Row, headings: Row) -> bool:
    """Whether a row above the headings holds titles or filters: far fewer cells than the headings."""
    return sum(map(bool, row)) < max(2, sum(map(bool, headings)) / 2)


def _first_of_the_best(scored: tuple[int, Headings]) -> tuple[int, int]:
    return scored[0], -scored[1].number


def _known(source: TableSource, row: Row) -> set[str]:
    """The columns that a row names; none where it has none of those that must be there."""
    found = recognised(source, row)
    return found if found.intersection(required(source.name)) else set()


def _pairs(source: TableSource, rows: Sequence[Headings]) -> Iterator[Headings]:
    """Each two rows that follow each other, as one: "Ethnicity" over "Code" and "Label"."""
    for upper, lower in pairwise(rows):
        if any(upper.row) and any(lower.row):
            yield replace(lower, row=_together(source, upper.row, lower.row), parts=(upper.row, lower.row))


def _together(source: TableSource, upper: Row, lower: Row) -> Row:
    """Two rows of headings as one; a heading above blank cells is that of a merged cell, and goes on to the right.

    How far it goes is not told: a lower heading that is known by itself, and not together with it, stands alone.
    """
    texts: list[str | None] = []
    above = None
    for i in range(max(len(upper), len(lower))):
        own = upper[i] if i < len(upper) else None
        below = lower[i] if i < len(lower) else None
        above = own or (above if below else None)
        both = " ".join(text for text in (above, below) if text) or None
        alone = below and recognised(source, [below]) and not recognised(source, [both])
        texts.append(below if alone else both)
    return texts
