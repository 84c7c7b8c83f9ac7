"""The command as a process of its own, with the memory it took, and submissions to attack it with."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter

ROOT = Path(__file__).parents[2]
UNIT = 1 if sys.platform == "darwin" else 1024
HEADS = ["employee_number", "ethnic_category", "staff_group", "grade"]
PERSON = ["1", "A", "Students", "Band 5"]


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


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs `wres` with arguments, in an empty folder that is the working one and the one for outputs."""
    place = tmp_path_factory.mktemp("run")

    def wres(*arguments: object, code: str = "", **environment: str) -> Ended:
        program = ["-c", code] if code else ["-m", "wres_calc"]
        command = [sys.executable, *program, *map(str, arguments)]
        env = {**os.environ, "PYTHONWARNINGS": "error", **environment}
        with (place / "out").open("wb") as out, (place / "err").open("wb") as err:
            process = subprocess.Popen(command, cwd=place, env=env, stdout=out, stderr=err)
            memory = 0.0
            if hasattr(os, "wait4"):
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                memory = usage.ru_maxrss * UNIT / 2**20
            process.wait()
        said, noted = ((place / name).read_text(encoding="utf-8") for name in ("out", "err"))
        return Ended(process.returncode, said, noted, memory)

    return wres


@pytest.fixture
def workforce() -> Callable[[Path, Mapping[str, str]], Path]:
    """Writes a workforce workbook of one person, some of whose cells are other texts."""

    def write(folder: Path, cells: Mapping[str, str]) -> Path:
        path = folder / "workforce.xlsx"
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet("workforce")
        sheet.write_row(0, 0, HEADS)
        sheet.write_row(1, 0, [cells.get(head, text) for head, text in zip(HEADS, PERSON, strict=True)])
        book.close()
        return path

    return write
