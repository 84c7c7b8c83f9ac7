"""`wres calc`: validate, calculate, show, write files."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wres_calc.cli import options
from wres_calc.cli.options import FILES, listed

if TYPE_CHECKING:
    from wres_calc.reporting.report import Report
    from wres_calc.validation.issue import Issue


def calc(
    submission: options.Submission,
    year: options.Year = None,
    org: options.Org = None,
    by: options.By = None,
    indicators: options.Indicators = None,
    output: options.Output = options.Format.TEXT,
    to: options.To = None,
    out: options.Out = None,
    prior: options.Prior = None,
    confidence: options.Confidence = 0.95,
    publish: options.Publish = False,
    previous: options.PublishedBefore = None,
    fail_on: options.FailFrom = options.FailOn.ERROR,
    show_values: options.ShowValues = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Validate a submission, calculate the nine indicators, show them and write files."""
    from wres_calc import pipeline
    from wres_calc.reporting.files import write_reports

    files = _files(to, out, output)
    telling = pipeline.Telling(listed(by), show_values, confidence, publish, _published(previous, publish))
    seen = pipeline.examine(
        submission,
        year=year,
        organisation=org,
        by=telling.by,
        indicators=_numbers(indicators),
        prior=prior,
    )
    report = pipeline.report_of(seen, telling)
    saved = write_reports(report, files, out or Path("wres-output")) if files else []
    _show(report, output, saved)
    if not quiet:
        _summary(report, seen.issues, saved, output)
    raise typer.Exit(_exit_code(seen.issues, fail_on))


def _published(previous: Path | None, publish: bool) -> Path | None:
    from wres_calc.errors import UsageError

    if previous is not None and not publish:
        raise UsageError("--previous goes with --publish: it says what is known to the public already.")
    return previous


def _numbers(text: str | None) -> list[int] | None:
    from wres_calc.errors import UsageError

    if text is None:
        return None
    words = listed([text])
    if not words or not all(word.isdecimal() for word in words):
        raise UsageError("--indicators takes numbers with commas between them, for example 1,2,5,6.")
    return [int(word) for word in words]


def _files(to: list[str] | None, out: Path | None, output: options.Format) -> list[str]:
    """Which files to write: a workbook, unless data goes to standard output and no files were asked for."""
    from wres_calc.errors import UsageError

    wanted = listed(to)
    if unknown := [name for name in wanted if name not in FILES]:
        raise UsageError(f"--to does not know {', '.join(unknown)}.", f"It takes {', '.join(FILES)}.")
    if "none" in wanted and len(wanted) > 1:
        raise UsageError("--to none goes with nothing else.")
    if not wanted:
        return ["excel"] if output is options.Format.TEXT or out is not None else []
    return [name for name in FILES if name in wanted and name != "none"]


def _show(report: "Report", output: options.Format, saved: list[Path]) -> None:
    """The report on standard output, in the format asked for."""
    from wres_calc.cli.console import standard_output, write_data

    if output is options.Format.JSON:
        from wres_calc.reporting import to_json

        write_data(to_json.text(report))
    elif output is options.Format.CSV:
        from wres_calc.reporting import to_csv

        write_data(to_csv.text(report))
    else:
        from wres_calc.reporting import to_terminal

        with standard_output() as stream:
            to_terminal.render(report, file=stream, width=None, colour=None, saved=saved)


def _summary(report: "Report", issues: Sequence["Issue"], saved: list[Path], output: options.Format) -> None:
    """One line on standard error for scripts and logs."""
    done = sum(indicator.reason is None for indicator in report.indicators)
    line = (
        f"{report.organisation.code} {report.reporting_year}: "
        f"{done} of {len(report.indicators)} indicators calculated, "
        f"{_number(issues, 'error')} errors, {_number(issues, 'warning')} warnings"
    )
    if output is not options.Format.TEXT:
        line += "".join(f"; wrote {path}" for path in saved)
    print(line, file=sys.stderr)


def _number(issues: Sequence["Issue"], severity: str) -> int:
    return sum(issue.count for issue in issues if issue.severity == severity)


def _exit_code(issues: Sequence["Issue"], fail_on: options.FailOn) -> int:
    """4 where a file could not be read, 1 where there are findings at or above `fail_on`, else 0."""
    if any(issue.entry.unreadable for issue in issues):
        return 4
    counted = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on.value]
    return 1 if any(issue.severity in counted for issue in issues) else 0
