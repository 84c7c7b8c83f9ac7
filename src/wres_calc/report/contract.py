"""Parts of the JSON contract (section 5): issues, figures, the years side by side, one organisation among others.

The whole is `report`'s.
"""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from pydantic import Field

from wres_calc.checking.issue import Severity
from wres_calc.counting.model import Reason
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.figures.figure import Doubt, FigureKey, Interval, OneCase, RatioRange, Status, Test, Verdict
from wres_calc.figures.measures import Unit
from wres_calc.strict_model import StrictModel


class IssueItem(StrictModel):
    """One thing wrong, at one place.

    `row` is the row as a spreadsheet shows it, `column` the heading as sent. `value` is the cell's text, only where
    values were asked for. `count` is how many rows the item stands for, `None` where the public must not know: those of
    a fault in very many rows have one item together, at the first of them; `further_rows` are the others.
    `reason` is why the issue was accepted, or the row left out, on purpose.
    """

    code: str
    severity: Severity
    table: str | None = None
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    message: str
    advice: str
    count: int | None = 1
    value: str | None = None
    reason: str | None = None
    further_rows: Sequence[int] = Field(default=(), exclude=True)
    title: str = Field(default="", exclude=True)


class FaultyValue(NamedTuple):
    """One offending value of a coded column: how often it occurs, its first rows, and what may have been meant."""

    value: str
    times: int
    rows: tuple[int, ...] = ()
    hint: str = ""


class IssueGroup(StrictModel):
    """The same thing wrong in the same column: what the terminal and the workbook show of many items.

    `rows` are the first few rows, `values` the distinct offending values of a coded column, most frequent first
    (empty for identifiers and free text: they are nobody's business on a screen). `reason` is why the issue was
    accepted, where it was.
    """

    code: str
    severity: Severity
    title: str
    advice: str
    message: str
    table: str | None = None
    file: str | None = None
    sheet: str | None = None
    column: str | None = None
    count: int
    rows: tuple[int, ...] = ()
    values: tuple[FaultyValue, ...] = ()
    reason: str | None = None


class Issues(StrictModel):
    """All that is wrong with the submission: numbers by severity, and every item.

    A public report does not say how many there were (`None`), since that may be a small number of people: it has the
    accepted ones alone, without where they stand.
    """

    error: int | None = 0
    warning: int | None = 0
    note: int | None = 0
    items: tuple[IssueItem, ...] = ()
    groups: tuple[IssueGroup, ...] = Field(default=(), exclude=True)


class FigureName(StrictModel):
    """Which figure: of which indicator, of which part of it, of whom."""

    indicator: IndicatorNumber
    measure: str
    breakdown: dict[str, str]
    group: str
    compared_with: str | None
    unit: Unit

    def key(self, standard: str) -> FigureKey:
        """Return its key among the figures of a standard."""
        return FigureKey.of(
            standard, self.indicator, self.measure, self.breakdown, self.group, self.compared_with
        )


def naming(key: FigureKey) -> dict[str, Any]:
    """Return the fields of a `FigureName`."""
    return {
        "indicator": key.indicator,
        "measure": key.measure,
        "breakdown": dict(sorted(key.parts.items())),
        "group": key.group,
        "compared_with": key.compared_with,
        "unit": key.unit,
    }


class CountsOfYears(StrictModel):
    """The counts of all years that a mean is of: people, and their bases."""

    years: int
    numerator: int
    denominator: int


class Measure(StrictModel):
    """One figure.

    A share, likelihood or percentage formed from counts carries `numerator` and `denominator` (people; a mean of two
    years may end in .5, and `both_years` has the counts it is of). `breakdown` is empty for the whole. A ratio or
    difference is `group` compared with `compared_with`: the value is the first over (or minus) the second, which
    is `compared_value`. A mean of scores has their standard `deviation`, where the answers are known.
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
    deviation: float | None = Field(default=None, exclude_if=lambda deviation: deviation is None)
    interval: Interval | None = None
    tests: tuple[Test, ...] = ()
    one_case: OneCase | None = None
    ratio_range: RatioRange | None = None
    verdict: Verdict | None = None
    status: Status
    reason: Reason | None = None

    def key(self, standard: str, indicator: IndicatorNumber) -> FigureKey:
        """Return its key among the figures of an indicator of a standard."""
        return FigureKey.of(standard, indicator, self.measure, self.breakdown, self.group, self.compared_with)


NotCompared = Literal["break_in_series", "no_value", "no_counts", "no_events", "part_of_the_whole"]
"""Why a change, or its interval, is not given."""


Parity = Literal["nearer", "further", "crossed"]
"""Where a comparison went: nearer to equality, further from it, or over to its other side."""


class UnknownShare(StrictModel):
    """Which part is of unknown ethnicity, in percent: of the people in the base, and of those with the event."""

    base: float | None = None
    events: float | None = None


class Point(StrictModel):
    """A measure in one year."""

    reporting_year: int
    value: float | None
    numerator: int | float | None
    denominator: int | float | None
    interval: Interval | None
    status: Status
    reason: Reason | None
    unknown: UnknownShare = UnknownShare()


class Change(StrictModel):
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


class Series(StrictModel):
    """A measure over the years, and its changes; a year that was not given has no point."""

    measure: str
    breakdown: dict[str, str]
    group: str
    compared_with: str | None
    unit: Unit
    points: tuple[Point, ...]
    changes: tuple[Change, ...]


class Break(StrictModel):
    """From `reporting_year` on the definition is another one: earlier figures are not comparable."""

    reporting_year: int
    text: str


class IndicatorTrend(StrictModel):
    """One indicator over the years; `cautions` are sentences on what makes years hard to compare."""

    number: IndicatorNumber
    title: str
    breaks: tuple[Break, ...]
    cautions: tuple[str, ...] = ()
    series: tuple[Series, ...]


class YearGiven(StrictModel):
    """A year that is compared. `definitions_changed`: its report was made with other definitions than ours of today."""

    reporting_year: int
    definitions_sha256: str
    definitions_changed: bool


class Trend(StrictModel):
    """The years given, in order, and each indicator over them."""

    years: tuple[YearGiven, ...]
    confidence: float
    indicators: tuple[IndicatorTrend, ...]


Rule = Literal["nearest_to_1", "nearest_to_0", "lowest_first", "highest_first"]
"""How organisations are ranked: the first is the best."""


class Place(FigureName):
    """Where a figure of the report stands among the organisations of a roll-up, itself included.

    Ties share a rank; quartile 1 holds the best. `peers` are organisations of the same type: all where it has none.
    A value or median of `None` is a ratio without bound, which ranks last.
    """

    value: float | None
    rule: Rule
    rank: int
    of: int
    quartile: int
    median: float | None
    peers: str
    peers_of: int
    peer_rank: int
    peer_median: float | None


class Benchmark(StrictModel):
    """The organisation among the others of its reporting year; `among` is what all of them together are called."""

    reporting_year: int
    organisations: int
    among: str = "All organisations"
    places: tuple[Place, ...]
