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
    named = {
        each.attrib["idx"]: int(each.findtext(f"{C}v") or 0) for each in line.find(f"{C}cat").iter(f"{C}pt")
    }
    return [
        named[each.attrib["idx"]] for each in line.find(f"{C}val").iter(f"{C}pt") if each.findtext(f"{C}v")
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
    lines = list(charts[number].iter(f"{C}ser"))
    assert [years(line) for line in lines] == pieces
    assert all(len(list(line.find(f"{C}cat").iter(f"{C}pt"))) == 9 for line in lines)
    blank = charts[number].find(f".//{C}dispBlanksAs")
    assert blank is None or blank.attrib["val"] == "gap"


def test_a_series_keeps_its_look_at_a_break_and_is_named_once_in_the_legend(charts):
    lines = list(charts["7"].iter(f"{C}ser"))
    looks: dict[str, set[str]] = {}
    for line in lines:
        colour = next(line.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr")).attrib[
            "val"
        ]
        mark = next(line.iter(f"{C}symbol")).attrib["val"]
        looks.setdefault(name(line).partition(" (from")[0], set()).add(f"{colour} {mark}")
    assert looks == {"Percentage, White": {"005EB8 circle"}, "Percentage, BME": {"AE2573 diamond"}}
    left_out = {int(each.find(f"{C}idx").attrib["val"]) for each in charts["7"].iter(f"{C}legendEntry")}
    assert left_out == {place for place, line in enumerate(lines) if "(from" in name(line)}
