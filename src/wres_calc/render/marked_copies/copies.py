"""The copy of one file: the workbook that it was, or a new one with every cell as text."""

import io
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, cast

import openpyxl
from openpyxl.cell import MergedCell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from wres_calc import __version__
from wres_calc.intake.files import archive
from wres_calc.intake.files.kinds import Kind, kind_of
from wres_calc.intake.files.whole import Row, whole_rows
from wres_calc.render.marked_copies.issue_sheet import add_issue_sheet, say_uncommented
from wres_calc.render.marked_copies.marks import AUTHOR, MOST_COMMENTS, Mark, mark, marks, sheet_of
from wres_calc.report.findings import SentTable
from wres_calc.report.report import IssueItem
from wres_calc.report.safe import safe

MOST_CELLS = 3_000_000
"""Cells of a CSV or Parquet file up to which a copy is made; a workbook is some hundred bytes a cell in memory."""

LARGEST_CONTENT = 200 * 2**20
"""Bytes of a workbook unpacked up to which a copy is made."""

_WIDTH = 18
_LONGEST_TEXT = 32_767
_MOST_ROWS = 1_048_576


_NOT_COPIED = (Kind.XLS, Kind.XLSB, Kind.ODS)


class NotMarked(Exception):
    """There is no copy of this file; the text says why."""


class MarkedCopy(NamedTuple):
    """The bytes of a workbook, and how many faulty cells in it are coloured and have no comment."""

    data: bytes
    uncommented: int


def marked_copy(path: Path, tables: Sequence[SentTable], items: Sequence[IssueItem]) -> MarkedCopy:
    """The file at `path`, which holds `tables`, as a workbook with its issues marked. Raises `NotMarked`."""
    by_name = {table.table: table for table in tables}
    kind = kind_of(path)
    if kind in _NOT_COPIED:
        raise NotMarked(f"workbooks of the kind {kind} are only read; save it as .xlsx for a marked copy.")
    if kind is Kind.XLSX:
        return _of_workbook(path, by_name, items)
    return _of_text(path, tables[0], items)


def _of_workbook(path: Path, tables: Mapping[str, SentTable], items: Sequence[IssueItem]) -> MarkedCopy:
    if _size(path) > LARGEST_CONTENT:
        raise NotMarked(f"it unpacks to more than {LARGEST_CONTENT >> 20} MB.")
    if not openpyxl.DEFUSEDXML:
        raise NotMarked("the package defusedxml is missing, without which workbooks are not opened.")
    try:
        book = _loaded(path)
        add_issue_sheet(book, items, tables)
        return _encoded(book, _mark_loaded(book, marks(items, tables)))
    except Exception:  # openpyxl raises whatever its parts raise; the table itself was read in another way
        raise NotMarked("its formatting could not be read.") from None


def _of_text(path: Path, table: SentTable, items: Sequence[IssueItem]) -> MarkedCopy:
    tables = {table.table: table}
    book: Any = openpyxl.Workbook(write_only=True)
    try:
        add_issue_sheet(book, items, tables)
        uncommented = _write_as_text(book, path, table, marks(items, tables))
    except (NotMarked, ValueError, OSError) as fault:
        for sheet in book.worksheets:
            sheet.close()
            sheet._writer.cleanup()  # nothing of the data stays in the folder for temporary files
        if isinstance(fault, NotMarked):
            raise
        raise NotMarked("the file does not read as it did; was it changed meanwhile?") from None
    return _encoded(book, uncommented)


def _encoded(book: Any, uncommented: int) -> MarkedCopy:
    """The copy, known as ours by who made it, and as theirs once somebody saves a change."""
    if uncommented:
        say_uncommented(book, uncommented)
    book.properties.creator = book.properties.lastModifiedBy = f"{AUTHOR} {__version__}"
    target = io.BytesIO()
    book.save(target)
    return MarkedCopy(target.getvalue(), uncommented)


def _loaded(path: Path) -> Any:
    """The workbook with the last values of its formulas, without links to anything outside it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl cannot carry over, charts and the like, is left out
        with path.open("rb") as file:  # by its name openpyxl might refuse it
            book = openpyxl.load_workbook(file, data_only=True, keep_links=False)
    for sheet in cast(Any, book).worksheets:
        for cell in sheet._cells.values():  # those that are there; asking for rows would make all in between
            if cell.hyperlink is not None and cell.hyperlink.id:
                cell.hyperlink = None
    return book


def _size(path: Path) -> int:
    """Bytes of the workbook unpacked."""
    try:
        archive.check(path)
        with zipfile.ZipFile(path) as parts:
            return sum(part.file_size for part in parts.infolist())
    except archive.Unsafe as unsafe:
        raise NotMarked(unsafe.message) from None


def _mark_loaded(book: Any, found: Iterable[Mark]) -> int:
    """Mark the cells; return how many have no comment."""
    comments: Counter[str] = Counter()
    for place, items in found:
        cell = book[place.sheet].cell(place.row, place.column)
        if not isinstance(cell, MergedCell):
            comments[place.sheet] += 1
            mark(cell, items, comments[place.sheet] <= MOST_COMMENTS)
    return sum(max(cells - MOST_COMMENTS, 0) for cells in comments.values())


def _write_as_text(book: Any, path: Path, table: SentTable, found: Iterable[Mark]) -> int:
    """Write every cell as text, so that a spreadsheet takes no zero from a number and sees no formula.

    Return how many marked cells have no comment.
    """
    sheet = book.create_sheet(sheet_of(table))
    sheet.freeze_panes = f"A{table.header_row + 1}"
    for column in table.columns.values():
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    by_row = groupby(found, key=lambda mark: mark[0].row)
    next_row, marked = next(by_row, (0, iter(())))
    cells = comments = 0
    for number, row in enumerate(whole_rows(path, table.header_row, table.columns), 1):
        cells += len(row)
        if cells > MOST_CELLS or number > _MOST_ROWS:
            raise NotMarked(f"it has more than {MOST_CELLS:,} cells, or too many rows for a sheet.")
        mine: list[Mark] = []
        if number == next_row:
            mine = list(marked)
            next_row, marked = next(by_row, (0, iter(())))
        made = _row(sheet, row, most=max((place.column for place, _ in mine), default=0))
        for place, items in mine:
            comments += 1
            mark(made[place.column - 1], items, comments <= MOST_COMMENTS)
        if number == table.header_row:
            for cell in made:
                cell.font = Font(bold=True)
        sheet.append(made)
    return max(comments - MOST_COMMENTS, 0)


def _row(sheet: Any, row: Row, most: int) -> list[Any]:
    """The cells of a row, at least `most` of them."""
    return [_text(sheet, text) for text in [*row, *[None] * (most - len(row))]]


def _text(sheet: Any, text: str | None) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.number_format = "@"
    if text:
        cell.value = safe(text)[:_LONGEST_TEXT]
        cell.data_type = "s"
    return cell
