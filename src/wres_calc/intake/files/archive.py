"""What a workbook is before anything reads it: a sound zip archive of a bearable size, without active content.

Everything is decided by content, nothing by the file's name. Nothing in the archive is run or followed.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from wres_calc.intake.files.kinds import Kind

LARGEST_FILE = 300 * 2**20
"""Bytes. A sheet of 1,048,576 rows with the columns of the workforce table is about 100 MB as Excel packs it."""

LARGEST_CONTENT = 3 * 2**30
"""Bytes of all parts unpacked, as the archive declares them; what is read is held to what was declared."""

MOST_PARTS = 1000
HIGHEST_RATIO = 200
"""Unpacked over packed size of one part; real sheets stay below 50."""

LONGEST_TEXT = 1 << 22
"""Bytes of one text, markup included; a cell of Excel holds 32,767 characters."""

LARGEST_OTHER_CONTENT = 300 * 2**20
"""Bytes unpacked of an .xlsb or .ods."""

RATIO_MATTERS_FROM = 2**20
"""Bytes unpacked below which the ratio says nothing."""

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
"""What reading a damaged archive may raise, at any time."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROLOGUE = 1 << 16
_CHUNK = 1 << 20
_ACTIVE = re.compile(r"vbaProject|vbaData|/activeX/|/macrosheets/|^/(?:Basic|Scripts)/", re.IGNORECASE)
_MACRO_TYPES = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)


class Unsafe(Exception):
    """The archive is refused. `code` is that of the fault, the text says why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


LARGEST_OTHER = 50 * 2**20
"""Bytes of a workbook in another format than .xlsx: it is read whole, and nothing inside can be looked at first."""


def check(path: Path, kind: str = Kind.XLSX) -> None:
    """Raise `Unsafe` for a file that is no workbook, or one that is damaged, encrypted, oversized or active."""
    if kind == Kind.XLSX:
        _check_xlsx(path)
    else:
        _check_other(path, kind)


def _check_other(path: Path, kind: str) -> None:
    """An .xls of old, an .xlsb or an .ods: its size, and for the archives that of what is in them."""
    if path.stat().st_size > LARGEST_OTHER:
        raise Unsafe(
            "file-unsafe",
            f"the workbook is larger than {LARGEST_OTHER >> 20} MB; send the table as .xlsx or CSV.",
        )
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise Unsafe("file-empty", "the file is empty.")
    if kind == Kind.XLS:
        if start != _OLE:
            raise Unsafe("file-unreadable", "the file is not an .xls workbook; check the end of its name.")
        return
    if start == _OLE:
        raise Unsafe("file-encrypted", "the file is protected by a password. Save it without.")
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive.infolist())
            if sum(part.file_size for part in archive.infolist()) > LARGEST_OTHER_CONTENT:
                raise Unsafe(
                    "file-unsafe", "the workbook unpacks to too much; send the table as .xlsx or CSV."
                )
            names = archive.namelist()
            if any(_ACTIVE.search(f"/{name}") for name in names):
                raise Unsafe("file-unsafe", "the workbook holds macros. Save it as .xlsx without macros.")
    except DAMAGED:
        raise Unsafe(
            "file-unreadable", "the file is not a workbook, or it is damaged or cut short."
        ) from None


def _check_xlsx(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise Unsafe("file-empty", "the file is empty.")
    if start == _OLE:
        raise Unsafe(
            "file-encrypted",
            "the file is protected by a password, or it is an .xls of old under another name. "
            "Save it as .xlsx without a password.",
        )
    if path.stat().st_size > LARGEST_FILE:
        raise Unsafe(
            "file-unsafe", f"the workbook is larger than {LARGEST_FILE >> 20} MB; send the table as CSV."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive.infolist())
            _check_content(archive)
    except DAMAGED:
        raise Unsafe(
            "file-unreadable", "the file is not a workbook, or it is damaged or cut short."
        ) from None


def chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The content of `part`, unpacked piece by piece, never more than was declared."""
    with archive.open(part) as content:
        while chunk := content.read(_CHUNK):
            yield chunk


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise Unsafe("file-unsafe", f"the workbook has more than {MOST_PARTS} parts.")
    if sum(part.file_size for part in parts) > LARGEST_CONTENT:
        raise Unsafe("file-unsafe", f"the workbook unpacks to more than {LARGEST_CONTENT >> 30} GB.")
    if len({part.filename.casefold() for part in parts}) < len(parts):
        raise Unsafe("file-unsafe", "the workbook holds two parts of one name.")
    for part in parts:
        if part.flag_bits & 1:
            raise Unsafe("file-encrypted", "parts of the workbook are encrypted. Save it without a password.")
        if part.file_size > RATIO_MATTERS_FROM and part.file_size > HIGHEST_RATIO * part.compress_size:
            raise Unsafe("file-unsafe", f"a part of the workbook is packed more than {HIGHEST_RATIO} to 1.")


def _check_content(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if "[Content_Types].xml" not in names or not any(name.casefold() == "xl/workbook.xml" for name in names):
        raise Unsafe("file-unreadable", "the file is not an .xlsx workbook.")
    if any(_ACTIVE.search(f"/{name}") for name in names) or _MACRO_TYPES.search(
        archive.read("[Content_Types].xml")
    ):
        raise Unsafe("file-unsafe", "the workbook holds macros. Save it as .xlsx without macros.")
    for name in names:
        if name.casefold().endswith((".xml", ".rels", ".vml")):
            with archive.open(name) as content:
                _check_prologue(content.read(_PROLOGUE))
    # The shared texts are unpacked again by the reader, which trusts their declared size; here it is verified.
    for name in names:
        if name.casefold() == "xl/sharedstrings.xml":
            _check_texts(archive, name)


def _check_texts(archive: zipfile.ZipFile, name: str) -> None:
    unended = 0
    for piece in chunks(archive, name):
        unended = len(piece) - piece.rfind(b"si>") if b"si>" in piece else unended + len(piece)
        if unended > LONGEST_TEXT:
            raise Unsafe("file-unsafe", "the workbook holds a text longer than any cell can be.")


def _check_prologue(start: bytes) -> None:
    """A document type, and with it entities, can only be declared before the first element."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
        raise Unsafe("file-unsafe", "a part of the workbook is not in UTF-8.")
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", start, re.IGNORECASE):
        raise Unsafe("file-unsafe", "a part of the workbook declares XML entities.")
    if start and not re.search(rb"<[A-Za-z_]", start):
        raise Unsafe("file-unsafe", "a part of the workbook is not XML.")
