"""How Excel is to show a figure, which keeps its value."""

from wres_calc.render.blocks import Holds, Number

_MINUS = "\N{MINUS SIGN}"
"""A line of text beside it may break behind a hyphen, and the same number must look the same."""

_NUMBER_FORMATS = {
    Holds.COUNT: "#,##0",
    Holds.NUMBER: "0",
    Holds.PERCENT: '0.0"%"',
    Holds.RATIO: f'#,##0.00;"{_MINUS}"#,##0.00',
    Holds.POINTS: f'+0.0;"{_MINUS}"0.0;0.0',
    Holds.POINTS_NAMED: f'+0.0" pp";"{_MINUS}"0.0" pp";0.0" pp"',
    Holds.SCORE: "0.00",
    Holds.SCORE_POINTS: f'+0.00;"{_MINUS}"0.00;0.00',
    Holds.P_VALUE: "0.000",
}


def number_format(figure: Number) -> str:
    """Return how Excel is to show a figure, which keeps its value.

    What would round to 0.0 %, 100.0 % or 0.00 without being that is shown as "<0.1%" and its kin.
    """
    value = figure.value or 0.0
    match figure.holds:
        case Holds.COUNT if value != int(value):
            return "#,##0.0"
        case Holds.PERCENT if not (0.1 < value < 99.9 or value in (0, 100)):
            return _at_the_end(figure)
        case Holds.RATIO | Holds.P_VALUE if 0 < value < 0.01:
            return _at_the_end(figure)
        case Holds.POINTS | Holds.POINTS_NAMED if abs(value) < 0.05:  # no sign before 0.0
            return "0.0;0.0" if figure.holds is Holds.POINTS else '0.0" pp";0.0" pp"'
    return _NUMBER_FORMATS[figure.holds]


def _at_the_end(figure: Number) -> str:
    text = figure.text
    return f'"{text}"' if text[0] in "<>" else _NUMBER_FORMATS[figure.holds]
