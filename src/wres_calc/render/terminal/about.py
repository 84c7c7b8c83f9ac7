"""Whom and what the report is about, how its headcounts came to be, and where it was written."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel

from wres_calc.render.terminal.parts import BOLD, DIM, indented, words
from wres_calc.report.report import Population, Report
from wres_calc.report.words import (
    about_intervals,
    about_range,
    count,
    date,
    organisation_name,
    plural,
    publication,
)


def heading(report: Report) -> RenderableType:
    """Return the organisation with its year, snapshot, and how sure the definitions are."""
    sure = (
        "Definitions confirmed from their sources"
        if report.method.definitions_verified
        else "Definitions not all confirmed from a primary source: see the method notes"
    )
    text = Group(
        words(organisation_name(report.organisation), BOLD),
        words(f"Workforce Race Equality Standard, reporting year {report.reporting_year}"),
        words(f"Snapshot {date(report.snapshot_date)}, staff survey of {report.method.survey_year}"),
        words(sure, DIM),
        words(publication(report), DIM),
    )
    return Panel(text, box=box.ROUNDED, padding=(0, 2))


def method(report: Report) -> Iterator[RenderableType]:
    """Yield each population in one line: the people counted, and what each step dropped."""
    if report.method.populations:
        yield words("How people were counted", BOLD)
    for population in report.method.populations:
        yield indented(words(_population(population)))
    if report.method.populations:
        yield words("")
    if notes := [*about_intervals(report), *about_range(report)]:
        yield words("How to read the intervals", BOLD)
        yield from (indented(words(note)) for note in notes)
        yield words("")


def _population(population: Population) -> str:
    dropped = [f"{step.description} ({count(step.dropped)})" for step in population.steps if step.dropped]
    name = population.population.replace("_", " ")
    of = ("application",) if population.table == "recruitment" else ("person", "people")
    counted = plural(population.people, *of)
    total = f"{name[:1].upper()}{name[1:]}: {counted}"
    if not dropped:
        return f"{total}; no row was dropped."
    return f"{total}; rows dropped: {'; '.join(dropped)}."


def accepted(report: Report) -> Iterator[RenderableType]:
    """Yield the issues that were accepted: all that the public is told of issues."""
    if report.issues.items:
        yield words("Accepted on purpose", BOLD)
        yield from (indented(words(item.message)) for item in report.issues.items)
        yield words("")


def saved_files(saved: Sequence[Path]) -> Iterator[RenderableType]:
    """Yield where the files are."""
    for path in saved:
        yield words(f"Written: {path}")
