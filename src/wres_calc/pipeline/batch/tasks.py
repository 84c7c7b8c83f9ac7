"""The tasks of a batch, one an organisation; lists of them (manifests, CSV) open nothing outside their own folder."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wres_calc.errors import ConfigurationError, UnreadableInput, WresError
from wres_calc.intake.files.bounded import LARGEST_LIST, TooLarge, lines
from wres_calc.intake.files.path_checks import text_in
from wres_calc.intake.model import Submission

COLUMNS = ("path", "organisation_code", "region", "icb", "type")
_DRIVE = re.compile(r"^[A-Za-z]:")
_CODE = re.compile(r"[A-Za-z0-9]{3,6}")


class About(NamedTuple):
    """What a manifest says of an organisation, where its own settings do not."""

    region: str | None = None
    icb: str | None = None
    type: str | None = None


NOT_SAID = About()


@dataclass(frozen=True)
class Task:
    """A submission to be worked on: what stands at `path`, or the one of `organisation` among others there.

    `code` names its folder in the output. `refused` says why it cannot be worked on at all.
    """

    code: str
    path: Path
    reporting_year: int | None = None
    organisation: str | None = None
    about: About = NOT_SAID
    shared: bool = False
    refused: WresError | None = None


@dataclass(frozen=True)
class Sent:
    """A task with its submission, where that was read from files it shares with others."""

    task: Task
    submission: Submission | None = None


def read_manifest(path: Path, year: int | None) -> list[Task]:
    """The tasks of a manifest, in its order.

    Raises:
        UnreadableInput: it cannot be read.
        ConfigurationError: it is no manifest, or names places it must not; every such row is named.
    """
    problems: list[str] = []
    tasks: list[Task] = []
    for number, line in enumerate(_lines(path), 2):
        values = {name: (line.get(name) or "").strip() for name in COLUMNS}
        if not any(values.values()):
            continue
        wrong = _wrong_place(values["path"], path.parent) or _wrong_code(values["organisation_code"])
        if wrong:
            problems.append(f"{path.name}, row {number}: {wrong}.")
            continue
        place = path.parent / values["path"]
        code = values["organisation_code"].upper() or None
        about = About(*(values[name] or None for name in ("region", "icb", "type")))
        tasks.append(Task(code or place.stem, place, year, code, about))
    if problems:
        raise ConfigurationError(
            "\n".join(problems), "Name folders and workbooks below the manifest's own folder."
        )
    return tasks


def _lines(path: Path) -> list[dict[str, str]]:
    try:
        columns, rows = lines(text_in(path, LARGEST_LIST))
    except TooLarge as error:
        raise UnreadableInput(f"{path} {error}.", "Look whether it is a list of submissions.") from None
    except ValueError:
        raise ConfigurationError(f"{path} is not a CSV file.", "Save it as CSV once more.") from None
    if "path" not in columns:
        raise ConfigurationError(
            f"{path} is not a list of submissions: it has no column path.",
            f"Its columns are {', '.join(COLUMNS)}; only path is needed.",
        )
    return rows


def _wrong_place(text: str, folder: Path) -> str | None:
    """Why a path is not taken; `None` for one below the folder, links followed."""
    if not text:
        return "the path is empty"
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        return "the path has control characters"
    if "://" in text or "\\" in text or text[0] in "/~-" or _DRIVE.match(text):
        return "the path is not a relative one, with / between folders"
    if ".." in Path(text).parts:
        return "the path leads up (..)"
    try:
        inside = (folder / text).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return "the path cannot be followed"
    return None if inside else "the path leads outside the manifest's folder"


def _wrong_code(code: str) -> str | None:
    if code and not _CODE.fullmatch(code):
        return "the organisation code is not 3 to 6 letters and digits"
    return None
