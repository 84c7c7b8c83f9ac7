"""The web page: its figures are the report's, it hides what must be hidden, and everybody can read it."""

import html.parser
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.reporting.charts.data import all_charts
from wres_calc.reporting.charts.draw import svg
from wres_calc.reporting.report import Report
from wres_calc.reporting.to_html import encoded as page

SAMPLE = Path(__file__).parents[3] / "sample_data"
LARGE, SMALL = SAMPLE / "large" / "2025", SAMPLE / "small"


@pytest.fixture(scope="module")
def internal() -> Report:
    seen = pipeline.examine(LARGE, by=["ethnic-heading"], prior=[SAMPLE / "large" / "2024"])
    return pipeline.report_of(seen, pipeline.Telling(("ethnic-heading",)))


@pytest.fixture(scope="module")
def public() -> Report:
    return pipeline.report_of(pipeline.examine(LARGE), pipeline.Telling(publish=True))


class Outline(html.parser.HTMLParser):
    """What a screen reader goes by."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._hidden = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag in ("style", "svg")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "svg")

    def handle_data(self, data: str) -> None:
        if not self._hidden and data.strip():
            self.words.append(data.strip())

    @property
    def text(self) -> str:
        return " ".join(self.words)


@pytest.fixture(scope="module", params=["internal", "public"])
def read(request: pytest.FixtureRequest) -> tuple[Report, str, Outline]:
    report = request.getfixturevalue(request.param)
    text = page(report).decode("utf-8")
    return report, text, Outline(text)


def test_it_needs_no_network_and_no_script(read):
    _, text, outline = read
    assert not [
        tag for tag, _ in outline.tags if tag in ("script", "link", "img", "iframe", "object", "embed")
    ]
    addresses = [
        attrs[name] for _, attrs in outline.tags for name in ("src", "href", "action") if attrs.get(name)
    ]
    assert addresses
    assert all(address.startswith("#") for address in addresses if address)
    assert "url(" not in text
    assert "@import" not in text


def test_it_can_be_heard(read):
    _, _, outline = read
    tags = [tag for tag, _ in outline.tags]
    assert ("html", {"lang": "en-GB"}) in outline.tags
    assert (tags.count("h1"), tags.count("main"), tags.count("header"), tags.count("footer")) == (1, 1, 1, 1)
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = Counter(attrs["id"] for _, attrs in outline.tags if attrs.get("id"))
    assert max(ids.values()) == 1
    links = {attrs["href"] for tag, attrs in outline.tags if tag == "a"}
    assert {link.removeprefix("#") for link in links if link} <= ids.keys()
    assert tags.count("table") == tags.count("caption")
    assert all("scope" in attrs for tag, attrs in outline.tags if tag == "th")
    pictures = [attrs for _, attrs in outline.tags if attrs.get("role") == "img"]
    assert len(pictures) == tags.count("svg") > 5
    assert all(len(attrs["aria-label"] or "") > 20 for attrs in pictures)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2 between two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_its_colours_have_contrast_in_light_and_dark(read):
    _, text, _ = read
    schemes = re.findall(r":root \{([^}]*)\}", text)[:2]
    assert len(schemes) == 2
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", scheme))
        for front, back in (("text", "back"), ("text", "soft"), ("link", "back"), ("link", "soft")):
            assert contrast(colours[front], colours[back]) >= 4.5
        for back in ("head", "warn"):
            assert contrast("#ffffff", colours[back]) >= 4.5
        assert contrast(colours["line"], colours["back"]) >= 3


def test_the_colours_of_charts_have_contrast_on_their_white_ground():
    from wres_calc.reporting.charts import draw

    for colour in (*draw._COLOURS.values(), *draw._LINES, draw._OTHER):
        assert contrast(colour, "#FFFFFF") >= 3
    assert contrast(draw._TEXT, "#FFFFFF") >= 4.5


def test_the_keyboard_goes_the_way_the_page_is_read(read):
    """The order is that of the text; the first stop skips to what it is about; what may scroll can be reached."""
    _, text, outline = read
    assert {attrs["tabindex"] for _, attrs in outline.tags if "tabindex" in attrs} == {"0", "-1"}
    links = [attrs for tag, attrs in outline.tags if tag == "a"]
    assert (links[0]["class"], links[0]["href"]) == ("skip", "#main")
    scrolls = [attrs for _, attrs in outline.tags if attrs.get("class") in ("chart", "scroll")]
    assert len(scrolls) > 15
    assert all(attrs["tabindex"] == "0" and attrs["role"] in ("img", "region") for attrs in scrolls)
    assert "outline: none" not in text.replace("main:focus { outline: none; box-shadow: none; }", "")


def test_charts_keep_their_colours_where_the_system_sets_its_own(read):
    _, text, _ = read
    assert re.search(r"\.chart \{ background: #ffffff;[^}]*forced-color-adjust: none; \}", text)


def test_the_figures_are_those_of_the_report(read):
    report, _, outline = read
    from wres_calc.reporting.wording import figure, numerator

    shown = Counter(outline.words)
    for indicator in report.indicators:
        for measure in indicator.measures:
            assert shown[figure(measure)] > 0
            if measure.numerator is not None and measure.denominator is not None:
                assert f"{numerator(measure)} of {measure.denominator:,}" in outline.text


def test_the_charts_draw_the_figures_of_the_report(read):
    """The numbers are read back from the marks of the SVG."""
    report, _, _ = read
    charts = all_charts(report)
    assert len(charts) > 6
    for chart in charts:
        labels = re.findall(r'aria-label="(?:Per cent|Times)[^":]*: ([^;"]+); Row', svg(chart))
        numbers = [float(label) for label in labels]
        for mark in chart.marks:
            assert any(number == pytest.approx(mark.value, rel=1e-4) for number in numbers), mark
        assert len(numbers) == len(chart.marks)


def test_what_is_withheld_is_not_drawn(public):
    hidden = [m for each in public.indicators for m in each.measures if m.status.value == "suppressed"]
    assert hidden
    charts = all_charts(public)
    assert sum(chart.withheld for chart in charts) > 0
    for chart in charts:
        assert None not in [mark.value for mark in chart.marks]
    text = page(public).decode("utf-8")
    assert "[c]" in text
    assert "withheld figures are not drawn" in text
    assert "Internal" not in Outline(text).text


def test_an_internal_page_says_so_wherever_it_is_printed(internal):
    text = page(internal).decode("utf-8")
    assert '<p class="banner">Internal: small numbers are not protected' in text
    printed = text.partition("@media print {")[2]
    assert ".banner { position: fixed" in printed
    # It keeps a place of its own on each page, and covers no line.
    assert '<body class="internal">' in text
    assert re.search(r"\.internal \{[^}]*; box-decoration-break: clone; padding-top: \d+mm;", printed)


def test_a_public_page_keeps_no_place_for_a_banner(public):
    assert "<body>" in page(public).decode("utf-8")


def test_formulas_are_sentences_and_headings_say_what_a_column_compares(public):
    text = page(public).decode("utf-8")
    assert "People of the group in the band ÷ all people in the band" in text
    assert "÷ all people in the workforce. People of unknown ethnicity" in text
    for heading in (
        "Applicants",
        "White over BME",
        "BME less White, points",
        "BME gap to the whole workforce, points",
    ):
        assert re.search(rf'<th scope="col"[^>]*>{heading}</th>', text)


def test_the_same_report_gives_the_same_bytes(public):
    assert page(public) == page(public)


def test_names_of_any_kind_are_text(public):
    name = '<script>alert(1)</script> & "Trust" \u202e\x1b[2J'
    named = public.model_copy(update={"organisation": public.organisation.model_copy(update={"name": name})})
    text = page(named).decode("utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert not {"\u202e", "\x1b"} & set(text)


def test_hidden_numbers_leave_no_trace(tmp_path):
    """Two trusts that differ in a hidden number alone have the same page."""
    pages = []
    for cases in (2, 3):
        folder = tmp_path / str(cases)
        folder.mkdir()
        (folder / "submission.toml").write_text(
            '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n', "utf-8"
        )
        (folder / "counts.csv").write_text(
            "population,ethnic_group,people\nworkforce,white,700\nworkforce,bme,300\nworkforce,unknown,50\n"
            f"disciplinary,white,30\ndisciplinary,bme,{cases}\n",
            "utf-8",
        )
        report = pipeline.report_of(pipeline.examine(folder), pipeline.Telling(publish=True))
        pages.append(page(report))
    assert pages[0] == pages[1]
