"""What CI jobs take from this repository: its action and its hook, by the commands that they run."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from tests.functional.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="runners have bash, a laptop need not")

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def trusts(folder: Path) -> Path:
    """A sound submission and a broken one, in folders with a blank in their names."""
    for name in ("RX 1", "RX 2"):
        shutil.copytree(ROOT / "sample_data" / "small", folder / "trusts" / name)
    board = folder / "trusts" / "RX 2" / "board.csv"
    board.write_text(board.read_text(encoding="utf-8").replace("Yes", "perhaps"), encoding="utf-8")
    return folder


def _environment(**more: str) -> dict[str, str]:
    scripts = Path(sys.executable).parent
    return {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", **more}


def acted(folder: Path, **given: str) -> tuple[int, str, Path]:
    """Run the action's step as a runner does: exit code, standard output, and the file that it names."""
    inputs = {name: about.get("default", "") for name, about in ACTION["inputs"].items()}
    inputs |= {name.replace("_", "-"): value for name, value in given.items()}
    step = ACTION["runs"]["steps"][-1]
    variables = {name: inputs[text.split(".")[1].split(" ")[0]] for name, text in step["env"].items()}
    output = folder / "output.txt"
    environment = _environment(**variables, RUNNER_TEMP=str(folder), GITHUB_OUTPUT=str(output))
    run = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    named = output.read_text(encoding="utf-8").strip().removeprefix("findings=")
    return run.returncode, run.stdout.decode(), Path(named)


def test_the_action_annotates_and_fails(trusts: Path) -> None:
    code, said, findings = acted(trusts, submission="trusts/*")
    assert code == 1
    assert said.startswith("::error file=trusts/RX 2/board.csv,")
    assert findings.read_text(encoding="utf-8") == said


def test_the_action_writes_sarif_of_the_submissions_named(trusts: Path) -> None:
    code, _, findings = acted(trusts, submission="trusts/RX 1\ntrusts/RX 2", format="sarif", fail_on="never")
    assert code == 0
    assert findings.suffix == ".sarif"
    results = json.loads(findings.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results} >= {
        "trusts/RX%202/board.csv"
    }


def test_the_action_says_the_year_where_the_settings_do_not(trusts: Path) -> None:
    (trusts / "trusts" / "RX 1" / "submission.toml").write_text(
        '[organisation]\ncode = "RX0"\n', encoding="utf-8"
    )
    assert acted(trusts, submission="trusts/RX 1")[0] == 3
    assert acted(trusts, submission="trusts/RX 1", year="2025")[0] == 0


def test_an_input_of_the_action_is_never_run(trusts: Path) -> None:
    assert acted(trusts, submission='$(touch hit); touch "hit"\n--help')[0] != 0
    assert not (trusts / "hit").exists()
    assert not any("${{" in step["run"] for step in ACTION["runs"]["steps"])


def test_the_action_installs_this_project() -> None:
    install = ACTION["runs"]["steps"][0]
    assert shlex.split(install["run"])[-1] == "$GITHUB_ACTION_PATH"
    assert (ROOT / "pyproject.toml").is_file()


@pytest.mark.parametrize(("which", "code"), [("RX 1", 0), ("RX 2", 1)])
def test_the_hook_checks_the_submissions_it_is_given(trusts: Path, which: str, code: int) -> None:
    assert HOOK["id"] == "wres-validate"
    assert HOOK["pass_filenames"] is False
    command = [*shlex.split(HOOK["entry"]), f"trusts/{which}"]
    run = subprocess.run(command, cwd=trusts, env=_environment(), capture_output=True, check=False)
    assert run.returncode == code
    assert (b"board" in run.stdout) == bool(code)
