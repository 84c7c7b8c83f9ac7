"""The workbook: its properties, its cell formats, its pages."""

import datetime as dt
import io

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from wres_calc.reporting.report import Report
from wres_calc.reporting.safe import safe
from wres_calc.reporting.to_excel.formats import Formats
from wres_calc.reporting.to_excel.sheet import Sheet
from wres_calc.reporting.wording import date, organisation_name

_A4 = 9
_EVERYWHERE = "A1:XFD1048576"
_NAME_MOST = 100
"""Excel takes 255 characters in a page header; a name may double in it."""


class Book:
    """A new workbook of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._target = io.BytesIO()
        as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._workbook = xlsxwriter.Workbook(self._target, {"in_memory": True, **as_text})
        self._formats = Formats(self._workbook)
        self._workbook.set_properties(_properties(report))

    def sheet(self, name: str, title: str, *notes: str, one_page: bool = False) -> Sheet:
        """Add a sheet for A4 landscape, all columns on one page, with its title and what it is about."""
        worksheet = self._workbook.add_worksheet(name)
        worksheet.hide_gridlines(2)
        worksheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        worksheet.fit_to_pages(1, 1 if one_page else 0)
        worksheet.set_header(_page_header(self._report))
        worksheet.set_footer(_page_footer(self._report))
        sheet = Sheet(worksheet, self._formats)
        sheet.title(title)
        for note in (about(self._report), *notes):
            sheet.line(note)
        sheet.gap()
        return sheet

    def encoded(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._workbook.close()
        return self._target.getvalue()


def about(report: Report) -> str:
    """Return the line that stands on every sheet: whom, which year, which day."""
    return (
        f"{organisation_name(report.organisation)}, reporting year {report.reporting_year}, "
        f"snapshot {date(report.snapshot_date)}"
    )


def _properties(report: Report) -> dict[str, object]:
    """The date is the snapshot's and not today's: the same report gives the same bytes."""
    name = safe(organisation_name(report.organisation))
    return {
        "title": f"Workforce Race Equality Standard {report.reporting_year}: {name}",
        "subject": f"Nine indicators, snapshot {date(report.snapshot_date)}",
        "author": f"{report.tool.name} {report.tool.version}",
        "company": name,
        "comments": f"Definitions {report.method.definitions_sha256}",
        "created": dt.datetime.combine(report.snapshot_date, dt.time()),
    }


def _page_header(report: Report) -> str:
    name = _literal(organisation_name(report.organisation)[:_NAME_MOST])
    return f"&L{name}&RWorkforce Race Equality Standard {report.reporting_year}"


def _page_footer(report: Report) -> str:
    made = f"{report.tool.name} {_literal(report.tool.version)}"
    return f"&L{made}&C&A&RPage &P of &N"


def _literal(text: str) -> str:
    """An ampersand alone begins a command of Excel's headers and footers."""
    return safe(text).replace("&", "&&")
