"""Imports go down only: the contracts of `pyproject.toml`, and that they name what there is."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement


def test_every_import_contract_is_kept(root: Path) -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert ", 0 broken" in run.stdout


def test_what_is_imported_is_what_is_declared(source: dict[Path, ast.Module], root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked_for = [*project["dependencies"], *project["optional-dependencies"]["html"]]
    declared = {Requirement(text).name.lower() for text in asked_for} - {"vl-convert-python"} | {"vl_convert"}
    imported = {name for module in source.values() for name in _imported(module)} - sys.stdlib_module_names
    # defusedxml is used by being there: openpyxl takes it by itself, and mark/copies.py insists that it has.
    assert imported - {"wres_calc", "pydantic_core"} == declared - {"defusedxml"}
    assert "defusedxml" in declared


def test_statistics_use_the_standard_library_alone(source: dict[Path, ast.Module]) -> None:
    statistics = {path: module for path, module in source.items() if "statistics" in path.parts}
    assert len(statistics) >= 5
    used = {name for module in statistics.values() for name in _imported(module)} - sys.stdlib_module_names
    assert used == {"wres_calc"}


def _imported(module: ast.Module) -> Iterator[str]:
    """The top-level names a module imports, wherever in it; relative imports have none."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_nothing_heavy_is_loaded_for_help() -> None:
    program = (
        "import sys\nfrom wres_calc.cli.app import main\nsys.argv = ['wres', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), sep='\\n', file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    loaded = {name.split(".")[0] for name in run.stderr.split()}
    assert "typer" in loaded
    assert not loaded & {
        "polars",
        "pydantic",
        "rich",
        "xlsxwriter",
        "fastexcel",
        "highspy",
        "numpy",
        "altair",
    }
