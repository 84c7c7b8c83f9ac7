"""Mandatory courses on a list of their own: which attendances take no part."""

import csv
import io
from collections.abc import Collection
from dataclasses import replace

import polars as pl

from wres_calc.reference.normalise import plain
from wres_calc.submission.model import FileFault, RawTable
from wres_calc.submission.source import WORKBOOKS, TableSource


def course_names(listed: TableSource) -> list[str]:
    """The names in the first filled column of a list, below its heading; raises as reading a table does."""
    if listed.path.suffix.casefold() in WORKBOOKS:
        from wres_calc.submission.read_excel import every_sheet

        rows = [row for _, sheet in every_sheet(listed) for row in sheet]
    else:
        text = listed.path.read_bytes().decode("utf-8-sig", "replace")
        rows = [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))]
    first = [next((cell.strip() for cell in row if cell and cell.strip()), "") for row in rows]
    return [name for name in first if name][1:]


def with_mandatory(table: RawTable, names: Collection[str], listed: str) -> RawTable:
    """The training table with `mandatory` told from the names of mandatory courses, where it does not say so itself.

    Names are compared without regard to case, spaces and punctuation. A course that is not on the list is not
    mandatory.
    """
    if "mandatory" in table.frame.columns or "course" not in table.frame.columns:
        return table
    on_list = {plain(name) for name in names}
    courses = [text for text in table.frame.get_column("course").unique() if text is not None]
    mandatory = [text for text in courses if plain(text) in on_list]
    unmatched = len(on_list - {plain(text) for text in courses})
    message = (
        f"{table.file}: {len(mandatory)} of its {len(courses)} courses are on the list {listed} and take no part; "
        f"{unmatched} of the {len(on_list)} names on the list match no course."
    )
    remark = FileFault("table-reshaped", message, table.name, table.file, table.sheet)
    told = pl.when(pl.col("course").is_in(mandatory)).then(pl.lit("yes")).otherwise(pl.lit("no"))
    return replace(
        table,
        frame=table.frame.with_columns(told.alias("mandatory")),
        headings={**table.headings, "mandatory": "mandatory"},
        remarks=(*table.remarks, remark),
    )
