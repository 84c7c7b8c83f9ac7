"""Which submissions there are: below a folder, in a manifest, or together in national files."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from wres_calc.errors import ConfigurationError, UnreadableInput, UsageError, WresError
from wres_calc.intake.files.source import WORKBOOKS
from wres_calc.intake.files.standing import hindrance
from wres_calc.intake.load import ANY_CODE, Together
from wres_calc.intake.locate import locate
from wres_calc.intake.settings import FILE, read_settings
from wres_calc.pipeline.batch.manifest import read_manifest
from wres_calc.pipeline.batch.task import Sent, Task
from wres_calc.render.files import slug
from wres_calc.standards.load import years

CACHE = ".wres"
"""The folder of what is kept for the next run."""

_CODE = re.compile(r"[A-Z0-9]{3,6}")
_NAMELESS = (
    "{} does not say whose it is: name it after the organisation's code (RX1.xlsx), or list it in a manifest"
)


def find(root: Path, year: int | None) -> list[Task]:
    """The tasks at `root`, of one reporting year, in order of organisation.

    Raises:
        UnreadableInput: there is nothing at `root`.
        UsageError: the submissions are of several years, and none was chosen.
        ConfigurationError: no submission was found, or the manifest is wrong.
    """
    if why := hindrance(root):
        raise UnreadableInput(f"{root} is {why}.", "Name a folder of submissions, or a manifest (CSV).")
    if not root.exists():
        raise UnreadableInput(f"{root} does not exist.", "Name a folder of submissions, or a manifest (CSV).")
    if root.is_file() and root.suffix.lower() == ".csv":
        tasks = read_manifest(root, year)
    elif root.is_file():
        raise ConfigurationError(
            f"{root} is neither a folder nor a manifest.",
            "Name a folder of submissions, or a manifest (CSV).",
        )
    else:
        tasks = list(_below(root, year)) or _together(root, year)
    settled = _of_one_year([_settled(task) for task in tasks], year)
    if not settled:
        raise ConfigurationError(
            f"There is no submission below {root}.",
            f"A submission is a folder with {FILE}, or a workbook named after its organisation's code (RX1.xlsx); "
            "national files have a column organisation_code.",
        )
    return sorted(_each_once(_shared(settled)), key=lambda task: task.code)


def _below(root: Path, year: int | None) -> Iterator[Task]:
    """Every folder with settings that name an organisation, and every workbook that is named after one.

    Nothing below such a folder, and nothing of our own output.
    """
    for folder in sorted(_folders(root)):
        if not _has_settings(folder):
            named = [
                path for path in _workbooks(folder) if _CODE.fullmatch(path.stem) and _is_submission(path)
            ]
            yield from (Task(path.stem, path, year, path.stem) for path in named)
        elif not (folder == root and _names_nobody(folder, year)):
            yield Task(folder.name, folder, year)


def _folders(root: Path) -> Iterator[Path]:
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        if (folder / "run.json").is_file() and (folder / CACHE).is_dir():
            continue
        yield folder
        if folder != root and _has_settings(folder):
            continue
        try:
            waiting += [each for each in folder.iterdir() if each.is_dir() and not each.is_symlink()]
        except OSError:
            continue


def _has_settings(folder: Path) -> bool:
    """Whether there are settings, be it such as cannot be read: that is said, and the trust is not left out."""
    return os.path.lexists(folder / FILE)


def _names_nobody(folder: Path, year: int | None) -> bool:
    """Whether settings leave the organisation open: national files then lie beside them."""
    try:
        read_settings(folder, year, None)
    except ConfigurationError as refused:
        return "organisation" in refused.message
    return False


def _together(root: Path, year: int | None) -> list[Task]:
    """The organisations in national files; workbooks do not say whose they are."""
    if workbooks := [path for path in _workbooks(root) if _is_submission(path)]:
        nameless = {path: ConfigurationError(_NAMELESS.format(path.name)) for path in workbooks}
        return [Task(path.stem, path, year, refused=refused) for path, refused in nameless.items()]
    try:
        if year is None and not _has_settings(root):
            locate(root, years()[-1], ANY_CODE)  # a year is asked for only where there is a table
        together = Together(root, year=year)
    except UnreadableInput:
        return []
    return [Task(code, root, together.reporting_year, code, shared=True) for code in together.codes]


def _workbooks(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.casefold() in WORKBOOKS)
    except OSError:
        return []


def _is_submission(path: Path) -> bool:
    """A workbook that is named after no table, and therefore holds several as its sheets."""
    from wres_calc.intake.names import simplified
    from wres_calc.intake.tables import TABLES

    tables = {simplified(name) for name in TABLES}
    return path.name[0] not in ".~" and simplified(path.stem) not in tables


def _settled(task: Task) -> Task:
    """The task with the code and the year that its settings say."""
    if task.shared or task.refused:
        return task
    folder = task.path if task.path.is_dir() else None
    try:
        if not task.path.exists():
            raise UnreadableInput(f"{task.path} does not exist.")
        said = read_settings(folder, None if _says_year(folder) else task.reporting_year, task.organisation)
    except WresError as refused:
        return replace(task, refused=refused)
    return replace(task, code=said.organisation.code.upper(), reporting_year=said.submission.reporting_year)


def _says_year(folder: Path | None) -> bool:
    """Whether settings say the year themselves: the year chosen then only chooses."""
    try:
        read_settings(folder, None, "XXX")
    except WresError as refused:
        return "XXX" in refused.message and "reporting_year" not in refused.message
    return True


def _of_one_year(tasks: Sequence[Task], year: int | None) -> list[Task]:
    years = {task.reporting_year for task in tasks if task.reporting_year is not None and not task.refused}
    if year is None and len(years) > 1:
        raise UsageError(
            f"The submissions are of {len(years)} years: {', '.join(map(str, sorted(years)))}.",
            "Choose one with --year.",
        )
    return [task for task in tasks if year is None or task.refused or task.reporting_year == year]


def _shared(tasks: list[Task]) -> list[Task]:
    """Tasks of one place that are told apart by their codes share its files."""
    places = Counter(task.path for task in tasks)
    return [
        replace(task, shared=True) if places[task.path] > 1 and task.organisation else task for task in tasks
    ]


def _each_once(tasks: list[Task]) -> Iterator[Task]:
    """Two submissions with one place in the output stop each other: neither is written over."""
    names = Counter(slug(task.code) for task in tasks)
    numbers: Counter[str] = Counter()
    for task in tasks:
        name = slug(task.code)
        if names[name] == 1:
            yield task
            continue
        numbers[name] += 1
        places = ", ".join(str(other.path) for other in tasks if slug(other.code) == name)
        yield replace(
            task,
            code=f"{task.code}-{numbers[name]}",
            refused=task.refused
            or ConfigurationError(f"{names[name]} submissions are of {task.code}: {places}."),
        )


def read_together(tasks: Sequence[Task]) -> Iterator[Sent]:
    """The tasks with what is to be worked on; files that several share are read once, when their first is due."""
    place, together = None, None
    for task in sorted(
        tasks, key=lambda task: (task.shared, str(task.path) if task.shared else "", task.code)
    ):
        if not task.shared or task.refused:
            yield Sent(task)
            continue
        if place != task.path:
            place, together = task.path, Together(task.path, year=task.reporting_year)
        assert together is not None
        try:
            yield Sent(task, together.of(task.organisation or task.code))
        except WresError as refused:
            yield Sent(replace(task, refused=refused))
