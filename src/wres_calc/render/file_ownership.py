"""Which files are ours: only those are ever replaced."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

_CORE_PROPERTIES = 65_536
_JSON_HEAD = 200
_JSON_OF_OURS = re.compile(rb'\s*\{\s*"format":\s*\d+,\s*"tool":\s*\{\s*"name":\s*"wres-calc"')
"""How it begins as we write it; saved by somebody else it may be in another order."""

_FINDINGS_OF_OURS = re.compile(rb'\s*\{\s*"format":\s*\d+,\s*"submissions":\s*\[')
"""The same of issues, which may be many."""


def is_our_workbook(path: Path) -> bool:
    """Whether a workbook was made by this program."""
    return b"<dc:creator>wres-calc" in _properties(path)


def is_untouched_workbook(path: Path) -> bool:
    """Excel and LibreOffice keep who made a workbook, and change or drop who saved it last."""
    properties = _properties(path)
    return b"<dc:creator>wres-calc" in properties and b"<cp:lastModifiedBy>wres-calc" in properties


def _properties(path: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(path) as parts, parts.open("docProps/core.xml") as core:
        return core.read(_CORE_PROPERTIES)


def is_our_json(path: Path) -> bool:
    """Whether a JSON file was."""
    with path.open("rb") as file:
        if _JSON_OF_OURS.match(file.read(_JSON_HEAD)):
            return True
    document = _document(path)
    return isinstance(document, dict) and (document.get("tool") or {}).get("name") == "wres-calc"


def are_our_findings(path: Path) -> bool:
    """Whether a JSON file holds the issues of submissions."""
    with path.open("rb") as file:
        if _FINDINGS_OF_OURS.match(file.read(_JSON_HEAD)):
            return True
    document = _document(path)
    return isinstance(document, dict) and document.keys() == {"format", "submissions"}


def _document(path: Path) -> Any:
    from wres_calc.intake.files.bounded import json_document
    from wres_calc.intake.files.standing import text_in

    return json_document(text_in(path))


def is_our_csv(path: Path) -> bool:
    """Whether a CSV is a report's."""
    from wres_calc.render.csv_report import HEADING

    heading = HEADING.encode()
    with path.open("rb") as file:
        return file.read(len(heading) + 3).removeprefix(b"\xef\xbb\xbf").startswith(heading)


def is_our_page(path: Path) -> bool:
    """Whether a web page is."""
    with path.open("rb") as file:
        return b'<meta name="generator" content="wres-calc' in file.read(_CORE_PROPERTIES)


def has_heading(data: bytes) -> Callable[[Path], bool]:
    """Return what says whether a CSV has the same headings as `data`."""
    heading = data.partition(b"\r\n")[0]

    def has(path: Path) -> bool:
        with path.open("rb") as file:
            return file.read(len(heading)) == heading

    return has
