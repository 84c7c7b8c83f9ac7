"""Days whose writing depends on the file: month first, or counted from 1904. They become days that read one way."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import polars as pl

from wres_calc.intake import texts
from wres_calc.intake.model import RawTable
from wres_calc.intake.tables import days

_BETWEEN_SYSTEMS = dt.timedelta(1462)
"""What is counted from 1904 is so much less than what is counted from 1900."""


def in_order(table: RawTable, order: str | None) -> RawTable:
    """The table with its dates in numbers read day first or month first, as `dates` of its settings says."""
    if order is None:
        return table
    read = texts.date_day_first if order == "day_first" else texts.date_month_first
    return replace(table, frame=_with(table.name, table.frame, read))


def since_1900(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The canonical columns of a workbook that counts its days from 1904, where they came as numbers."""

    def read(text: str) -> dt.date | None:
        day = texts.date(text) if re.fullmatch(texts.SERIAL, text) else None
        return None if day is None else day + _BETWEEN_SYSTEMS

    return _with(table, frame, read)


def _with(table: str, frame: pl.DataFrame, read: Callable[[str], dt.date | None]) -> pl.DataFrame:
    """The frame with each text of a day that can be read as a day of ISO 8601."""
    for column in days(table):
        if column in frame.columns:
            sent = frame.get_column(column).drop_nulls().unique()
            found = {text: day.isoformat() for text in sent if (day := read(text)) is not None}
            frame = frame.with_columns(pl.col(column).replace(list(found), list(found.values())))
    return frame
