"""The whole way of one submission: assess it, then build its report or list its issues.

`calculate`, `validate` and `Report` are what notebooks import (`from wres_calc import ...`).
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from wres_calc.checking.issue import in_order
from wres_calc.errors import ConfigurationError, UnreadableInput
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.pipeline.assess import Assessment, Options, assess, assess_each, trace
from wres_calc.pipeline.reports import build_report, write_files
from wres_calc.report.findings import Findings, SubmissionFindings, findings_of, findings_of_refusal
from wres_calc.report.report import Report
from wres_calc.standards.load import WRES

__all__ = [
    "Assessment",
    "Options",
    "Report",
    "assess",
    "assess_each",
    "build_report",
    "calculate",
    "find_issues",
    "trace",
    "validate",
    "write_files",
]


def calculate(
    path: Path | str,
    *,
    year: int | None = None,
    organisation: str | None = None,
    standard: str = WRES,
    by: Collection[str] = (),
    indicators: Collection[IndicatorNumber] | None = None,
    prior: Sequence[Path | str] = (),
    confidence: float = 0.95,
    publish: bool = False,
) -> Report:
    """Make the report of one submission by one standard; the parameters are those of `Options`.

    Raises:
        WresError: as `assess_each` and `build_report`; its `exit_code` is that of the command.
    """
    earlier = tuple(map(Path, prior))
    options = Options(year, organisation, (standard,), by, indicators, earlier, confidence, publish)
    return build_report(assess(Path(path), options), options)


def validate(
    paths: Path | str | Iterable[Path | str],
    *,
    year: int | None = None,
    organisation: str | None = None,
    standard: str = WRES,
    prior: Sequence[Path | str] = (),
    show_values: bool = False,
) -> Findings:
    """Find what is wrong with one submission, or with several, by one standard; raises as `find_issues`."""
    options = Options(year, organisation, (standard,), prior=tuple(map(Path, prior)), show_values=show_values)
    given = [paths] if isinstance(paths, Path | str) else paths
    return find_issues(map(Path, given), options)


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
