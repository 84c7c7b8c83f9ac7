"""Declares the layouts of tables in another shape than a record a row, and the table each stands for.

A layout is an entry of `LAYOUTS`. The table says so in a remark. Rows keep their numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.intake.config import LAST_ROW, TableSettings
from wres_calc.intake.files.grids import Grid, grids
from wres_calc.intake.files.kinds import WORKBOOK_KINDS, Kind
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.layouts import national_return, recruitment, survey_results
from wres_calc.intake.layouts.form_rows import group_of
from wres_calc.intake.layouts.layout import Block, Layout
from wres_calc.intake.model import RawTable
from wres_calc.standards.model import Standard

BENCHMARK = Layout(
    name="the staff survey's benchmark workbook",
    table="survey_summary",
    heading=survey_results.benchmark_item,
    fits=lambda block: True,
    read=survey_results.read_benchmark,
    on_every_sheet=True,
    asks={"organisation-not-found": ("unit",)},
)
CONTRACTOR = Layout(
    name="a survey contractor's results by question",
    table="survey_summary",
    heading=survey_results.contractor_heading,
    fits=lambda block: {*block.at.values()} == {*survey_results.CONTRACTOR_HEADINGS},
    read=survey_results.read_contractor,
    asks={"score-unclear": ("score", "experienced", "not_experienced")},
)
CROSS_TAB = Layout(
    name="a cross-tab of recruitment by ethnic origin",
    table="recruitment",
    heading=ETHNICITY.parse,
    fits=recruitment.has_ethnic_origins,
    read=recruitment.read_cross_tab,
    is_certain=recruitment.has_all_stages,
    without_headings=True,
)
RETURN = Layout(
    name="a filled-in national return",
    table="counts",
    heading=group_of,
    fits=national_return.is_return,
    read=national_return.read_counts,
)
RETURN_SURVEY = replace(
    RETURN, table="survey_summary", fits=national_return.has_percentages, read=national_return.read_survey
)
LAYOUTS = (BENCHMARK, CONTRACTOR, CROSS_TAB, RETURN, RETURN_SURVEY)


def read_return(path: Path, year: int) -> national_return.ReadForm | None:
    """Return a filled-in return, or an empty form of one; `None` of another file.

    Raises:
        Refused: the file cannot be read, or nothing tells which of its columns are of the year.
    """
    source = TableSource(RETURN.table, path, path.name, TableSettings())
    blocks = RETURN.blocks(source, grids(source, LAST_ROW)) if source.kind in WORKBOOK_KINDS else []
    return national_return.read_form(blocks, year) if blocks else None


def read_in_layout(
    source: TableSource, organisation: str, standard: Standard, *, without_headings: bool = False
) -> RawTable | None:
    """Read the table of a file in one of the layouts; `None` where it is in none of them.

    Raises:
        Refused: it is in one, and does not hold what is needed.
    """
    wanted = (source.name, without_headings)
    layouts = [each for each in LAYOUTS if (each.table, each.without_headings) == wanted]
    top = grids(source) if layouts and source.kind is not Kind.PARQUET else ()
    found = next((each for each in layouts if each.blocks(source, top)), None)
    return found.table_of(source, top, standard, organisation) if found else None


def layouts_of(source: TableSource, sheets: Sequence[Grid]) -> Iterator[tuple[Layout, Block]]:
    """Yield the layouts of a file, one for each table that it may be, and where each was seen; none for no layout."""
    for layout in LAYOUTS:
        if block := next(filter(layout.is_certain, layout.blocks(source, sheets)), None):
            yield layout, block


def reshape(table: RawTable, survey_year: int) -> RawTable:
    """Return the table as one of the tables, where it came in a shape of its own; else as it is.

    `survey_year` is that of the staff survey the reporting year uses.
    """
    match table.name:
        case "recruitment":
            return recruitment.from_summary(table)
        case "staff_survey":
            return survey_results.with_categories(table, survey_year)
        case "survey_summary":
            return survey_results.in_percent(table)
        case _:
            return table
