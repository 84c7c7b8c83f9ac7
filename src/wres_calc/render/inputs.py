"""What was sent stays as it is: no output is written over it, nor where it would be taken for part of it."""

from pathlib import Path

from wres_calc.errors import UsageError
from wres_calc.intake.names import simplified
from wres_calc.intake.tables import TABLES
from wres_calc.report.findings import Findings

_NAMES = {simplified(table) for table in TABLES}


def refuse(findings: Findings, *, file: Path | None, folder: Path | None) -> None:
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
    taken_for_a_table = place.parent in _folders(findings) and simplified(place.stem) in _NAMES
    if place in sent or taken_for_a_table:
        raise UsageError(
            f"{file} belongs to the submission and is not to be touched.", "Choose another name."
        )


def _folders(findings: Findings) -> set[Path]:
    paths = [Path(submission.path).resolve() for submission in findings.submissions]
    return {path if path.is_dir() else path.parent for path in paths}
