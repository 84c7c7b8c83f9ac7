"""Charts drawn as SVG: Altair says what, vl-convert draws it without a browser or a network."""

from typing import Any

from wres_calc.render.drawn import Chart, LineChart, Spread
from wres_calc.report.report import Unit

_COLOURS = ("#005EB8", "#AE2573", "#768692")
_SHAPES = ("circle", "diamond", "square")
"""The looks of groups: of the reference, the compared one, unknown."""

_LINES = ["#005EB8", "#AE2573", "#00703C", "#425563", "#7C2855"]
_MARKS = ["circle", "diamond", "square", "triangle-up", "cross"]
_WIDTH = 160
"""So wide that a chart with its labels can be read on a telephone."""
_LETTERS = 24
"""How many of a label stand on one line."""
_TEXT = "#212B32"
_TITLES = {
    Unit.PERCENT: "Per cent",
    Unit.RATIO: "Times as likely (1 is equal)",
    Unit.SCORE: "Score, from 0 to 10",
}


def svg(chart: Chart) -> str:
    """Return a chart as an SVG element; the same chart gives the same text.

    Every mark carries its numbers as a label. Series differ by shape or by their place as well as by colour.

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
    """Return a chart by year as an SVG element, otherwise as `svg`; no line bridges a gap or a break."""
    import altair

    names = chart.series
    values = [
        {"Year": str(year), "Line": line.series, "Piece": line.name, "Value": value}
        for line in chart.lines
        for year, value in zip(chart.years, line.values, strict=True)
    ]
    scale = altair.Scale(domain=[0, chart.top], nice=True)
    title = _TITLES[chart.unit]
    key = altair.Legend(columns=1)
    made = (
        altair.Chart(altair.Data(values=values))
        .mark_line(point=altair.OverlayMarkDef(size=80, filled=True), strokeWidth=2)
        .encode(
            x=altair.X("Year:O", title=None, axis=altair.Axis(labelAngle=0)),
            y=altair.Y("Value:Q", title=title, scale=scale),
            color=altair.Color("Line:N", scale=altair.Scale(domain=names, range=_LINES), legend=key),
            shape=altair.Shape("Line:N", scale=altair.Scale(domain=names, range=_MARKS), legend=key),
            detail="Piece:N",
        )
        .properties(width=_WIDTH, height=200)
    )
    return _drawn(made)


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


def _series(chart: Chart) -> list[str]:
    """The groups drawn, in the standard's order."""
    there = {mark.series for mark in chart.marks}
    return [name for name in chart.series if name in there]


def _looks(chart: Chart, looks: tuple[str, ...]) -> list[str]:
    """The look of each group drawn."""
    return [looks[chart.series.index(name)] for name in _series(chart)]


def _data(altair: Any, chart: Chart) -> Any:
    order = {name: place for place, name in enumerate(_series(chart))}
    return altair.Data(
        values=[
            {
                "Row": mark.row,
                "Group": mark.series,
                "Value": mark.value,
                "Lower": mark.lower,
                "Upper": mark.upper,
                "Order": order[mark.series],
            }
            for mark in chart.marks
        ]
    )


def _colour(altair: Any, chart: Chart, **more: Any) -> Any:
    names = _series(chart)
    scale = altair.Scale(domain=names, range=_looks(chart, _COLOURS))
    return altair.Color("Group:N", scale=scale, **more)


def _down(altair: Any, chart: Chart) -> Any:
    axis = altair.Axis(labelExpr=f"split(replace(datum.label, /(.{{1,{_LETTERS}}})(?: |$)/g, '$1|'), '|')")
    return altair.Y("Row:N", sort=chart.rows, title=None, axis=axis, scale=altair.Scale(domain=chart.rows))


def _shares(altair: Any, chart: Chart) -> Any:
    """Bars of 100 %, a white line between the groups."""
    across = altair.X(
        "Value:Q",
        stack="zero",
        title="Per cent of staff",
        scale=altair.Scale(domain=[0, 100], nice=False, clamp=True),
    )
    return (
        altair.Chart(_data(altair, chart))
        .mark_bar(stroke="#FFFFFF", strokeWidth=1.5)
        .encode(
            x=across,
            y=_down(altair, chart),
            color=_colour(altair, chart),
            order=altair.Order("Order:Q"),
        )
        .properties(width=_WIDTH, height={"step": 32})
    )


def _points(altair: Any, chart: Chart, across: Any) -> Any:
    """Points with their intervals, the groups one below the other in each row."""
    names = _series(chart)
    offset = altair.YOffset("Group:N", sort=names)
    base = altair.Chart(_data(altair, chart)).encode(y=_down(altair, chart), yOffset=offset)
    shapes = altair.Scale(domain=names, range=_looks(chart, _SHAPES))
    key = altair.Undefined if len(names) > 1 else None
    base = base.encode(color=_colour(altair, chart, legend=key))
    shape = altair.Shape("Group:N", scale=shapes, legend=key)
    points = base.mark_point(filled=True, size=110, opacity=1).encode(x=across, shape=shape)
    lines = base.mark_rule(strokeWidth=2).encode(x="Lower:Q", x2="Upper:Q")
    bounded = [mark for mark in chart.marks if mark.lower is not None and mark.upper is not None]
    return lines + points if bounded else points


def _groups(altair: Any, chart: Chart) -> Any:
    across = altair.X(
        "Value:Q", title=_TITLES[chart.unit], scale=altair.Scale(domain=[0, chart.top], nice=False)
    )
    return _points(altair, chart, across).properties(width=_WIDTH, height={"step": 20})


def _ratio(altair: Any, chart: Chart) -> Any:
    """On a log axis around 1, which is as far from 2 as from one half; the range shaded where the indicator has one."""
    ends = [1.0, *(chart.band or ())]
    for mark in chart.marks:
        ends += [each for each in (mark.value, mark.lower, mark.upper) if each]
    least, most = min(0.5, *ends) * 0.95, max(2.0, *ends) * 1.05
    scale = altair.Scale(type="log", domain=[least, most], nice=False)
    ticks = [tick for tick in (0.1, 0.25, 0.5, 0.8, 1, 1.25, 2, 4, 8, 16) if least <= tick <= most]
    axis = altair.Axis(values=ticks, format="~g")
    across = altair.X("Value:Q", title=_TITLES[chart.unit], scale=scale, axis=axis)
    points = _points(altair, chart, across)
    equal = (
        altair.Chart(altair.Data(values=[{"One": 1}])).mark_rule(color=_TEXT, aria=False).encode(x="One:Q")
    )
    layers = [equal, points]
    if chart.band is not None:
        shade = altair.Data(values=[{"From": chart.band[0], "To": chart.band[1]}])
        area = altair.Chart(shade).mark_rect(color="#E8EDEE", aria=False).encode(x="From:Q", x2="To:Q")
        layers.insert(0, area)
    return altair.layer(*layers).properties(width=_WIDTH, height={"step": 34})
