"""The Charts sheet: native charts of the indicators, which stay editable, with the numbers they draw below them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from wres_calc.render.charts.data import Chart, all_charts
from wres_calc.render.excel.book import Book
from wres_calc.render.excel.cells import Cell, limit_cell
from wres_calc.render.excel.error_bars import SHEET, ends_of, errors
from wres_calc.render.excel.layout import Column
from wres_calc.render.excel.ratio_chart import ratio_chart
from wres_calc.render.excel.sheet import Sheet
from wres_calc.report.report import Report

_ROWS, _TALL = 14, 17
"""How many rows of the sheet a chart takes, and one of so many bars that their names want room. A page has 31."""

_MANY_BARS, _LONG_NAME = 12, 40

_ON_A_PAGE = 2
_COLUMNS_UNDER_CHARTS = 12
"""Over how many columns of the sheet two charts beside each other lie."""

_BOARD = 9
_FILLS: dict[str, dict[str, Any]] = {
    "White": {"fill": {"color": "#005EB8"}},
    "BME": {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#AE2573", "bg_color": "#FFFFFF"}},
    "Unknown": {"fill": {"color": "#AEB7BD"}},
}
"""Groups differ by pattern as well as by colour."""

_SERIES = tuple(_FILLS)
_ENDS = tuple(f"{series}, {end}" for series in _SERIES for end in ("down by", "up by"))


def charts_sheet(book: Book, report: Report) -> None:
    """Add the sheet, where there is anything to draw."""
    charts = all_charts(report)
    bars = _with_survey_together([chart for chart in charts if chart.kind != "ratio"])
    ratios = [(chart, mark) for chart in charts if chart.kind == "ratio" for mark in chart.marks]
    if not charts:
        return
    about = "The numbers drawn stand below the charts, and are not printed; figures that are withheld are not drawn."
    sheet = book.sheet(SHEET, "Charts", about)
    shapes = [*bars, *([ratios[0][0]] if ratios else [])]
    heights = [
        _TALL if any(len(_names(chart)) > _MANY_BARS for chart in pair) else _ROWS for pair in _pairs(shapes)
    ]
    top = sheet.reserve(sum(heights))
    sheet.print_until(top + sum(heights), _COLUMNS_UNDER_CHARTS)
    made = [*_bar_charts(book, sheet, bars), *ratio_chart(book, sheet, ratios)]
    for place, (chart, title, text) in enumerate(made):
        row = top + sum(heights[: place // 2])
        sheet.place(chart, row, heights[place // 2], place % 2, title, text)
        if place and place % (2 * _ON_A_PAGE) == 0:
            sheet.new_page(row)


def _pairs(charts: Sequence[Chart]) -> Iterator[Sequence[Chart]]:
    """The charts that stand beside each other."""
    for first in range(0, len(charts), 2):
        yield charts[first : first + 2]


def _with_survey_together(charts: Sequence[Chart]) -> list[Chart]:
    """The charts, those of the survey's questions as one with a row for each."""
    survey = [chart for chart in charts if chart.kind == "groups" and chart.number < _BOARD]
    if not survey:
        return list(charts)
    marks = tuple(
        replace(mark, row=f"{chart.number}. {chart.title}") for chart in survey for mark in chart.marks
    )
    hidden = sum(chart.withheld for chart in survey)
    together = replace(survey[0], title="NHS Staff Survey: indicators 5 to 8", marks=marks, withheld=hidden)
    others = [chart for chart in charts if chart not in survey]
    return sorted([*others, together], key=lambda chart: chart.number)


def _bar_charts(book: Book, sheet: Sheet, bars: Sequence[Chart]) -> list[tuple[Any, str, str]]:
    """The charts of shares and of percentages, and the table of their numbers: a row of it is a row of bars."""
    if not bars:
        return []
    columns = [
        Column("Chart", 38, fixed=True),
        Column("Row", 38, fixed=True),
        *(Column(name, 10, figures=True, fixed=True) for name in (*_SERIES, *_ENDS)),
    ]
    rows = [_row(chart, name) for chart in bars for name in _names(chart)]
    first = sheet.table("Numbers_drawn", columns, rows, frozen=False, filters=False)
    made = []
    for chart in bars:
        last = first + len(_names(chart)) - 1
        made.append((_bar_chart(book, chart, first, last), chart.title, chart.text))
        first = last + 1
    sheet.gap()
    return made


def _names(chart: Chart) -> list[str]:
    return list(dict.fromkeys(mark.row for mark in chart.marks))


def _short(name: str) -> str:
    """The abbreviation that a name gives, if any: LibreOffice leaves out names of bars where one takes two lines."""
    found = re.search(r"\(([A-Z]+)\)$", name)
    return found[1] if found else name


def _row(chart: Chart, name: str) -> list[Cell]:
    marks = {mark.series: mark for mark in chart.marks if mark.row == name}
    own = [marks.get(series) for series in _SERIES]
    ends = [end for mark in own for end in ends_of(mark)]
    values = [mark.value if mark else None for mark in own]
    return [chart.title, _short(name), *(limit_cell(value, chart.unit) for value in (*values, *ends))]


def _bar_chart(book: Book, chart: Chart, first: int, last: int) -> Any:
    """Bars by row: stacked to 100 % where they make up a whole, else beside each other with their intervals."""
    stacked = chart.kind == "shares"
    made = book.chart("bar", "percent_stacked" if stacked else None)
    there = {mark.series for mark in chart.marks}
    named = {(mark.row, mark.series): mark for mark in chart.marks}
    for place, series in enumerate(_SERIES):
        if series in there:
            own = [named.get((name, series)) for name in _names(chart)]
            options = {
                "name": series,
                "categories": [SHEET, first, 1, last, 1],
                "values": [SHEET, first, 2 + place, last, 2 + place],
                "values_data": [mark.value if mark else None for mark in own],  # else 0 of a blank cell
                "border": {"color": "#425563", "width": 0.5},
                "gap": 40,
                **_FILLS[series],
            }
            if not stacked:
                at = 2 + len(_SERIES) + 2 * place
                options["y_error_bars"] = errors(first, at, own)
            made.add_series(options)
    made.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
    # In a chart of bars the first row is at the top, and the scale crosses behind the last one, which is below.
    made.set_y_axis({"reverse": True, "crossing": "max", "interval_unit": 1, "num_font": {"size": 8}})
    made.set_x_axis({"num_format": "0%" if stacked else '0"%"', "min": 0, "max": 1 if stacked else chart.top})
    made.set_legend({"position": "bottom"})
    if max(len(name) for name in _names(chart)) > _LONG_NAME:
        # Left to itself, a program lets long names run over the edge of the chart.
        made.set_plotarea({"layout": {"x": 0.45, "y": 0.12, "width": 0.51, "height": 0.66}})
    return made
