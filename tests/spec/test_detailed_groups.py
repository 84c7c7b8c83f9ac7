"""`--by ethnic-heading` and `--by ethnic-category`: every measure again for the detailed groups."""

import pytest

HEADINGS = {"white": "ABC", "mixed": "DEFG", "asian": "HJKL", "black": "MNP", "other": "RS", "unknown": "Z"}
CATEGORIES = set("ABCDEFGHJKLMNPRS")

STAFF = ("A", "A", "B", "C", "H", "J", "D", "N", "N", "R", "S", "Z")
"""4 White, 2 Asian, 1 mixed, 2 Black, 2 other, 1 unknown: 12 people."""
HEADING = {"grouping": "ethnic_heading"}
CATEGORY = {"grouping": "ethnic_category"}


@pytest.mark.parametrize(("heading", "letters"), HEADINGS.items())
def test_the_sixteen_categories_fall_under_five_headings(calc, staff, heading, letters):
    figures = calc({"workforce": staff(*"ABCDEFGHJKLMNPRSZ")}, by=["ethnic-heading"])
    assert figures.counts(1, "share", heading, **HEADING) == (len(letters), 17)


def test_shares_by_heading(calc, staff):
    figures = calc({"workforce": staff(*STAFF)}, by=["ethnic-heading"])
    assert figures.value(1, "share", "white", **HEADING) == 100 * 4 / 12
    assert figures.value(1, "share", "asian", **HEADING) == 100 * 2 / 12
    assert figures.value(1, "share", "unknown", **HEADING) == 100 * 1 / 12
    nurses = {"staff_category": "clinical_non_medical", "pay_band": "band_5"}
    assert figures.value(1, "share", "black", **nurses, **HEADING) == 100 * 2 / 12


def test_shares_by_category_with_z_for_unknown(calc, staff):
    figures = calc({"workforce": staff(*STAFF)}, by=["ethnic-category"])
    assert figures.value(1, "share", "A", **CATEGORY) == 100 * 2 / 12
    assert figures.value(1, "share", "K", **CATEGORY) == 0
    assert figures.value(1, "share", "Z", **CATEGORY) == 100 * 1 / 12


def test_the_plain_measures_stay_as_they_were(calc, staff):
    figures = calc({"workforce": staff(*STAFF)}, by=["ethnic-heading", "ethnic-category"])
    assert figures.value(1, "share", "bme") == 100 * 7 / 12
    assert figures.value(1, "share", "asian", **HEADING) == 100 * 2 / 12
    assert figures.value(1, "share", "H", **CATEGORY) == 100 * 1 / 12


def test_without_asking_there_are_none(calc, staff):
    figures = calc({"workforce": staff(*STAFF)})
    assert all("grouping" not in one.breakdown for one in figures.indicator(1).measures)


def test_the_gap_is_given_for_every_detailed_group_but_unknown(calc):
    workforce = """
        employee_number, ethnic_category, staff_group,                 grade
        1,               A,               Administrative and Clerical, Band 2
        2,               H,               Administrative and Clerical, Band 2
        3,               H,               Administrative and Clerical, Band 3
        4,               N,               Administrative and Clerical, Band 3
    """
    figures = calc({"workforce": workforce}, by=["ethnic-heading"])
    band_3 = {"staff_category": "non_clinical", "pay_band": "band_3"}
    assert figures.value(1, "gap_to_workforce", "asian", **band_3, **HEADING) == 100 * 1 / 2 - 100 * 2 / 4
    assert figures.value(1, "gap_to_workforce", "white", **band_3, **HEADING) == 0 - 100 * 1 / 4
    assert figures.groups(1, "gap_to_workforce") == {"bme", "white", "mixed", "asian", "black", "other"}


RECRUITMENT = """
    ethnic_category, appointed
    A,               yes
    B,               no
    C,               yes
    A,               no
    H,               yes
    J,               no
    J,               no
    N,               no
    R,               yes
    Z,               yes
"""


def test_ratios_compare_each_with_the_whole_white_group(calc):
    """Whatever the direction of the indicator: the detailed group over White."""
    figures = calc({"recruitment": RECRUITMENT}, by=["ethnic-heading", "ethnic-category"])
    assert figures.value(2, "relative_likelihood", "asian", "white", **HEADING) == (1 / 3) / (2 / 4)
    assert figures.value(2, "relative_likelihood", "other", "white", **HEADING) == (1 / 1) / (2 / 4)
    assert figures.value(2, "relative_likelihood", "H", "white", **CATEGORY) == (1 / 1) / (2 / 4)
    assert figures.value(2, "relative_likelihood", "A", "white", **CATEGORY) == (1 / 2) / (2 / 4)
    assert figures.reason(2, "relative_likelihood", "mixed", "white", **HEADING) == "nobody_in_group"


