"""What `wres goals` says: the JSON of it, and the schema."""

from typing import Literal

from wres_calc.figures.measures import Unit
from wres_calc.report.contract import Change
from wres_calc.report.report import Interval, Organisation, StandardSummary, Tool
from wres_calc.strict_model import StrictModel

Outcome = Literal["reached", "short", "too_small", "out_of_reach", "nobody"]
"""How a band stands to its target: `too_small` where one person more is a larger share than the target, `out_of_reach`
where not even all recruits together would do at the turnover."""


class Target(StrictModel):
    """The share that is to be reached, in percent, and where it comes from."""

    kind: Literal["workforce", "population", "percent"]
    percent: float


class Aim(StrictModel):
    """What is asked for: the target, the years from and to, and the yearly turnover in percent where it was given."""

    target: Target
    first_year: int
    by: int
    turnover: float | None = None


class YearGoal(StrictModel):
    """How many people of the compared group there are by the path at the snapshot of a year."""

    reporting_year: int
    people: int


class Before(StrictModel):
    """Where the path of an earlier year, to the same target, would be now; `ahead` is the people above it."""

    reporting_year: int
    expected: int
    ahead: int


class BandGoal(StrictModel):
    """One pay band: everybody in it and those of the compared group; how many more of these the target needs.

    `recruits` is which percentage of all who come to the band must be of the group, where the yearly `turnover` (in
    percent) is known.
    """

    pay_band: str
    everybody: int
    people: int
    share: float | None
    needed: int
    outcome: Outcome
    path: tuple[YearGoal, ...]
    turnover: float | None = None
    recruits: float | None = None
    before: Before | None = None


class BandShare(StrictModel):
    """A pay band of a staff category beside the target: its gap in percentage points and in people (below 0: above)."""

    staff_category: str
    pay_band: str
    everybody: int
    people: int
    share: float | None
    gap: float | None
    needed: int


class Disparity(StrictModel):
    """How much less often the compared group than the other is in the higher of two tiers: 1 is parity, above is less.

    The value is the odds ratio of the four counts; its interval is Woolf's. None where a count is zero.
    """

    lower: str
    higher: str
    counts: dict[str, tuple[int, int]]
    value: float | None
    interval: Interval | None


class OrganisationGoal(StrictModel):
    """What an organisation among several needs in its senior bands together, for its own target (in percent)."""

    organisation: Organisation
    target: float
    senior: BandGoal


class NotCounted(StrictModel):
    """An organisation that takes no part, and why."""

    code: str
    reason: str


class OutcomeRow(StrictModel):
    """An outcome of a strategy, the measure it is monitored by, last year and this year; `change` is the direction.

    `unit` is `None` where the report has no such figure.
    """

    outcome: str
    measure: str
    unit: Unit | None
    last_year: float | None = None
    this_year: float | None = None
    change: Change | None = None


class SelfAssessment(StrictModel):
    """The outcomes of a strategy beside their figures."""

    title: str
    last_year: int | None
    this_year: int
    outcomes: tuple[OutcomeRow, ...]


class Goals(StrictModel):
    """What `wres goals` says of one organisation, or of several together; not for publication.

    Small numbers are as they are. Of several, `organisations` has each one's need, `left_out` those without figures.
    """

    format: Literal[1] = 1
    tool: Tool
    standard: StandardSummary
    organisation: Organisation
    reporting_year: int
    aim: Aim
    unknown: float | None
    bands: tuple[BandGoal, ...]
    every_band: tuple[BandShare, ...]
    tiers: dict[str, tuple[str, ...]]
    disparities: tuple[Disparity, ...]
    organisations: tuple[OrganisationGoal, ...] = ()
    left_out: tuple[NotCounted, ...] = ()
    self_assessment: SelfAssessment | None = None

    @property
    def public(self) -> bool:
        """Whether everybody may see it: never, for small numbers are as they are."""
        return False
