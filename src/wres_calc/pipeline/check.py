"""What is wrong with submissions, and what became of every row of one."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from wres_calc.checking.issue import in_order
from wres_calc.errors import ConfigurationError, UnreadableInput, WresError
from wres_calc.pipeline.assess import Assessment, Options, assess_each
from wres_calc.report.findings import Findings, SubmissionFindings, findings_of, findings_of_refusal

if TYPE_CHECKING:
    from wres_calc.counting.trace import Trace


def trace(path: Path, options: Options) -> list[tuple[Assessment, "Trace"]]:
    """What became of every row of one submission, by each standard that was asked for; raises as `assess_each` does.

    Raises:
        WresError: a fault of the program: the rows as traced do not add up to what the report says.
    """
    from wres_calc.counting.trace import trace as trace_rows

    traced = []
    for assessment in assess_each(path, options):
        found = trace_rows(assessment.submission, assessment.validated, assessment.counts)
        if differing := [total.population for total in found.totals if not total.agrees]:
            raise WresError(
                f"A fault of the program: the trace and the report differ on {', '.join(differing)}.",
                "Nothing was written. Please tell the maintainers, without any of your data.",
            )
        traced.append((assessment, found))
    return traced


def find_issues(paths: Iterable[Path], options: Options) -> Findings:
    """What is wrong with each submission, in the order given: all that a report would say, and no figures.

    A submission that cannot be opened, or whose configuration is wrong, has that as its issue and stops no other. What
    is wrong by several standards is said once.
    """
    return Findings(submissions=tuple(_find(path, options) for path in paths))


def _find(path: Path, options: Options) -> SubmissionFindings:
    try:
        assessments = assess_each(path, options)
    except (ConfigurationError, UnreadableInput) as refused:
        return findings_of_refusal(path, refused)
    found = in_order(dict.fromkeys(issue for each in assessments for issue in each.issues))
    return findings_of(assessments[0].submission, found, options.show_values)
