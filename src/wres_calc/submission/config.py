"""`submission.toml`: what it may say. Reading it, with a message for each misspelt key, is `settings`'s.

Every key says what it is for, with an example: `wres init` writes the template of the file from these models.
"""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

OrganisationCode = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9]{3,6}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _explained(description: str, example: Any, default: Any = ...) -> Any:
    """A key with what it is for and an example; one without a default must be there."""
    return Field(default, description=description, examples=[example])


class Settings(BaseModel):
    """A part of `submission.toml`: an unknown key is refused, a value is never guessed into shape."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


class Organisation(Settings):
    """Who submits. `region`, `icb` and `type` are used by the roll-ups of a batch alone."""

    code: OrganisationCode = _explained("ODS code, 3 to 6 letters and digits", "RX1")
    name: Text | None = _explained("shown in the report", "Example NHS Foundation Trust", None)
    region: Text | None = _explained("code of the NHS England region", "Y60", None)
    icb: Text | None = _explained("code of the integrated care board", "QHL", None)
    type: Text | None = _explained("type of organisation", "Acute", None)


class SubmissionYear(Settings):
    """The reporting year: snapshot 31 March of it, flows in the twelve months before."""

    reporting_year: Annotated[int, Field(strict=True)] = _explained("year of the snapshot", 2025)


class TableSettings(Settings):
    """Where a table is and how it reads. `header_row` is the row of the headings as a spreadsheet shows it."""

    file: Text | None = _explained(
        "file in this folder, where it is not named after the table", "Staff in post 31 March.xlsx", None
    )
    sheet: Text | None = _explained(
        "sheet of the workbook, where it is not named after the table", "Export", None
    )
    header_row: Annotated[int, Field(ge=1, strict=True)] | None = _explained(
        "row of the headings, where it is not the first", 4, None
    )
    columns: dict[str, Text] = _explained(
        "headings of your own for columns: column = heading",
        {"ethnic_category": "Ethnic Origin", "grade": "Pay Scale"},
        {},
    )
    values: dict[str, dict[str, str]] = _explained(
        "texts of your own in cells: for each column, text as sent = text as accepted",
        {"ethnic_category": {"White UK": "A"}},
        {},
    )


class Acceptance(Settings):
    """An issue accepted on purpose; it is printed, with the reason, in every report."""

    issue: Text = _explained("code of the issue, as the report shows it", "unknown-ethnic-category")
    table: Text = _explained("table it stands in", "workforce")
    reason: Text = _explained("why it is accepted", "four legacy codes, corrected in ESR from June")


class PopulationServed(Settings):
    """Ethnic make-up of the population served, in percent (0 to 100): the 2015 standard's benchmark for the board."""

    bme: Annotated[float, Field(ge=0, le=100)] = _explained("percent of the population served", 14.5)
    white: Annotated[float, Field(ge=0, le=100)] | None = _explained("the same", 82.3, None)


class Thresholds(Settings):
    """From where on something is remarked on; none of it changes a figure.

    `unknown_ethnicity`: percent of staff, applicants or board members whose ethnicity is unknown, three steps.
    `headcount`, `board_members`: smallest and largest number that is likely. `headcount_change`: percent against the
    year before. All are our rules.
    """

    unknown_ethnicity: tuple[float, float, float] = (5, 10, 20)
    headcount: tuple[int, int] = (20, 50_000)
    board_members: tuple[int, int] = (5, 30)
    headcount_change: float = 20


class SubmissionConfig(Settings):
    """The whole of `submission.toml` (contract, section 2)."""

    submission: SubmissionYear
    organisation: Organisation
    tables: dict[str, TableSettings] = Field(default_factory=dict)
    accept: tuple[Acceptance, ...] = ()
    population_served: PopulationServed | None = None
    thresholds: Thresholds = Thresholds()
