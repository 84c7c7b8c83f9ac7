"""`wres init`: a new submission folder, with templates to fill in or around exports as they came."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from wres_calc.cli import choices, options

if TYPE_CHECKING:
    from wres_calc.propose.model import Answer, Draft, Findings, Option, Question


def init(
    directory: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of the submission.")],
    more: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Further files, behind --from FILE.")
    ] = None,
    exports: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FILE", help="Your exports, unchanged, or a folder of them."),
    ] = None,
    year: Annotated[int | None, choices.year("Reporting year.")] = None,
    org: Annotated[str | None, typer.Option(metavar="CODE", help="ODS code of the organisation.")] = None,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Name of the organisation, as reports show it.")
    ] = None,
    tables: Annotated[
        list[str] | None,
        typer.Option(metavar="TABLE,...", help="Tables to fill in, one or more with commas. Default: all."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing; leave open what is not known.")] = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Make a submission: templates to fill in, or settings for your own exports (--from)."""
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
    from wres_calc.errors import quoted_path
    from wres_calc.intake.settings import FILE, open_questions, read_settings
    from wres_calc.pipeline.propose import take_in

    somebody = asks and sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()
    asked = at_the_terminal if somebody else _leave_open
    read_settings(directory, year, org)  # what is wrong with the file is said before it is looked into
    before = len(open_questions(directory))
    if before and not quiet:
        _tell(f"{directory / FILE} holds {before} open questions; what is still open is asked again.")

    def first(findings: "Findings") -> None:
        """Say what can be concluded of the files, before anything is asked."""
        for line in _found(findings):
            _tell(line)

    done = take_in(
        directory,
        files,
        asked,
        year=year,
        organisation=org,
        name=name or None,
        first=first if somebody else None,
    )
    if quiet:
        return
    for line in _concluded(done.findings):
        _tell(line)
    copied = f", with copies of {', '.join(done.copied)}" if done.copied else ""
    _tell(f"{directory / FILE}{copied}")
    left = sum(len(draft.questions) for draft in done.findings.drafts)
    again = "or run this again to be asked again; " if somebody else ""
    then = f"answer what is open ({left}) in {FILE}, {again}then: " if left else "then: "
    _tell(f"Next: look it through; {then}wres validate {quoted_path(directory)}")


def _templates(
    directory: Path, year: int | None, org: str | None, name: str, asked: tuple[str, ...], *, quiet: bool
) -> None:
    from wres_calc.checking.dates import is_used
    from wres_calc.errors import UsageError, quoted_path
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
        then = f"wres calc {quoted_path(directory)}"
        typer.echo(safe(f"Next: fill the tables in, take out those you do not send, then: {then}"), err=True)


def _tables(asked: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """The tables asked for, all where none is. Raises `UsageError` for one that there is not."""
    from wres_calc.errors import UsageError
    from wres_calc.intake.names import did_you_mean

    for name in asked:
        if name not in known:
            raise UsageError(
                f'There is no table "{name}"{did_you_mean(name, known)}', "docs/tables.md lists the tables."
            )
    return asked or known


def _tell(line: str) -> None:
    """A line for whoever sits there, fit to be shown; on a terminal as wide as it is, elsewhere whole."""
    from wres_calc.report.safe import safe

    shown = safe(line)
    if sys.stderr is not None and sys.stderr.isatty():
        indent = shown[: len(shown) - len(shown.lstrip())]
        width, further = get_terminal_size().columns, f"{indent}    "
        shown = fill(shown, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False)
    typer.echo(shown, err=True)


def at_the_terminal(question: "Question") -> "Answer | None":
    """The answer by number or typed in; Enter leaves the question open."""
    place = f"{question.table}: " if question.table else ""
    _tell("")
    _tell(f"{place}{question.words}")
    options = (*question.options, *question.possible)
    for number, option in enumerate(options, 1):
        beside = ", ".join(option.samples)
        why = " - ".join(part for part in (option.why, f"for instance {beside}" if beside else "") if part)
        _tell(f"  {number}  {_shown(option.value)}{f'  ({why})' if why else ''}")
    how = "Number, or the right one in words" if options else "In words"
    while True:
        answer = typer.prompt(
            f"{how}; Enter leaves it open", default="", show_default=False, err=True
        ).strip()
        if question.several and answer:
            given = [_chosen(part.strip(), options) for part in answer.split(",") if part.strip()]
            if given and all(map(question.fits, given)):
                return tuple(given)
        elif answer.isdecimal() and 1 <= int(answer) <= len(options):
            return options[int(answer) - 1].value
        elif not answer or question.fits(answer):
            return answer or None
        _tell("That is not possible here.")


def _shown(value: str | int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _chosen(part: str, options: Sequence["Option"]) -> str:
    number = int(part) if part.isdecimal() else 0
    return str(options[number - 1].value) if 1 <= number <= len(options) else part


def _leave_open(question: "Question") -> None:
    """Nobody is there to answer."""


def _concluded(findings: "Findings") -> Iterator[str]:
    """What was concluded of the files and why, then what is open; no text of a cell, for it may stand in a log."""
    yield from _found(findings)
    yield ""
    yield from (line for draft in findings.drafts for line in _open(draft))


def _found(findings: "Findings") -> Iterator[str]:
    for draft in findings.drafts:
        yield f"{draft.table}:"
        yield from (f"  {words}" for words in draft.concluded)
    if findings.remarks:
        yield ""
        yield "Left out, or not readable as it is:"
        yield from (f"  {words}" for words in findings.remarks)


def _open(draft: "Draft") -> Iterator[str]:
    from wres_calc.report.words.numbers import plural

    if draft.questions or draft.doubts:
        yield f"{draft.table}, still open:"
    yield from (f"  ! {words}" for words in draft.doubts)
    of_cells = Counter(question.key[:2] for question in draft.questions if question.about_cells)
    for key, texts in of_cells.items():
        yield f"  ? {'.'.join(key)}: {'which of its types' if key == ('case_types',) else plural(texts, 'text')}"
    for question in draft.questions:
        if question.about_cells:
            continue
        likely = " or ".join(f'"{_shown(option.value)}"' for option in question.options)
        yield f"  ? {question.words}{f': {likely}?' if likely else ''}"
