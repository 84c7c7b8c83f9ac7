"""Says what a path is that is no submission, and the command that is the way on from there."""

import os
import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

from wres_calc.errors import UnreadableInput
from wres_calc.intake.files.source import WORKBOOKS
from wres_calc.intake.names import simplified
from wres_calc.intake.settings import FILE
from wres_calc.intake.tables import TABLES

READ = (".csv", ".tsv", ".txt", *WORKBOOKS, ".parquet")
NOT_READ = (".xlsm",)
"""Endings of tables that are recognised and cannot be read: a fault, so that no table is overlooked."""
LOOKED_FOR = (
    "A submission is a folder with tables named " + ", ".join(TABLES) + ", each as .csv, .xlsx or .parquet."
)
_NAMES = {simplified(name) for name in TABLES}
_NAMED = 8
"""How many files or folders a message names."""


def pasted(path: Path) -> str:
    """A path as it can be put into a shell: in double quotes, unless it holds what would mean something there."""
    text = str(path)
    if re.fullmatch(r"[\w./:\\-]+", text) and (os.name == "nt" or "\\" not in text):
        return text
    return shlex.quote(text) if os.name != "nt" and re.search(r'["$`\\!]', text) else f'"{text}"'


def no_submission(folder: Path, year: int | None, organisation: str | None) -> UnreadableInput:
    """The refusal of a folder in which no table was found: with the submissions below it, or the exports in it."""
    inside = sorted(path for path in _inside(folder) if path.name[0] not in ".~")
    below = [path for path in inside if path.is_dir()]
    submissions = [path for path in below if _is_submission(path)]
    submissions = submissions or [
        sub for path in below for sub in sorted(_inside(path)) if _is_submission(sub)
    ]
    if submissions:
        names = _listed(path.relative_to(folder).as_posix() for path in submissions)
        return UnreadableInput(
            f"{folder} is no submission but holds {len(submissions)}: {names}.",
            f"One: wres calc {pasted(submissions[0])}. All: wres batch {pasted(folder)}",
        )
    if exports := [path for path in inside if path.is_file() and path.suffix.casefold() in READ]:
        return _exports(folder, folder, exports, year, organisation)
    return UnreadableInput(f"{folder} holds no table.", LOOKED_FOR)


def no_submission_file(path: Path, said: str, year: int | None, organisation: str | None) -> UnreadableInput:
    """The refusal of a file that is no workbook of tables: one export, or of a kind that is not read."""
    if path.suffix.casefold() in READ:
        return _exports(path, path.with_name(f"{path.stem} WRES"), [], year, organisation, said)
    return UnreadableInput(
        f"{path} is neither a folder, a workbook nor an export that is read ({', '.join(READ)}).", LOOKED_FOR
    )


def is_of_submission(path: Path) -> bool:
    """Whether a file, by its name, is the settings of a submission or one of its tables."""
    named = simplified(path.stem) in _NAMES and path.suffix.casefold() in (*READ, *NOT_READ)
    return path.name == FILE or named


def _is_submission(folder: Path) -> bool:
    return folder.is_dir() and any(map(is_of_submission, _inside(folder)))


def _exports(
    path: Path,
    target: Path,
    exports: Iterable[Path],
    year: int | None,
    organisation: str | None,
    said: str = "",
) -> UnreadableInput:
    """The refusal of exports as they came, with the command that makes a submission of them in `target`."""
    found = said or f"{path} holds exports and no table of a submission: {_listed(p.name for p in exports)}."
    given = {"--year": year, "--org": organisation}
    command = f"wres init {pasted(target)} --from {pasted(path)}"
    command += "".join(f" {option} {value}" for option, value in given.items() if value is not None)
    missing = " and ".join(option for option, value in given.items() if value is None)
    more = f" (give {missing} too, where {FILE} does not say it)" if missing else ""
    return UnreadableInput(found, f"Make a submission of what is there{more}: {command}")


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError:
        return


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return ", ".join(every[:_NAMED]) + more
