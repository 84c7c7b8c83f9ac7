"""What leaves the house: the public report, and reports and findings without the texts of cells.

Of the public report the figures come withheld already. Taken off here is what tells of people in another way: files and
their hashes, how many rows each step dropped, how many rows an issue has. Of rows left out on purpose the number is
kept where it is not small.
"""

from collections.abc import Iterator, Sequence

from wres_calc.checking.issue import Issue
from wres_calc.checking.validate import ROWS_EXCLUDED
from wres_calc.report import report as r
from wres_calc.report.findings import Findings, SubmissionFindings
from wres_calc.standards.model import Disclosure


def public(report: r.Report, issues: Sequence[Issue], rules: Disclosure) -> r.Report:
    """The report for everybody, from one whose figures were withheld by the `rules`.

    It keeps the issues that were accepted, without their places and numbers: every report says what was accepted.
    """
    accepted = r.Issues(error=None, warning=None, note=None, items=tuple(_accepted(issues, rules)))
    return report.model_copy(
        update={
            "inputs": (),
            "indicators": tuple(map(_without_respondents, report.indicators)),
            "issues": accepted,
            "method": report.method.model_copy(update={"populations": ()}),
            "publication": _publication(rules),
        }
    )


def _without_respondents(indicator: r.IndicatorReport) -> r.IndicatorReport:
    if indicator.survey is None:
        return indicator
    survey = indicator.survey.model_copy(update={"answered": None, "unknown": None})
    return indicator.model_copy(update={"survey": survey})


def _accepted(issues: Sequence[Issue], rules: Disclosure) -> Iterator[r.IssueItem]:
    told = {(issue.code, issue.table, issue.accepted): issue for issue in issues if issue.accepted}
    for (code, table, reason), issue in told.items():
        title = _left_out(issue, rules) if code == ROWS_EXCLUDED else issue.title
        yield r.IssueItem(
            code=code,
            title=issue.title,
            severity=r.Severity.NOTE,
            table=table,
            message=f"{title}. Accepted: {reason}",
            advice="",
            count=None,
            reason=reason,
        )


def _left_out(issue: Issue, rules: Disclosure) -> str:
    """How many rows are left out, unless that is a small number; with which fault is not for the public."""
    number = f"Fewer than {rules.threshold}" if issue.count < rules.threshold else f"{issue.count:,}"
    return f"{number} rows of {issue.table} are left out on purpose"


_BOARD_WHOLE = " The board is public: how many of its members are of each main group is shown, however few."


def _publication(rules: Disclosure) -> r.Publication:
    return r.Publication(
        audience="public",
        threshold=rules.threshold,
        survey_base=rules.survey_base,
        level=rules.level,
        board=rules.board,
        marker=r.MARKER,
        note=(
            f"{r.MARKER} stands for a number of people fewer than {rules.threshold}, for survey answers of fewer than "
            f"{rules.survey_base} respondents, and for what is withheld so that such a number cannot be worked out; "
            "it may be zero." + (_BOARD_WHOLE if rules.board == "publish" else "")
        ),
    )


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
        "items": tuple(
            item if item.value is None else item.model_copy(update={"value": None}) for item in issues.items
        )
    }
    if groups:
        every = submission.names_headings
        hidden["items"] = tuple(
            item.model_copy(update={"value": None, **_without_headings(item, every)}) for item in issues.items
        )
        hidden["groups"] = tuple(
            group.model_copy(update={"values": (), **_without_headings(group, every)})
            for group in issues.groups
        )
    return submission.model_copy(update={"issues": issues.model_copy(update=hidden)})


def _without_headings(issue: r.IssueItem | r.IssueGroup, every: bool) -> dict[str, object]:
    """What stands in place of a message that names headings as they were sent, which may be anything."""
    return {"message": f"{issue.title}.", "column": None} if every or issue.code in _OF_HEADINGS else {}


def _without_values(group: r.IssueGroup) -> r.IssueGroup:
    return group.model_copy(update={"values": ()})
