"""The formats of what is written and printed, each one line of a table: options, files and their owners read it.

Nothing but names is imported until something is made: a command's help reads these tables too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wres_calc.render.file_ownership import is_our_csv, is_our_json, is_our_page, is_our_workbook

if TYPE_CHECKING:
    from wres_calc.across.comparison import Comparison
    from wres_calc.report.findings import Findings
    from wres_calc.report.report import Report


@dataclass(frozen=True)
class Format:
    """A format of files: its extension, how a report and years side by side are written in it, and which are ours."""

    extension: str
    report: "Callable[[Report], bytes]"
    years: "Callable[[Comparison], bytes]"
    is_ours: Callable[[Path], bool]


def _workbook(report: "Report") -> bytes:
    from wres_calc.render.excel import workbook

    return workbook(report)


def _workbook_of_years(comparison: "Comparison") -> bytes:
    from wres_calc.render.excel import comparison_workbook

    return comparison_workbook(comparison)


def _json(document: "Report | Comparison") -> bytes:
    from wres_calc.render.json_text import encoded

    return encoded(document)


def _csv(report: "Report") -> bytes:
    from wres_calc.render.csv_report import encoded

    return encoded(report)


def _csv_of_years(comparison: "Comparison") -> bytes:
    from wres_calc.render.csv_trend import encoded

    return encoded(comparison)


def _page(report: "Report") -> bytes:
    from wres_calc.render.html import encoded

    return encoded(report)


def _page_of_years(comparison: "Comparison") -> bytes:
    from wres_calc.render.html import encoded_comparison

    return encoded_comparison(comparison)


FORMATS: Mapping[str, Format] = {
    "excel": Format("xlsx", _workbook, _workbook_of_years, is_our_workbook),
    "json": Format("json", _json, _json, is_our_json),
    "csv": Format("csv", _csv, _csv_of_years, is_our_csv),
    "html": Format("html", _page, _page_of_years, is_our_page),
}
"""The formats by the name that `--to` knows them by, in the order in which they are written."""


def _findings_json(findings: "Findings", warnings_fail: bool) -> str:
    from wres_calc.render.json_text import text

    return text(findings)


def _junit(findings: "Findings", warnings_fail: bool) -> str:
    from wres_calc.render.ci import junit

    return junit(findings, warnings_fail=warnings_fail)


def _sarif(findings: "Findings", warnings_fail: bool) -> str:
    from wres_calc.render.ci import sarif

    return sarif(findings)


def _github(findings: "Findings", warnings_fail: bool) -> str:
    from wres_calc.render.ci import github

    return github(findings)


FINDINGS: "Mapping[str, Callable[[Findings, bool], str]]" = {
    "json": _findings_json,
    "junit": _junit,
    "sarif": _sarif,
    "github": _github,
}
"""How issues are printed for programs, by the name that `--format` knows; the second argument: warnings fail."""
