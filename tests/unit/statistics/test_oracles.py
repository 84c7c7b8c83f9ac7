"""The statistics against published figures, against scipy and statsmodels where those are right, and their own laws.

Published: Newcombe (Stat Med 1998;17:857 and 873) for Wilson and the hybrid score; Koopman (Biometrics 1984;40:513);
Altman & Bland (BMJ 2003;326:219). Where statsmodels is known to be wrong (the score interval of a difference; ratios at
full cells) it is no oracle.
"""

import math
import random

import pytest
from scipy import stats as scipy_stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from wres_calc.figures.statistics.change import change_of_gap, ratio_of_ratios
from wres_calc.figures.statistics.funnel import (
    over_dispersion,
)
from wres_calc.figures.statistics.means import Sample, contrast, pooled, two_sided_t
from wres_calc.figures.statistics.proportion import fisher_exact, n_minus_1_chi_squared, newcombe, wilson
from wres_calc.figures.statistics.score import (
    katz,
    koopman,
    miettinen_nurminen_difference,
    miettinen_nurminen_ratio,
)

Z = 1.959963984540054


def tables(number: int, seed: int, largest: int = 400) -> list[tuple[int, int, int, int]]:
    rng = random.Random(seed)
    found = []
    for _ in range(number):
        n1, n2 = rng.randint(2, largest), rng.randint(2, largest)
        found.append((rng.randint(0, n1), n1, rng.randint(0, n2), n2))
    return found


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_newcombe_published_it(x, n, lower, upper):
    limits = wilson(x, n)
    assert limits is not None
    assert (limits.lower, limits.upper) == pytest.approx((lower, upper), abs=6e-5)


@pytest.mark.parametrize(
    ("table", "lower", "upper"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0),
    ],
)
def test_the_hybrid_score_as_newcombe_published_it(table, lower, upper):
    limits = newcombe(*table)
    assert limits is not None
    assert (limits.lower, limits.upper) == pytest.approx((lower, upper), abs=6e-5)


@pytest.mark.parametrize(
    ("table", "lower", "upper"),
    [
        ((56, 70, 48, 80), 0.0528, 0.3382),
        ((9, 10, 3, 10), 0.1700, 0.8406),
        ((5, 56, 0, 29), -0.0326, 0.1933),
    ],
)
def test_miettinen_nurminen_as_newcombe_published_it(table, lower, upper):
    """Method 6 (Miettinen-Nurminen) of his comparison."""
    limits = miettinen_nurminen_difference(*table)
    assert limits is not None
    assert (limits.lower, limits.upper) == pytest.approx((lower, upper), abs=6e-5)


def test_koopman_as_he_published_it():
    limits = koopman(36, 40, 16, 80)
    assert limits is not None
    assert (limits.lower, limits.upper) == pytest.approx((2.94, 7.15), abs=6e-3)


def test_ratio_of_ratios_as_altman_and_bland_have_it():
    """Their formula on two trials: exp(d -/+ 1.96 sqrt(SE1^2 + SE2^2)), d the difference of the log ratios."""
    now, before = (10, 100, 20, 100), (30, 100, 25, 100)
    change = ratio_of_ratios(now, before)
    assert change is not None
    errors = [sum(1 / x - 1 / n for x, n in ((t[0], t[1]), (t[2], t[3]))) for t in (now, before)]
    d = math.log((10 / 100) / (20 / 100)) - math.log((30 / 100) / (25 / 100))
    assert change.value == pytest.approx(math.exp(d))
    assert change.limits.lower == pytest.approx(math.exp(d - Z * math.sqrt(sum(errors))))
    assert change.p_value == pytest.approx(2 * scipy_stats.norm.sf(abs(d) / math.sqrt(sum(errors))))


def test_wilson_against_scipy_and_statsmodels():
    for x, n, _, _ in tables(200, 1):
        limits = wilson(x, n)
        assert limits is not None
        theirs = scipy_stats.binomtest(x, n).proportion_ci(method="wilson")
        assert (limits.lower, limits.upper) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
        assert (limits.lower, limits.upper) == pytest.approx(
            proportion_confint(x, n, method="wilson"), abs=1e-12
        )


def test_newcombe_against_statsmodels():
    for table in tables(200, 2):
        limits = newcombe(*table)
        assert limits is not None
        theirs = confint_proportions_2indep(*table, compare="diff", method="newcomb")
        assert (limits.lower, limits.upper) == pytest.approx(theirs, abs=1e-9)


