"""The standard of each year: whole, consistent with the reference lists, and not edited quietly."""

from pathlib import Path

import pytest

from wres_calc.counting.fate import RULES
from wres_calc.facts.survey import QUESTIONS, meanings
from wres_calc.standards.load import codes, load, questions, sha256, years

RECORD = Path(__file__).with_name("standards_sha256.txt")


def test_no_year_was_edited_quietly() -> None:
    recorded = dict(line.split() for line in RECORD.read_text(encoding="utf-8").splitlines())
    found = {str(year): sha256(year) for year in years()}
    found |= {f"{code}-{year}": sha256(year, code) for code in codes()[1:] for year in years(code)}
    assert found == recorded, (
        "The standard of a published year changed: figures may differ. Say so under 'Numbers' in the CHANGELOG, "
        f"then record the new hash in {RECORD.name}."
    )


@pytest.mark.parametrize("year", years())
def test_every_indicator_is_there_once_and_in_order(year: int) -> None:
    assert [each.number for each in load(year).indicators] == [*range(1, 10)]


@pytest.mark.parametrize(("code", "year"), [(code, year) for code in codes() for year in years(code)])
def test_every_survey_question_and_answer_is_in_the_reference_lists(code: str, year: int) -> None:
    for each in load(year, code).indicators:
        if each.kind == "percentage":
            assert set(each.questions) <= set(QUESTIONS)
            assert all(set(each.answers) <= set(meanings(column)) for column in each.questions)
            knows = {"dont_know" in meanings(column) for column in each.questions}
            assert knows == {True} or not each.dont_know_in_base


def test_every_survey_question_of_the_reference_lists_is_used_in_some_year() -> None:
    assert frozenset().union(*map(questions, years())) == set(QUESTIONS)


@pytest.mark.parametrize("year", years())
def test_rules_have_names_of_their_own(year: int) -> None:
    names = [rule.name for rule in load(year).rules]
    assert len(names) == len(set(names))
    assert {"headcount-categories", "one-row-per-person", "unknown-not-in-ratios", "offer-declined"} <= set(
        names
    )
    assert ("two-year-average" in names) == (load(year).indicators[2].period == "two_year_average")


@pytest.mark.parametrize(("code", "year"), [(code, year) for code in codes() for year in years(code)])
def test_nothing_unconfirmed_is_called_official(code: str, year: int) -> None:
    for each in load(year, code).indicators:
        if not each.verified:
            assert "official" not in f"{each.title} {each.wording} {each.source.title}".casefold()


def test_the_rules_that_drop_rows_have_the_names_of_the_standards() -> None:
    every = {rule.name for year in years() for rule in load(year).rules}
    assert set(RULES.values()) <= every
