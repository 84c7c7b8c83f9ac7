"""What is wrong with submissions, on a terminal: one kind of fault at a time, with where, how often and what to do."""

from collections.abc import Iterable, Iterator, Sequence

from rich.style import Style

from wres_calc.render.terminal.screen import BLUE, BOLD, DIM, INDENT, Screen
from wres_calc.report.findings import Findings, SubmissionFindings
from wres_calc.report.report import FaultyValue, IssueGroup, Issues, Severity
from wres_calc.report.words.labels import SEVERITY_NAMES, issue_place, organisation_name
from wres_calc.report.words.numbers import plural
from wres_calc.report.words.sentences import totals

SHOWN = 8
"""How many kinds of issue a report shows before the rest is only counted."""
KINDS_SHOWN = 25
"""How many kinds of issue are shown for a table where nothing but issues is."""
ALIKE_SHOWN = 2
"""How many messages of the same issue are shown, of those that name a row and of those that name none."""
VALUES_SHOWN = 8
LONGEST_VALUE = 60
"""Characters of an offending value that are shown."""

_STYLES = {
    Severity.ERROR: Style(color="red", bold=True),
    Severity.WARNING: Style(color="yellow", bold=True),
    Severity.NOTE: DIM,
}


def add_issues(screen: Screen, issues: Issues) -> None:
    """Add the issues of a report, worst first; all that was decided on purpose, with the reason."""
    screen.say("Issues", BOLD)
    screen.say(_total(issues), indent=INDENT)
    found = _kinds(issues)
    shown = found[:SHOWN] + [alike for alike in found[SHOWN:] if alike[0].reason is not None]
    for alike in shown:
        _add_kind(screen, alike, INDENT, places=True)
    if more := len(found) - len(shown):
        said = plural(more, "more kind of issue", "more kinds of issue")
        text = f"And {said}: `wres validate` lists all, and so does the workbook's sheet Issues."
        screen.say(text, DIM, INDENT)
    screen.line()


def add_findings(screen: Screen, findings: Findings) -> None:
    """Add each submission with its issues by table, and at the end where to find what was left out."""
    for submission in findings.submissions:
        _add_submission(screen, submission)
    if any(_left_out(group) for each in findings.submissions for group in each.issues.groups):
        screen.say("Only the first rows and values are named here; --issues FILE.xlsx lists every one.", DIM)


def _left_out(group: IssueGroup) -> bool:
    """Whether some row or value is not on the screen."""
    return group.count > max(1, len(group.rows)) or len(group.values) > VALUES_SHOWN


def _add_submission(screen: Screen, submission: SubmissionFindings) -> None:
    who = organisation_name(submission.organisation) if submission.organisation else submission.path
    year = f", reporting year {submission.reporting_year}" if submission.reporting_year else ""
    screen.say(f"{who}{year}", BOLD)
    if submission.organisation:
        screen.say(submission.path, DIM, INDENT)
    screen.say(_total(submission.issues), indent=INDENT)
    screen.line()
    tables: dict[str | None, list[list[IssueGroup]]] = {}
    for alike in _kinds(submission.issues):
        tables.setdefault(alike[0].table, []).append(alike)
    sent = {table.table: table.file for table in submission.tables}
    for table, found in tables.items():
        groups = [group for alike in found for group in alike]
        screen.say(_place(table, groups, sent.get(table or "")), BLUE, INDENT)
        for alike in found[:KINDS_SHOWN]:
            _add_kind(screen, alike, INDENT + 2)
            screen.line()
        if len(found) > KINDS_SHOWN:
            more = plural(len(found) - KINDS_SHOWN, "more kind of issue", "more kinds of issue")
            screen.say(f"and {more}", DIM, INDENT + 2)
            screen.line()


def _place(table: str | None, groups: Sequence[IssueGroup], sent: str | None) -> str:
    """The table with its file and sheet; several files where the table was sent twice."""
    if table is None:
        return "The submission as a whole"
    files = dict.fromkeys(file for file in (sent, *(group.file for group in groups)) if file)
    sheets = dict.fromkeys(group.sheet for group in groups if group.sheet)
    return ", ".join([table, *files, *(f"sheet {sheet}" for sheet in sheets)])


