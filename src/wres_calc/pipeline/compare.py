"""One organisation over the years, from submissions and from reports saved in earlier years."""

from collections.abc import Collection, Sequence
from pathlib import Path

from wres_calc.across.comparison import Comparison
from wres_calc.across.comparison import compare as compare_reports
from wres_calc.errors import UsageError
from wres_calc.pipeline.earlier import in_order, internal_among_public, saved_report
from wres_calc.pipeline.examine import Examined, examine
from wres_calc.pipeline.tell import Telling, report_of
from wres_calc.render.releases import record_release
from wres_calc.report.report import Report


def compare(
    paths: Sequence[Path],
    telling: Telling,
    *,
    organisation: str | None = None,
    indicators: Collection[int] | None = None,
) -> tuple[Comparison, list[Examined]]:
    """The years side by side, and the submissions among them as they were examined.

    What is published of a submission is kept as a release in the folder that `telling` names (`beside`).

    Raises:
        UsageError: fewer than two years, other organisations, a year twice, or an internal report to be published.
        UnreadableInput, ConfigurationError: as `saved_report` and `examine`.
    """
    if len(paths) < 2:
        raise UsageError("There is one year only.", "Give two or more submissions or saved reports (JSON).")
    examined: list[Examined] = []
    reports: list[Report] = []
    made: list[Report] = []
    for path in paths:
        if path.suffix.lower() == ".json":
            reports.append(_saved(path, telling))
            continue
        examined.append(examine(path, organisation=organisation, by=telling.by, indicators=indicators))
        reports.append(report_of(examined[-1], telling))
        if telling.publish and telling.beside is not None:
            made.append(reports[-1])
    compared = compare_reports(in_order(reports))
    for report in made:
        record_release(report, telling.beside or Path())
    return compared, examined


def _saved(path: Path, telling: Telling) -> Report:
    report = saved_report(path)
    if telling.publish and not report.public:
        raise internal_among_public(path)
    return report
