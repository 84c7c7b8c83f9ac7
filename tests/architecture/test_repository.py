"""What may stand in the repository: nothing of one machine, no package index, pins that fit what is declared."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Each pattern is written so that it does not match itself.
FOREIGN = {
    "a path of one machine": r"(?<![\w.])/(?:home|Users|root|work|opt|tmp|var/folders)/\w|\b[A-Z]:\\Users\\(?!<)",
    "the host of a package index": r"py[p]i\.org|python[h]osted\.org|ana[c]onda\.(?:org|com)|np[m]js\.",
    "an option that names an index": r"--(?:extra-)?inde[x]-url|--find[-]links|--trusted[-]host",
}
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+?)(?:\s*;\s*(?P<marker>[^\\]+?))?\s*\\?$", re.MULTILINE
)
LOCKS = ["dev.txt", "lowest.txt", "bench.txt", "run.txt", "portable.txt", "release.txt"]


def _text(path: Path) -> str:
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


@pytest.mark.parametrize("what", FOREIGN)
def test_nothing_of_one_machine_is_in_the_repository(
    what: str, tracked: tuple[Path, ...], root: Path
) -> None:
    pattern = re.compile(FOREIGN[what])
    found = [
        f"{path.relative_to(root)}:{number}: {line.strip()[:80]}"
        for path in tracked
        for number, line in enumerate(_text(path).splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not found, f"{what}:\n" + "\n".join(found)


def _pins(lock: Path) -> dict[str, list[str]]:
    pins: dict[str, list[str]] = {}
    for match in PIN.finditer(lock.read_text(encoding="utf-8")):
        pins.setdefault(canonicalize_name(match["name"]), []).append(match["version"])
    return pins


def _declared(root: Path) -> list[Requirement]:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return [
        Requirement(text) for text in project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    ]


@pytest.mark.parametrize("lock", ["dev.txt", "lowest.txt"])
def test_the_pins_fit_what_is_declared(lock: str, root: Path) -> None:
    pins = _pins(root / "requirements" / lock)
    for requirement in _declared(root):
        versions = pins.get(canonicalize_name(requirement.name), [])
        assert versions, f"{requirement.name} is not pinned in {lock}: make lock"
        assert all(version in requirement.specifier for version in versions), (
            f"{requirement} in {lock}: make lock"
        )


def test_the_lowest_pins_are_the_floors(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    pins = _pins(root / "requirements" / "lowest.txt")
    for requirement in map(Requirement, project["project"]["dependencies"]):
        floor = str(requirement.specifier).removeprefix(">=")
        versions = pins[canonicalize_name(requirement.name)]
        assert [re.sub(r"(\.0)+$", "", version) for version in versions] == [re.sub(r"(\.0)+$", "", floor)]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_a_marker_that_reads(lock: str, root: Path) -> None:
    text = (root / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)
    pinned = [entry for entry in entries if PIN.match(entry.splitlines()[0] if entry else "")]
    assert pinned
    assert all("--hash=sha256:" in entry for entry in pinned)
    for match in PIN.finditer(text):
        assert match["marker"] is None or Marker(match["marker"])
