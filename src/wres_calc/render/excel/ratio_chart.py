"""The chart of ratios: all on one log axis, with their intervals, equality and the range of indicators."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

from wres_calc.facts.indicator_number import order
from wres_calc.render.blocks import Cell, Column, Holds, Number, Table
from wres_calc.render.drawn import Chart, Mark
from wres_calc.render.excel.book import Book
from wres_calc.render.excel.sheet import Worksheet

SHEET = "Charts"
"""The sheet of a report's charts, which the charts' own numbers are on."""

_STRIPES = 24
_HALF = 0.4
"""Half the height, in rows of the chart, of the range around its indicator."""
_BLUE = {"color": "#005EB8"}
_GREY = {"color": "#768692", "width": 1.25, "dash_type": "dash"}


def ratio_chart(
    book: Book, sheet: Worksheet, ratios: Sequence[tuple[Chart, Mark]]
) -> list[tuple[Any, str, str]]:
    """Return the chart with its title and its text, none without ratios; the numbers it draws go on the sheet."""
    if not ratios:
        return []
    rows: list[list[Cell]] = [
        [
            f"{chart.number}. {chart.title}",
            mark.row,
            *map(_number, (mark.value, float(len(ratios) - place), *reach(mark))),
        ]
        for place, (chart, mark) in enumerate(ratios)
    ]
    heads = ("Ratio", "Place", "Down by", "Up by")
    first = _numbers(sheet, "Ratios drawn", ("Relative likelihood", "Who over whom"), heads, rows)
    made = book.chart("scatter")
    ranged = next((place for place, (chart, _) in enumerate(ratios) if chart.band), None)
    of_range = None if ranged is None else (ratios[ranged][0], float(len(ratios) - ranged))
    unnamed = _add_lines(sheet, made, of_range, len(ratios))
    for place, (chart, mark) in enumerate(ratios):
        made.add_series(_ratio_series(chart, mark, first + place))
    made.set_title({"name": "Relative likelihoods", "name_font": {"size": 11}, "overlay": False})
    made.set_x_axis(
        {
            "log_base": 2,
            "major_unit": 2,
            "num_format": "0.00",
            "name": "Times as likely (1 is equal)",
            "crossing": "min",
            **_ends_of_axis([mark for _, mark in ratios]),
        }
    )
    made.set_y_axis(
        {"visible": False, "min": 0, "max": len(ratios) + 1, "major_gridlines": {"visible": False}}
    )
    made.set_legend({"position": "bottom", "font": {"size": 8}, "delete_series": unnamed})
    return [(made, "Relative likelihoods", " ".join(chart.text for chart, _ in ratios))]


def _number(value: float | None) -> Cell:
    return None if value is None else Number(value, Holds.RATIO)


def _numbers(
    sheet: Worksheet, name: str, texts: Sequence[str], figures: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> int:
    """Write a table of the numbers drawn; return the number of its first row."""
    columns: list[Column[Any]] = [
        *(Column(text, width=38, fixed=True) for text in texts),
        *(Column(figure, holds=Holds.RATIO, width=10, fixed=True) for figure in figures),
    ]
    return sheet.table(Table(name, columns, rows, filters=False))


def _ends_of_axis(marks: Sequence[Mark]) -> dict[str, float]:
    """The powers of two around all that is drawn, half and double at least."""
    drawn = [value for mark in marks for value in (mark.value, mark.lower, mark.upper) if value]
    low, high = math.floor(math.log2(min(drawn))), math.ceil(math.log2(max(drawn)))
    return {"min": 2.0 ** min(low, -1), "max": 2.0 ** max(high, 1)}


def _ratio_series(chart: Chart, mark: Mark, row: int) -> dict[str, Any]:
    options: dict[str, Any] = {
        "name": f"{chart.number}. {mark.row}",
        "categories": [SHEET, row, 2, row, 2],
        "values": [SHEET, row, 3, row, 3],
        "marker": {
            "type": ("circle", "diamond", "square")[order(chart.number)[0] % 3],
            "size": 9,
            "fill": _BLUE,
            "border": _BLUE,
        },
        # Short enough for one line, which a series' whole name is not everywhere.
        "data_labels": {
            "value": True,
            "position": "above",
            "custom": [{"value": f"Indicator {chart.number}"}],
        },
    }
    if mark.lower is not None and mark.upper is not None:
        options["x_error_bars"] = errors(row, 4, [mark])
    return options


def _add_lines(sheet: Worksheet, made: Any, ranged: tuple[Chart, float] | None, number: int) -> list[int]:
    """Upright lines at 1, and the ends and the shade of the range at the height of its indicator alone.

    Return which of these series the legend leaves out: the shade and its second end are named by the first one.
    """
    band, middle = (ranged[0].band, ranged[1]) if ranged else (None, 0.0)
    name = f"Range {band[0]:.2f} to {band[1]:.2f}, indicator {ranged[0].number}" if band and ranged else ""
    ends = [("Equal", 1.0, 0.0, float(number + 1))]
    ends += [(name, end, middle - _HALF, middle + _HALF) for end in band or ()]
    shades = list(_within(*band)) if band else []
    rows: list[list[Cell]] = [
        [name, what, _number(at), _number(height)]
        for name, what, at, height in (
            *((name, "line", at, height) for name, at, *heights in ends for height in heights),
            *(("Range", "shade", at, middle) for at in shades),
        )
    ]
    sheet.gap()
    first = _numbers(sheet, "Lines drawn", ("Line", "What"), ("At", "Height"), rows)
    if shades:
        made.add_series(_shade(first + 2 * len(ends), len(shades)))
    for place, (name, at, *_) in enumerate(ends):
        row = first + 2 * place
        line = {"color": "#212B32", "width": 1.5} if at == 1 else _GREY
        made.add_series(_points(name, row, row + 1) | {"line": line})
    return [0, len(ends)] if shades else []


def _within(lower: float, upper: float) -> Iterator[float]:
    """Places across a range, even on a log axis."""
    for step in range(_STRIPES):
        yield lower * (upper / lower) ** ((step + 0.5) / _STRIPES)


def _shade(first: int, number: int) -> dict[str, Any]:
    """Thin upright lines side by side, which hide no figure: a scatter chart has no other way to shade a range."""
    bars = {
        "type": "fixed",
        "value": _HALF,
        "end_style": 0,
        "line": {"color": "#AEB7BD", "width": 1.25, "transparency": 40},
    }
    return _points("Range", first, first + number - 1) | {"y_error_bars": bars, "line": {"none": True}}


def _points(name: str, first: int, last: int) -> dict[str, Any]:
    return {
        "name": name,
        "categories": [SHEET, first, 2, last, 2],
        "values": [SHEET, first, 3, last, 3],
        "marker": {"type": "none"},
    }


def reach(mark: Mark | None) -> tuple[float | None, float | None]:
    """Return how far an interval reaches down and up from its value."""
    if mark is None or mark.lower is None or mark.upper is None:
        return None, None
    return mark.value - mark.lower, mark.upper - mark.value


def errors(first: int, at: int, marks: Sequence[Mark | None]) -> dict[str, Any]:
    """Return the intervals of marks as error bars, from the two columns that begin at `at`: down, then up.

    `marks` stand in a row each from `first` on; their numbers go along, for who shows the chart without the sheet.
    """
    last = first + len(marks)
    down, up = (f"={SHEET}!${_letter(each)}${first + 1}:${_letter(each)}${last}" for each in (at, at + 1))
    lengths = [reach(mark) for mark in marks]
    return {
        "type": "custom",
        "plus_values": up,
        "plus_data": [each for _, each in lengths],
        "minus_values": down,
        "minus_data": [each for each, _ in lengths],
    }


def _letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]
