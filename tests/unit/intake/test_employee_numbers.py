"""Employee numbers that are the same but for zeros, decimals or case: never two people's as one, nor one's as two."""

from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.intake.load import load
from wres_calc.report.report import Report

NURSE = "Nursing and Midwifery Registered,Band 5"


def sent(folder: Path, staff: list[str], events: list[str]) -> Path:
    rows = "".join(f"{number},A,{NURSE}\n" for number in staff)
    header = "employee_number,ethnic_category,staff_group,grade\n"
    (folder / "workforce.csv").write_text(header + rows, encoding="utf-8")
    (folder / "training.csv").write_text(
        "employee_number,mandatory\n" + "".join(f"{number},no\n" for number in events), encoding="utf-8"
    )
    return folder


def trained(report: Report) -> tuple[float | None, ...]:
    (fourth,) = (each for each in report.indicators if each.number == 4)
    assert fourth.reason is None, fourth.reason
    (white,) = (one for one in fourth.measures if (one.measure, one.group) == ("likelihood", "white"))
    return white.numerator, white.denominator


def rows_of(report: Report, code: str) -> list[tuple[str | None, int | None]]:
    return [(item.table, item.row) for item in report.issues.items if item.code == code]


@pytest.mark.parametrize(
    ("staff", "events", "read"),
    [
        (["00123", "00456"], ["123", "456"], ["00123", "00456"]),
        (["00123", "00456", "A77"], ["123", "456"], ["00123", "00456"]),
        (["00123", "456"], ["123", "00456"], ["00123", "456"]),
        (["00123", "0456"], ["123", "456"], ["00123", "0456"]),
        (["E0012", "00013"], ["e0012", "13"], ["E0012", "00013"]),
        (["123", "456"], ["123.0", "456.00"], ["123", "456"]),
        (["1", "2"], ["001", "01", "1"], ["1", "1", "1"]),
        (["7"], ["00123", "123"], ["00123", "00123"]),  # neither is in the workforce
        (["7"], ["x1", "X1"], ["x1", "x1"]),
    ],
)
def test_a_number_that_is_like_one_alone_is_that_one(tmp_path, staff, events, read):
    table = load(sent(tmp_path, staff, events), year=2025, organisation="RX1").tables["training"]
    assert table.frame.get_column("employee_number").to_list() == read
    remarks = {remark.code for remark in table.remarks}
    assert "employee-numbers-alike" in remarks or any("." in number for number in events)


def test_capital_letters_make_no_two_people_in_the_workforce(tmp_path):
    report = pipeline.calculate(
        sent(tmp_path, ["e12", "E12", "E13"], ["E12", "e13", "E13"]), year=2025, organisation="RX1"
    )
    assert trained(report) == (2, 2)


def test_one_number_with_letters_does_not_turn_off_the_repair_of_the_others(tmp_path):
    folder = sent(tmp_path, ["00001", "00002", "00003", "A0004"], ["1", "2", "a0004"])
    assert trained(pipeline.calculate(folder, year=2025, organisation="RX1")) == (3, 4)


@pytest.mark.parametrize(
    ("staff", "events", "unclear"),
    [
        (["00123", "123"], ["123", "00123"], [("training", 2)]),
        (["00123", "123"], ["0123"], [("training", 2)]),
        (["00123", "0123"], ["123"], [("training", 2)]),
        (["00123", "0123"], ["000123", "00123"], [("training", 2)]),
        (["7"], ["00123", "0123", "123"], [("training", 4)]),
    ],
)
def test_a_number_that_is_like_several_is_an_error(tmp_path, staff, events, unclear):
    report = pipeline.calculate(sent(tmp_path, staff, events), year=2025, organisation="RX1")
    assert rows_of(report, "employee-number-unclear") == unclear
    assert report.issues.error == len(unclear)


def test_a_workforce_that_has_a_number_with_zeros_and_without_has_two_people_and_a_warning(tmp_path):
    report = pipeline.calculate(sent(tmp_path, ["00123", "123"], ["00123"]), year=2025, organisation="RX1")
    assert trained(report) == (1, 2)
    assert rows_of(report, "leading-zeros-lost") == [("workforce", 3)]


def test_numbers_that_are_different_people_by_their_zeros_stay_so(tmp_path):
    report = pipeline.calculate(
        sent(tmp_path, ["00123", "0123"], ["00123", "0123"]), year=2025, organisation="RX1"
    )
    assert trained(report) == (2, 2)


@pytest.mark.parametrize(("long", "short", "said"), [(5, 5, 0), (6, 5, 5), (4, 5, 0)])
def test_numbers_shorter_than_most_others_have_lost_zeros(tmp_path, long, short, said):
    """Where more than half have the same number of digits, six or more."""
    staff = [f"{70_000_001 + n}" for n in range(long)] + [f"{8_000_001 + n}" for n in range(short)]
    report = pipeline.calculate(sent(tmp_path, staff, []), year=2025, organisation="RX1")
    lost = [item for item in report.issues.items if item.code == "leading-zeros-lost"]
    assert sum(item.count for item in lost) == said
