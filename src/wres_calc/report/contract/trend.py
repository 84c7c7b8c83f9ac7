"""The years side by side: each measure by year, and what changed from one to the next."""

from typing import Literal

from wres_calc.counting.model import Reason
from wres_calc.figures.result import Doubt, Status, Unit
from wres_calc.report.contract.measures import Interval
from wres_calc.report.contract.part import Part

NotCompared = Literal["break_in_series", "no_value", "no_counts", "no_events", "part_of_the_whole"]
"""Why a change, or its interval, is not given."""


Parity = Literal["nearer", "further", "crossed"]
"""Where a comparison went: nearer to equality, further from it, or over to its other side."""


class UnknownShare(Part):
    """Which part is of unknown ethnicity, in percent: of the people in the base, and of those with the event."""

    base: float | None = None
    events: float | None = None


class Point(Part):
    """A measure in one year."""

    reporting_year: int
    value: float | None
    numerator: int | float | None
    denominator: int | float | None
    interval: Interval | None
    status: Status
    reason: Reason | None
    unknown: UnknownShare = UnknownShare()


class Change(Part):
    """What changed from one year given to the next one given.

    `value` is the later value less the earlier one, in percentage points; for a ratio the later over the earlier one.
    `clear` says whether its interval and its p-value leave out no change and the numbers are large enough, `None`
    where there is no interval; `reason` says why, and `doubt` why a change that has one is not clear. Of a clear change
    of a comparison `parity` says whether it came nearer to equality, went further from it or crossed it. `better` says
    whether a clear change is better for `for_group`, `None` where it led to, or lies on, the side in favour of it.
    """

    from_year: int
    to_year: int
    value: float | None
    unit: Unit
    interval: Interval | None = None
    p_value: float | None = None
    clear: bool | None = None
    doubt: Doubt | None = None
    parity: Parity | None = None
    better: bool | None = None
    for_group: str | None = None
    reason: NotCompared | None = None


class Series(Part):
    """A measure over the years, and its changes; a year that was not given has no point."""

    measure: str
    breakdown: dict[str, str]
    group: str
    compared_with: str | None
    unit: Unit
    points: tuple[Point, ...]
    changes: tuple[Change, ...]


class Break(Part):
    """From `reporting_year` on the definition is another one: earlier figures are not comparable."""

    reporting_year: int
    text: str


class IndicatorTrend(Part):
    """One indicator over the years; `cautions` are sentences on what makes years hard to compare."""

    number: int
    title: str
    breaks: tuple[Break, ...]
    cautions: tuple[str, ...] = ()
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
