"""`counts`: people already counted, in place of the row-level tables."""

import pytest

WORKFORCE = """
    population, group, people, staff_category,       pay_band
    workforce,  white,        6,      clinical_non_medical, band_5
    workforce,  bme,          3,      clinical_non_medical, band_5
    workforce,  unknown,      1,      clinical_non_medical, band_5
    workforce,  white,        4,      non_clinical,         band_8a
    workforce,  bme,          0,      non_clinical,         band_8a
    workforce,  white,        5,      medical_and_dental,   consultant
    workforce,  bme,          3,      medical_and_dental,   consultant
    workforce,  white,        2,      medical_and_dental,   senior_medical_manager
"""
"""15 White, 6 BME, 1 unknown; two of the consultants are senior medical managers."""

BARE = """
    population,   group, people
    workforce,    white,        80
    workforce,    bme,          15
    workforce,    unknown,      5
    shortlisted,  white,        40
    shortlisted,  bme,          20
    appointed,    white,        10
    appointed,    bme,          2
    disciplinary, white,        4
    disciplinary, bme,          3
    training,     white,        20
    training,     bme,          3
    training,     unknown,      1
    board,        white,        8
    board,        bme,          2
    board_voting, white,        6
    board_voting, bme,          1
    board_executive, white,     3
    board_executive, bme,       1
"""


def test_shares_of_the_workforce_by_band(calc):
    figures = calc({"counts": WORKFORCE})
    nurses = {"staff_category": "clinical_non_medical", "pay_band": "band_5"}
    assert figures.value(1, "share", "bme", **nurses) == 100 * 3 / 10
    assert figures.value(1, "gap_to_workforce", "bme", **nurses) == 100 * 3 / 10 - 100 * 6 / 22
    assert figures.value(1, "share", "bme", staff_category="non_clinical") == 0
    assert (
        figures.reason(1, "share", "bme", staff_category="non_clinical", pay_band="band_2")
        == "nobody_in_group"
    )


def test_senior_medical_managers_are_of_the_consultants_and_added_to_no_total(calc):
    figures = calc({"counts": WORKFORCE})
    doctors = {"staff_category": "medical_and_dental"}
    assert figures.counts(1, "share", "white", **doctors, pay_band="senior_medical_manager") == (2, 2)
    assert figures.counts(1, "share", "white", **doctors, pay_band="consultant") == (5, 8)
    assert figures.counts(1, "share", "white", **doctors) == (5, 8)
    assert figures.counts(1, "share", "white") == (15, 22)


def test_a_bare_total_gives_the_whole_workforce_and_no_bands(calc):
    figures = calc({"counts": BARE})
    assert figures.value(1, "share", "bme") == 100 * 15 / 100
    assert figures.value(1, "share", "unknown") == 100 * 5 / 100
    bands = [one for one in figures.indicator(1).measures if one.breakdown]
    assert all((one.value, one.reason) == (None, "no_detail_in_counts") for one in bands)


def test_the_ratios(calc):
    figures = calc({"counts": BARE})
    assert figures.value(2, "relative_likelihood", "white", "bme") == (10 / 40) / (2 / 20)
    assert figures.value(3, "relative_likelihood", "bme", "white") == (3 / 15) / (4 / 80)
    assert figures.value(4, "relative_likelihood", "white", "bme") == (20 / 80) / (3 / 15)
    assert figures.counts(4, "likelihood", "unknown") == (1, 5)


@pytest.mark.parametrize(
    ("board", "white", "bme"),
    [("total", 8, 2), ("voting", 6, 1), ("non_voting", 2, 1), ("executive", 3, 1), ("non_executive", 5, 1)],
)
def test_the_board(calc, board, white, bme):
    figures = calc({"counts": BARE})
    assert figures.value(9, "share", "bme", board=board) == 100 * bme / (white + bme)
    gap = figures.value(9, "gap_to_workforce", "bme", board=board)
    assert gap == 100 * bme / (white + bme) - 100 * 15 / 100


def test_counts_fill_in_for_the_tables_that_are_absent(calc, staff):
    counts = """
        population,   group, people
        disciplinary, white,        1
        disciplinary, bme,          1
    """
    figures = calc({"workforce": staff("A", "A", "A", "H", "N"), "counts": counts})
    assert figures.value(3, "relative_likelihood", "bme", "white") == (1 / 2) / (1 / 3)
    assert figures.not_calculated(4) == "table_missing"


def test_a_population_sent_twice_is_an_issue(calc, staff):
    counts = """
        population, group, people
        workforce,  white,        100
        workforce,  bme,          100
    """
    figures = calc({"workforce": staff("A", "A", "A", "H"), "counts": counts})
    assert "population-sent-twice" in figures.issues()


def test_a_figure_given_twice_is_an_error_and_never_added_up(calc):
    """Two sites, or one figure pasted twice: nobody can tell, so no number comes of it."""
    counts = """
        population,  group, people
        shortlisted, white,        4
        shortlisted, white,        6
        shortlisted, bme,          5
        appointed,   white,        2
        appointed,   bme,          1
    """
    assert calc({"counts": counts}).not_calculated(2) == "table_has_errors"


def test_counts_say_nothing_of_the_detailed_groups(calc):
    figures = calc({"counts": BARE}, by=["ethnic-heading"])
    detailed = [one for one in figures.indicator(2).measures if "grouping" in one.breakdown]
    assert all((one.value, one.reason) == (None, "no_detail_in_counts") for one in detailed)
    assert figures.value(2, "likelihood", "bme") == 100 * 2 / 20
