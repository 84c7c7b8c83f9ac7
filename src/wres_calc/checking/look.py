"""One table under examination, and the issues found in it."""

from collections.abc import Callable

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.intake.model import ROW, RawTable


class Look:
    """One table under examination: builds issues that say where they are."""

    def __init__(self, raw: RawTable, frame: pl.DataFrame) -> None:
        self.raw = raw
        self.frame = frame

    def has(self, *columns: str) -> bool:
        """Whether all of these columns were sent."""
        return all(column in self.frame.columns for column in columns)

    def issue(
        self, code: str, message: str, rows: pl.DataFrame | None = None, column: str | None = None
    ) -> Issue:
        """An issue at the rows of a frame, or of the table as a whole."""
        where = () if rows is None else tuple(rows.get_column(ROW))
        heading = None if column is None else self.raw.headings.get(column, column)
        return Issue(code, message, self.raw.name, self.raw.file, self.raw.sheet, heading, where)

    def at(self, rows: pl.DataFrame, code: str, message: str, column: str | None = None) -> list[Issue]:
        """An issue at the rows of a frame; none where it has none."""
        return [self.issue(code, message, rows, column)] if rows.height else []

    def where(self, rows: pl.Expr, code: str, message: str, column: str | None = None) -> list[Issue]:
        """An issue at the rows an expression is true for; none where it is true for none."""
        return self.marked(self.frame, self.frame.select(rows).to_series(), code, message, column)

    def marked(
        self, rows: pl.DataFrame, marks: pl.Series, code: str, message: str, column: str | None = None
    ) -> list[Issue]:
        """An issue at those of the rows that are marked; none where none is, as of most kinds."""
        return self.at(rows.filter(marks), code, message, column) if marks.any() else []

    def texts(self, column: str, wanted: Callable[[str], bool]) -> list[str]:
        """The distinct texts of a column that are `wanted`."""
        return [text for text in self.frame.get_column(column).unique() if text is not None and wanted(text)]
