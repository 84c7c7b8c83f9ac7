"""What an indicator comes to: figures with their counts, exact and unrounded, or the reason why there is none.

A figure is the same thing wherever it is calculated, pooled, set beside other years, hidden or read back from a saved
report. "Not calculable" is a value with a reason here: never NaN, never an exception, never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import inf, sqrt
from typing import Literal, NamedTuple

from wres_calc.counting.dimensions import DIMENSIONS, WHOLE, Part, board_part
from wres_calc.counting.model import Counts, Number, Reason, whole_or_half
from wres_calc.facts.characteristics import Grouping
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.figures.measures import MEASURES, Unit
from wres_calc.figures.statistics.means import Sample


class Status(StrEnum):
    """Whether an indicator or a measure has a value."""

    CALCULATED = "calculated"
    NOT_CALCULATED = "not_calculated"
    SUPPRESSED = "suppressed"

    @classmethod
    def of(cls, reason: Reason | None) -> "Status":
        """Return the status of what has no value for this reason; `None` of what has one."""
        if reason is None:
            return cls.CALCULATED
        return cls.SUPPRESSED if reason is Reason.SUPPRESSED else cls.NOT_CALCULATED


class FigureKey(NamedTuple):
    """What a figure is of: no two figures of a report have the same.

    `breakdown` is the part of the people, empty for the whole, `grouping` the detailed grouping that `group` is of:
    `None` for the groups that the standard compares.
    """

    standard: str
    indicator: IndicatorNumber
    measure: str
    breakdown: Part
    grouping: str | None
    group: str
    compared_with: str | None = None

    @classmethod
    def of(
        cls,
        standard: str,
        indicator: IndicatorNumber,
        measure: str,
        parts: Mapping[str, str],
        group: str,
        compared_with: str | None,
    ) -> "FigureKey":
        """Return the key of what the contract names: `parts` are the breakdown, a grouping among them."""
        keys = [*DIMENSIONS, *sorted(parts.keys() - {*DIMENSIONS, "grouping"})]
        part = tuple((key, parts[key]) for key in keys if key in parts)
        return cls(standard, indicator, measure, part, parts.get("grouping"), group, compared_with)

    @property
    def unit(self) -> Unit:
        """What the value is in."""
        return MEASURES[self.measure].unit

    @property
    def parts(self) -> dict[str, str]:
        """The breakdown with the grouping, as the contract has it."""
        return dict(self.breakdown) | ({"grouping": self.grouping} if self.grouping else {})

    @property
    def rate(self) -> "FigureKey":
        """The rate that it is, or is formed from."""
        return self._replace(measure=MEASURES[self.measure].rate, compared_with=None)

    def sides(self, workforce: IndicatorNumber) -> tuple["FigureKey", "FigureKey"]:
        """Return the two rates that a comparison is formed from.

        A gap is to the same group in the whole of the `workforce` indicator, or of the population served; another
        comparison is with a group that the standard compares.
        """
        rate = self.rate
        if self.compared_with is not None:
            return rate, rate._replace(group=self.compared_with, grouping=None)
        indicator = workforce if self.measure == "gap_to_workforce" else self.indicator
        return rate, rate._replace(indicator=indicator, breakdown=WHOLE)


class Cell(NamedTuple):
    """A count as a table can show it: of which population, which part of it, and which ethnic group.

    `group` is `white`, `bme`, `unknown`, a heading, a one-letter category, or `all` for everybody. The same people
    have the same cell, whichever indicator or grouping asks for them.
    """

    population: str
    part: Part
    group: str


@dataclass(frozen=True)
class Interval:
    """How sure a value is; limits in the unit of the value. No upper bound: `upper` is `None`, `unbounded` true."""

    lower: float
    upper: float | None
    confidence: float
    method: str
    unbounded: bool = False


@dataclass(frozen=True)
class Test:
    """How often chance alone would part two equal groups at least as far: a two-sided p-value. The first is shown."""

    __test__ = False

    method: str
    p_value: float


class Doubt(StrEnum):
    """Why a difference or change is not clear: the closed list."""

    NO_INTERVAL = "no_interval"
    CHANCE = "chance"
    SMALL_NUMBERS = "small_numbers"
    UNKNOWN_SHARE = "unknown_share"


@dataclass(frozen=True)
class OneCase:
    """What the value would be with one person fewer or more in `group`, whose numerator is `people`.

    Said where that is a handful; `None` where there would be no value, or no such person.
    """

    group: str
    people: int | float
    fewer: float | None
    more: float | None


@dataclass(frozen=True)
class RatioRange:
    """The range a ratio is read against, both bounds inside, and on which side of it the ratio as shown stands."""

    lower: float
    upper: float
    position: Literal["below", "within", "above"]


@dataclass(frozen=True)
class Verdict:
    """What a comparison may be said to show: `clear` where interval, test and the size of the numbers all bear it out.

    `adverse` says of a clear one whether it is on the side that is worse for BME staff (`None` without such a side),
    `doubt` of the others why they are not clear.
    """

    clear: bool
    adverse: bool | None = None
    doubt: Doubt | None = None


class Uncertainty(NamedTuple):
    """What chance may have done to a value, and how it is read; each part is empty where it does not apply."""

    interval: Interval | None = None
    tests: tuple[Test, ...] = ()
    one_case: OneCase | None = None
    ratio_range: RatioRange | None = None
    verdict: Verdict | None = None


NOT_SAID = Uncertainty()
"""Of a figure that compares nothing, or is withheld."""


@dataclass(frozen=True)
class Figure:
    """One figure, exact: `value` is a fraction in the unit of its key, or `None` with a `reason`.

    A share, likelihood or percentage formed from counts carries `numerator` and `denominator`, and the `cells` these
    stand in. A ratio, difference or gap is formed from two others (`formed_from`): `group` over or minus
    `compared_with`, or the group's share minus its share elsewhere. A numerator that is a mean of `years` was counted
    over as many bases. A mean of scores has those who scored for its denominator, and its standard `deviation`.
    """

    key: FigureKey
    value: Fraction | None
    reason: Reason | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    years: int = 1
    deviation: float | None = None
    uncertainty: Uncertainty = NOT_SAID
    cells: tuple[Cell, ...] = field(default=(), compare=False)
    formed_from: tuple["Figure", ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a figure has a value or a reason, and not both")

    @property
    def status(self) -> Status:
        """Whether it has a value."""
        return Status.of(self.reason)

    @property
    def counted(self) -> tuple[Number, Number] | None:
        """Everybody counted, in all its years: numerator and denominator; `None` without either."""
        if self.numerator is None or self.denominator is None:
            return None
        return self.numerator * self.years, self.denominator * self.years

    @property
    def proportion(self) -> tuple[int | float, int | float] | None:
        """The same as statistics take it; `None` where nobody is counted, or there are more events than people."""
        if self.counted is None or not self.denominator or self.counted[0] > self.counted[1]:
            return None
        return whole_or_half(self.counted[0]), whole_or_half(self.counted[1])

    @property
    def sample(self) -> Sample | None:
        """The scores that it is the mean of, as statistics take them; `None` where they are not known."""
        if self.value is None or self.deviation is None or self.denominator is None:
            return None
        return Sample(float(self.value), self.deviation, int(self.denominator))

    @property
    def rank_value(self) -> float | None:
        """The value to rank by; infinite for a ratio without bound: events in its first group, none in the other."""
        if self.reason is Reason.NO_EVENTS_IN_COMPARISON_GROUP:
            return inf if self.formed_from and self.formed_from[0].value else None
        return None if self.value is None else float(self.value)

    @property
    def rests_on(self) -> frozenset[Cell]:
        """Every count the figure is worked out from."""
        return frozenset(self.cells).union(*(each.rests_on for each in self.formed_from))


def cell(population: str, part: Part, group: str) -> Cell:
    """Where a count stands: the whole board has one place, however it is asked for."""
    return Cell(population, WHOLE if part == board_part("total") else part, group)


def key_of(
    counts: Counts, number: IndicatorNumber, measure: str, part: Part, grouping: Grouping, group: str
) -> FigureKey:
    """Return the key of a rate that is formed from counts."""
    detailed = None if grouping.main else grouping.name
    return FigureKey(counts.standard.code, number, measure, part, detailed, group)


def percent(
    key: FigureKey,
    numerator: Number | None,
    denominator: Number | None,
    cells: tuple[Cell, ...] = (),
    years: int = 1,
) -> Figure:
    """A count of a base, in percent. `cells` are the places of the two; the count may be a mean of `years`."""
    if numerator is None or denominator is None:
        return Figure(key, None, Reason.NO_DETAIL_IN_COUNTS)
    value = Fraction(100 * numerator, denominator) if denominator else None
    reason = None if denominator else Reason.NOBODY_IN_GROUP
    return Figure(key, value, reason, numerator, denominator, years, cells=cells)


def mean(key: FigureKey, scores: Mapping[Fraction, int], base: Cell) -> Figure:
    """Return the mean of scores, each with how many people scored it."""
    people = sum(scores.values())
    if not people:
        return Figure(key, None, Reason.NOBODY_IN_GROUP, denominator=0, cells=(base, base))
    value = sum((score * number for score, number in scores.items()), Fraction(0)) / people
    squares = sum(number * (score - value) ** 2 for score, number in scores.items())
    deviation = sqrt(squares / (people - 1)) if people > 1 else None
    return Figure(key, value, denominator=people, deviation=deviation, cells=(base, base))


def comparison(key: FigureKey, this: Figure, other: Figure) -> Figure:
    """One rate over another, or percentage points between them; without either, the reason of what is missing."""
    value, reason = None, this.reason or other.reason
    if this.value is not None and other.value is not None:
        if key.unit is not Unit.RATIO:
            value = this.value - other.value
        elif other.value:
            value = this.value / other.value
        else:
            reason = Reason.NO_EVENTS_IN_COMPARISON_GROUP
    return Figure(key, value, reason, formed_from=(this, other))
