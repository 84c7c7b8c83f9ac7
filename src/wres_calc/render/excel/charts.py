"""Native charts, which stay editable: each with the numbers that it draws below it on the sheet, and a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from wres_calc.facts.indicator_number import order
from wres_calc.render.blocks import Cell, Column, Holds, Table, in_unit
from wres_calc.render.drawn import Chart, LineChart
from wres_calc.render.excel.book import Book
from wres_calc.render.excel.ratio_chart import SHEET, errors, ratio_chart, reach
from wres_calc.render.excel.sheet import Worksheet
from wres_calc.report.report import Unit

_ROWS, _TALL, _OF_LINES = 14, 17, 15
"""How many rows of the sheet a chart takes, one of so many bars that their names want room, and one of lines.

A page has 31.
"""
_MANY_BARS, _LONG_NAME = 12, 40
_ON_A_PAGE = 2
"""How many rows of charts."""
_COLUMNS_UNDER_CHARTS = 12
"""Over how many columns of the sheet two charts beside each other lie."""

_FILLS: tuple[dict[str, Any], ...] = (
    {"fill": {"color": "#005EB8"}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#AE2573", "bg_color": "#FFFFFF"}},
    {"fill": {"color": "#AEB7BD"}},
)
"""Groups differ by pattern as well as by colour: the reference, the compared one, unknown."""

_COLOURS = ("#005EB8", "#AE2573", "#00703C", "#425563", "#7C2855")
_MARKS = ("circle", "diamond", "square", "triangle", "x")
"""Lines are distinguished by their marks too, not by colour alone."""

_Drawn = tuple[Any, str, str]
"""A native chart with its title and its text."""


def charts_sheet(book: Book, charts: Sequence[Chart]) -> None:
    """Add the sheet of a report's charts, where there is anything to draw."""
    bars = _with_survey_together([chart for chart in charts if chart.kind != "ratio"])
    ratios = [(chart, mark) for chart in charts if chart.kind == "ratio" for mark in chart.marks]
    if not charts:
        return
    note = "The numbers drawn stand below the charts, and are not printed; figures that are withheld are not drawn."
    sheet = book.sheet(SHEET, "Charts", note)
    shapes = [*bars, *([ratios[0][0]] if ratios else [])]
    pairs = [shapes[first : first + 2] for first in range(0, len(shapes), 2)]
    heights = [_TALL if any(len(chart.rows) > _MANY_BARS for chart in pair) else _ROWS for pair in pairs]
    top = sheet.reserve(sum(heights))
    sheet.print_until(top + sum(heights), _COLUMNS_UNDER_CHARTS)
    _place(sheet, top, heights, [*_bar_charts(book, sheet, bars), *ratio_chart(book, sheet, ratios)])


