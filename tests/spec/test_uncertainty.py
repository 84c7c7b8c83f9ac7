"""How sure a figure is: which interval belongs to which figure, and what is said of small numbers."""

from fractions import Fraction

import pytest

from wres_calc.counting.dimensions import WHOLE
from wres_calc.figures.figure import Doubt, Figure, FigureKey, Interval, Test, Verdict, comparison, percent
from wres_calc.figures.indicators import IndicatorResult
from wres_calc.figures.statistics.proportion import fisher_exact, n_minus_1_chi_squared, newcombe, wilson
from wres_calc.figures.statistics.score import miettinen_nurminen_ratio
from wres_calc.figures.uncertainty import with_uncertainty
from wres_calc.standards.load import load


def key(measure: str, group: str) -> FigureKey:
    return FigureKey("wres", 3, measure, WHOLE, None, group)


def rate(group: str, x: int | Fraction, n: int) -> Figure:
    return percent(key("likelihood", group), x, n)


def ratio(over: Figure, under: Figure) -> Figure:
    own = key("relative_likelihood", over.key.group)._replace(compared_with=under.key.group)
    return comparison(own, over, under)


def minus(measure: str, this: Figure, other: Figure, compared_with: str | None = None) -> Figure:
    return comparison(key(measure, this.key.group)._replace(compared_with=compared_with), this, other)


def sure(number: int, *figures: Figure, confidence: float = 0.95) -> tuple[Figure, ...]:
    year = load(2025)
    result = IndicatorResult(year.indicators[number - 1], figures)
    return with_uncertainty(result, confidence, year).figures


def test_a_likelihood_has_wilsons_interval_in_per_cent() -> None:
    (found,) = sure(3, rate("white", 9, 300))
    limits = wilson(9, 300)
    assert limits is not None
    assert found.uncertainty.interval == Interval(limits.lower * 100, limits.upper * 100, 0.95, "wilson")


def test_a_ratio_has_a_score_interval_and_the_test_that_goes_with_it() -> None:
    (found,) = sure(3, ratio(rate("bme", 12, 400), rate("white", 30, 2000)), confidence=0.9)
    limits = miettinen_nurminen_ratio(12, 400, 30, 2000, 0.9)
    assert limits is not None
    assert found.uncertainty.interval == Interval(*limits, 0.9, "miettinen_nurminen")
    (test,) = found.uncertainty.tests
    assert test == Test("n_minus_1_chi_squared", n_minus_1_chi_squared(12, 400, 30, 2000))
    assert found.uncertainty.one_case is None


def test_fishers_test_comes_first_where_a_cell_is_small() -> None:
    (found,) = sure(3, ratio(rate("bme", 4, 400), rate("white", 30, 2000)))
    assert [test.method for test in found.uncertainty.tests] == ["fisher_exact", "n_minus_1_chi_squared"]


def test_small_numbers_say_what_one_person_would_change() -> None:
    (found,) = sure(3, ratio(rate("bme", 9, 400), rate("white", 30, 2000)))
    one = found.uncertainty.one_case
    assert one is not None
    assert (one.group, one.people) == ("bme", 9)
    assert one.fewer == float(Fraction(8, 400) / Fraction(30, 2000))
    assert one.more == float(Fraction(10, 400) / Fraction(30, 2000))


def test_one_fewer_where_that_leaves_nothing_to_compare_with_has_no_value() -> None:
    (found,) = sure(3, ratio(rate("bme", 9, 400), rate("white", 1, 2000)))
    one = found.uncertainty.one_case
    assert one is not None
    assert (one.group, one.fewer, one.more) == ("white", None, float(Fraction(9, 400) / Fraction(2, 2000)))


def test_no_events_in_the_comparison_group_leave_an_interval_without_a_value() -> None:
    (found,) = sure(3, ratio(rate("bme", 9, 400), rate("white", 0, 2000)))
    assert found.value is None
    interval = found.uncertainty.interval
    assert interval is not None
    assert interval.lower > 1
    assert (interval.upper, interval.unbounded) == (None, True)


def test_no_events_at_all_leave_neither() -> None:
    (found,) = sure(3, ratio(rate("bme", 0, 400), rate("white", 0, 2000)))
    assert (found.value, found.uncertainty.interval) == (None, None)


def test_more_events_than_people_leave_no_interval() -> None:
    over, under = rate("bme", 12, 10), rate("white", 3, 200)
    first, compared = sure(4, over, ratio(under, over))
    assert first.value == 120
    assert first.uncertainty.interval is None
    assert compared.uncertainty.interval is None


def test_a_difference_of_survey_percentages_has_newcombes_interval_in_points() -> None:
    white = percent(key("percentage", "white"), 40, 200)
    bme = percent(key("percentage", "bme"), 30, 100)
    (found,) = sure(5, minus("difference", bme, white, "white"))
    limits = newcombe(30, 100, 40, 200)
    assert limits is not None
    assert found.uncertainty.interval == Interval(limits.lower * 100, limits.upper * 100, 0.95, "newcombe")


def test_a_published_percentage_without_counts_has_none() -> None:
    white = Figure(key("percentage", "white"), Fraction(20))
    bme = Figure(key("percentage", "bme"), Fraction(30), denominator=100)
    for found in sure(5, white, bme, minus("difference", bme, white, "white")):
        assert found.uncertainty.interval is None


def test_the_gap_of_a_band_to_the_workforce_it_is_part_of_has_none() -> None:
    band, whole = rate("bme", 3, 20), rate("bme", 200, 1000)
    (found,) = sure(1, minus("gap_to_workforce", band, whole))
    assert found.value is not None
    assert found.uncertainty.interval is None


