"""Files: written whole or not at all, and never over a file that is not ours."""

import re
import secrets
import zipfile
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path

from wres_calc.errors import UnwritableOutput, UsageError, open_elsewhere, unwritable
from wres_calc.intake.names import simplified
from wres_calc.intake.tables import TABLES
from wres_calc.render.formats import FORMATS, has_heading, is_untouched_workbook
from wres_calc.report.findings import Findings
from wres_calc.report.report import Report

_RANDOM = 4
_TEMPORARY = re.compile(rf"\..+\.[0-9a-f]{{{2 * _RANDOM}}}\.tmp")
_DEVICE = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]", re.IGNORECASE)


def write_reports(report: Report, formats: Collection[str], out_dir: Path) -> list[Path]:
    """Write the report in each of `formats` as `out_dir/<STANDARD>_<CODE>_<YEAR>.<extension>`; return the paths.

    The name of a public report ends in `_published`.

    Everything is made and every place looked at before the first file is written. Raises `UnwritableOutput` where
    the folder cannot be had, a file of that name is not ours, or writing fails.
    """
    targets = [(file_of(report, name, out_dir), kind) for name, kind in FORMATS.items() if name in formats]
    if targets:
        make_folder(out_dir)
    for path, kind in targets:
        refuse_foreign(path, kind.is_ours)
    made = [(path, kind.report(report)) for path, kind in targets]
    for path, data in made:
        write_whole(path, data)
    return [path for path, _ in made]


def write_files(files: Mapping[str, bytes], out_dir: Path) -> list[Path]:
    """Write files of other kinds than a report, by name, under the same conditions; return the paths.

    Which of them are ours is told by their extension: of a CSV its headings must be the same as now.
    """
    make_folder(out_dir)
    for name, data in files.items():
        kind = next(kind for kind in FORMATS.values() if name.endswith(f".{kind.extension}"))
        refuse_foreign(out_dir / name, has_heading(data) if kind.extension == "csv" else kind.is_ours)
    for name, data in files.items():
        write_whole(out_dir / name, data)
    return [out_dir / name for name in files]


def file_of(report: Report, name: str, folder: Path) -> Path:
    """Where the report is written in the format of that name."""
    stem = stem_of(
        report.standard.code, report.organisation.code, report.reporting_year, public=report.public
    )
    return folder / f"{stem}{FORMATS[name].ending}.{FORMATS[name].extension}"


def stem_of(standard: str, code: str, years: object, *, public: bool = False) -> str:
    """The name of the files about an organisation without their endings; `years` is one, or the first and the last."""
    return f"{standard}_{slug(code)}_{years}{'_published' if public else ''}"


def is_own(path: Path, name: str) -> bool:
    """Whether a file that is there was written by this program in the format of that name."""
    return _is_ours(path, FORMATS[name].is_ours)


def encoded_in(report: Report, name: str) -> bytes:
    """The bytes of the file in the format of that name."""
    return FORMATS[name].report(report)


def encoded_as(report: Report, extension: str) -> bytes | None:
    """The bytes of the file that the report would be written to; `None` where no format has this extension."""
    return next((kind.report(report) for kind in FORMATS.values() if kind.extension == extension), None)


def write_workbook(path: Path, data: bytes) -> None:
    """Write a workbook to `path` and make the folder it lies in; raise `UnwritableOutput` as above.

    One of ours that somebody has saved since holds their work: it counts as theirs.
    """
    make_folder(path.parent)
    if path.exists() and not _is_ours(path, is_untouched_workbook):
        raise UnwritableOutput(
            f"{path} is there already and was not written by wres-calc, or was changed since: it is left as it is.",
            "Move or rename it, or choose another place.",
        )
    write_whole(path, data)


