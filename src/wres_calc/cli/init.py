"""`wres init`: a new submission folder, with templates to fill in or around exports as they came."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from wres_calc.cli import options


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the submission.")],
    more: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Further files, behind --from FILE.")
    ] = None,
    exports: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help="Exports as they came, or a folder of them."),
    ] = None,
    year: Annotated[int | None, typer.Option(help="Reporting year.")] = None,
    org: Annotated[str | None, typer.Option(help="ODS code of the organisation.")] = None,
    name: Annotated[str | None, typer.Option(help="Name of the organisation, as reports show it.")] = None,
    tables: Annotated[
        list[str] | None, typer.Option(help="Tables to fill in, several with commas. Default: all.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing; leave open what cannot be told.")] = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Make a submission: templates to fill in, or settings for exports as they came (--from)."""
    from wres_calc.errors import UsageError

    called = (name or "").strip()
    if not called.isprintable():
        raise UsageError("The name holds characters that cannot be shown.", "Type it without line breaks.")
    if exports:
        if tables:
            raise UsageError("--tables is for templates.", "Leave it out with --from.")
        _take_in(directory, [*exports, *(more or [])], year, org, called, asks=not yes, quiet=quiet)
    elif more:
        raise UsageError(f"What is {more[0]} for?", "Name exports behind --from: wres init DIR --from FILE.")
    else:
        _templates(directory, year, org, called, options.listed(tables), quiet=quiet)


def _take_in(
    directory: Path,
    files: list[Path],
    year: int | None,
    org: str | None,
    name: str,
    *,
    asks: bool,
    quiet: bool,
) -> None:
    from wres_calc.cli import ask
    from wres_calc.intake.locate import pasted
    from wres_calc.intake.settings import FILE, open_questions, read_settings
    from wres_calc.pipeline.propose import take_in

    somebody = asks and sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    asked = ask.at_the_terminal if somebody else ask.leave_open
    read_settings(directory, year, org)  # what is wrong with the file is said before it is looked into
    before = len(open_questions(directory))
    if before and not quiet:
        ask.tell(f"{directory / FILE} holds {before} open questions; what is still open is asked again.")
    first = ask.found if somebody else None
    done = take_in(directory, files, asked, year=year, organisation=org, name=name or None, first=first)
    if quiet:
        return
    for line in ask.concluded(done.findings):
        ask.tell(line)
    copied = f", with copies of {', '.join(done.copied)}" if done.copied else ""
    ask.tell(f"{directory / FILE}{copied}")
    left = sum(len(draft.questions) for draft in done.findings.drafts)
    again = "or run this again to be asked again; " if somebody else ""
    then = f"answer what is open ({left}) in {FILE}, {again}then: " if left else "then: "
    ask.tell(f"Look it through; {then}wres validate {pasted(directory)}")


def _templates(
    directory: Path, year: int | None, org: str | None, name: str, asked: list[str], *, quiet: bool
) -> None:
    from wres_calc.checking.dates import is_used
    from wres_calc.errors import UsageError
    from wres_calc.intake.locate import pasted
    from wres_calc.intake.settings import read_settings
    from wres_calc.intake.tables import TABLES
    from wres_calc.render import templates
    from wres_calc.report.safe import safe
    from wres_calc.standards.load import load

    for option, value in (("--year", year), ("--org", org)):
        if value is None:
            raise UsageError(
                f"Missing option '{option}'.", "For instance: wres init DIR --year 2025 --org RX1"
            )
    assert year is not None
    definitions = load(year)
    organisation = read_settings(None, year, org).organisation
    wanted = _tables(asked, tuple(table for table in TABLES if is_used(table, definitions)))
    made = templates.files(definitions, organisation.code.upper(), name, wanted)
    templates.write(directory, made)
    if not quiet:
        typer.echo(safe(f"{directory}: {', '.join(made)}"), err=True)
        then = f"wres calc {pasted(directory)}"
        typer.echo(safe(f"Fill the tables in and take out those you do not send; then: {then}"), err=True)


def _tables(asked: list[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """The tables asked for, all where none is. Raises `UsageError` for one that there is not."""
    from wres_calc.errors import UsageError
    from wres_calc.intake.names import did_you_mean

    for name in asked:
        if name not in known:
            raise UsageError(
                f'There is no table "{name}"{did_you_mean(name, known)}', "docs/tables.md lists the tables."
            )
    return tuple(asked) or known
