"""The board at the snapshot: the same people from year to year but for one seat."""

import polars as pl

from wres_calc.sampling import shapes
from wres_calc.sampling.draw import Stream
from wres_calc.sampling.organisations import SMALL
from wres_calc.sampling.people import ethnic_categories

_SMALL_BOARD = 6
_SMALLEST_FULL_BOARD = 12
_EVER = 4 * len(shapes.SEATS)
"""As many members are drawn in every year, so that nobody's ethnic category depends on how many years there are."""


def _members(stream: Stream, staff: int, year: int) -> tuple[list[int], pl.Series]:
    """For each seat the number of the member who holds it, and each member's ethnic category."""
    more = int(stream.number() * (len(shapes.SEATS) - _SMALLEST_FULL_BOARD + 1))
    size = _SMALL_BOARD if staff < SMALL else _SMALLEST_FULL_BOARD + more
    seats = list(range(size))
    for passed in range(year):
        seats[passed % size] = size + passed
    groups = stream.texts(shapes.BOARD_MEMBERS, _EVER)
    return seats, ethnic_categories(stream, groups).gather(seats)


def board(stream: Stream, staff: int, year: int, code: str) -> pl.DataFrame:
    """The table `board` of the `year`-th year asked for, from 0."""
    seats, categories = _members(stream, staff, year)
    roles, voting, executive = zip(*shapes.SEATS[: len(seats)], strict=True)
    return pl.DataFrame(
        {
            "member_id": [f"B{member + 1:02}" for member in seats],
            "role": roles,
            "ethnic_category": categories,
            "voting": voting,
            "executive": executive,
            "organisation_code": [code] * len(seats),
        }
    )
