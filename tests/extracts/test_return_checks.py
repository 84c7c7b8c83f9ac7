"""A filled-in return is checked: each kind of typing error is found at its cell, and correct forms raise no alarm.

A few random trusts in every run, hundreds in `make test-long`.
"""

import random
from pathlib import Path

import openpyxl
import pytest
from tests import build, returns
from tests.returns import OPTIONS, random_report, rows_of, typed

from wres_calc import pipeline

FEW, MANY = range(2), range(2, 120)
SEEDS = [*FEW, *(pytest.param(seed, marks=pytest.mark.long) for seed in MANY)]
ALARMS = (
    "return-",
    "counts-do-not",
    "wrong-number",
    "more-events",
    "number-out",
    "percentages-look",
    "groups-swapped",
)
HARMLESS = "return-row-read-loosely"
STYLES = ("full", "cells", "per cent", "text")
RATIO_2 = "Relative likelihood of White staff being appointed from shortlisting compared to BME staff"
RATIO_3 = "Relative likelihood of BME staff entering the formal disciplinary process compared to White staff"
SURVEY = (
    "7) Percentage believing that the trust provides equal opportunities for career progression or promotion"
)
SHARE = "Total board members - % by ethnicity"
GAP = "Difference (Total board - overall workforce)"


def alarms(path: Path, **more) -> list[tuple[str, tuple[int, ...], str | None]]:
    options = pipeline.Options(year=2025, organisation="RX1", **more)
    found = pipeline.assess(path, options).issues
    return [
        (each.code, tuple(each.rows), each.column)
        for each in found
        if each.code.startswith(ALARMS) and each.code != HARMLESS
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_correct_form_raises_no_alarm(seed, style, tmp_path):
    report = random_report(seed, tmp_path / "s")
    typed(report, style, tmp_path / "r.xlsx")
    assert alarms(tmp_path / "r.xlsx") == []


@pytest.mark.parametrize("seed", SEEDS)
def test_filled_and_read_again_a_return_gives_the_same_counts(seed, tmp_path):
    report = random_report(seed, tmp_path / "s")
    typed(report, "full", tmp_path / "r.xlsx")
    again = pipeline.build_report(pipeline.assess(tmp_path / "r.xlsx", OPTIONS), OPTIONS)
    for before, after in zip(report.indicators, again.indicators, strict=True):
        was = {(m.measure, str(m.breakdown), m.group): (m.numerator, m.denominator) for m in before.measures}
        now = {(m.measure, str(m.breakdown), m.group): (m.numerator, m.denominator) for m in after.measures}
        assert now == was
        values = {(m.measure, str(m.breakdown), m.group): m.value for m in before.measures}
        assert values == pytest.approx(
            {(m.measure, str(m.breakdown), m.group): m.value for m in after.measures}
        )


def plus(by):
    return lambda value, chance: value + by


PLANTED = {
    "a band": (
        "Band 5",
        "count",
        lambda value, chance: value + chance.randint(1, 9),
        "counts-do-not-add-up",
        "whole",
    ),
    "a workforce": (
        "Number of staff in overall workforce",
        "count",
        plus(7),
        "return-workforce-differs",
        "cell",
    ),
    "of which": ("of which senior medical manager", "count", plus(500), "counts-do-not-add-up", "cell"),
    "the board": ("Total board members", "count", plus(3), "counts-do-not-add-up", "cell"),
    "voting": ("of which: Voting board members", "count", plus(1), "counts-do-not-add-up", "cell"),
    "executive": ("Exec board members", "count", plus(1), "counts-do-not-add-up", "cell"),
    "more appointed": (
        "Number appointed from shortlisting",
        "count",
        plus(5_000),
        "more-events-than-people",
        "cell",
    ),
    "more events": (
        "Number of staff entering the formal disciplinary process",
        "count",
        plus(50_000),
        "more-events-than-people",
        "cell",
    ),
    "text": ("Band 7", "count", lambda value, chance: f"about {value}", "wrong-number", "cell"),
    "half a person": ("Trainee grades", "count", plus(0.5), "wrong-number", "cell"),
    "fewer than none": ("Trainee grades", "count", lambda value, chance: -value, "wrong-number", "cell"),
    "text in a percentage": (SURVEY, "count", lambda value, chance: "tbc", "wrong-number", "cell"),
    "a fraction among per cents": (
        SURVEY,
        "count",
        lambda value, chance: 0.41,
        "percentages-look-like-fractions",
        "cell",
    ),
    "over 100": (SURVEY, "count", lambda value, chance: 141.0, "number-out-of-range", "cell"),
    "another ratio": (RATIO_3, "one", lambda value, chance: value * 1.3 + 0.1, "return-differs", "cell"),
    "a ratio in per cent": (
        RATIO_2,
        "one",
        lambda value, chance: f"{value:.2f}%",
        "return-ratio-in-percent",
        "cell",
    ),
    "a ratio as per cents": (
        RATIO_2,
        "one",
        lambda value, chance: f"{100 * value:.0f}%",
        "return-ratio-in-percent",
        "cell",
    ),
    "text for a ratio": (RATIO_2, "one", lambda value, chance: "n/a", "return-text-in-number", "cell"),
    "a share in hundredths": (
        SHARE,
        "share",
        lambda value, chance: f"{value:.4f}%",
        "return-fraction-for-percent",
        "cell",
    ),
}


@pytest.mark.parametrize("kind", PLANTED)
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 30))])
def test_a_typing_error_is_found_at_its_cell(kind, seed, tmp_path):
    chance = random.Random(f"{kind} {seed}")
    label, form, change, code, where = PLANTED[kind]
    book = typed(random_report(seed, tmp_path / "s"), "per cent" if label == SURVEY else "full")
    sheet = book["Return"]
    rows = rows_of(sheet)
    row, column = chance.choice(rows[label]), 2 if form == "one" else chance.choice((2, 3))
    cell = sheet.cell(row, column)
    cell.value = change(cell.value, chance)
    cell.number_format = "General"
    book.save(tmp_path / "r.xlsx")
    if where == "whole":
        row = rows["Number of staff in workforce"][0]
    found = alarms(tmp_path / "r.xlsx")
    assert (code, (row,), (None, None, "White", "BME")[column]) in found, found


