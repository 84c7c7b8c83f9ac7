"""One figure of the report: its counts, its value, and how sure it is."""

from typing import ClassVar, Literal

from wres_calc.calculation.result import Reason, Status, Unit
from wres_calc.reporting.contract.part import Part


class Interval(Part):
    """How sure a value is; limits in the unit of the value. No upper bound: `upper` is `None`, `unbounded` true."""

    lower: float
    upper: float | None
    confidence: float
    method: str
    unbounded: bool = False


class Test(Part):
    """How often chance alone would part two equal groups at least as far as here: a two-sided p-value."""

    __test__: ClassVar[bool] = False

    method: str
    p_value: float


class OneCase(Part):
    """What the value would be with one person fewer or more in `ethnic_group`, whose numerator is `people`.

    Said where that is a handful; `None` where there would be no value, or no such person.
    """

    ethnic_group: str
    people: int | float
    fewer: float | None
    more: float | None


class RatioRange(Part):
    """The range read as no concern, both bounds inside, and on which side of it a ratio stands."""

    lower: float
    upper: float
    position: Literal["below", "within", "above"]


class CountsOfYears(Part):
    """The counts of all years that a mean is of: people, and their bases."""

    years: int
    numerator: int
    denominator: int


class Measure(Part):
    """One figure.

    A share, likelihood or percentage formed from counts carries `numerator` and `denominator` (people; a mean of two
    years may end in .5, and `both_years` has the counts it is of). `breakdown` is empty for the whole. A ratio or
    difference is `ethnic_group` compared with `compared_with`: the value is the first over (or minus) the second.
    """

    measure: str
    breakdown: dict[str, str]
    ethnic_group: str
    compared_with: str | None
    numerator: int | float | None
    denominator: int | float | None
    both_years: CountsOfYears | None = None
    value: float | None
    unit: Unit
    interval: Interval | None = None
    tests: tuple[Test, ...] = ()
    one_case: OneCase | None = None
    ratio_range: RatioRange | None = None
    status: Status
    reason: Reason | None = None
