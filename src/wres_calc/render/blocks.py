"""Blocks: what a view is made of. A terminal, a workbook and a page each lay out every kind of them.

A figure stays a number, unrounded, with what it is; only where it is shown does it become text or a number format.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from wres_calc.render.drawn import Chart, LineChart, Spread
from wres_calc.report.report import MARKER, Measure, Status, Unit
from wres_calc.report.words.numbers import WITHOUT_BOUND, count, percent, points, ratio, score, score_points
from wres_calc.report.words.uncertainty import p_value

T = TypeVar("T")


class Holds(StrEnum):
    """What a column or a figure holds: it decides how it is aligned and how its numbers are written."""

    TEXT = "text"
    COUNT = "count"  # people, rows or organisations; a mean of two years may end in .5
    NUMBER = "number"  # a number that names something: an indicator, a row, a year
    PERCENT, RATIO = "percent", "ratio"
    POINTS = "percentage_points"
    SCORE, SCORE_POINTS = "score", "score_points"
    POINTS_NAMED = "points"  # the same with the unit beside it, where no heading says it: "+2.5 pp"
    P_VALUE = "p_value"
    FIGURES = "figures"  # figures of several units, each with its own


_TEXTS: dict[Holds, Callable[[float], str]] = {
    Holds.COUNT: count,
    Holds.NUMBER: lambda number: f"{number:.0f}",
    Holds.PERCENT: percent,
    Holds.RATIO: ratio,
    Holds.POINTS: points,
    Holds.SCORE: score,
    Holds.SCORE_POINTS: score_points,
    Holds.POINTS_NAMED: lambda number: f"{points(number)} pp",
    Holds.P_VALUE: lambda p: p_value(p).removeprefix("p ").removeprefix("= "),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number and what it is, `None` where there is none to give; `below` it, in small print, counts or limits.

    One that is `withheld` from the public has no value here either.
    """

    value: float | None
    holds: Holds
    below: str = ""
    withheld: bool = False

    @property
    def text(self) -> str:
        """The figure as text: "21.8%", "1.83", "+2.5"; "-" without one, the marker where it is withheld."""
        if self.value is None:
            return MARKER if self.withheld else "-"
        return _TEXTS[self.holds](self.value)


Cell = str | Number | Spread | None


def _made_elsewhere(_: object) -> None:
    """What `Column.of` is where the cells of a table are made row by row."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column of a table: its heading, what a cell of it is (`of` what a row is about), and what it holds.

    It is as wide as its content up to `width` characters, above which text wraps; with `fixed` that wide in any case,
    as where a sheet must fit its page or tables stand one below the other. A `quiet` one is read last.
    """

    heading: str
    of: Callable[[T], Cell | float] = _made_elsewhere
    holds: Holds = Holds.TEXT
    width: int = 40
    fixed: bool = False
    quiet: bool = False

    @property
    def figures(self) -> bool:
        """Whether it holds numbers, which stand on the right."""
        return self.holds is not Holds.TEXT

    def cell(self, row: T) -> Cell:
        """The cell of one row."""
        found = self.of(row)
        if isinstance(found, int | float):
            return Number(found, self.holds)
        return found or None


@dataclass(frozen=True)
class Heading:
    """The heading of a part; `mark` is the number that it goes by."""

    text: str
    mark: str = ""
    level: int = 2


@dataclass(frozen=True)
class Text:
    """A paragraph; a `lead` is the one to read where only one is read."""

    text: str
    lead: bool = False


@dataclass(frozen=True)
class Note:
    """A remark in small print."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list of sentences."""

    texts: Sequence[str]


@dataclass(frozen=True)
class Fold:
    """Blocks below a title, folded away where that can be opened."""

    title: str
    blocks: "Sequence[Block]"


@dataclass(frozen=True)
class Table:
    """A table: its name, its columns, and its rows of cells.

    Rows numbered in `totals` (0 is the first) are sums of others. `grouped`: rows of the same first cell belong
    together. Without `filters` it is to be read from top to bottom.
    """

    name: str
    columns: Sequence[Column[Any]]
    rows: Sequence[Sequence[Cell]]
    totals: frozenset[int] = frozenset()
    grouped: bool = False
    filters: bool = True


def table(name: str, columns: Sequence[Column[T]], about: Iterable[T], **more: Any) -> Table:
    """Return a table with a row for each of the things that it is `about`."""
    return Table(name, columns, [[column.cell(each) for column in columns] for each in about], **more)


Shown = Heading | Text | Note | Items | Table | Chart | LineChart
Block = Shown | Fold


def unfolded(blocks: Iterable[Block]) -> Iterator[Shown]:
    """Yield blocks with what is folded away below its title, for where nothing can be opened."""
    for block in blocks:
        if isinstance(block, Fold):
            yield Heading(block.title, level=3)
            yield from unfolded(block.blocks)
        else:
            yield block


@dataclass(frozen=True)
class Section:
    """Blocks that stand together, by a name: a sheet of a workbook, a part of a page; `notes` stand below its title."""

    name: str
    title: str
    blocks: Sequence[Block]
    notes: Sequence[str] = ()
    one_page: bool = False

    @property
    def anchor(self) -> str:
        """Its name where a link leads to it."""
        return self.name.lower().replace(" ", "-")


def in_unit(value: float | None, unit: Unit, below: str = "") -> Number:
    """Return a value in its unit."""
    return Number(value, Holds(unit.value), below)


def value_of(measure: Measure | None, below: str = "") -> Cell:
    """Return a measure's value in its unit, the marker where it is withheld."""
    if measure is None:
        return None
    withheld = measure.value is None and measure.status is Status.SUPPRESSED
    return Number(measure.value, Holds(measure.unit.value), below, withheld)


def with_unit(cell: Cell) -> Cell:
    """Return a ratio or gap with its unit beside it."""
    if isinstance(cell, Number) and cell.holds is Holds.POINTS:
        return replace(cell, holds=Holds.POINTS_NAMED)
    return cell


def numerator_of(measure: Measure | None) -> Cell:
    """Return a rate's numerator, the marker where it is withheld."""
    return _counted(measure, measure.numerator) if measure else None


def denominator_of(measure: Measure | None) -> Cell:
    """Return a rate's denominator, the marker where it is withheld."""
    return _counted(measure, measure.denominator) if measure else None


def _counted(measure: Measure, number: float | None) -> Cell:
    if number is not None:
        return Number(number, Holds.COUNT)
    return MARKER if measure.status is Status.SUPPRESSED and measure.unit.is_rate else None


def bounded(value: float | None, unit: Unit) -> Cell:
    """Return a value or quantile, in words where it is a ratio without bound."""
    return WITHOUT_BOUND if value is None else in_unit(value, unit)
