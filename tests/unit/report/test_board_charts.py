"""The workbook's own charts: what they draw is what the report says."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.render.excel import with_charts as workbook
from wres_calc.render.views.charts import by_theme
from wres_calc.report.report import Report
from wres_calc.sampling.samples import write_samples

LARGE = Path(__file__).parents[3] / "sample_data" / "large" / "2025"


def parts(report: Report) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(workbook(report))) as found:
        return {name: found.read(name).decode("utf-8") for name in found.namelist() if name.endswith(".xml")}


def drawn(xml: str) -> list[float]:
    """The numbers in the caches of a chart's values; of a scatter chart, those across."""
    tag = "c:xVal" if "<c:scatterChart>" in xml else "c:val"
    return [
        float(number)
        for cache in re.findall(rf"<{tag}>.*?</{tag}>", xml, re.DOTALL)
        for number in re.findall(r"<c:v>([^<]+)</c:v>", cache)
    ]


@pytest.mark.parametrize("publish", [False, True])
def test_what_is_drawn_is_what_the_report_says(publish):
    report = pipeline.build_report(pipeline.assess(LARGE), pipeline.Options(publish=publish))
    marks = [mark.value for _, charts in by_theme(report) for chart in charts for mark in chart.marks]
    charts = [xml for name, xml in parts(report).items() if "charts/chart" in name]
    # What is drawn on the board's page stands on a scale of its own (test_board_sheet).
    numbers = [n for xml in charts if "'For the board'!" not in xml for n in drawn(xml)]
    assert len(marks) > 20
    for value in marks:
        assert any(number == pytest.approx(value, rel=1e-12) for number in numbers)
    charts_drawn = [chart for _, charts in by_theme(report) for chart in charts]
    lines = {1.0, *(chart.line[0] for chart in charts_drawn if chart.line)}
    lines |= {end for chart in charts_drawn for end in chart.band or ()}
    lines |= {chart.ends[1] * 0.98 for chart in charts_drawn if chart.kind == "ratio"}  # the name of a side
    for number in numbers:
        assert number in lines or any(number == pytest.approx(value, rel=1e-12) for value in marks)


def test_the_range_is_marked_at_both_ends_around_its_indicator_alone():
    found = {name: xml for name, xml in parts(pipeline.calculate(LARGE)).items() if "charts/chart" in name}
    ranged = [xml for xml in found.values() if "<c:v>Range from 0.80</c:v>" in xml]
    (xml,) = ranged
    assert {0.8, 1.25} <= set(drawn(xml))
    assert "<c:v>Range to 1.25</c:v>" in xml


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
    assert not [name for name in found if "charts/chart" in name]


@pytest.mark.parametrize(("year", "beside"), [(2015, "the population served"), (2025, "the whole workforce")])
def test_the_board_is_drawn_beside_what_it_is_compared_with(tmp_path, year, beside):
    """In 2015 that is the population served; the workforce would mislead."""
    (written,) = write_samples(tmp_path, seed=3, staff=200, number=1, years=[year])
    report = pipeline.calculate(written.folder)
    (board,) = [chart for _, charts in by_theme(report) for chart in charts if chart.number == 9]
    assert "Voting members" in {mark.row for mark in board.marks}
    assert board.line is not None
    assert board.line[1] == beside
