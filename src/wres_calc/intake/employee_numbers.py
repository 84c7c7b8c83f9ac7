"""Employee numbers that are written in several ways: the same but for case, decimals and lost leading zeros."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from wres_calc.intake.model import FileFault, RawTable

COLUMN = "employee_number"
FORM = pl.col(COLUMN).str.to_lowercase().str.replace(r"[.]0+$", "")
"""An employee number without regard to case and to the decimals of a number cell."""
KEY = FORM.str.strip_chars_start("0")
"""An employee number without its leading zeros too: what has the same one may be the same number."""


def alike(tables: Mapping[str, RawTable]) -> dict[str, RawTable]:
    """Write each employee number in one way: as in the workforce table, where one number alone is like it there.

    A number that is not in the workforce is written in one way within its own table, a bare one with the zeros of the
    only other way. What is like several numbers stays as it is, for others to judge. A remark says so.
    """
    numbered = {name: _ways(table) for name, table in tables.items() if COLUMN in table.frame.columns}
    held = numbered.get("workforce")
    known = None if held is None else _one_form(held)
    written = {}
    for name, own in numbered.items():
        strangers = own if held is None or name == "workforce" else own.join(held, on="key", how="anti")
        chosen = [_one_form(strangers)]
        if name != "workforce":
            chosen += [_padded(strangers), *([] if known is None else [known])]
        written[name] = _rewritten(tables[name], own, pl.concat(chosen))
    return {**tables, **written}


def _ways(table: RawTable) -> pl.DataFrame:
    """List each `text` of the column once, with its `form` and `key`, in the order of the rows."""
    texts = table.frame.select(COLUMN).drop_nulls().unique(maintain_order=True)
    return texts.select(pl.col(COLUMN).alias("text"), FORM.alias("form"), KEY.alias("key"))


def _one_form(ways: pl.DataFrame) -> pl.DataFrame:
    """Choose the first text of each `key` that has one form."""
    alone = ways.filter(pl.col("form").n_unique().over("key") == 1)
    return alone.group_by("key").agg(pl.col("text").first())


def _padded(ways: pl.DataFrame) -> pl.DataFrame:
    """Choose the first text with zeros of each `key` that has two forms, a bare one and one with zeros."""
    zeros = pl.col("form").str.starts_with("0")
    both = ways.filter(pl.col("form").n_unique().over("key") == 2, (~zeros).any().over("key"))
    return both.filter(zeros).group_by("key").agg(pl.col("text").first())


def _rewritten(table: RawTable, own: pl.DataFrame, chosen: pl.DataFrame) -> RawTable:
    changed = own.join(chosen, on="key", suffix="_chosen").filter(pl.col("text") != pl.col("text_chosen"))
    if not changed.height:
        return table
    written = pl.col(COLUMN).replace(changed.get_column("text"), changed.get_column("text_chosen"))
    message = (
        f"{table.file}: {changed.height:,} employee numbers are also written with other leading zeros, decimals or "
        "capital letters; they are read as the same."
    )
    heading = table.headings.get(COLUMN)
    remark = FileFault("employee-numbers-alike", message, table.name, table.file, table.sheet, None, heading)
    return replace(table, frame=table.frame.with_columns(written), remarks=(*table.remarks, remark))
