"""Workbooks of every kind: opened safely, and known for what they are."""

from collections.abc import Mapping

import fastexcel

from wres_calc.intake.example_values import TEMPLATE_MARK
from wres_calc.intake.files import archive, own_process
from wres_calc.intake.files.kinds import WORKBOOK_KINDS, Kind
from wres_calc.intake.files.sheet_dimension import without_odd_dimensions
from wres_calc.intake.files.sheet_reach import MOST_SHEETS
from wres_calc.intake.files.source import TableSource

_NO_WORKBOOK: Mapping[str, str] = {Kind.TEXT: "text", Kind.PARQUET: "a Parquet file"}
_UNREADABLE = (
    "the workbook could not be read; it may be damaged, protected by a password, or reach far beyond what it holds. "
    "Save it as .xlsx, with the rows and columns of the table alone."
)
_DAMAGED = "the workbook could not be read; it may be damaged, or protected by a password."


def is_template(source: TableSource, workbook: fastexcel.ExcelReader) -> bool:
    """Whether the workbook is a template of ours, whichever program has saved it."""
    return is_xlsx(source) and any(name.name == TEMPLATE_MARK for name in workbook.defined_names())


def is_xlsx(source: TableSource) -> bool:
    """Whether it is of the kind whose own text can be looked through before it is read."""
    return source.kind is Kind.XLSX


def open_workbook(source: TableSource) -> fastexcel.ExcelReader:
    """The workbook of `source`. Raises `Refused` where it cannot or must not be opened.

    Of the other kinds nothing tells how far their cells reach: a process of its own has read them to the end first.
    """
    try:
        if source.kind not in WORKBOOK_KINDS:
            raise source.not_a_table(_NO_WORKBOOK.get(source.kind, source.kind))
        archive.check(source.path, source.kind)
        if not is_xlsx(source) and not own_process.survives(own_process.read_workbook, source.path):
            raise source.refusal("file-unreadable", _UNREADABLE)
        mended = without_odd_dimensions(source.path) if is_xlsx(source) else None
        workbook = fastexcel.read_excel(mended) if mended else own_process.opened(source.path)
    except archive.Unsafe as error:
        raise source.refusal(error.code, error.message) from None
    except (fastexcel.FastExcelError, *archive.DAMAGED):
        raise source.refusal("file-unreadable", _DAMAGED) from None
    if len(workbook.sheet_names) > MOST_SHEETS:
        message = f"the workbook has more than {MOST_SHEETS} sheets; keep those of the submission alone."
        raise source.refusal("file-unsafe", message)
    return workbook
