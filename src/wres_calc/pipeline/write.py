"""The files of a report: for whom each is."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from wres_calc.errors import UsageError
from wres_calc.pipeline.examine import Examined
from wres_calc.pipeline.tell import Telling, report_of
from wres_calc.reporting.files import write_reports
from wres_calc.reporting.findings import report_without_values
from wres_calc.reporting.report import Report


def write_files(
    seen: Examined,
    report: Report,
    telling: Telling,
    formats: Collection[str],
    out: Path,
    *,
    internal: bool = False,
) -> list[Path]:
    """Write a report told as `telling` says; a web page carries what may be published only, unless it is `internal`.

    The texts of cells are in no file unless values were asked for.

    Raises:
        UsageError: a page is to be internal and published, or the extra for pages is not installed.
        UnwritableOutput: as `write_reports`.
    """
    if internal and telling.publish:
        raise UsageError(
            "--internal and --publish contradict each other: a page is for one or for the other."
        )
    report = report if telling.show_values else report_without_values(report)
    pages = [name for name in formats if name == "html"]
    if not pages or telling.publish or internal:
        return write_reports(report, formats, out)
    # Saved reports and roll-ups may hold what is not protected: a page for everybody goes without them.
    public = report_of(seen, replace(telling, publish=True, prior_reports=(), rollup=None))
    others = [name for name in formats if name not in pages]
    return [*write_reports(public, pages, out), *write_reports(report, others, out)]
