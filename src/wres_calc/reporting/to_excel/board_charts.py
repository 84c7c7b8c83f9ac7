"""The Charts sheet: native charts of the indicators, which stay editable, with the numbers they draw below them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from wres_calc.reporting.charts.data import Chart, Mark, all_charts
from wres_calc.reporting.report import Report, Unit
from wres_calc.reporting.to_excel.book import Book
from wres_calc.reporting.to_excel.cells import Cell, limit_cell
from wres_calc.reporting.to_excel.layout import Column
from wres_calc.reporting.to_excel.sheet import Sheet

_SHEET = "Charts"
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
_STRIPES = 16
_BLUE = {"color": "#005EB8"}
_GREY = {"color": "#768692", "width": 1.25, "dash_type": "dash"}


def charts_sheet(book: Book, report: Report) -> None:
    """Add the sheet, where there is anything to draw."""
    charts = all_charts(report)
    bars = _with_survey_together([chart for chart in charts if chart.kind != "ratio"])
    ratios = [(chart, mark) for chart in charts if chart.kind == "ratio" for mark in chart.marks]
    if not charts:
        return
    about = "The numbers drawn stand below the charts; figures that are withheld are not drawn."
    sheet = book.sheet(_SHEET, "Charts", about)
    rows_of_charts = (len(bars) + bool(ratios) + 1) // 2
    top = sheet.reserve(_ROWS * rows_of_charts)
    sheet.new_page(top + _ROWS * rows_of_charts)
    made = [*_bar_charts(book, sheet, bars), *_ratio_chart(book, sheet, ratios)]
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
    ends = [end for mark in own for end in _ends(mark)]
    values = [mark.value if mark else None for mark in own]
    return [chart.title, name, *(limit_cell(value, chart.unit) for value in (*values, *ends))]


def _ends(mark: Mark | None) -> tuple[float | None, float | None]:
    """How far an interval reaches down and up from its value."""
    if mark is None or mark.lower is None or mark.upper is None:
        return None, None
    return mark.value - mark.lower, mark.upper - mark.value


def _bar_chart(book: Book, chart: Chart, first: int, last: int) -> Any:
    """Bars by row: stacked to 100 % where they make up a whole, else beside each other with their intervals."""
    stacked = chart.kind == "shares"
    made = book.chart("bar", "percent_stacked" if stacked else None)
    there = {mark.series for mark in chart.marks}
    for place, series in enumerate(_SERIES):
        if series in there:
            options = {
                "name": series,
                "categories": [_SHEET, first, 1, last, 1],
                "values": [_SHEET, first, 2 + place, last, 2 + place],
                "border": {"color": "#425563", "width": 0.5},
                "gap": 40,
                **_FILLS[series],
            }
            if not stacked:
                at = 2 + len(_SERIES) + 2 * place
                options["y_error_bars"] = _errors(first, last, at)
            made.add_series(options)
    made.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
    made.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 8}})
    made.set_x_axis({"num_format": "0%" if stacked else '0"%"', "min": 0, "label_position": "low"})
    made.set_legend({"position": "bottom"})
    return made


def _errors(first: int, last: int, at: int) -> dict[str, Any]:
    """The lengths of intervals, from the two columns that begin at `at`: down, then up."""
    down, up = (
        f"={_SHEET}!${_letter(each)}${first + 1}:${_letter(each)}${last + 1}" for each in (at, at + 1)
    )
    return {"type": "custom", "plus_values": up, "minus_values": down}


def _letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


def _ratio_chart(
    book: Book, sheet: Sheet, ratios: Sequence[tuple[Chart, Mark]]
) -> list[tuple[Any, str, str]]:
    """All ratios on one log axis, with their intervals, 1 and the range read as no concern; and their numbers."""
    if not ratios:
        return []
    columns = [Column("Relative likelihood", 34), Column("Who over whom", 28)]
    columns += [Column(name, 10, figures=True) for name in ("Ratio", "Place", "Down by", "Up by")]
    rows: list[list[Cell]] = [
        [
            f"{chart.number}. {chart.title}",
            mark.row,
            *(
                limit_cell(value, Unit.RATIO)
                for value in (mark.value, float(len(ratios) - place), *_ends(mark))
            ),
        ]
        for place, (chart, mark) in enumerate(ratios)
    ]
    first = sheet.table("Ratios_drawn", columns, rows, frozen=False, filters=False)
    made = book.chart("scatter")
    band = next((chart.band for chart, _ in ratios if chart.band), None)
    _add_lines(sheet, made, band, len(ratios))
    for place, (chart, mark) in enumerate(ratios):
        made.add_series(_ratio_series(chart, mark, first + place))
    made.set_title({"name": "Relative likelihoods", "name_font": {"size": 11}, "overlay": False})
    made.set_x_axis(
        {
            "log_base": 2,
            "num_format": "0.00",
            "name": "Times as likely (1 is equal)",
            "crossing": "min",
            **_ends_of_axis([mark for _, mark in ratios]),
        }
    )
    made.set_y_axis(
        {"visible": False, "min": 0, "max": len(ratios) + 1, "major_gridlines": {"visible": False}}
    )
    made.set_legend({"position": "bottom", "font": {"size": 8}})
    return [(made, "Relative likelihoods", " ".join(chart.text for chart, _ in ratios))]


def _ends_of_axis(marks: Sequence[Mark]) -> dict[str, float]:
    """The powers of two around all that is drawn, half and double at least."""
    drawn = [value for mark in marks for value in (mark.value, mark.lower, mark.upper) if value]
    low, high = math.floor(math.log2(min(drawn))), math.ceil(math.log2(max(drawn)))
    return {"min": 2.0 ** min(low, -1), "max": 2.0 ** max(high, 1)}


def _ratio_series(chart: Chart, mark: Mark, row: int) -> dict[str, Any]:
    options: dict[str, Any] = {
        "name": f"{chart.number}. {mark.row}",
        "categories": [_SHEET, row, 2, row, 2],
        "values": [_SHEET, row, 3, row, 3],
        "marker": {
            "type": ("circle", "diamond", "square")[chart.number % 3],
            "size": 9,
            "fill": _BLUE,
            "border": _BLUE,
        },
        "data_labels": {"series_name": True, "position": "above"},
    }
    if mark.lower is not None and mark.upper is not None:
        options["x_error_bars"] = _errors(row, row, 4)
    return options


def _add_lines(sheet: Sheet, made: Any, band: tuple[float, float] | None, number: int) -> None:
    """Upright lines at 1 and at both ends of the range read as no concern, and its shade, from numbers of their own."""
    ends = [("Equal", 1.0), *((f"Range {end:.2f}", end) for end in band or ())]
    top = float(number + 1)
    shades = list(_within(*band)) if band else []
    rows: list[list[Cell]] = [
        [name, what, limit_cell(at, Unit.RATIO), limit_cell(height, Unit.RATIO)]
        for name, what, at, height in (
            *((name, "line", at, height) for name, at in ends for height in (0.0, top)),
            *(("Range", "shade", at, top / 2) for at in shades),
        )
    ]
    sheet.gap()
    columns = [Column("Line", 34), Column("What", 28)]
    columns += [Column(name, 10, figures=True) for name in ("At", "Height")]
    first = sheet.table("Lines_drawn", columns, rows, frozen=False, filters=False)
    if shades:
        made.add_series(_shade(first + 2 * len(ends), len(shades), top / 2))
    for place, (name, at) in enumerate(ends):
        row = first + 2 * place
        line = {"color": "#212B32", "width": 1.5} if at == 1 else _GREY
        made.add_series(_points(name, row, row + 1) | {"line": line})


def _within(lower: float, upper: float) -> Iterator[float]:
    """Places across a range, even on a log axis."""
    for step in range(_STRIPES):
        yield lower * (upper / lower) ** ((step + 0.5) / _STRIPES)


def _shade(first: int, number: int, half: float) -> dict[str, Any]:
    """Broad upright bars side by side: a scatter chart has no other way to shade a range of its axis."""
    bars = {
        "type": "fixed",
        "value": half,
        "end_style": 0,
        "line": {"color": "#AEB7BD", "width": 5, "transparency": 65},
    }
    return _points("Range", first, first + number - 1) | {"y_error_bars": bars, "line": {"none": True}}


def _points(name: str, first: int, last: int) -> dict[str, Any]:
    return {
        "name": name,
        "categories": [_SHEET, first, 2, last, 2],
        "values": [_SHEET, first, 3, last, 3],
        "marker": {"type": "none"},
    }
