"""What an indicator is called: whole numbers, and numbers with a part."""

import random

import pytest

from wres_calc.facts.indicator_number import IndicatorNumber, is_part, order, parse
from wres_calc.standards.load import codes, load, years


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("2", 2), (" 10 ", 10), ("4b", "4b"), ("4B", "4b"), ("4a i", "4a i"), ("4aii", "4a ii")],
        *[("4a.iii", "4a iii"), ("4a (iii)", "4a iii"), ("4(a)", "4a"), ("0", None), ("a", None), ("", None)],
        *[("4a iiz", None), ("2.5", None), ("-3", None), ("4 5", None)],
    ],
)
def test_numbers_as_written(text: str, number: IndicatorNumber | None) -> None:
    assert parse(text) == number


def test_a_part_is_of_its_whole_alone() -> None:
    assert [is_part("4a i", whole) for whole in ("4a i", "4a", 4, "4a ii", "4b", 1)] == [True] * 3 + [
        False
    ] * 3
    assert not is_part(10, 1)
    assert not is_part(4, "4a")
    assert not is_part("4a ii", "4a i")


@pytest.mark.parametrize("code", codes())
def test_they_are_sorted_as_the_standard_lists_them_and_read_as_written(code: str) -> None:
    numbers = [each.number for each in load(years(code)[-1], code).indicators]
    mixed = random.Random(1).sample(numbers, len(numbers))
    assert sorted(mixed, key=order) == numbers
    assert [parse(str(number)) for number in numbers] == numbers
