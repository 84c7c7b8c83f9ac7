"""The sheet of a workbook that holds a table, and its cells as text.

The reader lays a sheet out as a full rectangle, at some 90 bytes a cell. So a large sheet is given to it some rows at a
time, each time as a workbook of its own: 200,000 rows of 20 columns then take 100 MB where they took 400.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

import fastexcel
import polars as pl

from wres_calc.intake.columns import Row, find_headings, recognised, required
from wres_calc.intake.files import archive, sheet_xml
from wres_calc.intake.files.frames import refuse_long_cells, tidy
from wres_calc.intake.files.sheet_reach import cell_name
from wres_calc.intake.files.sheet_xml import Sheet
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.files.workbooks import is_xlsx
from wres_calc.intake.model import ROW
from wres_calc.intake.names import simplified

CELLS_AT_ONCE = 150_000
"""Cells of the rectangle of a sheet that the reader is given whole."""

_NINE_DECIMALS = r"^-?[0-9]+[.][0-9]{9}$"
_BEGINNING, _END = b"<sheetData>", b"</sheetData>"
_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
_LAST_ROW = '<row r="{0}">{1}</row></sheetData></worksheet>'
_CORNER = '<c r="{0}" t="inlineStr"><is><t>.</t></is></c>'
_NEEDED = ("", "_rels", "xl", "xl/_rels")
"""Folders of a workbook: what the reader asks for besides the sheet itself."""

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
        frame = _in_parts(source, inspected)
        if frame is None:
            # Without skip_rows=0 blank rows at the top would be left out and every row number be wrong.
            frame = _read(workbook, source.sheet or "", skip_rows=0)
    except archive.Unsafe as error:
        raise source.refusal(error.code, error.message) from None
    except (fastexcel.FastExcelError, *archive.DAMAGED):
        raise source.refusal("file-unreadable", _DAMAGED_SHEET) from None
    except BaseException as fault:
        # What the reader did not foresee comes as no `Exception`, of a class that cannot be imported.
        if type(fault).__name__ != "PanicException":
            raise
        raise source.refusal("file-unreadable", _DAMAGED_SHEET) from None
    cells = frame.with_row_index(ROW, 1)
    refuse_long_cells(source, cells)
    return cells, inspected


def _read(workbook: fastexcel.ExcelReader, sheet: str, skip_rows: int | None = None) -> pl.DataFrame:
    """The cells of a sheet, numbers in full: the reader's text of one ends after nine decimals."""
    frame = workbook.load_sheet(sheet, header_row=None, skip_rows=skip_rows, dtypes="string").to_polars()
    frame.columns = [str(i) for i in range(frame.width)]
    cut = [i for i in frame.columns if frame.get_column(i).str.contains(_NINE_DECIMALS).any()]
    if not cut:
        return frame
    # By their names: their numbers would be counted from column A, be there something in it or not.
    names = [f"__UNNAMED__{i}" for i in cut]
    numbers = workbook.load_sheet(
        sheet, header_row=None, skip_rows=skip_rows, use_columns=names, dtypes="float"
    ).to_polars()
    for i, column in zip(cut, numbers.columns, strict=True):
        whole = numbers.get_column(column).map_elements(repr, return_dtype=pl.String)
        is_cut = pl.col(i).str.contains(_NINE_DECIMALS) & whole.is_not_null()
        frame = frame.with_columns(pl.when(is_cut).then(whole).otherwise(pl.col(i)).alias(i))
    return frame


def _in_parts(source: TableSource, inspected: Sheet) -> pl.DataFrame | None:
    """The cells of a large sheet, read some rows at a time; `None` where it is small, or not written as usual."""
    if not inspected.usual or inspected.last_row * inspected.width <= CELLS_AT_ONCE:
        return None
    frames: list[pl.DataFrame] = []
    done = 0
    with zipfile.ZipFile(source.path) as sent:
        sheet = source.sheet or ""
        part = sheet_xml.part_of(sent, sheet)[0]
        for pieces in _parts(sent, part, CELLS_AT_ONCE // inspected.width):
            numbers = set().union(*map(sheet_xml.rows_in, pieces))
            if min(numbers, default=done + 1) <= done:
                return None
            last = max(numbers, default=done)
            frame = _read(_workbook_of(sent, part, [_SHEET, *pieces, _row_below(last, inspected)]), sheet)
            if frame.width != inspected.width:
                return None
            frames += [frame.clear(last + 1 - done - frame.height), frame.head(-1)]
            done = last
    return pl.concat(frames, rechunk=False)


def _row_below(last: int, inspected: Sheet) -> bytes:
    """A row that gives a part the width of the sheet, and tells by the part's height where the reader began."""
    ends = sorted({min(inspected.columns), max(inspected.columns)})
    cells = "".join(_CORNER.format(cell_name(last + 1, column)) for column in ends)
    return _LAST_ROW.format(last + 1, cells).encode()


def _parts(sent: zipfile.ZipFile, part: str, most: int) -> Iterator[list[bytes]]:
    """The rows of a sheet as they are written, in pieces, some `most` rows at a time."""
    held: list[bytes] = []
    rows, begun = 0, False
    for piece in sheet_xml.whole_rows(archive.chunks(sent, part)):
        head, found, tail = piece.partition(_BEGINNING)
        content = head if begun else tail
        begun = begun or bool(found)
        held.append(content.partition(_END)[0])
        rows += content.count(b"</row>")
        if rows >= most:
            yield held
            held, rows = [], 0
    yield held


def _workbook_of(sent: zipfile.ZipFile, part: str, sheet: Iterable[bytes]) -> fastexcel.ExcelReader:
    """The workbook with what is given in one of its sheets, and with no other."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as workbook:
        for name in sent.namelist():
            if str(PurePosixPath(name).parent).strip(".") in _NEEDED:
                workbook.writestr(name, sent.read(name))
        with workbook.open(part, "w") as written:
            written.writelines(sheet)
    return fastexcel.read_excel(made.getvalue())


def _inspected(source: TableSource) -> Sheet:
    """What the sheet's own text says; formats that are no XML, or another, tell nothing of it."""
    if is_xlsx(source):
        return sheet_xml.inspect(source.path, source.sheet or "")
    return Sheet()
