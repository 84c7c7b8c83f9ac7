"""The standard of 2015: its own indicators 1, 2, 4 and 9."""

import pytest
from tests import build

from wres_calc.errors import ConfigurationError

WORKFORCE = """
    employee_number, ethnic_category, staff_group,                      grade,  job_role
    1,               A,               Nursing and Midwifery Registered, Band 8a, Matron
    2,               H,               Nursing and Midwifery Registered, Band 8d, Matron
    3,               A,               Administrative and Clerical,      VSM,     Chief Executive
    4,               ,                Administrative and Clerical,      Band 9,  Director
    5,               B,               Administrative and Clerical,      8C,      Manager
    6,               A,               Administrative and Clerical,      Band 7,  Manager
    7,               N,               Nursing and Midwifery Registered, Band 5,  Nurse
    8,               H,               Nursing and Midwifery Registered, Band 5,  Nurse
    9,               J,               Medical and Dental,               YC72,    Consultant
    10,              A,               Medical and Dental,               YC72,    Medical Director
"""
"""Senior: 3 White, 1 BME, 1 unknown of 5. All: 5 White, 4 BME, 1 unknown of 10."""

SENIOR = {"pay_band": "senior_bands"}


def test_indicator_1_is_bands_8_9_and_vsm_beside_all_staff(calc):
    figures = calc({"workforce": WORKFORCE}, year=2015)
    assert figures.value(1, "share", "bme", **SENIOR) == 100 * 1 / 5
    assert figures.value(1, "share", "bme") == 100 * 4 / 10
    assert figures.value(1, "gap_to_workforce", "bme", **SENIOR) == 100 * 1 / 5 - 100 * 4 / 10


def test_unknown_is_in_the_denominator(calc):
    figures = calc({"workforce": WORKFORCE}, year=2015)
    assert figures.counts(1, "share", "unknown", **SENIOR) == (1, 5)
    assert figures.counts(1, "share", "white", **SENIOR) == (3, 5)


def test_doctors_are_in_the_whole_workforce_and_in_no_senior_band(calc):
    doctors = """
        employee_number, ethnic_category, staff_group,                 grade,   job_role
        1,               H,               Medical and Dental,          Band 8a, Consultant
        2,               A,               Administrative and Clerical, VSM,     Director
    """
    figures = calc({"workforce": doctors}, year=2015)
    assert figures.counts(1, "share", "bme", **SENIOR) == (0, 1)
    assert figures.counts(1, "share", "bme") == (1, 2)


def test_single_bands_are_not_given(calc):
    figures = calc({"workforce": WORKFORCE}, year=2015)
    assert [one.breakdown for one in figures.measures(1, "share") if one.group == "bme"] == [
        SENIOR,
        {},
    ]


def test_indicator_2_is_bme_over_white(calc):
    recruitment = """
        ethnic_category, appointed
        A,               yes
        A,               no
        H,               yes
        H,               no
        N,               no
    """
    figures = calc({"recruitment": recruitment}, year=2015)
    assert figures.value(2, "relative_likelihood", "bme", "white") == (1 / 3) / (1 / 2)
    assert len(figures.measures(2, "relative_likelihood")) == 1


def test_indicator_4_is_bme_over_white(calc):
    figures = calc(
        {"workforce": WORKFORCE, "training": "employee_number,mandatory\n1,no\n3,no\n7,no"}, year=2015
    )
    assert figures.value(4, "relative_likelihood", "bme", "white") == (1 / 4) / (2 / 5)


def test_indicator_3_is_bme_over_white_and_a_mean_of_two_years(calc):
    disciplinary = """
        employee_number, entered_on
        1,               2014-06-01
        7,               2014-06-01
        8,               2013-06-01
    """
    figures = calc({"workforce": WORKFORCE, "disciplinary": disciplinary}, year=2015)
    assert figures.value(3, "relative_likelihood", "bme", "white") == (1 / 4) / (0.5 / 5)


BOARD = """
    ethnic_category, voting, executive
    A,               yes,    yes
    A,               yes,    no
    H,               yes,    no
    A,               no,     yes
"""


@pytest.mark.parametrize(
    ("board", "bme", "members"),
    [("total", 1, 4), ("voting", 1, 3), ("executive", 0, 2), ("non_executive", 1, 2), ("non_voting", 0, 1)],
)
def test_indicator_9_is_beside_the_population_served(calc, board, bme, members):
    figures = calc({"board": BOARD}, year=2015, settings="[population_served]\nbme = 14.5\n")
    assert figures.value(9, "share", "bme", board=board) == 100 * bme / members
    assert figures.value(9, "gap_to_population", "bme", board=board) == 100 * bme / members - 14.5
    assert figures.groups(9, "gap_to_population") == {"bme"}
    assert figures.measures(9, "gap_to_workforce") == []


def test_the_white_population_served_gives_the_gap_of_white_members(calc):
    figures = calc({"board": BOARD}, year=2015, settings="[population_served]\nbme = 14.5\nwhite = 82.3\n")
    assert figures.value(9, "gap_to_population", "bme", board="total") == 100 * 1 / 4 - 14.5
    assert figures.value(9, "gap_to_population", "white", board="total") == 100 * 3 / 4 - 82.3
    assert figures.groups(9, "gap_to_population") == {"bme", "white"}


@pytest.mark.parametrize("said", ["white = 90\nbme = 20", "white = 0.823\nbme = 0.145"])
def test_a_population_served_that_is_not_in_percent_is_refused(calc, said):
    with pytest.raises(ConfigurationError, match="must be in percent, and come to no more than 100"):
        calc({"board": BOARD}, year=2015, settings=f"[population_served]\n{said}\n")


def test_without_the_population_served_there_is_no_gap(calc):
    figures = calc({"board": BOARD}, year=2015)
    gaps = figures.measures(9, "gap_to_population")
    reasons = {gap.reason for gap in gaps} | {figures.not_calculated(9)}
    assert "population_served_missing" in reasons
    assert all(gap.value is None for gap in gaps)


@pytest.mark.parametrize("year", range(2016, build.LAST + 1))
def test_from_2016_on_all_bands_the_workforce_and_white_over_bme(calc, year):
    recruitment = "ethnic_category,appointed\nA,yes\nA,no\nH,yes"
    figures = calc({"workforce": WORKFORCE, "recruitment": recruitment, "board": BOARD}, year=year)
    nurses = {"staff_category": "clinical_non_medical", "pay_band": "band_5"}
    assert figures.value(1, "share", "bme", **nurses) == 100 * 2 / 2
    assert figures.value(2, "relative_likelihood", "white", "bme") == (1 / 2) / (1 / 1)
    assert figures.value(9, "gap_to_workforce", "bme", board="total") == 100 * 1 / 4 - 100 * 4 / 10
