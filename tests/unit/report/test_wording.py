"""Numbers in words: rounded once, half up; every ratio and gap with who is compared with whom."""

import datetime as dt
from types import SimpleNamespace

import pytest

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.facts.pay import BAND_LABELS, PayBand
from wres_calc.facts.staff import StaffCategory
from wres_calc.report.report import Interval, Reason, Severity, Status, Unit
from wres_calc.report.words import labels, numbers, sentences


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.0%"),
        (0.04, "<0.1%"),
        (0.05, "0.1%"),
        (21.85, "21.9%"),  # half up from the shortest decimal; binary rounding gives 21.9 or 21.8 by chance
        (2.25, "2.3%"),
        (2.35, "2.4%"),
        (99.94, "99.9%"),
        (99.95, ">99.9%"),
        (99.99999, ">99.9%"),
        (100.0, "100.0%"),
        (120.0, "120.0%"),
    ],
)
def test_percent(value: float, text: str) -> None:
    assert numbers.percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.825, "1.83"), (1.005, "1.01"), (0.8, "0.80"), (0.0, "0.00"), (0.004, "<0.01"), (12, "12.00")],
)
def test_ratio(value: float, text: str) -> None:
    assert numbers.ratio(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.45, "+2.5"),
        (-2.45, "−2.5"),
        (0.0, "0.0"),
        (-0.0, "0.0"),
        (0.04, "0.0"),
        (-0.04, "0.0"),
        (-0.06, "−0.1"),
    ],
)
def test_points_have_a_sign_which_is_a_minus_and_no_hyphen(value: float, text: str) -> None:
    assert numbers.points(value) == text
    assert "-" not in numbers.points(value)


def test_counts_are_beside_a_rate(make: SimpleNamespace) -> None:
    assert numbers.rate(make.rate("likelihood", "white", 1700, 7800)) == "21.8% (1,700 of 7,800)"
    assert numbers.rate(make.rate("likelihood", "white", 12.5, 250)) == "5.0% (12.5 of 250)"
    assert numbers.rate(make.rate("percentage", "white", None, 512, 22.0)) == "22.0% (of 512)"
    assert numbers.rate(make.rate("percentage", "white", None, None, 22.0)) == "22.0%"
    assert numbers.rate(make.rate("share", "white", 0, 0)) == "- (0 of 0)"


def test_limits_of_an_interval() -> None:
    bounded = Interval(lower=1.2, upper=2.6, confidence=0.95, method="x")
    unbounded = Interval(lower=1.2, upper=None, confidence=0.95, method="x", unbounded=True)
    assert numbers.limits(bounded, Unit.RATIO) == "1.20 to 2.60"
    assert numbers.limits(unbounded, Unit.RATIO) == "1.20 or more"
    assert numbers.limits(bounded, Unit.PERCENT) == "1.2% to 2.6%"


def test_dates_are_written_out() -> None:
    assert numbers.date(dt.date(2025, 3, 31)) == "31 March 2025"


HIRED = "to be appointed from shortlisting"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.83, f"White applicants are 1.83 times as likely as BME applicants {HIRED}."),
        (0.8, f"White applicants are less likely than BME applicants {HIRED}: 0.80 times as likely."),
        (0.0, f"White applicants are less likely than BME applicants {HIRED}: 0.00 times as likely."),
        (1.0, f"White applicants and BME applicants are equally likely {HIRED}."),
        (1.004, f"White applicants are about as likely as BME applicants {HIRED} (1.00 times)."),
        (0.996, f"White applicants are about as likely as BME applicants {HIRED} (1.00 times)."),
    ],
)
def test_a_ratio_says_who_is_more_likely_than_whom(
    make: SimpleNamespace, value: float | None, text: str
) -> None:
    why = Reason.NO_EVENTS_IN_COMPARISON_GROUP if value is None else None
    measure = make.comparison("relative_likelihood", "white", "bme", value, reason=why)
    assert sentences.sentence(make.indicator(2), measure) == text


