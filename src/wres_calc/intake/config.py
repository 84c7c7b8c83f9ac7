"""`submission.toml`: what it may say. Reading it, with a message for each misspelt key, is `settings`'s.

Every key says what it is for, with an example: `wres init` writes the template of the file from these models.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from wres_calc.standards.model import Disclosure

LAST_ROW = 1_048_576
"""The last row that a worksheet can have."""

OrganisationCode = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9]{3,6}$")]
Repeats = Literal["fill", "blank"]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _explained(description: str, *example: Any) -> Any:
    """What a key is for, and an example of it; without one its default is the example."""
    return Field(description=description, examples=list(example))


class Settings(BaseModel):
    """A part of `submission.toml`: an unknown key is refused, a value is never guessed into shape."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


class Organisation(Settings):
    """Who submits. `region`, `icb` and `type` are used by the roll-ups of a batch alone."""

    code: Annotated[OrganisationCode, _explained("ODS code, 3 to 6 letters and digits", "RX1")]
    name: Annotated[Text | None, _explained("the name that reports show", "Example NHS Foundation Trust")] = (
        None
    )
    region: Annotated[Text | None, _explained("code of the NHS region", "Y60")] = None
    icb: Annotated[Text | None, _explained("code of the integrated care board", "QHL")] = None
    type: Annotated[Text | None, _explained("type of organisation", "Acute")] = None


class SubmissionYear(Settings):
    """The reporting year: snapshot 31 March of it, flows in the twelve months before."""

    reporting_year: Annotated[int, Field(strict=True), _explained("year of the snapshot", 2025)]


class TableSettings(Settings):
    """Where a table is and how it reads. `header_row` is the row of the headings as a spreadsheet shows it."""

    file: Annotated[
        Text | None, _explained("file within this folder, if not NAME.xlsx or NAME.csv", "Staff in post.xlsx")
    ] = None
    sheet: Annotated[
        Text | None, _explained("sheet of the workbook, if not named after the table", "Export")
    ] = None
    header_row: Annotated[
        Annotated[int, Field(ge=1, le=LAST_ROW, strict=True)] | None,
        _explained("row of the headings, if not the first", 4),
    ] = None
    unit: Annotated[
        Text | None,
        _explained("code under which the survey's benchmark workbook has you, if not your own", "RX11"),
    ] = None
    mandatory_courses: Annotated[
        Text | None,
        _explained(
            "file with the names of mandatory courses, one a row, where training does not say",
            "Mandatory.csv",
        ),
    ] = None
    score: Annotated[
        Literal["experienced", "not_experienced"] | None,
        _explained(
            "what the scores of a survey contractor count, of harassment and discrimination", "experienced"
        ),
    ] = None
    case_types: Annotated[
        tuple[Annotated[str, StringConstraints(strip_whitespace=True)], ...],
        _explained("types of case that take part, where disciplinary holds others too", ["Disciplinary"]),
    ] = ()
    dates: Annotated[
        Literal["day_first", "month_first"] | None,
        _explained("how dates such as 04/05/2024 are written, where it cannot be told", "day_first"),
    ] = None
    repeats: Annotated[
        Repeats | dict[str, Repeats] | None,
        _explained(
            'what blank cells below a value are where a report prints a repeated value once: "fill" or "blank"',
            "fill",
        ),
    ] = None
    complete: Annotated[
        Annotated[bool, Field(strict=True)] | None,
        _explained("no row of an organisation means none, rather than that it did not send the table", True),
    ] = None
    weighted: Annotated[
        Annotated[bool, Field(strict=True)] | None,
        _explained("percentages of survey_summary are weighted; false: they are not", True),
    ] = None
    all_non_mandatory: Annotated[
        Annotated[bool, Field(strict=True)] | None,
        _explained("none of the training is mandatory, where training does not say", True),
    ] = None
    columns: Annotated[
        dict[str, Text],
        _explained(
            "headings of yours that are not recognised, by column",
            {"ethnic_category": "Ethnic Origin", "grade": "Pay Scale"},
        ),
    ] = Field(default_factory=dict)
    values: Annotated[
        dict[str, dict[str, str]],
        _explained(
            "texts of yours that are not recognised, by column", {"ethnic_category": {"White EU": "C"}}
        ),
    ] = Field(default_factory=dict)


