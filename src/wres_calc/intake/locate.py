"""Which tables were sent, in which files or sheets; and the way on from a path that is no submission."""

import os
import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wres_calc.errors import ConfigurationError, UnreadableInput
from wres_calc.intake.config import SubmissionConfig, TableSettings
from wres_calc.intake.files.source import WORKBOOKS, Refused, TableSource
from wres_calc.intake.files.standing import hindrance, leads_nowhere
from wres_calc.intake.model import FileFault
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


def pasted(path: Path) -> str:
    """A path as it can be put into a shell: in double quotes, unless it holds what would mean something there."""
    text = str(path)
    if re.fullmatch(r"[\w./:\\-]+", text) and (os.name == "nt" or "\\" not in text):
        return text
    return shlex.quote(text) if os.name != "nt" and re.search(r'["$`\\!]', text) else f'"{text}"'


def no_submission(folder: Path, year: int | None, organisation: str | None) -> UnreadableInput:
    """The refusal of a folder in which no table was found: with the submissions below it, or the exports in it."""
    inside = sorted(path for path in _found_in(folder) if path.name[0] not in ".~")
    below = [path for path in inside if path.is_dir()]
    submissions = [path for path in below if _is_submission(path)]
    submissions = submissions or [
        sub for path in below for sub in sorted(_found_in(path)) if _is_submission(sub)
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
    return folder.is_dir() and any(map(is_of_submission, _found_in(folder)))


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

    Raises `UnreadableInput` where `path` is no submission and `ConfigurationError` where the settings are wrong.
    """
    if path.is_dir():
        # Whether the year is given matters only where there is something of a year.
        if not any(map(is_of_submission, _entries(path))):
            raise no_submission(path, year, organisation)
        return _in_folder(path, read_settings(path, year, organisation))
    if why := hindrance(path):
        raise UnreadableInput(f"{path} is {why}.", LOOKED_FOR)
    if not path.exists():
        raise UnreadableInput(f"{path} does not exist.", LOOKED_FOR)
    if path.suffix.casefold() not in WORKBOOKS:
        said = f"{path.name} is one export and no submission."
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
    if not found:
        said = f"{path.name} has no sheet named after a table; its sheets are: {', '.join(sheets)}."
        raise no_submission_file(path, said, year, organisation)
    config = read_settings(None, year, organisation)
    sources, faults = _once(TableSource(name, path, path.name, TableSettings(sheet=s)) for name, s in found)
    return Located(path, config, sources, faults)


def _in_folder(folder: Path, config: SubmissionConfig) -> Located:
    named, faults = _named_files(folder, config)
    elsewhere: set[str | None] = {source.name for source in named}
    elsewhere |= {fault.table for fault in faults}
    found, twice = _once(source for source in _by_name(folder, config) if source.name not in elsewhere)
    faults += twice
    known = elsewhere | {source.name for source in found} | {fault.table for fault in twice}
    faults += [_not_read(source) for source in _by_name(folder, config, NOT_READ) if source.name not in known]
    hindered = {source.name: fault for source in (*named, *found) if (fault := _hindered(source))}
    faults += hindered.values()
    faults += _described_only(config, known | {fault.table for fault in faults})
    faults += open_questions(folder)
    if not (named or found or faults):
        raise no_submission(folder, config.submission.reporting_year, config.organisation.code)
    order = list(TABLES)
    readable = [source for source in (*named, *found) if source.name not in hindered]
    sources = sorted(readable, key=lambda source: order.index(source.name))
    return Located(folder, config, tuple(sources), tuple(faults))


def _hindered(source: TableSource) -> FileFault | None:
    why = hindrance(source.path)
    return source.fault("file-unreadable", f"this is {why}.") if why else None


def _named_files(folder: Path, config: SubmissionConfig) -> tuple[list[TableSource], list[FileFault]]:
    """The tables whose file `submission.toml` names, and faults for the files that are not there."""
    sources: list[TableSource] = []
    faults: list[FileFault] = []
    for name, settings in config.tables.items():
        if settings.file is None:
            continue
        source = TableSource(name, _inside(folder, settings.file), settings.file, settings)
        if source.path.is_dir():
            raise UnreadableInput(
                f"{source.label} is a folder, where the file of {name} was expected.", LOOKED_FOR
            )
        if not source.path.exists() and not leads_nowhere(source.path):
            message = f"the file named for the table {name} in submission.toml is not there."
            faults.append(source.fault("file-missing", message))
        elif source.path.suffix.casefold() not in READ:
            faults.append(_not_read(source))
        else:
            sources.append(source)
    return sources, faults


def beside(source: TableSource, file: str) -> TableSource:
    """Another file in the folder of a table's, by its name. Raises as `_inside` does, and `Refused` without it."""
    folder = source.path.parent
    found = TableSource(source.name, _inside(folder, file), file, TableSettings())
    if not found.path.is_file():
        raise found.refusal(
            "file-missing", f"the file named for {source.name} in submission.toml is not there."
        )
    return found


def _inside(folder: Path, file: str) -> Path:
    """The path of `file` within `folder`. Raises `ConfigurationError` for one that could lead out of it.

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


def _by_name(folder: Path, config: SubmissionConfig, endings: Iterable[str] = READ) -> Iterator[TableSource]:
    """The files of `folder` that are named after a table, in the order of their names."""
    for path in sorted(_entries(folder)):
        name = _NAMES.get(simplified(path.stem))
        # Excel writes ~$NAME.xlsx beside a workbook that is open.
        if name is None or path.suffix.casefold() not in endings or path.name.startswith(("~$", ".")):
            continue
        if path.is_dir():
            raise UnreadableInput(f"{path.name} is a folder, where a file was expected.", LOOKED_FOR)
        settings = config.tables.get(name, TableSettings())
        yield TableSource(name, _inside(folder, path.name), path.name, settings)


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise UnreadableInput(f"The folder {folder} could not be read: {error.strerror}.") from None


def _once(found: Iterable[TableSource]) -> tuple[tuple[TableSource, ...], tuple[FileFault, ...]]:
    """The tables found in one place alone, and a fault for each that was found in several."""
    by_name: dict[str, list[TableSource]] = {}
    for source in found:
        by_name.setdefault(source.name, []).append(source)
    single = tuple(sources[0] for sources in by_name.values() if len(sources) == 1)
    faults = tuple(_twice(sources) for sources in by_name.values() if len(sources) > 1)
    return single, faults


def _twice(sources: list[TableSource]) -> FileFault:
    first = sources[0]
    places = " and ".join(source.place for source in sources)
    return FileFault(
        "two-files-for-one-table",
        f"The table {first.name} was sent more than once: {places}. Keep one, or name it in submission.toml.",
        first.name,
        first.label,
    )


def _not_read(source: TableSource) -> FileFault:
    return source.fault("file-kind-not-read", "this kind of file is not read; save it as .csv or .xlsx.")


def _described_only(config: SubmissionConfig, known: set[str | None]) -> list[FileFault]:
    """Faults for tables that `submission.toml` describes and that were not sent."""
    endings = "NAME.csv, NAME.xlsx, NAME.parquet"
    return [
        FileFault(
            "file-missing",
            f"submission.toml describes the table {name}, but there is no file for it "
            f"({endings.replace('NAME', name)}) and it names none.",
            name,
        )
        for name in config.tables
        if name not in known
    ]
