"""Numbers as they were given beside the submission: those that differ, and all of them."""

import re
from collections.abc import Iterator

from wres_calc.render.blocks import Block, Cell, Column, Holds, Number, Section, Table, Text, table
from wres_calc.report.reconciliation import CellStatus, NumberUnit, ReconciledCell, Reconciliation
from wres_calc.report.words.numbers import plural

_STATUS = {
    CellStatus.SAME: "same",
    CellStatus.DIFFERS: "differs",
    CellStatus.NOT_GIVEN: "not given",
    CellStatus.NOT_RECALCULATED: "cannot be recalculated",
}
_NAMED = 8
"""So many rows are named in a sentence; how many more there are is said."""
_IN_FULL = re.compile(r"\d+\.\d{7,}")
_HOLDS = {
    NumberUnit.COUNT: Holds.COUNT,
    NumberUnit.PERCENT: Holds.PERCENT,
    NumberUnit.PERCENTAGE_POINTS: Holds.POINTS_NAMED,
    NumberUnit.RATIO: Holds.RATIO,
    NumberUnit.SCORE: Holds.SCORE,
    NumberUnit.SCORE_POINTS: Holds.SCORE_POINTS,
}


def blocks(found: Reconciliation) -> Iterator[Block]:
    """Yield how many numbers are the same, and a line for each that differs."""
    yield Text(summary(found), lead=True)
    if differing := found.of(CellStatus.DIFFERS):
        yield _listed("Numbers that differ", differing)
    if not_given := found.of(CellStatus.NOT_GIVEN):
        yield Text(f"Not given: {_rows(not_given)}.")
    if without := found.of(CellStatus.NOT_RECALCULATED):
        yield Text(f"Cannot be recalculated from the submission: {_rows(without)}.")


def sections(found: Reconciliation) -> list[Section]:
    """Return the parts of a workbook: what differs, and every number."""
    return [
        Section("Differences", "What differs from the submission", list(blocks(found))),
        Section(
            "Every number",
            "Every number beside the submission",
            [_listed("Every number", found.cells, whole=True)],
        ),
    ]


def summary(found: Reconciliation) -> str:
    """Return how many numbers stand how: "3 of 182 numbers differ, 170 are the same, 9 not given"."""
    totals = found.totals
    differing = totals[CellStatus.DIFFERS]
    verb = "differs" if differing == 1 else "differ"
    said = f"{differing:,} of {plural(len(found.cells), 'number')} {verb}"
    others = [
        f"{totals[status]:,} {_STATUS[status]}"
        for status in CellStatus
        if status is not CellStatus.DIFFERS and totals[status]
    ]
    return ", ".join([said, *others])


def _listed(
    title: str, cells: "tuple[ReconciledCell, ...] | list[ReconciledCell]", *, whole: bool = False
) -> Table:
    several = len({each.file for each in cells}) > 1
    file: Column[ReconciledCell] = Column("File", lambda each: each.file, width=24)
    section: Column[ReconciledCell] = Column("Section", lambda each: each.section, width=36)
    status: Column[ReconciledCell] = Column("Status", lambda each: _STATUS[each.status], width=14)
    columns: list[Column[ReconciledCell]] = [
        *([file] if several else []),
        Column("Cell", lambda each: each.cell, width=6),
        *([section] if whole else []),
        Column("Row", lambda each: each.row, width=36),
        Column("Column", lambda each: each.column, width=14),
        *([status] if whole else []),
        Column("Given", _given, width=12),
        Column("Submission", lambda each: _number(each, each.calculated), Holds.FIGURES),
        Column("Difference", _difference, Holds.FIGURES),
        Column("Why", lambda each: each.why, width=40),
    ]
    return table(title, columns, cells)


def _given(each: ReconciledCell) -> str | None:
    """The text that was given, shorter where it is a number in full."""
    return _IN_FULL.sub(lambda found: f"{float(found[0]):.4f}", each.given) if each.given else None


def _number(each: ReconciledCell, value: float | None) -> Cell:
    return Number(value, _HOLDS[each.unit])


def _difference(each: ReconciledCell) -> Cell:
    if each.difference is None:
        return None
    holds = Holds.POINTS_NAMED if each.unit is NumberUnit.PERCENT else _HOLDS[each.unit]
    return Number(each.difference, holds)


def _rows(cells: list[ReconciledCell]) -> str:
    """The rows of cells, each with its columns."""
    rows: dict[str, list[str]] = {}
    for each in cells:
        rows.setdefault(each.row, []).append(each.column)
    said = [f"{row} ({', '.join(dict.fromkeys(columns))})" for row, columns in rows.items()]
    more = f" and {plural(len(said) - _NAMED, 'more row')}" if len(said) > _NAMED else ""
    return "; ".join(said[:_NAMED]) + more
