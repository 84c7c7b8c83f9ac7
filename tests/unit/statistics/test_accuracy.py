"""Every function beside sixty digits: a billionth of the value at most lies between them."""

import pytest
from mpmath import mpf
from tests.unit.statistics import sixty_digits as exact
from tests.unit.statistics.tables import EDGES, Table, random_tables

from wres_calc.figures.statistics.proportion import fisher_exact, n_minus_1_chi_squared, newcombe, wilson
from wres_calc.figures.statistics.score import (
    koopman,
    miettinen_nurminen_difference,
    miettinen_nurminen_ratio,
)

FEW = [*EDGES, *random_tables(60, 1)]
CONFIDENCES = (0.5, 0.95, 0.998)
NEAR = mpf("1e-9")


def close(found: float, true: mpf) -> bool:
    return abs(found - true) <= NEAR * abs(true) + mpf("1e-15")


def check_wilson_and_newcombe(table: Table, confidence: float) -> None:
    x1, n1, _, _ = table
    for found, true in (
        (wilson(x1, n1, confidence), exact.wilson(x1, n1, confidence)),
        (newcombe(*table, confidence), exact.newcombe(table, confidence)),
    ):
        assert found is not None
        assert close(found.lower, true[0]), (table, confidence)
        assert close(found.upper, true[1]), (table, confidence)


def check_ratio(table: Table, confidence: float, factor: bool) -> None:
    method = miettinen_nurminen_ratio if factor else koopman
    found = method(*table, confidence)
    x1, _, x2, _ = table
    if x1 == x2 == 0:
        assert found is None
        return
    assert found is not None
    if x1 == 0:
        assert found.lower == 0
    else:
        assert exact.ratio_rejected(table, mpf(found.lower) * (1 - NEAR), confidence, factor)
        assert not exact.ratio_rejected(table, mpf(found.lower) * (1 + NEAR), confidence, factor)
    if x2 == 0:
        assert found.upper is None
    else:
        assert found.upper is not None
        assert exact.ratio_rejected(table, mpf(found.upper) * (1 + NEAR), confidence, factor)
        assert not exact.ratio_rejected(table, mpf(found.upper) * (1 - NEAR), confidence, factor)


def check_difference(table: Table, confidence: float) -> None:
    found = miettinen_nurminen_difference(*table, confidence)
    assert found is not None
    for limit, out in ((found.lower, -1), (found.upper, 1)):
        step = NEAR * max(abs(mpf(limit)), mpf("1e-6"))
        if limit not in (-1, 1):
            assert exact.difference_rejected(table, mpf(limit) + out * step, confidence), (table, limit)
        assert not exact.difference_rejected(table, mpf(limit) - out * step, confidence), (table, limit)


def check_tests(table: Table) -> None:
    x1, n1, x2, n2 = table
    found = n_minus_1_chi_squared(*table)
    if x1 + x2 in (0, n1 + n2):
        assert found is None
    else:
        assert found is not None
        true = exact.n_minus_1(table)
        assert abs(found - true) <= NEAR * true + mpf("1e-300"), table  # below that a float is 0


@pytest.mark.parametrize("confidence", CONFIDENCES)
@pytest.mark.parametrize("table", FEW, ids=str)
def test_wilson_and_newcombe(table: Table, confidence: float) -> None:
    check_wilson_and_newcombe(table, confidence)


@pytest.mark.parametrize("table", FEW, ids=str)
def test_score_limits_of_the_ratio(table: Table) -> None:
    check_ratio(table, 0.95, factor=True)
    check_ratio(table, 0.8, factor=False)


@pytest.mark.parametrize("table", FEW[:40], ids=str)
def test_score_limits_of_the_difference(table: Table) -> None:
    check_difference(table, 0.95)


@pytest.mark.parametrize("table", FEW, ids=str)
def test_n_minus_1_chi_squared(table: Table) -> None:
    check_tests(table)


@pytest.mark.parametrize("table", [t for t in FEW if t[1] + t[3] <= 3_000], ids=str)
def test_fisher(table: Table) -> None:
    found, true = fisher_exact(*table), exact.fisher(table)
    assert found is not None
    assert abs(found - true) <= NEAR * true


def test_fisher_of_a_large_table() -> None:
    table = (520, 3_050, 1_580, 9_800)
    found, true = fisher_exact(*table), exact.fisher(table)
    assert found is not None
    assert abs(found - true) <= NEAR * true


@pytest.mark.long
def test_a_thousand_tables() -> None:
    for i, table in enumerate([*EDGES, *random_tables(1_000, 2)]):
        confidence = CONFIDENCES[i % 3]
        check_wilson_and_newcombe(table, confidence)
        check_ratio(table, confidence, factor=bool(i % 2))
        check_difference(table, confidence)
        check_tests(table)