def slug(code: str) -> str:
    """Return an organisation code as part of a file name: ASCII letters, digits and hyphens, at most 40.

    A name that Windows keeps for a device gets a hyphen: no folder may have it there.
    """
    name = re.sub(r"[^A-Za-z0-9]+", "-", code).strip("-")[:40] or "organisation"
    return f"{name}-" if _DEVICE.fullmatch(name) else name


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` to `path` by way of a temporary file beside it: the file is there whole, or as it was before.

    Raises `UnwritableOutput`; a temporary file never stays.
    """
    temporary = temporary_beside(path)
    try:
        try:
            with temporary.open("xb") as file:
                file.write(data)
        except OSError as fault:
            raise unwritable(path, fault) from fault
        try:
            temporary.replace(path)
        except PermissionError as fault:
            raise open_elsewhere(path) from fault
        except OSError as fault:
            raise unwritable(path, fault) from fault
    finally:
        temporary.unlink(missing_ok=True)


def temporary_beside(path: Path) -> Path:
    """A name for a file that stands beside `path` for a while; `remove_unfinished` knows it."""
    return path.with_name(f".{path.name}.{secrets.token_hex(_RANDOM)}.tmp")


def remove_unfinished(folder: Path) -> None:
    """Remove the temporary files of processes that were killed while they wrote into the folder."""
    for path in folder.glob(".*.tmp"):
        if _TEMPORARY.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder for what is to be written; raise `UnwritableOutput` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as fault:
        raise UnwritableOutput(
            f"{folder} cannot be the folder for what is to be written: there is a file in its place.",
            "Name another folder, or move that file.",
        ) from fault
    except OSError as fault:
        raise unwritable(folder, fault) from fault


def refuse_foreign(path: Path, is_ours: Callable[[Path], bool]) -> None:
    """Raise `UnwritableOutput` where `path` is taken by something that this program did not write."""
    if not path.exists() or _is_ours(path, is_ours):
        return
    raise UnwritableOutput(
        f"{path} is there already and was not written by wres-calc: it is left as it is.",
        "Move or rename it, or name another folder.",
    )


def remove_own(path: Path, is_ours: Callable[[Path], bool]) -> None:
    """Remove a file of ours that no longer holds; what is not ours stays, and so does what cannot be removed."""
    with suppress(OSError, UnwritableOutput):
        if _is_ours(path, is_ours):
            path.unlink()


def _is_ours(path: Path, is_ours: Callable[[Path], bool]) -> bool:
    try:
        return path.is_file() and is_ours(path)
    except PermissionError as fault:
        raise open_elsewhere(path) from fault
    except (
        OSError,
        ValueError,
        KeyError,
        AttributeError,
        RecursionError,
        NotImplementedError,
        zipfile.BadZipFile,
    ):
        return False


def refuse_inputs(findings: Findings, *, file: Path | None, folder: Path | None) -> None:
    """Raise `UsageError` where an output asked for would touch what was sent, before anything is written."""
    if file is not None:
        refuse_file(file, findings)
    if folder is not None:
        _refuse_folder(folder, findings)


def _refuse_folder(folder: Path, findings: Findings) -> None:
    if folder.resolve() in _folders(findings):
        raise UsageError(
            f"{folder} is the folder of the submission: its files are not to be touched.",
            "Name another folder, for instance one below it.",
        )


def refuse_file(file: Path, findings: Findings) -> None:
    """Raise `UsageError` where `file` was sent, or would be taken for a table of the submission it lies in."""
    place = file.resolve()
    sent = {Path(submission.path).resolve() for submission in findings.submissions}
    sent |= {table.path.resolve() for submission in findings.submissions for table in submission.tables}
    taken_for_a_table = place.parent in _folders(findings) and simplified(place.stem) in {
        simplified(table) for table in TABLES
    }
    if place in sent or taken_for_a_table:
        raise UsageError(
            f"{file} belongs to the submission and is not to be touched.", "Choose another name."
        )


def _folders(findings: Findings) -> set[Path]:
    paths = [Path(submission.path).resolve() for submission in findings.submissions]
    return {path if path.is_dir() else path.parent for path in paths}
