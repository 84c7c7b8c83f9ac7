"""Indicator 6: staff experiencing harassment, bullying or abuse from staff: either of two questions."""

import pytest
from tests import build

SURVEY = """
    respondent_id, ethnic_category, q14b, q14c
    1,             A,               1,    1
    2,             A,               2,    1
    3,             A,               1,    3
    4,             A,               5,    5
    5,             H,               1,    1
    6,             H,               Never, 1-2
"""


def test_it_is_either_of_the_two_questions(calc):
    figures = calc({"staff_survey": SURVEY})
    assert figures.value(6, "percentage", "white") == 100 * 3 / 4
    assert figures.value(6, "percentage", "bme") == 100 * 1 / 2


def test_somebody_who_said_yes_to_both_is_one_respondent(calc):
    figures = calc({"staff_survey": SURVEY})
    assert figures.counts(6, "percentage", "white") == (3, 4)


def test_the_base_is_who_answered_at_least_one_of_them(calc):
    survey = """
        respondent_id, ethnic_category, q14b, q14c
        1,             A,               2,
        2,             A,               ,     1
        3,             A,               ,
        4,             A,               1,    1
        5,             H,               ,     2
    """
    figures = calc({"staff_survey": survey})
    assert figures.counts(6, "percentage", "white") == (1, 3)
    assert figures.counts(6, "percentage", "bme") == (1, 1)


def test_the_difference_is_bme_minus_white(calc):
    figures = calc({"staff_survey": SURVEY})
    assert figures.value(6, "difference", "bme", "white") == 100 * 1 / 2 - 100 * 3 / 4


@pytest.mark.parametrize(
    ("year", "first", "second"),
    [
        *((year, "q13b", "q13c") for year in range(2019, 2022)),
        *((year, "q14b", "q14c") for year in range(2022, build.LAST + 1)),
    ],
)
def test_every_year_has_its_questions(calc, year, first, second):
    survey = f"""
        ethnic_category, {first}, {second}
        A,               2,       1
        A,               1,       1
        H,               1,       4
    """
    figures = calc({"staff_survey": survey}, year=year)
    assert figures.value(6, "difference", "bme", "white") == 100 * 1 / 1 - 100 * 1 / 2


@pytest.mark.parametrize("year", range(2015, 2019))
def test_to_2018_it_is_one_key_finding(calc, year):
    survey = """
        ethnic_category, kf26
        A,               Yes
        A,               No
        A,               No
        H,               Yes
        H,               No
    """
    figures = calc({"staff_survey": survey}, year=year)
    assert figures.value(6, "difference", "bme", "white") == 100 * 1 / 2 - 100 * 1 / 3


def test_without_its_questions_it_is_not_calculated_and_the_others_are(calc):
    figures = calc({"staff_survey": "ethnic_category,q14a\nA,2\nH,1"})
    assert figures.not_calculated(6) == "column_missing"
    assert figures.not_calculated(5) is None
