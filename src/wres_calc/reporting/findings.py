"""What was found in submissions, as every output shows it (contract, section 5)."""

from collections.abc import Iterable, Sequence
from typing import Literal

from wres_calc.reporting import report as r
from wres_calc.validation.issue import Issue, Severity

ROWS_NAMED = 5
"""How many rows a group of issues names."""


class SubmissionFindings(r.Part):
    """What is wrong with one submission. `reporting_year` is `None` where it could not be told."""

    path: str
    organisation: r.Organisation | None
    reporting_year: int | None
    issues: r.Issues


class Findings(r.Part):
    """What `wres validate` says: one entry for each submission, in the order given."""

    format: Literal[1] = 1
    submissions: tuple[SubmissionFindings, ...]


def tell(issues: Sequence[Issue], show_values: bool = False) -> r.Issues:
    """Issues as every output shows them: numbers by severity, an item for each row, and groups of the same fault."""
    items = tuple(item for issue in issues for item in _items(issue, show_values))
    totals = {
        severity: sum(item.count for item in items if item.severity is severity) for severity in Severity
    }
    return r.Issues(
        error=totals[Severity.ERROR],
        warning=totals[Severity.WARNING],
        note=totals[Severity.NOTE],
        items=items,
        groups=_groups(issues),
    )


def _items(issue: Issue, show_values: bool) -> Iterable[r.IssueItem]:
    """One item for each row, or one for the whole."""
    for row in issue.rows or (None,):
        yield r.IssueItem(
            code=issue.code,
            severity=issue.severity,
            table=issue.table,
            file=issue.file,
            sheet=issue.sheet,
            row=row,
            column=issue.column,
            message=issue.message,
            advice=issue.entry.advice,
            value=issue.value if show_values else None,
        )


def _groups(issues: Sequence[Issue]) -> tuple[r.IssueGroup, ...]:
    """Issues of the same kind in the same column put together; coded values with how often each occurs."""
    together: dict[tuple[object, ...], list[Issue]] = {}
    for issue in issues:
        per_value = "" if issue.value is not None else issue.message
        key = (issue.severity, issue.code, issue.table, issue.column, issue.accepted, per_value)
        together.setdefault(key, []).append(issue)
    return tuple(_group(members) for members in together.values())


def _group(members: Sequence[Issue]) -> r.IssueGroup:
    first = members[0]
    rows = sorted(row for issue in members for row in issue.rows)
    values = sorted(
        ((issue.value, issue.count) for issue in members if issue.shown and issue.value is not None),
        key=lambda pair: (-pair[1], pair[0]),
    )
    return r.IssueGroup(
        code=first.code,
        severity=first.severity,
        title=first.entry.title,
        advice=first.entry.advice,
        message=first.message,
        table=first.table,
        file=first.file,
        sheet=first.sheet,
        column=first.column,
        count=sum(issue.count for issue in members),
        rows=tuple(rows[:ROWS_NAMED]),
        values=tuple(values),
        reason=first.accepted,
    )
