"""What the parts of the terminal report are made of: text that is safe, and plain tables."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from wres_calc.report.safe import safe

BOLD = Style(bold=True)
DIM = Style(dim=True)
BLUE = Style(color="blue", bold=True)
SEVERITY = {"error": Style(color="red", bold=True), "warning": Style(color="yellow", bold=True), "note": DIM}
INDENT = 3


def words(text: str, style: Style | None = None) -> Text:
    """Return text of any origin, as it is and wrapped, never read as markup."""
    return Text(safe(text), style=style or Style.null(), overflow="fold")


def indented(part: RenderableType, below: int = 0) -> Padding:
    """Set a part in under its heading, with `below` empty lines after it."""
    return Padding(part, (0, 0, below, INDENT), expand=False)


def part_heading(title: str) -> Padding:
    """Return the heading of a part of the report that is no indicator."""
    return Padding(words(title, BLUE), (0, 0, 1, 0))


def numbered(mark: str, title: str) -> Table:
    """Return a heading with its number or mark standing before the lines of the title."""
    grid = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_column(width=INDENT - 1, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(words(mark, BLUE), words(title, BOLD))
    return grid


def table(first: str, others: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Return a table: its first column takes text, which wraps, the others figures, which never do.

    A row of one cell is a heading among the rows; a first cell that begins with a space is set in under it.
    """
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False, header_style=BOLD)
    made.add_column(words(first), overflow="fold", min_width=12)
    for name in others:
        made.add_column(words(name), justify="right", no_wrap=True)
    for row in rows:
        style = BOLD if len(row) == 1 else None
        made.add_row(_first(row[0], style), *(words(cell) for cell in row[1:]))
    return made


def _first(cell: str, style: Style | None) -> RenderableType:
    return Padding(words(cell.strip()), (0, 0, 0, 2)) if cell.startswith(" ") else words(cell, style)
