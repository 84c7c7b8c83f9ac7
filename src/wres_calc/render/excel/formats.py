"""How cells look: each format is made once, since a workbook has hundreds of cells and a dozen looks."""

from functools import cache
from typing import Any

BLUE = "#005EB8"
_GREY = "#D8DDE0"
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
_TEXT = {"align": "left", "indent": 1}
"""Text is set in a little, off the figures of the column before it."""


class Formats:
    """The formats of one workbook."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self.cell = cache(self._cell)
        self.heading = cache(self._heading)
        self.title = self._make(bold=True, font_size=14, font_color=BLUE, valign="vcenter")
        self.part = self._make(bold=True, font_color=BLUE)
        self.line = self._make()

    def _make(self, **properties: object) -> Any:
        return self._workbook.add_format(_FONT | properties)

    def _heading(self, figures: bool) -> Any:
        look = {
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": BLUE,
            "text_wrap": True,
            "valign": "vcenter",
        }
        return self._make(**look, **({"align": "center"} if figures else _TEXT))

    def _cell(self, figures: bool, bold: bool, shown: str) -> Any:
        """A cell of a table; `shown` is Excel's number format, empty for text."""
        side = {"align": "right"} if figures else _TEXT | {"text_wrap": True}
        number = {"num_format": shown} if shown else {}
        return self._make(bottom=1, bottom_color=_GREY, bold=bold, **side, **number)
