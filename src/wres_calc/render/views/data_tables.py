"""The tables of a report as a spreadsheet for everybody: a cover, contents, notes, and one table on each further sheet.

As the Government Analysis Function asks of statistics in spreadsheets: no cell is blank, notes stand in a table of
their own, nothing stands below a table. Whatever writes sheets writes these.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import itemgetter

from wres_calc.across.contract import Rollup
from wres_calc.across.years import Comparison
from wres_calc.render.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Items,
    Number,
    Section,
    Table,
    Text,
    unfolded,
)
from wres_calc.render.blocks import table as table_of
from wres_calc.render.views import board_page, goals, method, rollup, summary, trend
from wres_calc.render.views.apart import beside_the_standard
from wres_calc.render.views.cover import Cover, cover_of, cover_of_goals, cover_of_rollup, cover_of_years
from wres_calc.render.views.indicator import bands_sheets
from wres_calc.render.views.measures import every_figure
from wres_calc.report.contract import Trend
from wres_calc.report.goals import Goals
from wres_calc.report.report import MARKER, Report, StandardSummary

CONTENTS = "Contents"
"""The sheet whose first column leads to the others."""

_NOT_AVAILABLE, _NOT_APPLICABLE = "[x]", "[z]"
_SHORTHAND = (
    f"{_NOT_AVAILABLE} means a figure that is not available: it could not be calculated from what was sent.",
    f"{_NOT_APPLICABLE} means that a column does not apply to a row.",
)

Shown = Report | Comparison | Goals | Rollup
Sheets = tuple[Cover, list[Section]]


def sheets_of(made: Shown) -> Sheets:
    """Return the sheets of what was made, and what they are about."""
    match made:
        case Report():
            return _sheets(cover_of(made), _of_report(made))
        case Comparison():
            return _sheets(cover_of_years(made), _of_trend(made.trend, made.standard))
        case Goals():
            return _sheets(cover_of_goals(made), goals.sections(made))
        case Rollup():
            return _sheets(cover_of_rollup(made), rollup.sections(made))


def _of_report(report: Report) -> Iterator[Section]:
    yield summary.summary(report)
    yield from filter(None, [board_page.annual_report(report)])
    yield from (*bands_sheets(report), *beside_the_standard(report), *every_figure(report))
    if report.benchmark is not None:
        yield trend.among_others(report.benchmark)
    if report.trend is not None:
        yield from _of_trend(report.trend, report.standard)
    yield method.method(report)


def _of_trend(years: Trend, standard: StandardSummary) -> list[Section]:
    return [trend.side_by_side(years, standard), *trend.all_changes(years)]


def _sheets(cover: Cover, sections: Iterable[Section]) -> Sheets:
    notes: dict[str, str] = {}
    tables = [sheet for section in sections for sheet in _one_table_each(section, notes)]
    noted = _sheet(
        "Notes", "Notes", table_of("Notes", _columns("Note", "Text"), zip(notes.values(), notes, strict=True))
    )
    named = [(each.name, each.title) for each in (noted, *tables)]
    contents = _sheet(CONTENTS, "Contents", table_of("Contents", _columns("Worksheet", "Title"), named))
    return cover, [_cover_sheet(cover), contents, noted, *tables]


def _columns(first: str, second: str) -> list[Column[tuple[str, str]]]:
    return [Column(first, itemgetter(0), width=26), Column(second, itemgetter(1), width=100)]


def _cover_sheet(cover: Cover) -> Section:
    blocks: list[Block] = [
        Text(f"{cover.about}."),
        Heading("Who may see it, and small numbers"),
        Text(cover.audience or "Internal: small numbers are not protected. Not for publication."),
        Heading("Shorthand in place of a figure"),
        Text(f"{MARKER} means a figure that is withheld (confidential)."),
        *map(Text, _SHORTHAND),
        Heading("How figures are given"),
        Text("Cells hold figures unrounded; they are shown rounded, half up. pp means percentage points."),
        Text(f"Made by {cover.tool.name} {cover.tool.version}. {cover.comments}".strip()),
    ]
    return Section("Cover", cover.title, blocks)


def _one_table_each(section: Section, notes: dict[str, str]) -> Iterator[Section]:
    """Each table of a section as a sheet of its own; what else is said goes to the notes, each text once."""
    shown = list(unfolded(section.blocks))
    tables = [block for block in shown if isinstance(block, Table) and block.rows]
    said = [*section.notes, *(text for block in shown for text in _texts(block))]
    marks = [notes.setdefault(text, f"[note {len(notes) + 1}]") for text in said] if tables else []
    for one in tables:
        alone = len(tables) == 1
        title = section.title if alone else f"{section.title}: {one.name.lower()}"
        yield _sheet(section.name if alone else one.name, title, one, dict.fromkeys(marks))


def _texts(block: Block) -> Iterable[str]:
    match block:
        case Items():
            return block.texts
        case Table() | Heading():
            return ()
        case _:
            return (block.text,)  # type: ignore[union-attr]


def _sheet(name: str, title: str, made: Table, marks: Iterable[str] = ()) -> Section:
    """A sheet with one table; above it how many there are, and which notes belong to it."""
    which = ", ".join(marks)
    about = "This worksheet contains one table." + (f" See on the worksheet Notes: {which}." if which else "")
    rows = [[_filled(cell) for cell in row] for row in made.rows]
    return Section(name, title, [Text(about), replace(made, rows=rows)])


def _filled(cell: Cell) -> Cell:
    """A cell that says why there is no figure, where there is none."""
    if isinstance(cell, Number) and cell.value is None:
        return MARKER if cell.withheld else _NOT_AVAILABLE
    return _NOT_APPLICABLE if cell is None or cell == "" else cell
