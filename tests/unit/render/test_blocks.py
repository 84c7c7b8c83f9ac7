"""Blocks: whatever a view is made of, the terminal, the workbook and the page each lay it out."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from wres_calc import pipeline
from wres_calc.render import html
from wres_calc.render.blocks import (
    Block,
    Column,
    Fold,
    Heading,
    Holds,
    Items,
    Note,
    Number,
    Section,
    Table,
    Text,
    table,
)
from wres_calc.render.drawn import Chart, LineChart, Mark, Piece, Spread
from wres_calc.render.excel.book import Book
from wres_calc.render.formats import FINDINGS, FORMATS
from wres_calc.render.terminal.screen import Screen
from wres_calc.render.views.cover import cover_of
from wres_calc.report.report import Report, Unit

SMALL = Path(__file__).parents[3] / "sample_data" / "small"
ROWS = [("First =1+1", 12, 21.75, None), ("Second", 1200.5, 99.99, "[c]")]
TABLE = table(
    "Of all kinds",
    [
        Column("Who", lambda row: row[0]),
        Column("People", lambda row: row[1], Holds.COUNT),
        Column("Share", lambda row: Number(row[2], Holds.PERCENT, "87 of 400"), Holds.PERCENT),
        Column("Other", lambda row: row[3]),
        Column(
            "Drawn",
            lambda row: Spread(0.25, -0.1, 0.6, None, True, "1.19 (0.93 to 1.52)") if row[3] else None,
        ),
    ],
    ROWS,
)
BLOCKS: list[Block] = [
    Heading("A heading", "3"),
    Text("A paragraph."),
    Note("A remark."),
    Fold("Folded", [Items(["One sentence.", "Another."])]),
    TABLE,
    Chart(1, "groups", "Bars", Unit.PERCENT, ("a", "b"), (Mark("Row", "a", 12.0, said="12.0%"),)),
    LineChart("Lines", Unit.RATIO, (2024, 2025), (Piece("line", (1.5, 2.0)),)),
]
SAID = ["A heading", "A paragraph.", "A remark.", "Another.", "Folded", "First =1+1", "Lines"]


@pytest.fixture(scope="module")
def report() -> Report:
    return pipeline.calculate(SMALL)


def on_screen(blocks: list[Block], width: int = 80) -> str:
    stream = io.StringIO()
    screen = Screen(stream, width, False)
    screen.blocks(blocks)
    screen.show()
    return stream.getvalue()


def in_workbook(blocks: list[Block], report: Report) -> openpyxl.worksheet.worksheet.Worksheet:
    book = Book(cover_of(report))
    book.add(Section("Blocks", "All blocks", blocks))
    return openpyxl.load_workbook(io.BytesIO(book.encoded()))["Blocks"]


def on_page(blocks: list[Block], report: Report) -> str:
    made = html._page(
        report,
        [Section("x", "X", blocks)],
        title="T",
        about="A",
        made="M",
    )
    return made.decode("utf-8")


def test_every_block_is_shown_everywhere(report: Report) -> None:
    cells = [cell.value for row in in_workbook(BLOCKS, report).iter_rows() for cell in row if cell.value]
    for text in (on_screen(BLOCKS), on_page(BLOCKS, report), "\n".join(map(str, cells))):
        assert [said for said in SAID if said not in text] == []


def test_a_figure_is_text_on_a_screen_and_a_number_in_a_workbook(report: Report) -> None:
    shown = on_screen([TABLE])
    assert re.search(r"First =1\+1 +12 +87 of 400 +21\.8%", shown)
    assert re.search(r"Second +1,200\.5 +87 of 400 +>99\.9% +\[c\]", shown)
    sheet = in_workbook([TABLE], report)
    rows = [[cell.value for cell in row] for row in sheet[sheet.tables["Of_all_kinds"].ref]]
    assert rows[1:] == [[*row, None] for row in ROWS]
    formats = [cell.number_format for cell in sheet[sheet.tables["Of_all_kinds"].ref][2]]
    assert formats[1:3] == ["#,##0.0", '">99.9%"']


def test_what_is_drawn_in_a_cell_is_said_where_it_cannot_be_seen(report: Report) -> None:
    assert "1.19 (0.93 to 1.52)" in on_screen([TABLE])
    page = on_page([TABLE], report)
    assert re.search(r'<svg class="spread clear"[^>]*aria-label="1.19 \(0.93 to 1.52\)"', page)
    sheet = in_workbook([TABLE], report)
    assert len(sheet._charts) == 1
    beside = [[cell.value for cell in row[6:11]] for row in sheet.iter_rows(min_row=4)]
    assert ["Drawn at", "Down by", "Up by", "Before", "Height"] in beside
    assert [0.25, 0.35, 0.35, None] in [row[:4] for row in beside]


def test_a_table_with_more_columns_than_the_screen_goes_on_below() -> None:
    years = range(2001, 2031)
    columns = [
        Column("Figure", lambda row: row),
        *(Column(str(year), lambda _, year=year: float(year), Holds.PERCENT) for year in years),
    ]
    shown = on_screen([table("Years", columns, ["Share of staff"])], width=80)
    assert max(map(len, shown.splitlines())) <= 80
    assert re.findall(r"([\d,]+\.\d)%", shown) == [f"{year:,}.0" for year in years]
    assert shown.count("Share of") > 1


def test_rows_that_belong_together_stand_under_their_name_on_a_screen() -> None:
    columns: list[Column[tuple[str, str, int]]] = [
        Column("Category", lambda row: row[0]),
        Column("Band", lambda row: row[1]),
        Column("Staff", lambda row: row[2], Holds.COUNT),
    ]
    rows = [("Clinical", "Band 5", 7), ("Clinical", "Band 6", 8), ("Other", "Band 5", 9)]
    shown = on_screen([table("x", columns, rows, grouped=True)])
    lines = [line.split() for line in shown.splitlines()]
    assert lines[2:7] == [["Clinical"], ["Band", "5", "7"], ["Band", "6", "8"], ["Other"], ["Band", "5", "9"]]


def test_nothing_is_written_for_a_table_without_rows(report: Report) -> None:
    empty = Table("Empty", TABLE.columns, [])
    assert not in_workbook([empty], report).tables


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_a_report_that_is_known_as_ours(
    name: str, report: Report, tmp_path: Path
) -> None:
    path = tmp_path / f"report.{FORMATS[name].extension}"
    path.write_bytes(FORMATS[name].report(report))
    assert FORMATS[name].is_ours(path)


@pytest.mark.parametrize("name", FINDINGS)
def test_every_format_of_issues_takes_any_findings(name: str) -> None:
    show: Callable[..., str] = FINDINGS[name]
    assert isinstance(show(pipeline.validate([SMALL]), False), str)
