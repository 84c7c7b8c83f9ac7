"""`wres calc`: validate, calculate, show, write files."""

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from wres_calc.cli import options
from wres_calc.cli.console import note, show, summarise
from wres_calc.render.formats import FORMATS

if TYPE_CHECKING:
    from wres_calc.pipeline import ReportOptions
    from wres_calc.pipeline.assess import Assessment
    from wres_calc.report.report import Issues, Report


def calc(
    submission: options.Submission,
    standard: options.Standard = "wres",
    year: options.Year = None,
    org: options.Org = None,
    by: options.By = None,
    indicators: options.Indicators = None,
    output: options.Output = "text",
    to: options.To = None,
    out: options.Out = None,
    prior: options.Priors = None,
    benchmark: options.Rollup = None,
    confidence: options.Confidence = 0.95,
    publish: options.Publish = False,
    previous: options.PublishedBefore = None,
    internal: options.Internal = False,
    fail_on: options.FailFrom = "error",
    show_values: options.ShowValues = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Validate a submission, calculate the nine indicators, show them and write files."""
    from wres_calc import pipeline
    from wres_calc.errors import UsageError

    if previous is not None and not publish:
        raise UsageError("--previous goes with --publish: it says what is known to the public already.")
    files = options.report_files(to, out, output)
    beside = (out or options.OUT) if files else None
    saved_before = [path for path in prior or () if path.suffix.lower() == ".json"]
    report_options = pipeline.ReportOptions(
        options.listed(by), show_values, confidence, publish, previous, beside, saved_before, benchmark
    )
    assessment = pipeline.assess(
        submission,
        year=year,
        organisation=org,
        by=report_options.by,
        indicators=options.numbers(indicators),
        prior=[path for path in prior or () if path not in saved_before],
        standard=standard,
    )
    _report(assessment, report_options, files, output, internal=internal, quiet=quiet)
    raise typer.Exit(options.exit_code(assessment.issues, fail_on))


def _report(
    assessment: "Assessment",
    report_options: "ReportOptions",
    files: list[str],
    output: options.Format,
    *,
    internal: bool,
    quiet: bool,
) -> None:
    """Write the report's files and show it; on standard error which release it follows, and a summary."""
    from wres_calc import pipeline
    from wres_calc.pipeline.write import write_files
    from wres_calc.report.findings import tell
    from wres_calc.report.publication import report_without_values

    report = pipeline.build_report(assessment, report_options)
    saved: list[Path] = []
    if report_options.beside is not None:
        saved, before = write_files(
            assessment, report, report_options, files, report_options.beside, internal=internal
        )
        for path in before:
            note(f"wres: {path} was published before for the same day. {options.PUBLISHED_BEFORE}")
    _show(report if report_options.show_values else report_without_values(report), output, saved)
    if not quiet:
        issues = tell(assessment.issues) if report.public else report.issues
        summarise(_summary(report, issues), saved, output)


def _show(report: "Report", output: options.Format, saved: list[Path]) -> None:
    def draw(stream: TextIO) -> None:
        from wres_calc.render import terminal

        terminal.render(report, file=stream, width=None, colour=None, saved=saved)

    show(output, draw, lambda: FORMATS[output].report(report).decode("utf-8-sig"))


def _summary(report: "Report", issues: "Issues") -> str:
    from wres_calc.report.report import Severity
    from wres_calc.report.words.sentences import totals

    done = sum(indicator.reason is None for indicator in report.indicators)
    return (
        f"{report.organisation.code} {report.reporting_year}: "
        f"{done} of {len(report.indicators)} indicators calculated, "
        f"{', '.join(totals([issues], Severity.ERROR, Severity.WARNING))}"
    )
