"""`wres compare`: the same organisation over years."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from wres_calc.cli import options
from wres_calc.cli.console import note, show, summarise
from wres_calc.render.formats import FORMATS

if TYPE_CHECKING:
    from wres_calc.across.years import Comparison


def compare(
    years: Annotated[
        list[Path],
        typer.Argument(
            metavar="SUBMISSION...",
            help="Two or more folders, workbooks, or reports saved in earlier years (JSON).",
            readable=False,
        ),
    ],
    org: options.Org = None,
    by: options.By = None,
    indicators: options.Indicators = None,
    output: options.Output = "text",
    to: options.To = None,
    out: options.Out = None,
    confidence: options.Confidence = 0.95,
    publish: options.Publish = False,
    fail_on: options.FailFrom = "error",
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Set the years of one organisation side by side: what changed, and whether chance explains it."""
    from wres_calc import pipeline
    from wres_calc.pipeline.compare import compare as compare_years
    from wres_calc.render.across_files import write_comparison
    from wres_calc.render.releases import releases_in

    files, folder = options.report_files(to, out, output), out or options.OUT
    report_options = pipeline.ReportOptions(
        options.listed(by), confidence=confidence, publish=publish, beside=folder if files else None
    )
    found, assessments = compare_years(
        years, report_options, organisation=org, indicators=options.numbers(indicators)
    )
    saved = write_comparison(found, files, folder) if files else []
    if publish and files:
        for year in (each.definitions.reporting_year for each in assessments):
            if len(releases_in(folder, found.organisation.code, year)) > 1:
                note(f"wres: {year} was published before for the same day. {options.PUBLISHED_BEFORE}")
    _show(found, output, saved)
    if not quiet:
        then = f"open {saved[0]}." if saved else "--to excel writes this to a workbook."
        summarise(_summary(found), saved, output, then)
    raise typer.Exit(options.exit_code([issue for each in assessments for issue in each.issues], fail_on))


def _show(found: "Comparison", output: str, saved: list[Path]) -> None:
    def draw(stream: TextIO) -> None:
        from wres_calc.render import terminal

        terminal.render_comparison(found, file=stream, width=None, colour=None, saved=saved)

    show(output, draw, lambda: FORMATS[output].years(found).decode("utf-8-sig"))


def _summary(found: "Comparison") -> str:
    from wres_calc.report.words.numbers import plural

    changes = [
        change for each in found.trend.indicators for series in each.series for change in series.changes
    ]
    clear = sum(change.clear is True for change in changes)
    return (
        f"{found.organisation.code} {found.years[0]} to {found.years[1]}: "
        f"{plural(clear, 'clear change')} of {len(changes):,} looked at"
    )
