"""`wres trace`: the fate of every row, and of one person's rows in plain sentences."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wres_calc.cli import choices, options
from wres_calc.cli.console import note

if TYPE_CHECKING:
    from wres_calc.counting.trace import Trace
    from wres_calc.intake.model import Submission

FILES = ("csv", "parquet", "none")


def trace(
    submission: options.Submission,
    standard: options.Standards = None,
    year: options.Year = None,
    org: options.Org = None,
    employee: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="Explain this person's rows; files then only with -o or --to."),
    ] = None,
    to: Annotated[list[str] | None, choices.files(FILES, "csv, parquet")] = None,
    out: options.Out = None,
    fail_on: options.FailFrom = "error",
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Show for every row whether it counted, in which populations and as what, or which rule dropped it."""
    from wres_calc import pipeline
    from wres_calc.render.files import stem_of
    from wres_calc.render.trace_files import write_trace

    wanted = employee is None or out is not None
    formats = options.chosen_files(to, FILES if wanted else (), FILES)
    asked = pipeline.Options(year, org, options.listed(standard))
    for assessment, found in (traced := pipeline.trace(submission, asked)):
        sent = assessment.submission
        if employee is not None:
            _explain(sent, found, employee.strip())
        saved: list[Path] = []
        if formats:
            stem = stem_of(assessment.definitions.code, sent.organisation.code, sent.reporting_year)
            saved = write_trace(found, stem, formats, options.folder(out))
        if not quiet and (employee is None or saved):
            from wres_calc.render.terminal.trace import render_summary

            render_summary(sent, found, saved, file=sys.stderr)
            if saved:
                note("Next: open one of these files, or let --employee NUMBER explain one person's rows.")
    issues = [issue for assessment, _ in traced for issue in assessment.issues]
    raise typer.Exit(options.exit_code(issues, fail_on))


def _explain(sent: "Submission", found: "Trace", employee: str) -> None:
    """One person on standard output.

    Raises:
        UsageError: no row has this employee number.
    """
    from wres_calc.counting.trace import of_person
    from wres_calc.errors import UsageError
    from wres_calc.render.terminal.trace import could_not_be_read, render_person

    person = list(of_person(found, employee))
    if not any(rows for _, rows in person):
        looked = (
            ", ".join(raw.file for raw, _ in person) or "no file: none that could be read has such numbers"
        )
        unread = could_not_be_read(sent)
        raise UsageError(
            f"No row has this employee number. Looked in {looked}."
            + (f" Could not be read: {', '.join(unread)}." if unread else ""),
            "Give it as it is in the files, above all in the workforce file, with leading zeros.",
        )
    from wres_calc.cli.console import standard_output

    with standard_output() as stream:
        render_person(sent, employee, person, file=stream)
