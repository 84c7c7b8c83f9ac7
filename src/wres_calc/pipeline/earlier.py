"""Reports of other years, as they were saved: read back, and put in order."""

from collections.abc import Sequence
from pathlib import Path

from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.pipeline.examine import check_earlier
from wres_calc.report.report import Report
from wres_calc.report.saved import NO_REPORT, check_report, document_in


def saved_report(path: Path) -> Report:
    """A report as `wres calc --to json` wrote it.

    Raises:
        UnreadableInput: the file cannot be read, is no such report, or one with figures that cannot be.
    """
    try:
        document = document_in(path)
        check_report(path, document)
        return Report.model_validate(document)
    except NO_REPORT:
        raise UnreadableInput(
            f"{path} is no report in JSON as this version of wres-calc writes it.",
            "Give the JSON that `wres calc --to json` wrote, or the submission of that year.",
        ) from None


def earlier_report(path: Path, report: Report) -> Report:
    """A saved report of an earlier year of the same organisation.

    Raises:
        UnreadableInput: as `saved_report`.
        UsageError: it is of another organisation, of no earlier year, or internal beside a public one.
    """
    before = saved_report(path)
    check_earlier(
        before.organisation.code, before.reporting_year, report.organisation.code, report.reporting_year
    )
    if report.public and not before.public:
        raise internal_among_public(path)
    return before


def internal_among_public(path: Path) -> UsageError:
    """Why a saved report cannot be published: what it would take to protect its numbers is not in it."""
    return UsageError(
        f"{path} is an internal report: its small numbers are not protected.",
        "Give the submission of that year, or the report that was published.",
    )


def in_order(reports: Sequence[Report]) -> list[Report]:
    """Reports by year.

    Raises:
        UsageError: they are not of one organisation, or two are of one year.
    """
    ordered = sorted(reports, key=lambda report: report.reporting_year)
    codes = sorted({report.organisation.code.upper() for report in ordered})
    if len(codes) > 1:
        raise UsageError(
            f"Only years of one organisation are set side by side; these are of {', '.join(codes)}.",
            "Give submissions or reports of one organisation.",
        )
    years = [report.reporting_year for report in ordered]
    if twice := sorted({year for year in years if years.count(year) > 1}):
        raise UsageError(
            f"The year {', '.join(map(str, twice))} was given more than once.", "Give each year once."
        )
    return ordered
