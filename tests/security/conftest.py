"""The command, as a process of its own where its memory or its end counts, and submissions to attack it with."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter
from tests import run as in_this_process

HEADS = ["employee_number", "ethnic_category", "staff_group", "grade"]
PERSON = ["1", "A", "Students", "Band 5"]

# The most memory since the program began; `resource` would count that of the process it was started from.
PROGRAM = """
from pathlib import Path
from wres_calc.cli.app import main
try:
    {before}
    main()
finally:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    Path("peak").write_text(" ".join(line.split()[1] for line in lines if line.startswith("VmHWM")) or "0")
"""


@dataclass(frozen=True)
class Ended:
    """What a process left behind; `memory` is the most it held at once, in MB (0 where the system does not tell)."""

    code: int
    out: str
    err: str
    memory: float

    @property
    def said(self) -> str:
        """Everything it printed."""
        return self.out + self.err


Parts = dict[str, bytes | Iterable[bytes]]
"""The parts of a workbook by name; a large one is given in pieces."""

Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs `wres` with arguments in a folder of its own, without a process; what memory it took is not known."""
    place = tmp_path_factory.mktemp("run")

    def wres(*arguments: object) -> Ended:
        done = in_this_process.run(*arguments, cwd=place)
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode(), 0)

    return wres


@pytest.fixture
def process(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs `wres` as a process, with arguments in a folder of its own; `before` is Python to run first."""
    place = tmp_path_factory.mktemp("run")

    def wres(*arguments: object, before: str = "pass") -> Ended:
        command = [sys.executable, "-c", PROGRAM.format(before=before), *map(str, arguments)]
        env = {**os.environ, "PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(command, cwd=place, env=env, capture_output=True, check=False)
        memory = int((place / "peak").read_text()) / 1024
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode(), memory)

    return wres


Write = Callable[..., Path]


@pytest.fixture
def workforce(tmp_path: Path) -> Write:
    """Writes a submission of one workbook with a few people, its parts then changed as asked."""

    def write(change: Callable[[Parts], None] = lambda _: None, rows: int = 1) -> Path:
        content = io.BytesIO()
        book = xlsxwriter.Workbook(content)
        sheet = book.add_worksheet("workforce")
        for number, row in enumerate([HEADS, *([str(i), *PERSON[1:]] for i in range(rows))]):
            sheet.write_row(number, 0, row)
        book.close()
        with zipfile.ZipFile(content) as archive:
            parts: Parts = {name: archive.read(name) for name in archive.namelist()}
        change(parts)
        with zipfile.ZipFile(tmp_path / "workforce.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                with archive.open(name, "w") as file:
                    for piece in [part] if isinstance(part, bytes) else part:
                        file.write(piece)
        return tmp_path

    return write
