"""Native line charts, which stay editable: each with its numbers in a table below, and a text for who sees none."""

from collections.abc import Sequence
from typing import Any

from wres_calc.render.charts.years import LineChart
from wres_calc.render.excel.book import Book
from wres_calc.render.excel.cells import Cell, limit_cell
from wres_calc.render.excel.layout import Column
from wres_calc.report.report import Unit

_COLOURS = ("#005EB8", "#AE2573", "#00703C", "#425563", "#7C2855")
_MARKS = ("circle", "diamond", "square", "triangle", "x")
"""Lines are told apart by their marks too, not by colour alone."""

_ROWS = 15
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
            [chart.title, line.name, *(limit_cell(value, chart.unit) for value in line.values)]
            for line in chart.lines
        ]
    first = sheet.table("Chart_numbers", columns, rows, frozen=False, filters=False)
    at = first
    for number, chart in enumerate(drawn):
        made = _chart(book, chart, name, first - 1, at, len(years))
        row = top + _ROWS * (number // 2)
        sheet.place(made, row, _ROWS, number % 2, chart.title, chart.text)
        if number and number % (2 * _ON_A_PAGE) == 0:
            sheet.new_page(row)
        at += len(chart.lines)


def _chart(book: Book, chart: LineChart, sheet: str, heading: int, first: int, years: int) -> Any:
    made = book.chart("line")
    for number, line in enumerate(chart.lines):
        place = chart.series.index(line.series)
        row, colour = first + number, _COLOURS[place % len(_COLOURS)]
        made.add_series(
            {
                "name": [sheet, row, 1],
                "categories": [sheet, heading, 2, heading, 1 + years],
                "values": [sheet, row, 2, row, 1 + years],
                "values_data": list(line.values),  # else the chart keeps 0 of a blank cell
                "line": {"color": colour, "width": 2.25},
                "marker": {
                    "type": _MARKS[place % len(_MARKS)],
                    "size": 7,
                    "fill": {"color": colour},
                    "border": {"color": colour},
                },
            }
        )
    made.show_blanks_as("gap")
    made.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
    ratio = chart.unit is Unit.RATIO
    # Cut axes make small changes look large: shares and ratios begin at 0, and reach far enough that 0 lies below.
    ends = {"min": 0} | ({} if chart.most > (1 if ratio else 10) else {"max": 1 if ratio else 10})
    grid = {"visible": True, "line": {"color": "#D8DDE0"}}
    made.set_y_axis({"num_format": "0.00" if ratio else '0"%"', "major_gridlines": grid, **ends})
    named = [line.series for line in chart.lines]
    again = [number for number, name in enumerate(named) if name in named[:number]]
    made.set_legend({"position": "bottom", "font": {"size": 8}, "delete_series": again})
    return made
