"""Refuses to leave out rows that are not there: what `submission.toml` says is then about another file."""

from collections.abc import Container, Sequence

from wres_calc.errors import ConfigurationError
from wres_calc.intake.config import Exclusion
from wres_calc.intake.model import ROW, RawTable
from wres_calc.intake.organisations import Parts


def refuse_rows_not_there(excluded: Sequence[Exclusion], found: Sequence[RawTable | Parts]) -> None:
    """Look for the rows of each exclusion in the tables as they were read, those of all organisations.

    Raises:
        ConfigurationError: a table has none of these numbers.
    """
    # Sets of all numbers are large, and seldom needed.
    tables = {
        raw.name: (raw, rows)
        for raw, rows in map(_rows, found if any(each.rows for each in excluded) else ())
    }
    for each in excluded:
        if each.rows and each.table in tables:
            raw, rows = tables[each.table]
            if missing := [str(row) for row in each.rows if row not in rows]:
                raise ConfigurationError(
                    f"submission.toml leaves out of {raw.file} what is not a row of data: "
                    f"row{'s' if len(missing) > 1 else ''} {', '.join(missing)}.",
                    "Rows are counted as a spreadsheet shows them, the heading row and blank ones too.",
                )


def _rows(table: RawTable | Parts) -> tuple[RawTable, Container[int]]:
    if isinstance(table, RawTable):
        return table, set(table.frame.get_column(ROW))
    return table.table, table.rows()
