"""Indicator 8: staff personally experiencing discrimination at work from a manager, team leader or colleagues."""

import pytest
from tests import build


@pytest.mark.parametrize(
    ("year", "question"),
    [
        *((year, "q17b") for year in range(2015, 2019)),
        *((year, "q15b") for year in range(2019, 2022)),
        *((year, "q16b") for year in range(2022, build.LAST + 1)),
    ],
)
def test_it_is_yes_of_those_who_answered_the_question_of_the_year(calc, year, question):
    survey = f"""
        respondent_id, ethnic_category, {question}
        1,             A,               Yes
        2,             A,               No
        3,             A,               no
        4,             A,
        5,             H,               YES
        6,             H,               No
        7,             Z,               Yes
    """
    figures = calc({"staff_survey": survey}, year=year)
    assert figures.value(8, "percentage", "white") == 100 * 1 / 3
    assert figures.value(8, "percentage", "bme") == 100 * 1 / 2
    assert figures.value(8, "difference", "bme", "white") == 100 * 1 / 2 - 100 * 1 / 3


def test_nobody_saying_yes_is_0(calc):
    figures = calc({"staff_survey": "ethnic_category,q16b\nA,No\nH,No"})
    assert figures.value(8, "percentage", "bme") == 0
    assert figures.value(8, "difference", "bme", "white") == 0


def test_with_nobody_of_a_group_answering_there_is_no_difference(calc):
    figures = calc({"staff_survey": "respondent_id,ethnic_category,q16b\n1,A,No\n2,H,"})
    assert figures.reason(8, "percentage", "bme") == "nobody_in_group"
    assert figures.reason(8, "difference", "bme", "white") == "nobody_in_group"


SUMMARY = """
    indicator, group, percentage, respondents
    5,         white,        25.1,       3000
    5,         bme,          30.2,       450
    6,         white,        20,         3000
    6,         bme,          26.5,       450
    7,         white,        58.4,       3000
    7,         bme,          44,         450
    8,         white,        6.5,        3000
    8,         bme,          15.5,       450
"""


@pytest.mark.parametrize(
    ("number", "white", "bme"), [(5, 25.1, 30.2), (6, 20.0, 26.5), (7, 58.4, 44.0), (8, 6.5, 15.5)]
)
def test_published_percentages_stand_in_for_a_survey_that_is_not_held(calc, number, white, bme):
    figures = calc({"survey_summary": SUMMARY})
    assert figures.value(number, "percentage", "white") == white
    assert figures.value(number, "percentage", "bme") == bme
    assert figures.value(number, "difference", "bme", "white") == bme - white


def test_a_published_percentage_is_not_formed_from_counts(calc):
    figures = calc({"survey_summary": SUMMARY})
    assert figures.counts(8, "percentage", "bme")[0] is None


def test_the_number_of_respondents_may_be_left_out(calc):
    summary = """
        indicator, group, percentage
        8,         white,        6.5
        8,         bme,          15.5
    """
    figures = calc({"survey_summary": summary})
    assert figures.value(8, "difference", "bme", "white") == 15.5 - 6.5
    assert figures.not_calculated(5) == "table_missing"
