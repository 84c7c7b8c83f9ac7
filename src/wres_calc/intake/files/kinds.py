"""What a file is, by its content: many systems save text or a web page as .xls, and names are changed by hand."""

import zipfile
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """The kinds of files that are read, each named by its usual ending."""

    XLSX = ".xlsx"
    XLS = ".xls"
    XLSB = ".xlsb"
    ODS = ".ods"
    PARQUET = ".parquet"
    TEXT = ".csv"


WORKBOOK_KINDS = (Kind.XLSX, Kind.XLS, Kind.XLSB, Kind.ODS)

_HEAD = 1 << 14
_LARGEST_XLS = 50 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PARTS = {"xl/workbook.xml": Kind.XLSX, "xl/workbook.bin": Kind.XLSB, "content.xml": Kind.ODS}
_WEB_PAGE = ("<html", "<!doctype html", "<body", "<head", "<meta", "<style", "<table", "<div")
_OTHER_STARTS = {
    b"%PDF": "a PDF document",
    b"{\\rtf": "a text document (RTF)",
    b"ID;PWXL": "a SYLK file",
    b"\x1f\x8b": "a compressed file (gzip)",
    b"7z\xbc\xaf": "a compressed archive (7z)",
    b"Rar!": "a compressed archive (RAR)",
}
_OTHER_PARTS = {"word/": "a Word document", "ppt/": "a PowerPoint file"}


def kind_of(path: Path) -> Kind | str:
    """The kind of a file, or, for one of no kind that is read, words for what it is.

    Where the content is damaged or tells nothing, the name counts: who reads it says what is wrong.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    named = Kind(path.suffix.casefold()) if path.suffix.casefold() in list(Kind) else Kind.TEXT
    if head.startswith(b"PK\x03\x04"):
        return _archive(path) or named
    if head.startswith(_OLE):
        return Kind.XLS if _holds_workbook(path) else named
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    text = head.decode("utf-16" if head.startswith(_UTF16) else "latin-1", "ignore").lower()
    other = next((words for start, words in _OTHER_STARTS.items() if head.startswith(start)), None)
    return other or _markup(text.removeprefix("ï»¿").lstrip()) or _text(text, named)


def _archive(path: Path) -> Kind | str | None:
    """What a zip archive holds; `None` where it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.casefold() for name in archive.namelist()}
            kind = archive.open("mimetype").read(99) if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError, KeyError):
        return None
    for part, words in _OTHER_PARTS.items():
        if any(name.startswith(part) for name in names):
            return words
    if kind and b"spreadsheet" not in kind:
        return "a document of another kind (OpenDocument)"
    found = next((kind for part, kind in _PARTS.items() if part in names), None)
    # Parts of a workbook without its list of sheets: a damaged one.
    return found or (None if any(name.startswith("xl/") for name in names) else "a zip archive")


def _holds_workbook(path: Path) -> bool:
    """Whether an OLE file holds the stream of a workbook of old; one under a password holds another."""
    with path.open("rb") as file:
        content = file.read(_LARGEST_XLS)
    return any(f"{name}\0".encode("utf-16-le") in content for name in ("Workbook", "Book"))


def _markup(text: str) -> str | None:
    if text.startswith("mime-version:") or (text.startswith("from:") and "multipart/related" in text):
        return "a web page (MHTML)"
    if not text.startswith("<"):
        return None
    if "urn:schemas-microsoft-com:office:spreadsheet" in text or "<workbook" in text:
        return "an XML spreadsheet of Excel 2003"
    if any(tag in text for tag in _WEB_PAGE):
        return "a web page"
    return "an XML file" if text.startswith("<?xml") else None


def _text(text: str, named: Kind) -> Kind:
    """Text that has cells, whatever its name; without any it is what its name says, and damaged."""
    has_cells = any(separator in text for separator in ",;\t") and "\0" not in text
    return Kind.TEXT if named is Kind.TEXT or has_cells else named
