"""What an indicator comes to: figures with their counts, exact and unrounded, or the reason why there is none.

"Not calculable" is a value with a reason here: never NaN, never an exception, never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from wres_calc.counting.dimensions import WHOLE, Part, board_part
from wres_calc.counting.model import Number, Reason, Tally
from wres_calc.facts.characteristics import EVERYBODY, Grouping
from wres_calc.standards.model import Indicator


class Status(StrEnum):
    """Whether an indicator or a measure has a value."""

    CALCULATED = "calculated"
    NOT_CALCULATED = "not_calculated"
    SUPPRESSED = "suppressed"


class Unit(StrEnum):
    """What a value is in: `percent` runs from 0 to 100."""

    PERCENT = "percent"
    RATIO = "ratio"
    PERCENTAGE_POINTS = "percentage_points"


class Cell(NamedTuple):
    """A count as a table can show it: of which population, which part of it, and which ethnic group.

    `group` is `white`, `bme`, `unknown`, a heading, a one-letter category, or `all` for everybody. The same people
    have the same cell, whichever indicator or grouping asks for them.
    """

    population: str
    part: tuple[tuple[str, str], ...]
    group: str


class Interval(NamedTuple):
    """How sure a value is: limits in the unit of the value, `upper` is `None` where there is no upper bound."""

    lower: float
    upper: float | None
    confidence: float
    method: str


class Significance(NamedTuple):
    """How often chance alone would part two equal groups at least as far: a two-sided p-value, and its method."""

    method: str
    p_value: float


class Doubt(StrEnum):
    """Why a difference or change is not clear: the closed list."""

    NO_INTERVAL = "no_interval"
    CHANCE = "chance"
    SMALL_NUMBERS = "small_numbers"
    UNKNOWN_SHARE = "unknown_share"


class Verdict(NamedTuple):
    """Whether a value is clearly above (1) or below (-1) the neutral one, or why it is not (0).

    `adverse` says of a clear one whether it is on the side that is worse for BME staff, `None` without such a side.
    """

    side: int
    doubt: Doubt | None = None
    adverse: bool | None = None


class OneCase(NamedTuple):
    """What the value would be with one person fewer or more in the group that has the fewest, `people`.

    `None` where there would be no value, or no such person to add or take away.
    """

    group: str
    people: Number
    fewer: Fraction | None
    more: Fraction | None


class Uncertainty(NamedTuple):
    """What chance may have done to a value; each part is empty where it does not apply."""

    interval: Interval | None = None
    tests: tuple[Significance, ...] = ()
    one_case: OneCase | None = None
    verdict: Verdict | None = None


NOT_SAID = Uncertainty()
"""Of a figure that compares nothing, or is withheld."""

UNDECIDED = Uncertainty(verdict=Verdict(0, Doubt.NO_INTERVAL))
"""Of a comparison that no method here applies to."""


@dataclass(frozen=True)
class Measure:
    """One figure, exact: `value` is a fraction in `unit`, or `None` with a `reason`.

    A share, likelihood or percentage formed from counts carries `numerator` and `denominator`, and the `cells` these
    stand in. A ratio, difference or gap is formed from two others (`formed_from`): `group` over or minus
    `compared_with`, or the group's share minus its share elsewhere. A numerator that is a mean of `years` was counted
    over as many bases.
    """

    measure: str
    group: str
    unit: Unit
    value: Fraction | None
    reason: Reason | None = None
    breakdown: Mapping[str, str] = field(default_factory=dict)
    compared_with: str | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    years: int = 1
    cells: tuple[Cell, ...] = ()
    formed_from: tuple["Measure", ...] = ()
    uncertainty: Uncertainty = NOT_SAID

    @property
    def counted(self) -> tuple[Number, Number] | None:
        """Everybody counted, in all its years: numerator and denominator; `None` without either."""
        if self.numerator is None or self.denominator is None:
            return None
        return self.numerator * self.years, self.denominator * self.years

    @property
    def rests_on(self) -> frozenset[Cell]:
        """Every count the figure is worked out from."""
        return frozenset(self.cells).union(*(each.rests_on for each in self.formed_from))

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a measure has a value or a reason, and not both")


class Caution(NamedTuple):
    """What may change the verdict on an indicator, in a sentence; `cells` are the counts that it tells something of."""

    code: str
    text: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator of the year and its measures; without any, the `reason` says why."""

    definition: Indicator
    measures: tuple[Measure, ...]
    reason: Reason | None = None
    cautions: tuple[Caution, ...] = ()


def cell(population: str, part: Part, group: str) -> Cell:
    """Where a count stands: the whole board has one place, however it is asked for."""
    return Cell(population, WHOLE if part == board_part("total") else part, group)


def percent(
    measure: str,
    part: Part,
    grouping: Grouping,
    group: str,
    numerator: Number | None,
    denominator: Number | None,
    cells: tuple[Cell, ...],
    years: int = 1,
) -> Measure:
    """A count of a base, in percent. `cells` are the places of the two; the count may be a mean of `years`."""
    value, reason = None, None
    if numerator is None or denominator is None:
        numerator = denominator = None
        reason = Reason.NO_DETAIL_IN_COUNTS
    elif denominator == 0:
        reason = Reason.NOBODY_IN_GROUP
    else:
        value = Fraction(100 * numerator, denominator)
    breakdown = dict(part) | grouping.breakdown
    return Measure(
        measure,
        group,
        Unit.PERCENT,
        value,
        reason,
        breakdown,
        numerator=numerator,
        denominator=denominator,
        years=years,
        cells=cells if numerator is not None else (),
    )


def share(population: str, tally: Tally | None, part: Part, grouping: Grouping, group: str) -> Measure:
    """The share of a group in a part of a population, the unknown in the base; no tally, no figure."""
    people = None if tally is None else tally.people(grouping, group)
    total = None if tally is None else tally.total
    cells = cell(population, part, grouping.names[group]), cell(population, part, EVERYBODY)
    return percent("share", part, grouping, group, people, total, cells)


def minus(measure: str, this: Measure, other: Measure, compared_with: str | None = None) -> Measure:
    """Percentage points between a measure and a benchmark; without either, the reason of what is missing."""
    value = None if this.value is None or other.value is None else this.value - other.value
    return Measure(
        measure,
        this.group,
        Unit.PERCENTAGE_POINTS,
        value,
        None if value is not None else this.reason or other.reason,
        this.breakdown,
        compared_with,
        formed_from=(this, other),
    )


def ratio(over: Measure, under: Measure) -> Measure:
    """One group's likelihood over another's."""
    value, reason = None, over.reason or under.reason
    if over.value is not None and under.value is not None:
        if under.value == 0:
            reason = Reason.NO_EVENTS_IN_COMPARISON_GROUP
        else:
            value = over.value / under.value
    return Measure(
        "relative_likelihood",
        over.group,
        Unit.RATIO,
        value,
        reason,
        over.breakdown,
        compared_with=under.group,
        formed_from=(over, under),
    )
