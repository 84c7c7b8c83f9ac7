"""Putting questions to whoever sits at the terminal, and telling what was concluded."""

import sys
from collections.abc import Iterator
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from wres_calc.intake.model import Draft, Findings, Question


def tell(line: str) -> None:
    """A line for whoever sits there, fit to be shown; on a terminal as wide as it is, elsewhere whole."""
    from wres_calc.reporting.safe import safe

    shown = safe(line)
    if sys.stderr is not None and sys.stderr.isatty():
        indent = shown[: len(shown) - len(shown.lstrip())]
        width, further = get_terminal_size().columns, f"{indent}    "
        shown = fill(shown, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False)
    typer.echo(shown, err=True)


def at_the_terminal(question: "Question") -> str | int | None:
    """The answer by number or typed in; Enter leaves the question open."""
    place = f"{question.table}: " if question.table else ""
    tell("")
    tell(f"{place}{question.words}")
    options = (*question.options, *question.possible)
    for number, option in enumerate(options, 1):
        beside = ", ".join(option.samples)
        why = " - ".join(part for part in (option.why, f"for instance {beside}" if beside else "") if part)
        tell(f"  {number}  {_shown(option.value)}{f'  ({why})' if why else ''}")
    how = "Number, or the right one in words" if options else "In words"
    while True:
        answer = typer.prompt(
            f"{how}; Enter leaves it open", default="", show_default=False, err=True
        ).strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(options):
            return options[int(answer) - 1].value
        if not answer or question.fits(answer):
            return answer or None
        tell("That is not possible here.")


def _shown(value: str | int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def leave_open(question: "Question") -> None:
    """Nobody is there to answer."""


def concluded(findings: "Findings") -> Iterator[str]:
    """What was concluded of the files and why, what is open first."""
    yield from (line for draft in findings.drafts for line in _open(draft))
    yield ""
    for draft in findings.drafts:
        yield f"{draft.table}:"
        yield from (f"  {words}" for words in draft.concluded)
    if findings.remarks:
        yield ""
        yield "Left out, or not readable as it is:"
        yield from (f"  {words}" for words in findings.remarks)


def _open(draft: "Draft") -> Iterator[str]:
    if draft.questions or draft.doubts:
        yield f"{draft.table}, still open:"
    yield from (f"  ! {words}" for words in draft.doubts)
    for question in draft.questions:
        likely = " or ".join(f'"{_shown(option.value)}"' for option in question.options)
        yield f"  ? {question.words}{f': {likely}?' if likely else ''}"
