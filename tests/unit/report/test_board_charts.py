"""The workbook's own charts: what they draw is what the report says."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.render.excel import with_charts as workbook
from wres_calc.render.views.charts import all_charts
from wres_calc.report.report import Report
from wres_calc.sampling.samples import write_samples

LARGE = Path(__file__).parents[3] / "sample_data" / "large" / "2025"


def parts(report: Report) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(workbook(report))) as found:
        return {name: found.read(name).decode("utf-8") for name in found.namelist() if name.endswith(".xml")}


SHADE = re.compile(r"<c:ser>(?:(?!</c:ser>).)*<c:v>Range</c:v>.*?</c:ser>", re.DOTALL)


def shaded(xml: str) -> list[float]:
    """Where the bars stand that shade the range."""
    return drawn("<c:scatterChart>" + "".join(SHADE.findall(xml)), shade=True)


def drawn(xml: str, *, shade: bool = False) -> list[float]:
    """The numbers in the caches of a chart's values; of a scatter chart, those across."""
    xml = xml if shade else SHADE.sub("", xml)
    tag = "c:xVal" if "<c:scatterChart>" in xml else "c:val"
    return [
        float(number)
        for cache in re.findall(rf"<{tag}>.*?</{tag}>", xml, re.DOTALL)
        for number in re.findall(r"<c:v>([^<]+)</c:v>", cache)
    ]


@pytest.mark.parametrize("publish", [False, True])
def test_what_is_drawn_is_what_the_report_says(publish):
    report = pipeline.build_report(pipeline.assess(LARGE), pipeline.Options(publish=publish))
    marks = [mark.value for chart in all_charts(report) for mark in chart.marks]
    charts = [xml for name, xml in parts(report).items() if "charts/chart" in name]
    # What is drawn on the board's page stands on a scale of its own (test_board_sheet).
    numbers = [n for xml in charts if "'For the board'!" not in xml for n in drawn(xml)]
    assert len(marks) > 40
    for value in marks:
        assert any(number == pytest.approx(value, rel=1e-12) for number in numbers)
    lines = {0.8, 1.0, 1.25}
    for number in numbers:
        assert number in lines or any(number == pytest.approx(value, rel=1e-12) for value in marks)


def test_the_range_is_shaded_from_end_to_end_and_no_further():
    found = parts(pipeline.calculate(LARGE))
    stripes = [at for name, xml in found.items() if "charts/chart" in name for at in shaded(xml)]
    assert len(stripes) == 24
    assert 0.8 < min(stripes) < 0.82
    assert 1.22 < max(stripes) < 1.25


def test_every_chart_has_a_text_for_who_cannot_see_it():
    report = pipeline.calculate(LARGE)
    drawings = "".join(xml for name, xml in parts(report).items() if "drawings/drawing" in name)
    told = re.findall(r'descr="([^"]*)"', drawings)
    assert len(told) == drawings.count("<xdr:graphicFrame") >= 7
    assert all(len(text) > 40 for text in told)


def test_nothing_to_draw_makes_no_sheet(tmp_path):
    (tmp_path / "submission.toml").write_text(
        '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n', "utf-8"
    )
    (tmp_path / "counts.csv").write_text("population,group,people\ndisciplinary,white,3\n", "utf-8")
    found = parts(pipeline.calculate(tmp_path))
    assert 'name="Charts"' not in found["xl/workbook.xml"]


@pytest.mark.parametrize(("year", "beside_the_workforce"), [(2015, False), (2025, True)])
def test_the_board_stands_beside_what_it_is_held_against(tmp_path, year, beside_the_workforce):
    """In 2015 that is the population served, of which the report has no share; the workforce would mislead."""
    (written,) = write_samples(tmp_path, seed=3, staff=200, number=1, years=[year])
    (board,) = [chart for chart in all_charts(pipeline.calculate(written.folder)) if chart.number == 9]
    rows = {mark.row for mark in board.marks}
    assert "Voting members" in rows
    assert ("Whole workforce" in rows) is beside_the_workforce
