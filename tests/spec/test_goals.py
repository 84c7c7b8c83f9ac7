"""What it takes to reach a target in senior bands, written as the sum."""

import math
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import build

from wres_calc import pipeline
from wres_calc.across.goals import goals, needed, path, recruits
from wres_calc.across.headcounts import Headcounts, People
from wres_calc.errors import UsageError
from wres_calc.facts.tiers import TIERS, tiers_of
from wres_calc.pipeline.goals import Wanted, goals_of, goals_of_all
from wres_calc.report.goals import Aim, Target


@cache
def sample():
    return pipeline.calculate(Path(__file__).parents[2] / "sample_data" / "small")


def of_bands(tmp_path, bands, **aim):
    """The goals of a submission of counts: for each band of clinical staff White, BME and unknown."""
    rows = [
        f"workforce,{group},{people},clinical_non_medical,{band}"
        for band, numbers in bands.items()
        for group, people in zip(build.GROUPS, numbers, strict=True)
    ]
    text = "population,group,people,staff_category,pay_band\n" + "\n".join(rows) + "\n"
    submission = build.submission(tmp_path, {"counts": text})
    wanted = Wanted(**{"target": "19", "by": 2028, **aim})
    return goals_of(submission, pipeline.Options(), wanted)[0]


def test_needed_is_the_least_number_of_people_that_reaches_the_target(tmp_path):
    """8a: 19 % of 100 is 19, there are 12 of 100 with the unknown; 8b: 19 % of 21 is 3.99, so 4."""
    found = of_bands(tmp_path, {"band_8a": (80, 12, 8), "band_8b": (18, 3, 0), "band_9": (8, 2, 0)})
    bands = {each.pay_band: each for each in found.bands}
    assert (bands["band_8a"].everybody, bands["band_8a"].people, bands["band_8a"].needed) == (100, 12, 7)
    assert bands["band_8b"].needed == 4 - 3
    assert (bands["band_9"].needed, bands["band_9"].outcome) == (0, "reached")
    assert bands["band_8c"].outcome == "nobody"
    assert bands["senior_bands"].needed == -(-131 * 19 // 100) - (12 + 3 + 2)


def test_a_band_where_one_person_is_more_than_the_target_is_too_small(tmp_path):
    found = of_bands(tmp_path, {"band_8d": (5, 0, 0), "vsm": (6, 0, 0)})
    outcomes = {each.pay_band: each.outcome for each in found.bands}
    assert outcomes["band_8d"] == "too_small"  # 1 of 5 is 20 %
    assert outcomes["vsm"] == "short"  # 1 of 6 is 16.7 %


def test_the_path_goes_evenly_in_whole_people(tmp_path):
    found = of_bands(tmp_path, {"band_8c": (52, 3, 0)})
    (band,) = [each for each in found.bands if each.pay_band == "band_8c"]
    assert [(each.reporting_year, each.people) for each in band.path] == [
        (2025, 3),
        (2026, 6),  # 3 + 8 x 1/3
        (2027, 8),  # 3 + 8 x 2/3
        (2028, 11),
    ]


def test_recruits_by_hand_for_one_year():
    """100 staff, 12 of the group, 7 more; 10 leave, 1.2 of the group; so 8.2 of the 10 who come."""
    assert recruits(100, 12, 7, 1, 10) == pytest.approx(100 * (7 + 1.2) / 10)
    assert recruits(100, 12, 7, 1, 100) == pytest.approx(19)


def test_recruits_year_by_year_reach_the_target():
    people, share = 39.0, recruits(354, 39, 29, 3, 11.4) / 100
    for _ in range(3):
        people += 0.114 * (354 * share - people)
    assert people == pytest.approx(39 + 29)


def test_more_than_all_recruits_is_out_of_reach(tmp_path):
    found = of_bands(tmp_path, {"band_8a": (100, 0, 0)}, by=2026, turnover=5.0)
    assert {each.outcome for each in found.bands if each.everybody} == {"out_of_reach"}


def test_disparity_is_the_ratio_of_ratios_and_the_outer_one_the_product(tmp_path):
    found = of_bands(tmp_path, {"band_5": (300, 120, 9), "band_6": (200, 50, 0), "band_8a": (90, 9, 1)})
    first, second, outer = found.disparities
    assert first.value == pytest.approx((120 / 300) / (50 / 200))
    assert second.value == pytest.approx((50 / 200) / (9 / 90))
    assert outer.value == pytest.approx(first.value * second.value)
    assert (outer.lower, outer.higher) == ("1-5", "8a-vsm")
    wide = 1.959963985 * math.sqrt(1 / 120 + 1 / 300 + 1 / 9 + 1 / 90)  # Woolf
    limits = (outer.interval.lower, outer.interval.upper)
    assert limits == pytest.approx((math.exp(math.log(4) - wide), math.exp(math.log(4) + wide)))


def test_no_disparity_without_people_in_a_tier(tmp_path):
    found = of_bands(tmp_path, {"band_5": (300, 120, 0), "band_6": (200, 0, 0)})
    assert [each.value for each in found.disparities] == [None] * 3


def test_every_band_stands_beside_the_target(tmp_path):
    found = of_bands(tmp_path, {"band_2": (70, 30, 0), "band_8a": (95, 5, 0)})
    bands = {each.pay_band: each for each in found.every_band if each.everybody}
    assert (bands["band_2"].gap, bands["band_2"].needed) == (pytest.approx(30 - 19), 19 - 30)
    assert (bands["band_8a"].gap, bands["band_8a"].needed) == (pytest.approx(5 - 19), 19 - 5)


def test_target_of_the_workforce_and_of_the_population(tmp_path):
    bands = {"band_2": (70, 30, 0), "band_8a": (95, 5, 0)}
    assert of_bands(tmp_path / "a", bands, target="workforce").aim.target.percent == 100 * 35 / 200
    with pytest.raises(UsageError, match="population served is not known"):
        of_bands(tmp_path / "b", bands, target="population")
    with pytest.raises(UsageError, match="is not a target"):
        of_bands(tmp_path / "c", bands, target="some")
    with pytest.raises(UsageError, match="must come after 2025"):
        of_bands(tmp_path / "d", bands, by=2025)


def workforce(*people):
    rows = [
        f"{number},{category},Nursing and Midwifery Registered,{grade}" for number, category, grade in people
    ]
    return "employee_number,ethnic_category,staff_group,grade\n" + "\n".join(rows) + "\n"


def test_turnover_and_progress_are_measured_against_an_earlier_year(tmp_path):
    """Of ten in 8a two left the trust and one went to 8b: 30 % left the band, 20 % the workforce."""
    then = [(f"1000{n}", "A" if n < 9 else "D", "Band 8a") for n in range(10)]
    now = [*then[3:], ("10002", "A", "Band 8b"), ("20000", "D", "Band 8a"), ("20001", "A", "Band 8a")]
    before = build.submission(tmp_path / "2024", {"workforce": workforce(*then)}, year=2024)
    after = build.submission(tmp_path / "2025", {"workforce": workforce(*now)})
    found, _ = goals_of(after, pipeline.Options(prior=(before,)), Wanted("50", 2028))
    bands = {each.pay_band: each for each in found.bands}
    assert bands["band_8a"].turnover == pytest.approx(30)
    assert bands["workforce"].turnover == pytest.approx(20)
    # From 1 of 10 in 2024 to 5 in 2028: 2 in 2025, and there are 2.
    assert (bands["band_8a"].before.expected, bands["band_8a"].before.ahead) == (2, 0)


def test_turnover_over_two_years_is_the_yearly_rate_that_comes_to_the_same(tmp_path):
    """36 of 100 left within two years: 20 % and 20 % of those who stayed."""
    then = [(f"10{n:03}", "A", "Band 8a") for n in range(100)]
    before = build.submission(tmp_path / "2023", {"workforce": workforce(*then)}, year=2023)
    after = build.submission(tmp_path / "2025", {"workforce": workforce(*then[36:])})
    found, _ = goals_of(after, pipeline.Options(prior=(before,)), Wanted("50", 2028))
    bands = {each.pay_band: each.turnover for each in found.bands}
    assert (bands["band_8a"], bands["workforce"]) == (pytest.approx(20), pytest.approx(20))


def test_employee_numbers_that_are_not_the_same_tell_no_turnover(tmp_path):
    then = [(f"1000{n}", "A", "Band 8a") for n in range(9)]
    now = [(f"9000{n}", "A", "Band 8a") for n in range(9)]
    before = build.submission(tmp_path / "2024", {"workforce": workforce(*then)}, year=2024)
    after = build.submission(tmp_path / "2025", {"workforce": workforce(*now)})
    with pytest.raises(UsageError, match="do not tell the turnover"):
        goals_of(after, pipeline.Options(prior=(before,)), Wanted("19", 2028))


@given(st.integers(1, 5000), st.data(), st.integers(1, 12))
def test_the_path_never_falls_and_ends_at_the_target(everybody, data, years):
    people = data.draw(st.integers(0, everybody))
    percent = data.draw(st.floats(0.1, 100))
    more = needed(everybody, people, percent)
    steps = [each.people for each in path(people, more, 2025, 2025 + years)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (people, people + more)
    assert 100 * steps[-1] / everybody >= percent - 1e-6
    assert not more or 100 * (steps[-1] - 1) / everybody < percent


@settings(deadline=None)
@given(st.permutations(["band_8a", "band_8b", "band_2", "vsm"]))
def test_the_order_of_bands_does_not_matter(order):
    report = sample()
    (first, *others) = report.indicators
    turned = first.model_copy(
        update={
            "measures": tuple(
                sorted(
                    first.measures,
                    key=lambda each: (
                        order.index(band) if (band := each.breakdown.get("pay_band")) in order else -1
                    ),
                )
            )
        }
    )
    aim = Aim(target=Target(kind="percent", percent=19), first_year=2025, by=2028)
    one = goals(report, aim, tiers_of(TIERS))
    two = goals(report.model_copy(update={"indicators": (turned, *others)}), aim, tiers_of(TIERS))
    assert one.bands == two.bands
    assert one.disparities == two.disparities


@pytest.mark.parametrize("text", ["1-5", "5-1,6-7", "1-5,5-7", "x,6-7", "", "1-5,6-7,8a-"])
def test_tiers_that_are_none_are_refused(text):
    with pytest.raises(UsageError, match=r"names no pay bands|no band twice"):
        tiers_of(text)


def test_the_path_may_start_in_a_later_year(tmp_path):
    found = of_bands(tmp_path / "a", {"band_8c": (52, 3, 0)}, from_year=2026)
    (band,) = [each for each in found.bands if each.pay_band == "band_8c"]
    assert [(each.reporting_year, each.people) for each in band.path] == [(2026, 3), (2027, 7), (2028, 11)]
    with pytest.raises(UsageError, match="the figures are of 2025"):
        of_bands(tmp_path / "b", {"band_8c": (52, 3, 0)}, from_year=2024)


def counted(folder, code, **bands):
    rows = [
        f"workforce,{group},{people},clinical_non_medical,{band}"
        for band, numbers in bands.items()
        for group, people in zip(build.GROUPS, numbers, strict=True)
    ]
    text = "population,group,people,staff_category,pay_band\n" + "\n".join(rows) + "\n"
    return build.submission(folder, {"counts": text}, code=code)


def test_several_organisations_are_pooled_and_each_has_its_own_need(tmp_path):
    counted(tmp_path / "one", "RX1", band_8a=(80, 12, 8), band_5=(100, 100, 0))
    counted(tmp_path / "two", "RX2", band_8a=(40, 10, 0), band_5=(50, 0, 0))
    build.submission(
        tmp_path / "three", {"board": "ethnic_category,voting,executive\nA,yes,no\n"}, code="RX3"
    )
    found, _ = goals_of_all([tmp_path], pipeline.Options(), Wanted("19", 2028, turnover=10.0))
    bands = {each.pay_band: each for each in found.bands}
    assert (bands["band_8a"].everybody, bands["band_8a"].people) == (100 + 50, 12 + 10)
    assert bands["band_8a"].needed == math.ceil(150 * 19 / 100) - 22
    needs = {each.organisation.code: each.senior for each in found.organisations}
    assert {code: each.needed for code, each in needs.items()} == {"RX1": 19 - 12, "RX2": 0}
    assert needs["RX1"].recruits == pytest.approx(recruits(100, 12, 7, 3, 10))
    assert found.disparities[-1].value == pytest.approx((100 / 150) / (22 / 120))
    assert [each.code for each in found.left_out] == ["RX3"]


def test_of_several_each_has_the_share_of_its_own_workforce_as_target(tmp_path):
    counted(tmp_path / "one", "RX1", band_8a=(80, 12, 8), band_5=(100, 100, 0))
    counted(tmp_path / "two", "RX2", band_8a=(40, 10, 0), band_5=(50, 0, 0))
    found, _ = goals_of_all([tmp_path], pipeline.Options(), Wanted())
    assert [each.target for each in found.organisations] == [100 * 112 / 300, 100 * 10 / 100]
    assert found.aim.target.percent == 100 * 122 / 400


def test_what_goes_with_one_submission_is_said(tmp_path):
    for code in ("RX1", "RX2"):
        counted(tmp_path / code, code, band_8a=(80, 12, 8))
    with pytest.raises(UsageError, match="are for one submission"):
        goals_of_all([tmp_path], pipeline.Options(), Wanted("population"))


BAND = st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 40))


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["band_2", "band_5", "band_6", "band_7", "band_8a", "band_9", "vsm"]), BAND
    )
)
def test_nothing_is_needed_where_the_share_is_reached_and_ratios_multiply(bands):
    aim = Aim(target=Target(kind="percent", percent=19), first_year=2025, by=2028)
    counts = Headcounts(
        {
            ("clinical_non_medical", band): People(sum(numbers), numbers[1], numbers[0])
            for band, numbers in bands.items()
        },
        People(0, 0, 0),
    )
    found = goals(sample(), aim, tiers_of(TIERS), counts=counts)
    for each in found.bands:
        reached = 100 * each.people >= 19 * each.everybody
        assert (each.needed == 0) == reached
        assert not each.path or each.path[-1].people * 100 >= 19 * each.everybody
    first, second, outer = (each.value for each in found.disparities)
    if None not in (first, second, outer):
        assert outer == pytest.approx(first * second)
