"""The years on a terminal: what could not be compared is never called "no clear change"."""

import io

from tests.unit.trend.test_trend import side_by_side, trust

from wres_calc.render.terminal import render_comparison


def shown(*paths) -> dict[str, str]:
    """What is shown below each indicator's number."""
    stream = io.StringIO()
    render_comparison(side_by_side(*paths), file=stream, width=100, colour=False)
    text = stream.getvalue()
    parts = text.split("\n\n")
    return {part.lstrip()[0]: part for part in parts if part.lstrip()[:1].isdigit()}


def test_what_was_not_compared_is_counted_as_such(tmp_path):
    found = shown(trust(tmp_path, 2025), trust(tmp_path, 2026))
    assert "No clear change." in found["2"]
    assert "could not be judged" not in found["2"]
    assert "3 changes of 3 could not be judged." in found["5"]
    assert "No clear change" not in found["5"]


def test_why_a_change_was_not_compared_is_said(tmp_path):
    found = shown(trust(tmp_path, 2024), trust(tmp_path, 2025))
    why = "Without counts it cannot be said whether this is more than chance."
    told = " ".join(found["7"].split())
    assert f"3 changes of 3 could not be judged. {why}" in told
    assert why not in found["2"]
    broken = shown(trust(tmp_path, 2025, code="RX2"), trust(tmp_path, 2026, code="RX2"))
    assert "Not compared: the definition changed." not in broken["5"]
