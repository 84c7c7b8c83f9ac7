"""Sheets that state their extent as the reader of workbooks refuses it, such as "1:21": read without the statement."""

import io
import re
import shutil
import zipfile
from pathlib import Path

_HEAD, _LARGE = 1 << 14, 1 << 30
_STATED = re.compile(
    rb"""<(?:\w+:)?dimension\s[^<>]*?ref\s*=\s*["']([^"'<>]*)["'][^<>]*?(?:/>|>\s*</(?:\w+:)?dimension>)"""
)
_USUAL = re.compile(rb"[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?")


def without_odd_dimensions(path: Path) -> bytes | None:
    """The workbook without such statements, which no figure needs; `None` where it has none."""
    with zipfile.ZipFile(path) as sent:
        odd = {part.filename for part in sent.infolist() if _is_sheet(part.filename) and _is_odd(sent, part)}
        if not odd:
            return None
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written:
            for part in sent.infolist():
                large = part.file_size > _LARGE
                with sent.open(part) as content, written.open(part.filename, "w", force_zip64=large) as to:
                    head = content.read(_HEAD)
                    to.write(_STATED.sub(b"", head, 1) if part.filename in odd else head)
                    shutil.copyfileobj(content, to)
        return copy.getvalue()


def _is_sheet(name: str) -> bool:
    return name.casefold().startswith("xl/worksheets/") and name.casefold().endswith(".xml")


def _is_odd(workbook: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with workbook.open(part) as content:
        stated = _STATED.search(content.read(_HEAD))
    return stated is not None and _USUAL.fullmatch(stated[1]) is None