def test_koopman_and_miettinen_nurminen_ratios_against_statsmodels():
    checked = 0
    for x1, n1, x2, n2 in tables(120, 3):
        if not (0 < x1 < n1 and 0 < x2 < n2):  # at the edges statsmodels is wrong
            continue
        for ours, correction in ((koopman, False), (miettinen_nurminen_ratio, True)):
            limits = ours(x1, n1, x2, n2)
            theirs = confint_proportions_2indep(
                x1, n1, x2, n2, compare="ratio", method="score", correction=correction
            )
            assert limits is not None
            assert (limits.lower, limits.upper) == pytest.approx(theirs, rel=2e-4)
            checked += 1
    assert checked > 150


def test_katz_against_scipy():
    for x1, n1, x2, n2 in tables(200, 4):
        limits = katz(x1, n1, x2, n2)
        if 0 in (x1, x2) or (x1 == n1 and x2 == n2):
            assert limits is None
            continue
        assert limits is not None
        theirs = scipy_stats.contingency.relative_risk(x1, n1, x2, n2).confidence_interval()
        assert (limits.lower, limits.upper) == pytest.approx((theirs.low, theirs.high), rel=1e-9)


def test_fisher_against_scipy():
    for x1, n1, x2, n2 in tables(200, 5):
        ours = fisher_exact(x1, n1, x2, n2)
        theirs = scipy_stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]]).pvalue
        assert ours == pytest.approx(theirs, rel=1e-9)


def test_n_minus_1_chi_squared_against_scipy():
    for x1, n1, x2, n2 in tables(200, 6):
        total, events = n1 + n2, x1 + x2
        ours = n_minus_1_chi_squared(x1, n1, x2, n2)
        if events in (0, total):
            assert ours is None or ours == 1
            continue
        pearson = scipy_stats.chi2_contingency([[x1, n1 - x1], [x2, n2 - x2]], correction=False).statistic
        assert ours == pytest.approx(
            scipy_stats.chi2.sf(pearson * (total - 1) / total, 1), rel=1e-9, abs=1e-300
        )


def test_score_limits_and_the_test_beside_them_never_contradict_each_other():
    """Excluding equality is one with (N-1)/N times Pearson's chi-squared beyond z squared; for ratio and difference."""
    checked = 0
    for table in tables(1_500, 7, 120):
        p_value = n_minus_1_chi_squared(*table)
        ratio, difference = (
            method(*table) for method in (miettinen_nurminen_ratio, miettinen_nurminen_difference)
        )
        if p_value is None or ratio is None or difference is None or abs(p_value - 0.05) < 1e-9:
            continue
        beyond = p_value < 0.05
        assert (ratio.lower > 1 or (ratio.upper is not None and ratio.upper < 1)) is beyond, table
        assert (difference.lower > 0 or difference.upper < 0) is beyond, table
        checked += 1
    assert checked > 1_400


def test_swapping_the_groups_inverts_a_ratio_and_turns_a_difference_round():
    for x1, n1, x2, n2 in tables(300, 8):
        one = miettinen_nurminen_ratio(x1, n1, x2, n2)
        other = miettinen_nurminen_ratio(x2, n2, x1, n1)
        if one is not None and other is not None and one.upper and other.upper and one.lower > 0:
            assert one.lower == pytest.approx(1 / other.upper, rel=1e-9)
        turned = newcombe(x2, n2, x1, n1)
        plain = newcombe(x1, n1, x2, n2)
        assert plain is not None
        assert turned is not None
        assert (plain.lower, plain.upper) == pytest.approx((-turned.upper, -turned.lower), abs=1e-12)


def test_a_change_of_a_gap_is_the_square_and_add_of_two_hybrid_scores():
    for now, before in zip(tables(100, 9), tables(100, 10), strict=True):
        change = change_of_gap(now, before)
        this, other = newcombe(*now), newcombe(*before)
        assert change is not None
        assert this is not None
        assert other is not None
        d, e = now[0] / now[1] - now[2] / now[3], before[0] / before[1] - before[2] / before[3]
        lower = d - e - math.sqrt((d - this.lower) ** 2 + (other.upper - e) ** 2)
        upper = d - e + math.sqrt((this.upper - d) ** 2 + (e - other.lower) ** 2)
        assert (change.limits.lower, change.limits.upper) == pytest.approx(
            (max(lower, -2), min(upper, 2)), abs=1e-12
        )


