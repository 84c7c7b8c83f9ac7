"""Putting questions to whoever sits at the terminal, and telling what was concluded."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from wres_calc.propose.model import Answer, Draft, Findings, Option, Question


def tell(line: str) -> None:
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
        if question.several and answer:
            given = [_chosen(part.strip(), options) for part in answer.split(",") if part.strip()]
            if given and all(map(question.fits, given)):
                return tuple(given)
        elif answer.isdecimal() and 1 <= int(answer) <= len(options):
            return options[int(answer) - 1].value
        elif not answer or question.fits(answer):
            return answer or None
        tell("That is not possible here.")


def _shown(value: str | int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _chosen(part: str, options: Sequence["Option"]) -> str:
    number = int(part) if part.isdecimal() else 0
    return str(options[number - 1].value) if 1 <= number <= len(options) else part


def leave_open(question: "Question") -> None:
    """Nobody is there to answer."""


def found(findings: "Findings") -> None:
    """Tell what can be concluded of the files, before anything is asked."""
    for line in _found(findings):
        tell(line)


def concluded(findings: "Findings") -> Iterator[str]:
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
    from wres_calc.report.words import plural

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
