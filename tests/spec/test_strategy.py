"""The self-assessment of a strategy: outcome, measure, last year, this year, direction."""

from pathlib import Path

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.across.strategy import strategy_in
from wres_calc.errors import ConfigurationError, UnreadableInput
from wres_calc.pipeline.goals import Wanted, goals_of

DOCS = Path(__file__).parents[2] / "docs" / "goals.md"
STAFF = "population,group,people,staff_category,pay_band\n"


def year(folder, number, senior, appointed):
    """A submission of counts: White and BME people in band 8a, and of 400 and 200 shortlisted those appointed."""
    counts = {"shortlisted": (400, 200), "appointed": appointed}
    lines = [
        f"workforce,{group},{n},non_clinical,band_8a" for group, n in zip(build.GROUPS, senior, strict=False)
    ]
    lines += [
        f"{population},{group},{n},,"
        for population, numbers in counts.items()
        for group, n in zip(build.GROUPS, numbers, strict=False)
    ]
    return build.submission(folder, {"counts": STAFF + "\n".join(lines) + "\n"}, year=number)


def assessed(tmp_path, text=None, prior=True):
    before = year(tmp_path / "2024", 2024, (300, 20), (100, 20))
    now = year(tmp_path / "2025", 2025, (240, 80), (100, 40))
    strategy = tmp_path / "strategy.toml" if text else None
    if strategy:
        strategy.write_text(text, encoding="utf-8")
    options = pipeline.Options(prior=(before,) if prior else ())
    found, _ = goals_of(now, options, Wanted("19", 2028, turnover=10.0, strategy=strategy))
    return found.self_assessment


def test_last_year_this_year_and_direction(tmp_path):
    found = assessed(tmp_path)
    rows = {each.outcome: each for each in found.outcomes}
    assert (found.last_year, found.this_year) == (2024, 2025)
    senior = rows["Senior leaders reflect the workforce"]
    assert (senior.last_year, senior.this_year) == (100 * 20 / 320, 100 * 80 / 320)
    assert senior.change.value == pytest.approx(100 * 60 / 320)
    assert senior.change.clear
    fair = rows["Appointment is fair"]
    assert fair.last_year == pytest.approx((100 / 400) / (20 / 200))
    assert fair.this_year == pytest.approx((100 / 400) / (40 / 200))
    assert fair.change.better
    assert rows["Careers are open to all"].unit is None  # no survey was sent


def test_without_an_earlier_year_there_is_no_direction(tmp_path):
    found = assessed(tmp_path, prior=False)
    assert found.last_year is None
    assert {each.change for each in found.outcomes} == {None}
    assert found.outcomes[0].this_year == 100 * 80 / 320


def test_outcomes_of_another_standard_are_left_out(tmp_path):
    assert "Capability processes are fair" not in [each.outcome for each in assessed(tmp_path).outcomes]


def test_a_strategy_of_ones_own(tmp_path):
    text = """
        title = "Our strategy"
        [[outcomes]]
        outcome = "More recruits"
        indicator = 2
        measure = "likelihood"
        [[outcomes]]
        outcome = "Band 8a"
        band = "band_8a"
    """
    found = assessed(tmp_path, text)
    assert found.title == "Our strategy"
    assert [(each.outcome, each.this_year) for each in found.outcomes] == [
        ("More recruits", 100 * 40 / 200),
        ("Band 8a", 100 * 80 / 320),
    ]


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ('outcome = "a"', "outcomes number 1: names an indicator or a band, one of the two"),
        ('outcome = "a"\nindicator = 2\nband = "vsm"', "names an indicator or a band, one of the two"),
        ('outcome = "a"\nindicator = 99', "indicator 99 does not exist"),
        ('outcome = "a"\nband = "band_8"', "band is band_8; did you mean"),
        ('outcome = "a"\nindicater = 2', "outcomes number 1 indicater: is not a key of it"),
        ("indicator = 2", "outcomes number 1 outcome: is missing"),
        ('outcome = "a"\nindicator = 2\nmeasure = "odds"', "measure is odds"),
        ('outcome = "a', "is not TOML text"),
    ],
)
def test_what_is_wrong_with_a_strategy_is_said_with_its_place(tmp_path, outcome, said):
    path = tmp_path / "mine.toml"
    path.write_text(f'title = "t"\n[[outcomes]]\n{outcome}\n', encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        strategy_in(path)
    assert "mine.toml" in refused.value.message
    assert said in refused.value.message
    assert "docs/goals.md" in refused.value.advice


def test_a_strategy_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UnreadableInput, match="nowhere"):
        strategy_in(tmp_path / "nowhere.toml")


def test_the_page_on_goals_shows_the_strategy_that_ships(tmp_path):
    shown = DOCS.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "shown.toml").write_text(shown, encoding="utf-8")
    assert strategy_in(tmp_path / "shown.toml") == strategy_in(None)