def test_over_dispersion_by_its_formula():
    rng = random.Random(12)
    errors = [rng.uniform(0.05, 0.3) for _ in range(80)]
    values = [rng.gauss(0.2, math.hypot(error, 0.25)) for error in errors]
    found = over_dispersion(values, errors, 0.2)
    assert found is not None
    z = [(value - 0.2) / error for value, error in zip(values, errors, strict=True)]
    low, high = (float(scipy_stats.mstats.mquantiles(z, [q], alphap=1, betap=1)[0]) for q in (0.1, 0.9))
    phi = sum(min(max(each, low), high) ** 2 for each in z) / len(z)
    weights = [1 / error**2 for error in errors]
    tau = (len(z) * phi - (len(z) - 1)) / (sum(weights) - sum(w * w for w in weights) / sum(weights))
    assert found.phi == pytest.approx(phi)
    assert found.tau_squared == pytest.approx(tau)
    assert 0.15**2 < found.tau_squared < 0.35**2
    adjusted = [(v - 0.2) / math.sqrt(e * e + tau) for v, e in zip(values, errors, strict=True)]
    assert found.z_adjusted == pytest.approx(adjusted)


def scores(seed: int, number: int) -> list[list[float]]:
    rng = random.Random(seed)
    return [
        [rng.choice((0, 2.5, 5, 7.5, 10)) for _ in range(rng.randint(3, 400))] + [0.0, 10.0]
        for _ in range(number)
    ]


def sample(values: list[float]) -> Sample:
    mean = math.fsum(values) / len(values)
    squares = math.fsum((value - mean) ** 2 for value in values)
    return Sample(mean, math.sqrt(squares / (len(values) - 1)), len(values))


def test_means_against_scipy() -> None:
    for first, other in zip(scores(1, 200), scores(2, 200), strict=True):
        alone, theirs = contrast([(1, sample(first))]), contrast([(1, sample(first)), (-1, sample(other))])
        assert alone is not None
        assert theirs is not None
        error = scipy_stats.sem(first)
        assert alone.limits == pytest.approx(
            scipy_stats.t.interval(0.95, len(first) - 1, math.fsum(first) / len(first), error), rel=1e-9
        )
        welch = scipy_stats.ttest_ind(first, other, equal_var=False)
        assert theirs.p_value == pytest.approx(welch.pvalue, rel=1e-8)
        assert theirs.limits == pytest.approx(tuple(welch.confidence_interval(0.95)), rel=1e-9, abs=1e-9)
        assert (theirs.limits.lower > 0 or theirs.limits.upper < 0) == (theirs.p_value < 0.05)


def test_the_t_distribution_against_scipy() -> None:
    rng = random.Random(3)
    for _ in range(500):
        freedom, t = rng.choice((rng.uniform(1, 5), rng.uniform(5, 20_000))), rng.uniform(0, 8)
        assert two_sided_t(t, freedom) == pytest.approx(2 * scipy_stats.t.sf(t, freedom), rel=1e-9)
    assert two_sided_t(0, 7) == 1


def test_samples_pooled_are_those_of_all_their_scores() -> None:
    parts = scores(4, 7)
    found, whole = (
        pooled([sample(part) for part in parts]),
        sample([value for part in parts for value in part]),
    )
    assert found == pytest.approx(whole, rel=1e-12)


def test_a_change_of_a_difference_has_the_variance_of_all_four() -> None:
    samples = [sample(part) for part in scores(5, 4)]
    found = contrast([*zip((1, -1, -1, 1), samples, strict=True)])
    assert found is not None
    variances = [each.deviation**2 / each.n for each in samples]
    freedom = sum(variances) ** 2 / sum(
        variance**2 / (each.n - 1) for variance, each in zip(variances, samples, strict=True)
    )
    reach = scipy_stats.t.ppf(0.975, freedom) * math.sqrt(sum(variances))
    assert found.limits == pytest.approx((found.value - reach, found.value + reach), rel=1e-9)


def test_no_limits_of_one_person_or_of_scores_all_alike() -> None:
    one, alike = Sample(5.0, 0.0, 1), Sample(5.0, 0.0, 20)
    assert contrast([(1, one)]) is None
    assert contrast([(1, alike), (-1, alike)]) is None
    assert contrast([(1, alike), (-1, Sample(4.0, 1.0, 20))]) is not None
