"""Standard output, where data goes and nothing else, and notes on standard error."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from wres_calc.errors import UnwritableOutput

if TYPE_CHECKING:
    from rich.console import Console


Shown = TypeVar("Shown")


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output, flushed at the end. A reader that went away (`| head`) ends the writing, quietly.

    Raises:
        UnwritableOutput: it is closed, or the disk behind it is full.
    """
    if sys.stdout is None:
        raise UnwritableOutput(
            "Standard output is closed.", "Write files with --to instead, or leave it open."
        )
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        give_up_what_fails(sys.stdout)
    except OSError as fault:
        give_up_what_fails(sys.stdout)
        raise UnwritableOutput(f"Standard output could not be written: {fault.strerror}.") from None


def flush() -> None:
    """Write what standard output and error still hold, while what fails can still be said and be an exit code.

    Python itself would do so after the last line of the program, and end with 120.

    Raises:
        UnwritableOutput: what standard output holds cannot be written.
    """
    if sys.stdout is not None:
        with standard_output():
            pass
    sys.stderr.flush()


def give_up_what_fails(stream: TextIO) -> None:
    """Lead a stream that can no longer be written to nowhere, with all that it still holds."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        stream.flush()


def note(*lines: str) -> None:
    """Print lines for the user on standard error, whatever its encoding can carry; none drives a terminal."""
    from wres_calc.report.safe import safe

    encoding = sys.stderr.encoding or "ascii"
    for line in (part for text in lines for part in text.split("\n")):
        print(safe(line).encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr, flush=True)


@contextmanager
def console() -> Iterator["Console"]:
    """Standard output as a console that takes any text as it is, whatever its encoding can carry."""
    from wres_calc.render.terminal.stream import console_on

    with standard_output() as stream:
        yield console_on(stream, None, None)


def write_data(text: str) -> None:
    """Data for another program: always UTF-8, line ends as they are, whatever the console's code page."""
    with standard_output() as stream:
        buffer = getattr(stream, "buffer", None)
        if buffer is None:
            stream.write(text)
        else:
            stream.flush()
            buffer.write(text.encode("utf-8"))
            buffer.flush()


def write_json(document: Mapping[str, Any]) -> None:
    """Write a document that is no report as JSON to standard output."""
    import json

    write_data(json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def show(output: str, draw: Callable[[TextIO], None], data: Callable[[], str]) -> None:
    """Show what was found on standard output: drawn as text, or as data for another program."""
    show_each(output, [None], lambda _, stream: draw(stream), lambda _: data())


def show_each(
    output: str, found: Iterable[Shown], draw: Callable[[Shown, TextIO], None], data: Callable[[Shown], str]
) -> None:
    """Show the same of several standards, one after the other."""
    if output != "text":
        from wres_calc.render.formats import together

        write_data(together(output, [data(each) for each in found]))
        return
    with standard_output() as stream:
        for each in found:
            draw(each, stream)


def summarise(line: str, saved: Sequence[Path], output: str, then: str) -> None:
    """Print one line for scripts and logs; after text what to do `then`, after data the files written."""
    if output == "text":
        note(line, f"Next: {then}")
    else:
        note(line + "".join(f"; wrote {path}" for path in saved))
