"""Indicator 7: staff believing that the organisation provides equal opportunities for progression or promotion."""

import pytest
from tests import build

SURVEY = """
    respondent_id, ethnic_category, {question}
    1,             A,               Yes
    2,             A,               Yes
    3,             A,               No
    4,             A,               Don't know
    5,             H,               Yes
    6,             H,               No
    7,             H,               No
    8,             H,               Don't know
    9,             H,               Don't know
    10,            Z,               Yes
"""


@pytest.mark.parametrize("year", range(2022, build.LAST + 1))
def test_from_2022_it_is_yes_of_yes_no_and_dont_know(calc, year):
    figures = calc({"staff_survey": SURVEY.format(question="q15")}, year=year)
    assert figures.value(7, "percentage", "white") == 100 * 2 / 4
    assert figures.value(7, "percentage", "bme") == 100 * 1 / 5
    assert figures.value(7, "difference", "bme", "white") == 100 * 1 / 5 - 100 * 2 / 4


@pytest.mark.parametrize("year", range(2019, 2022))
def test_before_it_is_yes_of_yes_and_no(calc, year):
    figures = calc({"staff_survey": SURVEY.format(question="q14")}, year=year)
    assert figures.value(7, "percentage", "white") == 100 * 2 / 3
    assert figures.value(7, "percentage", "bme") == 100 * 1 / 3
    assert figures.counts(7, "percentage", "bme") == (1, 3)


@pytest.mark.parametrize("year", range(2015, 2019))
def test_to_2018_it_is_a_key_finding(calc, year):
    survey = """
        ethnic_category, kf21
        A,               Yes
        A,               Yes
        A,               No
        H,               No
    """
    figures = calc({"staff_survey": survey}, year=year)
    assert figures.value(7, "difference", "bme", "white") == 0 - 100 * 2 / 3


def test_the_codes_of_the_questionnaire_are_understood(calc):
    survey = """
        ethnic_category, q15
        A,               1
        A,               2
        A,               9
        H,               1
    """
    figures = calc({"staff_survey": survey})
    assert figures.counts(7, "percentage", "white") == (1, 3)
    assert figures.counts(7, "percentage", "bme") == (1, 1)


def test_who_did_not_answer_is_not_in_the_base(calc):
    survey = """
        respondent_id, ethnic_category, q15
        1,             A,               Yes
        2,             A,
        3,             H,
    """
    figures = calc({"staff_survey": survey})
    assert figures.counts(7, "percentage", "white") == (1, 1)
    assert figures.reason(7, "percentage", "bme") == "nobody_in_group"


def test_before_2022_somebody_who_does_not_know_leaves_a_group_empty(calc):
    survey = """
        ethnic_category, q14
        A,               Yes
        H,               Don't know
    """
    figures = calc({"staff_survey": survey}, year=2021)
    assert figures.reason(7, "percentage", "bme") == "nobody_in_group"
