"""A workbook for everybody, as the Analysis Function asks: plain sheets in Arial 12, a table marked as such on each.

XlsxWriter knows neither styles by name nor a language: what marks headings, and the language, is put into its parts.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from wres_calc.render.blocks import Cell, Column, Heading, Number, Section, Table, Text
from wres_calc.render.excel.book import A4, AS_TEXT, workbook_properties
from wres_calc.render.excel.number_formats import number_format
from wres_calc.render.excel.sheet import (
    LINE_POINTS,
    Exact,
    heading_lines,
    letters_in,
    lines_of,
    width_of,
)
from wres_calc.render.views.cover import Cover
from wres_calc.render.views.data_tables import CONTENTS
from wres_calc.report.safe import safe

_FONT = {"font_name": "Arial", "font_size": 12, "valign": "top"}
_SIZES = {"Heading 1": 16, "Heading 2": 14}
_BUILT_IN = {"Heading 1": 16, "Heading 2": 17}
"""The numbers by which Excel knows its own styles."""
_LINE = LINE_POINTS * 12 / 10
_COVER_WIDTH, _HIGHEST = 110, 400.0


def workbook(cover: Cover, sheets: Sequence[Section]) -> bytes:
    """Return the workbook as bytes; the same sheets give the same bytes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, **AS_TEXT, "default_format_properties": {**_FONT}})
    book.set_properties(workbook_properties(cover))
    look = cache(lambda **properties: book.add_format({**_FONT, **properties}))
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, look)
    book.close()
    return _finished(target.getvalue())


def _write(worksheet: Any, sheet: Section, look: Any) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, 0)
    lines = [(sheet.title, {"bold": True, "font_size": _SIZES["Heading 1"]})]
    for block in sheet.blocks:
        if isinstance(block, Table):
            _table(worksheet, len(lines), block, look, links=sheet.name == CONTENTS)
        elif isinstance(block, Heading):
            lines.append((block.text, {"bold": True, "font_size": _SIZES["Heading 2"]}))
        elif isinstance(block, Text):
            lines.append((block.text, {}))
    wraps = len(lines) == 1 + len(sheet.blocks)
    if wraps:  # no table says how wide the first column is
        worksheet.set_column(0, 0, _COVER_WIDTH)
    for row, (text, properties) in enumerate(lines):
        size = properties.get("font_size", 12) / 12
        deep = lines_of([(text, letters_in(_COVER_WIDTH))]) if wraps else 1
        worksheet.set_row(row, _LINE * size * deep + 2)
        worksheet.write_string(row, 0, safe(text), look(text_wrap=wraps, **properties))


def _table(worksheet: Any, first: int, table: Table, look: Any, *, links: bool) -> None:
    heads = [
        {"header": column.heading, "header_format": look(bold=True, text_wrap=True, **_side(column))}
        for column in table.columns
    ]
    # A table of a workbook has a row below its headings, if only an empty one.
    last, name = first + max(1, len(table.rows)), table.name.replace(" ", "_")
    options = {"name": name, "columns": heads, "style": None, "autofilter": False}
    worksheet.add_table(first, 0, last, len(table.columns) - 1, options)
    widths = [width_of(column, [row[at] for row in table.rows]) for at, column in enumerate(table.columns)]
    worksheet.set_row(first, _LINE * heading_lines(table.columns, widths) + 2)
    for at, width in enumerate(widths):
        worksheet.set_column(at, at, width)
    for number, row in enumerate(table.rows, first + 1):
        deep = lines_of((cell, letters_in(width)) for cell, width in zip(row, widths, strict=True))
        worksheet.set_row(number, min(_LINE * deep + 2, _HIGHEST))
        for at, cell in enumerate(row):
            if links and at == 0:
                blue = look(font_color="#0000EE", underline=1, **_side(table.columns[at]))
                worksheet.write_url(number, at, f"internal:'{cell}'!A1", blue, str(cell))
            else:
                _cell(worksheet, number, at, cell, table.columns[at], look)


def _cell(worksheet: Any, row: int, at: int, cell: Cell, column: Column[Any], look: Any) -> None:
    if isinstance(cell, Number) and cell.value is not None:
        worksheet.write_number(
            row, at, Exact(cell.value), look(num_format=number_format(cell), **_side(column))
        )
    else:
        text = cell if isinstance(cell, str) else ""
        worksheet.write_string(row, at, safe(text), look(text_wrap=True, **_side(column)))


def _side(column: Column[Any]) -> Mapping[str, object]:
    return {"align": "right"} if column.figures else {"align": "left", "indent": 1}


def _finished(data: bytes) -> bytes:
    """The workbook with its headings as Excel's own styles, and its language."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in made.infolist():
            text = made.read(part)
            if part.filename == "xl/styles.xml":
                text = _with_styles(text.decode()).encode()
            elif part.filename == "docProps/core.xml":
                text = text.replace(
                    b"</cp:coreProperties>", b"<dc:language>en-GB</dc:language></cp:coreProperties>"
                )
            new.writestr(part, text)
    return target.getvalue()


def _with_styles(styles: str) -> str:
    """Name the looks of headings, each known by the size of its font."""
    sizes = re.findall(r'<font>.*?<sz val="(\d+)"/>', styles)
    own, named = "", ""
    for number, (name, size) in enumerate(_SIZES.items(), 1):
        if str(size) in sizes:
            font = sizes.index(str(size))
            own += f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0"/>'
            named += f'<cellStyle name="{name}" xfId="{number}" builtinId="{_BUILT_IN[name]}"/>'
            styles = re.sub(rf'(fontId="{font}" [^>]*)xfId="0"', rf'\1xfId="{number}"', styles)
    styles = re.sub(
        r'(<cellStyleXfs count=)"1">(.*?)(</cellStyleXfs>)', rf'\1"{1 + own.count("<xf")}">\2{own}\3', styles
    )
    return re.sub(
        r'(<cellStyles count=)"1">(.*?)(</cellStyles>)', rf'\1"{1 + own.count("<xf")}">\2{named}\3', styles
    )
