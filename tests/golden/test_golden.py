"""What `wres` prints and writes is, cell by cell and sentence by sentence, what it was when it was last looked at."""

from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest
from tests.golden.make import CASES, EXPECTED, Case, Outputs, kept, unpack

LINES = 60
HOW = """
Is every one of these changes meant? Then `make golden`, read `git diff tests/golden`, and explain it in the commit.
A line of sections.txt names a section only; to see its lines, run `make golden OUT=folder` here and at the revision
before, and compare the two folders with `diff -r`.
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The submissions that the cases are about."""
    made = tmp_path_factory.mktemp("golden")
    unpack(made)
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_nothing_has_changed(case: Case, folder: Path) -> None:
    expected = EXPECTED / case.name
    before = {
        path.relative_to(expected).as_posix(): path.read_text(encoding="utf-8")
        for path in expected.rglob("*")
        if path.is_file()
    }
    now = kept(case, folder)
    if now != before:
        pytest.fail("\n".join(_differences(case.name, before, now)) + f"\n{HOW}", pytrace=False)


def _differences(case: str, before: Outputs, now: Outputs) -> Iterator[str]:
    for name in sorted(before.keys() | now.keys()):
        path = f"tests/golden/expected/{case}/{name}"
        if before.get(name) != now.get(name):
            lines = [text.get(name, "").splitlines() for text in (before, now)]
            difference = list(unified_diff(*lines, path, f"{path} (now)", lineterm="", n=1))
            yield from islice(difference, LINES)
            if len(difference) > LINES:
                yield f"... and {len(difference) - LINES} more lines of difference in {name}"


def test_every_folder_has_its_case() -> None:
    assert {path.name for path in EXPECTED.iterdir()} == {case.name for case in CASES}
