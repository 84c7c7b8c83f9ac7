"""Documents say what is so: links resolve, generated parts are as generated, changed numbers have their place."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from tests.run import run

ROOT = Path(__file__).parents[2]

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)


def _anchor(heading: str) -> str:
    """The anchor a heading gets where Markdown is shown."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def _anchors(document: Path) -> set[str]:
    return {
        _anchor(heading) for heading in HEADING.findall(FENCE.sub("", document.read_text(encoding="utf-8")))
    }


def _broken(document: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return False
    name, _, anchor = target.partition("#")
    there = document.parent / unquote(name) if name else document
    return not there.exists() or (bool(anchor) and anchor not in _anchors(there))


def test_every_link_inside_the_repository_resolves(tracked: tuple[Path, ...], root: Path) -> None:
    documents = [path for path in tracked if path.suffix == ".md"]
    assert root / "README.md" in documents
    broken = [
        f"{document.relative_to(root)}: {target}"
        for document in documents
        for target in LINK.findall(FENCE.sub("", document.read_text(encoding="utf-8")))
        if _broken(document, target)
    ]
    assert not broken, "\n".join(broken)


def test_every_generated_part_is_as_generated(root: Path) -> None:
    command = [sys.executable, "tools/docs.py", "--check"]
    ended = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_changelog_has_a_place_for_changed_numbers(root: Path) -> None:
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.split(r"^## ", changelog, flags=re.MULTILINE)[1:]
    assert releases
    assert all(re.search(r"^### Numbers$", release, flags=re.MULTILINE) for release in releases)


def test_every_make_target_the_readme_names_is_there(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, flags=re.MULTILINE))
    named = set(re.findall(r"^\s*make ([a-z-]+)|`make ([a-z-]+)", readme, flags=re.MULTILINE))
    assert {name for pair in named for name in pair if name} <= targets
    assert {"demo", "test"} <= targets


def test_the_site_is_built_strictly(root: Path) -> None:
    """MkDocs that is told to be quiet counts no warning, and then no broken link stops it."""
    (build,) = re.findall(r"mkdocs build.*", (root / "Makefile").read_text(encoding="utf-8"))
    assert "--strict" in build
    assert "--quiet" not in build
    assert not re.search(r" -q\b", build)


def _commands(document: Path) -> list[str]:
    """The `wres` commands of a document's shell blocks."""
    blocks = re.findall(r"^```sh\n(.*?)^```", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.startswith("wres ")]


@pytest.mark.parametrize("command", _commands(ROOT / "README.md"))
def test_every_command_of_the_readme_runs(command: str, root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "sample_data", tmp_path / "sample_data")
    arguments = shlex.split(command, comments=True)[1:]
    ended = run(*arguments, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr


def test_the_commands_of_the_tutorial_run_one_after_the_other(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "sample_data", tmp_path / "sample_data")
    commands = _commands(root / "docs" / "tutorial.md")
    assert len(commands) >= 6
    for command in commands:
        ended = run(*shlex.split(command, comments=True)[1:], cwd=tmp_path)
        assert ended.returncode == 0, f"{command}: {ended.stderr!r}"


def test_the_readme_has_commands_to_run(root: Path) -> None:
    used = {command.split()[1] for command in _commands(root / "README.md")}
    assert {"calc", "explain", "years", "schema"} <= used
