"""Putting questions to whoever sits at the terminal, and telling what was concluded."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from wres_calc.intake.model import Draft, Findings, Question


def at_the_terminal(question: "Question") -> str | int | None:
    """The answer by number or typed in; Enter leaves the question open."""
    from wres_calc.reporting.safe import safe

    place = f"{question.table}: " if question.table else ""
    typer.echo("", err=True)
    typer.echo(safe(f"{place}{question.words}"), err=True)
    options = (*question.options, *question.possible)
    for number, option in enumerate(options, 1):
        beside = ", ".join(option.samples)
        why = " - ".join(part for part in (option.why, f"for instance {beside}" if beside else "") if part)
        typer.echo(safe(f"  {number}  {option.value}{f'  ({why})' if why else ''}"), err=True)
    how = "Number, or the right one in words" if options else "In words"
    while True:
        answer = typer.prompt(
            f"{how}; Enter leaves it open", default="", show_default=False, err=True
        ).strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(options):
            return options[int(answer) - 1].value
        if not answer or question.fits(answer):
            return answer or None
        typer.echo("That is not possible here.", err=True)


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
        likely = " or ".join(f'"{option.value}"' for option in question.options)
        yield f"  ? {question.words}{f': {likely}?' if likely else ''}"
