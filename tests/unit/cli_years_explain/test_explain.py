import json
from collections.abc import Callable
from itertools import product

import pytest
from typer.testing import Result

from wres_calc.errors import ConfigurationError
from wres_calc.facts.survey import QUESTIONS
from wres_calc.standards.load import load, years

EVERY = list(product(years(), range(1, 10)))

Run = Callable[..., Result]


def words(result: Result) -> str:
    """What was printed, as if on one line."""
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


@pytest.mark.parametrize(("year", "number"), EVERY)
def test_all_that_the_definition_says_is_shown(run: Run, year: int, number: int) -> None:
    shown = words(run("explain", number, "--year", year, "--standard", "wres"))
    indicator = load(year).indicators[number - 1]
    said = ("title", "wording", "formula", "populations", "above", "below", "changed")
    assert [field for field in said if getattr(indicator, field) not in shown] == []
    assert indicator.source.title in shown
    assert ("Not confirmed" in shown) is not indicator.verified
    assert shown.count("(worse for BME staff)") == (indicator.adverse != "none")


@pytest.mark.parametrize(("year", "number"), EVERY)
def test_it_fits_eighty_columns_in_a_pipe_without_colour_and_in_cp1252(
    run: Run, year: int, number: int
) -> None:
    shown = run("explain", number, "--year", year, "--standard", "wres").stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert not [line for line in shown.splitlines() if line != line.rstrip()]
    assert "\x1b" not in shown
    assert shown.encode("cp1252").decode("cp1252") == shown


def test_the_direction_is_in_words_both_ways(run: Run) -> None:
    shown = words(run("explain", 2, "--year", 2025))
    assert "Above 1 White applicants are more likely to be appointed" in shown
    assert "Below 1 BME applicants are more likely to be appointed" in shown
    turned = words(run("explain", 2, "--year", 2015))
    assert "Above 1 BME applicants are more likely to be appointed" in turned


@pytest.mark.parametrize(
    ("year", "number", "period"),
    [
        (2025, 1, "At 31 March 2025"),
        (2025, 2, "1 April 2024 to 31 March 2025"),
        (2019, 3, "Mean of 1 April 2018 to 31 March 2019 and 1 April 2017 to 31 March 2018"),
        (2020, 3, "Period 1 April 2019 to 31 March 2020"),
        (2025, 5, "NHS Staff Survey of autumn 2024"),
    ],
)
def test_the_period_is_given_in_dates(run: Run, year: int, number: int, period: str) -> None:
    assert period in words(run("explain", number, "--year", year, "--standard", "wres"))


def test_survey_questions_come_with_their_wording_answers_and_base(run: Run) -> None:
    shown = words(run("explain", 6, "--year", 2025))
    assert (
        f"q14b {QUESTIONS['q14b'].wording} Counted: at least once. In the base: never, at least once."
        in shown
    )
    assert f"q14c {QUESTIONS['q14c'].wording}" in shown
    assert "In the base: yes, no, don't know." in words(run("explain", 7, "--year", 2022))
    assert "In the base: yes, no." in words(run("explain", 7, "--year", 2021))


def test_what_unknown_ethnicity_does(run: Run) -> None:
    assert "People of unknown ethnicity are in the denominator." in words(run("explain", 1))
    assert "People of unknown ethnicity take no part." in words(run("explain", 2))


def test_changes_are_found_field_by_field(run: Run) -> None:
    shown = words(run("explain", 7, "--year", 2022))
    assert "- survey questions; before: q14" in shown
    assert "- don't know in the base; before: no" in shown
    assert "Nothing since the year before." in words(run("explain", 7, "--year", 2023))
    assert "This is the first year shipped." in words(run("explain", 7, "--year", 2015))


def test_without_a_number_all_nine_in_short_of_the_latest_year(run: Run) -> None:
    result = run("explain")
    shown = words(result)
    latest = load(years()[-1])
    assert shown.startswith(latest.title)
    assert all(f"{each.number} {each.title} {each.wording}" in shown for each in latest.indicators)
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_json_gives_the_whole_definition(run: Run) -> None:
    (data,) = json.loads(
        run("explain", 7, "--year", 2022, "--standard", "wres", "--format", "json").stdout_bytes
    )["standards"]
    (indicator,) = data["indicators"]
    assert data["reporting_year"] == 2022
    assert indicator["questions"] == ["q15"]
    assert indicator["survey_questions"][0]["base"] == ["yes", "no", "dont_know"]
    assert {"field": "questions", "before": ["q14"], "now": ["q15"]} in indicator["differs_from_year_before"]
    (everything,) = json.loads(run("explain", "--format", "json", "--year", 2015).stdout_bytes)["standards"]
    assert [each["number"] for each in everything["indicators"]] == [*range(1, 10)]
    assert {each["differs_from_year_before"] for each in everything["indicators"]} == {None}
    assert everything["rules"]


@pytest.mark.parametrize("number", [0, 11, "two"])
def test_a_number_that_is_no_indicator_is_wrong_use(run: Run, number: object) -> None:
    assert run("explain", number).exit_code == 2


def test_a_year_not_shipped_is_refused(run: Run) -> None:
    assert isinstance(run("explain", 2, "--year", 2030).exception, ConfigurationError)
