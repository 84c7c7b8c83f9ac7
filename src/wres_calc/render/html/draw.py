"""Charts drawn as SVG: Altair says what, vl-convert draws it without a browser or a network."""

import json
import math
import textwrap
from typing import Any

from wres_calc.render.drawn import Chart, LineChart, Piece, Spread, brief, is_few
from wres_calc.report.report import MARKER, Unit
from wres_calc.report.words.numbers import count, in_unit, percent

_STRONG, _QUIET, _TEXT, _SHADE = "#AE2573", "#768692", "#212B32", "#E8EDEE"
_OTHERS = ("#005EB8", "#00703C", "#425563", "#7C2855")
"""The group compared is in the strong colour and the rest is quiet; further lines have colours of their own."""

_MARKS = ("circle", "diamond", "square", "triangle-up", "cross")
_WIDTH = 190
"""So wide that a chart with its labels can be read on a telephone."""
_LETTERS = 20
"""How many of a label stand on one line."""
_NAMES_APART = 0.075
"""Of the height of a chart by year, so far are the names of its lines apart at least."""
_ALL, _LEAST, _LETTER = 280, 110, 6
"""A chart by year and the names at its lines are so wide together; the chart at least; a letter of a name."""
_PAIR, _PALE = 2, 0.45


def svg(chart: Chart) -> str:
    """Return a chart as an SVG element; the same chart gives the same text.

    The value of every mark stands beside it. Series differ by shape or by their place as well as by colour.

    Raises:
        ImportError: the extra `html` is not installed.
    """
    import altair

    return _drawn({"shares": _shares, "ratio": _ratio, "groups": _groups}[chart.kind](altair, chart))


def spread_svg(spread: Spread) -> str:
    """Return a comparison on its line as an SVG element that fits a cell; right of the middle is worse."""

    def at(place: float) -> str:
        return f"{100 + 92 * place:.1f}"

    shapes = ['<line class="equal" x1="100" x2="100" y1="0" y2="24"/>']
    if spread.lower is not None and spread.upper is not None:
        shapes.append(
            f'<line class="reach" x1="{at(spread.lower)}" x2="{at(spread.upper)}" y1="12" y2="12"/>'
        )
    shapes.append(f'<circle class="now" cx="{at(spread.value)}" cy="12" r="5"/>')
    if spread.before is not None:
        shapes.append(f'<circle class="before" cx="{at(spread.before)}" cy="12" r="7"/>')
    look = "spread clear" if spread.clear else "spread"
    label = f'role="img" aria-label="{spread.text}"'
    return f'<svg class="{look}" viewBox="0 0 200 24" width="200" height="24" {label}>{"".join(shapes)}</svg>'


def years_svg(chart: LineChart) -> str:
    """Return a chart by year as an SVG element, otherwise as `svg`; no line bridges a gap or a break.

    Each line has its interval at every year, and its name at its end.
    """
    import altair

    names = chart.series
    values = [_at_year(chart, line, at) for line in chart.lines for at in range(len(chart.years))]
    ratio = chart.unit is Unit.RATIO
    scale = altair.Scale(domain=list(chart.ends), nice=False, type="log" if ratio else "linear")
    equally = {"labelExpr": "datum.value === 1 ? ['equally', 'likely'] : datum.label"}
    more = _doublings(chart.ends) | equally if ratio else {"labelExpr": f"datum.label + {_unit(chart)}"}
    axis = altair.Axis(grid=False, title=None, tickCount=5, **more)
    colours = altair.Scale(domain=names, range=_line_colours(chart))
    base = altair.Chart(altair.Data(values=values)).encode(
        x=altair.X("Year:O", title=None, axis=altair.Axis(labelAngle=0, labelOverlap=True)),
        color=altair.Color("Line:N", scale=colours, legend=None),
    )
    height = altair.Y("Value:Q", scale=scale, axis=axis)
    shape = altair.Shape("Line:N", scale=altair.Scale(domain=names, range=_MARKS), legend=None)
    layers = [
        base.mark_rule(strokeWidth=1, aria=False).encode(y=altair.Y("Lower:Q", scale=scale), y2="Upper:Q"),
        base.mark_line(strokeWidth=2).encode(y=height, detail="Piece:N"),
        base.mark_point(filled=True, size=60, opacity=1).encode(y=height, shape=shape),
        base.transform_filter("datum.Name != ''")
        .mark_text(align="left", dx=8, fontSize=12, aria=False)
        .encode(y=altair.Y("At:Q", scale=scale), text="Name:N"),
    ]
    if ratio:
        equal = altair.Chart(altair.Data(values=[{"One": 1}]))
        layers.insert(0, equal.mark_rule(color=_TEXT, strokeWidth=1.5, aria=False).encode(y="One:Q"))
    names_wide = _LETTER * max(len(f"{line.label} 00.0%") for line in chart.lines)
    return _drawn(altair.layer(*layers).properties(width=max(_LEAST, _ALL - names_wide), height=200))


