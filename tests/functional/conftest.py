"""The command as its users run it, with what it prints, writes and answers."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.run import run

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def bytecode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled modules are kept between runs, as those of an installed program are."""
    return tmp_path_factory.mktemp("bytecode")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The empty folder that commands are run in."""
    place = tmp_path / "somewhere else"
    place.mkdir()
    return place


@pytest.fixture
def process(folder: Path, bytecode: Path) -> Run:
    """Runs `wres` with arguments in an empty folder, as a process, where that is what is tested."""

    def start(*arguments: object, **environment: str) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "wres_calc", *map(str, arguments)]
        cached = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(bytecode)}
        env = {**os.environ, "PYTHONWARNINGS": "error", **cached, **environment}
        return subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False, timeout=120)

    return start


@pytest.fixture
def wres(folder: Path) -> Run:
    """Runs `wres` with arguments in an empty folder, without a process of its own."""
    return partial(run, cwd=folder)


@pytest.fixture
def small() -> Path:
    """The small sample trust."""
    return ROOT / "sample_data" / "small"
