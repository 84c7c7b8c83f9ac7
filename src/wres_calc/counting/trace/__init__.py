"""What became of every row of every table, and that it all adds up to what the report says."""

from dataclasses import dataclass

from wres_calc.checking.validate import ValidatedSubmission
from wres_calc.counting.model import Counts
from wres_calc.counting.trace.rows import TableTrace, trace_tables
from wres_calc.counting.trace.totals import Total, totals
from wres_calc.intake.model import Submission

__all__ = ["TableTrace", "Total", "Trace", "trace"]


@dataclass(frozen=True)
class Trace:
    """The tables that could be read, with the fate of each row; the populations, as traced and as reported."""

    tables: tuple[TableTrace, ...]
    totals: tuple[Total, ...]


def trace(sent: Submission, validated: ValidatedSubmission, counts: Counts) -> Trace:
    """The trace of a submission; `validated` and `counts` are what became of the same one."""
    tables = trace_tables(sent, validated, counts)
    return Trace(tables, totals(tables, counts, validated.definitions))
