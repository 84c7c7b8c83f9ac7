"""How many people of each group: a tally of one population or part of it, and the mean of two."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from wres_calc.counting.values import Number
from wres_calc.facts.characteristics import UNKNOWN, Grouping


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


def mean(tallies: tuple[Tally, Tally]) -> Tally:
    """The mean of two years."""

    def halved(parts: list[Mapping[str, Number]]) -> dict[str, Number]:
        names = {name for part in parts for name in part}
        return {name: Fraction(sum(part.get(name, 0) for part in parts), 2) for name in names}

    by_category = [tally.by_category for tally in tallies if tally.by_category is not None]
    return Tally(
        halved([tally.by_group for tally in tallies]), halved(by_category) if len(by_category) == 2 else None
    )
