"""What is drawn, by whatever draws it: charts, and figures with their intervals in a table's cells."""

import math
import re
from dataclasses import dataclass

from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.facts.survey import HIGHEST_SCORE
from wres_calc.report.report import Unit
from wres_calc.report.words.numbers import in_unit


@dataclass(frozen=True, slots=True)
class Spread:
    """A comparison with its interval on a line: 0 where the groups are equal, 1 and -1 at its ends, right is worse.

    `before` is the figure of the year before; `clear` whether chance is unlikely to explain it; `text` says the same.
    """

    value: float
    lower: float | None
    upper: float | None
    before: float | None
    clear: bool
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure drawn: in which row, for whom, its value and its interval (`upper` `None`: without bound).

    `people` is how many it is a share of, `None` where that is not known.
    """

    row: str
    series: str
    value: float
    lower: float | None = None
    upper: float | None = None
    said: str = ""
    people: float | None = None


FEW = 10
"""A share of fewer people than this is marked."""


@dataclass(frozen=True)
class Chart:
    """A chart of one indicator: shares beside that of a whole, a ratio around 1, or groups beside each other.

    Its `title` is the message, its `subtitle` what is measured, of how many people. `series` are the names of all
    groups that there are; the `strong` one is drawn in the strong colour. `line` is the share of the whole with its
    name, `band` the range of the indicator, `worse` what is written at the side of a ratio that is worse. `order` are
    the rows, also those in `hidden`, whose figure is withheld; `withheld` says how many figures are.
    """

    number: IndicatorNumber
    kind: str
    title: str
    unit: Unit
    series: tuple[str, ...]
    marks: tuple[Mark, ...]
    subtitle: str = ""
    strong: str = ""
    withheld: int = 0
    band: tuple[float, float] | None = None
    line: tuple[float, str] | None = None
    worse: str = ""
    worse_is_left: bool = False
    order: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()

    @property
    def rows(self) -> list[str]:
        """The names of its rows, each once, in `order` where that is given: a row may have no mark."""
        return list(dict.fromkeys(self.order or [mark.row for mark in self.marks]))

    @property
    def few(self) -> bool:
        """Whether a share of few people is drawn."""
        return self.kind == "shares" and any(map(is_few, self.marks))

    @property
    def top(self) -> float:
        """Where an axis that begins at 0 ends: the next ten per cent above all that is drawn, or the highest score."""
        if self.unit is Unit.SCORE:
            return float(HIGHEST_SCORE)
        most = max([mark.upper or mark.value for mark in self.marks] + ([self.line[0]] if self.line else []))
        if self.kind == "shares":  # without intervals
            most = max([mark.value for mark in self.marks] + ([self.line[0]] if self.line else []))
        return min(100.0, 10 * (most // 10 + 1))

    @property
    def ends(self) -> tuple[float, float]:
        """The powers of two around all ratios that are drawn, half and double at least."""
        drawn = [end for mark in self.marks for end in (mark.value, mark.lower, mark.upper) if end]
        low, high = (math.log2(end) for end in (min(drawn), max(drawn)))
        return 2.0 ** min(math.floor(low), -1), 2.0 ** max(math.ceil(high), 1)

    @property
    def text(self) -> str:
        """What the chart shows, for a reader who cannot see it."""
        drawn = "; ".join(f"{mark.row}, {mark.series}: {mark.said}" for mark in self.marks)
        hidden = f" {self.withheld} figures are withheld and not drawn." if self.withheld else ""
        return f"{self.title}. {self.subtitle} {drawn}.{hidden}"


def brief(name: str) -> str:
    """Return a row's name as short as it can be read: the abbreviation that it gives, if any."""
    found = re.search(r"\(([A-Z]+)\)$", name)
    return found[1] if found else name


def is_few(mark: Mark) -> bool:
    """Whether a mark is a share of so few people that it says little."""
    return mark.people is not None and mark.people < FEW


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or what is left of one between two breaks in its series; `None` is a year without a figure.

    `start` is the year of the break that it begins at. All pieces of a series look the same. `label` is its name at
    its end, `ends` are the intervals, `None` for a year without one.
    """

    series: str
    values: tuple[float | None, ...]
    start: int | None = None
    label: str = ""
    ends: tuple[tuple[float, float] | None, ...] = ()
    strong: bool = False

    @property
    def name(self) -> str:
        """What the line is of, and from which break on."""
        return self.series if self.start is None else f"{self.series} (from {self.start})"

    def reach(self, at: int) -> tuple[float, float] | None:
        """The interval of a year, by its place."""
        return self.ends[at] if self.ends else None


@dataclass(frozen=True)
class LineChart:
    """A chart by year: its title is the message, its subtitle what is measured; the unit, the years, and the lines."""

    title: str
    unit: Unit
    years: tuple[int, ...]
    lines: tuple[Piece, ...]
    subtitle: str = ""

    @property
    def series(self) -> list[str]:
        """The names of what is drawn, each once, in order."""
        return list(dict.fromkeys(line.series for line in self.lines))

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the scale: of percentages from 0, since a cut axis makes small changes look large.

        A ratio's are powers of two, as far from 1 on either side as need be.
        """
        drawn = [value for line in self.lines for value in line.values if value is not None]
        drawn += [end for line in self.lines for pair in line.ends if pair for end in pair]
        if self.unit is Unit.RATIO:
            powers = [math.log2(value) for value in drawn if 0 < value < math.inf] or [0.0]
            return 2.0 ** min(math.floor(min(powers)), -1), 2.0 ** max(math.ceil(max(powers)), 1)
        return 0.0, HIGHEST_SCORE if self.unit is Unit.SCORE else min(100.0, 10 * (max(drawn) // 10 + 1))

    @property
    def text(self) -> str:
        """What the chart shows, for a reader who cannot see it."""
        drawn = []
        for line in self.lines:
            pairs = zip(self.years, line.values, strict=True)
            known = [f"{year} {in_unit(value, self.unit)}" for year, value in pairs if value is not None]
            drawn.append(f"{line.name}: {', '.join(known)}")
        return f"Line chart. {self.title}. {self.subtitle} {'; '.join(drawn)}."
