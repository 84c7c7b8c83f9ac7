"""One run at a time in an output folder: two would write over each other, and `run.json` would tell of one of them."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wres_calc.errors import UnwritableOutput, unwritable

LOCK = ".wres.lock"
"""A file that is there while a run is at work, with its process and computer; what a killed run leaves says the same.

The system lets go of the lock on it where the process is killed, on whatever computer or in whatever container that
was. On a shared disk that knows no locks the process that is named has to have ended.
"""

_MOST = 200
_LOCKED_BYTE = 1 << 30
"""Windows lets nobody read what is locked: a byte behind the text is."""


@contextmanager
def locked(folder: Path) -> Iterator[str]:
    """Have the folder for oneself; yields which run that was killed had it before, in words, or nothing.

    Raises:
        UnwritableOutput: another run has it, or nothing can be written there.
    """
    place = folder / LOCK
    try:
        held = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as fault:
        raise unwritable(place, fault) from fault
    try:
        before = os.read(held, _MOST).decode("ascii", "replace").strip()
        if not (_taken(held, before) and _is_there(held, place)):
            raise UnwritableOutput(
                f"Another run is at work in {folder}{f' ({before})' if before else ''}.",
                f"Wait for its end, or name another folder with -o. If it has ended, remove {LOCK} there.",
            )
        try:
            _write(held, f"process {os.getpid()} on {_computer()}")
            yield before
        finally:
            _write(held, "")
            if sys.platform != "win32":
                place.unlink(missing_ok=True)
    finally:
        os.close(held)


def _is_there(file: int, place: Path) -> bool:
    """Whether the file is still the one of that name: the run that had it may have just removed it."""
    try:
        return os.path.samestat(os.fstat(file), place.stat())
    except FileNotFoundError:
        return False


def _taken(file: int, before: str) -> bool:
    """Whether the file could be locked; some shared disks know no locks, and there a run that has ended is dead."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return not before or _is_dead(before)
    return True


def _is_dead(before: str) -> bool:
    """Whether a process of this computer has ended; of another computer's nothing is known."""
    words = before.split(" ", 3)
    if len(words) != 4 or not words[1].isdecimal() or words[3] != _computer() or sys.platform == "win32":
        return False
    try:
        os.kill(int(words[1]), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return int(words[1]) == os.getpid()


def _computer() -> str:
    return socket.gethostname().encode("ascii", "replace").decode()[:100] or "this computer"


def _write(file: int, text: str) -> None:
    """Write who has the folder; where the disk is full the lock itself has to do."""
    try:
        os.ftruncate(file, 0)
        os.lseek(file, 0, os.SEEK_SET)
        os.write(file, text.encode("ascii"))
    except OSError:
        return
