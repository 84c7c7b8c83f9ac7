"""Indicator 5: staff experiencing harassment, bullying or abuse from patients, relatives or the public."""

import pytest
from tests import build

SURVEY = """
    ethnic_category, q14a
    A,               1
    A,               2
    A,               5
    A,               Never
    H,               1-2
    H,               3
    N,               1
    Z,               4
"""


def test_it_is_the_percentage_who_experienced_it_at_least_once(calc):
    figures = calc({"staff_survey": SURVEY})
    assert figures.value(5, "percentage", "white") == 100 * 2 / 4
    assert figures.value(5, "percentage", "bme") == 100 * 2 / 3
    assert figures.counts(5, "percentage", "bme") == (2, 3)


def test_the_difference_is_bme_minus_white(calc):
    figures = calc({"staff_survey": SURVEY})
    assert figures.value(5, "difference", "bme", "white") == 100 * 2 / 3 - 100 * 2 / 4
    assert figures.measure(5, "difference", "bme", "white").unit == "percentage_points"


def test_it_is_given_for_white_and_bme(calc):
    assert calc({"staff_survey": SURVEY}).groups(5, "percentage") == {"white", "bme"}


@pytest.mark.parametrize("answer", ["2", "3", "4", "5", "1-2", "3-5", "6-10", "More than 10", "more than 10"])
def test_every_answer_but_never_is_at_least_once(calc, answer):
    survey = f"""
        ethnic_category, q14a
        A,               {answer}
        H,               1
    """
    figures = calc({"staff_survey": survey})
    assert figures.counts(5, "percentage", "white") == (1, 1)


@pytest.mark.parametrize("answer", ["1", "Never", "never"])
def test_never_is_not(calc, answer):
    figures = calc({"staff_survey": f"ethnic_category,q14a\nA,{answer}\nH,2"})
    assert figures.counts(5, "percentage", "white") == (0, 1)


def test_who_did_not_answer_is_not_in_the_base(calc):
    survey = """
        respondent_id, ethnic_category, q14a
        1,             A,               2
        2,             A,
        3,             A,               1
        4,             H,
    """
    figures = calc({"staff_survey": survey})
    assert figures.value(5, "percentage", "white") == 100 * 1 / 2
    assert figures.reason(5, "percentage", "bme") == "nobody_in_group"
    assert figures.reason(5, "difference", "bme", "white") == "nobody_in_group"


@pytest.mark.parametrize(
    ("year", "question", "once", "never"),
    [
        *((year, "kf25", "Yes", "No") for year in range(2015, 2019)),
        *((year, "q13a", "2", "1") for year in range(2019, 2022)),
        *((year, "q14a", "2", "1") for year in range(2022, build.LAST + 1)),
    ],
)
def test_every_year_has_its_question(calc, year, question, once, never):
    survey = f"""
        ethnic_category, {question}
        A,               {once}
        A,               {never}
        H,               {never}
    """
    figures = calc({"staff_survey": survey}, year=year)
    assert figures.value(5, "percentage", "white") == 100 * 1 / 2
    assert figures.value(5, "difference", "bme", "white") == 0 - 100 * 1 / 2


def test_without_the_question_of_the_year_it_is_not_calculated(calc):
    figures = calc({"staff_survey": "ethnic_category,q14a,q15\nA,2,1\nH,1,2"}, year=2021)
    assert figures.not_calculated(5) == "column_missing"


def test_without_the_table_it_is_not_calculated(calc, staff):
    assert calc({"workforce": staff("A", "H")}).not_calculated(5) == "table_missing"
