"""`wres goals`: what it takes to reach equity."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from wres_calc.cli import options
from wres_calc.cli.console import show, summarise
from wres_calc.facts.tiers import TIERS
from wres_calc.render.formats import FORMATS

if TYPE_CHECKING:
    from wres_calc.report.goals import Goals

Submissions = Annotated[
    list[Path],
    typer.Argument(
        metavar="SUBMISSION...",
        help="A folder with the tables, a workbook, or a saved report (JSON); several, or a folder of submissions, for "
        "all of them together.",
        readable=False,
    ),
]
Target = Annotated[
    str,
    typer.Option(
        metavar="TARGET",
        help="workforce (its share in the whole workforce), population (that served, as in submission.toml), "
        "or a percentage, for example 19.",
    ),
]
By = Annotated[
    int | None, typer.Option(metavar="YEAR", help="The year to reach it in. Default: three years on.")
]
FromYear = Annotated[
    int | None,
    typer.Option(metavar="YEAR", help="The year in which the path starts. Default: the reporting year."),
]
Turnover = Annotated[
    float | None,
    typer.Option(
        metavar="PERCENT",
        min=0.1,
        max=100,
        help="How many percent of a band leave it in a year; else measured with --prior.",
    ),
]
Tiers = Annotated[
    str, typer.Option(metavar="BANDS,...", help="Tiers of the disparity ratios, from low to high.")
]


Strategy = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.toml",
        help="The outcomes of a strategy and the figures they are monitored by; without it an example.",
        readable=False,
    ),
]


def goals(
    submissions: Submissions,
    target: Target = "workforce",
    by: By = None,
    from_year: FromYear = None,
    turnover: Turnover = None,
    tiers: Tiers = TIERS,
    strategy: Strategy = None,
    prior: options.Priors = None,
    year: options.Year = None,
    org: options.Org = None,
    standard: options.Standards = None,
    output: options.Output = "text",
    to: options.ToAcross = None,
    out: options.Out = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Show what it takes to reach equity in senior bands: people, recruits, the path, and disparity ratios."""
    from wres_calc import pipeline
    from wres_calc.pipeline.goals import Wanted, goals_of_all
    from wres_calc.render.across_files import write_goals

    files, folder = options.report_files(to, out, output, options.FILES_ACROSS), options.folder(out)
    asked = pipeline.Options(
        year=year, organisation=org, standards=options.listed(standard), prior=tuple(prior or ())
    )
    wanted = Wanted(target, by, from_year, turnover, tiers, strategy)
    found, assessments = goals_of_all(submissions, asked, wanted)
    saved = write_goals(found, files, folder) if files else []

    def draw(stream: TextIO) -> None:
        from wres_calc.render import terminal

        terminal.render_goals(found, file=stream, width=None, colour=None, saved=saved)

    show(output, draw, lambda: FORMATS[output].goals(found).decode("utf-8-sig"))
    if not quiet:
        then = f"open {saved[0]}." if saved else "--to excel writes this to a workbook."
        summarise(_summary(found), saved, output, then)
    raise typer.Exit(options.exit_code([issue for each in assessments for issue in each.issues], "error"))


def _summary(found: "Goals") -> str:
    short = sum(each.needed > 0 for each in found.bands[:-2])
    return (
        f"{found.standard.code.upper()} {found.organisation.code} {found.reporting_year}: "
        f"{short} of {len(found.bands) - 2} senior bands below the target of {found.aim.target.percent:.1f}%"
    )
