"""`wres init`: a new submission folder, with templates to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from wres_calc.cli import options


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")],
    year: Annotated[int, typer.Option(help="Reporting year.")],
    org: Annotated[str, typer.Option(help="ODS code of the organisation.")],
    name: Annotated[str | None, typer.Option(help="Name of the organisation, as reports show it.")] = None,
    tables: Annotated[
        list[str] | None, typer.Option(help="Tables to fill in, several with commas. Default: all.")
    ] = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Make an empty submission to fill in: submission.toml, every option explained, and a workbook for each table."""
    from wres_calc.definitions.load import load
    from wres_calc.errors import UsageError
    from wres_calc.reporting import templates
    from wres_calc.reporting.safe import safe
    from wres_calc.submission.settings import read_settings
    from wres_calc.submission.tables import TABLES

    definitions = load(year)
    organisation = read_settings(None, year, org).organisation
    wanted = _tables(options.listed(tables), tuple(TABLES))
    called = (name or "").strip()
    if not called.isprintable():
        raise UsageError("The name holds characters that cannot be shown.", "Type it without line breaks.")
    made = templates.files(definitions, organisation.code.upper(), called, wanted)
    templates.write(directory, made)
    if not quiet:
        typer.echo(safe(f"{directory}: {', '.join(made)}"), err=True)
        typer.echo("Fill the tables in and take out those you do not send; then: wres calc DIR", err=True)


def _tables(asked: list[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """The tables asked for, all where none is. Raises `UsageError` for one that there is not."""
    from wres_calc.errors import UsageError
    from wres_calc.submission.names import did_you_mean

    for name in asked:
        if name not in known:
            raise UsageError(
                f'There is no table "{name}"{did_you_mean(name, known)}', "docs/tables.md lists the tables."
            )
    return tuple(asked) or known
