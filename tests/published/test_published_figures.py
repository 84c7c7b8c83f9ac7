"""Figures that were published, and what is published wrong: each a case."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.report.report import Measure
from wres_calc.report.words.sentences import sentence

Counts = dict[str, tuple[int, int, int]]
"""White, BME and unknown people of each population."""


def calculate(folder: Path, year: int, counts: Counts) -> list[tuple[int, Measure]]:
    """Every measure, with the number of its indicator, of people that were counted already."""
    build.submission(folder, {"counts": build.counts(**counts)}, year=year, code="RNN")
    report = pipeline.calculate(folder)
    return [(indicator.number, measure) for indicator in report.indicators for measure in indicator.measures]


def only(
    measures: list[tuple[int, Measure]], number: int, measure: str, group: str, **breakdown: str
) -> Measure:
    (found,) = [
        one
        for of, one in measures
        if (of, one.measure, one.group, one.breakdown) == (number, measure, group, breakdown)
    ]
    return found


def printed(value: float | None, places: str = "1") -> Decimal:
    assert value is not None
    return Decimal(str(value)).quantize(Decimal(places), ROUND_HALF_UP)


def exactly(value: float) -> Any:
    return pytest.approx(value, rel=1e-12)


NORTH_CUMBRIA: Counts = {"workforce": (6307, 990, 125)}
"""North Cumbria Integrated Care, 31 March 2025: 7,422 people."""


@pytest.mark.parametrize(
    ("group", "people", "share"), [("bme", 990, 13), ("white", 6307, 85), ("unknown", 125, 2)]
)
def test_north_cumbria_integrated_care_2025(tmp_path, group, people, share):
    found = only(calculate(tmp_path, 2025, NORTH_CUMBRIA), 1, "share", group)
    assert (found.numerator, found.denominator) == (people, 7422)
    assert found.value == exactly(100 * people / 7422)
    assert printed(found.value) == share


BOARDS_2019: Counts = {"workforce": (800, 190, 10), "board": (866, 84, 50)}
"""National boards on 31 March 2019, of a thousand members; the workforce stands in only to make the indicator whole."""


@pytest.mark.parametrize(("group", "share"), [("white", "86.6"), ("bme", "8.4"), ("unknown", "5.0")])
def test_national_boards_2019(tmp_path, group, share):
    """Unknown is in the denominator: the three sum to 100."""
    measures = calculate(tmp_path, 2019, BOARDS_2019)
    found = only(measures, 9, "share", group, board="total")
    assert printed(found.value, "0.1") == Decimal(share)
    shares = [only(measures, 9, "share", one, board="total").value for one in ("white", "bme", "unknown")]
    assert sum(shares) == exactly(100)


# What trusts publish wrong.

RECRUITMENT: Counts = {"shortlisted": (1000, 1000, 0), "appointed": (174, 96, 0)}
"""17.4 % of White and 9.6 % of BME applicants were appointed: printed as 17 % and 10 %."""


def test_a_ratio_is_never_formed_from_rounded_rates(tmp_path):
    """1.7 was published where the counts give 1.8."""
    measures = calculate(tmp_path, 2025, RECRUITMENT)
    rates = [printed(only(measures, 2, "likelihood", group).value) for group in ("white", "bme")]
    assert printed(float(rates[0] / rates[1]), "0.1") == Decimal("1.7")
    ratio = only(measures, 2, "relative_likelihood", "white")
    assert printed(ratio.value, "0.1") == Decimal("1.8")
    assert ratio.value == exactly((174 / 1000) / (96 / 1000))


def test_a_ratio_is_no_percentage(tmp_path):
    """Published as "1.81 %"."""
    ratio = only(calculate(tmp_path, 2025, RECRUITMENT), 2, "relative_likelihood", "white")
    assert ratio.unit == "ratio"
    assert ratio.value is not None
    assert 1 < ratio.value < 2


def test_a_rate_does_not_stand_where_the_ratio_belongs(tmp_path):
    """Published: the White rate as the relative likelihood."""
    measures = calculate(tmp_path, 2025, RECRUITMENT)
    rates = [only(measures, 2, "likelihood", group) for group in ("white", "bme")]
    assert [rate.unit for rate in rates] == ["percent", "percent"]
    assert [rate.value for rate in rates] == [exactly(17.4), exactly(9.6)]
    assert only(measures, 2, "relative_likelihood", "white").value == exactly(17.4 / 9.6)


def test_below_1_is_times_as_likely_and_not_more_likely(tmp_path):
    """ "0.66 more likely" was published for 0.66 times as likely: the ratio itself is below 1."""
    counts: Counts = {"workforce": (1000, 100, 0), "disciplinary": (50, 3, 0)}
    ratio = only(calculate(tmp_path, 2025, counts), 3, "relative_likelihood", "bme")
    assert ratio.value == exactly((3 / 100) / (50 / 1000))
    assert ratio.value < 1


def test_white_and_bme_are_not_swapped(tmp_path):
    """A swapped pair of columns turns the ratio over; each rate says whose it is, and by which counts."""
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.mkdir()
    wrong.mkdir()
    measures = calculate(right, 2025, RECRUITMENT)
    swapped = calculate(wrong, 2025, {"shortlisted": (1000, 1000, 0), "appointed": (96, 174, 0)})
    ratio, turned = (only(one, 2, "relative_likelihood", "white") for one in (measures, swapped))
    assert (ratio.group, ratio.compared_with) == ("white", "bme")
    assert ratio.value == exactly(1 / turned.value)
    assert only(measures, 2, "likelihood", "white").numerator == 174
    assert only(swapped, 2, "likelihood", "white").numerator == 96


NATIONAL_2024 = {
    "4a i": (29.5, 23.3),
    "4a ii": (14.1, 7.7),
    "4a iii": (23.6, 15.3),
    "5": (51.5, 57.7),
    "6": (25.4, 17.7),
    "7": (36.3, 47.4),
    "9a": (6.44, 6.99),
}
"""Disabled and not disabled, the survey of 2024, weighted: as NHS England published them."""


def test_the_wdes_national_survey_values_of_2024(tmp_path):
    sent = [
        f"{number},{group},{value}"
        for number, pair in NATIONAL_2024.items()
        for group, value in zip(("disabled", "not disabled"), pair, strict=True)
    ]
    table = "\n".join(["indicator,group,percentage", *sent, "8,disabled,75.1"]) + "\n"
    settings = "[tables.survey_summary]\nweighted = true\n"
    build.submission(tmp_path, {"survey_summary": table}, year=2025, settings=settings)
    report = pipeline.calculate(tmp_path, standard="wdes")
    found = {str(each.number): each for each in report.indicators if each.measures}
    assert found.keys() == {*NATIONAL_2024, "8"}
    assert [one.value for one in found["8"].measures] == [75.1]
    for number, (disabled, others) in NATIONAL_2024.items():
        own = {(one.compared_with is None, one.group): one for one in found[number].measures}
        assert (own[True, "disabled"].value, own[True, "not_disabled"].value) == (disabled, others)
        assert own[False, "disabled"].value == pytest.approx(disabled - others, abs=1e-9)
        assert own[False, "disabled"].interval is None
        adverse = "above" if disabled > others else "below"
        assert found[number].adverse == adverse
        assert "weighted" in sentence(found[number], own[False, "disabled"])
    scores = sentence(found["9a"], next(one for one in found["9a"].measures if one.compared_with))
    assert scores.startswith(
        "The mean engagement score of disabled staff is 0.55 below that of non-disabled staff"
    )
    assert not report.issues.error
