"""The workbook: its properties, its sheets, its pages."""

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from wres_calc.across.contract import Rollup
from wres_calc.across.years import Comparison
from wres_calc.render.blocks import Section
from wres_calc.render.excel.sheet import Formats, Worksheet
from wres_calc.report.goals import Goals
from wres_calc.report.reconciliation import Reconciliation
from wres_calc.report.report import Report, Tool
from wres_calc.report.safe import safe
from wres_calc.report.words.labels import audience, organisation_name, publication
from wres_calc.report.words.numbers import date

_A4 = 9
_EVERYWHERE = "A1:XFD1048576"
_NAME_MOST = 60
"""What stands on the left of a page header without running into the right; Excel takes 255 characters in all."""


@dataclass(frozen=True)
class Cover:
    """What a workbook is about: in its properties, on its pages (`left` and `right` of the header), on each sheet."""

    title: str
    subject: str
    comments: str
    tool: Tool
    company: str
    date: dt.date
    left: str
    right: str
    about: str
    audience: str = ""


class Book:
    """A new workbook."""

    def __init__(self, cover: Cover) -> None:
        self._cover = cover
        self._target = io.BytesIO()
        as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        # Columns are as wide as so many figures of this font, and charts as wide as the columns they lie on.
        font = {"default_format_properties": {"font_name": "Arial", "font_size": 10}}
        self._workbook = xlsxwriter.Workbook(self._target, {"in_memory": True, **as_text, **font})
        self._formats = Formats(self._workbook)
        self._workbook.set_properties(workbook_properties(cover))

    def add(self, section: Section) -> None:
        """Add a sheet of blocks."""
        sheet = self.sheet(section.name, section.title, *section.notes, one_page=section.one_page)
        sheet.write(section.blocks)
        for cells in sheet.spreads:
            sheet.draw_in_cells(self.chart("scatter"), cells)

    def sheet(self, name: str, title: str, *notes: str, one_page: bool = False) -> Worksheet:
        """Add a sheet for A4 landscape, all columns on one page, with its title and what it is about."""
        worksheet = self._workbook.add_worksheet(name)
        worksheet.hide_gridlines(2)
        worksheet.ignore_errors({"number_stored_as_text": _EVERYWHERE})
        worksheet.set_landscape()
        worksheet.set_paper(_A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        worksheet.fit_to_pages(1, 1 if one_page else 0)
        worksheet.set_header(_page_header(self._cover))
        worksheet.set_footer(_page_footer(self._cover.tool))
        sheet = Worksheet(worksheet, self._formats)
        sheet.title(title)
        for note in filter(None, (self._cover.about, self._cover.audience, *notes)):
            sheet.line(note)
        sheet.gap()
        return sheet

    def chart(self, kind: str, subtype: str | None = None) -> Any:
        """Return a new native chart, to be placed on a sheet."""
        return self._workbook.add_chart({"type": kind} | ({"subtype": subtype} if subtype else {}))

    def encoded(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._workbook.close()
        return self._target.getvalue()


def cover_of(report: Report) -> Cover:
    """Return what the workbook of a report is about: whom, which year, which day.

    The date is the snapshot's and not today's: the same report gives the same bytes.
    """
    name = organisation_name(report.organisation)
    return Cover(
        title=f"{report.standard.title} {report.reporting_year}: {name}",
        subject=f"{len(report.indicators)} indicators, snapshot {date(report.snapshot_date)}",
        comments=f"Definitions {report.method.definitions_sha256}",
        tool=report.tool,
        company=name,
        date=report.snapshot_date,
        left=name,
        right=f"{report.standard.title} {report.reporting_year}"
        + ("" if report.public else ": internal, not for publication"),
        about=(f"{name}, reporting year {report.reporting_year}, snapshot {date(report.snapshot_date)}"),
        audience=publication(report),
    )


def cover_of_years(comparison: Comparison) -> Cover:
    """Return the same of a comparison: the years and the last snapshot."""
    name = organisation_name(comparison.organisation)
    first, last = comparison.years
    years = f"reporting years {first} to {last}"
    return Cover(
        title=f"{comparison.standard.title} {first} to {last}: {name}",
        subject=f"The years side by side, {years}",
        comments=" ".join(year.definitions_sha256 for year in comparison.trend.years),
        tool=comparison.tool,
        company=name,
        date=comparison.snapshot_date,
        left=name,
        right=f"{comparison.standard.title}, {years}"
        + ("" if comparison.public else ": internal, not for publication"),
        about=f"{name}, {years}, last snapshot {date(comparison.snapshot_date)}",
        audience=audience(comparison.publication),
    )


def cover_of_goals(goals: Goals) -> Cover:
    """Return the same of goals: whose, and to which year."""
    name, year = organisation_name(goals.organisation), goals.reporting_year
    return Cover(
        title=f"{goals.standard.title}: goals to {goals.aim.by}: {name}",
        subject=f"What equity in senior bands takes, from {year} to {goals.aim.by}",
        comments="",
        tool=goals.tool,
        company=name,
        date=dt.date(year, 3, 31),
        left=name,
        right=f"{goals.standard.title}: goals to {goals.aim.by}: internal, not for publication",
        about=f"{name}, reporting year {year}, goals to {goals.aim.by}",
    )


def cover_of_reconciliation(found: Reconciliation) -> Cover:
    """Return the same of numbers beside a submission: whose, and of which year."""
    name, year = organisation_name(found.organisation), found.reporting_year
    files = ", ".join(dict.fromkeys(each.file for each in found.cells))
    return Cover(
        title=f"{found.standard.title} {year}: reconciliation: {name}",
        subject=f"{files} beside the submission",
        comments="",
        tool=found.tool,
        company=name,
        date=dt.date(year, 3, 31),
        left=name,
        right=f"{found.standard.title} {year}: reconciliation: internal, not for publication",
        about=f"{name}, reporting year {year}: {files} beside the submission",
    )


def cover_of_rollup(rollup: Rollup) -> Cover:
    """Return the same of roll-ups: how many organisations, which year."""
    year = rollup.reporting_year
    day = dt.date(year, 3, 31)
    many = f"{rollup.levels[0].organisations} organisations"
    public = rollup.publication.audience == "public"
    return Cover(
        title=f"{rollup.standard.title} {year}: roll-ups",
        subject=f"{many}, snapshot {date(day)}",
        comments=f"Definitions {rollup.definitions_sha256}",
        tool=rollup.tool,
        company="",
        date=day,
        left="Roll-ups",
        right=f"{rollup.standard.title} {year}" + ("" if public else ": internal, not for publication"),
        about=f"{many}, reporting year {year}, snapshot {date(day)}",
        audience=audience(rollup.publication),
    )


def workbook_properties(cover: Cover) -> dict[str, object]:
    """Return the properties of a workbook, as Excel shows them."""
    return {
        "title": safe(cover.title),
        "subject": cover.subject,
        "author": f"{cover.tool.name} {cover.tool.version}",
        "company": safe(cover.company),
        "comments": cover.comments,
        "created": dt.datetime.combine(cover.date, dt.time()),
    }


def _page_header(cover: Cover) -> str:
    left = cover.left if len(cover.left) <= _NAME_MOST else f"{cover.left[: _NAME_MOST - 1].rstrip()}…"
    return f"&L{_literal(left)}&R{_literal(cover.right)}"


def _page_footer(tool: Tool) -> str:
    return f"&L{tool.name} {_literal(tool.version)}&C&A&RPage &P of &N"


def _literal(text: str) -> str:
    """An ampersand alone begins a command of Excel's headers and footers."""
    return safe(text).replace("&", "&&")
