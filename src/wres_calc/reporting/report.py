"""The report: the JSON contract (section 5), and all that any writer ever sees.

Nothing in it is rounded. A value that cannot be had is `None` with a `reason` from a closed list; it is never NaN,
never infinite and never 0 for "unknown".
"""

import datetime as dt
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from wres_calc.calculation.result import Reason, Status, Unit
from wres_calc.validation.issue import Severity

__all__ = ["Reason", "Severity", "Status", "Unit"]


class Part(BaseModel):
    """A part of the report: nothing unknown in it, nothing changed after it was made."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=False)


class Tool(Part):
    """Which program made the report."""

    name: Literal["wres-calc"] = "wres-calc"
    version: str


class Organisation(Part):
    """Whom the report is about."""

    code: str
    name: str | None = None
    region: str | None = None
    icb: str | None = None
    type: str | None = None


class Input(Part):
    """One table as read. `people` is the headcount it gave, `None` where it did not get that far."""

    table: str
    file: str
    sheet: str | None = None
    sha256: str
    rows: int
    people: int | None = None


class IssueItem(Part):
    """One thing wrong, at one place.

    `row` is the row as a spreadsheet shows it, `column` the heading as sent. `value` is the cell's text, only where
    values were asked for. `count` is how many rows the item stands for.
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
    count: int = 1
    value: str | None = None


class FaultyValue(NamedTuple):
    """One offending value of a coded column: how often it occurs, its first rows, and what may have been meant."""

    value: str
    times: int
    rows: tuple[int, ...] = ()
    hint: str = ""


class IssueGroup(Part):
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


class Issues(Part):
    """All that is wrong with the submission: numbers by severity, and every item."""

    error: int = 0
    warning: int = 0
    note: int = 0
    items: tuple[IssueItem, ...] = ()
    groups: tuple[IssueGroup, ...] = Field(default=(), exclude=True)


class Interval(Part):
    """How sure a value is; limits in the unit of the value. No upper bound: `upper` is `None`, `unbounded` true."""

    lower: float
    upper: float | None
    confidence: float
    method: str
    unbounded: bool = False


class Measure(Part):
    """One figure.

    A share, likelihood or percentage formed from counts carries `numerator` and `denominator` (people; a mean of two
    years may end in .5). `breakdown` is empty for the whole. A ratio or difference is `ethnic_group` compared with
    `compared_with`: the value is the first over (or minus) the second.
    """

    measure: str
    breakdown: dict[str, str]
    ethnic_group: str
    compared_with: str | None
    numerator: int | float | None
    denominator: int | float | None
    value: float | None
    unit: Unit
    interval: Interval | None = None
    status: Status
    reason: Reason | None = None


class Source(Part):
    """Where a definition was read."""

    title: str
    page: str | None = None
    url: str | None = None


class IndicatorReport(Part):
    """One indicator of the year: what it is (from the definitions), and what it came to."""

    number: int
    title: str
    status: Status
    reason: Reason | None
    kind: Literal["share", "relative_likelihood", "percentage", "gap"]
    wording: str
    formula: str
    unknown: str
    above: str
    below: str
    source: Source
    verified: bool
    measures: tuple[Measure, ...]


class Step(Part):
    """One step from rows to people: `dropped` rows left at this step, `left` remained after it."""

    step: str
    description: str
    dropped: int
    left: int


class Population(Part):
    """How one population came to be, step by step; the last step's `left` is its `people`."""

    population: str
    table: str
    steps: tuple[Step, ...]
    people: int


class Rule(Part):
    """A rule the report was made by; `verified` is false where it is ours."""

    name: str
    text: str
    verified: bool


class Method(Part):
    """How the figures were made: which definitions, which rules, and what each step dropped."""

    definitions_sha256: str
    definitions_verified: bool
    survey_year: int
    groupings: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    populations: tuple[Population, ...] = ()


class Report(Part):
    """What `wres calc` says of one organisation in one reporting year."""

    format: Literal[1] = 1
    tool: Tool
    organisation: Organisation
    reporting_year: int
    snapshot_date: dt.date
    inputs: tuple[Input, ...]
    issues: Issues
    indicators: tuple[IndicatorReport, ...]
    method: Method
