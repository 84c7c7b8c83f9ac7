"""Native charts, which stay editable: a page of them for each theme, the numbers drawn below them on the sheet."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wres_calc.render.blocks import Cell, Column, Heading, Holds, Number, Section, Table
from wres_calc.render.drawn import Chart, LineChart, brief, is_few
from wres_calc.render.excel import native, native_years
from wres_calc.render.excel.book import Book
from wres_calc.render.excel.native import Cells
from wres_calc.render.excel.sheet import Worksheet
from wres_calc.report.report import MARKER, Unit
from wres_calc.report.words.numbers import count

_ON_A_PAGE = 4
_ROWS_OF_A_PAGE, _ROWS_MOST, _ROWS_OF_HEAD = 34, 22, 2
"""How many rows of the sheet a page has for charts, how many a chart takes at most; how many less below a head."""
_COLUMNS_UNDER_CHARTS = 12
"""Over how many columns of the sheet two charts beside each other lie."""


def chart_pages(
    book: Book, themes: Iterable[tuple[str, Sequence[Chart | LineChart]]], head: Section | None = None
) -> None:
    """Add a sheet of a page for each theme that has charts, or more where one page is too small for them.

    The first page begins with what `head` holds, which alone would leave most of a page empty.
    """
    for theme, charts in themes:
        for page, own in enumerate(_in_pages(charts), start=1):
            name = theme if page == 1 else f"{theme} {page}"
            sheet = book.sheet(name, theme, _NOTE, one_page=True)
            if head is not None:
                sheet.write([Heading(head.title), *head.blocks])
                sheet.gap()
            _draw(book, sheet, name, own, _ROWS_OF_A_PAGE - (_ROWS_OF_HEAD if head else 0))
            head = None
    if head is not None:
        book.add(head)


_NOTE = "Below the charts, unprinted, are the numbers drawn. Withheld figures are not drawn."


def _in_pages(charts: Sequence[Chart | LineChart]) -> Iterator[Sequence[Chart | LineChart]]:
    """Charts in pages that are about equally full."""
    pages = -(-len(charts) // _ON_A_PAGE)
    on_each = -(-len(charts) // pages) if pages else 1
    for first in range(0, len(charts), on_each):
        yield charts[first : first + on_each]


def _draw(book: Book, sheet: Worksheet, name: str, charts: Sequence[Chart | LineChart], room: int) -> None:
    """Draw charts on `room` rows, two beside each other, one alone as wide as two; write their numbers below."""
    rows = -(-len(charts) // 2)
    each = min(_ROWS_MOST, room // rows)
    top = sheet.reserve(rows * each, _COLUMNS_UNDER_CHARTS)
    sheet.print_until(top + rows * each, _COLUMNS_UNDER_CHARTS)
    for place, chart in enumerate(charts):
        rows_of_numbers = list(_lines(chart) if isinstance(chart, LineChart) else _rows(chart))
        columns = _by_year(chart) if isinstance(chart, LineChart) else _columns(chart)
        first = sheet.table(Table(f"{name} {place + 1}", columns, rows_of_numbers, filters=False))
        cells = Cells(name, first)
        made = (
            native_years.years(book, chart, cells)
            if isinstance(chart, LineChart)
            else native.CHARTS[chart.kind](book, chart, cells)
        )
        row = top + each * (place // 2)
        sheet.place(made, row, each, place % 2, chart.text, alone=len(charts) == 1)
        sheet.gap()


def _columns(chart: Chart) -> list[Column[Any]]:
    holds = Holds(chart.unit.value)
    heads = [*native.drawn_for(chart), "Down by", "Up by"]
    heads += {"ratio": ["Height"], "shares": [chart.line[1]] if chart.line else []}.get(chart.kind, [])
    return [
        Column("Chart", width=38, fixed=True),
        Column("Row", width=38, fixed=True),
        *(Column(head, holds=holds, width=10, fixed=True) for head in heads),
    ]


def _rows(chart: Chart) -> Iterator[list[Cell]]:
    holds = Holds(chart.unit.value)
    groups = native.drawn_for(chart)
    for name in chart.rows:
        mark = next((each for each in chart.marks if each.row == name), None)
        own = [
            mark.value if mark and (len(groups) == 1 or mark.series == group) else None for group in groups
        ]
        more = {"ratio": [1.0], "shares": [chart.line[0]] if chart.line else []}.get(chart.kind, [])
        values = [*own, *native.reach(mark), *more]
        yield [chart.title, _label(chart, name), *(None if v is None else Number(v, holds) for v in values)]
    for name, at, height in native.lines_of(chart):
        yield [chart.title, name, Number(at, holds), None, None, Number(height, holds)]


def _label(chart: Chart, name: str) -> str:
    """How a row is labelled: shortly, with its people; the marker of one that is withheld or of few people."""
    mark = next((each for each in chart.marks if each.row == name), None)
    short = brief(name).replace("Band ", "").replace(" band ", " ")
    short = "All" if name.startswith("All ") else short
    if name in chart.hidden:
        return f"{short} {MARKER}"
    few = "*" if chart.kind == "shares" and mark is not None and is_few(mark) else ""
    people = f" ({count(mark.people)})" if mark is not None and mark.people is not None else ""
    return f"{short}{few}{people}"


def _by_year(chart: LineChart) -> list[Column[Any]]:
    room = [" " * (place + 1) for place in range(native_years.room_for_names(chart))]
    years = [f"{year}{end}" for end in (" down by", " up by") for year in chart.years]
    years = [*map(str, chart.years), *room, *years]
    return [
        Column("Chart", width=38, fixed=True),
        Column("Line", width=38, fixed=True),
        *(Column(year, holds=Holds.FIGURES, width=10, fixed=True) for year in years),
    ]


def _lines(chart: LineChart) -> Iterator[list[Cell]]:
    holds = Holds(chart.unit.value)
    room = [None] * native_years.room_for_names(chart)
    for line in chart.lines:
        values = [*line.values, *room, *(each for reach in native_years.reaches(line) for each in reach)]
        yield [chart.title, line.name, *(None if value is None else Number(value, holds) for value in values)]
    if chart.unit is Unit.RATIO:
        ones = [1.0] * (len(chart.years) + len(room))
        yield [
            chart.title,
            native.EQUAL,
            *(Number(one, holds) for one in ones),
            *[None] * 2 * len(chart.years),
        ]
