"""Builds the report of an assessed submission: how sure each figure is, what the public may see, how it compares.

Reports that were saved are read back here, to stand beside it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.figures.cautions import with_cautions
from wres_calc.figures.figure import Cell
from wres_calc.figures.statistics import check_confidence
from wres_calc.figures.uncertainty import with_uncertainty
from wres_calc.pipeline.assess import Assessment, assess, check_earlier
from wres_calc.render.releases import releases_in
from wres_calc.report.assemble import assemble, figures_of
from wres_calc.report.publication import public
from wres_calc.report.report import Report
from wres_calc.report.saved import NO_REPORT, check_report, document_in, published_before
from wres_calc.standards.load import sha256


@dataclass(frozen=True)
class ReportOptions:
    """How a report is made.

    `by` are the further groupings and breakdowns that were asked for, `show_values` puts the values of faulty cells
    into an internal report, `confidence` is that of every interval (0.5 to 0.999). With `publish` the report is for
    the public: small numbers are protected, also against what was `published_before` for the same day, and against
    the releases that stand in the folder `beside` which files are written to. `prior_reports` are saved reports of
    earlier years, `rollup` the roll-ups to compare with.
    """

    by: Collection[str] = ()
    show_values: bool = False
    confidence: float = 0.95
    publish: bool = False
    published_before: Path | None = None
    beside: Path | None = None
    prior_reports: Sequence[Path] = ()
    rollup: Path | None = None


def calculate(
    path: Path,
    *,
    year: int | None = None,
    organisation: str | None = None,
    by: Collection[str] = (),
    indicators: Collection[int] | None = None,
    prior: Sequence[Path] = (),
    show_values: bool = False,
    confidence: float = 0.95,
) -> Report:
    """Make the internal report of one submission: `assess`, then `build_report`; raises as they do."""
    assessment = assess(path, year=year, organisation=organisation, by=by, indicators=indicators, prior=prior)
    return build_report(assessment, ReportOptions(by, show_values, confidence))


def build_report(assessment: Assessment, options: ReportOptions) -> Report:
    """Build the report of an assessed submission.

    Raises:
        UsageError: the confidence is out of range, or what was published before is of another organisation or year.
        UnreadableInput: what was published before cannot be read.
    """
    hidden = _hidden(assessment, options) if options.publish else frozenset[Cell]()
    report = report_hiding(assessment, options, hidden)
    if options.rollup is not None:
        report = _among_others(report, options.rollup)
    # Earlier submissions are reported in the same way.
    alone = replace(options, published_before=None, prior_reports=(), rollup=None)
    before = [_earlier_report(path, report) for path in options.prior_reports]
    before += [build_report(each, alone) for each in assessment.prior]
    if not before:
        return report
    from wres_calc.across.years import trend_of

    return report.model_copy(update={"trend": trend_of(in_order([*before, report]))})


def _among_others(report: Report, rollup: Path) -> Report:
    from wres_calc.across.benchmark import benchmark, read_rollup

    others = read_rollup(rollup, report.reporting_year)
    if report.public and others.publication.audience != "public":
        raise UsageError(
            f"{rollup} is internal: its figures are not protected.",
            "Give the roll-ups of a batch that was published.",
        )
    return report.model_copy(update={"benchmark": benchmark(report, others)})


def report_hiding(assessment: Assessment, options: ReportOptions, hidden: Collection[Cell]) -> Report:
    """Build the report with exactly these counts `hidden`: the auditor tries whether anything depends on them.

    Raises:
        UsageError: the confidence is out of range.
    """
    try:
        check_confidence(options.confidence)
    except ValueError as refused:
        raise UsageError(str(refused)) from None
    rules = assessment.disclosure
    results = tuple(
        with_cautions(
            with_uncertainty(result, options.confidence, assessment.definitions),
            assessment.counts,
            assessment.issues,
        )
        for result in assessment.results
    )
    if options.publish:
        from wres_calc.release.withhold import without

        results = tuple(without(result, hidden, rules) for result in results)
    report = assemble(
        assessment.submission,
        assessment.definitions,
        sha256(assessment.definitions.reporting_year, assessment.definitions.code),
        assessment.issues,
        assessment.counts,
        results,
        sorted(options.by),
        options.show_values and not options.publish,
        options.confidence,
    )
    return public(report, assessment.issues, rules) if options.publish else report


def _hidden(assessment: Assessment, options: ReportOptions) -> frozenset[Cell]:
    """Decide what the public may not see, also in the light of what was published before."""
    from wres_calc.release.withhold import cells_named, hidden_cells

    code, year = assessment.submission.organisation.code, assessment.definitions.reporting_year
    earlier = [options.published_before] if options.published_before else []
    earlier += releases_in(options.beside, code, year) if options.beside else []
    shown: set[Cell] = set()
    withheld: set[Cell] = set()
    for path in earlier:
        before = published_before(path, code, year)
        named = cells_named(assessment.results, figures_of(before.indicators, before.standard.code))
        shown |= named[0]
        withheld |= named[1]
    return hidden_cells(assessment.results, assessment.counts, assessment.disclosure, shown, withheld)


def saved_report(path: Path) -> Report:
    """Read a report as `wres calc --to json` wrote it.

    Raises:
        UnreadableInput: the file cannot be read, is not such a report, or has figures that cannot be.
    """
    try:
        document = document_in(path)
        check_report(path, document)
        return Report.model_validate(document)
    except NO_REPORT:
        raise UnreadableInput(
            f"{path} is no report in JSON as this version of wres-calc writes it.",
            "Give the JSON that `wres calc --to json` wrote, or the submission of that year.",
        ) from None


def _earlier_report(path: Path, report: Report) -> Report:
    """Read a saved report of an earlier year of the same organisation.

    Raises:
        UnreadableInput: as `saved_report`.
        UsageError: it is of another organisation, not of an earlier year, or internal beside a public one.
    """
    before = saved_report(path)
    check_earlier(
        before.organisation.code, before.reporting_year, report.organisation.code, report.reporting_year
    )
    if report.public and not before.public:
        raise internal_among_public(path)
    return before


def internal_among_public(path: Path) -> UsageError:
    """Say why a saved report cannot be published: what it would take to protect its numbers is not in it."""
    return UsageError(
        f"{path} is an internal report: its small numbers are not protected.",
        "Give the submission of that year, or the report that was published.",
    )


def in_order(reports: Sequence[Report]) -> list[Report]:
    """Sort reports by year.

    Raises:
        UsageError: they are not of one organisation, or two are of one year.
    """
    ordered = sorted(reports, key=lambda report: report.reporting_year)
    codes = sorted({report.organisation.code.upper() for report in ordered})
    if len(codes) > 1:
        raise UsageError(
            f"Only years of one organisation are set side by side; these are of {', '.join(codes)}.",
            "Give submissions or reports of one organisation.",
        )
    years = [report.reporting_year for report in ordered]
    if twice := sorted({year for year in years if years.count(year) > 1}):
        raise UsageError(
            f"The year {', '.join(map(str, twice))} was given more than once.", "Give each year once."
        )
    return ordered
