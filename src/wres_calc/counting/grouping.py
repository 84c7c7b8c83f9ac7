"""Ethnic groupings: White and BME, the five headings, the sixteen categories; all from one count by category."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wres_calc.counting.values import Number
from wres_calc.facts.ethnicity import CATEGORIES, UNKNOWN_CATEGORY, EthnicGroup, EthnicHeading

EVERYBODY = "all"
"""In place of a group: everybody, the unknown included."""


def node(group: str) -> str:
    """The one name of a group that two groupings have: the category `Z` is `unknown`."""
    return EthnicGroup.UNKNOWN.value if group == UNKNOWN_CATEGORY else group


class Grouping(StrEnum):
    """How ethnic categories are put together."""

    ETHNIC_GROUP = "ethnic_group"
    ETHNIC_HEADING = "ethnic_heading"
    ETHNIC_CATEGORY = "ethnic_category"

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of the groups, in print order; the unknown last."""
        match self:
            case Grouping.ETHNIC_GROUP:
                return tuple(EthnicGroup)
            case Grouping.ETHNIC_HEADING:
                return tuple(EthnicHeading)
            case Grouping.ETHNIC_CATEGORY:
                return tuple(CATEGORIES)

    @property
    def known_groups(self) -> tuple[str, ...]:
        """The groups without the unknown."""
        return tuple(group for group in self.groups if group not in (EthnicGroup.UNKNOWN, UNKNOWN_CATEGORY))

    @property
    def breakdown(self) -> dict[str, str]:
        """What a measure of this grouping carries in its breakdown: nothing for White and BME."""
        return {} if self is Grouping.ETHNIC_GROUP else {"grouping": self.value}

    def group_of(self, category: str) -> str:
        """The group that a one-letter category belongs to."""
        match self:
            case Grouping.ETHNIC_GROUP:
                return CATEGORIES[category].group
            case Grouping.ETHNIC_HEADING:
                return CATEGORIES[category].heading
            case Grouping.ETHNIC_CATEGORY:
                return category


@dataclass(frozen=True)
class Tally:
    """People of one population and part of it, by ethnic group; a group that is not named has nobody in it.

    `by_category` is by one-letter category, `None` where people came counted by White, BME and unknown only.
    """

    by_group: Mapping[str, Number]
    by_category: Mapping[str, Number] | None

    @classmethod
    def of_categories(cls, by_category: Mapping[str, Number]) -> "Tally":
        """A tally of people whose category is known."""
        by_group: dict[str, Number] = {}
        for category, people in by_category.items():
            group = CATEGORIES[category].group
            by_group[group] = by_group.get(group, 0) + people
        return cls(by_group, by_category)

    def people(self, grouping: Grouping, group: str) -> Number | None:
        """How many are in a group; `None` where the grouping is finer than what was counted."""
        if grouping is Grouping.ETHNIC_GROUP:
            return self.by_group.get(group, 0)
        if self.by_category is None:
            return None
        return sum(
            (people for category, people in self.by_category.items() if grouping.group_of(category) == group),
            0,
        )

    @property
    def total(self) -> Number:
        """Everybody, the unknown included."""
        return sum(self.by_group.values(), 0)

    @property
    def white(self) -> Number:
        """The White group as a whole."""
        return self.by_group.get(EthnicGroup.WHITE, 0)


def mean(tallies: tuple[Tally, Tally]) -> Tally:
    """The mean of two years."""
    from fractions import Fraction

    def halved(parts: list[Mapping[str, Number]]) -> dict[str, Number]:
        names = {name for part in parts for name in part}
        return {name: Fraction(sum(part.get(name, 0) for part in parts), 2) for name in names}

    by_category = [tally.by_category for tally in tallies if tally.by_category is not None]
    return Tally(
        halved([tally.by_group for tally in tallies]), halved(by_category) if len(by_category) == 2 else None
    )
