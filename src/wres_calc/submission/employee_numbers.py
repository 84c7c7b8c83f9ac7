"""Employee numbers that are text in one table and numbers in another: the same but for leading zeros and decimals."""

import re
from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from wres_calc.submission.model import FileFault, RawTable
from wres_calc.submission.tables import kind

_COLUMN = "employee_number"


def alike(tables: Mapping[str, RawTable]) -> dict[str, RawTable]:
    """The tables with the employee numbers of events written as in the workforce table.

    Only where it is so of a table as a whole: its numbers lost their leading zeros (none begins with one, and those of
    the other table are digits of one length) or are written as 123.0. A remark says so.
    """
    workforce = tables.get("workforce")
    if workforce is None or _COLUMN not in workforce.frame.columns:
        return dict(tables)
    events = (name for name in tables if kind(name) in ("disciplinary", "training"))
    return {**tables, **{name: _written_as_in(workforce, tables[name]) for name in events}}


def _written_as_in(workforce: RawTable, table: RawTable) -> RawTable:
    if _COLUMN not in table.frame.columns:
        return table
    held, sent = (each.frame.get_column(_COLUMN).drop_nulls() for each in (workforce, table))
    if not _differ(held, sent):
        return table
    held, sent = held.unique(), sent.unique()
    by_number = {_number(text): text for text in held}
    if len(by_number) < len(held) or len({_number(text) for text in sent}) < len(sent):
        return table  # some would become the same who are not
    texts = [text for text in sent if by_number.get(_number(text), text) != text]
    if not texts:
        return table
    written = pl.col(_COLUMN).replace(texts, [by_number[_number(text)] for text in texts])
    message = (
        f"{table.file}: {len(texts):,} employee numbers are those of {workforce.file} but for leading zeros or "
        "decimals, which one of the two tables lost or has throughout; they are read as the same."
    )
    heading = table.headings.get(_COLUMN)
    remark = FileFault("employee-numbers-alike", message, table.name, table.file, table.sheet, None, heading)
    return replace(table, frame=table.frame.with_columns(written), remarks=(*table.remarks, remark))


def _number(text: str) -> str:
    return re.sub(r"[.]0+$", "", text).lstrip("0")


def _differ(held: pl.Series, sent: pl.Series) -> bool:
    """Whether one of the two, and only it, lost its zeros throughout, or has decimals throughout."""
    padded, bare = (held, sent) if _has_zeros(held) else (sent, held)
    if _has_zeros(padded):
        return not _has_zeros(bare) and _is_of_one_length(padded)
    return _has_decimals(held) != _has_decimals(sent)


def _has_decimals(numbers: pl.Series) -> bool:
    decimal = numbers.str.ends_with(".0")
    return len(numbers) > 0 and bool(decimal.all())


def _has_zeros(numbers: pl.Series) -> bool:
    return bool(numbers.str.starts_with("0").any())


def _is_of_one_length(numbers: pl.Series) -> bool:
    digits = bool(numbers.str.contains(r"^[0-9]+$").all())
    return digits and numbers.str.len_chars().n_unique() == 1
