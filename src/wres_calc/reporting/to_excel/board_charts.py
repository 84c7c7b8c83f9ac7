"""The Charts sheet: native charts of the indicators, which stay editable, with the numbers they draw below them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from wres_calc.reporting.charts.data import Chart, all_charts
from wres_calc.reporting.report import Report
from wres_calc.reporting.to_excel.book import Book
from wres_calc.reporting.to_excel.cells import Cell, limit_cell
from wres_calc.reporting.to_excel.error_bars import SHEET, ends_of, errors
from wres_calc.reporting.to_excel.layout import Column
from wres_calc.reporting.to_excel.ratio_chart import ratio_chart
from wres_calc.reporting.to_excel.sheet import Sheet

_ROWS = 17
"""How many rows of the sheet a chart takes."""

_ON_A_PAGE = 2
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
    about = "The numbers drawn stand below the charts; figures that are withheld are not drawn."
    sheet = book.sheet(SHEET, "Charts", about)
    rows_of_charts = (len(bars) + bool(ratios) + 1) // 2
    top = sheet.reserve(_ROWS * rows_of_charts)
    sheet.new_page(top + _ROWS * rows_of_charts)
    made = [*_bar_charts(book, sheet, bars), *ratio_chart(book, sheet, ratios)]
    for place, (chart, title, text) in enumerate(made):
        row = top + _ROWS * (place // 2)
        sheet.place(chart, row, place % 2, title, text)
        if place and place % (2 * _ON_A_PAGE) == 0:
            sheet.new_page(row)


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
        Column("Chart", 34),
        Column("Row", 28),
        *(Column(name, 10, figures=True) for name in (*_SERIES, *_ENDS)),
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


def _row(chart: Chart, name: str) -> list[Cell]:
    marks = {mark.series: mark for mark in chart.marks if mark.row == name}
    own = [marks.get(series) for series in _SERIES]
    ends = [end for mark in own for end in ends_of(mark)]
    values = [mark.value if mark else None for mark in own]
    return [chart.title, name, *(limit_cell(value, chart.unit) for value in (*values, *ends))]


def _bar_chart(book: Book, chart: Chart, first: int, last: int) -> Any:
    """Bars by row: stacked to 100 % where they make up a whole, else beside each other with their intervals."""
    stacked = chart.kind == "shares"
    made = book.chart("bar", "percent_stacked" if stacked else None)
    there = {mark.series for mark in chart.marks}
    for place, series in enumerate(_SERIES):
        if series in there:
            options = {
                "name": series,
                "categories": [SHEET, first, 1, last, 1],
                "values": [SHEET, first, 2 + place, last, 2 + place],
                "border": {"color": "#425563", "width": 0.5},
                "gap": 40,
                **_FILLS[series],
            }
            if not stacked:
                at = 2 + len(_SERIES) + 2 * place
                options["y_error_bars"] = errors(first, last, at)
            made.add_series(options)
    made.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
    made.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 8}})
    made.set_x_axis({"num_format": "0%" if stacked else '0"%"', "min": 0, "label_position": "low"})
    made.set_legend({"position": "bottom"})
    return made
