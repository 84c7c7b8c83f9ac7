"""Indicator 2: relative likelihood of White applicants being appointed from shortlisting compared with BME."""

import pytest

RECRUITMENT = """
    application_id, ethnic_category, appointed
    1,              A,               yes
    2,              A,               yes
    3,              B,               no
    4,              A,               no
    5,              H,               yes
    6,              N,               no
    7,              N,               no
    8,              R,               no
    9,              D,               no
    10,             Z,               yes
    11,             ,                no
    12,             Not stated,      no
"""


def test_the_ratio_is_white_over_bme(calc):
    figures = calc({"recruitment": RECRUITMENT})
    assert figures.value(2, "relative_likelihood", "white", "bme") == (2 / 4) / (1 / 5)
    assert figures.measure(2, "relative_likelihood", "white", "bme").unit == "ratio"


def test_the_likelihood_is_appointed_of_shortlisted_per_group(calc):
    figures = calc({"recruitment": RECRUITMENT})
    assert figures.value(2, "likelihood", "white") == 100 * 2 / 4
    assert figures.value(2, "likelihood", "bme") == 100 * 1 / 5
    assert figures.value(2, "likelihood", "unknown") == 100 * 1 / 3
    assert figures.counts(2, "likelihood", "bme") == (1, 5)


def test_unknown_takes_no_part_in_the_ratio(calc):
    known_only = "\n".join(RECRUITMENT.splitlines()[:-3])
    figures = calc({"recruitment": known_only})
    assert figures.value(2, "relative_likelihood", "white", "bme") == (2 / 4) / (1 / 5)


@pytest.mark.parametrize("no", ["no", "N", "FALSE", "0"])
def test_rows_that_were_not_shortlisted_take_no_part(calc, no):
    recruitment = f"""
        ethnic_category, appointed, shortlisted
        A,               yes,       yes
        A,               no,        {no}
        A,               no,        yes
        H,               yes,       yes
        H,               no,        {no}
        H,               no,
    """
    figures = calc({"recruitment": recruitment})
    assert figures.counts(2, "likelihood", "white") == (1, 2)
    assert figures.counts(2, "likelihood", "bme") == (1, 2)


def test_applicants_who_declined_the_offer_take_no_part(calc):
    recruitment = """
        ethnic_category, appointed, offer_declined
        A,               yes,       no
        A,               no,        yes
        A,               no,        no
        H,               yes,
        H,               no,        yes
        H,               no,        yes
    """
    figures = calc({"recruitment": recruitment})
    assert figures.value(2, "relative_likelihood", "white", "bme") == (1 / 2) / (1 / 1)


def test_with_nobody_of_a_group_shortlisted_there_is_no_ratio(calc):
    recruitment = """
        ethnic_category, appointed
        A,               yes
        Z,               no
    """
    figures = calc({"recruitment": recruitment})
    assert figures.value(2, "likelihood", "white") == 100 * 1 / 1
    assert figures.reason(2, "likelihood", "bme") == "nobody_in_group"
    assert figures.reason(2, "relative_likelihood", "white", "bme") == "nobody_in_group"


def test_with_nobody_of_the_comparison_group_appointed_there_is_no_ratio(calc):
    recruitment = """
        ethnic_category, appointed
        A,               yes
        H,               no
    """
    figures = calc({"recruitment": recruitment})
    assert figures.value(2, "likelihood", "bme") == 0
    assert figures.reason(2, "relative_likelihood", "white", "bme") == "no_events_in_comparison_group"


def test_with_nobody_of_the_first_group_appointed_the_ratio_is_0(calc):
    recruitment = """
        ethnic_category, appointed
        A,               no
        H,               yes
    """
    assert calc({"recruitment": recruitment}).value(2, "relative_likelihood", "white", "bme") == 0


def test_without_the_table_it_is_not_calculated(calc, staff):
    assert calc({"workforce": staff("A", "H")}).not_calculated(2) == "table_missing"


BY_POST = """
    ethnic_category, appointed, internal, staff_group,                      grade
    A,               yes,       yes,      Nursing and Midwifery Registered, Band 5
    A,               no,        no,       Nursing and Midwifery Registered, XR05
    H,               yes,       no,       Nursing and Midwifery Registered, Review Body Band 5
    H,               no,        no,       Nursing and Midwifery Registered, Band 5
    H,               no,        no,       Nursing and Midwifery Registered, Band 5
    A,               yes,       yes,      Administrative and Clerical,      Band 8a
    H,               no,        yes,      Administrative and Clerical,      8A
    A,               yes,       no,       Medical and Dental,               Consultant
    R,               yes,       no,       Medical and Dental,               Consultant
    R,               no,        no,       Medical and Dental,               YC72
"""


