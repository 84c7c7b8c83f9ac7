"""Files that might end or swallow the process that reads them are read by another one first.

An installed program and a zip archive of it start the interpreter anew; a frozen one is itself what it can start, which
`multiprocessing` does. An installed one goes without: there the main script of whoever imports this would run again.
"""

import json
import mmap
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wres_calc.intake.files.kinds import kind_of
from wres_calc.intake.files.sheet_reach import MOST_COLUMNS, MOST_SHEETS, largest_area

if TYPE_CHECKING:
    from fastexcel import ExcelReader

MOST_MEMORY = 3 * 2**30
"""Bytes of address space that the other process may take, where the system can hold it to that."""

_START_MEMORY = 100 * 2**20
_MEMORY_OF_A_BYTE = 12
"""Bytes for reading a workbook, and more for each byte of it; its cells take up to 6, and many times that where a
repeated row is written once."""

_CHILD = """
import json, sys
_, paths, module, function, file = sys.argv
sys.path[:] = json.loads(paths)
import importlib, pathlib
getattr(importlib.import_module(module), function)(pathlib.Path(file))
"""


def survives(read: Callable[[Path], None], path: Path) -> bool:
    """Return whether `read`, a function of a module, comes to its end in a process of its own.

    What it prints is thrown away: cells may be in it.

    Raises:
        RuntimeError: no process can be started here, whatever it is to read.
    """
    ends_well = _spawned if getattr(sys, "frozen", False) else _interpreted
    if ends_well(read, path):
        return True
    if not ends_well(_do_nothing, path):
        raise RuntimeError("no process of its own can be started to read a file")
    return False


def _interpreted(read: Callable[[Path], None], path: Path) -> bool:
    # As this process finds its modules, in an archive too; but not in the current folder only because that is current.
    paths = json.dumps([*filter(None, sys.path), str(Path(__file__).parents[3])])
    what = [paths, read.__module__, read.__name__, str(path)]
    command = [sys.executable, "-P", "-c", _CHILD, *what]
    silent = subprocess.DEVNULL
    return subprocess.run(command, stdin=silent, stdout=silent, stderr=silent, check=False).returncode == 0  # noqa: S603 - this program itself


def _spawned(read: Callable[[Path], None], path: Path) -> bool:
    import multiprocessing

    process = multiprocessing.get_context("spawn").Process(target=_read_silently, args=(read, path))
    process.start()
    process.join()
    return process.exitcode == 0


def _read_silently(read: Callable[[Path], None], path: Path) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    read(path)


def _do_nothing(path: Path) -> None:
    """Read nothing: whether a process can be started at all."""


def hold_memory(most: int = MOST_MEMORY) -> None:
    """Hold this process to `most` bytes; Windows has no such limit."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def read_workbook(path: Path) -> None:
    """Read every sheet of a workbook. Raises what the reader does, and `ValueError` for one that reaches too far."""
    size = _unpacked(path)
    hold_memory(min(_taken() + _START_MEMORY + _MEMORY_OF_A_BYTE * size, MOST_MEMORY))
    workbook = opened(path)
    if len(workbook.sheet_names) > MOST_SHEETS:
        return  # whoever asked says so
    for sheet in workbook.sheet_names:
        read = workbook.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
        if read.width > MOST_COLUMNS or read.width * read.total_height > largest_area(size):
            raise ValueError("a sheet reaches too far")


def _taken() -> int:
    """Bytes of address space that this process has already; some systems map their languages into each."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return MOST_MEMORY
    return int(pages) * mmap.PAGESIZE


def opened(path: Path) -> "ExcelReader":
    """A workbook; the reader goes by the name of a file, and by the content of bytes."""
    import fastexcel

    named_as_it_is = path.suffix.casefold() == kind_of(path)
    return fastexcel.read_excel(path if named_as_it_is else path.read_bytes())


def _unpacked(path: Path) -> int:
    """Bytes of a workbook, unpacked where it is an archive."""
    if not zipfile.is_zipfile(path):
        return path.stat().st_size
    with zipfile.ZipFile(path) as parts:
        return sum(part.file_size for part in parts.infolist())
