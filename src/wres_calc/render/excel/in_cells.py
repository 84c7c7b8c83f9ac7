"""Comparisons drawn over the cells of a table: one native chart as high as its rows, so that each has its own line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from wres_calc.render.drawn import Spread

_STRONG, _QUIET, _LINE, _RING = "#AE2573", "#768692", "#212B32", "#005EB8"
_PIXELS_A_POINT, _PIXELS_A_LETTER, _PADDING = 4 / 3, 7, 5


@dataclass(frozen=True)
class InCells:
    """Spreads over a column of a table, in cells so wide (characters) and high (points), from a `row` on.

    The numbers drawn stand in the columns from `beside` on.
    """

    row: int
    column: int
    width: int
    heights: Sequence[float]
    spreads: Sequence[Spread | None]
    beside: int

    @property
    def pixels(self) -> tuple[int, int]:
        """How wide and how high the chart is."""
        high = round(sum(self.heights) * _PIXELS_A_POINT)
        return self.width * _PIXELS_A_LETTER + _PADDING, high

    @property
    def placed(self) -> list[tuple[Spread, float]]:
        """Each spread with how far above the last row's lower edge its middle is."""
        whole = sum(self.heights)
        middles = [
            whole - end + high / 2 for end, high in zip(accumulate(self.heights), self.heights, strict=True)
        ]
        return [(each, at) for each, at in zip(self.spreads, middles, strict=True) if each is not None]

    @property
    def text(self) -> str:
        """What is drawn, for a reader who cannot see it."""
        return "; ".join(spread.text for spread, _ in self.placed)


def numbers(cells: InCells) -> Iterator[list[float | str | None]]:
    """Yield the rows of numbers to write beside the table, below their headings."""
    yield ["Drawn at", "Down by", "Up by", "Before", "Height"]
    for spread, height in cells.placed:
        down = None if spread.lower is None else spread.value - spread.lower
        up = None if spread.upper is None else spread.upper - spread.value
        yield [spread.value, down, up, spread.before, height]
    yield [0.0, None, None, None, 0.0]
    yield [0.0, None, None, None, sum(cells.heights)]


def draw(chart: Any, cells: InCells, sheet: str) -> None:
    """Draw the line of equality and the spreads: intervals, this year's dots, last year's rings."""
    placed = cells.placed
    first, last = cells.row, cells.row + len(placed) - 1
    at, height = cells.beside, cells.beside + 4
    chart.add_series(
        {
            "categories": [sheet, last + 1, at, last + 2, at],
            "values": [sheet, last + 1, height, last + 2, height],
            "line": {"color": _LINE, "width": 1.25},
            "marker": {"type": "none"},
        }
    )
    for row, (spread, _) in enumerate(placed, first):
        colour = {"color": _STRONG if spread.clear else _QUIET}
        options = _dot(sheet, row, at, height, size=8, fill=colour, border=colour)
        if spread.lower is not None and spread.upper is not None:
            options["x_error_bars"] = {
                "type": "custom",
                "plus_values": f"='{sheet}'!{_cell(row, at + 2)}",
                "plus_data": [spread.upper - spread.value],
                "minus_values": f"='{sheet}'!{_cell(row, at + 1)}",
                "minus_data": [spread.value - spread.lower],
                "end_style": 0,
                "line": {**colour, "width": 2},
            }
        chart.add_series(options)
    # Rings last and hollow: Excel draws the last on top, and the dot shows through. LibreOffice draws
    # the first on top and fills every marker, so that the dot lies on a disc there.
    for row, (spread, _) in enumerate(placed, first):
        if spread.before is not None:
            ring = {"color": _RING, "width": 1.5}
            chart.add_series(_dot(sheet, row, at + 3, height, size=11, fill={"none": True}, border=ring))
    for set_axis, ends in ((chart.set_x_axis, (-1.05, 1.05)), (chart.set_y_axis, (0, sum(cells.heights)))):
        set_axis({"visible": False, "min": ends[0], "max": ends[1], "major_gridlines": {"visible": False}})
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_plotarea(
        {"fill": {"none": True}, "layout": {"x": 0.001, "y": 0.001, "width": 0.998, "height": 0.998}}
    )


def _dot(sheet: str, row: int, at: int, height: int, **look: Any) -> dict[str, Any]:
    return {
        "categories": [sheet, row, at, row, at],
        "values": [sheet, row, height, row, height],
        "marker": {"type": "circle", **look},
    }


def _cell(row: int, column: int) -> str:
    return f"${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column]}${row + 1}"
