"""The Charts sheet as other programs lay it out: nothing cut, squashed, left out or run over the edge."""

import io
from pathlib import Path

import openpyxl
import pytest
from tests.workbooks.package import Package, opened

from wres_calc import pipeline
from wres_calc.render import excel
from wres_calc.report.report import Report

LARGE = Path(__file__).parents[3] / "sample_data" / "large" / "2025"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture(scope="module")
def report() -> Report:
    return pipeline.calculate(LARGE)


@pytest.fixture(scope="module")
def data(report: Report) -> bytes:
    return excel.workbook(report)


@pytest.fixture(scope="module")
def package(data: bytes) -> Package:
    return opened(data)


def test_rows_under_charts_and_columns_of_their_numbers_have_a_size_of_their_own(data: bytes) -> None:
    """Else LibreOffice squashes the charts, and the last table on the sheet cuts the names of the first."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Charts"]
    first = sheet._charts[0].anchor
    assert {sheet.row_dimensions[row].height for row in range(first._from.row + 1, first.to.row + 1)} == {
        16.5
    }
    name = "Ethnicity by pay band, clinical, non-medical"
    assert name in [row[0].value for row in sheet[sheet.tables["Numbers_drawn"].ref]]
    # Letters are narrower than the figures that widths are in.
    assert sheet.column_dimensions["A"].width * 1.2 > len(name)


def test_a_text_that_nearly_fills_its_line_has_room_for_two(data: bytes) -> None:
    """LibreOffice sets letters wider, and cut the second line of such a text."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Method"]
    (row, *_) = [cell for (cell,) in sheet["C1":"C99"] if str(cell.value).endswith("(2021 to 2025)")]
    assert len(row.value) > sheet.column_dimensions["C"].width * 1.15
    assert sheet.row_dimensions[row.row].height > 26


def test_the_numbers_drawn_are_not_printed(data: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Charts"]
    last = max(chart.anchor.to.row for chart in sheet._charts) + 1
    end = openpyxl.utils.cell.range_boundaries(sheet.print_area.rpartition("!")[2])
    assert end[3] >= last
    assert all(openpyxl.utils.cell.range_boundaries(table.ref)[1] > end[3] for table in sheet.tables.values())
    assert end[2] > max(chart.anchor.to.col for chart in sheet._charts)


def test_the_scale_is_below_the_bars_and_ends_at_a_hundred(package: Package) -> None:
    charts = [package.xml(name) for name in package.named("xl/charts/chart")]
    bars = [chart for chart in charts if chart.find(f".//{C}barChart")]
    assert len(bars) == 5
    for chart in bars:
        scale = chart.find(f".//{C}valAx")
        assert scale.find(f"{C}crosses").attrib["val"] == "max"
        stacked = chart.find(f".//{C}grouping").attrib["val"] == "percentStacked"
        assert 0 < float(scale.find(f"{C}scaling/{C}max").attrib["val"]) <= (1 if stacked else 100)


def test_ratios_have_a_mark_of_their_axis_at_every_doubling(package: Package) -> None:
    (chart,) = [
        chart
        for name in package.named("xl/charts/chart")
        if (chart := package.xml(name)).find(f".//{C}logBase") is not None
    ]
    axis = next(each for each in chart.iter(f"{C}valAx") if each.find(f"{C}scaling/{C}logBase") is not None)
    assert float(axis.find(f"{C}majorUnit").attrib["val"]) == 2
    assert float(axis.find(f"{C}scaling/{C}max").attrib["val"]) <= 4


def test_names_of_bands_take_one_line(data: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Charts"]
    rows = [str(row[1].value) for row in sheet[sheet.tables["Numbers_drawn"].ref]]
    assert "VSM" in rows
    assert not [name for name in rows if "Very senior" in name]


def test_a_long_name_does_not_run_into_the_right_of_the_header(report: Report) -> None:
    organisation = report.organisation.model_copy(update={"name": "The Royal Example and North Trust " * 5})
    book = openpyxl.load_workbook(
        io.BytesIO(excel.workbook(report.model_copy(update={"organisation": organisation})))
    )
    for sheet in book:
        left = str(sheet.oddHeader.left.text)
        assert left.endswith("…")
        assert len(left) <= 60
