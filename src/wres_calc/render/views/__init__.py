"""Views: what a report says, as Blocks, made once for every medium. No library that draws or lays out is known here."""

from wres_calc.report.figures import GROUPS
from wres_calc.report.report import Report

STANDARD = "Workforce Race Equality Standard"


def groups_of(report: Report | None = None) -> tuple[str, str, str]:
    """Return the groups of the standard: the one that is compared with, the one compared, and unknown."""
    reference, compared, unknown = GROUPS
    return reference, compared, unknown
