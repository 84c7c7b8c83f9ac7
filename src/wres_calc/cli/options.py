"""Options that several commands share: the same word means the same everywhere."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wres_calc.render.formats import FORMATS


class Format(StrEnum):
    """What goes to standard output."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class DataOrText(StrEnum):
    """What goes to standard output where there is one form of data."""

    TEXT = "text"
    JSON = "json"


class FindingsFormat(StrEnum):
    """What goes to standard output where there are findings and no figures."""

    TEXT = "text"
    JSON = "json"
    JUNIT = "junit"
    SARIF = "sarif"
    GITHUB = "github"


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"


FILES = (*FORMATS, "none")
BY = ("ethnic-heading", "ethnic-category", "pay-band", "staff-category", "internal")

Submission = Annotated[
    Path, typer.Argument(help="A folder with the tables, or one workbook (.xlsx).", readable=False)
]
Submissions = Annotated[
    list[Path], typer.Argument(help="Folders with the tables, or workbooks (.xlsx).", readable=False)
]
Year = Annotated[int | None, typer.Option(help="Reporting year, where submission.toml does not say it.")]
Org = Annotated[
    str | None, typer.Option(help="ODS code of the organisation, where submission.toml does not say it.")
]
By = Annotated[list[str] | None, typer.Option(help=f"Further detail, several with commas: {', '.join(BY)}.")]
Indicators = Annotated[str | None, typer.Option(help="Calculate these only, for example 1,2,5,6.")]
Output = Annotated[Format, typer.Option("--format", help="What goes to standard output.")]
DataFormat = Annotated[DataOrText, typer.Option("--format", help="What goes to standard output.")]
FindingsOutput = Annotated[FindingsFormat, typer.Option("--format", help="What goes to standard output.")]
IssuesFile = Annotated[
    Path | None,
    typer.Option("--issues", metavar="FILE.xlsx", help="Write every issue with its value to a workbook."),
]
MarkFolder = Annotated[
    Path | None,
    typer.Option("--mark", metavar="DIR", help="Write a copy of each file with its faulty cells marked."),
]
Redact = Annotated[
    bool,
    typer.Option(
        "--redact",
        help="Show no value of a cell and no unused heading, neither here nor in the workbook of issues.",
    ),
]
To = Annotated[
    list[str] | None,
    typer.Option(help=f"Files to write, several with commas: {', '.join(FILES)}. Default: excel."),
]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the files. Default: wres-output.")]
Confidence = Annotated[float, typer.Option(help="Confidence of the intervals, from 0.5 to 0.999.")]
Publish = Annotated[
    bool,
    typer.Option(
        "--publish", help="For the public: small numbers, and what would give them away, are withheld."
    ),
]
Internal = Annotated[
    bool,
    typer.Option(
        "--internal",
        help="Write the web page in full, for internal use: without it, it carries what may be published.",
    ),
]
PublishedBefore = Annotated[
    Path | None,
    typer.Option(
        "--previous", metavar="PUBLISHED.json", help="What was published before for the same day, as JSON."
    ),
]
FailFrom = Annotated[FailOn, typer.Option("--fail-on", help="From which severity on the exit code is 1.")]
ShowValues = Annotated[
    bool, typer.Option("--show-values", help="Put the values of faulty cells into the report's data.")
]
Prior = Annotated[
    Path | None, typer.Option(help="The same organisation's submission of an earlier year, to compare with.")
]
Priors = Annotated[
    list[Path] | None,
    typer.Option(
        "--prior",
        help="An earlier year of the same organisation: a submission or a saved report; may be repeated.",
    ),
]
Rollup = Annotated[
    Path | None,
    typer.Option(
        "--benchmark",
        metavar="ROLLUP.json",
        help="The roll-ups of the year, to say where this organisation stands.",
    ),
]
Standard = Annotated[
    str, typer.Option("--standard", metavar="CODE", help="The standard: wres (race) or wdes (disability).")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where a fault of the program happened.")]


def listed(given: list[str] | None) -> list[str]:
    """Words given with commas, or with the option more than once."""
    return [word.strip() for text in given or () for word in text.split(",") if word.strip()]
