"""Headcounts: people by population, part of it, and group; zero included."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from wres_calc.counting.dimensions import WHOLE, Part
from wres_calc.facts.characteristics import UNKNOWN, Grouping
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.standards.model import Standard

Number = int | Fraction
"""A number of people: whole, or the mean of two years."""


def whole_or_half(number: Number) -> int | float:
    """A number of people without fractions: whole, or with the half of a mean of two years."""
    if isinstance(number, int):
        return number
    return number.numerator if number.denominator == 1 else float(number)


class Reason(StrEnum):
    """Why a value cannot be had: the closed list."""

    TABLE_MISSING = "table_missing"
    TABLE_HAS_ERRORS = "table_has_errors"
    COLUMN_MISSING = "column_missing"
    NOBODY_IN_GROUP = "nobody_in_group"
    NO_EVENTS_IN_COMPARISON_GROUP = "no_events_in_comparison_group"
    NOT_PUBLISHED = "not_published"
    NO_DETAIL_IN_COUNTS = "no_detail_in_counts"
    PREVIOUS_YEAR_MISSING = "previous_year_missing"
    MANDATORY_NOT_TOLD = "mandatory_not_told"
    POPULATION_SERVED_MISSING = "population_served_missing"
    NOT_COLLECTED_THIS_YEAR = "not_collected_this_year"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True)
class Tally:
    """People of one population and part of it, by main group; a group that is not named has nobody in it.

    `by_category` is by category, `None` where people came counted by main group only.
    """

    by_group: Mapping[str, Number]
    by_category: Mapping[str, Number] | None

    @classmethod
    def of_categories(cls, by_category: Mapping[str, Number], main: Grouping) -> "Tally":
        """A tally of people whose category is known."""
        return cls(_by_group(by_category, main), by_category)

    @classmethod
    def mean(cls, this: "Tally", previous: "Tally") -> "Tally":
        """The mean of two years."""
        detailed = None
        if this.by_category is not None and previous.by_category is not None:
            detailed = _mean(this.by_category, previous.by_category)
        return cls(_mean(this.by_group, previous.by_group), detailed)

    def people(self, grouping: Grouping, group: str) -> Number | None:
        """How many are in a group; `None` where the grouping is finer than what was counted."""
        if grouping.main:
            return self.by_group.get(group, 0)
        if self.by_category is None:
            return None
        return _by_group(self.by_category, grouping).get(group, 0)

    @property
    def unknown(self) -> Number:
        """Everybody of no known group."""
        return self.by_group.get(UNKNOWN, 0)

    @property
    def total(self) -> Number:
        """Everybody, the unknown included."""
        return sum(self.by_group.values(), 0)


def _by_group(by_category: Mapping[str, Number], grouping: Grouping) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for category, people in by_category.items():
        group = grouping.of[category]
        found[group] = found.get(group, 0) + people
    return found


def _mean(this: Mapping[str, Number], previous: Mapping[str, Number]) -> dict[str, Number]:
    return {name: Fraction(this.get(name, 0) + previous.get(name, 0), 2) for name in {**this, **previous}}


@dataclass(frozen=True)
class Step:
    """One step from rows to people: how many `dropped` out at it, and how many were `left`."""

    step: str
    dropped: int
    left: int


@dataclass(frozen=True)
class Counted:
    """One population: its tallies by part, how it came to be, and how many people it has.

    `table` is the table it was counted from; `earlier` are the people of the year before, of a mean of two years that
    came in tables of their own.
    """

    tallies: Mapping[Part, Tally]
    table: str
    steps: tuple[Step, ...] = ()
    earlier: "Counted | None" = None

    @property
    def people(self) -> int:
        """Everybody in the population."""
        return int(self.tallies[WHOLE].total)

    def mean_with(self, previous: "Counted") -> "Counted":
        """The mean of two years: of the whole, and of the parts where both years came in rows."""
        nobody = Tally({}, {})
        counted = "counts" in (self.table, previous.table)
        parts = (WHOLE,) if counted else {**self.tallies, **previous.tallies}
        tallies = {
            part: Tally.mean(self.tallies.get(part, nobody), previous.tallies.get(part, nobody))
            for part in parts
        }
        earlier = previous if previous.table != self.table else None
        return Counted(tallies, self.table, self.steps, earlier)


@dataclass(frozen=True)
class Published:
    """A survey percentage as somebody else published it (0 to 100), and the respondents where they were given."""

    percentage: Fraction
    respondents: int | None


@dataclass(frozen=True)
class Counts:
    """All populations of a submission.

    `standard` is the one they were counted for. `missing` says why a population could not be counted; every population
    that the standard names is in one of the two. `published` holds survey percentages by indicator and group where they
    came in place of respondents.
    """

    standard: Standard
    populations: Mapping[str, Counted]
    missing: Mapping[str, Reason]
    published: Mapping[tuple[IndicatorNumber, str], Published]