def test_the_likelihood_is_given_for_unknown_and_the_ratio_is_not(calc):
    figures = calc({"recruitment": RECRUITMENT}, by=["ethnic-heading"])
    assert figures.value(2, "likelihood", "unknown", **HEADING) == 100 * 1 / 1
    ratios = [
        one.group
        for one in figures.measures(2, "relative_likelihood")
        if one.breakdown == {"grouping": "ethnic_heading"}
    ]
    assert sorted(ratios) == ["asian", "black", "mixed", "other"]


def test_by_category_all_sixteen_are_compared(calc):
    figures = calc({"recruitment": RECRUITMENT}, by=["ethnic-category"])
    ratios = {
        one.group
        for one in figures.measures(2, "relative_likelihood")
        if one.breakdown == {"grouping": "ethnic_category"}
    }
    assert ratios == CATEGORIES


def test_events_over_the_workforce_by_heading(calc, staff):
    tables = {
        "workforce": staff(*STAFF),
        "disciplinary": "employee_number\n1\n5",
        "training": "employee_number,mandatory\n2,no\n8,no",
    }
    figures = calc(tables, by=["ethnic-heading"])
    assert figures.value(3, "relative_likelihood", "asian", "white", **HEADING) == (1 / 2) / (1 / 4)
    assert figures.value(4, "relative_likelihood", "black", "white", **HEADING) == (1 / 2) / (1 / 4)
    assert figures.value(4, "relative_likelihood", "asian", "white", **HEADING) == 0


def test_differences_of_the_survey_are_to_white(calc):
    survey = """
        ethnic_category, q16b
        A,               Yes
        A,               No
        H,               Yes
        J,               Yes
        K,               No
        N,               No
    """
    figures = calc({"staff_survey": survey}, by=["ethnic-heading", "ethnic-category"])
    assert figures.value(8, "percentage", "asian", **HEADING) == 100 * 2 / 3
    assert figures.value(8, "difference", "asian", "white", **HEADING) == 100 * 2 / 3 - 100 * 1 / 2
    assert figures.value(8, "difference", "K", "white", **CATEGORY) == 0 - 100 * 1 / 2
    assert figures.reason(8, "difference", "mixed", "white", **HEADING) == "nobody_in_group"


def test_boards_by_heading(calc, staff):
    board = """
        ethnic_category, voting, executive
        A,               yes,    yes
        H,               yes,    no
        N,               no,     no
    """
    figures = calc({"workforce": staff(*STAFF), "board": board}, by=["ethnic-heading"])
    assert figures.value(9, "share", "asian", board="voting", **HEADING) == 100 * 1 / 2
    gap = figures.value(9, "gap_to_workforce", "asian", board="voting", **HEADING)
    assert gap == 100 * 1 / 2 - 100 * 2 / 12


def test_the_headings_but_white_and_unknown_are_bme(calc, staff):
    figures = calc({"workforce": staff(*STAFF)}, by=["ethnic-heading"])
    parts = [figures.counts(1, "share", one, **HEADING)[0] for one in ("mixed", "asian", "black", "other")]
    assert sum(parts) == figures.counts(1, "share", "bme")[0]


@pytest.mark.parametrize(("part", "apart"), [("A", "H"), ("C", "R")])
def test_part_of_the_group_it_is_compared_with_has_no_interval_and_no_test(calc, part, apart):
    rows = [
        f"{category}, {answer}"
        for category in "ACHR"
        for answer, times in (("yes", 30), ("no", 20))
        for _ in range(times)
    ]
    recruitment, survey = ("\n".join([f"ethnic_category, {name}", *rows]) for name in ("appointed", "q15"))
    figures = calc({"recruitment": recruitment, "staff_survey": survey}, by=["ethnic-category"])
    for number, name in ((2, "relative_likelihood"), (7, "difference")):
        inside = figures.measure(number, name, part, "white", **CATEGORY)
        assert inside.value is not None
        assert (inside.interval, inside.tests, inside.one_case) == (None, (), None)
        outside = figures.measure(number, name, apart, "white", **CATEGORY)
        assert outside.interval is not None
        assert outside.tests
