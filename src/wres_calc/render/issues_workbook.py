"""The workbook of issues, which stays with the data: every faulty cell with its value, and what to do about it."""

import datetime as dt
from collections.abc import Sequence

from wres_calc import __version__
from wres_calc.render.blocks import Column, Holds, Section, table
from wres_calc.render.excel.book import Book
from wres_calc.render.views.cover import Cover
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
    book.add(_summary(findings))
    book.add(_by_issue(findings))
    book.add(_all_issues([(each, item) for each in findings.submissions for item in each.issues.items]))
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


def _summary(findings: Findings) -> Section:
    columns: list[Column[SubmissionFindings]] = [
        Column("Submission", _who, width=18),
        Column("Organisation", lambda each: each.organisation.name if each.organisation else None),
        Column("Path", lambda each: each.path, width=60),
        Column("Errors", lambda each: each.issues.error, Holds.COUNT, 14),
        Column("Warnings", lambda each: each.issues.warning, Holds.COUNT, 14),
        Column("Notes", lambda each: each.issues.note, Holds.COUNT, 14),
    ]
    return Section(
        "Summary", "Issues in the data", [table("Summary", columns, findings.submissions)], one_page=True
    )


def _by_issue(findings: Findings) -> Section:
    groups = [(each, group) for each in findings.submissions for group in each.issues.groups]
    columns: list[Column[tuple[SubmissionFindings, IssueGroup]]] = [
        Column("Submission", lambda of: _who(of[0]), width=18),
        Column("Severity", lambda of: SEVERITY_NAMES[of[1].severity], width=12),
        Column("Issue", lambda of: f"{of[1].title} ({of[1].code})", width=34),
        Column("Table", lambda of: of[1].table, width=16),
        Column("File", lambda of: of[1].file, width=26),
        Column("Sheet", lambda of: of[1].sheet, width=18),
        Column("Column", lambda of: of[1].column, width=24),
        Column("Count", lambda of: of[1].count, Holds.COUNT, 11),
        Column("First rows", lambda of: ", ".join(map(str, of[1].rows)), width=18),
        Column("What is wrong", lambda of: of[1].message, width=44),
        Column("Values", lambda of: _values(of[1]), width=36),
        Column("What to do", lambda of: of[1].advice, width=44),
        Column("Accepted because", lambda of: of[1].reason, width=28),
    ]
    title = "Issues by kind" if groups else "Issues by kind: none found"
    return Section("By issue", title, [table("By issue", columns, groups)])


def _values(group: IssueGroup) -> str:
    shown = ", ".join(f"'{faulty.value}' x{faulty.times:,}" for faulty in group.values[:MOST_VALUES])
    more = len(group.values) - MOST_VALUES
    return f"{shown} and {more:,} more" if more > 0 else shown


def _all_issues(found: Sequence[_Found]) -> Section:
    listed = found[:MOST]
    more = sum(item.count or 1 for _, item in found) - len(listed)
    note = (
        f"{plural(more, 'more row')} counted on the sheet By issue; marked copies show each." if more else ""
    )
    columns: list[Column[_Found]] = [
        Column("Submission", lambda of: _who(of[0]), width=18),
        Column("Severity", lambda of: SEVERITY_NAMES[of[1].severity], width=12),
        Column("Issue", lambda of: f"{of[1].title} ({of[1].code})", width=34),
        Column("Table", lambda of: of[1].table, width=16),
        Column("File", lambda of: of[1].file, width=26),
        Column("Sheet", lambda of: of[1].sheet, width=18),
        Column("Row", lambda of: of[1].row, Holds.NUMBER, 10),
        Column("Column", lambda of: of[1].column, width=24),
        Column("Value", lambda of: of[1].value, width=30),
        Column("What is wrong", lambda of: of[1].message, width=60),
        Column("What to do", lambda of: of[1].advice, width=60),
    ]
    title = "All issues" if found else "All issues: none found"
    return Section("All issues", title, [table("All issues", columns, listed)], [note])
