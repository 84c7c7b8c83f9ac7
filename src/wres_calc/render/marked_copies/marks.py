"""Which cells are marked, and how a marked cell looks."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from wres_calc.report.findings import SentTable
from wres_calc.report.report import IssueItem, Severity
from wres_calc.report.safe import safe
from wres_calc.report.words.labels import SEVERITY_NAMES

AUTHOR = "wres-calc"
MOST_COMMENTS = 5_000
"""Cells of a sheet that get a comment, a kilobyte and more of memory each; further ones are coloured."""

_FILLS = {
    severity: PatternFill("solid", fgColor=colour)
    for severity, colour in {
        Severity.ERROR: "FFFFC7CE",
        Severity.WARNING: "FFFFEB9C",
        Severity.NOTE: "FFDDEBF7",
    }.items()
}
_LONGEST_COMMENT = 1_500


class Place(NamedTuple):
    """A cell: its sheet, and its row and column from 1."""

    sheet: str
    row: int
    column: int


Mark = tuple[Place, Sequence[IssueItem]]


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


def marks(items: Sequence[IssueItem], tables: Mapping[str, SentTable]) -> Iterator[Mark]:
    """The cells that have issues, in order, each with its issues."""
    places = ((at, item, place_of(item, tables)) for at, item in enumerate(items))
    found = merge(*(_rows(at, item, place) for at, item, place in places if place is not None))
    for place, same in groupby(found, key=itemgetter(0)):
        yield place, [items[at] for _, at in same]


def _rows(at: int, item: IssueItem, place: Place) -> Iterator[tuple[Place, int]]:
    for row in chain((place.row,), item.further_rows):
        yield place._replace(row=row), at


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
