"""Builds the report of an assessed submission: how sure each figure is, what the public may see, how it compares.

Reports that were saved are read back here, to stand beside it.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.figures.cautions import with_cautions
from wres_calc.figures.figure import Cell
from wres_calc.figures.statistics.proportion import check_confidence
from wres_calc.figures.uncertainty import with_uncertainty
from wres_calc.pipeline.assess import Assessment, Options, Run, check_earlier, option_of
from wres_calc.render.files import write_reports
from wres_calc.render.releases import check_release, keep_release, record_release, releases_in
from wres_calc.report.assemble import assemble, figures_of
from wres_calc.report.publication import public, report_without_values
from wres_calc.report.report import Report
from wres_calc.report.saved import NO_REPORT, check_report, document_in, published_before
from wres_calc.standards.load import codes, sha256
from wres_calc.standards.model import Disclosure

if TYPE_CHECKING:
    from wres_calc.release.withhold import Printed


def build_report(assessment: Assessment, options: Options) -> Report:
    """Build the report of an assessed submission.

    Raises:
        UsageError: the confidence is out of range, or what was published before is of another organisation or year.
        UnreadableInput: what was published before cannot be read.
    """
    hidden, rules = _hidden(assessment, options) if options.publish else (frozenset(), assessment.disclosure)
    report = report_hiding(assessment, options, hidden, rules)
    if options.rollup is not None:
        report = _among_others(report, options.rollup, assessment)
    # Earlier submissions are reported in the same way.
    alone = replace(options, published_before=None, prior=(), rollup=None)
    saved = [(path, saved_report(path)) for path in options.saved_reports]
    before = [
        _earlier_report(path, each, report)
        for path, each in saved
        if is_of(path, each.standard.code, assessment)
    ]
    before += [build_report(each, alone) for each in assessment.prior]
    if not before:
        return report
    from wres_calc.across.years import trend_of

    return report.model_copy(update={"trend": trend_of(in_order([*before, report]))})


def is_of(path: Path, code: str, assessment: Assessment) -> bool:
    """Whether a saved file is of the standard of this assessment; one of another that was asked for too waits for that.

    Raises:
        UsageError: it is of a standard that was not asked for.
    """
    if code not in assessment.submission.standards:
        asked = ", ".join(assessment.submission.standards)
        raise UsageError(
            f"{path} is of the standard {code}; this is of {asked}.",
            f"Add --standard {asked},{code}, or leave it out.",
        )
    return code == assessment.definitions.code


def _among_others(report: Report, rollup: Path, assessment: Assessment) -> Report:
    from wres_calc.across.benchmark import benchmark, read_rollup

    others = read_rollup(rollup, report.reporting_year)
    if not is_of(rollup, others.standard.code, assessment):
        return report
    if report.public and others.publication.audience != "public":
        raise UsageError(
            f"{rollup} is internal: its figures are not protected.",
            "Give the roll-ups of a batch that was published.",
        )
    return report.model_copy(update={"benchmark": benchmark(report, others)})


def report_hiding(
    assessment: Assessment, options: Options, hidden: Collection[Cell], rules: Disclosure
) -> Report:
    """Build the report with exactly these counts `hidden`: the auditor tries whether anything depends on them.

    Raises:
        UsageError: the confidence is out of range.
    """
    try:
        check_confidence(options.confidence)
    except ValueError as refused:
        raise UsageError(str(refused)) from None
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
        _further(assessment, options),
        options.show_values and not options.publish,
        options.confidence,
    )
    return public(report, assessment.issues, rules) if options.publish else report


def _further(assessment: Assessment, options: Options) -> list[str]:
    """The further groupings and breakdowns that were asked for and that the standard can have."""
    others = (each for name, each in CHARACTERISTICS.items() if name != assessment.definitions.characteristic)
    foreign = {option_of(grouping) for each in others for grouping in each.groupings}
    return sorted(set(options.by) - foreign)


def _hidden(assessment: Assessment, options: Options) -> tuple[frozenset[Cell], Disclosure]:
    """Decide what the public may not see of any standard of the run, also in the light of what was published before.

    Returned with the rules that this follows: a board that was published whole stays public.

    Raises:
        UsageError: another standard's release of the same people lies in the folder, and is not made anew with this.
    """
    run = assessment.run or Run([assessment])
    before = options.published_before, options.beside
    if before not in run.hidden:
        from wres_calc.release.withhold import hidden_cells

        # In one order, whichever was asked for first: the same is hidden then.
        ordered = sorted(run.assessments, key=lambda each: each.definitions.code)
        printed = [_printed(each, options) for each in ordered]
        run.hidden[before] = {
            each.counts.standard.code: (own, each.rules)
            for each, own in zip(printed, hidden_cells(printed), strict=True)
        }
    return run.hidden[before][assessment.definitions.code]


def _printed(assessment: Assessment, options: Options) -> "Printed":
    from wres_calc.release.withhold import Printed, cells_named

    standard, code = assessment.definitions, assessment.submission.organisation.code
    year, folder, asked = standard.reporting_year, options.beside, assessment.submission.standards
    there = {each: releases_in(folder, each, code, year) for each in codes()} if folder else {}
    if apart := [each for each, found in there.items() if found and each not in asked]:
        raise UsageError(
            f"{there[apart[0]][0]} was published of the same people: small numbers could be worked out from the two.",
            f"Publish both at once, with --standard {','.join([*asked, *apart])}, or name another folder.",
        )
    earlier = [options.published_before] if options.published_before else []
    earlier += there.get(standard.code, [])
    shown: set[Cell] = set()
    withheld: set[Cell] = set()
    rules = assessment.disclosure
    for path in earlier:
        before = published_before(path, code, year)
        if not is_of(path, before.standard.code, assessment):
            continue
        named = cells_named(assessment.results, figures_of(before.indicators, before.standard.code))
        shown |= named[0]
        withheld |= named[1]
        if before.publication.board == "publish":
            rules = rules.model_copy(update={"board": "publish"})
    return Printed(assessment.results, assessment.counts, rules, shown, withheld)


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
            f"{path} is not a report in JSON as this version of wres-calc writes it.",
            "Give the JSON that `wres calc --to json` wrote, or the submission of that year.",
        ) from None


def _earlier_report(path: Path, before: Report, report: Report) -> Report:
    """Return a saved report of an earlier year of the same organisation.

    Raises:
        UsageError: it is of another organisation, not of an earlier year, or internal beside a public one.
    """
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


class Written(NamedTuple):
    """The files that were written, and the earlier releases for the same day that show other figures."""

    paths: list[Path]
    before: Sequence[Path] = ()


def write_files(
    assessment: Assessment,
    report: Report,
    options: Options,
    formats: Collection[str],
    out: Path,
    *,
    internal: bool = False,
) -> Written:
    """Write a report told as `options` says; a web page carries what may be published only, unless it is `internal`.

    The texts of cells are in no file unless values were asked for.

    Raises:
        UsageError: a page is to be internal and published, or the extra for pages is not installed; or as
            `check_release`.
        UnwritableOutput: as `write_reports`.
    """
    if internal and options.publish:
        raise UsageError(
            "--internal and --publish contradict each other: a page is for one or for the other."
        )
    report = report if options.show_values else report_without_values(report)
    pages = [name for name in formats if name == "html"]
    if options.publish:
        return _publish(report, formats, out, named=options.published_before is not None)
    if not pages or internal:
        return Written(write_reports(report, formats, out))
    # Saved reports and roll-ups may hold what is not protected: a page for everybody goes without them.
    public = build_report(assessment, replace(options, publish=True, beside=out, prior=(), rollup=None))
    others = [name for name in formats if name not in pages]
    published = _publish(public, pages, out, named=False)
    return Written([*published.paths, *write_reports(report, others, out)], published.before)


def _publish(report: Report, formats: Collection[str], out: Path, *, named: bool) -> Written:
    """Write a public report; where its figures differ from those of a release there, the JSON follows them."""
    before = check_release(report, formats, out, named=named)
    keep_release(report, out)
    formats = {*formats, "json"} if before else formats
    paths = write_reports(report, formats, out)
    if paths and "json" not in formats:
        record_release(report, out)
    return Written(paths, before)
