"""`wres compare`: the same organisation over years."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wres_calc.cli import options
from wres_calc.cli.options import listed
from wres_calc.cli.results import PUBLISHED_BEFORE, chosen_files, exit_code, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wres_calc.across.years import Comparison
    from wres_calc.pipeline.assess import Assessment


def compare(
    years: Annotated[
        list[Path],
        typer.Argument(
            metavar="SUBMISSION...",
            help="Two or more: folders, workbooks, or reports saved in earlier years (JSON).",
            readable=False,
        ),
    ],
    org: options.Org = None,
    by: options.By = None,
    indicators: options.Indicators = None,
    output: options.Output = options.Format.TEXT,
    to: options.To = None,
    out: options.Out = None,
    confidence: options.Confidence = 0.95,
    publish: options.Publish = False,
    fail_on: options.FailFrom = options.FailOn.ERROR,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Set the years of one organisation side by side: what changed, and whether it is more than noise."""
    from wres_calc import pipeline
    from wres_calc.pipeline.compare import compare as compare_years
    from wres_calc.render.across_files import write_comparison

    files = chosen_files(to, out, output, options.FILES)
    report_options = pipeline.ReportOptions(
        listed(by),
        confidence=confidence,
        publish=publish,
        beside=(out or Path("wres-output")) if files else None,
    )
    found, assessments = compare_years(
        years, report_options, organisation=org, indicators=numbers(indicators)
    )
    saved = write_comparison(found, files, out or Path("wres-output")) if files else []
    _say_released(found, assessments, report_options.beside if publish else None)
    _show(found, output, saved)
    if not quiet:
        print(_summary(found, saved, output), file=sys.stderr)
    raise typer.Exit(exit_code([issue for each in assessments for issue in each.issues], fail_on))


def _say_released(found: "Comparison", assessments: "Sequence[Assessment]", folder: Path | None) -> None:
    """Say on standard error which years were published before with other figures."""
    from wres_calc.render.releases import releases_in

    for each in assessments:
        year = each.definitions.reporting_year
        if folder is not None and len(releases_in(folder, found.organisation.code, year)) > 1:
            print(f"wres: {year} was published before for the same day. {PUBLISHED_BEFORE}", file=sys.stderr)


def _show(found: "Comparison", output: options.Format, saved: list[Path]) -> None:
    from wres_calc.cli.console import standard_output, write_data

    if output is not options.Format.TEXT:
        from wres_calc.render.formats import FORMATS

        write_data(FORMATS[output.value].years(found).decode("utf-8-sig"))
        return
    from wres_calc.render import terminal

    with standard_output() as stream:
        terminal.render_comparison(found, file=stream, width=None, colour=None, saved=saved)


def _summary(found: "Comparison", saved: list[Path], output: options.Format) -> str:
    """One line on standard error for scripts and logs."""
    from wres_calc.report.words import plural

    changes = [
        change for each in found.trend.indicators for series in each.series for change in series.changes
    ]
    clear = sum(change.clear is True for change in changes)
    line = (
        f"{found.organisation.code} {found.years[0]} to {found.years[1]}: "
        f"{plural(clear, 'clear change')} of {len(changes):,} looked at"
    )
    if output is not options.Format.TEXT:
        line += "".join(f"; wrote {path}" for path in saved)
    return line