def _at_year(chart: LineChart, line: Piece, at: int) -> dict[str, object]:
    """What is drawn of a line in a year; its name stands beside its last value, clear of the other names."""
    value, reach = line.values[at], line.reach(at)
    last = max((place for place, each in enumerate(line.values) if each is not None), default=-1)
    ends = {"Lower": reach[0], "Upper": reach[1]} if reach and value is not None else {}
    last_piece = [each for each in chart.lines if each.series == line.series][-1] is line
    named = at == last and last_piece
    name = f"{line.label} {in_unit(value, chart.unit)}" if named and value is not None else ""
    return {
        "Year": str(chart.years[at]),
        "Line": line.series,
        "Piece": line.name,
        "Value": value,
        "Name": name,
        "At": _apart(chart).get(line.series) if named else None,
        **ends,
    }


def _apart(chart: LineChart) -> dict[str, float]:
    """At what height the name of each line stands: at its last value, or so far off it that names do not overlap."""
    lasts = {line.series: value for line in chart.lines for value in line.values if value is not None}
    low, high = chart.ends
    ratio = chart.unit is Unit.RATIO
    least = _NAMES_APART * (math.log2(high / low) if ratio else high - low)
    placed: dict[str, float] = {}
    before = -math.inf
    for name, value in sorted(lasts.items(), key=lambda pair: pair[1]):
        at = max(math.log2(max(value, low)) if ratio else value, before + least)
        placed[name], before = 2.0**at if ratio else at, at
    return placed


def _line_colours(chart: LineChart) -> list[str]:
    strong = {line.series for line in chart.lines if line.strong}
    others = iter(_OTHERS if len(chart.series) > _PAIR else (_QUIET,) * _PAIR)
    return [_STRONG if name in strong else next(others) for name in chart.series]


def _drawn(made: Any) -> str:
    import vl_convert

    styled = (
        made.configure(font="Arial", background="#FFFFFF")
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=_TEXT, titleColor=_TEXT, labelFontSize=12, titleFontSize=12, labelLimit=175
        )
        .configure_legend(labelColor=_TEXT, labelFontSize=12, labelLimit=300, orient="top", title=None)
    )
    return str(vl_convert.vegalite_to_svg(styled.to_dict(context={"pre_transform": False})))


def _shares(altair: Any, chart: Chart) -> Any:
    """Bars, each with its value at its end, and a line at the share of the whole."""
    rows = _rows(altair, chart)
    bars = rows.transform_filter("isValid(datum.Value)").encode(x=_across(altair, chart))
    few = altair.condition("datum.Few", altair.value(_PALE), altair.value(1))
    layers = [bars.mark_bar(color=_STRONG, size=16).encode(opacity=few)]
    if chart.line is not None:
        value, name = chart.line
        ends = {0: "left", 2: "right"}
        side = ends.get(int(3 * value / chart.top), "center")
        layers.append(_rule(altair, value, f"{name[:1].upper()}{name[1:]} {percent(value)}", align=side))
    for halo in ({"stroke": "#FFFFFF", "strokeWidth": 3}, {}):
        text = rows.mark_text(align="left", dx=4, fontSize=12, color=_TEXT, aria=False, **halo)
        layers.append(text.encode(x="At:Q", text="Said:N"))
    return altair.layer(*layers).properties(width=_WIDTH, height={"step": 10 + 14 * _most_lines(chart)})


def _groups(altair: Any, chart: Chart) -> Any:
    """A dot for each group with its interval and its value above it."""
    return altair.layer(*_points(altair, chart, _across(altair, chart))).properties(
        width=_WIDTH, height={"step": 36}
    )


