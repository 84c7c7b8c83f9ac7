"""The wheel holds the package with its data, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("wheel")
    program = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-c", program, str(out)], cwd=root, check=True, capture_output=True, encoding="utf-8"
    )
    return zipfile.ZipFile(out / run.stdout.split()[-1])


def test_the_wheel_holds_every_file_of_the_package(
    wheel: zipfile.ZipFile, root: Path, tracked: tuple[Path, ...]
) -> None:
    package = {
        path.relative_to(root / "src").as_posix() for path in tracked if path.is_relative_to(root / "src")
    }
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert {suffix for name in package if (suffix := Path(name).suffix)} >= {".py", ".csv", ".toml", ".md"}
    assert held == package


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = wheel.read(name).decode("utf-8")
    assert "Requires-Python: >=3.11" in metadata
    assert "License-Expression: MIT" in metadata
    entry_points = wheel.read(name.replace("METADATA", "entry_points.txt")).decode("utf-8")
    assert "wres = wres_calc.cli.app:main" in entry_points
