"""What is wrong with a submission, on a terminal: one kind of fault at a time, with where, how often and what to do."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding

from wres_calc.render.terminal.parts import BOLD, DIM, SEVERITY, indented, words
from wres_calc.report.report import FaultyValue, IssueGroup, Issues, Severity
from wres_calc.report.words import SEVERITY_NAMES, issue_place, plural, totals

SHOWN = 8
"""How many kinds of issue a report shows before the rest is only counted."""
ALIKE_SHOWN = 2
"""How many messages of the same issue are shown, of those that name a row and of those that name none."""
VALUES_SHOWN = 8
LONGEST_VALUE = 60
"""Characters of an offending value that are shown."""


def kinds(issues: Issues) -> list[list[IssueGroup]]:
    """Return the groups of issues by kind, one fault in one column of one table; the worst kinds first."""
    found: dict[tuple[str | None, ...], list[IssueGroup]] = {}
    for group in sorted(issues.groups, key=lambda group: list(SEVERITY).index(group.severity.value)):
        key = (group.severity, group.code, group.table, group.column, group.reason)
        found.setdefault(key, []).append(group)
    return list(found.values())


def issues_part(issues: Issues) -> Iterator[RenderableType]:
    """Yield the issues, worst first, each kind in a few lines; all that was decided on purpose, with the reason."""
    yield words("Issues", BOLD)
    if not issues.groups:
        yield indented(words(total(issues)), below=1)
        return
    yield indented(words(total(issues)))
    found = kinds(issues)
    shown = found[:SHOWN] + [alike for alike in found[SHOWN:] if alike[0].reason is not None]
    for alike in shown:
        yield indented(kind(alike, places=True))
    if more := len(found) - len(shown):
        said = plural(more, "more kind of issue", "more kinds of issue")
        yield indented(
            words(f"And {said}: `wres validate` lists all, and so does the workbook's sheet Issues.", DIM)
        )
    yield words("")


def total(issues: Issues) -> str:
    """Return the numbers by severity in words."""
    counts = (issues.error, issues.warning, issues.note)
    numbers = [said for said, count in zip(totals([issues], *Severity), counts, strict=True) if count]
    return ", ".join(numbers) + "." if numbers else "None found."


def kind(alike: Sequence[IssueGroup], *, places: bool = False) -> RenderableType:
    """Return one kind of issue: what is wrong and how often, where, which values, and what to do.

    With `places` the file is named, which is left out below a heading that does.
    """
    count = sum(group.count for group in alike)
    text = words("").append_text(words(SEVERITY_NAMES[alike[0].severity], SEVERITY[alike[0].severity.value]))
    text.append_text(words(f"  {alike[0].title}", BOLD))
    text.append_text(words(f" ({alike[0].code}, {plural(count, 'time')})"))
    return Group(text, *_lines(alike, places))


def _lines(alike: Sequence[IssueGroup], places: bool) -> Iterator[RenderableType]:
    # A message that counts further rows comes after those that name one.
    named, unnamed = ([group for group in alike if bool(group.rows) is rows] for rows in (True, False))
    shown = [*named[:ALIKE_SHOWN], *unnamed[:ALIKE_SHOWN]]
    for group in shown:
        yield _said(f"{_where(group, places)}{group.message}")
        yield from (_said(f"  {_value(faulty)}") for faulty in group.values[:VALUES_SHOWN])
        if (more := len(group.values) - VALUES_SHOWN) > 0:
            times = sum(faulty.times for faulty in group.values[VALUES_SHOWN:])
            yield _said(f"  and {plural(more, 'more value')} in {plural(times, 'row')}")
    if (more := len(alike) - len(shown)) > 0:
        yield _said(f"and {more:,} more like these")
    if alike[0].reason is not None:
        yield _said(f"Accepted: {alike[0].reason}")
    elif alike[0].advice:
        yield _said(f"What to do: {alike[0].advice}")


def _said(text: str) -> RenderableType:
    return Padding(words(text), (0, 0, 0, 2))


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
