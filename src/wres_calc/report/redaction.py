"""Findings and reports without the texts of cells, for logs and for files that travel."""

from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.report import report as r
from wres_calc.report.findings import Findings, SubmissionFindings

_OF_HEADINGS = (
    "columns-not-used",
    "column-missing",
    "heading-nearly-known",
    "heading-repeated",
    "headings-not-found",
)
"""Issues whose messages name headings that are not those of a column."""


def without_values(findings: Findings, *, groups: bool = False) -> Findings:
    """The findings without the texts of cells.

    With `groups` the offending values of coded columns go as well, and headings that are no column's: there a list of
    people may have its first one.
    """
    return findings.model_copy(
        update={"submissions": tuple(_hidden(submission, groups) for submission in findings.submissions)}
    )


def report_without_values(report: r.Report) -> r.Report:
    """The report without the offending values of coded columns: they are for the screen of who checks the data."""
    groups = tuple(map(_without_values, report.issues.groups))
    return report.model_copy(update={"issues": report.issues.model_copy(update={"groups": groups})})


def _hidden(submission: SubmissionFindings, groups: bool) -> SubmissionFindings:
    issues = submission.issues
    hidden: dict[str, object] = {
        "items": tuple(item.model_copy(update={"value": None}) for item in issues.items)
    }
    if groups:
        every = submission.names_headings
        hidden["items"] = tuple(
            item.model_copy(update={"value": None, **_without_headings(item.code, every)})
            for item in issues.items
        )
        hidden["groups"] = tuple(
            group.model_copy(update={"values": (), **_without_headings(group.code, every)})
            for group in issues.groups
        )
    return submission.model_copy(update={"issues": issues.model_copy(update=hidden)})


def _without_headings(code: str, every: bool) -> dict[str, object]:
    """What stands in place of a message that names headings as they were sent, which may be anything."""
    return {"message": f"{CATALOGUE[code].title}.", "column": None} if every or code in _OF_HEADINGS else {}


def _without_values(group: r.IssueGroup) -> r.IssueGroup:
    return group.model_copy(update={"values": ()})
