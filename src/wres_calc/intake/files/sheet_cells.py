"""The sheet of a workbook that holds a table, and its cells as text."""

from collections.abc import Sequence

import fastexcel
import polars as pl

from wres_calc.intake.columns import Row, find_headings, recognised, required
from wres_calc.intake.files import archive, sheet_xml
from wres_calc.intake.files.frames import refuse_long_cells, tidy
from wres_calc.intake.files.sheet_xml import Sheet
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.files.workbooks import is_xlsx
from wres_calc.intake.model import ROW
from wres_calc.intake.names import simplified

_DAMAGED_SHEET = "the sheet could not be read; it may be damaged."


def chosen(source: TableSource, workbook: fastexcel.ExcelReader) -> str:
    """The sheet asked for, else the one named after the table, else the only one that fits or that holds anything."""
    names = workbook.sheet_names
    if not names:
        raise source.refusal("file-unreadable", "the workbook has no sheets; it may be damaged.")
    wanted = source.sheet
    listed = ", ".join(f'"{name}"' for name in names)
    name = wanted or source.name
    alike = [sheet for sheet in names if simplified(sheet) == simplified(name)]
    if name in names or len(alike) == 1:
        return name if name in names else alike[0]
    if wanted:
        message = f"there is no such sheet; the sheets are {listed}."
        raise source.refusal("sheet-missing", message)
    if len(names) == 1:
        return names[0]
    # Of each sheet its first rows alone are kept: together they may be many times what one is.
    tops = {name: _top(source.on_sheet(name), workbook) for name in names}
    filled = [name for name in names if tops[name]]
    fitting = [name for name in filled if _fits(source.on_sheet(name), tops[name])]
    if len(fitting) == 1:
        return fitting[0]
    if len(filled) > 1:
        raise source.refusal(
            "sheet-unclear",
            f"several sheets hold data and none is named {source.name}: {', '.join(filled)}. "
            f'Say which under [tables.{source.name}] in submission.toml: sheet = "{filled[0]}".',
        )
    return filled[0] if filled else names[0]


def _top(source: TableSource, workbook: fastexcel.ExcelReader) -> list[tuple[str | None, ...]]:
    """The first rows of a sheet; nothing where it is empty."""
    return tidy(cells_of(source, workbook)[0].head(source.rows_to_look_at)).drop(ROW).rows()


def _fits(source: TableSource, top: Sequence[Row]) -> bool:
    """Whether a sheet has all the headings that the table must have."""
    row = find_headings(source, top).row
    return recognised(source, row) >= set(required(source.name))


def cells_of(source: TableSource, workbook: fastexcel.ExcelReader) -> tuple[pl.DataFrame, Sheet]:
    """All cells of the sheet from its row 1 on, in columns named 0, 1, 2, …, with the row numbers."""
    try:
        inspected = _inspected(source)
        # Without skip_rows=0 blank rows at the top would be left out and every row number be wrong.
        sheet = workbook.load_sheet(source.sheet or "", header_row=None, skip_rows=0, dtypes="string")
        frame = sheet.to_polars()
    except archive.Unsafe as error:
        raise source.refusal(error.code, error.message) from None
    except (fastexcel.FastExcelError, *archive.DAMAGED):
        raise source.refusal("file-unreadable", _DAMAGED_SHEET) from None
    except BaseException as fault:
        # What the reader did not foresee comes as no `Exception`, of a class that cannot be imported.
        if type(fault).__name__ != "PanicException":
            raise
        raise source.refusal("file-unreadable", _DAMAGED_SHEET) from None
    names = {name: str(i) for i, name in enumerate(frame.columns)}
    cells = frame.rename(names).with_row_index(ROW, 1)
    refuse_long_cells(source, cells)
    return cells, inspected


def _inspected(source: TableSource) -> Sheet:
    """What the sheet's own text says; formats that are no XML, or another, tell nothing of it."""
    if is_xlsx(source):
        return sheet_xml.inspect(source.path, source.sheet or "")
    return Sheet()
