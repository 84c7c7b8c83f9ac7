"""What a standard says in one reporting year, once its dated values are resolved (`load`).

A standard names populations, groups, directions and sources; it holds no expression. Python counts.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from wres_calc.standards.words import Adverse, Board, Words
from wres_calc.strict_model import StrictModel

Population = Literal[
    "workforce",
    "shortlisted",
    "appointed",
    "disciplinary",
    "capability",
    "training",
    "board",
    "board_voting",
    "board_executive",
]
ShareBreakdown = Literal["pay_band", "pay_cluster", "staff_category", "senior_bands", "whole"]
FurtherBreakdown = Literal["pay_band", "staff_category", "internal", "international"]
BoardRule = Literal["publish", "protect"]


class Source(StrictModel):
    """Where it was read. Without a url the source was not on the web when it was read, or none was read."""

    title: str
    page: str | None = None
    url: str | None = None


class Rule(StrictModel):
    """A rule where the guidance leaves a choice or could not be confirmed; shown in every method note."""

    name: str
    text: str
    verified: bool


class RatioRange(StrictModel):
    """The range that a relative likelihood is read against, both bounds inside, as it is shown.

    It says nothing of chance, and a ratio inside it may still be a cause for concern.
    """

    lower: Annotated[float, Field(gt=0)]
    upper: Annotated[float, Field(gt=0)]
    text: str
    verified: bool


class _Indicator(StrictModel):
    """What every kind says.

    `above` and `below` say in words what a value above or below the neutral one means (1 for a ratio, 0 for a gap or
    difference); `adverse` which of the two is worse for the group compared. `unknown` is what an unknown group does.
    `changed` says what changed since the year before, empty where nothing did; with `breaks_series` so much that the
    figures of the two years are not set side by side. `rules` are names of the standard's rules that it is made by.
    """

    number: Annotated[int, Field(ge=1)] | Annotated[str, Field(pattern=r"^[1-9]\d*[a-z]( [ivx]+)?$")]
    title: str
    wording: str
    formula: str
    populations: str
    unknown: Literal["in_denominator", "takes_no_part"]
    adverse: Adverse
    above: str
    below: str
    words: Words
    rules: tuple[str, ...]
    changed: str = ""
    breaks_series: bool = False
    source: Source
    verified: bool

    _needed_words: ClassVar[tuple[str, ...]] = ()

    @model_validator(mode="after")
    def _has_the_words_of_its_kind(self) -> Self:
        said = self.words.model_dump() | {f"plain.{name}": text for name, text in self.words.plain}
        if missing := [name for name in self._needed_words if not said[name]]:
            raise ValueError(f"indicator {self.number} lacks the words: {', '.join(missing)}")
        return self


class ShareIndicator(_Indicator):
    """Shares of each ethnic group in parts of a population.

    `senior_bands` is one part: bands 8a to 9 and VSM together (the 2015 standard). `gap_groups` are the groups whose
    gap to the whole workforce is given for each part.
    """

    kind: Literal["share"]
    population: Literal["workforce"]
    breakdowns: tuple[ShareBreakdown, ...]
    gap_groups: tuple[str, ...]
    period: Literal["snapshot"]


class RelativeLikelihoodIndicator(_Indicator):
    """Likelihood of an event per group, and one group's likelihood over another's.

    `two_year_average` takes the mean of the events of this and the previous year. `ratio_range` is given where the
    ratio is read against a range.
    """

    _needed_words = ("event", "worse", "plain.event", "plain.happened")

    kind: Literal["relative_likelihood"]
    events: Population
    base: Population
    over: str
    under: str
    period: Literal["year", "two_year_average"]
    further_breakdowns: tuple[FurtherBreakdown, ...] = ()
    ratio_range: RatioRange | None = None


class SurveyIndicator(_Indicator):
    """What every kind says that is made from the staff survey.

    `groups` are whom it is about where that is not every group: without the reference group nothing is compared.
    """

    questions: Annotated[tuple[str, ...], Field(min_length=1)]
    groups: tuple[str, ...] = ()
    period: Literal["survey"]

    def is_compared_with(self, reference: str) -> bool:
        """Whether the figure of a group is set beside that of the reference group."""
        return not self.groups or reference in self.groups


class PercentageIndicator(SurveyIndicator):
    """Percentage of respondents per group: those who gave one of `answers` to one of `questions`.

    The base is who gave a known answer to at least one of the questions; `dont_know_in_base` says whether
    "don't know" is one, `not_in_base` which other answers are none. Answers are meanings of
    `facts/data/survey_answers.csv`.
    """

    _needed_words = ("event", "worse", "plain.happened")

    kind: Literal["percentage"]
    answers: Annotated[tuple[Literal["yes", "at_least_once", "satisfied"], ...], Field(min_length=1)]
    dont_know_in_base: bool
    not_in_base: tuple[Literal["not_required", "not_applicable"], ...] = ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """The answers that are not in the base."""
        return (*self.not_in_base, *(() if self.dont_know_in_base else ("dont_know",)))


class MeanIndicator(SurveyIndicator):
    """Mean score of respondents per group, from 0 to 10.

    A respondent's score is the mean of what each of their answers scores (its meaning in
    `facts/data/survey_answers.csv`); who left one of `questions` unanswered has none.
    """

    _needed_words = ("event", "worse", "plain.happened")

    kind: Literal["mean"]


class GapIndicator(_Indicator):
    """Shares of the board, and their gap to a benchmark."""

    _needed_words = ("worse",)

    kind: Literal["gap"]
    population: Literal["board"]
    boards: tuple[Board, ...]
    compared_with: Literal["workforce", "population_served"]
    gap_groups: tuple[str, ...]
    period: Literal["snapshot"]


SURVEY_KINDS = ("percentage", "mean")
"""The kinds of indicator that are made from the staff survey."""

Indicator = Annotated[
    ShareIndicator | RelativeLikelihoodIndicator | PercentageIndicator | MeanIndicator | GapIndicator,
    Field(discriminator="kind"),
]


class Survey(StrictModel):
    """The NHS Staff Survey whose answers are used: that of the autumn before the snapshot."""

    year: int
    verified: bool


class SmallNumbers(StrictModel):
    """From which numbers on a difference may be called clear (our rule).

    At least `least` people in each group, and of both together with the event and without; with fewer than `few` in a
    count, one case more or fewer must leave it clear. The change of a ratio or gap needs `least` in every count.
    """

    least: Annotated[int, Field(ge=1)]
    few: Annotated[int, Field(ge=1)]
    text: str
    verified: bool


class Disclosure(StrictModel):
    """Which counts are small enough to be hidden from the public (our rule).

    Counts from 1 to `threshold` - 1 are; so are survey answers with fewer than `survey_base` respondents. At level 2
    a person who is the only one in a cell cannot work out another small count either. `show_all_or_none` lets survey
    answers be shown that every respondent of a group gave, or none, `board` "publish" small numbers of the board.
    """

    threshold: Annotated[int, Field(ge=2)]
    survey_base: Annotated[int, Field(ge=2)]
    level: Literal[1, 2]
    show_all_or_none: bool = False
    board: BoardRule = "protect"
    verified: bool


class Standard(StrictModel):
    """The standard as it stands for one reporting year.

    `compared` is the group whose position it is about, `reference` the group it is compared with: two groups of the
    `characteristic`.
    """

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
    def heading(self) -> str:
        """The title with the year."""
        return f"{self.title} {self.reporting_year}"

    @property
    def every_rule(self) -> Iterator[Rule]:
        """The rules of the year, then from which numbers on a difference is called clear, and how a ratio is read."""
        yield from self.rules
        yield Rule(name="small-numbers", text=self.small_numbers.text, verified=self.small_numbers.verified)
        for indicator in self.indicators:
            if isinstance(indicator, RelativeLikelihoodIndicator) and (read := indicator.ratio_range):
                yield Rule(name="ratio_range", text=read.text, verified=read.verified)

    @property
    def snapshot_date(self) -> dt.date:
        """The day on which the workforce and the board are counted."""
        return dt.date(self.reporting_year, 3, 31)

    def flow_period(self, years_back: int = 0) -> tuple[dt.date, dt.date]:
        """First and last day of the twelve months of flows, `years_back` years before this reporting year's."""
        year = self.reporting_year - years_back
        return dt.date(year - 1, 4, 1), dt.date(year, 3, 31)
