"""Text of any origin, for every writer (points 1, 2 and 7 of what reading and writing must withstand)."""

import json

import pytest

from wres_calc.report.safe import escaped_in_json, guarded, safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;pwn\x07", r"\x1b]0;pwn\x07"),
        ("a\x00b\rc\nd\te\x7f", r"a\x00b\x0dc\x0ad\x09e\x7f"),
        ("\x9b2J", r"\x9b2J"),
        ("\u202egnp\u2069", r"\u202egnp\u2069"),
        ("\u2028\u2029\u200e\u200f", r"\u2028\u2029\u200e\u200f"),
        ("\ud800\uffff", r"\ud800\uffff"),
    ],
)
def test_harmful_characters_are_shown(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize("text", ["Søren & Zoë's", "[/x] :smile: foo\\", "الصحة", "健康", "÷ × –"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    "text", ["=1+1", " =1", "＝1", "+1", "-1", "@SUM(1)", "\t=1", "\tx", "\rx", "\x00=1", "  ＠x"]
)
def test_what_could_be_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == "'" + safe(text)


@pytest.mark.parametrize("text", ["RX1", "a=1", "", "'quoted", "Trust - North"])
def test_other_fields_are_not_guarded(text: str) -> None:
    assert guarded(text) == text


def test_json_is_safe_to_print_and_the_same_data() -> None:
    data = {"name": "\x1b[2J \x9b \u202e \x7f \ud800 Søns\nx"}
    document = escaped_in_json(json.dumps(data, indent=2, ensure_ascii=False))
    assert json.loads(document) == data
    assert safe(document.replace("\n", "")) == document.replace("\n", "")
    assert "Søns" in document
