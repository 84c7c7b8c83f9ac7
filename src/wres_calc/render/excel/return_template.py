"""Fills a form of the national return that somebody has: its looks and its formulas stay, and nothing is silent."""

import io
import warnings
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.cell import MergedCell

from wres_calc import __version__
from wres_calc.errors import UnreadableInput
from wres_calc.intake.files.kinds import WORKBOOK_KINDS, Kind, kind_of
from wres_calc.intake.files.path_checks import hindrance
from wres_calc.intake.files.sheet_reach import cell_name
from wres_calc.intake.files.source import Refused
from wres_calc.intake.layouts import read_return
from wres_calc.intake.layouts.national_return import ReadForm
from wres_calc.render.files import file_of, write_files
from wres_calc.report.report import Report
from wres_calc.report.return_form import FormCell, FormRow, filled
from wres_calc.report.words.numbers import plural
from wres_calc.standards.returns import Form

_PERCENT = "0.00%"
_WANTED = (
    "Give the form as an Excel workbook (.xlsx), with the headings of its groups and the labels of its rows."
)
_AUTHOR = f"wres-calc {__version__}"


class FilledTemplate(NamedTuple):
    """A form that was filled: its bytes, and what there is to say of it, a line each."""

    data: bytes
    said: list[str]


def fill(template: Path, report: Report) -> FilledTemplate:
    """Fill the form with the figures of a report; say what was filled and what was not.

    Raises:
        UnreadableInput: it is not a form of the report's standard, or not a workbook that can be filled.
        UsageError: the return of this standard is not known.
    """
    layout, rows = filled(report)
    form = _read(template, layout, report.reporting_year)
    try:
        with warnings.catch_warnings(), template.open("rb") as file:
            warnings.simplefilter(
                "ignore"
            )  # what openpyxl cannot carry over, pictures and the like, is left out
            book: Any = openpyxl.load_workbook(file)
    except (
        Exception
    ):  # openpyxl raises whatever its parts raise; the cells themselves were read in another way
        raise UnreadableInput(f"{template}: its formatting could not be read.", _WANTED) from None
    filling = _Filling(form, book[form.block.source.sheet])
    said = [*filling.fill(rows), *_missing(form, layout, rows), *_otherwise(form)]
    book.calculation.fullCalcOnLoad = True
    book.properties.creator = book.properties.lastModifiedBy = _AUTHOR
    target = io.BytesIO()
    book.save(target)
    place = f'{template.name}, sheet "{form.block.source.sheet}"'
    first = f"{plural(filling.written, 'cell')} filled, {plural(filling.kept, 'formula')} of the form kept"
    return FilledTemplate(target.getvalue(), [f"{place}: {line}." for line in (first, *said)])


def write_filled(template: Path, report: Report, folder: Path) -> tuple[Path, list[str]]:
    """Write the filled form where the return of a report is written; return its path and what there is to say.

    Raises:
        UnreadableInput, UsageError: as `fill`.
        UnwritableOutput: as for reports.
    """
    made = fill(template, report)
    (path,) = write_files({file_of(report, "return", folder).name: made.data}, folder)
    return path, made.said


def _read(template: Path, layout: Form, year: int) -> ReadForm:
    """Find the rows and columns of the form."""
    if why := hindrance(template):
        raise UnreadableInput(f"{template} is {why}.", _WANTED)
    if not template.is_file():
        raise UnreadableInput(f"{template} does not exist.", _WANTED)
    if (kind := kind_of(template)) is not Kind.XLSX:
        what = (
            f"a workbook of the kind {kind}; save it as .xlsx"
            if kind in WORKBOOK_KINDS
            else "not an Excel workbook"
        )
        raise UnreadableInput(f"{template} is {what}.", _WANTED)
    try:
        form = read_return(template, year)
    except Refused as refused:
        raise UnreadableInput(" ".join(fault.message for fault in refused.faults), _WANTED) from None
    if form is None or form.layout != layout:
        raise UnreadableInput(f"{template} is not a form of the {layout.title}.", _WANTED)
    return form


class _Filling:
    """The cells of one form being filled."""

    def __init__(self, form: ReadForm, sheet: Any) -> None:
        self._form, self._sheet = form, sheet
        self.written = self.kept = 0

    def fill(self, rows: list[FormRow]) -> Iterator[str]:
        """Fill the rows that were found; yield what else there is to say of a cell."""
        by_name = {(row.section.title, row.key): row for row in rows if row.row}
        for found in self._form.found:
            row = by_name[found.section.title, found.row.name]
            for group, at in self._form.at.items():
                number, column = self._form.block.place(found.number, at)
                place = f"{cell_name(number, column)} ({found.label})"
                yield from self._cell(self._sheet.cell(number, column), place, row, row.cells.get(group))

    def _cell(self, cell: Any, place: str, row: FormRow, figure: FormCell | None) -> Iterator[str]:
        if isinstance(cell, MergedCell):
            if figure is not None:
                yield f"{place} is part of merged cells and was left as it is"
        elif cell.data_type == "f":
            self.kept += 1
            if row.row and row.row.written == "always" and not row.row.formula:
                yield f"{place} holds a formula, where a number is sent, and was left as it is"
        elif figure is None:
            if cell.value is not None:
                why = f" ({row.why.rstrip('.')})" if row.why else ""
                yield f"{place} has no figure here{why} and still holds {cell.value}"
        else:
            before = cell.value
            value = _value(cell, figure)
            if before not in (None, "", value):
                yield f"{place} held {before} and now holds {_shown(figure, value)}"
            cell.value = value
            self.written += 1


def _value(cell: Any, figure: FormCell) -> int | float:
    """A figure as the cell shows it: a share as a fraction where it shows per cents, or shows nothing in particular."""
    exact: Fraction = figure.value
    if figure.percent:
        if cell.number_format in ("General", "@"):
            cell.number_format = _PERCENT
        if "%" not in cell.number_format:
            exact *= 100
    return int(exact) if exact.denominator == 1 else float(exact)


def _shown(figure: FormCell, value: float) -> str:
    return f"{float(100 * figure.value):.2f}%" if figure.percent else f"{value:.6g}"


def _missing(form: ReadForm, layout: Form, rows: list[FormRow]) -> Iterator[str]:
    """What of the return has no place in the form: groups, rows, and people in rows that it does not have."""
    for column in layout.columns:
        if column.group not in form.at:
            yield f'no column is headed "{column.heading}": its numbers were not filled in'
    there = {(each.section.title, each.row.name) for each in form.found}
    for row in rows:
        if row.row and row.is_written and (row.section.title, row.key) not in there:
            people = sum(cell.value for cell in row.cells.values()) if row.row.count else 0
            more = f", {plural(int(people), 'person', 'people')}" if people else ""
            yield f'not found: "{row.label}" of "{row.section.title}"{more}'


def _otherwise(form: ReadForm) -> Iterator[str]:
    for name in form.beside:
        yield f'sheet "{name}" holds rows of a return too and was not filled: of several sheets one is'
    for each in form.found:
        if not each.is_exact:
            yield f'row {each.number}, "{each.label}", was taken for "{each.row.label}" of "{each.section.title}"'
