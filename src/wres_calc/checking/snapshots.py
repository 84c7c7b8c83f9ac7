"""Several snapshots in one file: which of them is that of the snapshot date."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from wres_calc.checking.issue import Issue
from wres_calc.checking.look import Look
from wres_calc.intake.days import Month, month

COLUMN = "snapshot"
_LATE = 3
"""So many months after the snapshot a file may still be of it: the month in which it was exported."""


@dataclass(frozen=True)
class _Snapshots:
    """The texts of the rows that count, `None` where all do; and what is said of the column."""

    texts: Collection[str] | None = None
    code: str = ""
    message: str = ""


def of_snapshot(frame: pl.DataFrame, day: dt.date) -> pl.Expr | None:
    """Whether a row is of the snapshot on `day`; `None` where every row counts."""
    texts = _read(frame, day).texts if COLUMN in frame.columns else None
    return None if texts is None else pl.col(COLUMN).is_in(list(texts))


def check(look: Look, day: dt.date) -> list[Issue]:
    """An error where several snapshots are in the file and it cannot be told which one counts."""
    found = _read(look.frame, day) if look.has(COLUMN) else _Snapshots()
    return [look.issue(found.code, found.message, column=COLUMN)] if found.code else []


def _read(frame: pl.DataFrame, day: dt.date) -> _Snapshots:
    """Tell the snapshot from the distinct texts of the column: the day itself, else the month of it."""
    column = frame.get_column(COLUMN)
    texts = {text: month(text) for text in column.unique().drop_nulls().sort()}
    if len(texts) < 2 and not (texts and column.null_count()):
        return _one(next(iter(texts.values()), None), day)
    known = {found for found in texts.values() if found is not None}
    if len(known) == 1 and None not in texts.values() and not column.null_count():
        return _one(known.pop(), day)
    if None in texts.values() or column.null_count():
        return _unclear("some of its cells name no month of a year", day)
    of_month = {found for found in known if (found.year, found.month) == (day.year, day.month)}
    if not of_month:
        return _unclear(f"none of them is {day:%B %Y}", day)
    exact = {found for found in of_month if found.day == day} or of_month
    if len(exact) > 1:
        return _unclear(f"{len(exact)} of them are of {day:%B %Y}", day)
    return _Snapshots([text for text, found in texts.items() if found in exact])


def _unclear(why: str, day: dt.date) -> _Snapshots:
    message = f"The rows are of several snapshots, and {why}: it cannot be told which rows are those of {day:%d/%m/%Y}."
    return _Snapshots(code="snapshot-unclear", message=message)


def _one(found: Month | None, day: dt.date) -> _Snapshots:
    """Say that all rows are of another month; they count. An export may be some months late."""
    if found is None:
        return _Snapshots()
    months = (found.year - day.year) * 12 + found.month - day.month
    if 0 <= months <= _LATE:
        return _Snapshots()
    message = f"Every row is of {dt.date(found.year, found.month, 1):%B %Y}, the snapshot is of {day:%B %Y}."
    return _Snapshots(code="snapshot-of-another-month", message=message)
