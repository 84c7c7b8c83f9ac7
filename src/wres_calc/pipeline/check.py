"""What is wrong with submissions, and what became of every row of one."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from wres_calc.errors import ConfigurationError, UnreadableInput, WresError
from wres_calc.pipeline.assess import Assessment, assess
from wres_calc.report.findings import Findings, SubmissionFindings, findings_of, findings_of_refusal

if TYPE_CHECKING:
    from wres_calc.counting.trace import Trace


def trace(
    path: Path, *, year: int | None = None, organisation: str | None = None
) -> tuple[Assessment, "Trace"]:
    """What became of every row of one submission; raises as `assess` does.

    Raises:
        WresError: a fault of the program: the rows as traced do not add up to what the report says.
    """
    from wres_calc.counting.trace import trace as trace_rows

    assessment = assess(path, year=year, organisation=organisation)
    found = trace_rows(assessment.submission, assessment.validated, assessment.counts)
    if differing := [total.population for total in found.totals if not total.agrees]:
        raise WresError(
            f"A fault of the program: the trace and the report differ on {', '.join(differing)}.",
            "Nothing was written. Please tell the maintainers, without any of your data.",
        )
    return assessment, found


def validate(
    paths: Iterable[Path],
    *,
    year: int | None = None,
    organisation: str | None = None,
    prior: Path | None = None,
    show_values: bool = False,
) -> Findings:
    """What is wrong with each submission, in the order given: all that `calculate` would report, and no figures.

    A submission that cannot be opened, or whose configuration is wrong, has that as its issue and stops no other.
    `show_values` puts the values of faulty cells into the findings.
    """
    return Findings(
        submissions=tuple(_validate(path, year, organisation, prior, show_values) for path in paths)
    )


def _validate(
    path: Path, year: int | None, organisation: str | None, prior: Path | None, show_values: bool
) -> SubmissionFindings:
    try:
        before = [] if prior is None else [prior]
        assessment = assess(path, year=year, organisation=organisation, prior=before)
    except (ConfigurationError, UnreadableInput) as refused:
        return findings_of_refusal(path, refused)
    return findings_of(assessment.submission, assessment.issues, show_values)
