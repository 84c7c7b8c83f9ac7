"""Headcounts: people by population, part of it, and ethnic group; zero included."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from wres_calc.counting.grouping import Tally
from wres_calc.counting.values import Reason
from wres_calc.standards.model import Standard

Part = tuple[tuple[str, str], ...]
"""Which part of a population, as (key, value) pairs; empty for the whole."""

WHOLE: Part = ()


@dataclass(frozen=True)
class Step:
    """One step from rows to people: how many `dropped` out at it, and how many were `left`."""

    step: str
    dropped: int
    left: int


@dataclass(frozen=True)
class Counted:
    """One population: its tallies by part, how it came to be, and how many people it has.

    `table` is the table it was counted from.
    """

    tallies: Mapping[Part, Tally]
    table: str
    steps: tuple[Step, ...] = ()

    @property
    def people(self) -> int:
        """Everybody in the population."""
        return int(self.tallies[WHOLE].total)


@dataclass(frozen=True)
class Published:
    """A survey percentage as somebody else published it (0 to 100), and the respondents where they were given."""

    percentage: Fraction
    respondents: int | None


@dataclass(frozen=True)
class Counts:
    """All populations of a submission.

    `standard` is the one they were counted for. `missing` says why a population could not be counted; every population
    that the standard names is in one of the two.
    `published` holds survey percentages by indicator and ethnic group where they came in place of respondents.
    """

    standard: Standard
    populations: Mapping[str, Counted]
    missing: Mapping[str, Reason]
    published: Mapping[tuple[int, str], Published]
