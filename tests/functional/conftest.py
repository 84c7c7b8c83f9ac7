"""The command as its users run it: a process, with what it prints, writes and answers."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled modules are kept between runs, as those of an installed program are."""
    return tmp_path_factory.mktemp("bytecode")


@pytest.fixture
def wres(tmp_path: Path, bytecode: Path) -> Run:
    """Runs `wres` with arguments in an empty folder."""
    folder = tmp_path / "somewhere else"
    folder.mkdir()

    def run(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "wres_calc", *map(str, arguments)]
        cached = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bytecode)}
        env = {**os.environ, "PYTHONWARNINGS": "error", **cached, **environment}
        return subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False, timeout=120)

    return run


@pytest.fixture
def small() -> Path:
    """The small sample trust."""
    return ROOT / "sample_data" / "small"
