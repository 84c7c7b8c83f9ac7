"""Which rows of a dated history are in force on a day."""

import datetime as dt
from collections.abc import Collection

import polars as pl

_OPEN_BEFORE = dt.date(1901, 1, 1)
_DATES = {"effective_from", "effective_to"}


def in_force(columns: Collection[str], day: dt.date) -> pl.Expr | None:
    """Whether a row of the workforce is in force on a day; `None` where the table is not dated.

    A blank date, and an end in 1900, is open. Where rows do not say when they end, one ends when the next one of the
    same assignment begins; without assignment numbers, when the person's next primary, or other, assignment does.
    """
    if not _DATES & set(columns):
        return None
    if "effective_from" not in columns:
        return _not_ended(day)
    begun = (pl.col("effective_from") <= day).fill_null(True)
    if "effective_to" in columns:
        return begun & _not_ended(day)
    same = next((name for name in ("assignment_number", "primary_assignment") if name in columns), None)
    if same is None:
        return begun
    since = pl.when(begun).then("effective_from")
    latest = since.max().over("employee_number", same)
    return begun & (since == latest).fill_null(True)


def _not_ended(day: dt.date) -> pl.Expr:
    end = pl.col("effective_to")
    return ((end >= day) | (end < _OPEN_BEFORE)).fill_null(True)
