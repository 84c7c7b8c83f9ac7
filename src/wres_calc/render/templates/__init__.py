"""An empty submission to fill in: `submission.toml` and a workbook for each table, made from their models."""

from collections.abc import Collection, Mapping
from pathlib import Path

from wres_calc.errors import UnwritableOutput
from wres_calc.intake.tables import TABLES
from wres_calc.render.files import write_whole
from wres_calc.render.templates import columns, settings, workbook
from wres_calc.standards.model import Standard

_NAMED_MOST = 5


def files(definitions: Standard, code: str, name: str | None, tables: Collection[str]) -> dict[str, bytes]:
    """The files of an empty submission by name; the same arguments give the same bytes.

    `code` and `name` are the organisation's; of `tables` each gets a workbook.
    """
    made = {settings.FILE: settings.text(definitions, code, name).encode()}
    for table in TABLES:
        if table in tables:
            of_year = columns.of_year(table, definitions, code)
            made[f"{table}.xlsx"] = workbook.encoded(table, of_year, definitions, code)
    return made


def write(folder: Path, made: Mapping[str, bytes]) -> None:
    """Write `made` to a folder that is new or empty: all of it, or none.

    Raises `UnwritableOutput` where the folder holds anything (hidden files aside) or cannot be written to.
    """
    _refuse_filled(folder)
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in made.items():
            write_whole(folder / name, content)
            written.append(folder / name)
    except OSError as fault:
        raise _refused(
            f"{folder} could not be made: {(fault.strerror or 'the system refused').lower()}."
        ) from fault
    except UnwritableOutput as fault:
        for path in written:
            path.unlink(missing_ok=True)
        raise _refused(fault.message) from fault


def _refuse_filled(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise _refused(f"{folder} is a file; nothing was written.")
    try:
        there = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as fault:
        raise _refused(f"{folder} could not be read; nothing was written.") from fault
    if there:
        more = f" and {len(there) - _NAMED_MOST} more" if len(there) > _NAMED_MOST else ""
        named = ", ".join(there[:_NAMED_MOST])
        raise _refused(f"{folder} is not empty, it holds {named}{more}; nothing was written.")


def _refused(message: str) -> UnwritableOutput:
    return UnwritableOutput(message, "Name a folder that is new or empty.")
