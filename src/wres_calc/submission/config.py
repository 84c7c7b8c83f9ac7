"""`submission.toml`: what it may say. Reading it, with a message for each misspelt key, is `locate`'s."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

OrganisationCode = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9]{3,6}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Settings(BaseModel):
    """A part of `submission.toml`: an unknown key is refused, a value is never guessed into shape."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


class Organisation(Settings):
    """Who submits. `region`, `icb` and `type` are used by the roll-ups of a batch alone."""

    code: OrganisationCode
    name: Text | None = None
    region: Text | None = None
    icb: Text | None = None
    type: Text | None = None


class SubmissionYear(Settings):
    """The reporting year: snapshot 31 March of it, flows in the twelve months before."""

    reporting_year: Annotated[int, Field(strict=True)]


class TableSettings(Settings):
    """Where a table is and how it reads. `header_row` is the row of the headings as a spreadsheet shows it."""

    file: Text | None = None
    sheet: Text | None = None
    header_row: Annotated[int, Field(ge=1, strict=True)] | None = None
    columns: dict[str, Text] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)


class Acceptance(Settings):
    """An issue accepted on purpose; it is printed, with the reason, in every report."""

    issue: Text
    table: Text
    reason: Text


class PopulationServed(Settings):
    """Ethnic make-up of the population served, in percent (0 to 100): the 2015 standard's benchmark for the board."""

    bme: Annotated[float, Field(ge=0, le=100)]
    white: Annotated[float, Field(ge=0, le=100)] | None = None


class SubmissionConfig(Settings):
    """The whole of `submission.toml` (contract, section 2)."""

    submission: SubmissionYear
    organisation: Organisation
    tables: dict[str, TableSettings] = Field(default_factory=dict)
    accept: tuple[Acceptance, ...] = ()
    population_served: PopulationServed | None = None
