"""Mandatory courses on a list of their own: which attendances take no part."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from wres_calc.facts.normalise import plain
from wres_calc.intake import texts
from wres_calc.intake.columns import Row, known_headings
from wres_calc.intake.files.grids import whole_grids
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.model import FileFault, RawTable
from wres_calc.intake.names import simplified


def with_mandatory(table: RawTable, listed: TableSource) -> RawTable:
    """The training table with `mandatory` told from a list of mandatory courses, where it does not say so itself.

    Names are compared without regard to case, spaces and punctuation. A course that is not on the list is not
    mandatory; of a blank one it is not known. The names stand in the column of the list in which most are courses of
    the table; a column headed Mandatory beside them says which of them are.

    Raises:
        Refused: the list cannot be read, none of its names is a course, or it says yes and no without saying of what.
    """
    if "mandatory" in table.frame.columns or "course" not in table.frame.columns:
        return table
    courses = [text for text in table.frame.get_column("course").unique() if text is not None]
    on_list = _names(listed, {plain(text) for text in courses})
    mandatory = [text for text in courses if plain(text) in on_list]
    unmatched = len(on_list - {plain(text) for text in courses})
    message = (
        f"{table.file}: {len(mandatory)} of its {len(courses)} courses are on the list {listed.label} and take no "
        f"part; {unmatched} of the {len(on_list)} names on the list match no course."
    )
    remark = FileFault("table-reshaped", message, table.name, table.file, table.sheet)
    listed_one = pl.when(pl.col("course").is_in(mandatory)).then(pl.lit("yes")).otherwise(pl.lit("no"))
    told = pl.when(pl.col("course").is_not_null()).then(listed_one)
    return replace(
        table,
        frame=table.frame.with_columns(told.alias("mandatory")),
        headings={**table.headings, "mandatory": "mandatory"},
        remarks=(*table.remarks, remark),
    )


def tells_mandatory(table: RawTable) -> bool:
    """Say whether a column tells which training is mandatory; a column without a filled cell does not."""
    if "mandatory" not in table.frame.columns:
        return False
    return not table.rows or table.frame.get_column("mandatory").null_count() < table.rows


def none_mandatory(table: RawTable) -> RawTable:
    """Fill `mandatory` with no where the training table does not tell it."""
    sent = [pl.col("mandatory")] if "mandatory" in table.frame.columns else []
    filled = pl.coalesce(*sent, pl.lit("no")).alias("mandatory")
    message = f"{table.file}: training that does not say so is not mandatory, as submission.toml says."
    remark = FileFault("table-reshaped", message, table.name, table.file, table.sheet)
    return replace(
        table,
        frame=table.frame.with_columns(filled),
        headings={"mandatory": "mandatory", **table.headings},
        remarks=(*table.remarks, remark),
    )


def _names(listed: TableSource, courses: set[str]) -> set[str]:
    """The mandatory names of the list, made comparable; what stands above them is a heading or a title."""
    columns = [
        (grid.rows, i) for grid in whole_grids(listed) for i in range(max(map(len, grid.rows), default=0))
    ]
    found = [(len(courses & set(_column(rows, i))), rows, i) for rows, i in columns]
    hits, rows, at = max(found, key=lambda each: each[0], default=(0, (), 0))
    if courses and not hits:
        message = "none of the names on this list of mandatory courses is a course of the table."
        raise listed.refusal("mandatory-list-unclear", message)
    names = list(_column(rows, at))
    first = _first(names, courses)
    said = _said(listed, rows, at, first)
    return {name for name, yes in zip(names[first:], said, strict=True) if name and yes}


def _column(rows: Sequence[Row], i: int) -> Iterator[str]:
    return (plain(row[i] or "") if i < len(row) else "" for row in rows)


def _first(names: Sequence[str], courses: set[str]) -> int:
    """Where the names begin: below a heading that is known, else below a first cell that is no course."""
    for number, name in enumerate(names):
        if "course" in known_headings("training").get(simplified(name), {}):
            return number + 1
    filled = next((number for number, name in enumerate(names) if name), 0)
    return filled if not names or names[filled] in courses else filled + 1


def _said(listed: TableSource, rows: Sequence[Row], at: int, first: int) -> list[bool]:
    """Whether each name from `first` on is mandatory: where a column beside them says yes and no, as that says."""
    for i in range(max(map(len, rows))):
        cells = [texts.yes_no((row[i] if i < len(row) else None) or "") for row in rows[first:] if any(row)]
        if i == at or False not in cells or None in cells:
            continue
        above = (known_headings("training").get(simplified(cell), {}) for cell in _column(rows[:first], i))
        if not any("mandatory" in columns for columns in above):
            message = "a column of this list says yes and no; head it Mandatory if it says which courses are."
            raise listed.refusal("mandatory-list-unclear", message)
        return [texts.yes_no((row[i] if i < len(row) else None) or "") is True for row in rows[first:]]
    return [True] * len(rows[first:])
