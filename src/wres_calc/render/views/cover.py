"""What a file of sheets is about: on its cover, in its properties, on its pages and on each of its sheets."""

import datetime as dt
from dataclasses import dataclass

from wres_calc.across.contract import Rollup
from wres_calc.across.years import Comparison
from wres_calc.report.goals import Goals
from wres_calc.report.reconciliation import Reconciliation
from wres_calc.report.report import Report, Tool
from wres_calc.report.words.labels import audience, organisation_name, publication
from wres_calc.report.words.numbers import date, plural


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


def cover_of(report: Report) -> Cover:
    """Return what the file of a report is about: whom, which year, which day.

    The date is the snapshot's and not today's: the same report gives the same bytes.
    """
    name = organisation_name(report.organisation)
    return Cover(
        title=f"{report.standard.title} {report.reporting_year}: {name}",
        subject=f"{plural(len(report.indicators), 'indicator')}, snapshot {date(report.snapshot_date)}",
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
    year, to = goals.reporting_year, goals.aim.by
    subject = f"What equity in senior bands takes, from {year} to {to}"
    return _internal(goals, f"{goals.standard.title}: goals to {to}", subject, f", goals to {to}")


def cover_of_reconciliation(found: Reconciliation) -> Cover:
    """Return the same of numbers beside a submission: whose, and of which year."""
    beside = f"{', '.join(dict.fromkeys(each.file for each in found.cells))} beside the submission"
    heading = f"{found.standard.title} {found.reporting_year}: reconciliation"
    return _internal(found, heading, beside, f": {beside}")


def _internal(made: Goals | Reconciliation, heading: str, subject: str, about: str) -> Cover:
    name, year = organisation_name(made.organisation), made.reporting_year
    return Cover(
        title=f"{heading}: {name}",
        subject=subject,
        comments="",
        tool=made.tool,
        company=name,
        date=dt.date(year, 3, 31),
        left=name,
        right=f"{heading}: internal, not for publication",
        about=f"{name}, reporting year {year}{about}",
    )


def cover_of_rollup(rollup: Rollup) -> Cover:
    """Return the same of roll-ups: how many organisations, which year."""
    year = rollup.reporting_year
    day = dt.date(year, 3, 31)
    many = plural(rollup.levels[0].organisations, "organisation")
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
