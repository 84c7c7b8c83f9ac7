"""`wres compare`: the same organisation over years."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TextIO

import typer

from wres_calc.cli import options
from wres_calc.cli.console import note, show_each, summarise
from wres_calc.render.formats import FORMATS

if TYPE_CHECKING:
    from wres_calc.across.years import Comparison
    from wres_calc.pipeline import Assessment
    from wres_calc.report.report import Report


def compare(
    years: Annotated[
        list[Path],
        typer.Argument(
            metavar="SUBMISSION...",
            help="Two or more folders, workbooks, or reports saved in earlier years (JSON).",
            readable=False,
        ),
    ],
    standard: options.Standards = None,
    org: options.Org = None,
    by: options.By = None,
    indicators: options.Indicators = None,
    output: options.Output = "text",
    to: options.ToAcross = None,
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

    files, folder = options.report_files(to, out, output, options.FILES_ACROSS), options.folder(out)
    chosen = options.listed(standard), options.listed(by), options.numbers(indicators)
    asked = pipeline.Options(None, org, *chosen, confidence=confidence, publish=publish)
    asked = replace(asked, beside=folder if files else None)
    compared, assessments, made = compare_years(years, asked)
    found = [_Found(each, write_comparison(each, files, folder) if files else []) for each in compared]
    if publish and files:
        _note_earlier_releases(assessments, folder)
    show_each(output, found, _draw, lambda each: FORMATS[output].years(each.years).decode("utf-8-sig"))
    if not quiet:
        note(*_of_the_board(made))
    for one in found if not quiet else ():
        then = f"open {one.saved[0]}." if one.saved else "--to excel writes this to a workbook."
        summarise(_summary(one.years), one.saved, output, then)
    raise typer.Exit(options.exit_code([issue for each in assessments for issue in each.issues], fail_on))


def _note_earlier_releases(assessments: "list[Assessment]", folder: Path) -> None:
    from wres_calc.render.releases import releases_in

    for each in assessments:
        year = each.submission.reporting_year
        if len(releases_in(folder, each.definitions.code, each.submission.organisation.code, year)) > 1:
            note(f"wres: {year} was published before for the same day. {options.PUBLISHED_BEFORE}")


def _of_the_board(reports: "list[Report]") -> Iterator[str]:
    """What is withheld of the board in which years, and how to choose."""
    from wres_calc.report.words.sentences import board_withheld

    years: dict[str, list[str]] = {}
    for report in reports:
        if said := board_withheld(report):
            years.setdefault(said, []).append(str(report.reporting_year))
    yield from (f"wres: {' and '.join(of)}: {said}" for said, of in years.items())


class _Found(NamedTuple):
    years: "Comparison"
    saved: list[Path]


def _draw(found: _Found, stream: TextIO) -> None:
    from wres_calc.render import terminal

    terminal.render_comparison(found.years, file=stream, width=None, colour=None, saved=found.saved)


def _summary(found: "Comparison") -> str:
    from wres_calc.report.words.numbers import plural

    changes = [
        change for each in found.trend.indicators for series in each.series for change in series.changes
    ]
    clear = sum(change.clear is True for change in changes)
    return (
        f"{found.standard.code.upper()} {found.organisation.code} {found.years[0]} to {found.years[1]}: "
        f"{plural(clear, 'clear change')} of {len(changes):,} looked at"
    )
