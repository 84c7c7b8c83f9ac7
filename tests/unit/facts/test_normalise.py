import pytest

from wres_calc.facts.normalise import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  White  -  British ", "white british"),
        ("White\u00a0\u2013\u00a0British", "white british"),
        ("Don\u2019t know", "don t know"),
        ("White & Black", "white and black"),
        ("White&Black", "white and black"),
        ("Personal/ad hoc_salary", "personal ad hoc salary"),
        ("\ufeffA", "a"),
        ("\u200bVSM\u200b", "vsm"),
        ("Café", "cafe"),
        ("\U0001d400\u24b7", "ab"),
        ("Band\u00a08a", "band 8a"),
        ("", ""),
        (" \u2013 / ", ""),
    ],
)
def test_text_is_made_comparable(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize("text", ["White - British", "MEDICAL & DENTAL", "Straße", "1\u20132"])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert plain(plain(text)) == plain(text)
