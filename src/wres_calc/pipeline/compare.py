"""One organisation over the years, from submissions and from reports saved in earlier years."""

from collections.abc import Collection, Sequence
from pathlib import Path

from wres_calc.across.years import Comparison
from wres_calc.across.years import compare as compare_reports
from wres_calc.errors import UsageError
from wres_calc.pipeline.assess import Assessment, assess
from wres_calc.pipeline.reports import (
    ReportOptions,
    build_report,
    in_order,
    internal_among_public,
    saved_report,
)
from wres_calc.render.releases import record_release
from wres_calc.report.report import Report


def compare(
    paths: Sequence[Path],
    options: ReportOptions,
    *,
    organisation: str | None = None,
    indicators: Collection[int] | None = None,
) -> tuple[Comparison, list[Assessment]]:
    """The years side by side, and the submissions among them as they were assessed.

    What is published of a submission is kept as a release in the folder that `options` names (`beside`).

    Raises:
        UsageError: fewer than two years, other organisations, a year twice, or an internal report to be published.
        UnreadableInput, ConfigurationError: as `saved_report` and `assess`.
    """
    if len(paths) < 2:
        raise UsageError("There is one year only.", "Give two or more submissions or saved reports (JSON).")
    examined: list[Assessment] = []
    reports: list[Report] = []
    made: list[Report] = []
    for path in paths:
        if path.suffix.lower() == ".json":
            reports.append(_saved(path, options))
            continue
        examined.append(assess(path, organisation=organisation, by=options.by, indicators=indicators))
        reports.append(build_report(examined[-1], options))
        if options.publish and options.beside is not None:
            made.append(reports[-1])
    compared = compare_reports(in_order(reports))
    for report in made:
        record_release(report, options.beside or Path())
    return compared, examined


def _saved(path: Path, options: ReportOptions) -> Report:
    report = saved_report(path)
    if options.publish and not report.public:
        raise internal_among_public(path)
    return report
