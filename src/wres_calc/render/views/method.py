"""Whom and what a report is about, how its figures were made, and what is wrong with the data."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TypeVar

from wres_calc.render.blocks import Block, Cell, Column, Heading, Holds, Section, Table, Text, table
from wres_calc.report.report import (
    Input,
    IssueGroup,
    IssueItem,
    Method,
    Population,
    Report,
    Rule,
    Source,
)
from wres_calc.report.words import labels, numbers, uncertainty

T = TypeVar("T")

ITEMS_MOST = 5_000
"""How many rows with issues a workbook lists; the further ones are counted by kind."""


def about(report: Report) -> list[str]:
    """Return which year and day the report is of, how sure its definitions are, and for whom it is."""
    sure = (
        "Definitions confirmed from their sources"
        if report.method.definitions_verified
        else "Definitions not all confirmed from a primary source: see the method notes"
    )
    return [
        f"{report.standard.title}, reporting year {report.reporting_year}",
        f"Snapshot {numbers.date(report.snapshot_date)}, staff survey of {report.method.survey_year}",
        sure,
        labels.publication(report),
    ]


def in_brief(report: Report) -> Iterator[Block]:
    """Yield each population in one line, and how to read the intervals; for the public what was accepted."""
    if report.method.populations:
        yield Heading("How people were counted", level=3)
        yield from (Text(_population(population)) for population in report.method.populations)
    if notes := [*uncertainty.about_intervals(report), *uncertainty.about_range(report)]:
        yield Heading("How to read the intervals", level=3)
        yield from map(Text, notes)
    if report.public and report.issues.items:
        yield Heading("Accepted on purpose", level=3)
        yield from (Text(item.message) for item in report.issues.items)


def _population(population: Population) -> str:
    """Say how many were counted, and what each step dropped."""
    dropped = [
        f"{step.description} ({numbers.count(step.dropped)})" for step in population.steps if step.dropped
    ]
    name = population.population.replace("_", " ")
    of = ("application",) if population.table == "recruitment" else ("person", "people")
    total = f"{name[:1].upper()}{name[1:]}: {numbers.plural(population.people, *of)}"
    return f"{total}; rows dropped: {'; '.join(dropped)}." if dropped else f"{total}; no row was dropped."


_Entry = Sequence[Cell | float]
"""A row of one of the tables of the method."""

_WIDTHS = (18, 26, 90, 16, 14)
"""The tables stand one below the other in the same five columns."""

_HOLDS = {"Indicator": Holds.NUMBER} | dict.fromkeys(("Rows dropped", "Left", "Rows", "People"), Holds.COUNT)


def method(report: Report) -> Section:
    """Return definitions, rules, how headcounts came to be, and which files were read."""
    accepted = [item for item in report.issues.items if report.public]
    found = (
        _part("Definitions", ("Indicator", "Item", "Text", "Confirmed"), _definitions(report)),
        _part("Rules", ("Rule", "Standing", "Text"), map(_rule, report.method.rules)),
        _part(
            "Intervals",
            ("About", "Item", "Text"),
            (("Intervals", None, note) for note in uncertainty.about_intervals(report)),
        ),
        _part(
            "Accepted",
            ("About", "Item", "Text"),
            (("Accepted issue", item.table, item.message) for item in accepted),
        ),
        _part(
            "Headcounts",
            ("Population", "Step", "What it does", "Rows dropped", "Left"),
            _steps(report.method),
        ),
        _part(
            "Files", ("Table", "File", "SHA-256 of the file", "Rows", "People"), map(_input, report.inputs)
        ),
    )
    blocks: list[Block] = []
    for made in found:
        blocks += [Heading(made.name, level=3), made] if made.rows else []
    return Section("Method", "How the figures were made", blocks, list(_made_by(report)))


def _made_by(report: Report) -> Iterator[str]:
    method = report.method
    yield f"Made by {report.tool.name} {report.tool.version}; staff survey of {method.survey_year}"
    sure = "all confirmed" if method.definitions_verified else "not all confirmed"
    yield f"Definitions {sure} from a primary source; SHA-256 {method.definitions_sha256}"
    if method.groupings:
        yield f"Detailed groups: {', '.join(method.groupings).replace('_', ' ')}"


def _part(name: str, headings: Sequence[str], rows: Iterable[_Entry]) -> Table:
    columns: list[Column[_Entry]] = [
        Column(heading, itemgetter(place), _HOLDS.get(heading, Holds.TEXT), width, fixed=True)
        for place, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=False))
    ]
    return table(name, columns, rows)


def _definitions(report: Report) -> Iterator[_Entry]:
    characteristic = report.standard.characteristic
    for indicator in report.indicators:
        items = {
            "Title": indicator.title,
            "Wording": indicator.wording,
            "Formula": indicator.formula,
            "Above": indicator.above,
            "Below": indicator.below,
            f"Unknown {characteristic}": labels.unknown_rule(indicator.unknown, characteristic),
            "Source": _source(indicator.source),
        }
        sure = "Yes" if indicator.verified else "No"
        yield from ((indicator.number, item, text, sure) for item, text in items.items() if text)


def _source(source: Source) -> str:
    return ", ".join(part for part in (source.title, source.page, source.url) if part)


def _rule(rule: Rule) -> _Entry:
    return _words(rule.name), "Confirmed" if rule.verified else "Ours, not confirmed", rule.text


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


def _steps(method: Method) -> Iterator[_Entry]:
    for population in method.populations:
        name = _words(population.population)
        for step in population.steps:
            yield name, _words(step.step), step.description, step.dropped, step.left
        yield name, "People", f"from the table {population.table}", None, population.people


def _input(item: Input) -> _Entry:
    place = f"{item.file}, sheet {item.sheet}" if item.sheet else item.file
    return item.table, place, item.sha256, item.rows, item.people


def issues(report: Report) -> Iterator[Section]:
    """Yield the kinds of issue in the data, and where there are any the rows where they are."""
    groups, items = report.issues.groups, report.issues.items
    found = [table("Issues", _without_empty(_KINDS, groups), groups)] if groups else []
    yield Section("Issues", "Issues in the data" if groups else "Issues in the data: none found", found)
    if items:
        listed = items[:ITEMS_MOST]
        rows_found, more = (sum(item.count or 1 for item in each) for each in (items, items[ITEMS_MOST:]))
        cut = f"The first {rows_found - more:,} of {rows_found:,}; {numbers.plural(more, 'more row')} counted by kind."
        rows = table("Issue rows", _without_empty(_ITEMS, listed), listed)
        yield Section("Issue rows", "Issues row by row", [rows], [cut] if len(items) > len(listed) else [])


def _values(group: IssueGroup) -> str:
    return ", ".join(f"'{faulty.value}' x{faulty.times:,}" for faulty in group.values)


_KINDS: list[Column[IssueGroup]] = [
    Column("Severity", lambda group: labels.SEVERITY_NAMES[group.severity], width=12),
    Column("Issue", lambda group: f"{group.title} ({group.code})", width=30),
    Column("Where", labels.issue_place, width=30),
    Column("Count", lambda group: group.count, Holds.COUNT, 11),
    Column("First rows", lambda group: ", ".join(map(str, group.rows)), width=16),
    Column("What is wrong", lambda group: group.message, width=40),
    Column("Values", _values, width=26),
    Column("What to do", lambda group: group.advice, width=36),
    Column("Accepted because", lambda group: group.reason, width=26),
]
_ITEMS: list[Column[IssueItem]] = [
    Column("Severity", lambda item: labels.SEVERITY_NAMES[item.severity], width=12),
    Column("Code", lambda item: item.code, width=30),
    Column("Table", lambda item: item.table, width=16),
    Column("File", lambda item: item.file, width=30),
    Column("Sheet", lambda item: item.sheet, width=18),
    Column("Column", lambda item: item.column, width=24),
    Column("Row", lambda item: item.row, Holds.NUMBER, 10),
    Column("Rows meant", lambda item: item.count, Holds.COUNT, 13),
    Column("Value", lambda item: item.value, width=30),
    Column("What is wrong", lambda item: item.message, width=60),
    Column("What to do", lambda item: item.advice, width=50),
]
_WHERE_THERE_ARE_ANY = ("Values", "Accepted because", "Value")


def _without_empty(columns: Sequence[Column[T]], rows: Sequence[T]) -> list[Column[T]]:
    """The columns, but for values and reasons where there are none."""
    return [
        column
        for column in columns
        if column.heading not in _WHERE_THERE_ARE_ANY or any(map(column.of, rows))
    ]
