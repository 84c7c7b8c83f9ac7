"""Indicator 3 in reporting years 2015 to 2019: the mean of this year's and the previous year's people."""

import pytest

STAFF = ("A", "A", "A", "A", "H", "H", "N", "Z")
"""Employees 1 to 4 White, 5 to 7 BME, 8 unknown."""

TWO_YEARS = """
    employee_number, entered_on
    1,               2018-06-01
    2,               2017-06-01
    3,               2017-09-01
    5,               2018-04-01
    6,               2019-03-31
    7,               2018-03-31
"""
"""White: 1 this year and 2 the year before. BME: 2 and 1."""


@pytest.mark.parametrize("year", [2016, 2017, 2018, 2019])
def test_the_numerator_is_the_mean_of_two_years(calc, staff, year):
    disciplinary = f"""
        employee_number, entered_on
        1,               {year - 1}-06-01
        2,               {year - 2}-06-01
        3,               {year - 2}-09-01
        5,               {year - 1}-06-01
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary}, year=year)
    assert figures.counts(3, "likelihood", "white") == ((1 + 2) / 2, 4)
    assert figures.counts(3, "likelihood", "bme") == ((1 + 0) / 2, 3)
    assert figures.value(3, "relative_likelihood", "bme", "white") == (0.5 / 3) / (1.5 / 4)


def test_the_denominator_is_this_years_headcount(calc, staff):
    figures = calc({"workforce": staff(*STAFF), "disciplinary": TWO_YEARS}, year=2019)
    assert figures.value(3, "likelihood", "white") == 100 * ((1 + 2) / 2) / 4
    assert figures.value(3, "likelihood", "bme") == 100 * ((2 + 1) / 2) / 3


def test_somebody_who_enters_in_both_years_counts_in_both(calc, staff):
    disciplinary = """
        employee_number, entered_on
        1,               2018-06-01
        1,               2018-07-01
        1,               2017-06-01
        5,               2017-06-01
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary}, year=2019)
    assert figures.counts(3, "likelihood", "white") == ((1 + 1) / 2, 4)
    assert figures.counts(3, "likelihood", "bme") == ((0 + 1) / 2, 3)


@pytest.mark.parametrize("day", ["2019-04-01", "2017-03-31"])
def test_dates_outside_the_two_years_take_no_part(calc, staff, day):
    disciplinary = f"""
        employee_number, entered_on
        1,               {day}
        2,               2017-06-01
        5,               2018-06-01
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary}, year=2019)
    assert figures.counts(3, "likelihood", "white") == ((0 + 1) / 2, 4)


def test_without_anybody_of_the_previous_year_it_is_not_calculated(calc, staff):
    disciplinary = """
        employee_number, entered_on
        1,               2018-06-01
        5,               2018-06-01
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary}, year=2019)
    assert figures.not_calculated(3) == "previous_year_missing"


def test_rows_without_a_date_cannot_be_placed_and_it_is_not_calculated(calc, staff):
    disciplinary = """
        employee_number, entered_on
        1,               2018-06-01
        2,               2017-06-01
        5,
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary}, year=2019)
    assert figures.not_calculated(3) is not None


def test_counts_hold_one_year_only_and_it_is_not_calculated(calc, staff):
    counts = """
        population,   group, people
        disciplinary, white,        3
        disciplinary, bme,          2
    """
    figures = calc({"workforce": staff(*STAFF), "counts": counts}, year=2019)
    assert figures.not_calculated(3) == "previous_year_missing"


@pytest.mark.parametrize("year", [2020, 2021, 2026])
def test_from_2020_on_it_is_a_single_year(calc, staff, year):
    disciplinary = f"""
        employee_number, entered_on
        1,               {year - 1}-06-01
        2,               {year - 2}-06-01
        5,               {year - 1}-06-01
    """
    figures = calc({"workforce": staff(*STAFF), "disciplinary": disciplinary}, year=year)
    assert figures.counts(3, "likelihood", "white") == (1, 4)
    assert figures.value(3, "relative_likelihood", "bme", "white") == (1 / 3) / (1 / 4)


THIS = """
    employee_number, entered_on
    1,               2018-06-01
    5,               2018-04-01
    6,
"""
BEFORE = """
    employee_number, entered_on
    2,               2017-06-01
    3,
    1,               2018-02-01
    7,               2018-03-31
    4,               2018-04-01
"""
"""Employee 4 entered in the later year, and is not counted by the table of the year before."""


def test_the_year_before_may_stand_in_a_table_of_its_own(calc, staff):
    """Rows without a date are of the year of their table."""
    tables = {"workforce": staff(*STAFF), "disciplinary": THIS, "disciplinary_previous_year": BEFORE}
    figures = calc(tables, year=2019)
    assert figures.counts(3, "likelihood", "white") == ((1 + 3) / 2, 4)
    assert figures.counts(3, "likelihood", "bme") == ((2 + 1) / 2, 3)


def test_rows_left_out_of_the_year_before_are_a_step(calc, staff):
    tables = {"workforce": staff(*STAFF), "disciplinary": THIS, "disciplinary_previous_year": BEFORE}
    settings = (
        '[[exclude]]\ntable = "disciplinary_previous_year"\nrows = [2]\nreason = "entered by mistake"\n'
    )
    figures = calc(tables, year=2019, settings=settings)
    (earlier,) = (
        population
        for population in figures.report.method.populations
        if population.population == "disciplinary_previous_year"
    )
    rows, excluded, *_ = earlier.steps
    assert (rows.step, excluded.step, excluded.dropped) == ("rows", "excluded", 1)
    assert rows.left - 1 == excluded.left
    cautions = [each.text for each in figures.indicator(3).cautions]
    assert "Rows of the table disciplinary_previous_year were left out on purpose." in cautions


def test_a_table_of_its_own_with_nobody_says_that_nobody_entered(calc, staff):
    before = """
        employee_number, entered_on
    """
    tables = {"workforce": staff(*STAFF), "disciplinary": THIS, "disciplinary_previous_year": before}
    assert calc(tables, year=2019).counts(3, "likelihood", "bme") == ((2 + 0) / 2, 3)


def test_an_error_in_the_table_of_the_year_before_stops_the_indicator(calc, staff):
    before = """
        employee_number, entered_on
        2,               never
    """
    tables = {"workforce": staff(*STAFF), "disciplinary": THIS, "disciplinary_previous_year": before}
    assert calc(tables, year=2019).not_calculated(3) == "table_has_errors"


def test_where_each_year_stands_by_itself_the_year_before_is_not_used(calc, staff):
    this = THIS.replace("2018", "2024")
    tables = {"workforce": staff(*STAFF), "disciplinary": this, "disciplinary_previous_year": BEFORE}
    assert calc(tables, year=2025).counts(3, "likelihood", "white") == (1, 4)


def test_the_year_before_in_rows_goes_with_counts_of_this_year(calc, staff):
    counts = """
        population,   group, people
        disciplinary, white,        3
        disciplinary, bme,          2
        disciplinary, unknown,      0
    """
    tables = {"workforce": staff(*STAFF), "counts": counts, "disciplinary_previous_year": BEFORE}
    assert calc(tables, year=2019).counts(3, "likelihood", "white") == ((3 + 3) / 2, 4)
