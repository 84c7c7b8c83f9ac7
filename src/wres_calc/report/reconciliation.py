"""What `wres reconcile` says: the JSON of it, and the schema."""

from collections import Counter
from enum import StrEnum
from typing import Literal

from wres_calc.report.report import Organisation, StandardSummary, Tool
from wres_calc.strict_model import StrictModel


class CellStatus(StrEnum):
    """How a number that was given stands beside what the submission comes to."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_GIVEN = "not_given"
    NOT_RECALCULATED = "cannot_be_recalculated"


class NumberUnit(StrEnum):
    """What a number of a return or a publication is in."""

    COUNT = "count"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    RATIO = "ratio"
    SCORE = "score"
    SCORE_POINTS = "score_points"


class ReconciledCell(StrictModel):
    """A number as it was given, beside the one calculated; `None` where there is none.

    `cell` is its address in the return. `calculated` and `difference` (given minus calculated) are in `unit`.
    `explained_by` is the rule by which another one would give it.
    """

    file: str
    cell: str | None
    section: str
    row: str
    column: str
    status: CellStatus
    given: str | None
    calculated: float | None
    difference: float | None
    unit: NumberUnit
    explained_by: str | None
    why: str


class Reconciliation(StrictModel):
    """What `wres reconcile` says: every number that was compared, or could not be."""

    format: Literal[1] = 1
    tool: Tool
    standard: StandardSummary
    organisation: Organisation
    reporting_year: int
    cells: tuple[ReconciledCell, ...]

    def of(self, *statuses: CellStatus) -> list[ReconciledCell]:
        """Return the cells that stand so."""
        return [each for each in self.cells if each.status in statuses]

    @property
    def totals(self) -> Counter[CellStatus]:
        """How many stand how."""
        return Counter(each.status for each in self.cells)
