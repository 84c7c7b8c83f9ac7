"""`wres sample`: synthetic submissions of any size."""

from pathlib import Path
from typing import Annotated

import typer


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
    from wres_calc.sampling.samples import reporting_years, write_samples

    wanted = reporting_years(years)
    for written in write_samples(directory, seed=seed, staff=staff, number=organisations, years=wanted):
        rows = ", ".join(f"{table} {number:,}" for table, number in written.rows.items())
        typer.echo(f"{written.folder}: {written.organisation} {written.year}, rows: {rows}", err=True)
