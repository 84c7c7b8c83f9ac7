"""Charts as Excel draws them, one look for all: the group compared in the strong colour, values at the marks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from wres_calc.render.drawn import Chart, Mark, is_few
from wres_calc.render.excel.book import Book
from wres_calc.report.report import Unit
from wres_calc.report.words.numbers import in_unit, ratio

EQUAL = "Equally likely"
_HEIGHT = 1.7
"""How high upright lines reach around a ratio, which is at 1 of 2."""
STRONG, _QUIET, TEXT, _PALE = "#AE2573", "#AEB7BD", "#212B32", "#E3B6CF"
FONT: dict[str, Any] = {"size": 11, "color": TEXT}
_SMALL_BAR = 0.15
"""A bar that is shorter than this part of the axis has its value beside it."""
QUIET_LINE = "#768692"
_ENDS, _SIDE, _INSIDE = 3, 0.25, 0.98
"""The column of intervals where one group is drawn; how high and how far in the name of the worse side is."""
_ON_TOP = {"value": True, "position": "outside_end", "num_format": "0.0", "font": FONT}
_ON_TOP["fill"] = {"color": "#FFFFFF"}  # off the line through the columns
_TICKLESS = {"major_tick_mark": "none", "minor_tick_mark": "none"}


@dataclass(frozen=True)
class Cells:
    """Where the numbers of a chart stand: on which sheet, from which row on."""

    sheet: str
    first: int

    def down(self, column: int, rows: int, *, at: int = 0) -> list[Any]:
        """So many rows of a column, from the row `at` on."""
        return [self.sheet, self.first + at, column, self.first + at + rows - 1, column]

    def across(self, row: int, column: int, number: int) -> list[Any]:
        """So many columns of a row, from a `column` on."""
        return [self.sheet, self.first + row, column, self.first + row, column + number - 1]


def formula(place: Sequence[Any]) -> str:
    """Return a place, as `Cells` gives it, as a formula."""
    sheet, top, left, bottom, right = place
    return f"='{sheet}'!${_letters(left)}${top + 1}:${_letters(right)}${bottom + 1}"


def _letters(column: int) -> str:
    """The name of a column: A to Z, AA and further."""
    high, low = divmod(column, 26)
    return (_letters(high - 1) if high else "") + chr(ord("A") + low)


def drawn_for(chart: Chart) -> list[str]:
    """Return the groups that a chart draws, a column of its numbers each; a ratio has one."""
    if chart.kind == "groups":
        return list(dict.fromkeys(mark.series for mark in chart.marks))
    return [chart.strong]


def _shares(book: Book, chart: Chart, cells: Cells) -> Any:
    """Columns with their values on top, those of few people pale; the share of the whole as a line through them."""
    made = book.chart("column")
    rows = len(chart.rows)
    marks = {mark.row: mark for mark in chart.marks}
    own = [marks.get(row) for row in chart.rows]
    made.add_series(
        {
            "name": chart.strong,
            "categories": cells.down(1, rows),
            "values": cells.down(2, rows),
            "values_data": [mark.value if mark else None for mark in own],
            "fill": {"color": STRONG},
            "points": [{"fill": {"color": _PALE}} if mark and is_few(mark) else None for mark in own],
            "gap": 40,
            "data_labels": _ON_TOP,
        }
    )
    if chart.line is not None:
        value, name = chart.line
        line = book.chart("line")
        line.add_series(
            {
                "name": name,
                "categories": cells.down(1, rows),
                "values": cells.down(_ENDS + 2, rows),
                "values_data": [value] * rows,
                "line": {"color": TEXT, "width": 1.25},
                "marker": {"type": "none"},
            }
        )
        made.combine(line)
    titled(made, chart.title, chart.subtitle)
    # So that labels of one line stand upright: 360 is how XlsxWriter is asked for none.
    made.set_x_axis(
        {"num_font": FONT | {"size": 10, "rotation": 360}, **_TICKLESS, **subtitled(chart.subtitle)}
    )
    made.set_y_axis(
        {"visible": False, "min": 0, "max": chart.top * 1.1, "major_gridlines": {"visible": False}}
    )
    return made


def _groups(book: Book, chart: Chart, cells: Cells) -> Any:
    """A bar for each group with its value in it and its interval."""
    made = book.chart("bar")
    for place, name in enumerate(drawn_for(chart)):
        made.add_series(_bar(chart, name, cells, place))
    titled(made, chart.title, chart.subtitle)
    made.set_y_axis({"reverse": True, "num_font": FONT, **_TICKLESS, "line": {"none": True}})
    made.set_x_axis(
        {
            "visible": False,
            "min": 0,
            "max": chart.top,
            "major_gridlines": {"visible": False},
            **subtitled(chart.subtitle),
        }
    )
    return made


def _bar(chart: Chart, name: str, cells: Cells, place: int) -> dict[str, Any]:
    own = [mark if mark.series == name else None for mark in chart.marks]
    (mark,) = filter(None, own)
    strong, inside = name == chart.strong, mark.value > _SMALL_BAR * chart.top
    return {
        "name": name,
        "categories": cells.down(1, len(own)),
        "values": cells.down(2 + place, len(own)),
        "values_data": [each.value if each else None for each in own],
        "fill": {"color": STRONG if strong else _QUIET},
        "gap": 40,
        "overlap": 100,
        "data_labels": {
            "value": True,
            "position": "inside_base" if inside else "outside_end",
            "num_format": '0.0"%"' if chart.unit is Unit.PERCENT else "0.00",
            "font": FONT | ({"color": "#FFFFFF", "bold": True} if strong and inside else {}),
        },
        "y_error_bars": _errors(cells, 2 + len(drawn_for(chart)), chart.marks),
    }


def _ratio(book: Book, chart: Chart, cells: Cells) -> Any:
    """A dot with its interval on a log axis, the line of equality, and which side is worse."""
    made = book.chart("scatter")
    low, high = chart.ends
    lines = lines_of(chart)
    at = len(chart.rows)
    for name in dict.fromkeys(name for name, *_ in lines):
        own = [(place, height) for each, place, height in lines if each == name]
        made.add_series(_line(chart, name, own, cells, at))
        at += len(own)
    for place, mark in enumerate(chart.marks):
        made.add_series(_dot(chart, mark, cells, place))
    titled(made, chart.title, chart.subtitle)
    made.set_x_axis(
        {
            "log_base": 2,
            "major_unit": 2,
            "min": low,
            "max": high,
            "num_format": "General",
            "num_font": FONT,
            "crossing": "min",
            "major_gridlines": {"visible": False},
            **subtitled(chart.subtitle),
        }
    )
    made.set_y_axis({"visible": False, "min": 0, "max": 2, "major_gridlines": {"visible": False}})
    return made


def _dot(chart: Chart, mark: Mark, cells: Cells, place: int) -> dict[str, Any]:
    look = {"color": STRONG}
    return {
        "name": mark.row,
        "categories": cells.down(2, 1, at=place),
        "categories_data": [mark.value],
        "values": cells.down(_ENDS + 2, 1, at=place),
        "values_data": [1.0],
        "marker": {"type": "circle", "size": 10, "fill": look, "border": look},
        "data_labels": labels([in_unit(mark.value, chart.unit)], "above", {"bold": True}),
        "x_error_bars": _errors(cells, _ENDS, [mark], at=place),
    }


def lines_of(chart: Chart) -> list[tuple[str, float, float]]:
    """Return what is drawn around a ratio, point by point: its range, equality, and the side that is worse."""
    if chart.kind != "ratio":
        return []
    ends = [(f"Range from {ratio(chart.band[0])}", chart.band[0])] if chart.band else []
    ends += [(f"Range to {ratio(chart.band[1])}", chart.band[1])] if chart.band else []
    ends += [(EQUAL, 1.0)]
    upright = [(name, at, height) for name, at in ends for height in (0.0, _HEIGHT)]
    side = f"← {chart.worse}" if chart.worse_is_left else f"{chart.worse} →"
    low, high = chart.ends
    return [*upright, (side, low / _INSIDE if chart.worse_is_left else high * _INSIDE, _SIDE)]


def _line(
    chart: Chart, name: str, own: Sequence[tuple[float, float]], cells: Cells, at: int
) -> dict[str, Any]:
    """A line of `lines_of` with its name; of the range, which the subtitle names, without."""
    equal, side = name == EQUAL, len(own) == 1
    look = {"color": TEXT, "width": 1.5} if equal else {"color": QUIET_LINE, "width": 1, "dash_type": "dash"}
    named: dict[str, Any] = {}
    if equal:
        named = {"data_labels": labels(["", name.lower()], "above")}
    elif side:
        named = {"data_labels": labels([name], "right" if chart.worse_is_left else "left")}
    return {
        "name": name,
        "categories": cells.down(2, len(own), at=at),
        "categories_data": [place for place, _ in own],
        "values": cells.down(_ENDS + 2, len(own), at=at),
        "values_data": [height for _, height in own],
        "line": {"none": True} if side else look,
        "marker": {"type": "none"},
        **named,
    }


def labels(
    texts: Sequence[str], position: str, look: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """Labels in place of the values, none where a text is empty."""
    custom = [{"value": text} if text else {"delete": True} for text in texts]
    return {"value": True, "position": position, "custom": custom, "font": {**FONT, **look}}


CHARTS: Mapping[str, Callable[[Book, Chart, Cells], Any]] = {
    "shares": _shares,
    "groups": _groups,
    "ratio": _ratio,
}
"""What draws each kind of chart."""


def titled(made: Any, title: str, subtitle: str) -> None:
    """Title and subtitle at the left, as a newspaper has them; the names stand at the marks and need no legend."""
    made.set_title({"name": title, "name_font": {"size": 12, "color": TEXT}, "overlay": False})
    made.set_legend({"none": True})
    made.set_x_axis({"num_font": FONT, **_TICKLESS, **subtitled(subtitle)})
    made.set_chartarea({"border": {"color": "#D8DDE0"}})


def subtitled(text: str) -> dict[str, Any]:
    """Return the options of an axis across whose name is the subtitle."""
    return {"name": text, "name_font": {"size": 11, "bold": False, "color": "#4C6272"}}


def reach(mark: Mark | None) -> tuple[float | None, float | None]:
    """Return how far an interval reaches down and up from its value."""
    if mark is None or mark.lower is None or mark.upper is None:
        return None, None
    return mark.value - mark.lower, mark.upper - mark.value


def _errors(cells: Cells, column: int, marks: Sequence[Mark | None], *, at: int = 0) -> dict[str, Any]:
    """The intervals of marks as error bars; their numbers go along, for who shows the chart without the sheet."""
    lengths = [reach(mark) for mark in marks]
    return {
        "type": "custom",
        "plus_values": formula(cells.down(column + 1, len(marks), at=at)),
        "plus_data": [up for _, up in lengths],
        "minus_values": formula(cells.down(column, len(marks), at=at)),
        "minus_data": [down for down, _ in lengths],
        "end_style": 0,
        "line": {"color": TEXT, "width": 1.25},
    }