def test_the_direction_is_that_of_the_measure_and_not_of_the_indicator(make: SimpleNamespace) -> None:
    turned = make.comparison("relative_likelihood", "bme", "white", 0.55)
    assert sentences.sentence(make.indicator(2), turned).startswith(
        "BME applicants are less likely than White applicants"
    )
    detailed = make.comparison("relative_likelihood", "R", "white", 1.5, grouping="ethnic_category")
    assert sentences.sentence(make.indicator(3), detailed) == (
        "R Chinese staff are 1.50 times as likely as White staff to enter the formal disciplinary process."
    )


@pytest.mark.parametrize(
    ("value", "end"),
    [
        (2.46, "team leader or other colleagues is 2.5 percentage points above that of White staff."),
        (-1.0, "is 1.0 percentage point below that of White staff."),
        (0.01, "is less than 0.1 percentage points above that of White staff."),
        (0.0, "is the same among BME staff and White staff."),
    ],
)  # fmt: skip
def test_a_difference_has_its_direction(make: SimpleNamespace, value: float, end: str) -> None:
    measure = make.comparison("difference", "bme", "white", value, Unit.PERCENTAGE_POINTS)
    assert sentences.sentence(make.indicator(8), measure).endswith(end)


@pytest.mark.parametrize(
    ("measure", "value", "text"),
    [
        ("gap_to_workforce", -12.06, "is 12.1 percentage points below that of the whole workforce."),
        ("gap_to_population", 3.0, "is 3.0 percentage points above that of the population served."),
        ("gap_to_workforce", 0.0, "is that of the whole workforce."),
    ],
)  # fmt: skip
def test_a_gap_names_its_benchmark(make: SimpleNamespace, measure: str, value: float, text: str) -> None:
    gap = make.comparison(measure, "bme", None, value, Unit.PERCENTAGE_POINTS, board="voting")
    assert sentences.sentence(make.indicator(9), gap) == f"Voting members: the BME share {text}"


def test_every_indicator_has_a_sentence_for_each_of_its_comparisons(make: SimpleNamespace) -> None:
    for number in range(1, 10):
        indicator = make.indicator(number)
        unit = Unit.RATIO if indicator.kind == "relative_likelihood" else Unit.PERCENTAGE_POINTS
        for value in (0.0, 0.5, 1.0, 2.0):
            text = sentences.sentence(indicator, make.comparison("difference", "bme", "white", value, unit))
            assert text.startswith(("BME", "The share of", "Whole workforce"))
            assert "times more" not in text


def test_every_reason_has_words() -> None:
    assert set(sentences.REASONS) == set(Reason)
    assert all(text and text[0].islower() and not text.endswith(".") for text in sentences.REASONS.values())


def test_every_status_and_severity_has_a_name() -> None:
    assert set(labels.STATUS_NAMES) == set(Status)
    assert set(labels.SEVERITY_NAMES) == set(Severity)


def test_a_missing_table_is_named(make: SimpleNamespace) -> None:
    assert sentences.not_calculated(make.indicator(4, reason=Reason.TABLE_MISSING)) == (
        "Not calculated: a table that it needs was not sent (it needs training and workforce)."
    )
    assert sentences.not_calculated(make.indicator(4, reason=Reason.SUPPRESSED)).startswith("Not shown: ")


def test_every_group_band_and_category_has_a_name() -> None:
    every = {group for grouping in ETHNICITY.groupings for group in grouping.groups}
    names = [labels.group_name(group) for group in every]
    assert len(set(names)) == len(every)
    assert labels.group_name("R") == "R Chinese"
    for band in PayBand:
        assert labels.breakdown_value("pay_band", band) == BAND_LABELS[band]
    for category in StaffCategory:
        assert "_" not in labels.breakdown_value("staff_category", category)


def test_a_breakdown_reads_from_the_large_to_the_small() -> None:
    breakdown = {
        "pay_band": "band_8a",
        "staff_category": "clinical_non_medical",
        "grouping": "ethnic_heading",
    }
    assert labels.breakdown_label(breakdown) == "Clinical, non-medical - Band 8a"
    assert labels.breakdown_label({}) == "Whole workforce"
    own = {"site_name": "north_east"}
    assert labels.breakdown_label(own) == "Site name: north_east"
    assert labels.breakdown_label(own, headed=False) == "north_east"
    assert labels.breakdown_label({"site_name": "not stated"}) == "Site name: Not stated"
