"""Exports as they came to a submission: files beside its settings, what is told by itself and what has to be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wres_calc.errors import UnreadableInput, UnwritableOutput, UsageError
from wres_calc.intake.locate import READ
from wres_calc.intake.settings import FILE, read_settings, whole_text
from wres_calc.propose import settings_text
from wres_calc.propose.infer import infer
from wres_calc.propose.model import Ask, Export, Findings
from wres_calc.render.files import make_folder, write_whole
from wres_calc.standards.load import load as load_definitions


@dataclass(frozen=True)
class Intake:
    """What was concluded of the files, and the names of those that were copied into the folder."""

    findings: Findings
    copied: tuple[str, ...]


def take_in(
    folder: Path,
    files: Sequence[Path],
    ask: Ask,
    *,
    year: int | None = None,
    organisation: str | None = None,
    name: str | None = None,
    first: Callable[[Findings], None] | None = None,
) -> Intake:
    """Make `folder` a submission of `files`, or bring the one that is there up to them; earlier answers are kept.

    Files that are not within the folder are copied into it, those that are no table left out. Of what stands in them
    only headings and coded texts are written to `submission.toml`. `first` is told what is concluded without asking,
    before anything is asked.

    Raises:
        UsageError: two files have the same name; a file is of no kind that is read.
        UnreadableInput: a file is not there.
        UnwritableOutput: another file of that name is in the folder already; nothing was written.
        ConfigurationError: the settings there are wrong, or year and organisation are not to be had.
    """
    settings = read_settings(folder, year, organisation)
    definitions = load_definitions(settings.submission.reporting_year)
    exports, to_copy = _exports(folder, _each(files))
    if first is not None:
        first(infer(exports, settings.tables, settings.organisation.code, definitions, lambda question: None))
    findings = infer(exports, settings.tables, settings.organisation.code, definitions, ask)
    path = folder / FILE
    code = settings.organisation.code.upper()
    before = (
        whole_text(path)
        if path.exists()
        else settings_text.fresh(settings.submission.reporting_year, code, name)
    )
    text = settings_text.merged(before, findings.drafts)
    make_folder(folder)
    wanted = [(source, target) for source, target in to_copy if target.name in findings.files]
    for source, target in wanted:
        write_whole(target, source.read_bytes())
    write_whole(path, text.encode())
    return Intake(findings, tuple(target.name for _, target in wanted))


def _each(files: Sequence[Path]) -> list[Path]:
    """The files, those in a folder one by one. What Excel keeps beside an open workbook is no file of anybody's."""
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if each.is_file())
            found += [
                each
                for each in inside
                if each.suffix.casefold() in READ and not each.name.startswith(("~$", "."))
            ]
        elif not path.is_file():
            raise UnreadableInput(f"{path} does not exist.", "Look at the name of the file.")
        elif path.suffix.casefold() not in READ:
            raise UsageError(
                f"{path.name} is of no kind that is read ({', '.join(READ)}).", "Save it as .xlsx or .csv."
            )
        else:
            found.append(path)
    return found


def _exports(folder: Path, files: Sequence[Path]) -> tuple[list[Export], list[tuple[Path, Path]]]:
    """Each file with its name in the folder, and those to be copied there with where to."""
    exports: list[Export] = []
    to_copy: list[tuple[Path, Path]] = []
    base = folder.resolve()
    for path in dict.fromkeys(path.resolve() for path in files):
        if path.is_relative_to(base):
            exports.append(Export(path, path.relative_to(base).as_posix()))
            continue
        target = folder / path.name
        if any(export.label == path.name for export in exports):
            raise UsageError(f"Two of the files are called {path.name}.", "Give one of them another name.")
        exports.append(Export(path, path.name))
        if not target.exists():
            to_copy.append((path, target))
        elif not target.is_file() or target.read_bytes() != path.read_bytes():
            raise UnwritableOutput(
                f"{target} is there already and is another file; nothing was written.",
                "Take it away, or give the new one another name.",
            )
    return exports, to_copy
