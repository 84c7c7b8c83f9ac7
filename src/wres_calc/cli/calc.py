"""`wres calc`: validate, calculate, show, write files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wres_calc.cli import options
from wres_calc.cli.options import listed
from wres_calc.cli.results import PUBLISHED_BEFORE, chosen_files, exit_code, numbers

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
    output: options.Output = options.Format.TEXT,
    to: options.To = None,
    out: options.Out = None,
    prior: options.Priors = None,
    benchmark: options.Rollup = None,
    confidence: options.Confidence = 0.95,
    publish: options.Publish = False,
    previous: options.PublishedBefore = None,
    internal: options.Internal = False,
    fail_on: options.FailFrom = options.FailOn.ERROR,
    show_values: options.ShowValues = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Validate a submission, calculate the nine indicators, show them and write files."""
    from wres_calc import pipeline
    from wres_calc.report.findings import tell
    from wres_calc.report.publication import report_without_values

    files = chosen_files(to, out, output)
    saved_before = [path for path in prior or () if path.suffix.lower() == ".json"]
    beside, before = (out or Path("wres-output")) if files else None, _published(previous, publish)
    report_options = pipeline.ReportOptions(
        listed(by), show_values, confidence, publish, before, beside, saved_before, benchmark
    )
    assessment = pipeline.assess(
        submission,
        year=year,
        organisation=org,
        by=report_options.by,
        indicators=numbers(indicators),
        prior=[path for path in prior or () if path not in saved_before],
        standard=standard,
    )
    report = pipeline.build_report(assessment, report_options)
    saved = _write(assessment, report, report_options, files, internal)
    _show(report if show_values else report_without_values(report), output, saved)
    if not quiet:
        _summary(report, tell(assessment.issues) if report.public else report.issues, saved, output)
    raise typer.Exit(exit_code(assessment.issues, fail_on))


def _write(
    assessment: "Assessment",
    report: "Report",
    report_options: "ReportOptions",
    files: list[str],
    internal: bool,
) -> list[Path]:
    """The files that were written; on standard error which release they followed."""
    from wres_calc.pipeline.write import write_files

    if report_options.beside is None:
        return []
    saved, before = write_files(
        assessment, report, report_options, files, report_options.beside, internal=internal
    )
    for path in before:
        print(f"wres: {path} was published before for the same day. {PUBLISHED_BEFORE}", file=sys.stderr)
    return saved


def _published(previous: Path | None, publish: bool) -> Path | None:
    from wres_calc.errors import UsageError

    if previous is not None and not publish:
        raise UsageError("--previous goes with --publish: it says what is known to the public already.")
    return previous


def _show(report: "Report", output: options.Format, saved: list[Path]) -> None:
    """The report on standard output, in the format asked for."""
    from wres_calc.cli.console import standard_output, write_data

    if output is not options.Format.TEXT:
        from wres_calc.render.formats import FORMATS

        write_data(FORMATS[output.value].report(report).decode("utf-8-sig"))
        return
    from wres_calc.render import terminal

    with standard_output() as stream:
        terminal.render(report, file=stream, width=None, colour=None, saved=saved)


def _summary(report: "Report", found: "Issues", saved: list[Path], output: options.Format) -> None:
    """One line on standard error for scripts and logs."""
    from wres_calc.report.report import Severity
    from wres_calc.report.words import totals

    done = sum(indicator.reason is None for indicator in report.indicators)
    line = (
        f"{report.organisation.code} {report.reporting_year}: "
        f"{done} of {len(report.indicators)} indicators calculated, "
        f"{', '.join(totals([found], Severity.ERROR, Severity.WARNING))}"
    )
    if output is not options.Format.TEXT:
        line += "".join(f"; wrote {path}" for path in saved)
    print(line, file=sys.stderr)
