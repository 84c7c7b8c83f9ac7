"""A batch on the terminal: what became of whom, and where it was written."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from rich.console import RenderableType

from wres_calc.render.terminal.about import saved_files
from wres_calc.render.terminal.parts import BOLD, DIM, indented, table, words
from wres_calc.render.terminal.stream import console_on
from wres_calc.report.run_record import OrganisationRecord, RunRecord

_STATUS = {"done": "Done", "findings": "With errors", "failed": "Failed"}


def render_run(record: RunRecord, saved: Iterable[Path], *, file: TextIO) -> None:
    """Show a run on `file`; `saved` are the roll-ups' files."""
    screen = console_on(file, None, None)
    for part in _parts(record, list(saved)):
        screen.print(part, soft_wrap=False)


def _parts(record: RunRecord, saved: list[Path]) -> Iterator[RenderableType]:
    year = f", reporting year {record.reporting_year}" if record.reporting_year else ""
    yield words(f"Workforce Race Equality Standard{year}", BOLD)
    rows = [
        [name, str(sum(each.status == status for each in record.organisations))]
        for status, name in _STATUS.items()
    ]
    yield indented(table("Organisations", [str(len(record.organisations))], rows), below=1)
    for each in record.organisations:
        if each.status == "failed":
            yield indented(words(f"{_name(each)}: {each.reason}"))
        elif each.status == "findings":
            yield indented(words(f"{_name(each)}: errors in its tables stop some indicators", DIM))
    yield words("")
    yield from saved_files(saved)


def _name(record: OrganisationRecord) -> str:
    return f"{record.name} ({record.code})" if record.name else record.code
