"""One organisation over the years, from submissions and from reports saved in earlier years."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from wres_calc.across.years import Comparison
from wres_calc.across.years import compare as compare_reports
from wres_calc.errors import UsageError
from wres_calc.pipeline.assess import Assessment, Options, assess_each
from wres_calc.pipeline.reports import build_report, in_order, internal_among_public, saved_report
from wres_calc.render.releases import record_release
from wres_calc.report.report import Report


def compare(
    paths: Sequence[Path], options: Options
) -> tuple[list[Comparison], list[Assessment], list[Report]]:
    """The years side by side, by each standard, and of the submissions among them what was found and reported.

    What is published of a submission is kept as a release in the folder that `options` names (`beside`).

    Raises:
        UsageError: fewer than two years, other organisations, a year twice, or an internal report to be published.
        UnreadableInput, ConfigurationError: as `saved_report` and `assess_each`.
    """
    if len(paths) < 2:
        raise UsageError("There is one year only.", "Give two or more submissions or saved reports (JSON).")
    assessments: list[Assessment] = []
    reports: list[Report] = []
    made: list[Report] = []
    for path in paths:
        if path.suffix.lower() == ".json":
            reports.append(_saved(path, options))
            continue
        found = assess_each(path, options)
        assessments += found
        made += [build_report(each, options) for each in found]
    reports += made
    standards = dict.fromkeys(report.standard.code for report in reports)
    compared = [_compared(report for report in reports if report.standard.code == code) for code in standards]
    if options.publish and options.beside is not None:
        for report in made:
            record_release(report, options.beside)
    return compared, assessments, made


def _compared(reports: Iterable[Report]) -> Comparison:
    """Compare the reports of one standard.

    Raises:
        UsageError: there is one year only; as `in_order`.
    """
    years = in_order([*reports])
    if len(years) < 2:
        raise UsageError(
            f"Of the {years[0].standard.title} there is one year only: {years[0].reporting_year}.",
            "Give a second report or submission of it, or leave it out with --standard.",
        )
    return compare_reports(years)


def _saved(path: Path, options: Options) -> Report:
    report = saved_report(path)
    if options.publish and not report.public:
        raise internal_among_public(path)
    return report
