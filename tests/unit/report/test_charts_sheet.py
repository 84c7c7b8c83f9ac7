"""The pages of charts as other programs lay it out: nothing cut, squashed, left out or run over the edge."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from tests.workbooks.package import Package, opened

from wres_calc import pipeline
from wres_calc.render import excel
from wres_calc.report.report import Report

LARGE = Path(__file__).parents[3] / "sample_data" / "large" / "2025"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def report() -> Report:
    return pipeline.calculate(LARGE)


@pytest.fixture(scope="module")
def data(report: Report) -> bytes:
    return excel.workbook(report)


@pytest.fixture(scope="module")
def package(data: bytes) -> Package:
    return opened(data)


PAGES = ("Staff and board", "Relative likelihoods", "Staff survey")


def test_rows_under_charts_and_columns_of_their_numbers_have_a_size_of_their_own(data: bytes) -> None:
    """Else LibreOffice squashes the charts."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Staff survey"]
    first = sheet._charts[0].anchor
    assert {sheet.row_dimensions[row].height for row in range(first._from.row + 1, first.to.row + 1)} == {
        16.5
    }
    widths = [(each.min, each.max, each.width) for each in sheet.column_dimensions.values()]
    assert {width for first, last, width in widths if first <= 2} == {38.7109375}
    assert max(last for _, last, _ in widths) >= 12


def test_a_text_that_nearly_fills_its_line_has_room_for_two(data: bytes) -> None:
    """LibreOffice sets letters wider, and cut the second line of such a text."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Method"]
    (row, *_) = [cell for (cell,) in sheet["C1":"C99"] if str(cell.value).endswith("(2021 to 2025)")]
    assert len(row.value) > sheet.column_dimensions["C"].width * 1.15
    assert sheet.row_dimensions[row.row].height > 26


@pytest.mark.parametrize("name", PAGES)
def test_a_theme_is_one_page_that_its_charts_fill_and_the_numbers_drawn_are_not_printed(
    data: bytes, name: str
) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(data))[name]
    assert sheet.page_setup.fitToHeight in (None, 1)
    assert 3 <= len(sheet._charts) <= 4
    last = max(chart.anchor.to.row for chart in sheet._charts) + 1
    end = openpyxl.utils.cell.range_boundaries(sheet.print_area.rpartition("!")[2])
    assert end[3] >= last
    drawn = [table for table in sheet.tables.values() if table.name != "Annual_report"]
    assert ("Annual_report" in sheet.tables) == (
        name == PAGES[0]
    )  # above the charts: alone it left a page empty
    assert all(openpyxl.utils.cell.range_boundaries(table.ref)[1] > end[3] for table in drawn)
    assert end[2] > max(chart.anchor.to.col for chart in sheet._charts)
    assert len(drawn) == len(sheet._charts)


def test_a_table_that_would_leave_a_second_page_mostly_empty_is_printed_upright(data: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    upright = [sheet.title for sheet in book if sheet.page_setup.orientation == "portrait"]
    assert upright == ["1 By band"]


def test_bars_begin_at_nought_and_no_line_of_a_grid_runs_through_them(package: Package) -> None:
    charts = [package.xml(name) for name in package.named("xl/charts/chart")]
    bars = [chart for chart in charts if chart.find(f".//{C}barChart")]
    assert len(bars) == 8
    for chart in bars:
        assert not list(chart.iter(f"{C}majorGridlines"))
        scales = list(chart.iter(f"{C}valAx"))
        assert [scale.find(f"{C}scaling/{C}min").attrib["val"] for scale in scales] == ["0"]
        assert chart.find(f".//{C}dLbls") is not None  # the values stand at the marks
        assert chart.find(f"{C}chart/{C}legend") is None


def test_ratios_have_a_mark_of_their_axis_at_every_doubling(package: Package) -> None:
    charts = [
        chart
        for name in package.named("xl/charts/chart")
        if (chart := package.xml(name)).find(f".//{C}logBase") is not None
    ]
    assert len(charts) == 3
    for chart in charts:
        axis = next(
            each for each in chart.iter(f"{C}valAx") if each.find(f"{C}scaling/{C}logBase") is not None
        )
        assert float(axis.find(f"{C}majorUnit").attrib["val"]) == 2
        assert float(axis.find(f"{C}scaling/{C}max").attrib["val"]) <= 4
        said = "".join(text.text or "" for text in chart.iter(f"{A}t"))
        assert "equally likely" in said
        assert "worse for ethnic minority staff →" in said


def test_bands_are_named_shortly_with_their_people_and_a_mark_where_these_are_few(data: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Staff and board"]
    rows = [str(row[1].value) for row in sheet[sheet.tables["Staff_and_board_1"].ref]]
    assert any(re.fullmatch(r"VSM\*? \(\d+\)", name) for name in rows)
    assert any(re.fullmatch(r"\d\w? \([\d,]+\)", name) for name in rows)
    few = [name for name in rows if "*" in name]
    assert all(int(re.search(r"\((\d+)\)", name)[1]) < 10 for name in few)  # type: ignore[index]


def test_a_long_name_does_not_run_into_the_right_of_the_header(report: Report) -> None:
    organisation = report.organisation.model_copy(update={"name": "The Royal Example and North Trust " * 5})
    book = openpyxl.load_workbook(
        io.BytesIO(excel.workbook(report.model_copy(update={"organisation": organisation})))
    )
    for sheet in book:
        left = str(sheet.oddHeader.left.text)
        assert left.endswith("…")
        assert len(left) <= 60
