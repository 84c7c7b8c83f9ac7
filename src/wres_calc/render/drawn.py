"""What is drawn, by whatever draws it: charts, and figures with their intervals in a table's cells."""

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
    """One figure drawn: in which row, for whom, its value and its interval (`upper` `None`: without bound)."""

    row: str
    series: str
    value: float
    lower: float | None = None
    upper: float | None = None
    said: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart of one indicator: shares that make up a whole, ratios around 1, or groups beside each other.

    `series` are the names of all groups that there are, in the order by which they have their looks. `withheld` says
    how many figures are left out because they are not shown; `band` is the range of the indicator.
    """

    number: IndicatorNumber
    kind: str
    title: str
    unit: Unit
    series: tuple[str, ...]
    marks: tuple[Mark, ...]
    withheld: int = 0
    band: tuple[float, float] | None = None
    order: tuple[str, ...] = ()

    @property
    def rows(self) -> list[str]:
        """The names of its rows, each once, in `order` where that is given: a row may have no mark."""
        return list(dict.fromkeys(self.order or [mark.row for mark in self.marks]))

    @property
    def top(self) -> float:
        """Where an axis that begins at 0 ends: the next ten per cent above all that is drawn, or the highest score."""
        if self.unit is Unit.SCORE:
            return float(HIGHEST_SCORE)
        most = max(mark.upper or mark.value for mark in self.marks)
        return min(100.0, 10 * (most // 10 + 1))

    @property
    def text(self) -> str:
        """What the chart shows, for a reader who cannot see it."""
        drawn = "; ".join(f"{mark.row}, {mark.series}: {mark.said}" for mark in self.marks)
        hidden = f" {self.withheld} figures are withheld and not drawn." if self.withheld else ""
        return f"{self.title}. {drawn}.{hidden}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or what is left of one between two breaks in its series; `None` is a year without a figure.

    `start` is the year of the break that it begins at. All pieces of a series look the same.
    """

    series: str
    values: tuple[float | None, ...]
    start: int | None = None

    @property
    def name(self) -> str:
        """What the line is of, and from which break on."""
        return self.series if self.start is None else f"{self.series} (from {self.start})"


@dataclass(frozen=True)
class LineChart:
    """A chart by year: its title, the unit of its values, the years, and its lines."""

    title: str
    unit: Unit
    years: tuple[int, ...]
    lines: tuple[Piece, ...]

    @property
    def series(self) -> list[str]:
        """The names of what is drawn, each once, in order."""
        return list(dict.fromkeys(line.series for line in self.lines))

    @property
    def top(self) -> float:
        """How far the scale must reach: from 0, since a cut axis makes small changes look large."""
        most = max(value for line in self.lines for value in line.values if value is not None)
        return max(most, 1.0 if self.unit is Unit.RATIO else 10.0)

    @property
    def text(self) -> str:
        """What the chart shows, for a reader who cannot see it."""
        drawn = []
        for line in self.lines:
            pairs = zip(self.years, line.values, strict=True)
            known = [f"{year} {in_unit(value, self.unit)}" for year, value in pairs if value is not None]
            drawn.append(f"{line.name}: {', '.join(known)}")
        return f"Line chart. {self.title}. {'; '.join(drawn)}."
