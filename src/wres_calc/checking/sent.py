"""Faulty cells as they were sent, for the outputs that may show them."""

from collections.abc import Mapping

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.intake.model import ROW, RawTable


def sent_texts(issue: Issue, tables: Mapping[str, RawTable]) -> Mapping[int, str]:
    """The text of each of an issue's cells, by row.

    There is none for a blank cell, for a fault that is not at a row and a column, and where the table was not read.
    """
    if issue.value is not None:
        return dict.fromkeys(issue.rows, issue.value)
    raw = tables.get(issue.table or "")
    column = _canonical(raw, issue.column)
    if raw is None or column not in raw.frame.columns or not issue.rows:
        return {}
    cells = raw.frame.select(ROW, column).filter(pl.col(ROW).is_in(issue.rows)).drop_nulls()
    return dict(cells.iter_rows())


def _canonical(raw: RawTable | None, heading: str | None) -> str | None:
    """The column of the frame for a heading as sent."""
    headings = raw.headings.items() if raw is not None else ()
    return next((column for column, sent in headings if sent == heading), None)
