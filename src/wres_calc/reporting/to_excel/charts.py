"""Native line charts, which stay editable: each with its numbers in a table below, and a text for who sees none."""

from collections.abc import Sequence
from typing import Any

from wres_calc.reporting.charts.years import LineChart
from wres_calc.reporting.report import Unit
from wres_calc.reporting.to_excel.book import Book
from wres_calc.reporting.to_excel.cells import Cell, limit_cell
from wres_calc.reporting.to_excel.layout import Column

_COLOURS = ("#005EB8", "#AE2573", "#00703C", "#7C2855", "#41B6E6", "#425563")
_MARKS = ("circle", "diamond", "square", "triangle", "x", "plus")
"""Lines are told apart by their marks too, not by colour alone."""

_ROWS = 17
"""How many rows of the sheet a chart takes."""

_ON_A_PAGE = 2
"""How many rows of charts."""


def line_charts(book: Book, name: str, charts: Sequence[LineChart]) -> None:
    """Add a sheet with the charts that have a line, two beside each other, and below them the numbers drawn."""
    drawn = [chart for chart in charts if chart.lines]
    if not drawn:
        return
    years = drawn[0].years
    sheet = book.sheet(
        name, "Charts by reporting year", "A year without a figure is a gap; no line bridges a break."
    )
    top = sheet.reserve(_ROWS * ((len(drawn) + 1) // 2))
    rows: list[list[Cell]] = []
    columns = [
        Column("Chart", 30),
        Column("Line", 40),
        *(Column(str(year), 9, figures=True) for year in years),
    ]
    for chart in drawn:
        rows += [
            [chart.title, line, *(limit_cell(value, chart.unit) for value in values)]
            for line, values in chart.lines
        ]
    first = sheet.table("Chart_numbers", columns, rows, frozen=False, filters=False)
    at = first
    for number, chart in enumerate(drawn):
        made = _chart(book, chart, name, first - 1, at, len(years))
        row = top + _ROWS * (number // 2)
        sheet.place(made, row, number % 2, chart.title, chart.text)
        if number and number % (2 * _ON_A_PAGE) == 0:
            sheet.new_page(row)
        at += len(chart.lines)


def _chart(book: Book, chart: LineChart, sheet: str, heading: int, first: int, years: int) -> Any:
    made = book.chart("line")
    for number, _ in enumerate(chart.lines):
        row, colour = first + number, _COLOURS[number % len(_COLOURS)]
        made.add_series(
            {
                "name": [sheet, row, 1],
                "categories": [sheet, heading, 2, heading, 1 + years],
                "values": [sheet, row, 2, row, 1 + years],
                "line": {"color": colour, "width": 2.25},
                "marker": {
                    "type": _MARKS[number % len(_MARKS)],
                    "size": 7,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
            }
        )
    made.show_blanks_as("gap")
    made.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
    formats = {Unit.RATIO: "0.00", Unit.PERCENT: '0"%"', Unit.PERCENTAGE_POINTS: "+0;-0;0"}
    # Cut axes make small changes look large: shares and ratios begin at 0.
    least = {} if chart.unit is Unit.PERCENTAGE_POINTS else {"min": 0}
    grid = {"visible": True, "line": {"color": "#D8DDE0"}}
    made.set_y_axis({"num_format": formats[chart.unit], "major_gridlines": grid, **least})
    made.set_legend({"position": "bottom", "font": {"size": 8}})
    return made
