"""What a reader of a publication sees: counts, markers where one is withheld, and figures formed from counts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from wres_calc.facts.characteristics import CHARACTERISTICS, EVERYBODY, Characteristic
from wres_calc.figures.figure import Cell
from wres_calc.standards.model import BoardRule

__all__ = ["EVERYBODY", "Bounds", "Cell", "PrintedFigure", "PrintedPercentage", "PublicationView", "Rules"]


@dataclass(frozen=True)
class Rules:
    """What counts as a small number: from 1 to `threshold` - 1, of survey respondents from 1 to `survey_base` - 1.

    At level 2 whoever is alone in a cell must be left in doubt about the other small numbers. `show_all_or_none`
    allows survey answers that everybody of a group gave, or nobody. `zeros_shown` says whether the tables print their
    zeros, so that a hidden count is at least 1; `None`: they do where one is printed. With `board` as "publish" the
    main groups of the board are known to everybody.
    """

    threshold: int = 5
    survey_base: int = 11
    level: int = 2
    show_all_or_none: bool = False
    zeros_shown: bool | None = None
    board: BoardRule = "protect"


class Bounds(NamedTuple):
    """The least and the most a printed count can be; the same for one that was not rounded."""

    low: int
    high: int


class PrintedPercentage(NamedTuple):
    """A printed percentage (0 to 100) of the people of `base` who are in `cell`: `low` to `high` before rounding."""

    cell: Cell
    base: Cell
    low: float
    high: float


class PrintedFigure(NamedTuple):
    """A printed figure that is no count: the counts it is formed from, and where it stands."""

    inputs: frozenset[Cell]
    place: str


_BELOW = re.compile(r"(?:<|less than |fewer than |under )\s*(\d+)", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)", re.IGNORECASE)


def _limit(mark: str) -> Bounds | None:
    """What a marker says of the number it stands for: "<5" is 0 to 4, "1-4" is 1 to 4."""
    if found := _BELOW.fullmatch(mark):
        return Bounds(0, int(found[1]) - 1)
    if found := _RANGE.fullmatch(mark):
        return Bounds(int(found[1]), int(found[2]))
    return None


_USUAL = next(iter(CHARACTERISTICS.values()))


@dataclass
class PublicationView:
    """Everything printed about one organisation and one day, in however many files.

    Counts of a population in `doubled` stand for the sum of two years: twice what is printed. `hidden` says where the
    marker stands, `limits` what the marker itself says of the number ("<5"), `marks` which markers there are and where
    each stands first, `contradictions` which counts are printed differently in two places, `internal` which files
    say of themselves that they are not for the public, `exceeding` of which events a text says that there are more
    than people, `elsewhere` which totals another publication of the same people hides. `characteristic` is what its
    groups are told apart by.
    """

    characteristic: Characteristic = _USUAL
    counts: dict[Cell, Bounds] = field(default_factory=dict)
    hidden: dict[Cell, str] = field(default_factory=dict)
    limits: dict[Cell, Bounds] = field(default_factory=dict)
    percentages: list[PrintedPercentage] = field(default_factory=list)
    figures: list[PrintedFigure] = field(default_factory=list)
    doubled: set[str] = field(default_factory=set)
    marks: dict[str, str] = field(default_factory=dict)
    places: dict[Cell, str] = field(default_factory=dict)
    contradictions: dict[Cell, str] = field(default_factory=dict)
    internal: list[str] = field(default_factory=list)
    exceeding: set[str] = field(default_factory=set)
    elsewhere: set[Cell] = field(default_factory=set)

    def print_count(self, cell: Cell, bounds: Bounds, place: str) -> None:
        """Note a count that is printed at a place."""
        before = self.counts.setdefault(cell, bounds)
        first = self.places.setdefault(cell, place)
        both = Bounds(max(before.low, bounds.low), min(before.high, bounds.high))
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

    @cached_property
    def members(self) -> Mapping[str, frozenset[str]]:
        """The categories of each group, by its one name, and of everybody."""
        groupings = self.characteristic.groupings
        names = {EVERYBODY, *(name for each in groupings for name in each.names.values())}
        return {name: self.characteristic.members[name] for name in sorted(names)}

    @cached_property
    def group_names(self) -> Mapping[str, str]:
        """The one name of each group, which several groupings may have."""
        return {group: name for each in self.characteristic.groupings for group, name in each.names.items()}

    def add(self, more: "PublicationView") -> None:
        """Add what another file of the same organisation and year shows."""
        for cell, bounds in more.counts.items():
            self.print_count(cell, bounds, more.places[cell])
        self.hidden = more.hidden | self.hidden
        self.marks = more.marks | self.marks
        self.limits |= more.limits
        self.contradictions |= more.contradictions
        self.percentages += more.percentages
        self.figures += more.figures
        self.doubled |= more.doubled
        self.internal += more.internal
        self.exceeding |= more.exceeding

    def totals(self) -> dict[Cell, Bounds]:
        """Return how many people each part has, where that is printed or all its main groups are; no survey answers."""
        found = {}
        for total in {cell._replace(group=EVERYBODY) for cell in self.counts}:
            names = [self.group_names[group] for group in self.characteristic.main.groups]
            own = [self.counts.get(total._replace(group=name)) for name in names]
            shown = [bounds for bounds in own if bounds is not None]
            if total.population.startswith("survey_"):
                continue
            if total in self.counts:
                found[total] = self.counts[total]
            elif len(shown) == len(own):
                found[total] = Bounds(sum(each.low for each in shown), sum(each.high for each in shown))
        return found

    def hidden_totals(self) -> set[Cell]:
        """Return how many people each part has, as counts, where that is not told; no survey answers."""
        hidden = (each for each in self.hidden if not each.population.startswith("survey_"))
        return {each._replace(group=EVERYBODY) for each in hidden}.difference(self.totals())

    @property
    def cells(self) -> set[Cell]:
        """Every count that has a place in the publication, shown or not."""
        return self.counts.keys() | self.hidden.keys() | self.elsewhere

    def still_hidden(self, cells: Iterable[Cell]) -> set[Cell]:
        """Those of `cells` that are printed nowhere."""
        return {cell for cell in cells if cell in self.hidden and cell not in self.counts}

    def years(self, population: str) -> int:
        """How many years the counts of a population are the sum of."""
        return 2 if population in self.doubled else 1

    def threshold(self, cell: Cell, rules: Rules) -> int:
        """The least number that is not small in this cell; within a public group, one more than there can be."""
        if rules.board == "publish" and cell.population == BOARD:
            return min(rules.threshold, self._most_in(cell, rules.threshold) + 1)
        answered = cell.population.endswith("_answered") and not is_rest(cell)
        return (rules.survey_base if answered else rules.threshold) * self.years(cell.population)

    def _most_in(self, cell: Cell, threshold: int) -> int:
        """The most people of a public board that a cell can have, by the main group it is within; 0 of one of these."""
        main = [self.group_names[group] for group in self.characteristic.main.groups]
        if cell.group in (EVERYBODY, *main):
            return 0
        part = cell.part[:-1] if is_rest(cell) else cell.part
        above = (Cell(BOARD, part, each) for each in main if self.members[cell.group] <= self.members[each])
        return min((self.counts[each].high for each in above if each in self.counts), default=threshold)


BOARD = "board"
REST = "the rest"
"""In place of a dimension: what a table leaves out of a whole, which everybody can work out."""


def is_rest(cell: Cell) -> bool:
    """Whether the cell is what is left over of a whole."""
    return bool(cell.part) and cell.part[-1][0] == REST
