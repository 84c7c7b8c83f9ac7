"""One table as it was found and not yet read, and the way in which a reader refuses it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import file_digest
from pathlib import Path

from wres_calc.intake.config import TableSettings
from wres_calc.intake.files.kinds import Kind, kind_of
from wres_calc.intake.model import FileFault

WORKBOOKS = (".xlsx", ".xls", ".xlsb", ".ods")
"""Endings of the kinds of workbooks that are read."""

TOP_ROWS = 30
"""How many rows from the top are looked at when the headings are not where they should be."""


MOST_FAULTS = 20
"""So many rows of one kind are named one by one; how many more there are is said once."""


@dataclass(frozen=True)
class TableSource:
    """Where a table is. `label` is the file as messages name it: relative to the submission.

    `breakdowns` are further columns of it that are used where they are there: their headings by their names.
    """

    name: str
    path: Path
    label: str
    settings: TableSettings
    breakdowns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def kind(self) -> Kind | str:
        """What the file is, by its content; words where it is of no kind that is read."""
        return kind_of(self.path)

    @property
    def header_row(self) -> int:
        """The row of the headings as a spreadsheet shows it."""
        return self.settings.header_row or 1

    @property
    def rows_to_look_at(self) -> int:
        """How many rows from the top are needed to find the headings, or to say where they are instead."""
        return max(TOP_ROWS, self.header_row)

    @property
    def sheet(self) -> str | None:
        """The sheet asked for, then the sheet read; `None` where there are no sheets."""
        return self.settings.sheet

    def on_sheet(self, sheet: str) -> "TableSource":
        """The same table, now that it is known on which sheet it stands."""
        return replace(self, settings=self.settings.model_copy(update={"sheet": sheet}))

    def at_row(self, number: int) -> "TableSource":
        """The same table, now that it is known in which row its headings stand."""
        return replace(self, settings=self.settings.model_copy(update={"header_row": number}))

    @property
    def place(self) -> str:
        """File, and sheet where there is one, for messages."""
        return f'{self.label}, sheet "{self.sheet}"' if self.sheet else self.label

    def sha256(self) -> str:
        """The hash of the file."""
        with self.path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()

    def fault(
        self, code: str, message: str, *, row: int | None = None, column: str | None = None
    ) -> FileFault:
        """Something wrong with this table; `message` need not name the place again."""
        text = f"{self.place}: {message}"
        return FileFault(code, text, self.name, self.label, self.sheet, row, column)

    def refusal(
        self, code: str, message: str, *, row: int | None = None, column: str | None = None
    ) -> "Refused":
        """What a reader raises when this one fault is all there is to say."""
        return Refused([self.fault(code, message, row=row, column=column)])

    def not_a_table(self, what: str) -> "Refused":
        """What is raised for a file of no kind that is read; `what` it is, in words."""
        message = f"this is {what}, whatever its name says; open it and save it as .xlsx or CSV."
        return self.refusal("file-unreadable", message)


class Refused(Exception):
    """A table could not be taken as sent. It never leaves this floor: `load` turns it into faults."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")
