"""Reads lists of mandatory courses: attendances of these take no part."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

import polars as pl

from wres_calc.facts.normalise import plain
from wres_calc.intake import texts
from wres_calc.intake.columns import Row, known_headings
from wres_calc.intake.files.grids import whole_grids
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.model import RawTable
from wres_calc.intake.names import simplified


def with_mandatory(table: RawTable, listed: TableSource) -> RawTable:
    """Fill `mandatory` in from a list of mandatory courses, where the training table does not say it itself.

    Names are compared without regard to case, spaces and punctuation. A course that is not on the list is not
    mandatory; of a blank one it is not known. The names stand in the column of the list in which most are courses of
    the table; a column headed Mandatory beside them says which of them are.

    Raises:
        Refused: the list cannot be read, none of its names is a course, or it says yes and no without saying of what.
    """
    if "mandatory" in table.frame.columns or "course" not in table.frame.columns:
        return table
    courses = table.texts("course")
    on_list = _names(listed, {plain(text) for text in courses})
    mandatory = [text for text in courses if plain(text) in on_list]
    unmatched = len(on_list - {plain(text) for text in courses})
    message = (
        f"{len(mandatory)} of its {len(courses)} courses are on the list {listed.label} and take no part; "
        f"{unmatched} of the {len(on_list)} names on the list match no course."
    )
    said = pl.when(pl.col("course").is_in(mandatory)).then(pl.lit("yes")).otherwise(pl.lit("no"))
    return _with_mandatory(table, pl.when(pl.col("course").is_not_null()).then(said), message)


def _with_mandatory(table: RawTable, said: pl.Expr, message: str) -> RawTable:
    return table.with_remarks(
        table.fault("table-reshaped", message),
        frame=table.frame.with_columns(said.alias("mandatory")),
        headings={"mandatory": "mandatory", **table.headings},
    )


def states_mandatory(table: RawTable) -> bool:
    """Say whether a column tells which training is mandatory; a column without a filled cell does not."""
    if "mandatory" not in table.frame.columns:
        return False
    return not table.rows or table.frame.get_column("mandatory").null_count() < table.rows


def none_mandatory(table: RawTable) -> RawTable:
    """Fill `mandatory` with no where the training table does not tell it."""
    sent = [pl.col("mandatory")] if "mandatory" in table.frame.columns else []
    message = "training that does not say so is not mandatory, as submission.toml says."
    return _with_mandatory(table, pl.coalesce(*sent, pl.lit("no")), message)


def _names(listed: TableSource, courses: set[str]) -> set[str]:
    """Return the mandatory names of the list, made comparable; above them may be a heading or a title."""
    rows = [[row for row in grid.rows if any(row)] for grid in whole_grids(listed)]
    columns = [
        (column, beside) for beside in (list(zip_longest(*each)) for each in rows) for column in beside
    ]
    in_common = [len(courses & {plain(cell or "") for cell in column}) for column, _ in columns]
    if courses and not any(in_common):
        message = "none of the names on this list of mandatory courses is a course of the table."
        raise listed.refusal("mandatory-list-unclear", message)
    if not columns:
        return set()
    column, beside = columns[in_common.index(max(in_common))]
    names = [plain(cell or "") for cell in column]
    first = _first(names, courses)
    said = _said(listed, [each for each in beside if each is not column], first) or [True] * len(names)
    return {name for name, mandatory in zip(names[first:], said, strict=False) if name and mandatory}


def _first(names: Sequence[str], courses: set[str]) -> int:
    """Return where the names begin: below a heading that is known, else below a first cell that is not a course."""
    heading = next((i for i, name in enumerate(names) if _is_heading_of("course", name)), None)
    if heading is not None:
        return heading + 1
    filled = next((i for i, name in enumerate(names) if name), 0)
    return filled if names[filled] in courses else filled + 1


def _is_heading_of(column: str, cell: str | None) -> bool:
    return column in known_headings("training").get(simplified(cell or ""), ())


def _said(listed: TableSource, columns: Iterable[Row], first: int) -> list[bool | None]:
    """Return what the first column of yes and no says of each row from `first` on; nothing without such a column."""
    for column in columns:
        said = [texts.yes_no(cell or "") for cell in column[first:]]
        if False in said and None not in said:
            if not any(_is_heading_of("mandatory", cell) for cell in column[:first]):
                message = (
                    "a column of this list says yes and no; head it Mandatory if it says which courses are."
                )
                raise listed.refusal("mandatory-list-unclear", message)
            return said
    return []
