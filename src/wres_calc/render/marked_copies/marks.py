"""Which cells are marked, and how a marked cell looks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from wres_calc.report.findings import SentTable
from wres_calc.report.report import IssueItem, Severity
from wres_calc.report.safe import safe
from wres_calc.report.words.labels import SEVERITY_NAMES

AUTHOR = "wres-calc"
MOST_COMMENTS = 20_000
"""Cells of a sheet that get a comment; further ones are coloured."""

_FILLS = {
    severity: PatternFill("solid", fgColor=colour)
    for severity, colour in {
        Severity.ERROR: "FFFFC7CE",
        Severity.WARNING: "FFFFEB9C",
        Severity.NOTE: "FFDDEBF7",
    }.items()
}
_LONGEST_COMMENT = 1_500


@dataclass(frozen=True, order=True)
class Place:
    """A cell: its sheet, and its row and column from 1."""

    sheet: str
    row: int
    column: int


def sheet_of(table: SentTable) -> str:
    """The sheet on which a table stands in its marked copy: a file without sheets becomes one named after it."""
    return table.sheet or table.table


def place_of(item: IssueItem, tables: Mapping[str, SentTable]) -> Place | None:
    """The cell of an issue; the heading's where the fault is in no row, the row's first where it is in no column."""
    table = tables[item.table or ""]
    column = table.columns.get(item.column or "")
    if item.row is None:
        return Place(sheet_of(table), table.header_row, column) if column else None
    return Place(sheet_of(table), item.row, column or min(table.columns.values(), default=1))


def marks(items: Iterable[IssueItem], tables: Mapping[str, SentTable]) -> dict[Place, list[IssueItem]]:
    """The issues of each cell that has any."""
    found: dict[Place, list[IssueItem]] = {}
    for item in items:
        if (place := place_of(item, tables)) is not None:
            for row in (place.row, *item.further_rows):
                found.setdefault(Place(place.sheet, row, place.column), []).append(item)
    return found


def mark(cell: Any, items: Sequence[IssueItem], commented: bool) -> None:
    """Colour a cell after the worst of its issues and say them in its comment, after what stood there."""
    cell.fill = _FILLS[min((item.severity for item in items), key=list(Severity).index)]
    if commented:
        before = [cell.comment.text] if cell.comment is not None else []
        text = "\n\n".join([*before, *(_said(item) for item in items)])
        cell.comment = Comment(text[:_LONGEST_COMMENT], AUTHOR, height=130, width=320)


def _said(item: IssueItem) -> str:
    title = item.title
    return safe(f"{SEVERITY_NAMES[item.severity]}: {title}.") + f"\n{safe(item.message)}\n{safe(item.advice)}"
