"""The workbook's lines by year: no line runs over a break or a year that was not given, and a series keeps its look."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from tests.unit.trend.test_trend import side_by_side, trust
from tests.workbooks.package import opened
from tests.workbooks.test_workbooks import faults

from wres_calc.render.excel import comparison_workbook

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    """Charts by the number of their indicator: of 2018 to 2026, without 2022 and 2023."""
    folder: Path = tmp_path_factory.mktemp("years")
    years = (2018, 2019, 2020, 2021, 2024, 2025, 2026)
    data = comparison_workbook(side_by_side(*(trust(folder, year) for year in years)))
    assert not faults(data)
    package = opened(data)
    found = [package.xml(name) for name in package.named("xl/charts/chart")]
    titled = {re.search(r"(\d)\. ", "".join(next(each.iter(f"{C}title")).itertext())): each for each in found}
    return {match[1]: each for match, each in titled.items() if match}


def years(line: Element) -> list[int]:
    """The years that a line has a figure for."""
    named = {each.attrib["idx"]: each.findtext(f"{C}v") for each in line.find(f"{C}cat").iter(f"{C}pt")}
    return [
        int(named[each.attrib["idx"]])
        for each in line.find(f"{C}val").iter(f"{C}pt")
        if each.findtext(f"{C}v")
    ]


def name(line: Element) -> str:
    return next(line.find(f"{C}tx").iter(f"{C}v")).text or ""


@pytest.mark.parametrize(
    ("number", "pieces"),
    [
        ("2", [[2018, 2019, 2020, 2021, 2024, 2025, 2026]]),
        ("3", [[2018, 2019], [2020, 2021, 2024, 2025, 2026]]),
        ("5", [[2018], [2019, 2020, 2021, 2024, 2025], [2026]] * 2),
        ("7", [[2018], [2019, 2020, 2021], [2024, 2025], [2026]] * 2),
    ],
)
def test_a_line_ends_at_a_break_and_has_a_gap_where_no_year_was_given(charts, number, pieces):
    lines = [line for line in charts[number].iter(f"{C}ser") if name(line) != "Equally likely"]
    assert [years(line) for line in lines] == pieces
    named = [year.text for year in lines[0].find(f"{C}cat").iter(f"{C}v") if year.text.strip()]
    assert named == [str(year) for year in range(2018, 2027)]
    blank = charts[number].find(f".//{C}dispBlanksAs")
    assert blank is None or blank.attrib["val"] == "gap"


def test_a_series_keeps_its_look_at_a_break_and_is_named_once_at_its_end(charts):
    lines = list(charts["7"].iter(f"{C}ser"))
    looks: dict[str, set[str]] = {}
    for line in lines:
        colour = next(line.iter(f"{A}srgbClr")).attrib["val"]
        mark = next(line.iter(f"{C}symbol")).attrib["val"]
        looks.setdefault(name(line).partition(" (from")[0], set()).add(f"{colour} {mark}")
    assert looks == {"White": {"768692 circle"}, "BME": {"AE2573 diamond"}}
    assert charts["7"].find(f"{C}chart/{C}legend") is None
    said = ["".join(text.text or "" for text in line.iter(f"{A}t")) for line in lines]
    assert [re.sub(r" \d+\.\d%", "", text) for text in said] == ["", "", "", "White", "", "", "", "BME"]


def test_each_year_has_its_interval_and_a_ratio_the_line_of_equality_on_a_log_axis(charts):
    for number in ("2", "7"):
        for line in charts[number].iter(f"{C}ser"):
            if name(line) != "Equally likely":
                ends = [
                    len(list(line.find(f"{C}errBars/{C}{end}").iter(f"{C}v"))) for end in ("minus", "plus")
                ]
                assert ends == [len(years(line)) if number == "2" else ends[0]] * 2
    assert [name(line) for line in charts["2"].iter(f"{C}ser")].count("Equally likely") == 1
    assert charts["2"].find(f".//{C}valAx//{C}logBase").attrib["val"] == "2"
    assert charts["7"].find(f".//{C}logBase") is None
    assert not list(charts["2"].iter(f"{C}majorGridlines"))
