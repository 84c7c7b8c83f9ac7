"""A screen: blocks laid out as lines. rich knows what the terminal can do; laid out here, lines take less time."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple, TextIO

from rich.cells import cell_len
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text as RichText

from wres_calc.render.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Items,
    Note,
    Number,
    Shown,
    Table,
    Text,
    unfolded,
)
from wres_calc.render.drawn import Chart, LineChart, Spread
from wres_calc.render.terminal.stream import console_on
from wres_calc.report.safe import safe

BOLD = Style(bold=True)
DIM = Style(dim=True)
BLUE = Style(color="blue", bold=True)
INDENT = 3
WIDEST = 120
"""Lines longer than this are hard to follow: a wider terminal is not filled."""

_APART = 2
"""Blanks between columns."""

_SHORT = 8
_LEAST = 12
"""What a column of text is never made narrower than."""


class Screen:
    """What is to be shown, line by line; `show` writes it."""

    def __init__(self, file: TextIO, width: int | None = None, colour: bool | None = None) -> None:
        self._console = console_on(file, width, colour)
        self.width = min(self._console.width, WIDEST)
        self._shown: list[Segment] = []
        self._rule = "─" if self._console.encoding.startswith("utf") else "-"

    def show(self) -> None:
        """Write all lines."""
        self._console.print(Segments(self._shown), soft_wrap=True, end="")

    def line(self, *parts: tuple[str, Style | None]) -> None:
        """Add a line as it is, each of its parts in its own style; without parts an empty one."""
        self._shown += [Segment(text, style) for text, style in parts]
        self._shown.append(Segment.line())

    def say(
        self, text: str, style: Style | None = None, indent: int = 0, lead: tuple[str, Style] | None = None
    ) -> None:
        """Add text of any origin, wrapped and set in; `lead` is a word that stands before it in its own style."""
        hang = len(lead[0]) + _APART if lead else 0
        first, *more = wrapped(safe(text), self.width - indent - hang)
        before = [lead, (" " * _APART, None)] if lead else []
        self.line((" " * indent, None), *before, (first, style))
        for each in more:
            self.line((f"{' ' * (indent + hang)}{each}", style))

    def title(self, title: str, lines: Iterable[str]) -> None:
        """Add what all of it is about."""
        self.say(title, BOLD)
        self.line((self._rule * min(self.width, max(len(title), _LEAST)), DIM))
        for text in lines:
            self.say(text)
        self.line()

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Add blocks one below the other, each part set in under its heading, and an empty line at the end."""
        before: Shown | None = None
        indent = 0
        for block in unfolded(blocks):
            apart = isinstance(block, Heading) or (
                isinstance(block, Table) and not isinstance(before, Heading)
            )
            if before is not None and apart:
                self.line()
            indent = INDENT if isinstance(block, Heading) else indent
            self._block(block, indent)
            before = block
        if before is not None:
            self.line()

    def _block(self, block: Shown, indent: int) -> None:
        match block:
            case Heading(mark=""):
                self.say(block.text, BLUE if block.level < 3 else BOLD)
            case Heading():
                self.say(block.text, BOLD, lead=(f"{block.mark:<{INDENT - 2}}", BLUE))
            case Table():
                self.table(block, indent)
            case Note():
                self.say(block.text, DIM, indent)
            case Items():
                for text in block.texts:
                    self.say(text, indent=indent)
            case Text(lead=True):
                self.say(block.text, BOLD, indent)
            case Text() | Chart() | LineChart():
                self.say(block.text, indent=indent)

    def table(self, table: Table, indent: int = 0) -> None:
        """Add a table without its empty columns: text wraps, figures never do. What is too wide goes on below."""
        for part in _parts(table, self.width - indent):
            for text, style in part.lines(self._rule):
                self.line((f"{' ' * indent}{text}".rstrip(), style))


