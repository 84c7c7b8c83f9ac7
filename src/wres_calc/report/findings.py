"""What was found in submissions, as every output shows it (contract, section 5), and where it stands."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from pydantic import Field

from wres_calc.checking.issue import Issue, Severity
from wres_calc.checking.table import sent_texts
from wres_calc.errors import ConfigurationError, UnreadableInput
from wres_calc.intake.model import RawTable, Submission
from wres_calc.intake.settings import FILE
from wres_calc.report import report as r
from wres_calc.report.report import IssueItem
from wres_calc.strict_model import StrictModel

ROWS_NAMED = 5
"""How many rows a group of issues names."""

MOST_ROWS = 1_000
"""Rows of one kind of issue in one column that have an item each; further ones have one for each fault."""

UNREADABLE, WRONG_CONFIGURATION = "submission-unreadable", "configuration-wrong"
_HINT = re.compile(r"[;.,:]?\s*(did you mean .*)$", re.IGNORECASE)


class SentTable(StrictModel):
    """Where a table that was read stands: its file, its headings and, by heading as sent, their columns (A is 1)."""

    table: str
    path: Path
    file: str
    sheet: str | None
    header_row: int
    columns: dict[str, int]


class SubmissionFindings(StrictModel):
    """What is wrong with one submission. `reporting_year` is `None` where it could not be told.

    `tables` are those that were read: the place of a cell follows from them. `way_on` is what to do with a path that
    is no submission. `names_headings` says that messages may name headings of a file that are not used.
    """

    path: str
    organisation: r.Organisation | None
    reporting_year: int | None
    issues: r.Issues
    tables: tuple[SentTable, ...] = Field(default=(), exclude=True)
    way_on: str = Field(default="", exclude=True)
    names_headings: bool = Field(default=False, exclude=True)


class Findings(StrictModel):
    """What `wres validate` says: one entry for each submission, in the order given."""

    format: Literal[1] = 1
    submissions: tuple[SubmissionFindings, ...]


def findings_of(submission: Submission, issues: Sequence[Issue], show_values: bool) -> SubmissionFindings:
    """The findings of a submission that was read. With `show_values` each item carries its cell's text."""
    return findings_told(submission, tell(issues, show_values, submission.tables))


def findings_told(submission: Submission, issues: r.Issues) -> SubmissionFindings:
    """The findings of a submission whose issues were told already, as in its internal report."""
    return SubmissionFindings(
        path=str(submission.path),
        organisation=r.Organisation(**submission.organisation.model_dump()),
        reporting_year=submission.reporting_year,
        issues=issues,
        tables=tuple(_sent(submission, raw) for raw in submission.tables.values()),
    )


def _sent(submission: Submission, raw: RawTable) -> SentTable:
    path = submission.path / raw.file if submission.path.is_dir() else submission.path
    columns = {raw.headings[column]: number for column, number in raw.columns.items()}
    return SentTable(
        table=raw.name,
        path=path,
        file=raw.file,
        sheet=raw.sheet,
        header_row=raw.header_row,
        columns=columns,
    )


def findings_of_refusal(path: Path, refused: ConfigurationError | UnreadableInput) -> SubmissionFindings:
    """The findings of a submission that could not be opened, or whose configuration is wrong."""
    wrong = isinstance(refused, ConfigurationError)
    code = WRONG_CONFIGURATION if wrong else UNREADABLE
    file = FILE if wrong and (path / FILE).is_file() else None
    issues = [Issue(code, line, file=file) for line in _lines(refused)]
    return SubmissionFindings(
        path=str(path),
        organisation=None,
        reporting_year=None,
        issues=tell(issues),
        way_on="" if wrong else refused.advice,
        names_headings=refused.names_headings,
    )


def _lines(refused: ConfigurationError | UnreadableInput) -> list[str]:
    """Each of the things that a refusal says, with its advice where that is a question."""
    lines = refused.message.splitlines()
    said = lines[1:] if len(lines) > 1 and lines[0].endswith(":") else lines
    asked = f" {refused.advice}" if refused.advice.endswith("?") else ""
    return [line.removeprefix("- ") + asked for line in said]


def tell(
    issues: Sequence[Issue], show_values: bool = False, tables: Mapping[str, RawTable] | None = None
) -> r.Issues:
    """Issues as every output shows them: numbers by severity, items for the rows, and groups of the same fault.

    From `MOST_ROWS` rows of a kind and column on, the further rows of a fault are one item: an item each would take
    many times the size of a file in which every cell is at fault.

    With `show_values` an item carries its cell's text: what was coded, and from `tables` everything else.
    """
    items: list[r.IssueItem] = []
    named: Counter[tuple[str, str | None, str | None]] = Counter()
    for issue in issues:
        kind = (issue.code, issue.table, issue.column)
        rows = issue.rows[: max(0, MOST_ROWS - named[kind])]
        named[kind] += len(rows)
        items += _items(issue, rows, show_values, tables or {})
    totals = {
        severity: sum(issue.count for issue in issues if issue.severity is severity) for severity in Severity
    }
    return r.Issues(
        error=totals[Severity.ERROR],
        warning=totals[Severity.WARNING],
        note=totals[Severity.NOTE],
        items=tuple(items),
        groups=_groups(issues),
    )


