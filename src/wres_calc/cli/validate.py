"""`wres validate`: what is wrong with submissions, for their analysts and for CI."""

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from wres_calc.cli import options
from wres_calc.cli.console import note, show, summarise
from wres_calc.render.formats import FINDINGS

if TYPE_CHECKING:
    from wres_calc.report.findings import Findings


def validate(
    submissions: options.Submissions,
    standard: options.Standards = None,
    year: options.Year = None,
    org: options.Org = None,
    prior: options.Prior = None,
    output: options.FindingsOutput = "text",
    issues: options.IssuesFile = None,
    mark: options.MarkFolder = None,
    fail_on: options.FailFrom = "error",
    show_values: options.ShowValues = False,
    redact: options.Redact = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Say everything that is wrong with submissions, where it is and what to do; calculate nothing."""
    from wres_calc import pipeline
    from wres_calc.report.publication import without_values

    _check_use(submissions, prior, issues, show_values, redact)
    asked = pipeline.Options(
        year,
        org,
        options.listed(standard),
        prior=() if prior is None else (prior,),
        show_values=show_values or (issues is not None and not redact),
    )
    found = pipeline.find_issues(submissions, asked)
    shown = found if show_values else without_values(found, groups=redact)
    wrote, not_written = _write(shown if redact else found, issues, mark)
    _show(shown, output, fail_on)
    if not quiet:
        note(*(each.way_on for each in shown.submissions if each.way_on), *wrote)
        summarise(_summary(shown), [], output, _next(submissions, shown, issues))
    note(*not_written)
    items = [item for each in shown.submissions for item in each.issues.items]
    raise typer.Exit(4 if not_written else options.exit_code(items, fail_on))


def _check_use(
    submissions: list[Path], prior: Path | None, issues: Path | None, show_values: bool, redact: bool
) -> None:
    from wres_calc.errors import UsageError

    if show_values and redact:
        raise UsageError("--show-values and --redact contradict each other.")
    if prior is not None and len(submissions) > 1:
        raise UsageError("--prior goes with one submission.", "Validate the others by themselves.")
    if issues is not None and issues.suffix.casefold() != ".xlsx":
        raise UsageError("--issues writes a workbook.", "Give it a name that ends in .xlsx.")


def _write(findings: "Findings", issues: Path | None, mark: Path | None) -> tuple[list[str], list[str]]:
    """Write the files asked for; what was written, and what could not be."""
    from wres_calc.render.files import refuse_inputs
    from wres_calc.report.words.numbers import plural

    refuse_inputs(findings, file=issues, folder=mark)
    wrote: list[str] = []
    not_written: list[str] = []
    if issues is not None:
        from wres_calc.render.files import write_workbook
        from wres_calc.render.issues_workbook import issues_workbook

        write_workbook(issues, issues_workbook(findings))
        wrote.append(f"Wrote {issues}")
    if mark is not None:
        from wres_calc.render.marked_copies import write_marked

        copies, remarks, not_written = write_marked(findings, mark)
        wrote += [f"Wrote {plural(copies, 'marked copy', 'marked copies')} in {mark}", *remarks]
    return wrote, not_written


def _show(findings: "Findings", output: str, fail_on: str) -> None:
    def draw(stream: TextIO) -> None:
        from wres_calc.render import terminal

        terminal.render_findings(findings, file=stream, width=None, colour=None)

    show(output, draw, lambda: FINDINGS[output](findings, fail_on == "warning"))


def _next(submissions: list[Path], findings: "Findings", issues: Path | None) -> str:
    from wres_calc.errors import quoted_path

    if any(each.issues.error for each in findings.submissions):
        where = f"open {issues}, correct" if issues else "correct"
        return f"{where} the errors, then run this again."
    if len(submissions) > 1:
        return "wres calc calculates one of them, wres batch all."
    return f"wres calc {quoted_path(submissions[0])} calculates the indicators."


def _summary(findings: "Findings") -> str:
    """One line for scripts and logs."""
    from wres_calc.report.report import Severity
    from wres_calc.report.words.numbers import plural
    from wres_calc.report.words.sentences import totals

    submissions = findings.submissions
    unclean = sum(bool(each.issues.error or each.issues.warning) for each in submissions)
    found = totals([each.issues for each in submissions], Severity.ERROR, Severity.WARNING)
    return (
        f"{plural(len(submissions), 'submission')}: {len(submissions) - unclean:,} clean, "
        f"{unclean:,} with findings; {', '.join(found)}"
    )
