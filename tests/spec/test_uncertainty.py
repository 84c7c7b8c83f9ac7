"""How sure a figure is: which interval belongs to which figure, and what is said of small numbers."""

from fractions import Fraction

import pytest

from wres_calc.calculation import statistics
from wres_calc.calculation.counts.model import WHOLE
from wres_calc.calculation.grouping import Grouping
from wres_calc.calculation.measures import minus, percent, ratio
from wres_calc.calculation.result import IndicatorResult, Measure
from wres_calc.calculation.uncertainty import with_uncertainty
from wres_calc.standards.load import load


def rate(group: str, x: int | Fraction, n: int) -> Measure:
    return percent("likelihood", WHOLE, Grouping.ETHNIC_GROUP, group, x, n, ())


def sure(number: int, *measures: Measure, confidence: float = 0.95) -> tuple[Measure, ...]:
    definition = load(2025).indicators[number - 1]
    return with_uncertainty(IndicatorResult(definition, measures), confidence).measures


def test_a_likelihood_has_wilsons_interval_in_per_cent() -> None:
    (found,) = sure(3, rate("white", 9, 300))
    limits = statistics.wilson(9, 300)
    assert limits is not None
    assert found.uncertainty.interval == (limits.lower * 100, limits.upper * 100, 0.95, "wilson")


def test_a_ratio_has_a_score_interval_and_the_test_that_goes_with_it() -> None:
    (found,) = sure(3, ratio(rate("bme", 12, 400), rate("white", 30, 2000)), confidence=0.9)
    limits = statistics.miettinen_nurminen_ratio(12, 400, 30, 2000, 0.9)
    assert limits is not None
    assert found.uncertainty.interval == (*limits, 0.9, "miettinen_nurminen")
    (test,) = found.uncertainty.tests
    assert test == ("n_minus_1_chi_squared", statistics.n_minus_1_chi_squared(12, 400, 30, 2000))
    assert found.uncertainty.one_case is None


def test_fishers_test_stands_beside_it_where_a_cell_is_small() -> None:
    (found,) = sure(3, ratio(rate("bme", 4, 400), rate("white", 30, 2000)))
    assert [test.method for test in found.uncertainty.tests] == ["n_minus_1_chi_squared", "fisher_exact"]


def test_small_numbers_say_what_one_person_would_change() -> None:
    (found,) = sure(3, ratio(rate("bme", 9, 400), rate("white", 30, 2000)))
    one = found.uncertainty.one_case
    assert one is not None
    assert (one.ethnic_group, one.people) == ("bme", 9)
    assert one.fewer == Fraction(8, 400) / Fraction(30, 2000)
    assert one.more == Fraction(10, 400) / Fraction(30, 2000)


def test_one_fewer_where_that_leaves_nothing_to_compare_with_has_no_value() -> None:
    (found,) = sure(3, ratio(rate("bme", 9, 400), rate("white", 1, 2000)))
    one = found.uncertainty.one_case
    assert one is not None
    assert (one.ethnic_group, one.fewer, one.more) == ("white", None, Fraction(9, 400) / Fraction(2, 2000))


def test_no_events_in_the_comparison_group_leave_an_interval_without_a_value() -> None:
    (found,) = sure(3, ratio(rate("bme", 9, 400), rate("white", 0, 2000)))
    assert found.value is None
    interval = found.uncertainty.interval
    assert interval is not None
    assert interval.lower > 1
    assert interval.upper is None


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
    white = percent("percentage", WHOLE, Grouping.ETHNIC_GROUP, "white", 40, 200, ())
    bme = percent("percentage", WHOLE, Grouping.ETHNIC_GROUP, "bme", 30, 100, ())
    (found,) = sure(5, minus("difference", bme, white, "white"))
    limits = statistics.newcombe(30, 100, 40, 200)
    assert limits is not None
    assert found.uncertainty.interval == (limits.lower * 100, limits.upper * 100, 0.95, "newcombe")


def test_a_published_percentage_without_counts_has_none() -> None:
    from wres_calc.calculation.result import Unit

    white = Measure("percentage", "white", Unit.PERCENT, Fraction(20))
    bme = Measure("percentage", "bme", Unit.PERCENT, Fraction(30), denominator=100)
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


def mean_rate(group: str, mean: Fraction, n: int) -> Measure:
    return percent("likelihood", WHOLE, Grouping.ETHNIC_GROUP, group, mean, n, (), years=2)


def test_a_mean_of_two_years_is_as_sure_as_the_counts_of_both() -> None:
    """18 and 40 people in two years: 18 of 2 x 400 against 40 of 2 x 2,000."""
    (found,) = sure(3, ratio(mean_rate("bme", Fraction(9), 400), mean_rate("white", Fraction(20), 2000)))
    limits = statistics.miettinen_nurminen_ratio(18, 2 * 400, 40, 2 * 2000)
    assert limits is not None
    assert found.value == Fraction(9, 400) / Fraction(20, 2000)
    assert found.uncertainty.interval == (*limits, 0.95, "miettinen_nurminen")
    assert [round(limit, 1) for limit in limits if limit is not None] == [1.3, 3.9]
    assert found.uncertainty.tests[0].p_value == statistics.n_minus_1_chi_squared(18, 800, 40, 4000)


def test_the_small_numbers_of_a_mean_of_two_years_are_those_of_both() -> None:
    (found,) = sure(3, ratio(mean_rate("bme", Fraction(9), 400), mean_rate("white", Fraction(20), 2000)))
    one = found.uncertainty.one_case
    assert one is not None
    assert (one.people, one.more) == (18, Fraction(19, 800) / Fraction(40, 4000))


def test_the_likelihood_of_a_mean_of_two_years_has_the_interval_of_both() -> None:
    (found,) = sure(3, mean_rate("bme", Fraction(9, 2), 400))
    limits = statistics.wilson(9, 800)
    assert limits is not None
    assert found.uncertainty.interval == (limits.lower * 100, limits.upper * 100, 0.95, "wilson")


def test_fishers_test_of_a_mean_of_two_years_is_of_whole_people() -> None:
    (found,) = sure(3, ratio(mean_rate("bme", Fraction(3, 2), 400), mean_rate("white", Fraction(20), 2000)))
    assert found.uncertainty.tests[1] == ("fisher_exact", statistics.fisher_exact(3, 800, 40, 4000))
