"""The Issues sheets: what is wrong, and the rows where it is."""

from collections.abc import Sequence

from wres_calc.render.excel.book import Book
from wres_calc.render.excel.cells import Cell, count_cell, plain_number
from wres_calc.render.excel.layout import Column
from wres_calc.report.report import IssueGroup, IssueItem, Report
from wres_calc.report.words import SEVERITY_NAMES, issue_place, plural

ITEMS_MOST = 5_000
"""How many rows with issues the workbook lists; the JSON report has them all."""

_WHERE = (Column("Table", 16), Column("File", 30), Column("Sheet", 18), Column("Column", 24))
_WHAT = (Column("Severity", 12), Column("Code", 30))


def issue_sheets(book: Book, report: Report) -> None:
    """Add the sheet of the kinds of issue, and where there are any items that of the rows."""
    groups, items = report.issues.groups, report.issues.items
    _groups(book, groups)
    if items:
        _items(book, items)


def _groups(book: Book, groups: Sequence[IssueGroup]) -> None:
    sheet = book.sheet("Issues", "Issues in the data" if groups else "Issues in the data: none found")
    if not groups:
        return
    values = any(group.values for group in groups)
    accepted = any(group.reason is not None for group in groups)
    columns = [Column("Severity", 12), Column("Issue", 30), Column("Where", 30)]
    columns += [Column("Count", 11, figures=True), Column("First rows", 16), Column("What is wrong", 40)]
    columns += [Column("Values", 26)] if values else []
    columns += [Column("What to do", 36)]
    columns += [Column("Accepted because", 26)] if accepted else []
    sheet.table("Issues", columns, [_group(group, values, accepted) for group in groups])


def _group(group: IssueGroup, values: bool, accepted: bool) -> list[Cell]:
    sent = ", ".join(f"'{faulty.value}' x{faulty.times:,}" for faulty in group.values)
    return [
        SEVERITY_NAMES[group.severity],
        f"{group.title} ({group.code})",
        issue_place(group) or None,
        count_cell(group.count),
        ", ".join(str(row) for row in group.rows) or None,
        group.message,
        *([sent or None] if values else []),
        group.advice,
        *([group.reason] if accepted else []),
    ]


def _items(book: Book, items: Sequence[IssueItem]) -> None:
    listed = items[:ITEMS_MOST]
    more = len(items) - len(listed)
    note = (
        [f"The first {ITEMS_MOST:,} of {len(items):,}; {plural(more, 'more row')} in the JSON report."]
        if more
        else []
    )
    sheet = book.sheet("Issue rows", "Issues row by row", *note)
    values = any(item.value is not None for item in listed)
    columns = [*_WHAT, *_WHERE, Column("Row", 10, figures=True), Column("Rows meant", 13, figures=True)]
    columns += [
        *([Column("Value", 30)] if values else []),
        Column("What is wrong", 60),
        Column("What to do", 50),
    ]
    sheet.table("Issue_rows", columns, [_item(item, values) for item in listed])


def _item(item: IssueItem, values: bool) -> list[Cell]:
    return [
        *(SEVERITY_NAMES[item.severity], item.code),
        *(item.table, item.file, item.sheet, item.column),
        plain_number(item.row),
        count_cell(item.count),
        *([item.value] if values else []),
        item.message,
        item.advice,
    ]