class _Laid(NamedTuple):
    """Columns that stand beside each other: their headings, their cells as text, and how wide each is."""

    columns: Sequence[Column[object]]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    groups: Sequence[str] = ()

    def lines(self, rule: str) -> Iterator[tuple[str, Style | None]]:
        """Yield the lines of the table, a rule below its headings."""
        heads = [
            wrapped(column.heading, width) for column, width in zip(self.columns, self.widths, strict=True)
        ]
        deepest = max(map(len, heads))
        for line in zip(*([""] * (deepest - len(head)) + head for head in heads), strict=True):
            yield self._line(line), BOLD
        yield rule * (sum(self.widths) + _APART * (len(self.widths) - 1)), None
        above = None
        for row, group in zip_longest(self.rows, self.groups):
            if group != above:
                yield group, BOLD
                above = group
            yield from ((f"{'  ' if group else ''}{line}", None) for line in self._row(row, bool(group)))

    def _row(self, row: Sequence[str], set_in: bool) -> Iterator[str]:
        widths = [self.widths[0] - 2 * set_in, *self.widths[1:]]
        if all(len(cell) <= width for cell, width in zip(row, widths, strict=True)):
            yield self._line(row, set_in)
            return
        cells = (
            [cell] if column.figures else wrapped(cell, width)
            for cell, column, width in zip(row, self.columns, widths, strict=True)
        )
        for line in zip_longest(*cells, fillvalue=""):
            yield self._line(line, set_in)

    def _line(self, cells: Sequence[str], set_in: bool = False) -> str:
        widths = [self.widths[0] - 2 * set_in, *self.widths[1:]]
        return (" " * _APART).join(
            f"{' ' * (width - cell_len(cell))}{cell}"
            if column.figures
            else f"{cell}{' ' * (width - cell_len(cell))}"
            for cell, column, width in zip(cells, self.columns, widths, strict=True)
        )


def _parts(table: Table, width: int) -> Iterator[_Laid]:
    """The table as a whole, else its first column with as many others as there is room for, again and again."""
    texts = [[_text(cell) for cell in row] for row in table.rows]
    filled = [at for at in range(len(table.columns)) if at == 0 or not texts or any(row[at] for row in texts)]
    columns = [table.columns[at] for at in filled]
    rows = [[row[at] for at in filled] for row in texts]
    groups: list[str] = []
    if table.grouped:
        columns, groups, rows = columns[1:], [row[0] for row in rows], [row[1:] for row in rows]
    content = [
        max((cell_len(row[at]) for row in rows), default=0) + 2 * (bool(groups) and at == 0)
        for at in range(len(columns))
    ]
    natural = [
        max(wide, _heading_width(column.heading) if column.figures else len(column.heading))
        for column, wide in zip(columns, content, strict=True)
    ]
    least = [
        wide if column.figures else min(wide, _LEAST) for column, wide in zip(columns, natural, strict=True)
    ]
    others = list(range(1, len(columns)))
    while True:
        taken, room = [0], width - least[0]
        while others and (len(taken) == 1 or least[others[0]] + _APART <= room):
            room -= least[others[0]] + _APART
            taken.append(others.pop(0))
        kept = [columns[at] for at in taken]
        widths = _widths(kept, [natural[at] for at in taken], width)
        yield _Laid(kept, [[row[at] for at in taken] for row in rows], widths, groups)
        if not others:
            return


def _widths(columns: Sequence[Column[object]], natural: Sequence[int], width: int) -> list[int]:
    """What figures take is theirs; texts share what is left, the shorter ones first."""
    widths = list(natural)
    texts = sorted((at for at, column in enumerate(columns) if not column.figures), key=natural.__getitem__)
    figures = sum(natural[at] for at, column in enumerate(columns) if column.figures)
    left = width - figures - _APART * (len(columns) - 1)
    for number, at in enumerate(texts):
        widths[at] = min(natural[at], max(left // (len(texts) - number), min(natural[at], _LEAST)))
        left -= widths[at]
    return widths


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Number() if cell.below:
            return f"{cell.below}  {cell.text:>6}"
        case Number() | Spread():
            return cell.text
        case _:
            return safe(cell)


def _heading_width(heading: str) -> int:
    """How wide a heading makes a column of figures: its longest word, or all of it where it is short."""
    return len(heading) if len(heading) <= _SHORT else max(len(word) for word in heading.split())


def wrapped(text: str, width: int) -> list[str]:
    """Return text in lines of at most so many cells; some letters take two."""
    if cell_len(text) <= width:
        return [text]
    if text.isascii():
        return textwrap.wrap(text, width, break_on_hyphens=False) or [""]
    from rich.console import Console

    lines = RichText(text).wrap(Console(), width, overflow="fold")
    return [line.plain.rstrip() for line in lines]
