"""One figure of the report: its counts, its value, and how sure it is."""

from typing import ClassVar, Literal

from wres_calc.counting.model import Reason
from wres_calc.figures.result import Doubt, Status, Unit
from wres_calc.report.contract.part import Part


class Interval(Part):
    """How sure a value is; limits in the unit of the value. No upper bound: `upper` is `None`, `unbounded` true."""

    lower: float
    upper: float | None
    confidence: float
    method: str
    unbounded: bool = False


class Test(Part):
    """How often chance alone would part two equal groups at least as far: a two-sided p-value. The first is shown."""

    __test__: ClassVar[bool] = False

    method: str
    p_value: float


class OneCase(Part):
    """What the value would be with one person fewer or more in `group`, whose numerator is `people`.

    Said where that is a handful; `None` where there would be no value, or no such person.
    """

    group: str
    people: int | float
    fewer: float | None
    more: float | None


class RatioRange(Part):
    """The range a ratio is read against, both bounds inside, and on which side of it the ratio as shown stands."""

    lower: float
    upper: float
    position: Literal["below", "within", "above"]


class Verdict(Part):
    """What a comparison may be said to show: `clear` where interval, test and the size of the numbers all bear it out.

    `adverse` says of a clear one whether it is on the side that is worse for BME staff (`None` without such a side),
    `doubt` of the others why they are not clear.
    """

    clear: bool
    adverse: bool | None = None
    doubt: Doubt | None = None


class CountsOfYears(Part):
    """The counts of all years that a mean is of: people, and their bases."""

    years: int
    numerator: int
    denominator: int


class Measure(Part):
    """One figure.

    A share, likelihood or percentage formed from counts carries `numerator` and `denominator` (people; a mean of two
    years may end in .5, and `both_years` has the counts it is of). `breakdown` is empty for the whole. A ratio or
    difference is `group` compared with `compared_with`: the value is the first over (or minus) the second, which
    is `compared_value`.
    """

    measure: str
    breakdown: dict[str, str]
    group: str
    compared_with: str | None
    numerator: int | float | None
    denominator: int | float | None
    both_years: CountsOfYears | None = None
    compared_value: float | None = None
    value: float | None
    unit: Unit
    interval: Interval | None = None
    tests: tuple[Test, ...] = ()
    one_case: OneCase | None = None
    ratio_range: RatioRange | None = None
    verdict: Verdict | None = None
    status: Status
    reason: Reason | None = None
