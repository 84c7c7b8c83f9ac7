"""What an indicator comes to: figures with their counts, or the reason why there is none.

"Not calculable" is a value with a reason here: never NaN, never an exception, never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from wres_calc.definitions.model import Indicator

Number = int | Fraction
"""A number of people: whole, or the mean of two years."""


class Status(StrEnum):
    """Whether an indicator or a measure has a value."""

    CALCULATED = "calculated"
    NOT_CALCULATED = "not_calculated"
    SUPPRESSED = "suppressed"


class Reason(StrEnum):
    """Why there is no value: the closed list."""

    TABLE_MISSING = "table_missing"
    TABLE_HAS_ERRORS = "table_has_errors"
    COLUMN_MISSING = "column_missing"
    NOBODY_IN_GROUP = "nobody_in_group"
    NO_EVENTS_IN_COMPARISON_GROUP = "no_events_in_comparison_group"
    NOT_PUBLISHED = "not_published"
    NO_DETAIL_IN_COUNTS = "no_detail_in_counts"
    PREVIOUS_YEAR_MISSING = "previous_year_missing"
    POPULATION_SERVED_MISSING = "population_served_missing"
    NOT_COLLECTED_THIS_YEAR = "not_collected_this_year"
    SUPPRESSED = "suppressed"


class Unit(StrEnum):
    """What a value is in: `percent` runs from 0 to 100."""

    PERCENT = "percent"
    RATIO = "ratio"
    PERCENTAGE_POINTS = "percentage_points"


@dataclass(frozen=True)
class Measure:
    """One figure, exact: `value` is a fraction in `unit`, or `None` with a `reason`.

    A share, likelihood or percentage formed from counts carries `numerator` and `denominator`. A ratio or difference
    is `ethnic_group` over or minus `compared_with`.
    """

    measure: str
    ethnic_group: str
    unit: Unit
    value: Fraction | None
    reason: Reason | None = None
    breakdown: Mapping[str, str] = field(default_factory=dict)
    compared_with: str | None = None
    numerator: Number | None = None
    denominator: Number | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a measure has a value or a reason, and not both")


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator of the year and its measures; without any, the `reason` says why."""

    definition: Indicator
    measures: tuple[Measure, ...]
    reason: Reason | None = None
