"""Tables that come in another shape than a record a row: what they are, and the table they stand for.

A shape recognises itself, and says so in a remark: nothing is turned over in silence. Rows keep their numbers.
"""

from wres_calc.intake.files.kinds import WORKBOOK_KINDS, Kind
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.model import RawTable
from wres_calc.intake.shapes import contractor, cross_tab, recruitment, survey
from wres_calc.standards.model import Standard


def in_a_shape_of_its_own(source: TableSource, organisation: str, definitions: Standard) -> RawTable | None:
    """The table of a file whose headings are not those of any table; `None` where it is none of these.

    Raises:
        Refused: it is one, and does not hold what is needed.
    """
    if source.name != "survey_summary" or source.kind is Kind.PARQUET:
        return None
    found = None
    if source.kind in WORKBOOK_KINDS:
        from wres_calc.intake.shapes import benchmark

        found = benchmark.find(source, organisation, definitions.survey.year)
    return found or contractor.find(source, contractor.questions_of(definitions))


def without_its_headings(source: TableSource) -> RawTable | None:
    """The table of a file in which the headings of the table were looked for and not found; `None` for no shape known.

    Raises:
        Refused: it is of a known shape, and does not hold what is needed.
    """
    if source.name != "recruitment" or source.kind is Kind.PARQUET:
        return None
    return cross_tab.find(source)


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
