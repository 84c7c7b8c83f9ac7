"""What was found in submissions, on a terminal: by table and issue, and never more lines than can be read."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding

from wres_calc.render.terminal.issues import VALUES_SHOWN, kind, kinds, total
from wres_calc.render.terminal.parts import BLUE, BOLD, DIM, indented, words
from wres_calc.report.findings import Findings, SubmissionFindings
from wres_calc.report.report import IssueGroup
from wres_calc.report.words import organisation_name, plural

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
    tables: dict[str | None, list[list[IssueGroup]]] = {}
    for alike in kinds(submission.issues):
        tables.setdefault(alike[0].table, []).append(alike)
    sent = {table.table: table.file for table in submission.tables}
    for table, found in tables.items():
        groups = [group for alike in found for group in alike]
        yield indented(words(_place(table, groups, sent.get(table or "")), BLUE))
        yield from _table(found)


def _place(table: str | None, groups: Sequence[IssueGroup], sent: str | None) -> str:
    """The table with its file and sheet; several files where the table was sent twice."""
    if table is None:
        return "The submission as a whole"
    files = dict.fromkeys(file for file in (sent, *(group.file for group in groups)) if file)
    sheets = dict.fromkeys(group.sheet for group in groups if group.sheet)
    return ", ".join([table, *files, *(f"sheet {sheet}" for sheet in sheets)])


def _table(found: Sequence[Sequence[IssueGroup]]) -> Iterator[RenderableType]:
    for alike in found[:KINDS_SHOWN]:
        yield Padding(kind(alike), (0, 0, 1, 5))
    if len(found) > KINDS_SHOWN:
        more = plural(len(found) - KINDS_SHOWN, "more kind of issue", "more kinds of issue")
        yield Padding(words(f"and {more}", DIM), (0, 0, 1, 5))
