"""Options that several commands share: the same word means the same everywhere, and comes to the same."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wres_calc.cli import choices
from wres_calc.errors import UsageError
from wres_calc.render.formats import FINDINGS, FORMATS

if TYPE_CHECKING:
    from wres_calc.checking.issue import Issue
    from wres_calc.facts.indicator_number import IndicatorNumber
    from wres_calc.report.report import IssueItem
    from wres_calc.standards.model import Standard as Definitions


COUNTED: Mapping[str, tuple[str, ...]] = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "never": (),
}
"""The severities that make the exit code 1."""

FILES = (*FORMATS, "none")
FILES_ACROSS = (*(name for name, each in FORMATS.items() if each.across), "none")
"""What is written of more than one report, or of goals."""
BY = (
    *("ethnic-heading", "ethnic-category", "pay-band", "staff-category"),
    *("internal", "international", "medical", "survey-ratio"),
)

_OUT = "wres-output"
PUBLISHED_BEFORE = (
    "What it shows counts as known, and what it withholds stays withheld; a copy is in the folder .wres beside it. If "
    "it was never published, delete both and run again."
)
"""What an earlier release of other figures does to the new one."""


Submission = Annotated[
    Path,
    typer.Argument(
        metavar="SUBMISSION", help="A folder with the tables, or one workbook (.xlsx).", readable=False
    ),
]
Submissions = Annotated[
    list[Path],
    typer.Argument(
        metavar="SUBMISSION...",
        help="One or more folders with the tables, or workbooks (.xlsx).",
        readable=False,
    ),
]
Year = Annotated[int | None, choices.year("Reporting year, where submission.toml does not say it.")]
Org = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="ODS code of the organisation, where submission.toml does not say it."),
]
By = Annotated[
    list[str] | None,
    typer.Option(
        metavar="DETAIL,...",
        help=f"Further detail, one or more with commas: {', '.join(BY)}, or a name of [breakdowns] in submission.toml.",
        autocompletion=choices.completed(lambda: BY),
    ),
]
Indicators = Annotated[
    str | None,
    typer.Option(
        metavar="NUMBERS",
        help="Calculate these only, for example 1,2,4a,5.",
        autocompletion=choices.completed(choices.numbers_known),
    ),
]
_SHOWN = "What goes to standard output."
PRINTED = ("text", *(name for name, each in FORMATS.items() if each.printed))
FINDINGS_PRINTED = ("text", *FINDINGS)
Output = Annotated[str, choices.one_of("--format", PRINTED, _SHOWN)]
DataFormat = Annotated[str, choices.one_of("--format", ("text", "json"), _SHOWN)]
FindingsOutput = Annotated[str, choices.one_of("--format", FINDINGS_PRINTED, _SHOWN)]
IssuesFile = Annotated[
    Path | None,
    typer.Option("--issues", metavar="FILE.xlsx", help="Write every issue with its value to a workbook."),
]
MarkFolder = Annotated[
    Path | None,
    typer.Option("--mark", metavar="FOLDER", help="Write a copy of each file with its faulty cells marked."),
]
Redact = Annotated[
    bool,
    typer.Option(
        "--redact",
        help="Show no value of a cell and no unused heading, neither here nor in the workbook of issues.",
    ),
]
Detail = Annotated[
    str,
    typer.Option(
        metavar="none|NUMBERS|all",
        autocompletion=choices.completed(lambda: ("none", "all", *choices.numbers_known())),
        help="What follows the overview on the terminal: nothing, these indicators (2,3), or everything.",
    ),
]
To = Annotated[list[str] | None, choices.files(FILES, "excel")]
Template = Annotated[
    Path | None,
    typer.Option(
        metavar="FORM.xlsx",
        help="Fill this form of the national return, with --to return: its looks and formulas stay.",
        readable=False,
    ),
]
ToAcross = Annotated[list[str] | None, choices.files(FILES_ACROSS, "excel")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", metavar="FOLDER", help="Folder for the files. Default: $WRES_OUT, else wres-output."
    ),
]
Confidence = Annotated[
    float,
    typer.Option(
        parser=choices.fraction, metavar="NUMBER", help="Confidence of the intervals, from 0.5 to 0.999."
    ),
]
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
FailFrom = Annotated[
    str, choices.one_of("--fail-on", tuple(COUNTED), "From which severity of issue on the exit code is 1.")
]
ShowValues = Annotated[
    bool, typer.Option("--show-values", help="Put the values of faulty cells into the report's data.")
]
Prior = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH", help="The same organisation's submission of an earlier year, to compare with."
    ),
]
Priors = Annotated[
    list[Path] | None,
    typer.Option(
        "--prior",
        metavar="PATH",
        help="An earlier year of the same organisation: a submission or a saved report; may be repeated.",
    ),
]
Rollup = Annotated[
    Path | None,
    typer.Option(
        "--benchmark",
        metavar="ROLLUP.json",
        help="The roll-ups of the year, to compare with other organisations.",
    ),
]
Standards = Annotated[
    list[str] | None,
    typer.Option(
        "--standard",
        metavar="STANDARD,...",
        help="The standards, one or more with commas: wres (race), wdes (disability); else as in "
        "submission.toml, else wres.",
        autocompletion=choices.completed(choices.standards_known),
    ),
]
Shipped = Annotated[
    list[str] | None,
    typer.Option(
        "--standard",
        metavar="STANDARD,...",
        help="These standards only: wres (race), wdes (disability).",
        autocompletion=choices.completed(choices.standards_known),
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No notes on standard error.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show where a fault of the program happened.")]


def folder(out: Path | None) -> Path:
    """Return where files go: the folder of `-o`, else that of the environment, else the default."""
    return out or Path(os.environ.get("WRES_OUT") or _OUT)


def listed(given: list[str] | None) -> tuple[str, ...]:
    """Words given with commas, or with the option more than once, each once."""
    return tuple(
        dict.fromkeys(word.strip() for text in given or () for word in text.split(",") if word.strip())
    )


def of_year(codes: Sequence[str], year: int | None) -> "list[Definitions]":
    """Return standards as they stand in a year, or in their latest; without codes all that are shipped for it.

    Raises:
        ConfigurationError: there is no such standard, or the year is not shipped.
    """
    from wres_calc.standards.load import codes as shipped
    from wres_calc.standards.load import load, years

    there = [code for code in shipped() if year is None or year in years(code)]
    return [load(year or years(code)[-1], code) for code in codes or there or shipped()]


def numbers(text: str | None, option: str = "--indicators") -> "list[IndicatorNumber] | None":
    """The numbers of indicators that an option gives; `None` for all of them.

    Raises:
        UsageError: it is no list of numbers.
    """
    from wres_calc.facts.indicator_number import parse

    if text is None:
        return None
    words = listed([text])
    if "0" in words:
        raise UsageError(f"{option}: there is no indicator 0.", "Their numbers begin with 1.")
    found = [parse(word) for word in words]
    if not found or None in found:
        raise UsageError(f"{option} takes numbers with commas between them, for example 1,2,4a,5.")
    return [each for each in found if each is not None]


def detail_of(text: str) -> "list[IndicatorNumber] | None":
    """The indicators of `--detail`; `None` for all that there is to show.

    Raises:
        UsageError: it is neither a word of its own nor a list of numbers that indicators have.
    """
    from wres_calc.pipeline.assess import Options, check_choices

    if text == "all":
        return None
    wanted = [] if text == "none" else numbers(text, "--detail")
    check_choices(Options(indicators=wanted))
    return wanted


def chosen_files(to: list[str] | None, default: Sequence[str], offered: Sequence[str] = FILES) -> list[str]:
    """Which kinds of file to write, `default` where none is asked for.

    Raises:
        UsageError: a kind does not exist, or `none` is given with another.
    """
    wanted = listed(to)
    if unknown := [name for name in wanted if name not in offered]:
        raise UsageError(f"--to does not know {', '.join(unknown)}.", f"It takes {', '.join(offered)}.")
    if "none" in wanted and len(wanted) > 1:
        raise UsageError("--to none goes with nothing else.")
    return [name for name in offered if name in (wanted or default) and name != "none"]


def report_files(
    to: list[str] | None, out: Path | None, output: str, offered: Sequence[str] = FILES
) -> list[str]:
    """Which of the files `offered` to write beside a report: a workbook, unless data alone is asked for."""
    return chosen_files(to, ["excel"] if output == "text" or out is not None else [], offered)


def exit_code(issues: "Iterable[Issue | IssueItem]", fail_on: str) -> int:
    """4 where a file could not be read, 3 for a wrong configuration, 1 where an issue fails the run, else 0."""
    from wres_calc.checking.catalogue import CATALOGUE
    from wres_calc.report.findings import WRONG_CONFIGURATION

    found = {(issue.code, issue.severity) for issue in issues}
    if any(CATALOGUE[code].unreadable for code, _ in found):
        return 4
    if any(code == WRONG_CONFIGURATION for code, _ in found):
        return 3
    return int(any(severity in COUNTED[fail_on] for _, severity in found))
