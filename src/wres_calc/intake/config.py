"""`submission.toml`: what it may say. Reading it, with a message for each misspelt key, is `settings`'s.

Every key says what it is for, with an example: `wres init` writes the template of the file from these models.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    create_model,
    model_validator,
)
from pydantic_core import PydanticCustomError

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.standards.load import WRES, codes
from wres_calc.standards.model import BoardRule, Disclosure

LAST_ROW = 1_048_576
"""The last row that a worksheet can have."""

BREAKDOWN_NAME = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
NAMES_TAKEN = frozenset(
    "staff_category pay_band board internal international grouping score medical survey_ratio ethnic_heading "
    "ethnic_category standard organisation_code organisation_name reporting_year snapshot_date indicator title measure "
    "group compared_with numerator denominator value unit lower upper confidence interval_method test p_value status "
    "reason level code name organisations organisations_with_value organisations_unbounded minimum lower_quartile "
    "median upper_quartile maximum from_year to_year before now change change_unit method clear reading".split()
)
"""Names that no breakdown of a submission may have: the program's own, and the columns of its tables of figures."""

OrganisationCode = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9]{3,6}$")]
Repeats = Literal["fill", "blank"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Flag = Annotated[bool, Field(strict=True)]
RowNumber = Annotated[int, Field(ge=1, le=LAST_ROW, strict=True)]
AtLeastTwo = Annotated[int, Field(ge=2, strict=True)]
Percent = Annotated[float, Field(ge=0, le=100)]


def _shipped(code: str) -> str:
    if code not in codes():
        raise PydanticCustomError("unknown_standard", "must be one of {codes}", {"codes": ", ".join(codes())})
    return code


StandardCode = Annotated[str, AfterValidator(_shipped)]


def _key(description: str, *example: Any, default: Any = ...) -> Any:
    """What a key is for, and an example of it; without one its default is the example."""
    return Field(default, description=description, examples=list(example))


class Settings(BaseModel):
    """A part of `submission.toml`: an unknown key is refused, a value is never guessed into shape."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


class Organisation(Settings):
    """Who submits. `region`, `icb` and `type` are used by the roll-ups of a batch alone."""

    code: OrganisationCode = _key("ODS code, 3 to 6 letters and digits", "RX1")
    name: Text | None = _key("the name that reports show", "Example NHS Foundation Trust", default=None)
    region: Text | None = _key("code of the NHS region", "Y60", default=None)
    icb: Text | None = _key("code of the integrated care board", "QHL", default=None)
    type: Text | None = _key("type of organisation", "Acute", default=None)


class SubmissionYear(Settings):
    """The reporting year: snapshot 31 March of it, flows in the twelve months before."""

    reporting_year: Annotated[int, Field(strict=True)] = _key("year of the snapshot", 2025)
    standards: Annotated[tuple[StandardCode, ...], Field(min_length=1)] = _key(
        "the standards that are reported on, where --standard says no other", [*codes()], default=(WRES,)
    )


class TableSettings(Settings):
    """Where a table is and how it reads. `header_row` is the row of the headings as a spreadsheet shows it."""

    file: Text | None = _key(
        "file within this folder, if not NAME.xlsx or NAME.csv", "Staff in post.xlsx", default=None
    )
    sheet: Text | None = _key("sheet of the workbook, if not named after the table", "Export", default=None)
    header_row: RowNumber | None = _key("row of the headings, if not the first", 4, default=None)
    unit: Text | None = _key(
        "code under which the survey's benchmark workbook has you, if not your own", "RX11", default=None
    )
    mandatory_courses: Text | None = _key(
        "file with the names of mandatory courses, one a row, where training does not say",
        "Mandatory.csv",
        default=None,
    )
    score: Literal["experienced", "not_experienced"] | None = _key(
        "what the scores of a survey contractor count, of harassment and discrimination",
        "experienced",
        default=None,
    )
    case_types: tuple[Annotated[str, StringConstraints(strip_whitespace=True)], ...] = _key(
        "types of case that take part, where disciplinary holds others too", ["Disciplinary"], default=()
    )
    dates: Literal["day_first", "month_first"] | None = _key(
        "how dates such as 04/05/2024 are written, where it is not clear", "day_first", default=None
    )
    repeats: Repeats | dict[str, Repeats] | None = _key(
        'what blank cells below a value are where a report prints a repeated value once: "fill" or "blank"',
        "fill",
        default=None,
    )
    complete: Flag | None = _key(
        "no row of an organisation means none, rather than that it did not send the table", True, default=None
    )
    weighted: Flag | None = _key(
        "percentages of survey_summary are weighted; false: they are not", True, default=None
    )
    all_non_mandatory: Flag | None = _key(
        "none of the training is mandatory, where training does not say", True, default=None
    )
    columns: dict[str, Text] = _key(
        "headings of yours that are not recognised, by column",
        {"ethnic_category": "Ethnic Origin", "grade": "Pay Scale"},
        default={},
    )
    values: dict[str, dict[str, str]] = _key(
        "texts of yours that are not recognised, by column",
        {"ethnic_category": {"UK": "A"}},
        default={},
    )


class Exclusion(Settings):
    """Rows left out on purpose, by issue or by their numbers; printed, with the reason, in every report.

    With both, those of the rows that the issue names.
    """

    table: Text = _key("table that holds the rows", "workforce")
    issue: Text | None = _key("code of the issue whose rows are left out", "blank-cell", default=None)
    rows: tuple[RowNumber, ...] | None = _key(
        "or the rows themselves, by their numbers as the file shows them", [12, 19], default=None
    )
    reason: Text = _key("why they are left out", "a post without a person, ESR ticket raised")

    @model_validator(mode="after")
    def _issue_or_rows(self) -> Self:
        if (self.issue is None and self.rows is None) or self.rows == ():
            raise PydanticCustomError("issue_or_rows", "must name an issue or rows")
        return self


class Acceptance(Settings):
    """An issue accepted on purpose; it is printed, with the reason, in every report."""

    issue: Text = _key("code of the issue, as reports show it", "unknown-ethnic-category")
    table: Text = _key("table in which it stands", "workforce")
    reason: Text = _key("why it is accepted", "four legacy codes, corrected in ESR from June")


_WHOLE = 100.5
"""What rounded percentages of a whole come to at most."""


class PopulationServed(Settings):
    """Make-up of the population served, in percent (0 to 100): the 2015 standard's benchmark for the board.

    The gap of each group whose percent is said is given.
    """

    @model_validator(mode="after")
    def _in_percent(self) -> Self:
        said = [share for share in self.model_dump().values() if share is not None]
        whole = len(said) == len(type(self).model_fields)
        if sum(said) > _WHOLE or (whole and sum(said) <= 1):
            raise PydanticCustomError("in_percent", "in percent, 100 at most")
        return self


if TYPE_CHECKING:
    _Shares = PopulationServed
else:
    _Shares = create_model(
        "PopulationServed",
        __base__=PopulationServed,
        __doc__=PopulationServed.__doc__,
        **{
            group: (
                Percent | None,
                _key(f"percent of {ETHNICITY.label(group)} people", example, default=None),
            )
            for group, example in zip(ETHNICITY.main.known_groups, (82.3, 14.5), strict=True)
        },
    )


class Thresholds(Settings):
    """From where on something is remarked on; none of it changes a figure. All are our rules."""

    unknown: tuple[float, float, float] = _key(
        "percent of staff, applicants, board members of whom it is unknown: three steps", default=(5, 10, 20)
    )
    headcount: tuple[int, int] = _key("smallest and largest likely headcount", default=(20, 50_000))
    board_members: tuple[int, int] = _key("smallest and largest likely board", default=(5, 30))
    headcount_change: float = _key("percent of change against the year before", default=20)


class DisclosureSettings(Settings):
    """Which counts are too small to be public; what is not said here is as the definitions of the year have it."""

    threshold: AtLeastTwo | None = _key("counts from 1 to one less than this are hidden", 5, default=None)
    survey_base: AtLeastTwo | None = _key("survey answers of fewer respondents are hidden", 11, default=None)
    level: Literal[1, 2] | None = _key(
        "2: a person who is alone in a cell cannot work out another small count; 1: outsiders cannot",
        2,
        default=None,
    )
    show_all_or_none: Flag | None = _key(
        "show survey answers that every respondent of a group gave, or none", False, default=None
    )
    board: BoardRule | None = _key(
        'whether the groups of the board are shown whatever their number ("publish") or protected as all else is',
        "protect",
        default=None,
    )

    def over(self, rules: Disclosure) -> Disclosure:
        """The rules of the year with what is said here in their place."""
        return rules.model_copy(update=self.model_dump(exclude_none=True))


Headings = Annotated[
    tuple[Text, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    Field(min_length=1),
]


class Breakdowns(BaseModel):
    """Columns of yours by which people can be divided, each under a name of your choice: `wres calc --by directorate`.

    A list names several headings, where tables call the column differently.
    """

    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)
    example: ClassVar[Mapping[str, str]] = {"directorate": "Org L3"}
    __pydantic_extra__: dict[str, Headings]

    @model_validator(mode="after")
    def _names_are_free(self) -> Self:
        if wrong := [
            name for name in self.named if name in NAMES_TAKEN or not re.fullmatch(BREAKDOWN_NAME, name)
        ]:
            raise PydanticCustomError(
                "breakdown_name", "names a breakdown {name}", {"name": ", ".join(wrong)}
            )
        return self

    @property
    def named(self) -> Mapping[str, tuple[str, ...]]:
        """The headings of each breakdown by its name."""
        return self.__pydantic_extra__


class SubmissionConfig(Settings):
    """The whole of `submission.toml` (contract, section 2)."""

    submission: SubmissionYear
    organisation: Organisation
    tables: dict[str, TableSettings] = {}
    exclude: tuple[Exclusion, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    population_served: _Shares | None = None
    thresholds: Thresholds = Thresholds()
    disclosure: DisclosureSettings = DisclosureSettings()
    breakdowns: Breakdowns = Breakdowns()
