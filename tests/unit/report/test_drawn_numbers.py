"""What charts draw, held against the measures of the report and nothing in between: which figure, of whom, when."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from tests.workbooks.package import opened

from wres_calc import pipeline
from wres_calc.across.years import headline
from wres_calc.render.excel import with_charts as workbook
from wres_calc.render.views.charts import charts_of
from wres_calc.report.report import Measure, Report
from wres_calc.report.words.labels import breakdown_label, breakdown_value, group_name

SAMPLES = Path(__file__).parents[3] / "sample_data" / "large"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Drawn = tuple[str, str, float, float | None, float | None]


@pytest.fixture(scope="module", params=[False, True], ids=["internal", "public"])
def report(request: pytest.FixtureRequest) -> Report:
    seen = pipeline.assess(SAMPLES / "2025", pipeline.Options(prior=[SAMPLES / "2024"]))
    return pipeline.build_report(seen, pipeline.Options(publish=request.param))


@pytest.fixture(scope="module")
def charts(report: Report) -> dict[str, Element]:
    """The charts of the workbook by their titles; what is drawn in cells has none."""
    package = opened(workbook(report))
    found = [package.xml(name) for name in package.named("xl/charts/chart")]
    return {
        "".join(text.text or "" for text in next(each.iter(f"{C}title")).iter(f"{A}t")): each
        for each in found
        if each.find(f".//{C}title") is not None
    }


def drawn(row: str, measure: Measure) -> Drawn:
    assert measure.value is not None
    limits = measure.interval
    ends = (limits.lower, limits.upper) if limits else (None, None)
    return row, group_name(measure.group), measure.value, *ends


def measures(report: Report, *numbers: int) -> Iterator[tuple[int, Measure]]:
    for indicator in report.indicators:
        for measure in indicator.measures:
            if (
                indicator.number in numbers
                and measure.value is not None
                and "grouping" not in measure.breakdown
            ):
                yield indicator.number, measure


def band(measure: Measure) -> str:
    at = measure.breakdown
    return breakdown_value("pay_band", at["pay_band"]) if "pay_band" in at else f"All {category(measure)}"


def category(measure: Measure) -> str:
    return breakdown_value("staff_category", measure.breakdown["staff_category"]).lower()


def expected(report: Report, number: int) -> list[Drawn]:
    """Every figure of an indicator that can be drawn."""
    own = [measure for _, measure in measures(report, number)]
    match number:
        case 1:
            own = [each for each in own if each.measure == "share" and "staff_category" in each.breakdown]
            return [drawn(band(each), each) for each in own if each.group == "bme"]
        case 2 | 3 | 4:
            pair = "BME over White" if number == 3 else "White over BME"
            return [drawn(pair, each) for each in own if each.measure == "relative_likelihood"]
        case 9:
            shares = [each for each in own if each.measure == "share" and each.group == "bme"]
            return [drawn(breakdown_label(each.breakdown), each) for each in shares]
        case _:
            return [drawn(group_name(each.group), each) for each in own if each.measure == "percentage"]


def test_every_mark_is_a_measure_and_every_measure_is_drawn(report: Report) -> None:
    for indicator in report.indicators:
        marks = [mark for chart in charts_of(indicator, report) for mark in chart.marks]
        found = [(mark.row, mark.series, mark.value, mark.lower, mark.upper) for mark in marks]
        assert sorted(found, key=str) == sorted(expected(report, indicator.number), key=str)


def numbers(parent: Element, path: str) -> list[float | None]:
    cache = parent.find(f"{path}/{C}numRef/{C}numCache")
    assert cache is not None
    found = {int(each.attrib["idx"]): float(each.findtext(f"{C}v") or "nan") for each in cache.iter(f"{C}pt")}
    return [found.get(at) for at in range(int(next(cache.iter(f"{C}ptCount")).attrib["val"]))]


def whiskers(series: Element, values: str) -> list[tuple[float, float, float]]:
    """Each value with the ends of its interval, from what the chart keeps of its cells."""
    bars = f"{C}errBars"
    rows = zip(
        numbers(series, values),
        numbers(series, f"{bars}/{C}minus"),
        numbers(series, f"{bars}/{C}plus"),
        strict=True,
    )
    return [
        (v, v - down, v + up) for v, down, up in rows if v is not None and down is not None and up is not None
    ]


def test_intervals_of_the_workbook_reach_where_the_report_says(
    report: Report, charts: dict[str, Element]
) -> None:
    for indicator in report.indicators:
        for chart in charts_of(indicator, report):
            if chart.kind == "shares":
                continue
            found = []
            for series in charts[chart.title].iter(f"{C}ser"):
                if series.find(f"{C}errBars") is not None:
                    found += whiskers(series, f"{C}xVal" if chart.kind == "ratio" else f"{C}val")
            wanted = [each[2:] for each in expected(report, indicator.number)]
            assert sorted(found) == [pytest.approx(each) for each in sorted(wanted)]


def test_the_share_of_the_whole_is_a_line_through_the_bands(
    report: Report, charts: dict[str, Element]
) -> None:
    (whole,) = [
        each.value
        for _, each in measures(report, 1)
        if each.group == "bme" and each.measure == "share" and not each.breakdown
    ]
    indicator = next(each for each in report.indicators if each.number == 1)
    for chart in charts_of(indicator, report):
        assert chart.line == (whole, "the whole workforce")
        line = charts[chart.title].find(f".//{C}lineChart/{C}ser")
        assert line is not None
        assert numbers(line, f"{C}val") == [whole] * len(chart.rows)


def test_lines_of_the_workbook_are_the_points_of_their_series(
    report: Report, charts: dict[str, Element]
) -> None:
    assert report.trend is not None
    lines = 0
    for indicator in report.trend.indicators:
        shown = list(headline(indicator, report.standard))
        begins = f"{indicator.number}. {indicator.title}"
        chart = next((each for title, each in charts.items() if title.startswith(begins)), None)
        if chart is None:
            assert {
                point.value for series in headline(indicator, report.standard) for point in series.points
            } == {None}
            continue
        for line in chart.iter(f"{C}ser"):
            found = [each for each in numbers(line, f"{C}val") if each is not None]
            if set(found) != {1.0}:  # not the line of equality
                assert found in [[point.value for point in series.points] for series in shown]
                lines += 1
    assert lines > 12
