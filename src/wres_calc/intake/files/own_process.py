"""Files that might end or swallow the process that reads them are read by another one first.

Run as a module, with what is to be read: exit code 0 says that it was read to its end within bounds.
"""

import mmap
import subprocess
import sys
import zipfile
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


def succeeds(module: str, *arguments: str) -> bool:
    """Whether `module`, run in a process of its own, ends well; what it says is thrown away, cells may be in it."""
    # -P: nothing that lies in the current folder is imported.
    command = [sys.executable, "-P", "-m", module, *arguments]
    silent = subprocess.DEVNULL
    run = subprocess.run(command, stdin=silent, stdout=silent, stderr=silent, check=False)
    return run.returncode == 0


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


if __name__ == "__main__":
    read_workbook(Path(sys.argv[1]))
