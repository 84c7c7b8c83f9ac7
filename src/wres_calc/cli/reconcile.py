"""`wres reconcile`: a filled-in national return, or what was published, against the submission."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from wres_calc.cli import choices, options
from wres_calc.cli.console import show, summarise
from wres_calc.errors import UsageError

if TYPE_CHECKING:
    from wres_calc.report.reconciliation import Reconciliation

_FILES = ("excel", "json", "none")
Returned = Annotated[
    Path, typer.Argument(metavar="RETURN", help="The filled-in return (.xlsx).", readable=False)
]
Beside = Annotated[
    Path | None,
    typer.Argument(
        metavar="SUBMISSION",
        help="The folder with the tables, or one workbook. With --published it may be the only one.",
        readable=False,
    ),
]
Published = Annotated[
    Path | None,
    typer.Option(
        metavar="PAGE.csv|REPORT.json",
        help="Figures that were published, to compare in the same way.",
        readable=False,
    ),
]
Printed = Annotated[
    str, choices.one_of("--format", ("text", "json", "junit"), "What goes to standard output.")
]
Files = Annotated[list[str] | None, choices.files(_FILES, "none")]


def reconcile(
    returned: Returned,
    submission: Beside = None,
    published: Published = None,
    standard: options.Standards = None,
    year: options.Year = None,
    org: options.Org = None,
    output: Printed = "text",
    to: Files = None,
    out: options.Out = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Compare a filled-in national return, or published figures, with the figures recalculated from the submission."""
    from wres_calc import pipeline
    from wres_calc.pipeline.reconcile import reconcile as compare
    from wres_calc.render import across_files, ci, json_text
    from wres_calc.render.views.reconciliation import summary
    from wres_calc.report.reconciliation import CellStatus

    if submission is None and published is None:
        raise UsageError("The submission is missing.", "Name the return first, then the submission.")
    files = options.chosen_files(to, ["excel"] if out is not None else [], _FILES)
    asked = pipeline.Options(year=year, organisation=org, standards=options.listed(standard))
    found = compare(None if submission is None else returned, submission or returned, asked, published)
    saved = across_files.write_reconciliation(found, files, options.folder(out)) if files else []

    def draw(stream: TextIO) -> None:
        from wres_calc.render import terminal

        terminal.render_reconciliation(found, file=stream)

    show(output, draw, lambda: ci.junit_of_cells(found) if output == "junit" else json_text.text(found))
    if not quiet:
        line = f"{found.organisation.code} {found.reporting_year}: {summary(found)}"
        summarise(line, saved, output, _next(found, saved))
    raise typer.Exit(1 if found.of(CellStatus.DIFFERS) else 0)


def _next(found: "Reconciliation", saved: list[Path]) -> str:
    from wres_calc.report.reconciliation import CellStatus

    if saved:
        return f"open {saved[0]}; it lists every number."
    if found.of(CellStatus.DIFFERS):
        return "correct what was given, or the submission; --to excel lists every number."
    return "nothing to correct."
