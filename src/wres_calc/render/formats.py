"""The formats of what is written and printed, each one line of a table; and which files are ours to replace.

Nothing but names is imported until something is made: a command's help reads these tables too.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wres_calc.across.years import Comparison
    from wres_calc.report.findings import Findings
    from wres_calc.report.goals import Goals
    from wres_calc.report.report import Report


_CORE_PROPERTIES = 65_536
_JSON_HEAD = 200
_JSON_OF_OURS = b'{"format":1,"tool":{"name":"wres-calc"'
"""How it begins as we write it, without spaces; saved by somebody else it may be in another order."""

_FINDINGS_OF_OURS = b'{"format":1,"submissions":['
"""The same of issues, which may be many."""

_ZIPPED = (b"PK\3\4", b"PK\5\6")
_PAGE = (b"<!DOCTYPE html>", b"</html>")
_SPACE = re.compile(rb"\s")


def is_our_workbook(path: Path) -> bool:
    """Whether a workbook was made by this program. Like the checks below it takes what a power cut left of one."""
    return _is_cut_off(path, *_ZIPPED) or b"<dc:creator>wres-calc" in _properties(path)


def is_untouched_workbook(path: Path) -> bool:
    """Whether it was not saved since: Excel and LibreOffice keep who made it, and change or drop who saved it last."""
    if _is_cut_off(path, *_ZIPPED):
        return True
    properties = _properties(path)
    return b"<dc:creator>wres-calc" in properties and b"<cp:lastModifiedBy>wres-calc" in properties


def is_our_ods(path: Path) -> bool:
    """Whether an OpenDocument spreadsheet was."""
    return _is_cut_off(path, *_ZIPPED) or b"<meta:generator>wres-calc" in _properties(path, "meta.xml")


def _properties(path: Path, part: str = "docProps/core.xml") -> bytes:
    import zipfile

    with zipfile.ZipFile(path) as parts, parts.open(part) as core:
        return core.read(_CORE_PROPERTIES)


def _is_cut_off(path: Path, begins: bytes, ends: bytes) -> bool:
    """Whether a file begins as its kind does and lacks the end of it; an empty one does."""
    with path.open("rb") as file:
        head = file.read(len(begins))
        file.seek(max(len(head), path.stat().st_size - _CORE_PROPERTIES))
        return begins.startswith(head) and ends not in file.read()


def _alike(head: bytes, beginning: bytes) -> bool:
    """Whether a file's first bytes are those of `beginning`, as far as there are any."""
    return head.startswith(beginning) or beginning.startswith(head)


def is_our_json(path: Path) -> bool:
    """Whether a JSON file was."""
    with path.open("rb") as file:
        if _alike(_SPACE.sub(b"", file.read(_JSON_HEAD)), _JSON_OF_OURS):
            return True
    document = _document(path)
    return isinstance(document, dict) and (document.get("tool") or {}).get("name") == "wres-calc"


def are_our_findings(path: Path) -> bool:
    """Whether a JSON file holds the issues of submissions."""
    with path.open("rb") as file:
        if _alike(_SPACE.sub(b"", file.read(_JSON_HEAD)), _FINDINGS_OF_OURS):
            return True
    document = _document(path)
    return isinstance(document, dict) and document.keys() == {"format", "submissions"}


def _document(path: Path) -> Any:
    from wres_calc.intake.files.bounded import json_document
    from wres_calc.intake.files.path_checks import text_in

    return json_document(text_in(path))


def is_our_csv(path: Path) -> bool:
    """Whether a CSV is a report's."""
    from wres_calc.render.csv_report import HEADING

    heading = HEADING.encode()
    with path.open("rb") as file:
        return _alike(file.read(len(heading) + 3).removeprefix(b"\xef\xbb\xbf"), heading)


def is_our_parquet(path: Path) -> bool:
    """Whether a Parquet file holds figures of ours: its foot says who made it, and nothing is decoded."""
    from wres_calc.render.csv_report import MADE_BY

    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _CORE_PROPERTIES))
        return MADE_BY in file.read() or _is_cut_off(path, b"PAR1", b"PAR1")


def is_our_page(path: Path) -> bool:
    """Whether a web page is."""
    with path.open("rb") as file:
        named = b'<meta name="generator" content="wres-calc' in file.read(_CORE_PROPERTIES)
    return named or _is_cut_off(path, *_PAGE)


def has_heading(data: bytes) -> Callable[[Path], bool]:
    """Return what says whether a CSV has the same headings as `data`, whatever people are divided by."""
    heading = data.partition(b"\r\n")[0].partition(b",group,")[0]

    def has(path: Path) -> bool:
        with path.open("rb") as file:
            return heading.startswith(file.read(len(heading)))

    return has


def _late(name: str, takes: int = 1) -> Callable[..., Any]:
    """Return a function of a module of this package, imported when it is called, by its name: "excel.workbook".

    It gets so many of the arguments of the call as it takes.
    """

    def call(*arguments: object) -> Any:
        module, _, function = name.rpartition(".")
        return getattr(import_module(f"{__package__}.{module}"), function)(*arguments[:takes])

    return call


def together(name: str, texts: Sequence[str]) -> str:
    """Put what is printed of several standards together: a list in JSON, one table in CSV."""
    if len(texts) == 1:
        return texts[0]
    if name == "json":
        return "[\n" + ",\n".join(text.rstrip() for text in texts) + "\n]\n"
    return texts[0] + "".join(text.partition("\r\n")[2] for text in texts[1:])


@dataclass(frozen=True)
class Format:
    """A format of files: its extension, how a report, years side by side and goals are written, and which are ours.

    One that is `printed` also goes to standard output. Without `across` it is of reports alone; `ending` is added to
    the names of its files.
    """

    extension: str
    report: "Callable[[Report], bytes]"
    years: "Callable[[Comparison], bytes]"
    goals: "Callable[[Goals], bytes]"
    is_ours: Callable[[Path], bool]
    printed: bool = False
    across: bool = True
    ending: str = ""


_json = _late("json_text.encoded")
_ods = _late("ods.encoded")
_return = _late("excel.return_book.workbook")
FORMATS: Mapping[str, Format] = {
    "excel": Format(
        "xlsx",
        _late("excel.workbook"),
        _late("excel.comparison_workbook"),
        _late("excel.goals_workbook"),
        is_our_workbook,
    ),
    "ods": Format("ods", _ods, _ods, _ods, is_our_ods),
    "json": Format("json", _json, _json, _json, is_our_json, printed=True),
    "csv": Format(
        "csv",
        _late("csv_report.encoded"),
        _late("csv_across.encoded_years"),
        _late("csv_across.encoded_goals"),
        is_our_csv,
        printed=True,
    ),
    "parquet": Format(
        "parquet",
        _late("csv_report.parquet"),
        _late("csv_across.parquet_years"),
        _late("csv_across.parquet_goals"),
        is_our_parquet,
    ),
    "html": Format(
        "html",
        _late("html.encoded"),
        _late("html.encoded_comparison"),
        _late("html.encoded_goals"),
        is_our_page,
    ),
    "return": Format("xlsx", _return, _return, _return, is_our_workbook, across=False, ending="_return"),
}
"""The formats by the name that `--to` knows them by, in the order in which they are written."""

FINDINGS: "Mapping[str, Callable[[Findings, bool], str]]" = {
    "json": _late("json_text.text"),
    "junit": _late("ci.junit", takes=2),
    "sarif": _late("ci.sarif"),
    "github": _late("ci.github"),
}
"""How issues are printed for programs, by the name that `--format` knows; the second argument: warnings fail."""
