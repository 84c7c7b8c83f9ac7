"""Declares a layout: a table in another shape than a record a row, known by its headings wherever they stand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from wres_calc.intake.columns import Row, cell_at
from wres_calc.intake.config import LAST_ROW
from wres_calc.intake.files.grids import MOST_ROWS, Grid, grids, whole_grids
from wres_calc.intake.files.kinds import WORKBOOK_KINDS
from wres_calc.intake.files.sheet_reach import MOST_COLUMNS
from wres_calc.intake.files.sheet_xml import Sheet
from wres_calc.intake.files.source import TOP_ROWS, TableSource
from wres_calc.intake.model import ROW, RawTable
from wres_calc.standards.model import Standard


@dataclass(frozen=True)
class Block:
    """A heading row and the rows below it, on one sheet.

    `source` is the table on that sheet, `number` the row of the headings, `at` the meaning of those of its cells that
    have one, by their position; positions are counted from the first column that holds something. `above` are the
    rows above, `inspected` is what the sheet's own text says besides.
    """

    source: TableSource
    number: int
    headings: Row
    at: Mapping[int, Any]
    rows: Sequence[Row]
    above: Sequence[Row] = ()
    inspected: Sheet = field(default_factory=Sheet)

    def place(self, number: int, at: int) -> tuple[int, int]:
        """Return row and column of a cell as a spreadsheet counts them, from 1."""
        return number, at + self.inspected.first_column

    def below(self) -> Iterator[tuple[int, Row]]:
        """Yield each row below the headings with its number."""
        return enumerate(self.rows, self.number + 1)

    def records(self) -> Iterator[tuple[int, dict[Any, str | None]]]:
        """Yield the number of each row below the headings, and its cells by the meaning of their headings."""
        for number, row in self.below():
            yield number, {meaning: cell_at(row, i) for i, meaning in self.at.items()}

    def table(
        self, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], message: str, row: int, **more: Any
    ) -> RawTable:
        """Build the table of `rows`, each the number of a row and its cells, with a remark on how it was read."""
        source = self.source
        frame = pl.DataFrame(rows, {ROW: pl.UInt32, **dict.fromkeys(columns, pl.String)}, orient="row")
        remark = source.fault("table-reshaped", message, row=row)
        headings = {name: name for name in columns}
        return RawTable(
            source.name,
            source.label,
            source.sheet,
            source.sha256(),
            frame,
            headings,
            remarks=(remark,),
            **more,
        )


@dataclass(frozen=True)
class Layout:
    """A layout of a whole file, as declared: what it is called, the table it stands for, how it is known and read.

    `heading` gives the meaning of a heading, `None` where it has none in this layout; the heading row is the first for
    which `fits` holds. `read` makes the table of the blocks found, one a sheet, in the reading of the standard and for
    the organisation with the code. `is_certain` says that a block is of this layout whatever table the file is sent
    as. A layout `without_headings` is looked for only where the headings of the table were not found; of one
    `on_every_sheet` the table may be spread over all sheets. `asks` gives for the code of a fault the setting of the
    table that answers it, and the possible answers: `wres init --from` asks.
    """

    name: str
    table: str
    heading: Callable[[str], Any]
    fits: Callable[[Block], bool]
    read: Callable[[TableSource, Sequence[Block], Standard, str], RawTable]
    is_certain: Callable[[Block], bool] = lambda block: True
    without_headings: bool = False
    on_every_sheet: bool = False
    asks: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def blocks(self, source: TableSource, sheets: Sequence[Grid]) -> list[Block]:
        """Find the block of each sheet that is in this layout."""
        wanted = [grid for grid in sheets if source.sheet in (None, grid.sheet)]
        return [block for grid in wanted if (block := self._block(source, grid))]

    def _block(self, source: TableSource, grid: Grid) -> Block | None:
        placed = source if grid.sheet is None else source.on_sheet(grid.sheet)
        for number, row in enumerate(grid.rows[:TOP_ROWS], 1):
            said = {i: self.heading(cell) for i, cell in enumerate(row) if cell}
            at = {i: meaning for i, meaning in said.items() if meaning is not None}
            block = Block(
                placed, number, row, at, grid.rows[number:], grid.rows[: number - 1], grid.inspected
            )
            if at and self.fits(block):
                return block
        return None

    def table_of(
        self, source: TableSource, top: Sequence[Grid], standard: Standard, organisation: str
    ) -> RawTable:
        """Read a file in this layout, with all its rows; `top` are the first of each sheet, read already.

        Raises:
            Refused: it does not hold what is needed.
        """
        if source.kind not in WORKBOOK_KINDS:
            top = whole_grids(source, MOST_COLUMNS)
        elif any(len(grid.rows) >= MOST_ROWS for grid in top):
            top = grids(source, LAST_ROW)
        return self.read(source, self.blocks(source, top), standard, organisation)
