"""Views: what a report says, as Blocks, made once for every medium. No library that draws or lays out is known here."""

from wres_calc.across.contract import Rollup
from wres_calc.report.report import Report


def groups_of(report: Report | Rollup) -> tuple[str, str, str]:
    """Return the groups of the standard: the one that is compared with, the one compared, and unknown."""
    return report.standard.reference, report.standard.compared, "unknown"
