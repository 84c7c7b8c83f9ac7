"""Tables that come in another shape than a record a row: what they are, and the table they stand for.

A layout is an entry of `LAYOUTS`. It says so in a remark: nothing is turned over in silence. Rows keep their numbers.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from wres_calc.intake.columns import Row
from wres_calc.intake.files.grids import Grid
from wres_calc.intake.files.kinds import WORKBOOK_KINDS, Kind
from wres_calc.intake.files.source import TOP_ROWS, TableSource
from wres_calc.intake.layouts import cross_tab, published, recruitment, survey
from wres_calc.intake.model import RawTable
from wres_calc.standards.model import Standard


class Layout(NamedTuple):
    """A layout of a whole file: the table it stands for, how its rows are known, and how it is read.

    `find` is given the organisation's code and the standard, and answers `None` where it is another layout.
    `without_headings` says that it is looked for only where the headings of the table were not found.
    """

    name: str
    table: str
    is_it: Callable[[Sequence[Row]], object]
    find: Callable[[TableSource, str, Standard], RawTable | None]
    without_headings: bool = False


def _in_benchmark(source: TableSource, organisation: str, standard: Standard) -> RawTable | None:
    if source.kind not in WORKBOOK_KINDS:
        return None
    return published.in_benchmark(source, organisation, standard.survey.year)


BENCHMARK = Layout(
    "the staff survey's benchmark workbook",
    "survey_summary",
    lambda rows: any(published.is_item(cell) for row in rows[:TOP_ROWS] for cell in row if cell),
    _in_benchmark,
)
CONTRACTOR = Layout(
    "a survey contractor's results by question",
    "survey_summary",
    published.heading_row,
    lambda source, organisation, standard: published.of_contractor(source, standard),
)
CROSS_TAB = Layout(
    "a cross-tab of recruitment by ethnic origin",
    "recruitment",
    cross_tab.has_its_rows,
    lambda source, organisation, standard: cross_tab.find(source),
    without_headings=True,
)
LAYOUTS = (BENCHMARK, CONTRACTOR, CROSS_TAB)


def laid_out(
    source: TableSource, organisation: str, standard: Standard, *, without_headings: bool = False
) -> RawTable | None:
    """The table of a file in a layout of its own; `None` where it is in none of these.

    Raises:
        Refused: it is in one, and does not hold what is needed.
    """
    for layout in LAYOUTS if source.kind is not Kind.PARQUET else ():
        if (layout.table, layout.without_headings) == (source.name, without_headings):
            found = layout.find(source, organisation, standard)
            if found is not None:
                return found
    return None


def layout_of(grids: Sequence[Grid]) -> tuple[Layout, Grid] | None:
    """The layout of a file and the sheet in which it was seen; `None` for none of these."""
    for layout in LAYOUTS:
        for grid in grids:
            if layout.is_it(grid.rows):
                return layout, grid
    return None


def reshape(table: RawTable, survey_year: int) -> RawTable:
    """The table as one of the tables, where it came in a shape of its own; else as it is.

    `survey_year` is that of the staff survey the reporting year uses.
    """
    match table.name:
        case "recruitment":
            return recruitment.from_summary(table)
        case "staff_survey":
            return survey.with_categories(table, survey_year)
        case "survey_summary":
            return survey.in_percent(table)
        case _:
            return table
