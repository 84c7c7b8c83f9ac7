"""`wres reconcile`: a filled-in national return against the submission."""

from pathlib import Path
from typing import Annotated, TextIO

import typer

from wres_calc.cli import options
from wres_calc.cli.console import show, summarise

Returned = Annotated[
    Path, typer.Argument(metavar="RETURN", help="The filled-in return (.xlsx).", readable=False)
]


def reconcile(
    returned: Returned,
    submission: options.Submission,
    standard: options.Standards = None,
    year: options.Year = None,
    org: options.Org = None,
    output: options.DataFormat = "text",
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Compare a filled-in national return, cell by cell, with the figures recalculated from the submission."""
    from wres_calc import pipeline
    from wres_calc.pipeline.reconcile import reconcile as compare
    from wres_calc.render import json_text

    asked = pipeline.Options(year=year, organisation=org, standards=options.listed(standard))
    found = compare(returned, submission, asked)

    def draw(stream: TextIO) -> None:
        from wres_calc.render import terminal

        terminal.render_reconciliation(found, file=stream)

    show(output, draw, lambda: json_text.text(found))
    if not quiet:
        cells = f"{len(found.differing)} of {found.compared} cells differ"
        line = f"{found.organisation.code} {found.reporting_year}: {cells}"
        then = "correct the return, or the submission." if found.differing else "send the return."
        summarise(line, [], output, then)
    raise typer.Exit(1 if found.differing else 0)
