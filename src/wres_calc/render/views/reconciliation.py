"""A return beside its submission: the cells that differ."""

from collections.abc import Iterator

from wres_calc.render.blocks import Block, Column, Text, table
from wres_calc.report.reconciliation import DifferingCell, Reconciliation
from wres_calc.report.words.numbers import count, plural


def blocks(found: Reconciliation) -> Iterator[Block]:
    """Yield how many cells differ, and a line for each of them."""
    many = plural(len(found.differing), "cell")
    verb = "differs" if len(found.differing) == 1 else "differ"
    yield Text(f"{many} of {found.compared:,} {verb} from what the submission comes to.", lead=True)
    columns: list[Column[DifferingCell]] = [
        Column("Row", lambda each: each.row, width=36),
        Column("Column", lambda each: each.column, width=12),
        Column("Returned", lambda each: each.returned or "blank"),
        Column("Submission", lambda each: _number(each.calculated)),
        Column("Why", lambda each: each.why, width=40),
    ]
    if found.differing:
        yield table("Cells that differ", columns, found.differing)


def _number(value: float | None) -> str:
    if value is None:
        return "blank"
    return count(value) if value == int(value) else f"{value:.4f}"
