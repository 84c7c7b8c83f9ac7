"""Prints what a release is told with: the section of CHANGELOG.md for its tag, which must be the version.

`release_notes.py v0.1.0`; exit 1, with the reason, where the two differ or the section is not there.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def notes(changelog: str, version: str) -> str:
    """Return the section of a version, without its heading.

    Raises:
        SystemExit: it has none, or one without its changed numbers.
    """
    sections = re.split(r"^## +", changelog, flags=re.MULTILINE)[1:]
    found = [
        body for name, _, body in (each.partition("\n") for each in sections) if name.split()[0] == version
    ]
    if not found:
        raise SystemExit(f"CHANGELOG.md has no section {version}: name it.")
    if "### Numbers" not in found[0]:
        raise SystemExit(f"The section {version} does not say which numbers changed.")
    return found[0].strip() + "\n"


def main(tag: str) -> None:
    """Print the notes of a tag."""
    module = (ROOT / "src" / "wres_calc" / "__init__.py").read_text(encoding="utf-8")
    version = re.findall(r'^__version__ = "(.+)"', module, flags=re.MULTILINE)[0]
    if tag != f"v{version}":
        raise SystemExit(f"The tag is {tag}, the version {version}: they must be the same.")
    print(notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version), end="")


if __name__ == "__main__":
    main(sys.argv[1])
