"""What a release is made from: its notes, and workflows that run nothing that may change under them."""

import re
from pathlib import Path

import pytest
import tools.release_notes as release_notes
import yaml

CHANGELOG = """# Changelog

## 0.2.0 - 2027-01-31

### Numbers

None.

## 0.1.0

### Added

* All.
"""


def test_the_notes_of_a_release_are_its_section_alone() -> None:
    assert release_notes.notes(CHANGELOG, "0.2.0") == "### Numbers\n\nNone.\n"


@pytest.mark.parametrize(("version", "why"), [("0.3.0", "no section"), ("0.1.0", "numbers")])
def test_a_release_without_notes_or_numbers_is_stopped(version: str, why: str) -> None:
    with pytest.raises(SystemExit, match=why):
        release_notes.notes(CHANGELOG, version)


def test_a_tag_that_is_not_the_version_is_stopped() -> None:
    with pytest.raises(SystemExit, match="must be the same"):
        release_notes.main("v99.0.0")


def test_every_action_is_pinned_by_its_commit(root: Path) -> None:
    workflows = sorted((root / ".github" / "workflows").glob("*.yml"))
    used = [
        each for path in workflows for each in re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    ]
    assert len(used) > 10
    assert [each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", each)] == []


def test_what_publishes_may_do_nothing_else(root: Path) -> None:
    workflow = yaml.safe_load((root / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    assert {name: job.get("permissions") for name, job in jobs.items() if name in ("build", "try")} == {
        "build": None,
        "try": None,
    }
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert jobs["publish"]["environment"] == "release"
    assert jobs["publish"]["needs"] == "try"
