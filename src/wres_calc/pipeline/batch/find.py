"""Which submissions there are: below a folder, in a manifest, or together in national files."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from wres_calc.errors import ConfigurationError, UnreadableInput, UsageError, WresError
from wres_calc.intake.config import TableSettings
from wres_calc.intake.files.bounded import LARGEST_LIST
from wres_calc.intake.files.grids import grids
from wres_calc.intake.files.path_checks import hindrance
from wres_calc.intake.files.source import WORKBOOKS, Refused, TableSource
from wres_calc.intake.layouts import RETURN
from wres_calc.intake.load import ANY_CODE, SharedFiles
from wres_calc.intake.locate import locate
from wres_calc.intake.settings import FILE, read_settings, stated
from wres_calc.pipeline.batch.tasks import Sent, Task, read_manifest
from wres_calc.render.files import slug
from wres_calc.standards.load import years

CACHE = ".wres"
"""The folder of what is kept for the next run."""

_NAMED = re.compile(r"(?P<code>[A-Z0-9]{3,6})|[a-z]+_(?P<of>[A-Za-z0-9]{3,6})_(?P<year>\d{4})_return")
"""How workbooks are named after an organisation: by its code alone, or as `wres calc --to return` names them."""
_NAMELESS = (
    "{} does not say whose it is: name it after the organisation's code (RX1.xlsx), or list it in a manifest"
)


def find(roots: Sequence[Path], year: int | None) -> list[Task]:
    """Return the tasks at `roots`, of one reporting year, in order of organisation.

    A root is a folder of submissions or of national files, a workbook, a manifest, or a pattern of such (`*`).

    Raises:
        UnreadableInput: there is nothing at a root.
        UsageError: the submissions are of several years, and none was chosen.
        ConfigurationError: no submission was found, or a manifest is wrong.
    """
    found = [task for root in _each(roots) for task in _at(root, year)]
    once = {(task.path.resolve(), task.organisation): task for task in found}
    settled = _of_one_year([_settled(task) for task in once.values()], year)
    if not settled:
        raise ConfigurationError(
            f"There is no submission below {', '.join(map(str, roots))}.",
            f"A submission is a folder with {FILE}, or a workbook named after its organisation's code (RX1.xlsx); "
            "national files have a column organisation_code.",
        )
    return sorted(_each_once(_shared(settled)), key=lambda task: task.code)


def _each(roots: Sequence[Path]) -> Iterator[Path]:
    """The roots; of a pattern, which not every shell resolves, what it matches."""
    for root in roots:
        matches: list[Path] = []
        if not (hindrance(root) or os.path.lexists(root)) and set("*?[") & set(str(root)):
            with suppress(ValueError, OSError):  # a pattern that is none
                matches = sorted(Path(root.anchor).glob(str(root.relative_to(root.anchor))))
        yield from matches or [root]


def _at(root: Path, year: int | None) -> list[Task]:
    wanted = "Name a folder of submissions, or a manifest (CSV)."
    if why := hindrance(root):
        raise UnreadableInput(f"{root} is {why}.", wanted)
    if not root.exists():
        raise UnreadableInput(f"{root} does not exist.", wanted)
    if root.is_dir():
        return list(_below(root, year)) or _together(root, year)
    if root.suffix.lower() == ".csv":
        return read_manifest(root, year)
    if root.suffix.casefold() in WORKBOOKS and (task := _named(root, year)):
        return [task]
    raise ConfigurationError(f"{root} is neither a folder nor a manifest.", wanted)


def _below(root: Path, year: int | None) -> Iterator[Task]:
    """Every folder with settings that name an organisation, and every workbook that is named after one.

    Nothing below such a folder, and nothing of our own output.
    """
    for folder in sorted(_folders(root)):
        if not _has_settings(folder):
            yield from filter(
                None, (_named(each, year) or _nameless(each, year) for each in _workbooks(folder))
            )
        elif not (folder == root and _leaves_organisation_open(folder)):
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


def _leaves_organisation_open(folder: Path) -> bool:
    """Whether settings do not name the organisation: national files then lie beside them."""
    try:
        return stated(folder).organisation is None
    except WresError:
        return False


def _together(root: Path, year: int | None) -> list[Task]:
    """The organisations in national files; workbooks do not say whose they are."""
    if workbooks := [path for path in _workbooks(root) if _is_submission(path)]:
        return [Task(path.stem, path, year, refused=_says_nothing(path)) for path in workbooks]
    try:
        if year is None and not _has_settings(root):
            locate(root, years()[-1], ANY_CODE)  # a year is asked for only where there is a table
        together = SharedFiles(root, year=year)
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


def _named(path: Path, year: int | None) -> Task | None:
    """The task of a workbook that is a submission, and named after its organisation."""
    named = _NAMED.fullmatch(path.stem)
    if named is None or not _is_submission(path):
        return None
    code = (named["code"] or named["of"]).upper()
    return Task(code, path, int(named["year"]) if named["year"] else year, code)


def _nameless(path: Path, year: int | None) -> Task | None:
    """The refusal of a filled-in return that does not say whose it is: it is not passed over."""
    source = TableSource(RETURN.table, path, path.name, TableSettings())
    try:
        small = _is_submission(path) and path.stat().st_size <= LARGEST_LIST
        is_return = small and bool(RETURN.blocks(source, grids(source)))
    except (Refused, OSError):
        return None
    return Task(path.stem, path, year, refused=_says_nothing(path)) if is_return else None


def _says_nothing(path: Path) -> ConfigurationError:
    return ConfigurationError(_NAMELESS.format(path.name))


def _settled(task: Task) -> Task:
    """The task with the code and the year that its settings say."""
    if task.shared or task.refused:
        return task
    folder = task.path if task.path.is_dir() else None
    try:
        if not task.path.exists():
            raise UnreadableInput(f"{task.path} does not exist.")
        year = (
            task.reporting_year if stated(folder).reporting_year is None else None
        )  # one chosen only chooses
        said = read_settings(folder, year, task.organisation)
    except WresError as refused:
        return replace(task, refused=refused)
    return replace(task, code=said.organisation.code.upper(), reporting_year=said.submission.reporting_year)


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
            place, together = task.path, SharedFiles(task.path, year=task.reporting_year)
        assert together is not None
        try:
            yield Sent(task, together.of(task.organisation or task.code))
        except WresError as refused:
            yield Sent(replace(task, refused=refused))
