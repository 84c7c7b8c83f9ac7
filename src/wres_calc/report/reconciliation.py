"""What `wres reconcile` says: the JSON of it, and the schema."""

from typing import Literal

from wres_calc.report.report import Organisation, StandardSummary, Tool
from wres_calc.strict_model import StrictModel


class DifferingCell(StrictModel):
    """A cell of the return, as it is printed, that is not what the submission comes to; None without one."""

    section: str
    row: str
    column: str
    returned: str | None
    calculated: float | None
    why: str


class Reconciliation(StrictModel):
    """What `wres reconcile` says: how many cells were compared, and those that differ."""

    format: Literal[1] = 1
    tool: Tool
    standard: StandardSummary
    organisation: Organisation
    reporting_year: int
    compared: int
    differing: tuple[DifferingCell, ...]
