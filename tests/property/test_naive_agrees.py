"""The program and a naive second calculator come to the same figures, on hundreds of random submissions.

The second one is `tests/naive/calculator.py`: written from the contract alone, sharing no code with the program. A
seed that fails is looked at with `python -c "from tests.naive.random_submissions import make; …"`.
"""

import math
from fractions import Fraction
from pathlib import Path

import pytest
from tests.naive import calculator as naive
from tests.naive import disability, random_submissions

from wres_calc import pipeline
from wres_calc.report.report import IndicatorReport, Measure, Report
from wres_calc.standards.load import years


def key(number: int | str, measure: Measure) -> tuple[object, ...]:
    breakdown = frozenset(measure.breakdown.items())
    return (number, measure.measure, breakdown, measure.group, measure.compared_with)


def figures(report: Report) -> dict[tuple[object, ...], tuple[object, ...]]:
    """The report in the shape of the naive calculator's answer."""
    found: dict[tuple[object, ...], tuple[object, ...]] = {}
    for indicator in report.indicators:
        if indicator.status == "not_calculated":
            found[(indicator.number, naive.NOT_CALCULATED, frozenset(), "", None)] = refusal(indicator)
            continue
        assert indicator.reason is None
        for one in indicator.measures:
            assert key(indicator.number, one) not in found
            reason = None if one.reason is None else one.reason.value
            found[key(indicator.number, one)] = (one.value, one.numerator, one.denominator, reason)
    return found


def refusal(indicator: IndicatorReport) -> tuple[object, ...]:
    """An indicator that is not calculated says why, and gives no value."""
    assert all(one.value is None for one in indicator.measures)
    return (None, None, None, None if indicator.reason is None else indicator.reason.value)


def same(real: tuple[object, ...], expected: tuple[object, ...]) -> bool:
    value, *rest = real
    wanted, *others = expected
    return same_value(value, wanted) and rest == others


def same_value(value: object, wanted: object) -> bool:
    if wanted is None or value is None:
        return value is wanted
    assert isinstance(value, float)
    assert isinstance(wanted, Fraction)
    # A difference of two percentages is as exact as the percentages are: 1e-12 of 1, not of what is left of them.
    return math.isclose(value, float(wanted), rel_tol=1e-12, abs_tol=1e-12)


def disagreements(folder: Path, seed: int) -> list[str]:
    by = random_submissions.make(folder, seed)
    return between(pipeline.calculate(folder, by=by), naive.calculate(folder, by))


def between(report: Report, expected: dict[tuple[object, ...], tuple[object, ...]]) -> list[str]:
    """Each figure that is not the same in both."""
    assert report.issues.error == 0, [item for item in report.issues.items if item.severity == "error"]
    real = figures(report)
    lines = [f"only the program has {one}: {real[one]}" for one in real.keys() - expected.keys()]
    lines += [f"only the naive one has {one}: {expected[one]}" for one in expected.keys() - real.keys()]
    for one in real.keys() & expected.keys():
        if not same(real[one], expected[one]):
            lines.append(f"{one}: {real[one]}, the naive one {expected[one]}")
    return sorted(lines)


@pytest.mark.parametrize("seed", range(150))
def test_the_naive_calculator_agrees(tmp_path: Path, seed: int) -> None:
    assert disagreements(tmp_path, seed) == []


SEEDS = [seed for seed in range(600) if disability.year_of(seed) in years("wdes")]
"""Those of submissions of which both standards have definitions."""


@pytest.mark.parametrize("seed", SEEDS[:60])
def test_both_standards_agree_with_it(tmp_path: Path, seed: int) -> None:
    by = disability.make(tmp_path, seed)
    assert between(pipeline.calculate(tmp_path, by=by), naive.calculate(tmp_path, by)) == []
    further = [name for name in by if name in ("pay-band", "staff-category", "internal")]
    report = pipeline.calculate(tmp_path, by=further, standard="wdes")
    assert between(report, disability.calculate(tmp_path, further)) == []


def test_submissions_of_both_reach_every_metric(tmp_path: Path) -> None:
    found: set[tuple[object, object]] = set()
    for seed in SEEDS[:60]:
        folder = tmp_path / str(seed)
        folder.mkdir()
        by = [name for name in disability.make(folder, seed) if not name.startswith("ethnic-")]
        for (number, measure, *_), figure in disability.calculate(folder, by).items():
            if figure[0] is not None:
                found.add((number, measure))
    assert found == {
        *((1, measure) for measure in ("share", "gap_to_workforce")),
        *((number, measure) for number in (2, 3) for measure in ("likelihood", "relative_likelihood")),
        *((number, "percentage") for number in disability.QUESTIONS),
        *((number, "difference") for number in disability.QUESTIONS if number != 8),
        *(("9a", measure) for measure in ("mean", "mean_difference")),
        *((10, measure) for measure in ("share", "gap_to_workforce")),
    }


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(15))
def test_the_naive_calculator_agrees_on_many_more(tmp_path: Path, hundred: int) -> None:
    for seed in range(1000 + 100 * hundred, 1100 + 100 * hundred):
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert disagreements(folder, seed) == [], f"seed {seed}"
