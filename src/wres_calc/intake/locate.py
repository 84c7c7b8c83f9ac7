"""Finds the tables of a submission by file or sheet, and says what to do about a path that is not a submission."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from wres_calc.errors import ConfigurationError, UnreadableInput, quoted_path
from wres_calc.intake.config import SubmissionConfig, TableSettings
from wres_calc.intake.files.path_checks import hindrance, leads_nowhere
from wres_calc.intake.files.source import WORKBOOKS, Refused, TableSource
from wres_calc.intake.model import BREAKDOWN_TABLES, FileFault
from wres_calc.intake.names import simplified
from wres_calc.intake.settings import FILE, open_questions, read_settings
from wres_calc.intake.tables import TABLES

READ = (".csv", ".tsv", ".txt", *WORKBOOKS, ".parquet")
NOT_READ = (".xlsm",)
"""Endings of tables that are recognised and cannot be read: a fault, so that no table is overlooked."""
LOOKED_FOR = (
    "A submission is a folder with tables named " + ", ".join(TABLES) + ", each as .csv, .xlsx or .parquet."
)
_NAMES = {simplified(name): name for name in TABLES}
_NAMED = 8
"""How many files or folders a message names."""


def no_submission(folder: Path, year: int | None, organisation: str | None) -> UnreadableInput:
    """Refuse a folder in which no table was found, naming the submissions below it or the exports in it."""
    inside = sorted(path for path in _found_in(folder) if path.name[0] not in ".~")
    below = [path for path in inside if path.is_dir()]
    submissions = [path for path in below if _is_submission(path)]
    submissions = submissions or [
        sub for path in below for sub in sorted(_found_in(path)) if _is_submission(sub)
    ]
    if submissions:
        names = _listed(path.relative_to(folder).as_posix() for path in submissions)
        return UnreadableInput(
            f"{folder} is not a submission but holds {len(submissions)}: {names}.",
            f"One: wres calc {quoted_path(submissions[0])}. All: wres batch {quoted_path(folder)}",
        )
    if exports := _other_exports(inside):
        found = f"{folder} holds exports that are no tables of a submission: {_listed(exports)}."
        return _exports(folder, folder, found, year, organisation)
    return UnreadableInput(f"{folder} holds no table.", LOOKED_FOR)


def no_submission_file(path: Path, said: str, year: int | None, organisation: str | None) -> UnreadableInput:
    """Refuse a file that is not a workbook of tables: one export, or of a kind that is not read."""
    if path.suffix.casefold() in READ:
        return _exports(path, path.with_name(f"{path.stem} WRES"), said, year, organisation)
    return UnreadableInput(
        f"{path} is neither a folder, a workbook nor an export that is read ({', '.join(READ)}).", LOOKED_FOR
    )


def is_of_submission(path: Path) -> bool:
    """Whether a file, by its name, is the settings of a submission or one of its tables."""
    named = simplified(path.stem) in _NAMES and path.suffix.casefold() in (*READ, *NOT_READ)
    return path.name == FILE or named


def _other_exports(entries: Iterable[Path]) -> list[str]:
    """The files that could be read and are no table by their names, nor written by the program or a spreadsheet."""
    named = (path.name for path in entries if path.suffix.casefold() in READ and not is_of_submission(path))
    return sorted(name for name in named if not re.match(r"[.~]|(wres|wdes)_", name))


def _is_submission(folder: Path) -> bool:
    return folder.is_dir() and any(map(is_of_submission, _found_in(folder)))


def _exports(
    path: Path, target: Path, found: str, year: int | None, organisation: str | None
) -> UnreadableInput:
    """Refuse exports as they came, with the command that makes a submission of them in `target`."""
    given = {"--year": year, "--org": organisation}
    command = f"wres init {quoted_path(target)} --from {quoted_path(path)}"
    command += "".join(f" {option} {value}" for option, value in given.items() if value is not None)
    missing = " and ".join(option for option, value in given.items() if value is None)
    more = f" (give {missing} too, where {FILE} does not say it)" if missing else ""
    return UnreadableInput(found, f"Make a submission of what is there{more}: {command}")


def _found_in(folder: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError:
        return


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return ", ".join(every[:_NAMED]) + more


@dataclass(frozen=True)
class Located:
    """What was sent, not yet read."""

    path: Path
    config: SubmissionConfig
    sources: tuple[TableSource, ...]
    faults: tuple[FileFault, ...] = ()


def locate(path: Path, year: int | None, organisation: str | None) -> Located:
    """Find the tables of the submission at `path`, a folder or one workbook.

    Raises `UnreadableInput` where `path` is not a submission and `ConfigurationError` where the settings are wrong.
    """
    if path.is_dir():
        # Whether the year is given matters only where there is something of a year.
        entries = _entries(path)
        own, others = [*filter(is_of_submission, entries)], _other_exports(entries)
        if not own or (year is None and path / FILE not in own and len(others) > len(own)):
            raise no_submission(path, year, organisation)
        return _in_folder(path, read_settings(path, year, organisation))
    if why := hindrance(path):
        raise UnreadableInput(f"{path} is {why}.", LOOKED_FOR)
    if not path.exists():
        raise UnreadableInput(f"{path} does not exist.", LOOKED_FOR)
    if path.suffix.casefold() not in WORKBOOKS:
        said = f"{path.name} is one export, not a submission."
        raise no_submission_file(path, said, year, organisation)
    return _in_workbook(path, year, organisation)


def _in_workbook(path: Path, year: int | None, organisation: str | None) -> Located:
    from wres_calc.intake.files.read_excel import sheet_names

    whole = TableSource("", path, path.name, TableSettings())
    try:
        sheets = sheet_names(whole)
    except Refused as refused:
        raise UnreadableInput(" ".join(fault.message for fault in refused.faults)) from None
    found = [(name, sheet) for sheet in sheets if (name := _NAMES.get(simplified(sheet)))]
    standards: tuple[str, ...] = ()
    remarks: tuple[FileFault, ...] = ()
    if not found:
        found, standards, remarks = _in_return(whole)
    if not found:
        said = f"{path.name} has no sheet named after a table; its sheets are: {', '.join(sheets)}."
        raise no_submission_file(path, said, year, organisation)
    config = read_settings(None, year, organisation)
    if standards:
        submission = config.submission.model_copy(update={"standards": standards})
        config = config.model_copy(update={"submission": submission})
    sources = [TableSource(name, path, path.name, TableSettings(sheet=sheet)) for name, sheet in found]
    located, faults = _one_for_each_table(sources)
    return Located(path, config, located, (*faults, *remarks))


def _in_return(
    whole: TableSource,
) -> tuple[list[tuple[str, str]], tuple[str, ...], tuple[FileFault, ...]]:
    """The tables of a filled-in national return with their sheet, its standard, and sheets of it that are not read.

    None of another workbook.
    """
    from wres_calc.intake.files.grids import grids
    from wres_calc.intake.layouts import RETURN, RETURN_SURVEY
    from wres_calc.intake.layouts.national_return import best_form

    sheets = grids(whole)
    blocks = {each.table: each.blocks(whole, sheets) for each in (RETURN, RETURN_SURVEY)}
    if not blocks[RETURN.table]:
        return [], (), ()
    form = best_form(blocks[RETURN.table])
    sheet = form.block.source.sheet or ""
    here = [name for name, found in blocks.items() if any(each.source.sheet == sheet for each in found)]
    not_read = form.sheets_not_read(replace(form.block.source, name=RETURN.table))
    return [(name, sheet) for name in here], (form.layout.standard,), tuple(not_read)


def _in_folder(folder: Path, config: SubmissionConfig) -> Located:
    named = [
        TableSource(name, _inside(folder, settings.file), settings.file, settings)
        for name, settings in config.tables.items()
        if settings.file is not None
    ]
    elsewhere = {source.name for source in named}
    found = [*named, *(source for source in _by_name(folder, config) if source.name not in elsewhere)]
    sources, faults = _one_for_each_table(found, config.breakdowns.named)
    faults += tuple(_not_sent(name) for name in config.tables if name not in {each.name for each in found})
    faults += tuple(open_questions(folder))
    lists = {settings.mandatory_courses for settings in config.tables.values()}
    read = {*lists, *(source.path.name for source in found)}
    if others := [name for name in _other_exports(_entries(folder)) if name not in read]:
        faults += (FileFault("files-not-read", f"Not read, as they are no table: {_listed(others)}."),)
    if not (sources or faults):
        raise no_submission(folder, config.submission.reporting_year, config.organisation.code)
    return Located(folder, config, sources, faults)


def _one_for_each_table(
    found: Iterable[TableSource], breakdowns: Mapping[str, tuple[str, ...]] = {}
) -> tuple[tuple[TableSource, ...], tuple[FileFault, ...]]:
    """Return the source of each table that was found in one place and can be read, and a fault for each other table."""
    by_table: dict[str, list[TableSource]] = {name: [] for name in TABLES}
    for source in found:
        by_table[source.name].append(source)
    single: list[TableSource] = []
    faults: list[FileFault] = []
    for sources in filter(None, by_table.values()):
        sources = [source for source in sources if _is_read(source)] or sources
        if fault := _twice(sources) if len(sources) > 1 else _fault_of(sources[0]):
            faults.append(fault)
        else:
            own = breakdowns if sources[0].name in BREAKDOWN_TABLES else {}
            single.append(replace(sources[0], breakdowns=own))
    return tuple(single), tuple(faults)


def _is_read(source: TableSource) -> bool:
    return source.path.suffix.casefold() in READ


def _twice(sources: list[TableSource]) -> FileFault:
    name, places = sources[0].name, " and ".join(source.place for source in sources)
    message = f"The table {name} was sent more than once: {places}. Keep one, or name it in submission.toml."
    return FileFault("two-files-for-one-table", message, name, sources[0].label)


def _fault_of(source: TableSource) -> FileFault | None:
    """Return why nothing can be read at a place. Raises `UnreadableInput` for a folder."""
    if source.path.is_dir():
        raise UnreadableInput(
            f"{source.label} is a folder, where the file of {source.name} was expected.", LOOKED_FOR
        )
    if why := hindrance(source.path):
        return source.fault("file-unreadable", f"this is {why}.")
    if not source.path.exists():
        message = f"the file named for the table {source.name} in submission.toml is not there."
        return source.fault("file-missing", message)
    if not _is_read(source):
        return source.fault("file-kind-not-read", "this kind of file is not read; save it as .csv or .xlsx.")
    return None


def _not_sent(name: str) -> FileFault:
    message = (
        f"submission.toml describes the table {name}, but there is no file for it "
        f"({name}.csv, {name}.xlsx, {name}.parquet) and it names none."
    )
    return FileFault("file-missing", message, name)


def beside(source: TableSource, file: str) -> TableSource:
    """Return another file in the folder of a table's. Raises as `_inside` does, and `Refused` without it."""
    folder = source.path.parent
    found = TableSource(source.name, _inside(folder, file), file, TableSettings())
    if not found.path.is_file():
        raise found.refusal(
            "file-missing", f"the file named for {source.name} in submission.toml is not there."
        )
    return found


