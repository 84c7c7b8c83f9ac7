"""The wheel holds the package with its data, and nothing else."""

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    return zipfile.ZipFile(_built("wheel", root, tmp_path_factory.mktemp("wheel")))


def _built(what: str, root: Path, out: Path) -> Path:
    program = f"import sys; from hatchling.build import build_{what} as built; print(built(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-c", program, str(out)], cwd=root, check=True, capture_output=True, encoding="utf-8"
    )
    return out / run.stdout.split()[-1]


def test_the_wheel_holds_every_file_of_the_package(
    wheel: zipfile.ZipFile, root: Path, tracked: tuple[Path, ...]
) -> None:
    package = {
        path.relative_to(root / "src").as_posix() for path in tracked if path.is_relative_to(root / "src")
    }
    held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert {suffix for name in package if (suffix := Path(name).suffix)} >= {".py", ".csv", ".toml", ".md"}
    assert held == package


def _metadata(wheel: zipfile.ZipFile) -> tuple[str, str]:
    name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return name, wheel.read(name).decode("utf-8")


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    name, metadata = _metadata(wheel)
    assert "Requires-Python: >=3.11" in metadata
    assert "License-Expression: MIT" in metadata
    entry_points = wheel.read(name.replace("METADATA", "entry_points.txt")).decode("utf-8")
    assert "wres = wres_calc.cli.app:main" in entry_points


def test_the_readme_points_to_nothing_that_an_index_has_not(wheel: zipfile.ZipFile) -> None:
    links = re.findall(r"\]\(([^)]+)\)", _metadata(wheel)[1])
    assert "https://example.org/wres-calc/blob/main/docs/tutorial.md" in links
    assert all(link.startswith(("https://", "#")) for link in links), links


def test_the_source_archive_has_the_tests_and_no_data(root: Path, tmp_path: Path) -> None:
    with tarfile.open(_built("sdist", root, tmp_path)) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/run.py", "tools/index_readme.py"} <= names
    assert {name.split("/")[0] for name in names if "/" in name} == {
        *("docs", "requirements", "schemas", "src", "tests", "tools")
    }
    assert not [name for name in names if name.endswith((".pyc", ".log"))]