@pytest.mark.parametrize("seed", SEEDS[:40])
def test_a_gap_without_its_sign_is_found(seed, tmp_path):
    book = typed(random_report(seed, tmp_path / "s"), "cells")
    sheet = book["Return"]
    (row,) = rows_of(sheet)[GAP]
    column = next(column for column in (2, 3) if abs(sheet.cell(row, column).value) > 0.002)
    sheet.cell(row, column).value *= -1
    book.save(tmp_path / "r.xlsx")
    assert ("return-sign-wrong", (row,), (None, None, "White", "BME")[column]) in alarms(tmp_path / "r.xlsx")


@pytest.mark.parametrize("seed", SEEDS[:40])
def test_whole_is_1_where_others_are_in_per_cent(seed, tmp_path):
    """The board is all White: 1.0 for 100."""
    tables = returns.random_tables(seed)
    lines = [line for line in tables["counts"].splitlines() if not line.startswith("board")]
    lines += [
        f"{part},{group},{people},,"
        for part, white in (("board", 9), ("board_voting", 7), ("board_executive", 5))
        for group, people in (("white", white), ("bme", 0), ("unknown", 0))
    ]
    tables["counts"] = "\n".join(lines) + "\n"
    report = pipeline.calculate(build.submission(tmp_path / "s", tables))
    for style, value in (("per cent", 1.0), ("cells", 0.01), ("text", "1.0 %")):
        book = typed(report, style)
        sheet = book["Return"]
        (row,) = rows_of(sheet)[SHARE]
        sheet.cell(row, 2).value = value
        book.save(tmp_path / "r.xlsx")
        assert ("return-fraction-for-percent", (row,), "White") in alarms(tmp_path / "r.xlsx"), style


@pytest.mark.parametrize("seed", SEEDS[:40])
def test_a_ratio_of_rounded_rates_is_found(seed, tmp_path):
    book = typed(random_report(seed, tmp_path / "s"), "full")
    sheet = book["Return"]
    (row,) = rows_of(sheet)[RATIO_3]
    white, bme = (round(100 * sheet.cell(row - 1, column).value) for column in (2, 3))
    exact, rounded = sheet.cell(row, 2).value, bme / white if white else 0
    if not white or abs(exact - rounded) < 0.06:
        pytest.skip("rounding changes nothing here")
    sheet.cell(row, 2).value = round(rounded, 2)
    book.save(tmp_path / "r.xlsx")
    assert ("return-rounded-rates", (row,), "White") in alarms(tmp_path / "r.xlsx")


@pytest.mark.parametrize(
    "label", ["Number of staff accessing non-mandatory training and CPD", SURVEY, "Band 6"]
)
@pytest.mark.parametrize("seed", SEEDS[:20])
def test_groups_swapped_against_the_year_before_are_found(seed, label, tmp_path):
    before = build.submission(tmp_path / "before", returns.random_tables(seed), year=2024)
    book = typed(random_report(seed, tmp_path / "s"), "cells")
    sheet = book["Return"]
    book.save(tmp_path / "right.xlsx")
    assert not [
        each for each in alarms(tmp_path / "right.xlsx", prior=(before,)) if each[0] == "groups-swapped"
    ]
    row = rows_of(sheet)[label][0]
    if label != SURVEY and sheet.cell(row, 2).value < 2.5 * sheet.cell(row, 3).value + 20:
        pytest.skip("too few people to tell")
    white, bme = sheet.cell(row, 2), sheet.cell(row, 3)
    white.value, bme.value = bme.value, white.value
    book.save(tmp_path / "r.xlsx")
    assert ("groups-swapped", (row,), "BME") in alarms(tmp_path / "r.xlsx", prior=(before,))


def test_groups_of_several_years_are_those_of_the_year(tmp_path):
    path = returns.own_form(tmp_path / "form.xlsx", years=True)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for row in range(6, sheet.max_row + 1):
        for column in (11, 12, 13):
            sheet.cell(row, column).value = 9_999
    book.save(path)
    from wres_calc.intake.layouts import read_return

    form = read_return(path, 2025)
    assert [form.block.place(0, at)[1] for at in form.at.values()] == [6, 8, 9]
    assert [form.block.place(0, at)[1] for at in read_return(path, 2024).at.values()] == [11, 12, 13]


def test_groups_that_stand_twice_without_a_year_are_refused(tmp_path):
    path = returns.own_form(tmp_path / "form.xlsx", years=True)
    book = openpyxl.load_workbook(path)
    book.active["F4"], book.active["K4"] = "this year", "last year"
    book.active["F7"] = 1
    book.save(path)
    found = pipeline.find_issues([path], OPTIONS).submissions[0].issues.items
    assert [each.code for each in found if each.severity == "error"][:1] == ["heading-repeated"]
