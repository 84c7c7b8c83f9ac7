"""Takes the rows of one organisation out of files of several."""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from wres_calc.errors import ConfigurationError
from wres_calc.intake.model import ROW, FileFault, RawTable

COLUMN = "organisation_code"


def is_of(code: str, organisation: str) -> bool:
    """Whether a code is the organisation's: its own, or the five-character one of a site of a three-character trust."""
    code, own = code.upper(), organisation.upper()
    return code == own or (len(own) == 3 and len(code) == 5 and code.startswith(own))


def _trust_of(code: str) -> str | None:
    """Return the trust of which a code would be a site."""
    return code[:3] if is_of(code, code[:3]) and len(code) > 3 else None


FEWEST = 20
"""So many rows under a code, in some table, make it another organisation; fewer may be a slip of the pen."""


class Parts:
    """The rows of a table by their codes in upper case, `None` for those without a code; here all are held.

    `table` is the table, with those of its rows that are held.
    """

    def __init__(self, table: RawTable) -> None:
        self.table = table

    @cached_property
    def counts(self) -> Mapping[str | None, int]:
        """How many rows there are under each code; nothing of a table without codes."""
        counts: Counter[str | None] = Counter()
        if COLUMN in self.table.frame.columns:
            for code, rows in self.table.frame.group_by(COLUMN, maintain_order=True).len().iter_rows():
                counts[code and code.upper()] += rows
        return counts

    @cached_property
    def _by_code(self) -> Mapping[str | None, pl.DataFrame]:
        """Taken apart only where there are several: the parts are a copy of the table."""
        return by_code(self.table.frame)

    def rows(self) -> Container[int]:
        """Return the numbers of all rows."""
        return set(self.table.frame.get_column(ROW))

    def whole(self) -> RawTable:
        """Return the table with all rows."""
        return self.table

    def of(self, organisation: str, many: Collection[str]) -> Mapping[str | None, pl.DataFrame]:
        """Return the rows of the organisation, of all codes that are none of the `many`, and maybe more."""
        return self._by_code


def by_code(frame: pl.DataFrame) -> dict[str | None, pl.DataFrame]:
    """Return the rows by their codes in upper case."""
    upper = frame.with_columns(pl.col(COLUMN).str.to_uppercase().alias(_CODE))
    parts = upper.partition_by(_CODE, as_dict=True, include_key=False)
    return {str(key) if key is not None else None: part for (key,), part in parts.items()}


@dataclass(frozen=True)
class OwnTables:
    """What is of one organisation: its tables, and a note on each table of others that holds none of its rows."""

    tables: list[RawTable]
    notes: list[FileFault] = field(default_factory=list)


def of_one_organisation(
    tables: Iterable[Parts], organisation: str, complete: Collection[str] = ()
) -> OwnTables:
    """Take the rows of one organisation out of each table: `SeveralOrganisations` for one of them.

    Raises:
        ConfigurationError: the tables are of others, and not one row is of the organisation.
    """
    own = SeveralOrganisations(tables, complete).of(organisation)
    if own.notes and not own.tables:
        raise ConfigurationError(
            f"The files hold other organisations and no row of {organisation}.",
            f"Look whether {organisation} is the code that the column {COLUMN} has.",
        )
    return own


class SeveralOrganisations:
    """Tables of several organisations, taken apart once: the rows of each can then be had without looking at all.

    Where other organisations are in the files, a table without a row of one of them was not sent for it, unless it is
    one of the `complete` ones, in which no row means none. A table without the column, and a row without a code, could
    be of any of them: that is an error among the remarks. A row under a code that is not an organisation of its own
    stays with each one of them, for others to judge.
    """

    def __init__(self, tables: Iterable[Parts], complete: Collection[str] = ()) -> None:
        self._tables = list(tables)
        self._complete = complete
        self._most: dict[str, int] = {}
        for code, rows in (each for table in self._tables for each in table.counts.items()):
            if code is not None:
                self._most[code] = max(self._most.get(code, 0), rows)
        many = {code for code, rows in self._most.items() if rows >= FEWEST}
        self._many = {code for code in many if _trust_of(code) not in many}
        self._theirs = {code for code in self._most if {code, _trust_of(code)} & self._many}

    @property
    def codes(self) -> list[str]:
        """Return the organisations that the tables hold, in order; one of few rows where it is the only one.

        A site of a trust that is there is not an organisation of its own: its people are the trust's.
        """
        return sorted(self._many or {code for code in self._most if _trust_of(code) not in self._most})

    def of(self, organisation: str) -> OwnTables:
        """Return the rows of one organisation in each table, with a remark on how many others were left out."""
        others = {code for code in self._theirs if not is_of(code, organisation)}
        if not others:
            return OwnTables([table.whole() for table in self._tables])
        own = OwnTables([])
        for sent in self._tables:
            name = sent.table.name
            if COLUMN not in sent.table.headings:
                own.tables.append(_without_column(sent.table))
            elif name in self._complete or any(n for code, n in sent.counts.items() if code not in others):
                own.tables.append(_own(sent, sent.of(organisation, self._theirs), organisation, others))
            else:
                message = (
                    f"no row is of {organisation}, so this table counts as not sent for it. If no row means none, "
                    f"write complete = true under [tables.{name}] in submission.toml."
                )
                own.notes.append(sent.table.fault("no-rows-of-organisation", message, column=COLUMN))
        return own


def _own(
    table: Parts, rows: Mapping[str | None, pl.DataFrame], organisation: str, others: Collection[str]
) -> RawTable:
    sent = table.table
    own = [part for code, part in rows.items() if code not in others]
    frame = pl.concat(own).sort(ROW) if own else sent.frame.clear()
    said = []
    if left_out := sum(table.counts.values()) - frame.height:
        message = f"{left_out:,} rows of other organisations are left out; those of {organisation} are read."
        said.append(sent.fault("other-organisations-left-out", message, column=COLUMN))
    if (blank := rows.get(None)) is not None:
        numbers = tuple(blank.get_column(ROW))
        message = f"{len(numbers):,} rows have no organisation code, the first of them row {numbers[0]}."
        remark = sent.fault("blank-cell", message, column=COLUMN, row=numbers[0])
        said.append(replace(remark, rows=numbers))
    return sent.with_remarks(*said, frame=frame, totals=None)


_CODE = "code in upper case"


def _without_column(table: RawTable) -> RawTable:
    if table.remarks and table.remarks[-1].code == "table-reshaped":  # its own row was looked for
        return table
    message = (
        f"other tables hold several organisations; without a column {COLUMN} this one could be anybody's."
    )
    return table.with_remarks(table.fault("column-missing", message))
