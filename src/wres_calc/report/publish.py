"""The public report: what is left of the internal one when nobody may work out a small number from it.

The figures come withheld already. Taken off here is what tells of people in another way: files and their hashes, how
many rows each step dropped, how many rows an issue has. Of rows left out on purpose the number is kept where it is not
small.
"""

from collections.abc import Iterator, Sequence

from wres_calc.checking.issue import Issue
from wres_calc.checking.validate import ROWS_EXCLUDED
from wres_calc.report import report as r
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
    survey = indicator.survey.model_copy(update={"answered": None, "unknown_ethnicity": None})
    return indicator.model_copy(update={"survey": survey})


def _accepted(issues: Sequence[Issue], rules: Disclosure) -> Iterator[r.IssueItem]:
    told = {(issue.code, issue.table, issue.accepted): issue for issue in issues if issue.accepted}
    for (code, table, reason), issue in told.items():
        title = _left_out(issue, rules) if code == ROWS_EXCLUDED else issue.entry.title
        yield r.IssueItem(
            code=code,
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


def _publication(rules: Disclosure) -> r.Publication:
    return r.Publication(
        audience="public",
        threshold=rules.threshold,
        survey_base=rules.survey_base,
        level=rules.level,
        marker=r.MARKER,
        note=(
            f"{r.MARKER} stands for a number of people fewer than {rules.threshold}, for survey answers of fewer than "
            f"{rules.survey_base} respondents, and for what is withheld so that such a number cannot be worked out; "
            "it may be zero."
        ),
    )