def test_the_gap_of_the_board_has_newcombes() -> None:
    board, whole = rate("bme", 2, 15), rate("bme", 200, 1000)
    (found,) = sure(9, minus("gap_to_workforce", board, whole))
    assert found.uncertainty.interval is not None
    assert found.uncertainty.interval.method == "newcombe"
    assert found.uncertainty.one_case is not None


@pytest.mark.parametrize("people", [Fraction(19, 2), Fraction(9)])
def test_the_mean_of_two_years_has_an_interval_and_no_exact_test_of_halves(people: Fraction) -> None:
    (found,) = sure(3, ratio(rate("bme", people, 400), rate("white", Fraction(3), 2000)))
    assert found.uncertainty.interval is not None
    exact = [test for test in found.uncertainty.tests if test.method == "fisher_exact"]
    assert bool(exact) == (people.denominator == 1)


@pytest.mark.parametrize(
    ("bme", "white", "side", "doubt"),
    [
        ((60, 1000), (30, 1000), 1, None),
        ((30, 1000), (60, 1000), -1, None),
        ((33, 1000), (30, 1000), 0, "chance"),
        ((0, 3000), (30, 3000), -1, None),  # no case at all, and yet far from chance
        ((1, 20), (4, 2000), 0, "small_numbers"),  # Fisher p = 0.049, but one case fewer leaves nothing
        ((3, 20), (0, 2000), 0, "small_numbers"),  # three cases in both together
    ],
)
def test_a_verdict_is_clear_where_interval_test_and_numbers_all_bear_it_out(bme, white, side, doubt) -> None:
    (found,) = sure(3, ratio(rate("bme", *bme), rate("white", *white)))
    verdict = found.uncertainty.verdict
    assert verdict is not None
    assert (verdict.clear, verdict.doubt) == (side != 0, doubt)
    assert verdict.adverse is {1: True, 0: None, -1: False}[side]


def test_a_comparison_without_an_interval_is_not_clear() -> None:
    (found,) = sure(4, ratio(rate("white", 3, 200), rate("bme", 12, 10)))
    assert found.uncertainty.verdict == Verdict(False, None, Doubt.NO_INTERVAL)


@pytest.mark.parametrize(("members", "side"), [((0, 15), -1), ((0, 4), 0), ((2, 15), 0)])
def test_a_board_without_a_bme_member_may_be_clear(members, side) -> None:
    """None of 15 against 450 of 1,000: Fisher p < 0.001; of four members nothing is said."""
    (found,) = sure(9, minus("gap_to_workforce", rate("bme", *members), rate("bme", 450, 1000)))
    verdict = found.uncertainty.verdict
    assert verdict is not None
    assert (verdict.clear, verdict.adverse) == (side != 0, True if side else None)


@pytest.mark.parametrize(
    ("bme", "position"),
    [(1598, "within"), (1589, "below"), (1590, "within"), (2509, "within"), (2511, "above")],
)
def test_the_range_is_that_of_indicator_3_by_the_ratio_as_shown(bme: int, position: str) -> None:
    """0.799 is shown as 0.80 and inside; 0.7945 as 0.79; 1.2545 as 1.25; 1.2555 as 1.26."""
    over, under = rate("bme", bme, 100_000), rate("white", 2000, 100_000)
    for number, expected in ((3, position), (2, None), (4, None)):
        (found,) = sure(number, ratio(over, under))
        in_range = found.uncertainty.ratio_range
        assert (in_range and in_range.position) == expected


def mean_rate(group: str, mean: Fraction, n: int) -> Figure:
    return percent(key("likelihood", group), mean, n, years=2)


def test_a_mean_of_two_years_is_as_sure_as_the_counts_of_both() -> None:
    """18 and 40 people in two years: 18 of 2 x 400 against 40 of 2 x 2,000."""
    (found,) = sure(3, ratio(mean_rate("bme", Fraction(9), 400), mean_rate("white", Fraction(20), 2000)))
    limits = miettinen_nurminen_ratio(18, 2 * 400, 40, 2 * 2000)
    assert limits is not None
    assert found.value == Fraction(9, 400) / Fraction(20, 2000)
    assert found.uncertainty.interval == Interval(*limits, 0.95, "miettinen_nurminen")
    assert [round(limit, 1) for limit in limits if limit is not None] == [1.3, 3.9]
    assert found.uncertainty.tests[0].p_value == n_minus_1_chi_squared(18, 800, 40, 4000)


def test_the_small_numbers_of_a_mean_of_two_years_are_those_of_both() -> None:
    (found,) = sure(3, ratio(mean_rate("bme", Fraction(9), 400), mean_rate("white", Fraction(20), 2000)))
    one = found.uncertainty.one_case
    assert one is not None
    assert (one.people, one.more) == (18, float(Fraction(19, 800) / Fraction(40, 4000)))


def test_the_likelihood_of_a_mean_of_two_years_has_the_interval_of_both() -> None:
    (found,) = sure(3, mean_rate("bme", Fraction(9, 2), 400))
    limits = wilson(9, 800)
    assert limits is not None
    assert found.uncertainty.interval == Interval(limits.lower * 100, limits.upper * 100, 0.95, "wilson")


def test_fishers_test_of_a_mean_of_two_years_is_of_whole_people() -> None:
    (found,) = sure(3, ratio(mean_rate("bme", Fraction(3, 2), 400), mean_rate("white", Fraction(20), 2000)))
    assert found.uncertainty.tests[0] == Test("fisher_exact", fisher_exact(3, 800, 40, 4000))
