"""The command itself over changed and damaged samples: an exit code of the contract, and never a traceback.

The first of each kind are processes; the others are calls, which any exception but an exit fails.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.run import run

if TYPE_CHECKING:
    from .conftest import Fuzzer

PROCESSES = 2


def judge(folder: Path, out: Path, seed: int) -> None:
    arguments = ["calc", str(folder), "--format", "json", "-o", str(out)]
    if seed < PROCESSES:
        command = [sys.executable, "-m", "wres_calc", *arguments]
        env = {**os.environ, "PYTHONWARNINGS": "error"}
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    else:
        done = run(*arguments, cwd=folder)
    assert done.returncode in (0, 1, 3, 4), done.stderr
    assert b"Traceback" not in done.stderr
    assert b"panicked" not in done.stderr
    if done.stdout:
        errors = json.loads(done.stdout)["issues"]["error"]
        assert (done.returncode == 0) == (errors == 0)
    else:
        assert done.returncode in (3, 4)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
def test_damaged_files(fuzzer: "Fuzzer", tmp_path: Path, kind: str, seed: int) -> None:
    judge(fuzzer.damaged(tmp_path / "case", 3000 + seed, kind), tmp_path / "out", seed)


@pytest.mark.parametrize("seed", range(6))
def test_changed_tables(fuzzer: "Fuzzer", tmp_path: Path, seed: int) -> None:
    judge(fuzzer.changed(tmp_path / "case", 3000 + seed)[0], tmp_path / "out", seed)