def _ratio(altair: Any, chart: Chart) -> Any:
    """On a log axis around 1, which is as far from 2 as from one half; the range shaded where the indicator has one."""
    scale = altair.Scale(type="log", domain=list(chart.ends), nice=False)
    axis = altair.Axis(title=None, grid=False, **_doublings(chart.ends))
    across = altair.X("Value:Q", scale=scale, axis=axis)
    layers = [_rule(altair, 1.0, "equally likely"), *_points(altair, chart, across)]
    at, name, align = (chart.ends[1], f"{chart.worse} →", "right")
    if chart.worse_is_left:
        at, name, align = (chart.ends[0], f"← {chart.worse}", "left")
    side = altair.Chart(altair.Data(values=[{"At": at, "Name": name}]))
    layers.append(
        side.mark_text(align=align, baseline="top", dy=24, fontSize=12, color=_TEXT, aria=False).encode(
            x=altair.X("At:Q", scale=scale), y=altair.value("height"), text="Name:N"
        )
    )
    if chart.band is not None:
        shade = altair.Data(values=[{"From": chart.band[0], "To": chart.band[1]}])
        area = altair.Chart(shade).mark_rect(color=_SHADE, aria=False).encode(x="From:Q", x2="To:Q")
        layers.insert(0, area)
    return altair.layer(*layers).properties(width=_WIDTH, height={"step": 40})


def _rows(altair: Any, chart: Chart) -> Any:
    """The rows of a chart, one below the other, each with its people in its name."""
    people = {mark.row: mark.people for mark in chart.marks}
    hidden = [{"Row": name, "At": 0, "Said": MARKER} for name in chart.rows if name in chart.hidden]
    marks = [
        {
            "Row": mark.row,
            "Group": mark.series,
            "Value": mark.value,
            "At": mark.value,
            "Lower": mark.lower,
            "Upper": mark.upper,
            "Few": is_few(mark),
            "Said": in_unit(mark.value, chart.unit)
            + ("*" if chart.kind == "shares" and is_few(mark) else ""),
        }
        for mark in chart.marks
    ]
    named = {name: _with_people(name, people.get(name)) for name in chart.rows}
    cut = f"split(replace({json.dumps(named)}[datum.label], /(.{{1,{_LETTERS}}})(?: |$)/g, '$1|'), '|')"
    axis = altair.Axis(labelExpr=cut, title=None, ticks=False, domain=False, grid=False)
    scale = altair.Scale(domain=chart.rows)
    return altair.Chart(altair.Data(values=[*marks, *hidden])).encode(
        y=altair.Y("Row:N", sort=chart.rows, axis=axis, scale=scale)
    )


def _with_people(name: str, people: float | None) -> str:
    return brief(name) if people is None else f"{brief(name)} ({count(people)})"


def _most_lines(chart: Chart) -> int:
    people = {mark.row: mark.people for mark in chart.marks}
    return max(len(textwrap.wrap(_with_people(name, people.get(name)), _LETTERS)) for name in chart.rows)


def _points(altair: Any, chart: Chart, across: Any) -> list[Any]:
    """Dots with their intervals and their values; of two groups the compared one in the strong colour."""
    strong = f"datum.Group === {json.dumps(chart.strong)} || {json.dumps(chart.kind == 'ratio')}"
    look = altair.condition(strong, altair.value(_STRONG), altair.value(_QUIET))
    base = _rows(altair, chart).encode(color=look)
    shape = altair.condition(strong, altair.value("circle"), altair.value("diamond"))
    points = base.mark_point(filled=True, size=110, opacity=1).encode(x=across, shape=shape)
    texts = _rows(altair, chart).mark_text(dy=-13, fontSize=12, color=_TEXT, aria=False)
    bounded = [mark for mark in chart.marks if mark.lower is not None and mark.upper is not None]
    reach = [base.mark_rule(strokeWidth=2).encode(x="Lower:Q", x2="Upper:Q")] if bounded else []
    return [*reach, points, texts.encode(x=across, text="Said:N")]


def _across(altair: Any, chart: Chart) -> Any:
    """Percentages from 0; the values stand at the marks, so that the axis says its ends alone."""
    scale = altair.Scale(domain=[0, chart.top], nice=False, clamp=True)
    axis = altair.Axis(
        title=None, grid=False, values=[0, chart.top], labelExpr=f"datum.value + {_unit(chart)}"
    )
    return altair.X("Value:Q", scale=scale, axis=axis)


def _unit(chart: Chart | LineChart) -> str:
    return "'%'" if chart.unit is Unit.PERCENT else "''"


def _doublings(ends: tuple[float, float]) -> dict[str, Any]:
    powers = range(round(math.log2(ends[0])), round(math.log2(ends[1])) + 1)
    return {"values": [2.0**power for power in powers], "format": "~g"}


def _rule(altair: Any, at: float, name: str, *, align: str = "center") -> Any:
    """A line that marks are read against, and its name at its end."""
    data = altair.Chart(altair.Data(values=[{"At": at, "Name": name}])).encode(x="At:Q")
    text = data.mark_text(fontSize=12, color=_TEXT, aria=False, align=align)
    return data.mark_rule(color=_TEXT, strokeWidth=1.5, aria=False) + text.encode(
        y=altair.value(-8), text="Name:N"
    )
