"""Files that might end or swallow the process that reads them are read by another one first.

Run as a module, with what is to be read: exit code 0 says that it was read to its end within bounds.
"""

import subprocess
import sys
from pathlib import Path

MOST_MEMORY = 3 * 2**30
"""Bytes of address space that the other process may take, where the system can hold it to that."""


def succeeds(module: str, *arguments: str) -> bool:
    """Whether `module`, run in a process of its own, ends well; what it says is thrown away, cells may be in it."""
    # -P: nothing that lies in the current folder is imported.
    command = [sys.executable, "-P", "-m", module, *arguments]
    silent = subprocess.DEVNULL
    run = subprocess.run(command, stdin=silent, stdout=silent, stderr=silent, check=False)
    return run.returncode == 0


def hold_memory() -> None:
    """Hold this process to `MOST_MEMORY`; Windows has no such limit."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def read_workbook(path: Path) -> None:
    """Read every sheet of a workbook. Raises whatever the reader does."""
    import fastexcel

    workbook = fastexcel.read_excel(path)
    for sheet in workbook.sheet_names:
        workbook.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")


if __name__ == "__main__":
    hold_memory()
    read_workbook(Path(sys.argv[1]))
