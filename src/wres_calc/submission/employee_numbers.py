"""Employee numbers that are text in one table and numbers in another: the same but for leading zeros."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from wres_calc.submission.model import FileFault, RawTable
from wres_calc.submission.tables import kind

_COLUMN = "employee_number"


def alike(tables: Mapping[str, RawTable]) -> dict[str, RawTable]:
    """The tables with the employee numbers of events written as in the workforce table.

    Only where a table as a whole lost its leading zeros: none of its numbers begins with one, and those of the other
    table are digits of one length. Then no two of them can be the same number, and a remark says so.
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
    padded, bare = (held, sent) if _has_zeros(held) else (sent, held)
    if not _has_zeros(padded) or _has_zeros(bare) or not _is_of_one_length(padded):
        return table
    by_number = {text.lstrip("0"): text for text in held.unique()}
    texts = [text for text in sent.unique() if by_number.get(text.lstrip("0"), text) != text]
    if not texts:
        return table
    written = pl.col(_COLUMN).replace(texts, [by_number[text.lstrip("0")] for text in texts])
    message = (
        f"{table.file}: {len(texts):,} employee numbers are those of {workforce.file} but for leading zeros, "
        "which one of the two tables lost throughout; they are read as the same."
    )
    remark = FileFault(
        "leading-zeros-matched",
        message,
        table.name,
        table.file,
        table.sheet,
        None,
        table.headings.get(_COLUMN),
    )
    return replace(table, frame=table.frame.with_columns(written), remarks=(*table.remarks, remark))


def _has_zeros(numbers: pl.Series) -> bool:
    return bool(numbers.str.starts_with("0").any())


def _is_of_one_length(numbers: pl.Series) -> bool:
    digits = bool(numbers.str.contains(r"^[0-9]+$").all())
    return digits and numbers.str.len_chars().n_unique() == 1
