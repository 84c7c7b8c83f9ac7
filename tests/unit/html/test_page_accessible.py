"""Everybody can read the page: heard, seen with little contrast, worked with the keyboard."""

import re
from collections import Counter
from itertools import pairwise


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
    from wres_calc.render.html import draw

    for colour in (draw._STRONG, draw._QUIET, *draw._OTHERS):
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
