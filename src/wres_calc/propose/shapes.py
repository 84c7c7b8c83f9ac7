"""Exports in a shape of their own: known at sight, whatever their headings."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from wres_calc.intake.columns import Row
from wres_calc.intake.files.grids import Grid
from wres_calc.intake.files.source import TOP_ROWS, Refused, TableSource
from wres_calc.intake.shapes import benchmark, contractor, cross_tab
from wres_calc.propose.model import Ask, Draft, Option, Question


class Shape(NamedTuple):
    """A shape: which table it stands for, and how it is told."""

    name: str
    table: str
    is_it: Callable[[Sequence[Row]], object]


BENCHMARK = Shape(
    "the staff survey's benchmark workbook",
    "survey_summary",
    lambda rows: any(benchmark.is_item(cell) for row in rows[:TOP_ROWS] for cell in row if cell),
)
CONTRACTOR = Shape("a survey contractor's results by question", "survey_summary", contractor.heading_row)
CROSS_TAB = Shape("a cross-tab of recruitment by ethnic origin", "recruitment", cross_tab.has_its_rows)


def shape_of(grids: Sequence[Grid]) -> tuple[Shape, Grid] | None:
    """The shape of a file and the sheet in which it was seen; `None` for none of these."""
    for shape in (BENCHMARK, CONTRACTOR, CROSS_TAB):
        for grid in grids:
            if shape.is_it(grid.rows):
                return shape, grid
    return None


def conclude(draft: Draft, source: TableSource, shape: Shape, sheet: str | None, ask: Ask) -> None:
    """The settings of a file in a shape of its own; `sheet` is the one to name, if any."""
    draft.set(("file",), source.label)
    if sheet is not None and shape is not BENCHMARK:
        draft.set(("sheet",), sheet)
    draft.concluded.append(f"{source.label}: {shape.name}, by its headings")
    if shape is CONTRACTOR and "score" not in draft.settings:
        words = "do the scores of harassment and discrimination count who experienced it, or who did not?"
        options = (Option("experienced"), Option("not_experienced"))
        among = [option.value for option in options]
        draft.put(Question(draft.table, ("score",), words, options, lambda text: text in among), ask)


def unit(draft: Draft, source: TableSource, organisation: str, survey_year: int, ask: Ask) -> str | None:
    """Look for the organisation in a benchmark workbook; where only its units are, ask. What is wrong otherwise."""
    try:
        benchmark.find(replace(source, settings=draft.as_settings()), organisation, survey_year)
    except Refused as refused:
        message = refused.faults[0].message
        if refused.faults[0].code != "organisation-not-found":
            return message
        draft.put(Question(draft.table, ("unit",), message), ask)
    return None
