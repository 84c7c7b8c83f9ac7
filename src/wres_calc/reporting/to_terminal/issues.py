"""What is wrong with the submission, in short: what, where, how often, and what to do."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding

from wres_calc.reporting.report import FaultyValue, IssueGroup, Issues
from wres_calc.reporting.to_terminal.parts import BOLD, DIM, SEVERITY, indented, words
from wres_calc.reporting.wording import SEVERITY_NAMES, issue_place, plural

SHOWN = 8
"""How many groups of issues are shown before the rest is only counted."""
VALUES_SHOWN = 8
LONGEST_VALUE = 60
"""Characters of an offending value that are shown."""


def ranked(issues: Issues) -> list[IssueGroup]:
    """Return the groups of issues, worst first."""
    return sorted(issues.groups, key=lambda group: list(SEVERITY).index(group.severity.value))


def issues_part(issues: Issues) -> Iterator[RenderableType]:
    """Yield the issues, worst first, each group in a few lines; accepted ones with the reason."""
    yield words("Issues", BOLD)
    if not issues.groups:
        yield indented(words(total(issues)), below=1)
        return
    yield indented(words(total(issues)))
    for group in ranked(issues)[:SHOWN]:
        yield indented(Group(title(group, group.count), *lines(group)))
    if len(issues.groups) > SHOWN:
        more = plural(len(issues.groups) - SHOWN, "more kind of issue", "more kinds of issue")
        yield indented(
            words(f"And {more}: `wres validate` lists all, and so does the workbook's sheet Issues.", DIM)
        )
    yield words("")


def total(issues: Issues) -> str:
    """Return the numbers by severity in words."""
    numbers = [
        plural(number, name)
        for number, name in ((issues.error, "error"), (issues.warning, "warning"), (issues.note, "note"))
        if number
    ]
    return ", ".join(numbers) + "." if numbers else "None found."


def title(group: IssueGroup, count: int) -> RenderableType:
    """Return what is wrong, with its severity, its code and how often."""
    text = words("").append_text(words(SEVERITY_NAMES[group.severity], SEVERITY[group.severity.value]))
    text.append_text(words(f"  {group.title}", BOLD))
    text.append_text(words(f" ({group.code}, {plural(count, 'time')})"))
    return text


def lines(group: IssueGroup) -> Iterator[RenderableType]:
    """Yield what there is to say of a group under its title: where, which values, and what to do."""
    yield said(group.message)
    if where := _where(group):
        yield said(where)
    if group.values:
        yield said("Values: " + _values(group))
    yield from what_to_do(group)


def what_to_do(group: IssueGroup) -> Iterator[RenderableType]:
    """Yield the advice, or why the issue was accepted."""
    if group.reason is not None:
        yield said(f"Accepted: {group.reason}")
    elif group.advice:
        yield said(f"What to do: {group.advice}")


def said(text: str) -> RenderableType:
    """Return a line under the title of an issue."""
    return Padding(words(text), (0, 0, 0, 2))


def _values(group: IssueGroup) -> str:
    shown = ", ".join(occurrence(faulty) for faulty in group.values[:VALUES_SHOWN])
    more = len(group.values) - VALUES_SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown


def occurrence(faulty: FaultyValue) -> str:
    """Return an offending value with how often it occurs: "'Whte - British' x12"."""
    long = len(faulty.value) > LONGEST_VALUE
    return f"'{faulty.value[:LONGEST_VALUE]}{'...' if long else ''}' x{faulty.times:,}"


def _where(group: IssueGroup) -> str:
    places = [place for place in (issue_place(group), rows_named(group.rows, group.count)) if place]
    return "Where: " + ", ".join(places) if places else ""


def rows_named(rows: Sequence[int], count: int) -> str:
    """Return the first rows of so many in words: "rows 4, 19, 33 ..."; empty where there are none."""
    if not rows:
        return ""
    more = " ..." if count > len(rows) else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {', '.join(str(row) for row in rows)}{more}"
