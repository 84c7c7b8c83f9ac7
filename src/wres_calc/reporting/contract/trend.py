"""The years side by side: each measure by year, and what changed from one to the next."""

from typing import Literal

from wres_calc.calculation.result import Reason, Status, Unit
from wres_calc.reporting.contract.measures import Interval
from wres_calc.reporting.contract.part import Part

NotCompared = Literal["break_in_series", "no_value", "no_counts", "no_events", "part_of_the_whole"]
"""Why a change, or its interval, is not given."""


class Point(Part):
    """A measure in one year."""

    reporting_year: int
    value: float | None
    numerator: int | float | None
    denominator: int | float | None
    interval: Interval | None
    status: Status
    reason: Reason | None


class Change(Part):
    """What changed from one year given to the next one given.

    `value` is the later value less the earlier one, in percentage points; for a ratio the later over the earlier one.
    `clear` says whether its interval leaves out no change, `None` where there is no interval; `reason` says why.
    `better` says for a clear change whether it is one towards equality or in favour of `for_group`, `None` where the
    measure has no such side.
    """

    from_year: int
    to_year: int
    value: float | None
    unit: Unit
    interval: Interval | None = None
    p_value: float | None = None
    clear: bool | None = None
    better: bool | None = None
    for_group: str | None = None
    reason: NotCompared | None = None


class Series(Part):
    """A measure over the years, and its changes; a year that was not given has no point."""

    measure: str
    breakdown: dict[str, str]
    ethnic_group: str
    compared_with: str | None
    unit: Unit
    points: tuple[Point, ...]
    changes: tuple[Change, ...]


class Break(Part):
    """From `reporting_year` on the definition is another one: earlier figures are not comparable."""

    reporting_year: int
    text: str


class IndicatorTrend(Part):
    """One indicator over the years."""

    number: int
    title: str
    breaks: tuple[Break, ...]
    series: tuple[Series, ...]


class YearGiven(Part):
    """A year that is compared. `definitions_changed`: its report was made with other definitions than ours of today."""

    reporting_year: int
    definitions_sha256: str
    definitions_changed: bool


class Trend(Part):
    """The years given, in order, and each indicator over them."""

    years: tuple[YearGiven, ...]
    confidence: float
    indicators: tuple[IndicatorTrend, ...]
