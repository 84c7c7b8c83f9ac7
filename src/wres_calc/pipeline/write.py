"""The files of a report: for whom each is."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from wres_calc.errors import UsageError
from wres_calc.pipeline.assess import Assessment, Options
from wres_calc.pipeline.reports import build_report
from wres_calc.render.files import write_reports
from wres_calc.render.releases import check_release, keep_release, record_release
from wres_calc.report.publication import report_without_values
from wres_calc.report.report import Report


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
