"""Charts by year as Excel draws them: every line with its intervals, and its name at its end or in a legend."""

from collections.abc import Mapping, Sequence
from typing import Any

from wres_calc.render.drawn import LineChart, Piece
from wres_calc.render.excel.book import Book
from wres_calc.render.excel.native import (
    EQUAL,
    FONT,
    QUIET_LINE,
    STRONG,
    TEXT,
    Cells,
    formula,
    labels,
    subtitled,
    titled,
)
from wres_calc.report.report import Unit
from wres_calc.report.words.numbers import in_unit

_LINES = ("#005EB8", "#00703C", "#425563", "#7C2855")
_MARKS = ("circle", "diamond", "square", "triangle", "x")
_PAIR = 2
"""So many lines have their names at their ends; of more these would lie on one another."""


def years(book: Book, chart: LineChart, cells: Cells) -> Any:
    """Return a chart by year: every line with its interval at each year, and its name at its end or in a legend."""
    made = book.chart("line")
    room, names = room_for_names(chart), chart.series
    number = len(chart.years) + room
    pair = len(names) <= _PAIR
    others = iter((QUIET_LINE,) * _PAIR if pair else _LINES * len(names))
    looks = {name: STRONG if strong else next(others) for name, strong in _strong(chart).items()}
    for row, line in enumerate(chart.lines):
        mark = _MARKS[names.index(line.series) % len(_MARKS)]
        made.add_series(_line(chart, line, cells.across(row, 2, number), {"color": looks[line.series]}, mark))
    if chart.unit is Unit.RATIO:
        made.add_series(_equal(cells, len(chart.lines), number))
    made.show_blanks_as("gap")
    titled(made, chart.title, chart.subtitle)
    if not pair:
        series = [line.series for line in chart.lines]
        again = [at for at, name in enumerate(series) if name in series[:at]]
        made.set_legend({"position": "right", "font": FONT, "delete_series": again})
    low, high = chart.ends
    scale: dict[str, Any] = {"num_format": '0"%"' if chart.unit is Unit.PERCENT else "0"}
    if chart.unit is Unit.RATIO:
        scale = {"log_base": 2, "major_unit": 2, "num_format": "General", "crossing": "min"}
    made.set_y_axis(
        {"min": low, "max": high, "num_font": FONT, "major_gridlines": {"visible": False}, **scale}
    )
    if chart.unit is Unit.RATIO:
        made.set_x_axis({"num_font": FONT, "label_position": "low", **subtitled(chart.subtitle)})
    return made


def _line(
    chart: LineChart, line: Piece, place: Sequence[Any], colour: Mapping[str, str], mark: str
) -> dict[str, Any]:
    """A line whose values are at a `place`, behind which is how far its intervals reach down and up."""
    sheet, row, first, _, last = place
    down, up = reaches(line)
    ends = (last + 1, last + len(down), last + len(down) + len(up))
    return {
        "name": line.label,
        "categories": [
            sheet,
            row - chart.lines.index(line) - 1,
            first,
            row - chart.lines.index(line) - 1,
            last,
        ],
        "values": list(place),
        "values_data": [
            *line.values,
            *[None] * (last - first + 1 - len(line.values)),
        ],  # else 0 of a blank cell
        "line": {**colour, "width": 2.25},
        "marker": {"type": mark, "size": 7, "fill": colour, "border": colour},
        "y_error_bars": {
            "type": "custom",
            "plus_values": formula([sheet, row, ends[1] + 1, row, ends[2]]),
            "plus_data": up,
            "minus_values": formula([sheet, row, ends[0], row, ends[1]]),
            "minus_data": down,
            "end_style": 0,
            "line": {**colour, "width": 1},
        },
        **(_name_at_the_end(chart, line, colour) if len(chart.series) <= _PAIR else {}),
    }


def _strong(chart: LineChart) -> dict[str, bool]:
    return {line.series: line.strong for line in chart.lines}


def _name_at_the_end(chart: LineChart, line: Piece, colour: Mapping[str, Any]) -> dict[str, Any]:
    """The label of the last value, beside it: the line's name and the value, where the line ends for good."""
    last = max(at for at, value in enumerate(line.values) if value is not None)
    value = line.values[last] or 0.0
    if [each for each in chart.lines if each.series == line.series][-1] is not line:
        return {}
    texts = [""] * last + [f"{line.label} {in_unit(value, chart.unit)}"]
    texts += [""] * (len(chart.years) + room_for_names(chart) - len(texts))
    return {"data_labels": labels(texts, "right", colour)}


def room_for_names(chart: LineChart) -> int:
    """Return how many blank years there are behind the last one, so that the names of lines have room."""
    return -(-len(chart.years) // 3) if len(chart.series) <= _PAIR else 0


def _equal(cells: Cells, row: int, number: int) -> dict[str, Any]:
    return {
        "name": cells.across(row, 1, 1)[:3],
        "categories": cells.across(-1, 2, number),
        "values": cells.across(row, 2, number),
        "values_data": [1.0] * number,
        "line": {"color": TEXT, "width": 1},
        "marker": {"type": "none"},
        "data_labels": labels([*[""] * (number - 1), EQUAL.lower()], "below"),
    }


def reaches(line: Piece) -> tuple[list[float | None], list[float | None]]:
    """Return the same of a line: down at every year, and up."""
    down: list[float | None] = []
    up: list[float | None] = []
    for place, value in enumerate(line.values):
        ends = line.reach(place)
        down.append(value - ends[0] if ends and value is not None else None)
        up.append(ends[1] - value if ends and value is not None else None)
    return down, up
