"""Merged cells of a workbook: the value that the first cell holds stands in every row of the range."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from wres_calc.intake.columns import Placement
from wres_calc.intake.files.sheet_xml import Merged, Sheet
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.model import ROW, FileFault

_NAMED = 5
"""So many ranges of a column are named; how many more there are is said."""


def fill(
    source: TableSource, records: pl.DataFrame, placement: Placement, inspected: Sheet
) -> tuple[pl.DataFrame, tuple[FileFault, ...]]:
    """Fill the blank cells of merged ranges in used columns, and say for each column which ranges it were.

    `records` are the rows below the headings, their columns named 0, 1, 2, … A cell that holds a text of its own keeps
    it; so does a range that begins in the headings or above them.
    """
    ranges = [each for each in inspected.merged if each.first_row > source.header_row]
    if not ranges:
        return records, ()
    said = []
    numbers = records.get_column(ROW).to_list()
    found = _in_columns(ranges, placement.positions, inspected.first_column)
    for column, within in sorted(found.items(), key=lambda each: placement.positions[each[0]]):
        name = str(placement.positions[column])
        cells = records.get_column(name)
        own = dict(_values(within, numbers, records, inspected.first_column))
        rows = [i for i in own if cells[i] is None]
        if rows:
            records = records.with_columns(cells.scatter(rows, [own[i] for i in rows]))
            said.append(_said(source, placement.headings[column], within, len(rows)))
    return records, tuple(said)


def _in_columns(
    ranges: Sequence[Merged], positions: Mapping[str, int], first: int
) -> Mapping[str, Sequence[Merged]]:
    """The ranges that reach into each used column, from the top; one that overlaps the range above it is left out."""
    found: dict[str, list[Merged]] = defaultdict(list)
    for each in sorted(ranges, key=lambda each: each.first_row):
        for column, position in positions.items():
            inside = each.first_column <= position + first <= each.last_column
            if inside and not (found[column] and each.first_row <= found[column][-1].last_row):
                found[column].append(each)
    return {column: within for column, within in found.items() if within}


def _values(
    ranges: Sequence[Merged], numbers: Sequence[int], records: pl.DataFrame, first: int
) -> Iterator[tuple[int, str]]:
    """The index of each row within a range, with the text of the range's first cell; `numbers` are the rows' own."""
    for each in ranges:
        name, start = str(each.first_column - first), bisect_left(numbers, each.first_row)
        if name not in records.columns or start == len(numbers) or numbers[start] != each.first_row:
            continue
        if (text := records.item(start, name)) is not None:
            yield from ((i, text) for i in range(start, bisect_right(numbers, each.last_row)))


def _said(source: TableSource, heading: str, ranges: Sequence[Merged], cells: int) -> FileFault:
    rows = [f"{each.first_row} to {each.last_row}" for each in ranges if each.last_row > each.first_row]
    named = ", ".join(rows[:_NAMED]) + (f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else "")
    where = f" (rows {named})" if rows else ""
    message = f'"{heading}": {cells:,} blank cells of merged ranges{where} hold the value of the range\'s first cell.'
    return source.fault("merged-cells-filled", message, row=ranges[0].first_row, column=heading)
