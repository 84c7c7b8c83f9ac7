"""What stands at a path: a file that can be read to its end, or something that would be waited for for ever."""

import os
import stat
import sys
from pathlib import Path

from wres_calc.errors import UnreadableInput
from wres_calc.intake.files.bounded import LARGEST_JSON

_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


def leads_nowhere(path: Path) -> bool:
    """Whether this is a link to something that is not there, or to itself."""
    return path.is_symlink() and not path.exists()


def hindrance(path: Path) -> str | None:
    """Why nothing can be read here, to follow "this is" or a name and "is"; `None` for a file, a folder or nothing."""
    if leads_nowhere(path):
        return "a link that leads nowhere; put the file itself there"
    try:
        mode = path.stat().st_mode
    except OSError:  # whoever opens it will say why
        return None
    kind = next((words for is_one, words in _KINDS if is_one(mode)), None)
    return f"no file but {kind}; put a file there" if kind else None


def content(path: Path, most: int = LARGEST_JSON) -> bytes:
    """All bytes of a file that was named to the command; also of a pipe, as a shell makes of `<(…)`.

    Raises `UnreadableInput` where it cannot be read or has more than `most` bytes, and for a pipe that nobody writes
    to: the wait would never end.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            data = file.read(most + 1)
            forsaken = not data and stat.S_ISFIFO(os.fstat(file.fileno()).st_mode)
    except OSError as fault:
        raise UnreadableInput(f"{path} could not be read: {fault.strerror}.") from None
    if forsaken:
        raise UnreadableInput(f"{path} is a pipe that nothing writes to.", "Name a file.")
    if len(data) > most:
        raise UnreadableInput(f"{path} is larger than {most >> 20} MB.", "Look whether it is the right file.")
    return data


def text_in(path: Path, most: int = LARGEST_JSON) -> str:
    """The text in a file, in UTF-8 or, where it is none, as Windows saves it. Raises as `content`."""
    data = content(path, most)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for somebody who writes; reading is then as usual, and ends where no one writes."""
    if sys.platform == "win32":
        return os.open(path, flags)
    opened = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(opened, True)
    return opened
