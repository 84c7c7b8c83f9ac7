"""`wres calc`: validate, calculate, show, write files."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

import typer

from wres_calc.cli import options
from wres_calc.cli.console import note, show_each, summarise
from wres_calc.render.formats import FORMATS

if TYPE_CHECKING:
    from wres_calc.pipeline import Assessment, Options, Report


def calc(
    submission: options.Submission,
    standard: options.Standards = None,
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
    """Validate a submission, calculate its indicators, show them and write files."""
    from wres_calc import pipeline

    files = options.report_files(to, out, output)
    asked = pipeline.Options(
        year,
        org,
        options.listed(standard),
        options.listed(by),
        options.numbers(indicators),
        prior or (),
        confidence,
        publish,
        show_values,
        published_before=previous,
        beside=(out or options.OUT) if files else None,
        rollup=benchmark,
    )
    assessments = pipeline.assess_each(submission, asked)
    made = [_report(each, asked, files, internal) for each in assessments]
    show_each(output, made, _draw, lambda each: FORMATS[output].report(each.shown).decode("utf-8-sig"))
    for each, assessment in zip(made if not quiet else (), assessments, strict=False):
        summarise(_summary(each.shown, assessment), each.saved, output)
    raise typer.Exit(options.exit_code([issue for each in assessments for issue in each.issues], fail_on))


class _Made(NamedTuple):
    shown: "Report"
    saved: list[Path]


def _report(assessment: "Assessment", asked: "Options", files: list[str], internal: bool) -> _Made:
    """Write the report's files; on standard error which release it follows."""
    from wres_calc import pipeline
    from wres_calc.pipeline.write import write_files
    from wres_calc.report.publication import report_without_values

    report = pipeline.build_report(assessment, asked)
    saved: list[Path] = []
    if asked.beside is not None:
        saved, before = write_files(assessment, report, asked, files, asked.beside, internal=internal)
        for path in before:
            note(f"wres: {path} was published before for the same day. {options.PUBLISHED_BEFORE}")
    return _Made(report if asked.show_values else report_without_values(report), saved)


def _draw(made: _Made, stream: TextIO) -> None:
    from wres_calc.render import terminal

    terminal.render(made.shown, file=stream, width=None, colour=None, saved=made.saved)


def _summary(report: "Report", assessment: "Assessment") -> str:
    from wres_calc.report.findings import tell
    from wres_calc.report.report import Severity
    from wres_calc.report.words.sentences import totals

    done = sum(indicator.reason is None for indicator in report.indicators)
    return (
        f"{report.standard.code.upper()} {report.organisation.code} {report.reporting_year}: "
        f"{done} of {len(report.indicators)} indicators calculated, "
        f"{', '.join(totals([tell(assessment.issues)], Severity.ERROR, Severity.WARNING))}"
    )
