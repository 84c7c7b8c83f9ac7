"""What the program refuses to do, each kind with the exit code that scripts rely on (contract, section 1).

A message never carries the value of a cell: it may end in a log that travels further than the data.
"""

import errno
import os
import re
import shlex
from pathlib import Path
from typing import ClassVar

NO_ROOM = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)
"""What the system says where a disk, or what somebody may have of it, is full."""


class WresError(Exception):
    """Something this program refuses, said in the user's words.

    `message` says what is wrong and where, `advice` what to do about it (may be empty).
    """

    exit_code: ClassVar[int] = 70
    names_headings: ClassVar[bool] = False
    """Whether the message may name headings of a file, which are data where the file has none."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class UsageError(WresError):
    """The command was called in a way that means nothing."""

    exit_code = 2


class ConfigurationError(WresError):
    """`submission.toml`, the year or a mapping is wrong."""

    exit_code = 3


class HeadingNotFound(ConfigurationError):
    """`submission.toml` names a heading that a file does not have; the message names those that are like it."""

    names_headings = True


class UnreadableInput(WresError):
    """An input could not be read."""

    exit_code = 4


class UnwritableOutput(WresError):
    """An output could not be written."""

    exit_code = 4


def no_room(place: object) -> UnwritableOutput:
    """What to say of a file or folder where a disk, or what somebody may have of it, is full (`NO_ROOM`)."""
    return UnwritableOutput(
        f"{place} was not written: the disk is full.", "Make room, or name another folder."
    )


def open_elsewhere(path: object) -> UnwritableOutput:
    """Return what to say where another program holds a file, or it is write-protected."""
    return UnwritableOutput(
        f"{path} is open in another program, probably Excel: close it and run again.",
        "If it is open nowhere, look whether the file is write-protected, or name another folder.",
    )


def unwritable(path: object, fault: OSError) -> UnwritableOutput:
    """Return what to say where the system did not let a file or folder be written."""
    if fault.errno in NO_ROOM:
        return no_room(path)
    if isinstance(fault, PermissionError):
        return UnwritableOutput(
            f"{path} was not written: the folder does not allow it.", "Name a folder of your own."
        )
    return UnwritableOutput(
        f"{path} was not written: {(fault.strerror or 'the system refused').lower()}.",
        "Name another folder.",
    )


def quoted_path(path: Path) -> str:
    """Quote a path for a shell: in double quotes, unless it holds what would mean something there."""
    text = str(path)
    if re.fullmatch(r"[\w./:\\-]+", text) and (os.name == "nt" or "\\" not in text):
        return text
    return shlex.quote(text) if os.name != "nt" and re.search(r'["$`\\!]', text) else f'"{text}"'
