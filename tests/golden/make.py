"""Makes the golden files: what `wres` prints and writes for the same submissions, as it was last looked at.

    make golden                 write tests/golden/expected/ anew; then read `git diff` and explain every change
    make golden OUT=folder      write every output whole to a folder, to compare two revisions with `diff -r`

In `expected/` the most telling outputs are whole; of the others there is one line for each section of each output.
"""

import argparse
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from tests.golden.texts import as_json, as_text, digests, plain
from tests.run import run

ROOT = Path(__file__).parents[2]
INPUTS = Path(__file__).parent / "inputs.txt"
EXPECTED = Path(__file__).parent / "expected"

Outputs = dict[str, str]


@dataclass(frozen=True)
class Case:
    """Commands, each writing to `out` at most, and which of their files are kept whole (patterns)."""

    name: str
    commands: tuple[str, ...]
    whole: tuple[str, ...] = ()


_ALL = "excel,json,csv"
_WHOLE_YEARS = {2015, 2019}
"""The definitions of 2015, and a mean of two years."""

_FORMATS = ("text", "json", "junit", "sarif", "github")


def _year(year: int) -> Case:
    prior = f" --prior years/{year - 1}" if year > 2015 else ""
    whole = year in _WHOLE_YEARS
    calc = f"calc years/{year}{prior} --to {_ALL if whole else 'json,csv'} -o out"
    return Case(f"year_{year}", (calc, f"explain --year {year}"), ("*",) if whole else ())


def _broken(name: str) -> Case:
    checks = tuple(f"validate {name} --format {each}" for each in _FORMATS)
    files = f"validate {name} --show-values --quiet --format json --issues out/issues.xlsx --mark out/marked"
    return Case(name, (*checks, files, f"calc {name} --to json,csv -o out"), ("issues.xlsx", "marked/*"))


CASES = (
    Case("small", (f"calc small --to {_ALL} -o out", "trace small --to csv -o out"), ("*",)),
    Case("small_published", (f"calc small --publish --to {_ALL},html -o out",), ("*.html", "*.csv")),
    Case("large", ("calc large/2025 --by ethnic-heading,pay-band --prior large/2024 --to json,csv -o out",)),
    Case(
        "large_published",
        ("calc large/2025 --publish --to json,csv -o out", "audit out/wres_RX1_2025_published.json"),
        ("*.csv",),
    ),
    Case("large_compared", ("compare large/2024 large/2025 --to excel,json,csv,html -o out",), ("*.xlsx",)),
    *map(_year, range(2015, 2027)),
    Case(
        "years_compared",
        (f"compare {' '.join(f'years/{year}' for year in range(2015, 2027))} --to json -o out",),
    ),
    Case("counts", (f"calc counts --to {_ALL} -o out", "validate counts")),
    Case("batch", ("batch batch --to json --jobs 1 -o out",), ("run.json",)),
    Case("batch_published", ("batch few.csv --publish --to json --jobs 1 -o out", "audit out/R02")),
    _broken("broken_rows"),
    _broken("broken_counts"),
    Case(
        "explained",
        ("years", *(f"explain {number}" for number in range(1, 10)), "explain 3 --year 2019 --format json"),
    ),
)


def unpack(folder: Path) -> None:
    """Write the submissions that the cases are about."""
    for part in INPUTS.read_text(encoding="utf-8").removesuffix("\n").split("\n=== ")[1:]:
        name, _, text = part.partition("\n")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    for sample in ("small", "large"):
        shutil.copytree(ROOT / "sample_data" / sample, folder / sample)


def outputs(case: Case, folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield what the commands of a case print, then the files they write, each as text by its path."""
    out = folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    printed = [_printed(command, folder) for command in case.commands]
    yield Path("printed.txt"), "\n".join(printed)
    for path in sorted(out.rglob("*")):
        inside = path.relative_to(out)
        if path.is_file() and not inside.parts[0].startswith("."):
            yield inside, as_text(path)


def _printed(command: str, folder: Path) -> str:
    ended = run(*shlex.split(command), cwd=folder, COLUMNS="100")
    out, err = plain(ended.stdout), plain(ended.stderr)
    if out.startswith("{"):
        out = as_json(out)
    return f"$ wres {command}\n{out}--- standard error\n{err}--- exit code {ended.returncode}\n"


def kept(case: Case, folder: Path) -> Outputs:
    """What stands in `expected/CASE`: whole outputs, and the digests of the others in `sections.txt`."""
    found: Outputs = {}
    sections = ""
    for path, text in outputs(case, folder):
        if path.name == "printed.txt" or any(fnmatch(path.as_posix(), each) for each in case.whole):
            found[f"{path.as_posix()}.txt" if path.suffix != ".txt" else path.name] = text
        else:
            sections += digests(path, text)
    return found | ({"sections.txt": sections} if sections else {})


def write(folder: Path, found: Outputs) -> None:
    """Write files to a folder that holds nothing else then."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Make the golden files, or with a folder every output whole."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, help="write every output whole to this folder instead"
    )
    whole = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        unpack(folder)
        for case in CASES:
            if whole is None:
                write(EXPECTED / case.name, kept(case, folder))
            else:
                write(whole / case.name, {path.as_posix(): text for path, text in outputs(case, folder)})


if __name__ == "__main__":
    main()
