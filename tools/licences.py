"""Write which licence each package has that users install: docs/licences.md, from the packages' metadata.

With `--check` nothing is written: exit 1 where the page is not what it would be, or where a licence is not known to do.
"""

import re
import sys
from importlib.metadata import Distribution, distribution, requires
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).parent.parent / "docs" / "licences.md"
FINE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|MPL|Mozilla|ISC|Unlicense|0BSD|HPND", re.IGNORECASE
)
HEAD = """# Licences of what is installed

The packages that `pip install "wres-calc[html]"` installs beside wres-calc, as their metadata says. Written by
`tools/licences.py`.

| package | licence |
|---|---|
"""


def licence(package: Distribution) -> str:
    """The licence as the metadata has it: the expression, else the classifiers, else the first line of the text."""
    metadata = package.metadata
    classifiers = [
        each.rpartition(" :: ")[2]
        for each in metadata.get_all("Classifier") or ()
        if each.startswith("License ::")
    ]
    whole = [metadata[name] for name in ("License-Expression",) if name in metadata]
    text = [metadata[name] for name in ("License",) if name in metadata]
    said = [*whole, *filter(None, [", ".join(classifiers)]), *text, ""]
    return said[0].strip().partition("\n")[0][:80]


def installed(name: str, extras: frozenset[str], found: dict[str, str]) -> None:
    """Add what a package needs, and what that needs, where it applies on some system that we support."""
    for line in requires(name) or ():
        needed = Requirement(line)
        if needed.marker and not any(needed.marker.evaluate({"extra": extra}) for extra in extras | {""}):
            continue
        package = distribution(needed.name)
        key = package.metadata["Name"]
        if key not in found:
            found[key] = licence(package)
            installed(needed.name, frozenset(needed.extras), found)


def main() -> int:
    found: dict[str, str] = {}
    installed("wres-calc", frozenset({"html"}), found)
    doubtful = [name for name, said in found.items() if not FINE.search(said)]
    page = HEAD + "".join(f"| {name} | {found[name]} |\n" for name in sorted(found, key=str.casefold))
    if doubtful:
        print(f"Licences to look at: {', '.join(f'{name} ({found[name]})' for name in doubtful)}")
    if "--check" not in sys.argv:
        PAGE.write_text(page, "utf-8")
        return bool(doubtful)
    same = PAGE.read_text("utf-8") == page
    if not same:
        print("docs/licences.md is out of date: python tools/licences.py")
    return bool(doubtful) or not same


if __name__ == "__main__":
    sys.exit(main())
