"""The report: the JSON contract (section 5), and all that any writer ever sees.

Nothing in it is rounded. A value that cannot be had is `None` with a `reason` from a closed list; it is never NaN,
never infinite and never 0 for "unknown".
"""

import datetime as dt
from typing import TYPE_CHECKING, Literal

from wres_calc.checking.issue import Severity
from wres_calc.counting.model import Reason
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.figures.figure import Doubt, Interval, OneCase, RatioRange, Status, Test, Verdict
from wres_calc.figures.measures import Unit
from wres_calc.report.contract import (
    Benchmark,
    CountsOfYears,
    FaultyValue,
    IssueGroup,
    IssueItem,
    Issues,
    Measure,
    Trend,
)
from wres_calc.standards.model import BoardRule, Rule, Source
from wres_calc.standards.words import Adverse, Words
from wres_calc.strict_model import StrictModel

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "MARKER",
    "CountsOfYears",
    "Doubt",
    "FaultyValue",
    "Interval",
    "IssueGroup",
    "IssueItem",
    "Issues",
    "Measure",
    "OneCase",
    "RatioRange",
    "Reason",
    "Rule",
    "Severity",
    "Source",
    "Status",
    "Test",
    "Unit",
    "Verdict",
]


MARKER = "[c]"
"""Stands for every figure withheld from the public, whatever the reason: two marks would tell two reasons apart."""


class Tool(StrictModel):
    """Which program made the report."""

    name: Literal["wres-calc"] = "wres-calc"
    version: str


class StandardSummary(StrictModel):
    """Which standard the report is of: the group that it is about, and the one that this is compared with."""

    code: str
    title: str
    characteristic: str
    compared: str
    reference: str


class Organisation(StrictModel):
    """Whom the report is about."""

    code: str
    name: str | None = None
    region: str | None = None
    icb: str | None = None
    type: str | None = None


class Input(StrictModel):
    """One table as read. `people` is the headcount it gave, `None` where it did not get that far."""

    table: str
    file: str
    sheet: str | None = None
    sha256: str
    rows: int
    people: int | None = None


class SurveyFigures(StrictModel):
    """Where percentages of the staff survey come from: the table, whether they are weighted, of which survey.

    `None` is not known. Percentages of respondents who were sent one by one are unweighted; of them an internal report
    says how many `answered`, and how many of those are unknown.
    """

    table: str
    weighted: bool | None = None
    survey_year: int | None = None
    answered: int | None = None
    unknown: int | None = None


class Caution(StrictModel):
    """What may change the verdict on an indicator: it stands beside its figures."""

    code: str
    text: str


class IndicatorReport(StrictModel):
    """One indicator of the year: what it is (from the definitions), and what it came to.

    `above` and `below` say what a comparison on that side of parity means, `adverse` which side is worse for the group
    compared. `rules` names those of the method that it is made by.
    """

    number: IndicatorNumber
    title: str
    status: Status
    reason: Reason | None
    kind: Literal["share", "relative_likelihood", "percentage", "mean", "gap"]
    wording: str
    formula: str
    unknown: str
    above: str
    below: str
    adverse: Adverse
    words: Words
    rules: tuple[str, ...]
    source: Source
    verified: bool
    survey: SurveyFigures | None = None
    measures: tuple[Measure, ...]
    cautions: tuple[Caution, ...] = ()


class Step(StrictModel):
    """One step from rows to people: `dropped` rows left at this step, `left` remained after it.

    `rule` is the standard's rule that says so, `None` where the file or the settings do.
    """

    step: str
    rule: str | None = None
    description: str
    dropped: int
    left: int


class Population(StrictModel):
    """How one population came to be, step by step; the last step's `left` is its `people`."""

    population: str
    table: str
    steps: tuple[Step, ...]
    people: int


class Method(StrictModel):
    """How the figures were made: which definitions, which rules, and what each step dropped.

    `confidence` is that of every interval, as a fraction of 1.
    """

    definitions_sha256: str
    definitions_verified: bool
    survey_year: int
    confidence: float = 0.95
    groupings: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    populations: tuple[Population, ...] = ()


class Publication(StrictModel):
    """For whom the report is, and how small numbers are protected where that is the public.

    `marker` stands wherever a figure is withheld, `note` says why. Counts from 1 to `threshold` - 1 are small, and so
    are the answers of fewer than `survey_base` respondents; with `board` as "publish" no main group of the board is.
    `None` throughout in an internal report, which shows all.
    """

    audience: Literal["internal", "public"] = "internal"
    threshold: int | None = None
    survey_base: int | None = None
    level: int | None = None
    board: BoardRule | None = None
    marker: str | None = None
    note: str | None = None


class Report(StrictModel):
    """What `wres calc` says of one organisation in one reporting year; `trend` where earlier years were given,
    `benchmark` where the roll-ups of all were."""

    format: Literal[1] = 1
    tool: Tool
    standard: StandardSummary
    organisation: Organisation
    reporting_year: int
    snapshot_date: dt.date
    inputs: tuple[Input, ...]
    issues: Issues
    indicators: tuple[IndicatorReport, ...]
    method: Method
    publication: Publication = Publication()
    trend: Trend | None = None
    benchmark: Benchmark | None = None

    @property
    def public(self) -> bool:
        """Whether everybody may see it."""
        return self.publication.audience == "public"

    def figures(self) -> "pl.DataFrame":
        """Return the figures, one a row, with the columns of the CSV, typed; what is withheld is null."""
        from wres_calc.report.tidy import columns_of, frame, rows

        return frame(columns_of(self), rows(self))
