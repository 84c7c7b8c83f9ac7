"""The workbook of issues, which stays with the data: every faulty cell with its value, and what to do about it."""

import datetime as dt
from collections.abc import Sequence

from wres_calc import __version__
from wres_calc.render.excel.book import Book, Cover
from wres_calc.render.excel.cells import Cell, Column, count_cell, plain_number
from wres_calc.report.findings import Findings, SubmissionFindings
from wres_calc.report.report import IssueGroup, IssueItem, Tool
from wres_calc.report.words.labels import SEVERITY_NAMES
from wres_calc.report.words.numbers import plural

MOST = 200_000
"""Issues listed one by one; the sheet By issue counts them all."""

MOST_VALUES = 20
"""Offending values of a kind of issue listed on the sheet By issue."""

_NO_YEAR = dt.date(2000, 3, 31)
_Found = tuple[SubmissionFindings, IssueItem]


def issues_workbook(findings: Findings) -> bytes:
    """Return the workbook: sheets Summary, By issue, All issues. The same findings give the same bytes."""
    book = Book(_cover(findings))
    _summary(book, findings)
    _by_issue(book, findings)
    _all_issues(book, [(each, item) for each in findings.submissions for item in each.issues.items])
    return book.encoded()


def _cover(findings: Findings) -> Cover:
    years = [each.reporting_year for each in findings.submissions if each.reporting_year]
    names = ", ".join(dict.fromkeys(_who(each) for each in findings.submissions))
    return Cover(
        title="Issues in the data",
        subject=f"Issues of {plural(len(findings.submissions), 'submission')}",
        comments="",
        tool=Tool(version=__version__),
        company="",
        date=dt.date(max(years), 3, 31) if years else _NO_YEAR,
        left=names,
        right="Issues in the data",
        about="Made from the data as sent; values of cells may be personal data: keep this file with them.",
    )


def _who(submission: SubmissionFindings) -> str:
    """The organisation and year, else the path."""
    if submission.organisation is None:
        return submission.path
    return f"{submission.organisation.code} {submission.reporting_year}"


def _summary(book: Book, findings: Findings) -> None:
    sheet = book.sheet("Summary", "Issues in the data", one_page=True)
    columns = [Column("Submission", 18), Column("Organisation", 40), Column("Path", 60)]
    columns += [Column(name, 14, figures=True) for name in ("Errors", "Warnings", "Notes")]
    rows: list[list[Cell]] = [
        [
            _who(each),
            each.organisation.name if each.organisation else None,
            each.path,
            *(count_cell(number) for number in (each.issues.error, each.issues.warning, each.issues.note)),
        ]
        for each in findings.submissions
    ]
    sheet.rows("Summary", columns, rows)


def _by_issue(book: Book, findings: Findings) -> None:
    groups = [(each, group) for each in findings.submissions for group in each.issues.groups]
    sheet = book.sheet("By issue", "Issues by kind" if groups else "Issues by kind: none found")
    if not groups:
        return
    columns = [Column("Submission", 18), Column("Severity", 12), Column("Issue", 34), Column("Table", 16)]
    columns += [
        Column("File", 26),
        Column("Sheet", 18),
        Column("Column", 24),
        Column("Count", 11, figures=True),
    ]
    columns += [Column("First rows", 18), Column("What is wrong", 44), Column("Values", 36)]
    columns += [Column("What to do", 44), Column("Accepted because", 28)]
    sheet.rows("By_issue", columns, [_group(each, group) for each, group in groups])


def _group(submission: SubmissionFindings, group: IssueGroup) -> list[Cell]:
    return [
        _who(submission),
        SEVERITY_NAMES[group.severity],
        f"{group.title} ({group.code})",
        *(group.table, group.file, group.sheet, group.column),
        count_cell(group.count),
        ", ".join(str(row) for row in group.rows) or None,
        group.message,
        _values(group) or None,
        group.advice,
        group.reason,
    ]


def _values(group: IssueGroup) -> str:
    shown = ", ".join(f"'{faulty.value}' x{faulty.times:,}" for faulty in group.values[:MOST_VALUES])
    more = len(group.values) - MOST_VALUES
    return f"{shown} and {more:,} more" if more > 0 else shown


def _all_issues(book: Book, found: Sequence[_Found]) -> None:
    listed = found[:MOST]
    rows = sum(item.count or 1 for _, item in found)
    more = rows - sum(1 for _, item in listed)
    note = (
        [f"{plural(more, 'more row')} counted on the sheet By issue; marked copies show each."]
        if more
        else []
    )
    sheet = book.sheet("All issues", "All issues" if found else "All issues: none found", *note)
    if not found:
        return
    columns = [Column("Submission", 18), Column("Severity", 12), Column("Issue", 34), Column("Table", 16)]
    columns += [
        Column("File", 26),
        Column("Sheet", 18),
        Column("Row", 10, figures=True),
        Column("Column", 24),
    ]
    columns += [Column("Value", 30), Column("What is wrong", 60), Column("What to do", 60)]
    sheet.rows("All_issues", columns, [_item(*each) for each in listed])


def _item(submission: SubmissionFindings, item: IssueItem) -> list[Cell]:
    return [
        _who(submission),
        SEVERITY_NAMES[item.severity],
        f"{item.title} ({item.code})",
        *(item.table, item.file, item.sheet),
        plain_number(item.row),
        *(item.column, item.value, item.message, item.advice),
    ]
