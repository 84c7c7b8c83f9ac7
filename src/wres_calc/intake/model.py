"""What a trust sends, as text: the types that leave this floor."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wres_calc.intake.config import (
    Acceptance,
    DisclosureSettings,
    Exclusion,
    Organisation,
    PopulationServed,
    Thresholds,
)
from wres_calc.standards.load import WRES
from wres_calc.standards.returns import Row, Section

if TYPE_CHECKING:
    import polars as pl

ROW = "row"
"""The frame column that holds the row number as a spreadsheet shows it (the first line of the file is 1)."""

BREAKDOWN_TABLES = (
    *("workforce", "recruitment", "disciplinary", "disciplinary_previous_year"),
    *("capability", "capability_previous_year", "training", "staff_survey"),
)
"""The tables in which a column that `[breakdowns]` names is looked for."""


def breakdown_column(name: str) -> str:
    """Return the frame column of a breakdown that the submission names: with a space, as no canonical one has."""
    return f"by {name}"


@dataclass(frozen=True)
class FileFault:
    """A file, sheet or heading that could not be taken as sent.

    `code` is a code of the issue catalogue; `row` is as a spreadsheet shows it; `column` is the heading as sent.
    `message` is a whole sentence without any cell's value. `rows` are all rows of the fault where it is at several.
    """

    code: str
    message: str
    table: str | None = None
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    rows: tuple[int, ...] = ()


class Watched(NamedTuple):
    """The different texts of a column, and whether some of its cells are blank."""

    texts: tuple[str, ...]
    blank: bool = False


@dataclass(frozen=True)
class SurveyEdition:
    """Say of percentages whether they are `weighted`, and of which staff survey they are; `None` is not known."""

    weighted: bool | None = None
    survey_year: int | None = None


class PrintedRow(NamedTuple):
    """A row of a filled-in form: its number, the section and row of the layout that it is, and its label as sent.

    `cells` are its numbers by group, as they are shown: a number in per cent has its sign.
    """

    number: int
    section: Section
    row: Row
    label: str
    cells: Mapping[str, str | None]


@dataclass(frozen=True)
class FilledForm:
    """The rows of a filled-in national return of one standard."""

    standard: str
    rows: tuple[PrintedRow, ...]


@dataclass(frozen=True)
class RawTable:
    """One table as text: nothing judged yet, nothing guessed.

    `frame` has a column of text for each canonical column that was found (surrounding white space, non-breaking
    included, taken off; a blank cell is null) and `row` (`UInt32`): `String`, or `Categorical` where the column is of
    `coded_columns` and has few different texts. Rows that are wholly blank are left out, the
    numbers of the others keep counting them. `headings` gives the heading as sent for each canonical column,
    `ignored` the headings that are not used, `values` the mapping of cell texts by canonical column that
    `submission.toml` asked for (not yet applied). `rows` is the number of rows in `frame`. `header_row` is the row of
    the headings and `columns` the number of the column (A is 1) for each canonical column, as a spreadsheet shows them.
    `repaired` is the number of filled cells of a canonical column that had white space around them. `remarks` are what
    was concluded on the way: rows left out, a table read in another shape. `totals` are the
    rows below the data that are the total of all of it, which are left out, where the reader tells them.
    `watched` are columns that are not used and may say which rows count.
    `read_as` is the table whose columns the frame has, where that is another one. `left_out` are rows that were sent
    and that `submission.toml` leaves out on purpose; they are not in `frame`. `case_types` are the types of case that
    take part, all where there are none. `complete` says that no row means none. `edition` is that of published
    percentages. `filled` is the national return that the table was read from: its numbers stand in a column for each
    group, which `headings` and `columns` then have too.
    """

    name: str
    file: str
    sheet: str | None
    sha256: str
    frame: "pl.DataFrame"
    headings: Mapping[str, str]
    ignored: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    header_row: int = 1
    columns: Mapping[str, int] = field(default_factory=dict)
    repaired: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[FileFault, ...] = ()
    totals: "pl.DataFrame | None" = None
    read_as: str | None = None
    left_out: "pl.DataFrame | None" = None
    case_types: tuple[str, ...] = ()
    watched: Mapping[str, Watched] = field(default_factory=dict)
    complete: bool = False
    edition: SurveyEdition = SurveyEdition()
    filled: FilledForm | None = None

    @property
    def form(self) -> str:
        """The name of the table whose columns the frame has: a recruitment summary has those of `counts`."""
        return self.read_as or self.name

    @property
    def rows(self) -> int:
        """How many rows of data were sent, blank ones not counted."""
        parts = (self.frame,) if self.left_out is None else (self.frame, self.left_out)
        return sum(part.height if self.read_as is None else part.get_column(ROW).n_unique() for part in parts)

    def fault(
        self, code: str, message: str, *, column: str | None = None, row: int | None = None
    ) -> FileFault:
        """Build a fault of this table, or a remark; `message` need not name the file, the sheet or the column."""
        heading = None if column is None else self.headings.get(column)
        place = f'{self.file}, sheet "{self.sheet}"' if self.sheet else self.file
        text = f'{place}, "{heading}": {message}' if heading else f"{place}: {message}"
        return FileFault(code, text, self.name, self.file, self.sheet, row, heading)

    def with_remarks(self, *remarks: FileFault, **changes: Any) -> "RawTable":
        """Return the table with some of its fields changed, and remarks that say so."""
        return replace(self, **changes, remarks=(*self.remarks, *remarks))

    def texts(self, column: str) -> list[str]:
        """Return the different texts of a column; none of one that is not there."""
        if column not in self.frame.columns:
            return []
        return self.frame.get_column(column).unique(maintain_order=True).drop_nulls().to_list()

    def with_texts(self, column: str, read: Mapping[str, str], *remarks: FileFault) -> "RawTable":
        """Return the table with some texts of a column read as others, and remarks that say so."""
        cells = self.frame.get_column(column).replace(list(read), list(read.values()))
        return self.with_remarks(*remarks, frame=self.frame.with_columns(cells))


@dataclass(frozen=True)
class Submission:
    """All that was sent for one organisation and year.

    A table that was not sent is in neither `tables` nor `faults`; one that was sent and could not be read is in
    `faults` only. `shared` says that its files and settings are those of several organisations. `standards` are the
    codes of those that are reported on, `breakdowns` the further columns it may be divided by, with their headings.
    """

    path: Path
    reporting_year: int
    organisation: Organisation
    tables: Mapping[str, RawTable]
    faults: tuple[FileFault, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    population_served: PopulationServed | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)
    disclosure: DisclosureSettings = field(default_factory=DisclosureSettings)
    shared: bool = False
    standards: tuple[str, ...] = (WRES,)
    breakdowns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
