"""`wres calc`: validate, calculate, show, write files."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from wres_calc.cli import options
from wres_calc.cli.console import note, show_each, summarise
from wres_calc.render.formats import FORMATS

if TYPE_CHECKING:
    from wres_calc.cli.run_log import RunLog
    from wres_calc.facts.indicator_number import IndicatorNumber
    from wres_calc.pipeline import Assessment, Options, Report

Log = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Add to this file, as JSON lines, what ran on which files and for how long; no value of a cell.",
    ),
]


def calc(
    submission: options.Submission,
    standard: options.Standards = None,
    year: options.Year = None,
    org: options.Org = None,
    by: options.By = None,
    indicators: options.Indicators = None,
    output: options.Output = "text",
    detail: options.Detail = "all",
    to: options.To = None,
    template: options.Template = None,
    out: options.Out = None,
    prior: options.Priors = None,
    benchmark: options.Rollup = None,
    confidence: options.Confidence = 0.95,
    publish: options.Publish = False,
    previous: options.PublishedBefore = None,
    internal: options.Internal = False,
    fail_on: options.FailFrom = "error",
    show_values: options.ShowValues = False,
    log: Log = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Validate a submission, calculate its indicators, show them and write files."""
    from wres_calc import pipeline
    from wres_calc.cli.run_log import run_log

    shown, files = options.detail_of(detail), options.report_files(to, out, output)
    chosen = options.listed(standard), options.listed(by), options.numbers(indicators)
    asked = pipeline.Options(year, org, *chosen, prior or (), confidence, publish, show_values)
    beside = options.folder(out) if files else None
    asked = replace(asked, published_before=previous, beside=beside, rollup=benchmark)
    with run_log(log, "calc") as run:
        made = _make(run, submission, asked, files, shown, template, internal=internal)
        with run.step("show"):
            show_each(output, made, _draw, lambda each: _data(output, each))
        code = options.exit_code((issue for each in made for issue in each.assessment.issues), fail_on)
        run.end(code)
    for each in made if not quiet else ():
        _summarise(each, submission, output)
    raise typer.Exit(code)


def _make(
    run: "RunLog",
    submission: Path,
    asked: "Options",
    files: list[str],
    detail: "list[IndicatorNumber] | None",
    template: Path | None,
    *,
    internal: bool,
) -> "list[_Made]":
    """Assess the submission by each standard, and make what is shown and written; the log says what came of which."""
    from wres_calc import pipeline

    with run.step("read, check and count"):
        assessments = pipeline.assess_each(submission, asked)
    if template is not None:
        _check_template(files, asked.publish, len(assessments))
    with run.step("report and write"):
        made = [_made(each, asked, files, detail, template, internal=internal) for each in assessments]
    run.results((each.report for each in made), (path for each in made for path in each.saved))
    return made


def _check_template(files: list[str], publish: bool, standards: int) -> None:
    from wres_calc.errors import UsageError

    if "return" not in files:
        raise UsageError("--template is of the national return.", "Add --to return.")
    if publish:
        raise UsageError(
            "--template and --publish contradict each other: a form's own formulas take a number withheld for 0.",
            "Leave --template out; the return is then written in a layout of its own.",
        )
    if standards > 1:
        raise UsageError("A form is of one standard.", "Choose it with --standard.")


class _Made(NamedTuple):
    """A report as it is shown, the files it was written to, and the indicators whose figures are shown."""

    assessment: "Assessment"
    report: "Report"
    saved: list[Path]
    detail: "list[IndicatorNumber] | None"


def _made(
    assessment: "Assessment",
    asked: "Options",
    files: list[str],
    detail: "list[IndicatorNumber] | None",
    template: Path | None,
    *,
    internal: bool,
) -> _Made:
    """Build the report and write its files; on standard error how a form was filled, and which release it follows."""
    from wres_calc import pipeline
    from wres_calc.report.publication import report_without_values

    report = pipeline.build_report(assessment, asked)
    saved: list[Path] = []
    if template is not None and asked.beside is not None:
        from wres_calc.render.excel.return_template import write_filled

        path, said = write_filled(template, report, asked.beside)
        note(*said)
        saved, files = [path], [name for name in files if name != "return"]
    if asked.beside is not None and files:
        paths, before = pipeline.write_files(
            assessment, report, asked, files, asked.beside, internal=internal
        )
        saved = [*paths, *saved]
        for path in before:
            note(f"wres: {path} was published before for the same day. {options.PUBLISHED_BEFORE}")
    return _Made(assessment, report if asked.show_values else report_without_values(report), saved, detail)


def _data(output: str, made: _Made) -> str:
    return FORMATS[output].report(made.report).decode("utf-8-sig")


def _draw(made: _Made, stream: TextIO) -> None:
    from wres_calc.render import terminal

    terminal.render(made.report, file=stream, width=None, colour=None, saved=made.saved, detail=made.detail)


def _next(submission: Path, errors: bool, saved: list[Path]) -> str:
    """What to do with a report: errors first, else the file that a reader opens."""
    from wres_calc.errors import quoted_path

    if errors:
        return f"wres validate {quoted_path(submission)} lists every error; correct them and run this again."
    if (json := _ending(saved, ".json")) and "_published" in json.name:
        return f"wres audit {quoted_path(json)} checks that hidden numbers cannot be worked out."
    if workbook := _ending(saved, ".xlsx"):
        board = (
            ""
            if workbook.stem.endswith(("_return", "_published"))
            else "; its first sheet is the page for the board"
        )
        return f"open {workbook}{board}."
    if page := _ending(saved, ".html"):
        return f"open {page} in a web browser."
    if saved:
        return f"read {saved[0]} with another program."
    return f"wres calc {quoted_path(submission)} --to excel writes a workbook with a page for the board."


def _ending(paths: list[Path], ending: str) -> Path | None:
    return next((path for path in paths if path.suffix == ending), None)


def _summarise(made: _Made, submission: Path, output: str) -> None:
    from wres_calc.report.findings import tell
    from wres_calc.report.report import Severity
    from wres_calc.report.words.sentences import board_withheld, totals

    report, issues = made.report, tell(made.assessment.issues)
    if withheld := board_withheld(report):
        note(f"wres: {withheld}")
    elif report.publication.board not in (None, made.assessment.disclosure.board):
        note("wres: the board was published whole before for the same day, and stays public.")
    done = sum(indicator.reason is None for indicator in report.indicators)
    summary = (
        f"{report.standard.code.upper()} {report.organisation.code} {report.reporting_year}: "
        f"{done} of {len(report.indicators)} indicators calculated, "
        f"{', '.join(totals([issues], Severity.ERROR, Severity.WARNING))}"
    )
    summarise(summary, made.saved, output, _next(submission, bool(issues.error), made.saved))
