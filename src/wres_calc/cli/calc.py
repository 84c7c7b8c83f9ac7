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
    detail: options.Detail = "all",
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

    shown = _checked(detail, previous, publish=publish)
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
    report, saved = _written(assessment, report_options, files, internal=internal)
    _show(report, output, saved, shown, values=show_values)
    if not quiet:
        _summarise(report, assessment, submission, saved, output)
    raise typer.Exit(options.exit_code(assessment.issues, fail_on))


def _checked(detail: str, previous: Path | None, *, publish: bool) -> list[int] | None:
    """The indicators of `--detail`; options that do not go together are refused before anything is read."""
    from wres_calc.errors import UsageError

    if previous is not None and not publish:
        raise UsageError("--previous goes with --publish: it says what is known to the public already.")
    return options.detail_of(detail)


def _written(
    assessment: "Assessment", report_options: "ReportOptions", files: list[str], *, internal: bool
) -> "tuple[Report, list[Path]]":
    """The report, and its files written; on standard error which release it follows."""
    from wres_calc import pipeline
    from wres_calc.pipeline.write import write_files

    report = pipeline.build_report(assessment, report_options)
    saved: list[Path] = []
    if report_options.beside is not None:
        saved, before = write_files(
            assessment, report, report_options, files, report_options.beside, internal=internal
        )
        for path in before:
            note(f"wres: {path} was published before for the same day. {options.PUBLISHED_BEFORE}")
    return report, saved


def _show(
    report: "Report", output: str, saved: list[Path], detail: list[int] | None, *, values: bool
) -> None:
    from wres_calc.report.publication import report_without_values

    report = report if values else report_without_values(report)

    def draw(stream: TextIO) -> None:
        from wres_calc.render import terminal

        terminal.render(report, file=stream, width=None, colour=None, saved=saved, detail=detail)

    show(output, draw, lambda: FORMATS[output].report(report).decode("utf-8-sig"))


def _next(submission: Path, issues: "Issues", saved: list[Path]) -> str:
    """What to do with a report: errors first, else the file that a reader opens."""
    from wres_calc.intake.locate import pasted

    if issues.error:
        return f"wres validate {pasted(submission)} lists every error; correct them and run this again."
    if (json := _ending(saved, ".json")) and "_published" in json.name:
        return f"wres audit {pasted(json)} checks that hidden numbers cannot be worked out."
    if workbook := _ending(saved, ".xlsx"):
        return f"open {workbook}; its first sheet is the page for the board."
    if page := _ending(saved, ".html"):
        return f"open {page} in a web browser."
    if saved:
        return f"read {saved[0]} with another program."
    return f"wres calc {pasted(submission)} --to excel writes a workbook with a page for the board."


def _ending(paths: list[Path], ending: str) -> Path | None:
    return next((path for path in paths if path.suffix == ending), None)


def _summarise(
    report: "Report", assessment: "Assessment", submission: Path, saved: list[Path], output: str
) -> None:
    from wres_calc.report.findings import tell
    from wres_calc.report.report import Severity
    from wres_calc.report.words.sentences import totals

    issues = tell(assessment.issues) if report.public else report.issues
    done = sum(indicator.reason is None for indicator in report.indicators)
    summary = (
        f"{report.organisation.code} {report.reporting_year}: "
        f"{done} of {len(report.indicators)} indicators calculated, "
        f"{', '.join(totals([issues], Severity.ERROR, Severity.WARNING))}"
    )
    summarise(summary, saved, output, _next(submission, issues, saved))