def _inside(folder: Path, file: str) -> Path:
    """Return the path of `file` within `folder`. Raises `ConfigurationError` for one that could lead out of it.

    Judged as text first, the same on every system, then with all links followed; one that leads nowhere leads to
    nothing that could be read.
    """
    path = folder / file
    unsafe = (
        re.search(r"[\x00-\x1f\x7f-\x9f\\]", file)
        or re.match(r"[A-Za-z]:|[/~-]|[A-Za-z][A-Za-z0-9+.-]*://", file)
        or ".." in file.split("/")
    )
    if unsafe or not (leads_nowhere(path) or path.resolve().is_relative_to(folder.resolve())):
        raise ConfigurationError(
            f"The file {file!r} in submission.toml is not within the folder of the submission.",
            "Put the file into the folder and name it relative to the folder, with / between folders.",
        )
    return path


def _by_name(folder: Path, config: SubmissionConfig) -> Iterator[TableSource]:
    """Yield the files of `folder` that are named after a table, in the order of their names."""
    for path in sorted(_entries(folder)):
        name = _NAMES.get(simplified(path.stem))
        # Excel writes ~$NAME.xlsx beside a workbook that is open.
        known = path.suffix.casefold() in (*READ, *NOT_READ) and not path.name.startswith(("~$", "."))
        if name is not None and known:
            settings = config.tables.get(name, TableSettings())
            yield TableSource(name, _inside(folder, path.name), path.name, settings)


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise UnreadableInput(f"The folder {folder} could not be read: {error.strerror}.") from None