def _items(
    issue: Issue, named: Sequence[int], show_values: bool, tables: Mapping[str, RawTable]
) -> Iterator[r.IssueItem]:
    """An item for each of the rows `named`, one for all further rows of the issue, or one for the whole."""
    item = r.IssueItem(
        code=issue.code,
        title=issue.title,
        severity=issue.severity,
        table=issue.table,
        file=issue.file,
        sheet=issue.sheet,
        column=issue.column,
        message=issue.message,
        advice=issue.advice,
        reason=issue.accepted,
        value=issue.value if show_values else None,
    )
    if not issue.rows:
        yield item
    texts = sent_texts(issue, named, tables) if show_values else {}
    for row in named:
        yield item.model_copy(update={"row": row, "value": texts.get(row)})
    if len(issue.rows) > len(named):
        first, further = issue.rows[len(named)], issue.rows[len(named) + 1 :]
        more = {"row": first, "count": 1 + len(further), "further_rows": further}
        yield item.model_copy(update=more | {"message": _with_further(issue.message, further)})


def _with_further(message: str, rows: Sequence[int]) -> str:
    """A message with how many further rows it is about, and the first of them."""
    if not rows:
        return message
    first = ", ".join(map(str, rows[:ROWS_NAMED]))
    number = f"{len(rows):,} further row{'s' if len(rows) > 1 else ''}"
    return f"{message} The same in {number}: {first}{', …' if len(rows) > ROWS_NAMED else ''}"


def _groups(issues: Sequence[Issue]) -> tuple[r.IssueGroup, ...]:
    """Issues of the same kind in the same column put together; coded values with how often each occurs."""
    together: dict[tuple[object, ...], list[Issue]] = {}
    for issue in issues:
        per_value = "" if issue.value is not None else issue.message
        about = issue.column, issue.characteristic
        key = (issue.severity, issue.code, issue.table, *about, issue.accepted, per_value)
        together.setdefault(key, []).append(issue)
    return tuple(_group(members) for members in together.values())


def _group(members: Sequence[Issue]) -> r.IssueGroup:
    first = members[0]
    rows = nsmallest(ROWS_NAMED, (row for issue in members for row in issue.rows))
    values = sorted(
        (_faulty(issue.value, issue) for issue in members if issue.shown and issue.value is not None),
        key=lambda faulty: (-faulty.times, faulty.value),
    )
    return r.IssueGroup(
        code=first.code,
        severity=first.severity,
        title=first.title,
        advice=first.advice,
        message=_said(first.message) if values else first.message,
        table=first.table,
        file=first.file,
        sheet=first.sheet,
        column=first.column,
        count=sum(issue.count for issue in members),
        rows=tuple(rows),
        values=tuple(values),
        reason=first.accepted,
    )


def _said(message: str) -> str:
    """A message without what may have been meant, which is another for each value."""
    return re.sub(r"(?<![.?!])$", ".", _HINT.sub("", message))


def _faulty(value: str, issue: Issue) -> r.FaultyValue:
    hint = _HINT.search(issue.message)
    return r.FaultyValue(
        value, issue.count, tuple(nsmallest(ROWS_NAMED, issue.rows)), hint[1] if hint else ""
    )


def located(findings: Findings) -> Iterator[tuple[IssueItem, str, int | None]]:
    """Yield each issue with its file, as `relative` gives it, and the number of its column.

    What is in no file is said at `submission.toml`, else at the folder, which then ends in `/`.
    """
    for submission in findings.submissions:
        columns = {
            (table.table, heading): number
            for table in submission.tables
            for heading, number in table.columns.items()
        }
        sent = {table.table: table.file for table in submission.tables}
        items = [(item, item.file or sent.get(item.table or "")) for item in submission.issues.items]
        files = {file: _file(Path(submission.path), file) for file in {file for _, file in items}}
        for item, file in items:
            yield item, files[file], columns.get((item.table or "", item.column or ""))


def _file(submission: Path, file: str | None) -> str:
    """A file as the submission names it; a workbook is both."""
    if not submission.is_dir():
        return relative(submission)
    if file is None and not (submission / FILE).is_file():
        return f"{relative(submission)}/"
    return relative(submission / (file or FILE))


def relative(path: Path) -> str:
    """Return a path from the working folder on, with `/`; of a path elsewhere no more than the last two parts.

    That is how tools that show findings in a repository look for files, and it names no folder of this machine.
    """
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return "/".join(path.resolve().parts[-2:])


def uri(path: str) -> str:
    """Return a relative path as a relative URI: what is no letter or digit is percent-encoded."""
    return quote(path, safe="/", errors="replace")
