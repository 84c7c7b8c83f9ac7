"""What was found in submissions, on a terminal: by table and issue, and never more lines than can be read."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding

from wres_calc.reporting.findings import Findings, SubmissionFindings
from wres_calc.reporting.report import FaultyValue, IssueGroup
from wres_calc.reporting.to_terminal.issues import (
    VALUES_SHOWN,
    occurrence,
    ranked,
    rows_named,
    said,
    title,
    total,
    what_to_do,
)
from wres_calc.reporting.to_terminal.parts import BLUE, BOLD, DIM, indented, words
from wres_calc.reporting.wording import organisation_name, plural

ALIKE_SHOWN = 2
"""How many messages of the same issue are shown, of those that name a row and of those that name none."""
KINDS_SHOWN = 25
"""How many kinds of issue are shown for a table."""


def findings_parts(findings: Findings) -> Iterator[RenderableType]:
    """Yield each submission with its issues, and at the end where to find what was left out."""
    for submission in findings.submissions:
        yield from _submission(submission)
    if any(_left_out(submission) for submission in findings.submissions):
        text = "Only the first rows and values are named here; --issues FILE.xlsx lists every one."
        yield words(text, DIM)


def _left_out(submission: SubmissionFindings) -> bool:
    """Whether some row or value is not on the screen."""
    return any(
        group.count > max(1, len(group.rows)) or len(group.values) > VALUES_SHOWN
        for group in submission.issues.groups
    )


def _submission(submission: SubmissionFindings) -> Iterator[RenderableType]:
    who = organisation_name(submission.organisation) if submission.organisation else submission.path
    year = f", reporting year {submission.reporting_year}" if submission.reporting_year else ""
    yield words(f"{who}{year}", BOLD)
    if submission.organisation:
        yield indented(words(submission.path, DIM))
    yield indented(words(total(submission.issues)))
    yield words("")
    tables: dict[str | None, list[IssueGroup]] = {}
    for group in ranked(submission.issues):
        tables.setdefault(group.table, []).append(group)
    sent = {table.table: table.file for table in submission.tables}
    for table, groups in tables.items():
        yield indented(words(_place(table, groups, sent.get(table or "")), BLUE))
        yield from _table(groups)


def _place(table: str | None, groups: Sequence[IssueGroup], sent: str | None) -> str:
    """The table with its file and sheet; several files where the table was sent twice."""
    if table is None:
        return "The submission as a whole"
    files = dict.fromkeys(file for file in (sent, *(group.file for group in groups)) if file)
    sheets = dict.fromkeys(group.sheet for group in groups if group.sheet)
    return ", ".join([table, *files, *(f"sheet {sheet}" for sheet in sheets)])


def _table(groups: Sequence[IssueGroup]) -> Iterator[RenderableType]:
    kinds = [list(alike) for _, alike in groupby(groups, _kind)]
    for alike in kinds[:KINDS_SHOWN]:
        yield Padding(
            Group(title(alike[0], sum(group.count for group in alike)), *_lines(alike)), (0, 0, 1, 5)
        )
    if len(kinds) > KINDS_SHOWN:
        more = plural(len(kinds) - KINDS_SHOWN, "more kind of issue", "more kinds of issue")
        yield Padding(words(f"and {more}", DIM), (0, 0, 1, 5))


def _kind(group: IssueGroup) -> tuple[str | None, ...]:
    return (group.severity, group.code, group.column, group.reason)


def _lines(alike: Sequence[IssueGroup]) -> Iterator[RenderableType]:
    # A message that counts further rows comes after those that name one.
    named, unnamed = ([group for group in alike if bool(group.rows) is rows] for rows in (True, False))
    shown = [*named[:ALIKE_SHOWN], *unnamed[:ALIKE_SHOWN]]
    for group in shown:
        yield said(f"{_where(group)}{group.message}")
        yield from (said(f"  {_value(faulty)}") for faulty in group.values[:VALUES_SHOWN])
        if (more := len(group.values) - VALUES_SHOWN) > 0:
            times = sum(faulty.times for faulty in group.values[VALUES_SHOWN:])
            yield said(f"  and {plural(more, 'more value')} in {plural(times, 'row')}")
    if (more := len(alike) - len(shown)) > 0:
        yield said(f"and {more:,} more like these")
    yield from what_to_do(alike[0])


def _where(group: IssueGroup) -> str:
    """The column and rows; nothing where the message says so itself, as it does of a row that could not be read."""
    if group.file and group.message.startswith(group.file):
        return ""
    column = f"column '{group.column}'" if group.column else ""
    where = ", ".join(part for part in (column, rows_named(group.rows, group.count)) if part)
    return f"{where[:1].upper()}{where[1:]}: " if where else ""


def _value(faulty: FaultyValue) -> str:
    rows = f", {rows_named(faulty.rows, faulty.times)}" if faulty.rows else ""
    hint = f": {faulty.hint}" if faulty.hint else ""
    return f"{occurrence(faulty)}{rows}{hint}"
