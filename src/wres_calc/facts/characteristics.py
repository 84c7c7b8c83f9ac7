"""What people are told apart by: each characteristic with its categories and groups, and how a cell is read.

A new characteristic is an entry of `CHARACTERISTICS` and its lists in `data/`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from types import MappingProxyType

from wres_calc.facts import ethnicity
from wres_calc.facts.normalise import plain
from wres_calc.facts.table import lookup, rows

Read = Callable[[str], str | None]
"""How a text is read: `None` where it says nothing that is known."""

EVERYBODY = "all"
"""In place of a group: everybody, the unknown included."""


UNKNOWN = "unknown"
"""The main group of whoever is in no known one, whatever the characteristic."""


@dataclass(frozen=True)
class Grouping:
    """One way of putting categories together: `groups` with their labels in print order, the unknown last.

    `prose` gives the word for a group in a sentence.

    `of` gives the group of each category, `names` the one name of each group, which other groupings may have too: the
    category `Z` is `unknown`. The `main` grouping of a characteristic is the one the standard compares.
    """

    name: str
    label: str
    main: bool
    unknown: str
    groups: Mapping[str, str]
    prose: Mapping[str, str]
    of: Mapping[str, str]
    names: Mapping[str, str]

    @property
    def known_groups(self) -> tuple[str, ...]:
        """The groups without the unknown."""
        return tuple(group for group in self.groups if group != self.unknown)

    @property
    def breakdown(self) -> dict[str, str]:
        """What a figure of this grouping carries in its breakdown: nothing for the main one."""
        return {} if self.main else {"grouping": self.name}


@dataclass(frozen=True)
class Characteristic:
    """One characteristic: `categories` are the finest that people are told apart by, each with its label.

    `column` is the column of the tables that states it, `unknown` the category of whoever does not. `groupings` go from
    the main one to the finest. `parse` gives the category that a text names, `parse_group` the main group; both answer
    `None` where the text names none, and `nearest` gives what such a text was probably meant to be.
    """

    name: str
    column: str
    unknown: str
    categories: Mapping[str, str]
    groupings: tuple[Grouping, ...]
    parse: Read
    parse_group: Read
    nearest: Read

    @property
    def main(self) -> Grouping:
        """The grouping that the standard compares."""
        return self.groupings[0]

    def grouping(self, name: str) -> Grouping:
        """Return the grouping of this name. Raises `KeyError` without it."""
        return {each.name: each for each in self.groupings}[name]

    @cached_property
    def members(self) -> Mapping[str, frozenset[str]]:
        """The categories of each group of every grouping, and of everybody."""
        found: dict[str, frozenset[str]] = {EVERYBODY: frozenset(self.categories)}
        for grouping in self.groupings:
            for group in grouping.groups:
                found[group] = frozenset(code for code, of in grouping.of.items() if of == group)
        return found

    def is_within(self, group: str, other: str) -> bool:
        """Whether a group is all in the other one, or the same."""
        return group == other or self.members[group] <= self.members[other]

    def label(self, group: str) -> str | None:
        """Return how a group of any grouping is printed; `None` where there is no such group."""
        return next((each.groups[group] for each in self.groupings if group in each.groups), None)

    def divisions(self, group: str) -> tuple[tuple[str, ...], ...]:
        """Return the groups that make a group up, by each way of dividing it: everybody by the main groups alone."""
        if group == EVERYBODY:
            return (tuple(self.main.groups),)
        found = []
        for grouping in self.groupings[1:]:
            parts = {each for each in grouping.groups if self.is_within(each, group)}
            if len(parts) > 1:
                found.append(tuple(sorted(parts)))
        return tuple(found)


def _characteristic(
    name: str, column: str, categories: str, unknown: str, parse: Read, parse_label: Read, nearest: Read
) -> Characteristic:
    """Build a characteristic from its lists: the categories with a column for each grouping that is no list of them."""
    own = rows(categories)
    labels = {row["code"]: row["label"] for row in own}
    groupings: list[Grouping] = []
    first: dict[tuple[str, ...], str] = {}
    for row in (each for each in rows("groupings") if each["characteristic"] == name):
        grouping = row["grouping"]
        of = {each["code"]: each.get(grouping, each["code"]) for each in own}
        listed = [each for each in rows("groups") if each["grouping"] == grouping]
        groups = {each["group"]: each["label"] for each in listed}
        prose = {each["group"]: each["prose"] for each in listed} or labels
        groups = groups or {code: f"{code} {label}" for code, label in labels.items()}
        members = {group: tuple(code for code in of if of[code] == group) for group in groups}
        names = {group: first.setdefault(codes, group) for group, codes in members.items()}
        groupings.append(
            Grouping(grouping, row["label"], not groupings, of[unknown], groups, prose, of, names)
        )
    main = groupings[0]
    named = lookup("group_names", "name", "group", grouping=main.name)

    def parse_group(text: str) -> str | None:
        return main.unknown if parse_label(text) == unknown else named.get(plain(text))

    return Characteristic(name, column, unknown, labels, tuple(groupings), parse, parse_group, nearest)


def _listed(categories: str, labels: str, unknown: str) -> tuple[Read, Read, Read]:
    """Return how a cell is read where every text that names a category stands in a list, and blank is unknown."""
    printed = {row["code"]: row["label"] for row in rows(categories)}
    known = {plain(row["label"]): unknown for row in rows("unknown_labels")}
    known |= {plain(label): code for code, label in printed.items()} | lookup(labels, "label", "category")

    def parse_label(text: str) -> str | None:
        return known.get(plain(text))

    def parse(text: str) -> str | None:
        return parse_label(text) if text.strip() else unknown

    def nearest(text: str) -> str | None:
        near = get_close_matches(plain(text), known, n=1, cutoff=0.85)
        return printed[known[near[0]]] if near else None

    return parse, parse_label, nearest


ETHNICITY = _characteristic(
    "ethnicity",
    "ethnic_category",
    "ethnic_categories",
    ethnicity.UNKNOWN_CATEGORY,
    ethnicity.parse_ethnic_category,
    ethnicity.parse_label,
    ethnicity.nearest_ethnic_category,
)
DISABILITY = _characteristic(
    "disability",
    "disability",
    "disability_categories",
    "not_stated",
    *_listed("disability_categories", "disability_labels", "not_stated"),
)
CHARACTERISTICS: Mapping[str, Characteristic] = MappingProxyType(
    {each.name: each for each in (ETHNICITY, DISABILITY)}
)
"""Every characteristic by its name."""
