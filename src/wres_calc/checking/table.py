"""One table with its cells read: builds the issues of its rows, and gives faulty cells as they were sent."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.intake.model import ROW, RawTable


@dataclass(frozen=True)
class CheckedTable:
    """A table as it was sent, and its `frame`: each cell read (null where refused), and what counting needs."""

    raw: RawTable
    frame: pl.DataFrame

    def has(self, *columns: str) -> bool:
        """Whether all of these columns are there."""
        return all(column in self.frame.columns for column in columns)

    def sent_blank(self, column: str) -> pl.Expr:
        """Whether the cell was blank as it was sent: what is refused is null in `frame`, and an error of its own."""
        rows = self.raw.frame.select(pl.col(ROW).filter(pl.col(column).is_null())).get_column(ROW)
        return pl.col(ROW).is_in(rows.implode())

    def issue(
        self, code: str, message: str, column: str | None = None, rows: pl.Series | None = None
    ) -> Issue:
        """An issue at rows, or of the table as a whole."""
        return issue_in(self.raw, code, message, column, rows)

    def at(self, rows: pl.DataFrame, code: str, message: str, column: str | None = None) -> list[Issue]:
        """An issue at the rows of a frame, if it has any."""
        return [self.issue(code, message, column, rows.get_column(ROW))] if rows.height else []

    def where(self, rows: pl.Expr, code: str, message: str, column: str | None = None) -> list[Issue]:
        """An issue at the rows for which an expression is true, if there are any."""
        return self.at(self.frame.select(pl.col(ROW).filter(rows)), code, message, column)


def issue_in(
    raw: RawTable, code: str, message: str, column: str | None = None, rows: pl.Series | None = None
) -> Issue:
    """An issue of a table; `column` is a canonical column, or a heading that is not used.

    Four bytes a row: all rows of England may have it.
    """
    heading = None if column is None else raw.headings.get(column, column)
    numbers = () if rows is None else array("I", rows.sort())
    return Issue(code, message, raw.name, raw.file, raw.sheet, heading, numbers)


def sent_texts(issue: Issue, rows: Sequence[int], tables: Mapping[str, RawTable]) -> Mapping[int, str]:
    """The text of an issue's cells in these rows, but for blank cells and tables that were not read."""
    if issue.value is not None:
        return dict.fromkeys(rows, issue.value)
    raw = tables.get(issue.table or "")
    if raw is None or not rows:
        return {}
    column = next((column for column, sent in raw.headings.items() if sent == issue.column), None)
    if column not in raw.frame.columns:
        return {}
    cells = raw.frame.select(ROW, column).filter(pl.col(ROW).is_in(rows)).drop_nulls()
    return dict(cells.iter_rows())
