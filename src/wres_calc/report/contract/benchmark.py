"""One organisation among the others: which figure, and where it stands."""

from typing import Literal

from wres_calc.figures.result import Unit
from wres_calc.report.contract.part import Part

Rule = Literal["nearest_to_1", "nearest_to_0", "lowest_first", "highest_first"]
"""How organisations are ranked: the first is the best."""


class FigureName(Part):
    """Which figure: of which indicator, of which part of it, of whom."""

    indicator: int
    measure: str
    breakdown: dict[str, str]
    group: str
    compared_with: str | None
    unit: Unit


class Place(FigureName):
    """Where a figure of the report stands among the organisations of a roll-up, itself included.

    Ties share a rank; quartile 1 holds the best. `peers` are organisations of the same type: England where it has none.
    A value or median of `None` is a ratio without bound, which ranks last.
    """

    value: float | None
    rule: Rule
    rank: int
    of: int
    quartile: int
    median: float | None
    peers: str
    peers_of: int
    peer_rank: int
    peer_median: float | None


class Benchmark(Part):
    """The organisation among the others of its reporting year."""

    reporting_year: int
    organisations: int
    places: tuple[Place, ...]
