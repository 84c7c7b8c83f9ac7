"""What is wrong with the submission, in short: what, where, how often, and what to do."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding

from wres_calc.reporting.report import IssueGroup, Issues
from wres_calc.reporting.to_terminal.parts import BOLD, DIM, SEVERITY, indented, words
from wres_calc.reporting.wording import SEVERITY_NAMES, issue_place, plural

SHOWN = 8
"""How many groups of issues are shown before the rest is only counted."""
VALUES_SHOWN = 8


def issues_part(issues: Issues) -> Iterator[RenderableType]:
    """Yield the issues, worst first, each group in a few lines; accepted ones with the reason."""
    yield words("Issues", BOLD)
    if not issues.groups:
        yield indented(words(_total(issues)), below=1)
        return
    yield indented(words(_total(issues)))
    ranked = sorted(issues.groups, key=lambda group: list(SEVERITY).index(group.severity.value))
    for group in ranked[:SHOWN]:
        yield indented(_group(group))
    if len(ranked) > SHOWN:
        more = plural(len(ranked) - SHOWN, "more kind of issue", "more kinds of issue")
        yield indented(words(f"And {more}: the workbook's sheet Issues lists all.", DIM))
    yield words("")


def _total(issues: Issues) -> str:
    numbers = [
        plural(number, name)
        for number, name in ((issues.error, "error"), (issues.warning, "warning"), (issues.note, "note"))
        if number
    ]
    return ", ".join(numbers) + "." if numbers else "None found."


def _group(group: IssueGroup) -> RenderableType:
    text = words(SEVERITY_NAMES[group.severity], SEVERITY[group.severity.value])
    text.append_text(words(f"  {group.title}", BOLD))
    text.append_text(words(f" ({group.code}, {plural(group.count, 'time')})"))
    return Group(text, *(Padding(words(line), (0, 0, 0, 2)) for line in _lines(group)))


def _lines(group: IssueGroup) -> Iterator[str]:
    yield group.message
    if where := _where(group):
        yield where
    if group.values:
        yield "Values: " + _values(group)
    if group.reason is not None:
        yield f"Accepted: {group.reason}"
    elif group.advice:
        yield f"What to do: {group.advice}"


def _values(group: IssueGroup) -> str:
    shown = ", ".join(f"'{value}' x{number:,}" for value, number in group.values[:VALUES_SHOWN])
    more = len(group.values) - VALUES_SHOWN
    return f"{shown} and {more:,} more" if more > 0 else shown


def _where(group: IssueGroup) -> str:
    places = [place for place in (issue_place(group), _rows(group)) if place]
    return "Where: " + ", ".join(places) if places else ""


def _rows(group: IssueGroup) -> str:
    if not group.rows:
        return ""
    more = " ..." if group.count > len(group.rows) else ""
    return f"{'row' if len(group.rows) == 1 else 'rows'} {', '.join(str(row) for row in group.rows)}{more}"