class Exclusion(Settings):
    """Rows left out on purpose, by issue or by their numbers; printed, with the reason, in every report.

    With both, those of the rows that the issue names.
    """

    table: Annotated[Text, _explained("table in which the rows stand", "workforce")]
    issue: Annotated[Text | None, _explained("code of the issue whose rows are left out", "blank-cell")] = (
        None
    )
    rows: Annotated[
        tuple[Annotated[int, Field(ge=1, le=LAST_ROW, strict=True)], ...] | None,
        _explained("or the rows themselves, by their numbers as the file shows them", [12, 19]),
    ] = None
    reason: Annotated[Text, _explained("why they are left out", "a post without a person, ESR ticket raised")]

    @model_validator(mode="after")
    def _issue_or_rows(self) -> Self:
        if (self.issue is None and self.rows is None) or self.rows == ():
            raise PydanticCustomError("issue_or_rows", "must name an issue or rows")
        return self


class Acceptance(Settings):
    """An issue accepted on purpose; it is printed, with the reason, in every report."""

    issue: Annotated[Text, _explained("code of the issue, as reports show it", "unknown-ethnic-category")]
    table: Annotated[Text, _explained("table in which it stands", "workforce")]
    reason: Annotated[Text, _explained("why it is accepted", "four legacy codes, corrected in ESR from June")]


class PopulationServed(Settings):
    """Ethnic make-up of the population served, in percent (0 to 100): the 2015 standard's benchmark for the board.

    With the percent of White people the gap of White members is given as well.
    """

    bme: Annotated[float, Field(ge=0, le=100), _explained("percent of BME people", 14.5)]
    white: Annotated[
        Annotated[float, Field(ge=0, le=100)] | None, _explained("percent of White people", 82.3)
    ] = None


class Thresholds(Settings):
    """From where on something is remarked on; none of it changes a figure. All are our rules."""

    unknown_ethnicity: Annotated[
        tuple[float, float, float],
        _explained("percent of staff, applicants, board members of unknown ethnicity: three steps"),
    ] = (5, 10, 20)
    headcount: Annotated[tuple[int, int], _explained("smallest and largest likely headcount")] = (20, 50_000)
    board_members: Annotated[tuple[int, int], _explained("smallest and largest likely board")] = (5, 30)
    headcount_change: Annotated[float, _explained("percent of change against the year before")] = 20


class DisclosureSettings(Settings):
    """Which counts are too small to be public; what is not said here is as the definitions of the year have it."""

    threshold: Annotated[
        Annotated[int, Field(ge=2, strict=True)] | None,
        _explained("counts from 1 to one less than this are hidden", 5),
    ] = None
    survey_base: Annotated[
        Annotated[int, Field(ge=2, strict=True)] | None,
        _explained("survey answers of fewer respondents are hidden", 11),
    ] = None
    level: Annotated[
        Literal[1, 2] | None,
        _explained(
            "2: nobody who is alone in a cell can work out another small count; 1: outsiders cannot", 2
        ),
    ] = None
    show_all_or_none: Annotated[
        Annotated[bool, Field(strict=True)] | None,
        _explained("show survey answers that every respondent of a group gave, or none", False),
    ] = None

    def over(self, rules: Disclosure) -> Disclosure:
        """The rules of the year with what is said here in their place."""
        return rules.model_copy(update=self.model_dump(exclude_none=True))


class SubmissionConfig(Settings):
    """The whole of `submission.toml` (contract, section 2)."""

    submission: SubmissionYear
    organisation: Organisation
    tables: dict[str, TableSettings] = Field(default_factory=dict)
    exclude: tuple[Exclusion, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    population_served: PopulationServed | None = None
    thresholds: Thresholds = Thresholds()
    disclosure: DisclosureSettings = DisclosureSettings()
