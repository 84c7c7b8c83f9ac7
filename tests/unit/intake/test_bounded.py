"""Settings, JSON and short lists: bounds are checked before anything is parsed."""

import json
import tomllib

import pytest

from wres_calc.errors import ConfigurationError
from wres_calc.intake.files import bounded
from wres_calc.intake.files.bounded import TooLarge

from .conftest import Sender

DEEP = {
    "a dotted key": ".".join("a" * 5000) + " = 1",
    "a key with spaces and quotes": " . ".join(['"a"'] * 5000) + " = 1",
    "a key in an inline table": "x = {" + ".".join("a" * 5000) + " = 1}",
    "the name of a table": "[" + ".".join("a" * 5000) + "]",
    "the name of a list of tables": "[[" + ".".join("a" * 5000) + "]]",
    "lists in lists": "a = " + "[" * 5000 + "]" * 5000,
    "lists in lists, line by line": "a = " + "[\n" * 5000 + "]" * 5000,
    "inline tables in each other": "a = " + "{a=" * 5000 + "1" + "}" * 5000,
    "a key behind a string": "b = 'x'\n" + ".".join("a" * 5000) + " = 1",
    "a key behind a comment with a quotation mark": "# it's\n" + ".".join("a" * 5000) + " = 1",
    "more than a megabyte": "# " + "x" * 2**20,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_settings_too_deep_or_too_large_are_refused_before_they_are_parsed(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(tomllib, "loads")
    with pytest.raises(TooLarge):
        bounded.toml(text)


@pytest.mark.parametrize(
    "text",
    [
        'a = "' + "." * 100 + '"',
        "a = '" + "[" * 100 + "'",
        'a = """' + "{." * 100 + '\n"" "\n\\""""',
        "a = '''" + ".[" * 100 + "''''",
        "# " + ".{[" * 100 + "\na = 1",
        '"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q" = 1.5',
        "a = [1.5, 2.5, 3.5, [1, [2]], {b.c = 1}]\nb = 2024-03-31T10:00:00.123456",
    ],
)
def test_dots_and_brackets_in_texts_and_comments_are_no_levels(text: str) -> None:
    assert bounded.toml(text) == tomllib.loads(text)


def test_a_text_that_is_not_closed_is_the_parsers_to_refuse() -> None:
    for text in ('a = "' + '\\"' * 300_000, 'a = """' + '\\"""' * 200_000, "a = '''" + "''\n" * 200_000):
        with pytest.raises(tomllib.TOMLDecodeError):
            bounded.toml(text)


@pytest.mark.parametrize("text", [DEEP["a dotted key"], DEEP["more than a megabyte"]])
def test_settings_beyond_their_bounds_are_wrong_configuration(send: Sender, text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"submission.toml (goes|is larger)"):
        send({"recruitment.csv": "ethnic_category,appointed\nA,yes\n"}, text)


def test_of_many_things_wrong_with_settings_the_first_are_named(send: Sender) -> None:
    with pytest.raises(ConfigurationError) as refused:
        send({"board.csv": "x\n"}, "".join(f"k{i} = 1\n" for i in range(20_000)))
    assert refused.value.message.count("\n") == 51
    assert refused.value.message.endswith("- and more")


@pytest.mark.parametrize(
    "text", ["[" + "[]," * 300_000 + "[]]", "[" * 300_000, "[" + "1," * 2_000_000 + "1]"]
)
def test_json_of_brackets_is_refused_before_it_is_parsed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(json, "loads")
    with pytest.raises(TooLarge):
        bounded.json_document(text)


def test_a_list_has_bounds_of_rows_and_cells() -> None:
    assert bounded.lines("Path;ICB\nx\n\ny;Q;z\n") == (
        ["path", "icb"],
        [{"path": "x", "icb": ""}, {"path": "y", "icb": "Q"}],
    )
    for text in ("a\n" * (bounded.MOST_LINES + 2), "a\n" + "," * bounded.MOST_CELLS, "," * 200):
        with pytest.raises(TooLarge):
            bounded.lines(text)
