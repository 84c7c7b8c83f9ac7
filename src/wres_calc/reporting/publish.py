"""The public report: what is left of the internal one when nobody may work out a small number from it.

The figures come withheld already. Taken off here is what tells of people in another way: files and their hashes, how
many rows each step dropped, how many rows an issue has.
"""

from collections.abc import Iterator, Sequence

from wres_calc.reporting import report as r
from wres_calc.standards.model import Disclosure
from wres_calc.validation.issue import Issue


def public(report: r.Report, issues: Sequence[Issue], rules: Disclosure) -> r.Report:
    """The report for everybody, from one whose figures were withheld by the `rules`.

    It keeps the issues that were accepted, without their places and numbers: every report says what was accepted.
    """
    accepted = r.Issues(error=None, warning=None, note=None, items=tuple(_accepted(issues)))
    return report.model_copy(
        update={
            "inputs": (),
            "issues": accepted,
            "method": report.method.model_copy(update={"populations": ()}),
            "publication": _publication(rules),
        }
    )


def _accepted(issues: Sequence[Issue]) -> Iterator[r.IssueItem]:
    told = dict.fromkeys((issue.code, issue.table, issue.accepted) for issue in issues if issue.accepted)
    by_code = {issue.code: issue for issue in issues}
    for code, table, reason in told:
        issue = by_code[code]
        yield r.IssueItem(
            code=code,
            severity=r.Severity.NOTE,
            table=table,
            message=f"{issue.entry.title}. Accepted: {reason}",
            advice="",
            count=None,
        )


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
