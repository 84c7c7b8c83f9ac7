"""`wres audit`: what could be worked out from what is to be published."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from wres_calc.cli import choices, options
from wres_calc.cli.console import note, show

if TYPE_CHECKING:
    from wres_calc.auditing.contract import Audit, Audits

_NAMED = 5
"""How many files of a reason are named; `--format json` names all."""

Published = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="One or more published reports (JSON, CSV), tables of counts typed from a page (CSV), or folders of them.",
        readable=False,
    ),
]
Truth = Annotated[
    Path | None,
    typer.Option(metavar="SUBMISSION", help="The submission behind it, to compare it with its own figures."),
]
Threshold = Annotated[
    int | None,
    choices.number("--threshold", 2, "Counts below it are small. Default: as published, else 5."),
]
SurveyBase = Annotated[
    int | None,
    choices.number("--survey-base", 2, "Fewer respondents are too few. Default: as published, else 11."),
]
Level = Annotated[
    int | None,
    choices.number("--level", 1, "1: against outsiders alone. Default: as published, else 2.", 2),
]
Board = Annotated[
    str | None,
    choices.one_of(
        "--board", ("publish", "protect"), "Whether the board is public. Default: as published, else protect."
    ),
]
Rounding = Annotated[
    int,
    choices.number("--rounded-to", 1, "What the counts of a typed table were rounded to, for example 5."),
]
Zeros = Annotated[
    bool | None,
    typer.Option(
        "--zeros-shown/--zeros-hidden",
        help="Whether the tables print their zeros, so that a hidden count is at least 1. Default: as seen.",
    ),
]


def audit(
    published: Published,
    standard: options.Standards = None,
    truth: Truth = None,
    threshold: Threshold = None,
    survey_base: SurveyBase = None,
    level: Level = None,
    board: Board = None,
    rounded_to: Rounding = 1,
    zeros_shown: Zeros = None,
    year: options.Year = None,
    org: options.Org = None,
    output: options.DataFormat = "text",
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Check that hidden numbers cannot be worked out from what is to be published; exit code 1 where one can."""
    from wres_calc.pipeline.audit import AuditOptions
    from wres_calc.pipeline.audit import audit as attack
    from wres_calc.render import json_text
    from wres_calc.render.terminal.stream import console_on
    from wres_calc.report.safe import safe

    asked = AuditOptions(
        threshold, survey_base, level, board, zeros_shown, rounded_to, options.listed(standard)
    )
    found = attack(published, asked, truth=truth, year=year, organisation=org)

    def draw(stream: TextIO) -> None:
        screen = console_on(stream, None, None)
        for line in (line for each in found.audits for line in _lines(each)):
            screen.print(safe(line))

    show(output, draw, lambda: json_text.text(found))
    if not quiet:
        note(*_not_read(found), _verdict(found), _next(found))
    raise typer.Exit(0 if all(each.safe for each in found.audits) else 1)


def _next(found: "Audits") -> str:
    if all(each.safe for each in found.audits):
        return f"Next: {'publish it' if len(found.audits) == 1 else 'publish them'} as it was read here."
    return "Next: do not publish; make it again with wres calc --publish, or hide the numbers named above."


def _lines(audit: "Audit") -> list[str]:
    """An audit as it is read: what was looked at, then each finding with what it takes to see it."""
    from wres_calc.report.words.numbers import plural

    of = f"{audit.organisation} {audit.reporting_year}" if audit.organisation else "Table of counts"
    lines = [
        f"{of}: {', '.join(audit.files)}",
        f"{audit.printed} numbers printed, {audit.hidden} hidden; small is 1 to {audit.threshold - 1}, "
        f"survey answers of fewer than {audit.survey_base} respondents; level {audit.level}"
        + ("" if audit.with_truth else ", as far as can be seen without the submission behind it"),
    ]
    for finding in audit.findings:
        if not finding.harmless:
            lines += ["", finding.message, *(f"    {each}" for each in finding.how)]
    harmless = sum(finding.harmless for finding in audit.findings)
    if harmless:
        certain = plural(harmless, "hidden count is", "hidden counts are")
        lines += [
            "",
            f"{certain} certain to be 0, or of one person alone who learns it: nothing is revealed about others.",
        ]
    if audit.safe:
        lines += ["", "No hidden number can be worked out."]
    return [*lines, ""]


def _not_read(found: "Audits") -> Iterator[str]:
    """What was passed over: a line for each reason, with the first files that have it."""
    by_reason: dict[str, list[str]] = {}
    for each in found.not_read:
        by_reason.setdefault(each.reason, []).append(each.file)
    for reason, files in by_reason.items():
        more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
        yield f"not read: {', '.join(files[:_NAMED])}{more}: {reason}"


def _verdict(found: "Audits") -> str:
    from wres_calc.report.words.numbers import plural

    findings = sum(not each.harmless for audit in found.audits for each in audit.findings)
    return f"audited {plural(len(found.audits), 'publication')}: {plural(findings, 'finding')}"
