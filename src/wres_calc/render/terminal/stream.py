"""The stream a report is shown on: what it can carry, and nothing that would make it fail."""

import re
from typing import TextIO, cast

from rich.console import Console

NARROWEST = 72
"""A figure cut by the edge of a narrow terminal is a wrong figure: lines are never made shorter than this."""

USUAL = 80
"""The width where none can be had."""

_TRAILING = re.compile(r" +\n")
"""rich fills each line up to the width."""


_IN_ITS_PLACE = {"↑": "up:", "↓": "down:", "\N{MINUS SIGN}": "-"}


def _carries(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


class _Carried:
    """A text stream that never raises `UnicodeEncodeError`: `?` for what its encoding lacks, words for arrows."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.encoding = getattr(stream, "encoding", None) or "utf-8"

    def write(self, text: str) -> int:
        for sign, other in _IN_ITS_PLACE.items():
            if sign in text and not _carries(self.encoding, sign):
                text = text.replace(sign, other)
        carried = text.encode(self.encoding, "replace").decode(self.encoding)
        return self._stream.write(_TRAILING.sub("\n", carried))

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()


class _Console(Console):
    """A console that leaves a reader who went away to the command: rich would end the process with exit code 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_on(stream: TextIO, width: int | None, colour: bool | None) -> Console:
    """Return a console that takes text as it is: no markup, no emoji codes, no highlighting.

    rich draws tables in ASCII where the encoding is not a Unicode one.
    """
    plain = colour is False
    console = _Console(
        file=cast(TextIO, _Carried(stream)),
        width=width,
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=True if colour else None,
        color_system=None if plain else "auto",
        no_color=False if colour else None,
    )
    if console.width < NARROWEST:
        console.width = NARROWEST if console.width > 1 else USUAL
    return console
