"""What a reader of a publication sees: counts, markers where one is withheld, and figures formed from counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

EVERYBODY = "all"
"""In place of an ethnic group: everybody, the unknown included."""

Part = tuple[tuple[str, str], ...]
"""Which part of a population, as (key, value) pairs; empty for the whole."""


class Cell(NamedTuple):
    """A count: of which population, which part of it, and which ethnic group (or `EVERYBODY`)."""

    population: str
    part: Part
    group: str


class Between(NamedTuple):
    """The least and the most a printed count can be; the same for one that was not rounded."""

    low: int
    high: int


class Percentage(NamedTuple):
    """A printed percentage (0 to 100) of the people of `base` who are in `cell`: `low` to `high` before rounding."""

    cell: Cell
    base: Cell
    low: float
    high: float


class Figure(NamedTuple):
    """A printed figure that is no count: its name, the counts it is formed from, and where it stands."""

    name: str
    inputs: frozenset[Cell]
    place: str


_BELOW = re.compile(r"(?:<|less than |fewer than |under )\s*(\d+)", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)", re.IGNORECASE)


def _limit(mark: str) -> Between | None:
    """What a marker says of the number it stands for: "<5" is 0 to 4, "1-4" is 1 to 4."""
    if found := _BELOW.fullmatch(mark):
        return Between(0, int(found[1]) - 1)
    if found := _RANGE.fullmatch(mark):
        return Between(int(found[1]), int(found[2]))
    return None


@dataclass
class Seen:
    """Everything printed about one organisation and one day, in however many files.

    Counts of a population in `doubled` stand for the sum of two years: twice what is printed. `hidden` says where the
    marker stands, `limits` what the marker itself says of the number ("<5"), `marks` which markers there are and where
    each stands first, `contradictions` which counts are printed differently in two places, `internal` which files
    say of themselves that they are not for the public, `exceeding` of which events a text says that there are more than
    people.
    """

    counts: dict[Cell, Between] = field(default_factory=dict)
    hidden: dict[Cell, str] = field(default_factory=dict)
    limits: dict[Cell, Between] = field(default_factory=dict)
    percentages: list[Percentage] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    doubled: set[str] = field(default_factory=set)
    marks: dict[str, str] = field(default_factory=dict)
    places: dict[Cell, str] = field(default_factory=dict)
    contradictions: dict[Cell, str] = field(default_factory=dict)
    internal: list[str] = field(default_factory=list)
    exceeding: set[str] = field(default_factory=set)

    def print_count(self, cell: Cell, between: Between, place: str) -> None:
        """Note a count that is printed at a place."""
        before = self.counts.setdefault(cell, between)
        first = self.places.setdefault(cell, place)
        both = Between(max(before.low, between.low), min(before.high, between.high))
        if both.low > both.high:
            self.contradictions.setdefault(cell, f"{first}; {place}")
        else:
            self.counts[cell] = both

    def hide_count(self, cell: Cell, place: str, mark: str) -> None:
        """Note a count in whose place a marker stands."""
        self.hidden.setdefault(cell, place)
        self.marks.setdefault(mark, place)
        if limit := _limit(mark):
            self.limits.setdefault(cell, limit)

    @property
    def cells(self) -> set[Cell]:
        """Every count that has a place in the publication, shown or not."""
        return self.counts.keys() | self.hidden.keys()

    def still_hidden(self, cells: Iterable[Cell]) -> set[Cell]:
        """Those of `cells` that are printed nowhere."""
        return {cell for cell in cells if cell in self.hidden and cell not in self.counts}