def _place(sheet: Worksheet, top: int, heights: Sequence[int], drawn: Sequence[_Drawn]) -> None:
    """Put charts on the rows reserved for them, two beside each other."""
    for place, (chart, title, text) in enumerate(drawn):
        row = top + sum(heights[: place // 2])
        sheet.place(chart, row, heights[place // 2], place % 2, title, text)
        if place and place % (2 * _ON_A_PAGE) == 0:
            sheet.new_page(row)


def _with_survey_together(charts: Sequence[Chart]) -> list[Chart]:
    """The charts, those of the survey's questions as one with a row for each."""
    percentages = [chart for chart in charts if chart.kind == "groups" and chart.unit is Unit.PERCENT]
    survey = [chart for chart in percentages if chart.rows == ["Staff"]]
    if not survey:
        return list(charts)
    marks = tuple(
        replace(mark, row=f"{chart.number}. {chart.title}") for chart in survey for mark in chart.marks
    )
    title = f"NHS Staff Survey: indicators {survey[0].number} to {survey[-1].number}"
    hidden = sum(chart.withheld for chart in survey)
    together = replace(survey[0], title=title, marks=marks, withheld=hidden, order=())
    others = [chart for chart in charts if chart not in survey]
    return sorted([*others, together], key=lambda chart: order(chart.number))


def _bar_charts(book: Book, sheet: Worksheet, bars: Sequence[Chart]) -> Iterator[_Drawn]:
    """The charts of shares and of percentages, and the table of their numbers: a row of it is a row of bars."""
    if not bars:
        return
    series = bars[0].series
    ends = [f"{name}, {end}" for name in series for end in ("down by", "up by")]
    columns: list[Column[Any]] = [
        *(Column(name, width=38, fixed=True) for name in ("Chart", "Row")),
        *(Column(name, holds=Holds.PERCENT, width=10, fixed=True) for name in (*series, *ends)),
    ]
    rows = [_row(chart, name) for chart in bars for name in chart.rows]
    first = sheet.table(Table("Numbers drawn", columns, rows, filters=False))
    for chart in bars:
        last = first + len(chart.rows) - 1
        yield _bar_chart(book, chart, first, last), chart.title, chart.text
        first = last + 1
    sheet.gap()


def _short(name: str) -> str:
    """The abbreviation that a name gives, if any: LibreOffice leaves out names of bars where one takes two lines."""
    found = re.search(r"\(([A-Z]+)\)$", name)
    return found[1] if found else name


def _row(chart: Chart, name: str) -> list[Cell]:
    marks = {mark.series: mark for mark in chart.marks if mark.row == name}
    own = [marks.get(series) for series in chart.series]
    ends = [end for mark in own for end in reach(mark)]
    values = [mark.value if mark else None for mark in own]
    return [chart.title, _short(name), *(in_unit(value, chart.unit) for value in (*values, *ends))]


def _bar_chart(book: Book, chart: Chart, first: int, last: int) -> Any:
    """Bars by row: stacked to 100 % where they make up a whole, else beside each other with their intervals."""
    stacked = chart.kind == "shares"
    made = book.chart("bar", "percent_stacked" if stacked else None)
    named = {(mark.row, mark.series): mark for mark in chart.marks}
    for place, series in enumerate(chart.series):
        own = [named.get((name, series)) for name in chart.rows]
        if not any(own):
            continue
        options = {
            "name": series,
            "categories": [SHEET, first, 1, last, 1],
            "values": [SHEET, first, 2 + place, last, 2 + place],
            "values_data": [mark.value if mark else None for mark in own],  # else 0 of a blank cell
            "border": {"color": "#425563", "width": 0.5},
            "gap": 40,
            **_FILLS[place],
        }
        if not stacked:
            options["y_error_bars"] = errors(first, 2 + len(chart.series) + 2 * place, own)
        made.add_series(options)
    made.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
    # In a chart of bars the first row is at the top, and the scale crosses behind the last one, which is below.
    made.set_y_axis({"reverse": True, "crossing": "max", "interval_unit": 1, "num_font": {"size": 8}})
    shown = "0%" if stacked else "0" if chart.unit is Unit.SCORE else '0"%"'
    made.set_x_axis({"num_format": shown, "min": 0, "max": 1 if stacked else chart.top})
    made.set_legend({"position": "bottom"})
    if max(map(len, chart.rows)) > _LONG_NAME:
        # Left to itself, a program lets long names run over the edge of the chart.
        made.set_plotarea({"layout": {"x": 0.45, "y": 0.12, "width": 0.51, "height": 0.66}})
    return made


def line_charts(book: Book, charts: Sequence[LineChart]) -> None:
    """Add a sheet of the charts by year that have a line, two beside each other, and below them the numbers drawn."""
    drawn = [chart for chart in charts if chart.lines]
    if not drawn:
        return
    years = drawn[0].years
    name = "Trend charts"
    sheet = book.sheet(
        name, "Charts by reporting year", "A year without a figure is a gap; no line bridges a break."
    )
    heights = [_OF_LINES] * ((len(drawn) + 1) // 2)
    top = sheet.reserve(sum(heights))
    columns: list[Column[Any]] = [
        Column("Chart", width=30),
        Column("Line", width=40),
        *(Column(str(year), holds=Holds.FIGURES, width=9) for year in years),
    ]
    rows: list[list[Cell]] = [
        [chart.title, line.name, *(in_unit(value, chart.unit) for value in line.values)]
        for chart in drawn
        for line in chart.lines
    ]
    first = sheet.table(Table("Chart numbers", columns, rows, filters=False))
    made: list[_Drawn] = []
    at = first
    for chart in drawn:
        made.append((_line_chart(book, chart, name, first - 1, at), chart.title, chart.text))
        at += len(chart.lines)
    _place(sheet, top, heights, made)


def _line_chart(book: Book, chart: LineChart, sheet: str, heading: int, first: int) -> Any:
    made = book.chart("line")
    last = 1 + len(chart.years)
    for number, line in enumerate(chart.lines):
        place = chart.series.index(line.series)
        row, colour = first + number, {"color": _COLOURS[place % len(_COLOURS)]}
        made.add_series(
            {
                "name": [sheet, row, 1],
                "categories": [sheet, heading, 2, heading, last],
                "values": [sheet, row, 2, row, last],
                "values_data": list(line.values),  # else the chart keeps 0 of a blank cell
                "line": {**colour, "width": 2.25},
                "marker": {"type": _MARKS[place % len(_MARKS)], "size": 7, "fill": colour, "border": colour},
            }
        )
    made.show_blanks_as("gap")
    made.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
    # A program's own scale reaches as high as the figures do; where they are all small it must be given an end.
    ends = {"min": 0} | ({"max": chart.top} if chart.top in (1, 10) else {})
    grid = {"visible": True, "line": {"color": "#D8DDE0"}}
    made.set_y_axis(
        {"num_format": '0"%"' if chart.unit is Unit.PERCENT else "0.00", "major_gridlines": grid, **ends}
    )
    named = [line.series for line in chart.lines]
    again = [number for number, name in enumerate(named) if name in named[:number]]
    made.set_legend({"position": "bottom", "font": {"size": 8}, "delete_series": again})
    return made