def _kinds(issues: Issues) -> list[list[IssueGroup]]:
    """The groups of issues by kind, one fault in one column of one table; the worst kinds first."""
    found: dict[tuple[str | None, ...], list[IssueGroup]] = {}
    for group in sorted(issues.groups, key=lambda group: list(_STYLES).index(group.severity)):
        key = (group.severity, group.code, group.title, group.table, group.column, group.reason)
        found.setdefault(key, []).append(group)
    return list(found.values())


def _total(issues: Issues) -> str:
    """The numbers by severity in words."""
    counts = (issues.error, issues.warning, issues.note)
    numbers = [said for said, count in zip(totals([issues], *Severity), counts, strict=True) if count]
    return ", ".join(numbers) + "." if numbers else "None found."


def _add_kind(screen: Screen, alike: Sequence[IssueGroup], indent: int, *, places: bool = False) -> None:
    """Add what is wrong and how often, where, which values, and what to do.

    With `places` the file is named, which is left out below a heading that does.
    """
    first = alike[0]
    count = sum(group.count for group in alike)
    text = f"{first.title} ({first.code}, {plural(count, 'time')})"
    screen.say(text, BOLD, indent, lead=(SEVERITY_NAMES[first.severity], _STYLES[first.severity]))
    for line, set_in in _lines(alike, places):
        screen.say(line, indent=indent + 2 + set_in)


def _lines(alike: Sequence[IssueGroup], places: bool) -> Iterator[tuple[str, int]]:
    # A message that counts further rows comes after those that name one.
    named, unnamed = ([group for group in alike if bool(group.rows) is rows] for rows in (True, False))
    shown = [*named[:ALIKE_SHOWN], *unnamed[:ALIKE_SHOWN]]
    for group in shown:
        yield f"{_where(group, places)}{group.message}", 0
        yield from ((_value(faulty), 2) for faulty in group.values[:VALUES_SHOWN])
        if (more := len(group.values) - VALUES_SHOWN) > 0:
            times = sum(faulty.times for faulty in group.values[VALUES_SHOWN:])
            yield f"and {plural(more, 'more value')} in {plural(times, 'row')}", 2
    if (more := len(alike) - len(shown)) > 0:
        yield f"and {more:,} more like these", 0
    if alike[0].reason is not None:
        yield f"Accepted: {alike[0].reason}", 0
    elif alike[0].advice:
        yield f"What to do: {alike[0].advice}", 0


def _where(group: IssueGroup, places: bool) -> str:
    """The column and rows; nothing where the message says so itself, as it does of a row that could not be read."""
    if group.file and group.message.startswith(group.file):
        return ""
    place = issue_place(group) if places else f"column '{group.column}'" if group.column else ""
    where = ", ".join(part for part in (place, _rows(group.rows, group.count)) if part)
    return f"{where[:1] if places else where[:1].upper()}{where[1:]}: " if where else ""


def _value(faulty: FaultyValue) -> str:
    """An offending value with how often it occurs: "'Whte - British' x12, rows 4, 19"."""
    long = len(faulty.value) > LONGEST_VALUE
    rows = f", {_rows(faulty.rows, faulty.times)}" if faulty.rows else ""
    hint = f": {faulty.hint}" if faulty.hint else ""
    return f"'{faulty.value[:LONGEST_VALUE]}{'...' if long else ''}' x{faulty.times:,}{rows}{hint}"


def _rows(rows: Iterable[int], count: int) -> str:
    """The first rows of so many in words: "rows 4, 19, 33 ..."; empty where there are none."""
    named = [str(row) for row in rows]
    if not named:
        return ""
    more = " ..." if count > len(named) else ""
    return f"{'row' if len(named) == 1 else 'rows'} {', '.join(named)}{more}"