def test_by_pay_band(calc):
    figures = calc({"recruitment": BY_POST}, by=["pay-band"])
    assert figures.value(2, "likelihood", "bme", pay_band="band_5") == 100 * 1 / 3
    assert figures.value(2, "relative_likelihood", "white", "bme", pay_band="band_5") == (1 / 2) / (1 / 3)
    reason = figures.reason(2, "relative_likelihood", "white", "bme", pay_band="band_8a")
    assert reason == "no_events_in_comparison_group"
    assert figures.value(2, "likelihood", "white", pay_band="consultant") == 100 * 1 / 1
    assert figures.counts(2, "likelihood", "bme", pay_band="other_medical") == (0, 1)


def test_by_staff_category(calc):
    figures = calc({"recruitment": BY_POST}, by=["staff-category"])
    doctors = {"staff_category": "medical_and_dental"}
    assert figures.value(2, "relative_likelihood", "white", "bme", **doctors) == (1 / 1) / (1 / 2)
    assert figures.counts(2, "likelihood", "bme", staff_category="clinical_non_medical") == (1, 3)
    assert figures.counts(2, "likelihood", "bme", staff_category="non_clinical") == (0, 1)


def test_an_application_without_a_staff_group_is_in_no_staff_category(calc):
    recruitment = """
        ethnic_category, appointed, staff_group
        A,               yes,       Nursing and Midwifery Registered
        A,               no,
        H,               yes,       Nursing and Midwifery Registered
    """
    figures = calc({"recruitment": recruitment}, by=["staff-category"])
    assert figures.counts(2, "likelihood", "white", staff_category="clinical_non_medical") == (1, 1)
    assert figures.counts(2, "likelihood", "white") == (1, 2)


def test_by_internal(calc):
    figures = calc({"recruitment": BY_POST}, by=["internal"])
    assert figures.value(2, "relative_likelihood", "white", "bme", internal="no") == (1 / 2) / (2 / 5)
    assert figures.counts(2, "likelihood", "white", internal="yes") == (2, 2)
    assert figures.counts(2, "likelihood", "bme", internal="yes") == (0, 1)


def test_a_further_breakdown_names_only_values_that_occur_and_leaves_the_whole_as_it_was(calc):
    figures = calc({"recruitment": BY_POST}, by=["pay-band"])
    bands = {one.breakdown.get("pay_band") for one in figures.measures(2, "likelihood")}
    assert bands == {None, "band_5", "band_8a", "consultant", "other_medical"}
    assert figures.value(2, "relative_likelihood", "white", "bme") == (3 / 4) / (2 / 6)


@pytest.mark.parametrize("yes", ["yes", "Y", "TRUE", "1"])
def test_a_blank_cell_says_no_in_a_column_of_yes_alone(calc, yes):
    recruitment = f"""
        ethnic_category, appointed, shortlisted, offer_declined
        A,               yes,       {yes},
        A,               yes,       {yes},
        A,               no,        {yes},
        A,               no,        ,
        H,               yes,       {yes},
        H,               yes,       {yes},       {yes}
        H,               no,        {yes},
        H,               no,        ,
    """
    figures = calc({"recruitment": recruitment})
    assert figures.counts(2, "likelihood", "white") == (2, 3)
    assert figures.counts(2, "likelihood", "bme") == (1, 2)
    assert "blank-yes-no" not in figures.issues()


def test_appointed_may_be_yes_or_blank(calc):
    figures = calc({"recruitment": "ethnic_category, appointed\nA, yes\nA,\nH, yes\nH,\nH,"})
    assert figures.value(2, "relative_likelihood", "white", "bme") == (1 / 2) / (1 / 3)


def test_a_blank_cell_among_yes_and_no_is_said(calc):
    figures = calc({"recruitment": "ethnic_category, appointed, shortlisted\nA, yes, yes\nA, no,\nH, no, no"})
    assert figures.counts(2, "likelihood", "white") == (1, 2)
    assert "blank-yes-no" in figures.issues()


def test_a_column_of_blanks_says_nothing(calc):
    figures = calc({"recruitment": "ethnic_category, appointed, shortlisted\nA, yes,\nA, no,\nH, no,"})
    assert figures.counts(2, "likelihood", "white") == (1, 2)
