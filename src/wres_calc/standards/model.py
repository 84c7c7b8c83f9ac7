"""What a standard says in one reporting year, once its dated values are resolved (`load`).

A standard names populations, groups, directions and sources; it holds no expression. Python counts.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

EthnicGroupName = Literal["white", "bme", "unknown"]
Population = Literal[
    "workforce",
    "shortlisted",
    "appointed",
    "disciplinary",
    "training",
    "board",
    "board_voting",
    "board_executive",
]
ShareBreakdown = Literal["pay_band", "staff_category", "senior_bands", "whole"]
FurtherBreakdown = Literal["pay_band", "staff_category", "internal"]
Board = Literal["total", "voting", "non_voting", "executive", "non_executive"]


class Part(BaseModel):
    """A part of a standard: nothing unknown, nothing changed after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Source(Part):
    """Where it was read. Without a url the source was not on the web when it was read, or none was read."""

    title: str
    page: str | None = None
    url: str | None = None


class Rule(Part):
    """A rule where the guidance leaves a choice or could not be confirmed; shown in every method note."""

    name: str
    text: str
    verified: bool


class RatioRange(Part):
    """The range that a relative likelihood is read against, both bounds inside, as it is shown.

    It says nothing of chance, and a ratio inside it may still be a cause for concern.
    """

    lower: Annotated[float, Field(gt=0)]
    upper: Annotated[float, Field(gt=0)]
    text: str
    verified: bool


class _Indicator(Part):
    """What every kind says.

    `above` and `below` say in words what a value above or below the neutral one means (1 for a ratio, 0 for a gap or
    difference); `adverse` which of the two is worse for BME staff, or `none`. `unknown` is what unknown ethnicity does.
    `changed` says what changed since the year before, empty where nothing did; with `breaks_series` so much that the
    figures of the two years are not set side by side.
    """

    number: Annotated[int, Field(ge=1, le=9)]
    title: str
    wording: str
    formula: str
    populations: str
    unknown: Literal["in_denominator", "takes_no_part"]
    adverse: Literal["above", "below", "none"]
    above: str
    below: str
    changed: str = ""
    breaks_series: bool = False
    source: Source
    verified: bool


class ShareIndicator(_Indicator):
    """Shares of each ethnic group in parts of a population.

    `senior_bands` is one part: bands 8a to 9 and VSM together (the 2015 standard). `gap_groups` are the groups whose
    gap to the whole workforce is given for each part.
    """

    kind: Literal["share"]
    population: Literal["workforce"]
    breakdowns: tuple[ShareBreakdown, ...]
    gap_groups: tuple[EthnicGroupName, ...]
    period: Literal["snapshot"]


class RelativeLikelihoodIndicator(_Indicator):
    """Likelihood of an event per group, and one group's likelihood over another's.

    `two_year_average` takes the mean of the events of this and the previous year. `ratio_range` is given where the
    ratio is read against a range.
    """

    kind: Literal["relative_likelihood"]
    events: Population
    base: Population
    over: EthnicGroupName
    under: EthnicGroupName
    period: Literal["year", "two_year_average"]
    further_breakdowns: tuple[FurtherBreakdown, ...] = ()
    ratio_range: RatioRange | None = None


class PercentageIndicator(_Indicator):
    """Percentage of respondents per group: those who gave one of `answers` to one of `questions`.

    The base is who gave a known answer to at least one of the questions; `dont_know_in_base` says whether
    "don't know" is one. `answers` are meanings of `reference/data/survey_answers.csv`.
    """

    kind: Literal["percentage"]
    questions: Annotated[tuple[str, ...], Field(min_length=1)]
    answers: Annotated[tuple[Literal["yes", "at_least_once"], ...], Field(min_length=1)]
    dont_know_in_base: bool
    period: Literal["survey"]


class GapIndicator(_Indicator):
    """Shares of the board, and their gap to a benchmark."""

    kind: Literal["gap"]
    population: Literal["board"]
    boards: tuple[Board, ...]
    compared_with: Literal["workforce", "population_served"]
    gap_groups: tuple[EthnicGroupName, ...]
    period: Literal["snapshot"]


Indicator = Annotated[
    ShareIndicator | RelativeLikelihoodIndicator | PercentageIndicator | GapIndicator,
    Field(discriminator="kind"),
]


class Survey(Part):
    """The NHS Staff Survey whose answers are used: that of the autumn before the snapshot."""

    year: int
    verified: bool


class SmallNumbers(Part):
    """From which numbers on a difference may be called clear (our rule).

    At least `least` people in each group, and of both together with the event and without; with fewer than `few` in a
    count, one case more or fewer must leave it clear. The change of a ratio or gap needs `least` in every count.
    """

    least: Annotated[int, Field(ge=1)]
    few: Annotated[int, Field(ge=1)]
    text: str
    verified: bool


class Disclosure(Part):
    """Which counts are small enough to be hidden from the public (our rule).

    Counts from 1 to `threshold` - 1 are; so are survey answers with fewer than `survey_base` respondents. At level 2
    a person who is the only one in a cell cannot work out another small count either. `show_all_or_none` lets survey
    answers be shown that every respondent of a group gave, or none.
    """

    threshold: Annotated[int, Field(ge=2)]
    survey_base: Annotated[int, Field(ge=2)]
    level: Literal[1, 2]
    show_all_or_none: bool = False
    verified: bool


class Standard(Part):
    """The standard as it stands for one reporting year."""

    code: str
    reporting_year: int
    title: str
    characteristic: str
    compared: str
    reference: str
    verified: bool
    note: str = ""
    source: Source
    survey: Survey
    small_numbers: SmallNumbers
    disclosure: Disclosure
    rules: tuple[Rule, ...]
    indicators: tuple[Indicator, ...]

    @property
    def snapshot_date(self) -> dt.date:
        """The day on which the workforce and the board are counted."""
        return dt.date(self.reporting_year, 3, 31)

    def flow_period(self, years_back: int = 0) -> tuple[dt.date, dt.date]:
        """First and last day of the twelve months of flows, `years_back` years before this reporting year's."""
        year = self.reporting_year - years_back
        return dt.date(year - 1, 4, 1), dt.date(year, 3, 31)
