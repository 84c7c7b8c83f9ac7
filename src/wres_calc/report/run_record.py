"""`run.json`: how each organisation of a batch ended."""

from typing import Literal

from wres_calc.report.report import Tool
from wres_calc.strict_model import StrictModel

Status = Literal["done", "findings", "failed"]


class Numbers(StrictModel):
    """Issues by severity."""

    error: int
    warning: int


class InputRecord(StrictModel):
    """A file that was read."""

    table: str
    file: str
    sha256: str
    rows: int


class OrganisationRecord(StrictModel):
    """How one organisation of a batch ended.

    `issues` and `inputs` are empty in a public run: numbers of rows and hashes may tell of people. `accepted` is how
    many kinds of issues were accepted on purpose, `reason` why it failed; `up_to_date` says that it was left as the
    last run made it; `published_before` are earlier releases for the same day that showed other figures and were taken
    into account.
    """

    code: str
    name: str | None = None
    region: str | None = None
    icb: str | None = None
    type: str | None = None
    path: str
    status: Status
    reason: str | None = None
    issues: Numbers | None
    accepted: int = 0
    seconds: float
    up_to_date: bool = False
    inputs: tuple[InputRecord, ...] = ()
    files: tuple[str, ...] = ()
    published_before: tuple[str, ...] = ()


class RunRecord(StrictModel):
    """A batch: `complete` is false where it was stopped before its end, or something of it could not be written.

    `standards` are the titles of those that reports were made of, `definitions_sha256` their hashes as they stand for
    the year, by their codes.
    """

    format: Literal[1] = 1
    tool: Tool
    reporting_year: int | None
    standards: tuple[str, ...] = ()
    definitions_sha256: dict[str, str]
    options: dict[str, str]
    complete: bool
    organisations: tuple[OrganisationRecord, ...]
