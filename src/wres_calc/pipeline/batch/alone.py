"""One run at a time in an output folder: two would write over each other, and `run.json` would tell of one of them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wres_calc.errors import UnwritableOutput
from wres_calc.reporting.files import unwritable

LOCK = ".wres.lock"
"""A file that is there while a run is at work; the system lets go of it also where the process is killed."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Have the folder for oneself.

    Raises:
        UnwritableOutput: another run has it, or nothing can be written there.
    """
    place = folder / LOCK
    try:
        held = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as fault:
        raise unwritable(place, fault) from fault
    try:
        if not (_taken(held) and os.path.samestat(os.fstat(held), place.stat())):
            raise UnwritableOutput(
                f"Another run is at work in {folder}.", "Wait for its end, or name another folder with -o."
            )
        try:
            yield
        finally:
            if sys.platform != "win32":
                place.unlink(missing_ok=True)
    finally:
        os.close(held)


def _taken(file: int) -> bool:
    """Whether the file could be locked; some shared disks know no locks, and there nobody is kept out."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True
