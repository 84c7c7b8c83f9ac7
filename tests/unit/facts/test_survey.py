import pytest

from wres_calc.facts.survey import QUESTIONS, meanings, parse_answer

FREQUENCY = ("q13a", "q13b", "q13c", "q14a", "q14b", "q14c")
THREE_WAY = ("q14", "q15")
YES_NO = ("q11e", "q15b", "q16b", "q17b")
DERIVED = ("kf25", "kf26", "kf21")
SATISFACTION = ("q4b",)
ADJUSTMENTS = ("q28b", "q30b", "q31b")
REPORTED = ("q14d",)
HOW_OFTEN = ("q2a", "q2b", "q2c")
AGREEMENT = ("q3c", "q3d", "q3f", *(f"q{number}{part}" for number in (21, 23, 25) for part in "acd"))


def test_the_questions_are_those_of_the_three_generations_of_the_survey() -> None:
    scored = {*HOW_OFTEN, *AGREEMENT}
    others = {*FREQUENCY, *THREE_WAY, *YES_NO, *DERIVED, *SATISFACTION, *ADJUSTMENTS, *REPORTED}
    assert set(QUESTIONS) == scored | others
    assert all(column == question.column and question.wording for column, question in QUESTIONS.items())


@pytest.mark.parametrize("column", HOW_OFTEN + AGREEMENT)
def test_what_an_answer_scores(column: str) -> None:
    often = ("Never", "Rarely", "Sometimes", "Often", "Always")
    agree = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
    scores = ["0", "2.5", "5", "7.5", "10"]
    assert [parse_answer(column, text) for text in (often if column in HOW_OFTEN else agree)] == scores
    assert [parse_answer(column, text) for text in "12345"] == scores
    assert {parse_answer(column, text) for text in ("0", "6", "9", "Yes", "", "-1")} == {None}


@pytest.mark.parametrize("column", SATISFACTION)
def test_how_satisfied(column: str) -> None:
    assert meanings(column) == ("not_satisfied", "satisfied")
    assert {parse_answer(column, text) for text in ("4", "5", "Satisfied", "very satisfied")} == {"satisfied"}
    unmoved = ("1", "2", "3", "Very dissatisfied", "Neither satisfied nor dissatisfied")
    assert {parse_answer(column, text) for text in unmoved} == {"not_satisfied"}
    assert {parse_answer(column, text) for text in ("0", "6", "Yes", "", "Fairly satisfied")} == {None}


@pytest.mark.parametrize("column", ADJUSTMENTS)
def test_adjustments_that_are_not_required(column: str) -> None:
    assert meanings(column) == ("yes", "no", "not_required")
    assert [parse_answer(column, text) for text in ("1", "2", "Yes", "no")] == ["yes", "no"] * 2
    assert parse_answer(column, "No adjustment required") == "not_required"
    assert {parse_answer(column, text) for text in ("3", "9", "Don't know", "")} == {None}


@pytest.mark.parametrize("column", REPORTED)
def test_who_reported_it(column: str) -> None:
    assert meanings(column) == ("yes", "no", "dont_know", "not_applicable")
    assert {parse_answer(column, text) for text in ("1", "Yes", "Yes, a colleague reported it")} == {"yes"}
    assert [parse_answer(column, text) for text in ("2", "Don't know", "N/A")] == [
        "no",
        "dont_know",
        "not_applicable",
    ]
    assert {parse_answer(column, text) for text in ("3", "4", "9", "")} == {None}


@pytest.mark.parametrize("column", FREQUENCY)
def test_how_often(column: str) -> None:
    assert meanings(column) == ("never", "at_least_once")
    assert {parse_answer(column, text) for text in ("1", "Never", " NEVER ")} == {"never"}
    often = ("2", "3", "4", "5", "1-2", "1\u20132", "3-5", "6-10", "More than 10", "more than 10 times")
    assert {parse_answer(column, text) for text in often} == {"at_least_once"}
    assert {parse_answer(column, text) for text in ("0", "6", "9", "10", "Yes", "No", "", "Don't know")} == {
        None
    }


@pytest.mark.parametrize("column", THREE_WAY)
def test_yes_no_and_dont_know(column: str) -> None:
    assert meanings(column) == ("yes", "no", "dont_know")
    assert [parse_answer(column, code) for code in ("1", "2", "9")] == ["yes", "no", "dont_know"]
    words = ("Yes", "no", "Don't know", "Don\u2019t Know", "dont know")
    assert [parse_answer(column, word) for word in words] == [
        "yes",
        "no",
        "dont_know",
        "dont_know",
        "dont_know",
    ]
    assert {parse_answer(column, text) for text in ("3", "8", "Never", "1-2", "")} == {None}


@pytest.mark.parametrize("column", YES_NO)
def test_yes_and_no(column: str) -> None:
    assert [parse_answer(column, text) for text in ("1", "2", "Yes", "No", "y", "N")] == ["yes", "no"] * 3
    assert {parse_answer(column, text) for text in ("0", "3", "9", "Don't know", "Never", "")} == {None}


@pytest.mark.parametrize("column", DERIVED)
def test_key_findings_take_words_only(column: str) -> None:
    assert [parse_answer(column, text) for text in ("Yes", "no", "TRUE", "False")] == ["yes", "no"] * 2
    assert {parse_answer(column, text) for text in ("0", "1", "2", "9", "Never", "At least once")} == {None}


@pytest.mark.parametrize("column", QUESTIONS)
@pytest.mark.parametrize("text", ["-1", "-2", "-8", "-9", "\u22121", "1.", "+1", "(1)"])
def test_the_codes_for_missing_are_no_answers(column: str, text: str) -> None:
    assert parse_answer(column, text) is None


def test_a_column_that_is_no_question_is_refused() -> None:
    with pytest.raises(KeyError):
        parse_answer("q99", "Yes")
