"""The least of an .ods workbook: sheets of texts, in the XML of OpenDocument."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_BEGIN = (
    '<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content '
    f'xmlns:office="{_NAMES}:office:1.0" xmlns:table="{_NAMES}:table:1.0" xmlns:text="{_NAMES}:text:1.0">'
    "<office:body><office:spreadsheet>"
)
_END = "</office:spreadsheet></office:body></office:document-content>"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def write(path: Path, rows: str, names: Sequence[str] = ("workforce",), before: str = "") -> None:
    """Write a workbook whose sheets, by their `names`, have the same `rows`; what stands `before` them may do harm."""
    content = "".join(f'<table:table table:name="{name}">{rows}</table:table>' for name in names)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", _MANIFEST)
        parts.writestr("content.xml", _BEGIN.format(before=before) + content + _END)
