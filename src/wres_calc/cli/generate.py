"""`wres schema` and `wres sample`: files that come from no submission."""

from pathlib import Path
from typing import Annotated

import typer

from wres_calc.cli import options
from wres_calc.cli.console import note, write_json


def schema(
    directory: Annotated[
        Path | None,
        typer.Argument(help="Folder to write NAME.schema.json to; without it they go to standard output."),
    ] = None,
    debug: options.Debug = False,
) -> None:
    """Write the JSON Schemas of the input tables and of the report."""
    import json

    from wres_calc.render.files import make_folder, write_whole
    from wres_calc.render.json_text import schemas

    if directory is None:
        write_json(schemas())
        return
    make_folder(directory)
    for name, content in schemas().items():
        text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
        write_whole(directory / f"{name}.schema.json", text.encode("utf-8"))


def sample(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that is new, empty or made by this command.")
    ],
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 1,
    staff: Annotated[int, typer.Option(min=1, help="People in the workforce headcount, about.")] = 8000,
    organisations: Annotated[int, typer.Option(min=1, help="How many organisations.")] = 1,
    years: Annotated[
        str, typer.Option(metavar="YEARS", help="Reporting years: 2025, 2024,2025 or 2024-2025.")
    ] = "2025",
) -> None:
    """Make synthetic submissions: plausible in shape, about nobody.

    A submission goes to DIR/CODE/YEAR; with one organisation or one year that level is left out.
    """
    from wres_calc.sampling.samples import write_samples
    from wres_calc.sampling.years import reporting_years

    wanted = reporting_years(years)
    for written in write_samples(directory, seed=seed, staff=staff, number=organisations, years=wanted):
        rows = ", ".join(f"{table} {number:,}" for table, number in written.rows.items())
        note(f"{written.folder}: {written.organisation} {written.year}, rows: {rows}")
