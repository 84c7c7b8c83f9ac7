"""The page of the years side by side, and the charts by year."""

import re
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.across.years import Comparison
from wres_calc.pipeline.compare import compare
from wres_calc.render.across_files import write_comparison
from wres_calc.render.drawn import LineChart, Piece
from wres_calc.render.html import encoded_comparison
from wres_calc.render.html.draw import years_svg
from wres_calc.render.views.charts import line_chart
from wres_calc.report.report import Unit
from wres_calc.report.words import trend as wording

LARGE = Path(__file__).parents[3] / "sample_data" / "large"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare([LARGE / "2024", LARGE / "2025"], pipeline.Options())[0][0]


@pytest.fixture(scope="module")
def page(comparison: Comparison) -> str:
    return encoded_comparison(comparison).decode("utf-8")


def test_every_change_is_said(comparison: Comparison, page: str) -> None:
    text = re.sub(r"&#39;", "'", page)
    changes = [(s, c) for each in comparison.trend.indicators for s in each.series for c in s.changes]
    assert len(changes) > 100
    for series, change in changes:
        assert wording.sentence(series, change).replace("<", "&lt;") in text


def test_the_many_changes_are_folded_away_by_indicator(comparison: Comparison, page: str) -> None:
    """A page of eight years would else be sixty pages long."""
    folded = re.findall(r"<details>\n<summary>(\d)\. [^<]*: (\d+) changes</summary>", page)
    told = [
        (str(each.number), sum(len(s.changes) for s in each.series)) for each in comparison.trend.indicators
    ]
    assert [(number, int(changes)) for number, changes in folded] == told


def test_it_stands_alone_and_is_internal_unless_all_years_are_public(page: str) -> None:
    assert page.startswith("<!DOCTYPE html>")
    assert not re.search(r"<script|<link|@import|url\(", page)
    assert "Internal: small numbers are not protected" in page
    published = compare([LARGE / "2024", LARGE / "2025"], pipeline.Options(publish=True))[0][0]
    assert "Internal: small numbers" not in encoded_comparison(published).decode("utf-8")


def test_the_file_is_named_as_its_kin(comparison: Comparison, tmp_path: Path) -> None:
    (path,) = write_comparison(comparison, ["html"], tmp_path)
    assert path.name == "wres_RX1_2024-2025.html"


def test_names_of_regions_differ(page: str) -> None:
    """A screen reader lists them by name."""
    names = re.findall(r'role="region" aria-label="([^"]*)"', page)
    assert len(names) == len(set(names)) > 5


def test_what_is_drawn_is_what_the_trend_says(comparison: Comparison) -> None:
    for indicator in comparison.trend.indicators:
        chart = line_chart(indicator, comparison.standard, comparison.trend)
        said = {point.value for series in indicator.series for point in series.points}
        drawn = [value for line in chart.lines for value in line.values if value is not None]
        assert drawn
        assert set(drawn) <= said
        svg = years_svg(chart).replace("\u2212", "-")
        marks = re.findall(r'Year: (\d+); [^;]*: ([-0-9.,]+); Line[^>]*aria-roledescription="point"', svg)
        found = sorted(float(value.replace(",", "")) for _, value in marks)
        assert found == pytest.approx(sorted(drawn), rel=1e-5)


def test_no_line_bridges_a_gap() -> None:
    """A year without a figure parts the line: the path begins anew behind it."""
    whole = LineChart("x", Unit.RATIO, (2021, 2022, 2023, 2024), (Piece("a", (1.0, 1.5, 1.2, 1.1)),))
    parted = LineChart(
        "x", Unit.RATIO, (2021, 2022, 2023, 2024, 2025), (Piece("a", (1.0, 1.5, None, 1.2, 1.1)),)
    )
    broken = LineChart(
        "x",
        Unit.RATIO,
        (2021, 2022, 2023, 2024),
        (Piece("a", (1.0, 1.5, None, None)), Piece("a", (None, None, 1.2, 1.1), 2023)),
    )

    def moves(chart: LineChart) -> int:
        paths = re.findall(r'aria-roledescription="line mark"[^>]* d="([^"]*)"', years_svg(chart))
        paths = paths or re.findall(r' d="(M[^"]*L[^"]*)" stroke="#768692"', years_svg(chart))
        return sum(path.count("M") for path in paths)

    assert moves(whole) == 1
    assert moves(parted) == 2
    assert moves(broken) == 2
    assert "a (from 2023): 2023 1.20, 2024 1.10" in broken.text


def test_a_series_looks_the_same_before_and_after_a_break() -> None:
    both = (
        Piece("a", (1.0, None), label="A"),
        Piece("b", (2.0, None), label="B", strong=True),
        Piece("a", (None, 1.2), 2022, label="A"),
    )
    svg = years_svg(LineChart("x", Unit.RATIO, (2021, 2022), both))
    colours = dict(re.findall(r'Line: (\w)[^>]*aria-roledescription="point"[^>]*fill="(#\w+)"', svg))
    assert colours == {"a": "#768692", "b": "#AE2573"}
    assert sorted(re.findall(r">([AB] [\d.]+)</text>", svg)) == ["A 1.20", "B 2.00"]


def test_nothing_but_noughts_is_drawn_at_the_foot_of_the_chart() -> None:
    svg = years_svg(LineChart("x", Unit.PERCENT, (2021, 2022), (Piece("a", (0.0, 0.0)),)))
    assert {"0%", "10%"} <= set(re.findall(r">(\d+%)</text>", svg))
