"""The least of an .xlsb workbook: one sheet of texts and numbers, in the binary records of [MS-XLSB]."""

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>
<Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/></Types>"""
_RELATION = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="{to}"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>
</Relationships>"""

_ROW, _NUMBER, _TEXT = 0, 5, 6
_SHEET, _SHEET_END, _BOOK, _BOOK_END = 129, 130, 131, 132
_SHEETS, _SHEETS_END, _DATA, _DATA_END, _EXTENT, _PROPERTIES, _SHEET_NAME = 143, 144, 145, 146, 148, 153, 156


def _record(kind: int, content: bytes = b"") -> bytes:
    """A record: its kind and its length in seven bits a byte, then its content."""
    return _sevens(kind) + _sevens(len(content)) + content


def _sevens(number: int) -> bytes:
    found = []
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _cell(column: int, cell: str | float) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(cell, str):
        return _record(_TEXT, place + _text(cell))
    return _record(_NUMBER, place + struct.pack("<d", cell))


def write(path: Path, lines: Sequence[Sequence[str | float]], sheet: str = "Export") -> None:
    """Write a workbook; blank cells are left out."""
    rows = b""
    for number, line in enumerate(lines):
        rows += _record(_ROW, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        rows += b"".join(_cell(i, cell) for i, cell in enumerate(line) if cell != "")
    extent = struct.pack("<IIII", 0, len(lines) - 1, 0, max(map(len, lines)) - 1)
    data = _record(_DATA) + rows + _record(_DATA_END)
    content = _record(_SHEET) + _record(_EXTENT, extent) + data + _record(_SHEET_END)
    named = _record(_SHEET_NAME, struct.pack("<II", 0, 1) + _text("rId1") + _text(sheet))
    book = _record(_PROPERTIES, struct.pack("<II", 0, 0) + _text(""))
    book += _record(_SHEETS) + named + _record(_SHEETS_END)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATION.format(kind="officeDocument", to="xl/workbook.bin"))
        archive.writestr(
            "xl/_rels/workbook.bin.rels", _RELATION.format(kind="worksheet", to="worksheets/sheet1.bin")
        )
        archive.writestr("xl/workbook.bin", _record(_BOOK) + book + _record(_BOOK_END))
        archive.writestr("xl/worksheets/sheet1.bin", content)
