import itertools
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files

import pytest
from tests import build

from wres_calc.errors import ConfigurationError
from wres_calc.standards.load import at, load, sha256, years
from wres_calc.standards.model import PercentageIndicator, RelativeLikelihoodIndicator


def ratio(year: int, number: int) -> RelativeLikelihoodIndicator:
    found = load(year).indicators[number - 1]
    assert isinstance(found, RelativeLikelihoodIndicator)
    return found


def percentage(year: int, number: int) -> PercentageIndicator:
    found = load(year).indicators[number - 1]
    assert isinstance(found, PercentageIndicator)
    return found


def test_the_years_shipped_are_in_order_and_without_a_gap() -> None:
    assert years() == tuple(range(2015, build.LAST + 1))


@pytest.mark.parametrize("year", years())
def test_a_year_uses_the_survey_of_the_autumn_before(year: int) -> None:
    definitions = load(year)
    assert definitions.reporting_year == year
    assert definitions.survey.year == year - 1
    assert str(year) in definitions.heading


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [(2014, 2015), (1999, 2015), (build.LAST + 1, build.LAST), (20250, build.LAST), (-1, 2015)],
)
@pytest.mark.parametrize("function", [load, sha256])
def test_a_year_not_shipped_is_refused_with_the_nearest(
    function: Callable[[int], object], asked: int, nearest: int
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        function(asked)
    assert str(asked) in refused.value.message
    assert f"2015 to {build.LAST}" in refused.value.message
    assert f"nearest year is {nearest}" in refused.value.advice


def test_every_year_has_a_hash_of_its_own() -> None:
    assert len({sha256(year) for year in years()}) == len(years())


def test_a_dated_value_holds_until_the_next() -> None:
    dated = [{"from": 2016, "is": "b"}, {"from": 2020, "is": ["c"]}]
    value = {
        "always": 1,
        "dated": dated,
        "rules": [{"name": "x", "until": 2016}, {"name": "y", "from": 2017}],
    }
    assert at(value, 2015) == {"always": 1, "rules": [{"name": "x"}]}
    assert at(value, 2016) == {"always": 1, "dated": "b", "rules": [{"name": "x"}]}
    assert at(value, 2019) == {"always": 1, "dated": "b", "rules": [{"name": "y"}]}
    assert at(value, 2026) == {"always": 1, "dated": ["c"], "rules": [{"name": "y"}]}


def test_dates_stand_in_order_and_name_years_that_are_shipped() -> None:
    """A value out of order would silently win over a later one."""
    text = files("wres_calc.standards").joinpath("wres.toml").read_text(encoding="utf-8")
    found = list(dated_lists(tomllib.loads(text)))
    assert found
    for dates in found:
        assert dates == sorted(set(dates))
        assert set(dates) <= set(years())


def dated_lists(value: object) -> Iterator[list[int]]:
    if isinstance(value, dict):
        for each in value.values():
            yield from dated_lists(each)
    elif isinstance(value, list):
        if value and all(isinstance(each, dict) and "is" in each for each in value):
            yield [each["from"] for each in value]
        for each in value:
            yield from dated_lists(each)


@pytest.mark.parametrize(
    ("first", "last", "questions"),
    [
        (2015, 2018, [("kf25",), ("kf26",), ("kf21",), ("q17b",)]),
        (2019, 2021, [("q13a",), ("q13b", "q13c"), ("q14",), ("q15b",)]),
        (2022, build.LAST, [("q14a",), ("q14b", "q14c"), ("q15",), ("q16b",)]),
    ],
)
def test_the_survey_questions_of_each_generation(
    first: int, last: int, questions: list[tuple[str, ...]]
) -> None:
    for year in range(first, last + 1):
        assert [percentage(year, number).questions for number in (5, 6, 7, 8)] == questions


def test_dont_know_is_in_the_base_of_indicator_7_from_2022() -> None:
    assert [year for year in years() if percentage(year, 7).dont_know_in_base] == [
        *range(2022, build.LAST + 1)
    ]


def test_indicator_3_is_a_two_year_average_until_2019() -> None:
    periods = {
        period: list(run) for period, run in itertools.groupby(years(), lambda year: ratio(year, 3).period)
    }
    assert periods == {"two_year_average": [*range(2015, 2020)], "year": [*range(2020, build.LAST + 1)]}


def test_indicators_2_and_4_were_the_other_way_round_in_2015() -> None:
    for year, number in itertools.product(years(), (2, 4)):
        found = ratio(year, number)
        turned = year == 2015
        assert (found.over, found.under) == (("bme", "white") if turned else ("white", "bme"))
        assert found.adverse == ("below" if turned else "above")


def test_indicator_3_is_always_bme_over_white() -> None:
    assert {(ratio(y, 3).over, ratio(y, 3).under, ratio(y, 3).adverse) for y in years()} == {
        ("bme", "white", "above")
    }


def test_indicators_1_and_9_were_revised_in_2016() -> None:
    for year in years():
        share, board = load(year).indicators[0], load(year).indicators[8]
        assert share.kind == "share"
        assert board.kind == "gap"
        first = year == 2015
        assert share.breakdowns == (
            ("senior_bands", "whole") if first else ("pay_band", "staff_category", "whole")
        )
        assert share.gap_groups == ("bme",)
        assert board.compared_with == ("population_served" if first else "workforce")
        assert board.gap_groups == (("bme",) if first else ("white", "bme", "unknown"))


def test_indicator_2_can_be_broken_down_further() -> None:
    assert {ratio(y, 2).further_breakdowns for y in years()} == {
        ("pay_band", "staff_category", "internal", "international")
    }


@pytest.mark.parametrize("year", years())
def test_a_ratio_says_in_words_who_is_more_likely_above_and_below_one(year: int) -> None:
    for number in (2, 3, 4):
        found = ratio(year, number)
        names = {"white": "White", "bme": "BME"}
        assert found.above.startswith(names[found.over])
        assert found.below.startswith(names[found.under])
        assert found.formula.startswith(f"({names[found.over]} ")
        assert f"÷ ({names[found.under]} " in found.formula


def test_what_is_not_confirmed_never_calls_itself_so() -> None:
    unsure = {(year, each.number) for year in years() for each in load(year).indicators if not each.verified}
    assert {number for year, number in unsure if year >= 2022} == {3, 7}
    assert {number for year, number in unsure if year == 2015} == {3, 5, 6, 7, 8}
    assert not any(load(year).verified for year in years())


def test_a_change_is_told_in_the_year_it_happens_and_in_no_other() -> None:
    told = {y: [each.number for each in load(y).indicators if each.changed] for y in years()}
    assert {year: numbers for year, numbers in told.items() if numbers} == {
        2016: [1, 2, 4, 9],
        2019: [5, 6, 7, 8],
        2020: [3],
        2022: [5, 6, 7, 8],
        2026: [5, 6, 7, 8],
    }


@pytest.mark.parametrize("year", years()[1:])
def test_whatever_differs_from_the_year_before_is_told(year: int) -> None:
    silent = {"source", "verified", "changed", "breaks_series"}
    for before, now in zip(load(year - 1).indicators, load(year).indicators, strict=True):
        differs = before.model_dump(exclude=silent) != now.model_dump(exclude=silent)
        assert now.changed or not differs


def test_the_possible_break_of_2026_is_noted() -> None:
    assert "break in series" in load(2026).note
    assert "break in series" in percentage(2026, 7).changed
