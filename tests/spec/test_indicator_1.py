"""Indicator 1: shares of each ethnic group in the bands, the staff categories and the whole workforce."""

import pytest

WORKFORCE = """
    employee_number, ethnic_category, staff_group,                      grade,              job_role
    1,               A,               Nursing and Midwifery Registered, Band 5,             Staff Nurse
    2,               H,               Nursing and Midwifery Registered, Band 5,             Staff Nurse
    3,               N,               Nursing and Midwifery Registered, Band 5,             Staff Nurse
    4,               Z,               Nursing and Midwifery Registered, Band 5,             Staff Nurse
    5,               B,               Nursing and Midwifery Registered, Band 7,             Sister
    6,               A,               Administrative and Clerical,      Band 5,             Officer
    7,               ,                Administrative and Clerical,      Band 8a,            Manager
    8,               R,               Estates and Ancillary,            Band 2,             Porter
    9,               A,               Medical and Dental,               YC72,               Medical Director
    10,              J,               Medical and Dental,               YC72,               Consultant
"""
"""4 White, 4 BME and 2 unknown people."""

AGENDA_FOR_CHANGE = [
    *("under_band_1", "band_1", "band_2", "band_3", "band_4", "band_5", "band_6", "band_7"),
    *("band_8a", "band_8b", "band_8c", "band_8d", "band_9", "vsm", "other"),
]
MEDICAL = [
    *(
        "consultant",
        "senior_medical_manager",
        "non_consultant_career_grade",
        "trainee_grade",
        "other_medical",
    ),
]
NURSES_5 = {"staff_category": "clinical_non_medical", "pay_band": "band_5"}
NURSES_7 = {"staff_category": "clinical_non_medical", "pay_band": "band_7"}
NURSES_6 = {"staff_category": "clinical_non_medical", "pay_band": "band_6"}
CLERKS_5 = {"staff_category": "non_clinical", "pay_band": "band_5"}


def test_the_denominator_of_a_share_includes_unknown(calc):
    figures = calc({"workforce": WORKFORCE})
    assert figures.value(1, "share", "white") == 100 * 4 / 10
    assert figures.value(1, "share", "bme") == 100 * 4 / 10
    assert figures.value(1, "share", "unknown") == 100 * 2 / 10


def test_shares_by_band_are_of_the_people_of_that_band_and_staff_category(calc):
    figures = calc({"workforce": WORKFORCE})
    assert figures.value(1, "share", "white", **NURSES_5) == 100 * 1 / 4
    assert figures.value(1, "share", "bme", **NURSES_5) == 100 * 2 / 4
    assert figures.value(1, "share", "unknown", **NURSES_5) == 100 * 1 / 4
    assert figures.value(1, "share", "white", **CLERKS_5) == 100 * 1 / 1


def test_shares_by_staff_category(calc):
    figures = calc({"workforce": WORKFORCE})
    assert figures.value(1, "share", "bme", staff_category="clinical_non_medical") == 100 * 2 / 5
    assert figures.value(1, "share", "bme", staff_category="non_clinical") == 100 * 1 / 3
    assert figures.value(1, "share", "bme", staff_category="medical_and_dental") == 100 * 1 / 2


def test_every_share_carries_its_counts(calc):
    figures = calc({"workforce": WORKFORCE})
    assert figures.counts(1, "share", "bme", **NURSES_5) == (2, 4)
    assert figures.counts(1, "share", "bme", staff_category="clinical_non_medical") == (2, 5)
    assert figures.counts(1, "share", "bme") == (4, 10)


def test_the_gap_is_the_share_in_the_band_less_the_share_in_the_whole_workforce(calc):
    figures = calc({"workforce": WORKFORCE})
    assert figures.value(1, "gap_to_workforce", "bme", **NURSES_5) == 100 * 2 / 4 - 100 * 4 / 10
    assert figures.value(1, "gap_to_workforce", "bme", **CLERKS_5) == 0 - 100 * 4 / 10
    assert figures.measure(1, "gap_to_workforce", "bme", **NURSES_5).unit == "percentage_points"


def test_the_gap_is_given_for_bme_by_band_alone(calc):
    figures = calc({"workforce": WORKFORCE})
    gaps = figures.measures(1, "gap_to_workforce")
    assert {gap.group for gap in gaps} == {"bme"}
    assert {frozenset(gap.breakdown) for gap in gaps} == {frozenset({"staff_category", "pay_band"})}


def test_a_band_with_staff_but_no_bme_staff_has_0(calc):
    figures = calc({"workforce": WORKFORCE})
    assert figures.value(1, "share", "bme", **NURSES_7) == 0
    assert figures.counts(1, "share", "bme", **NURSES_7) == (0, 1)


def test_a_band_with_nobody_in_it_has_no_share_and_no_gap(calc):
    figures = calc({"workforce": WORKFORCE})
    for group in ("white", "bme", "unknown"):
        assert figures.reason(1, "share", group, **NURSES_6) == "nobody_in_group"
    assert figures.reason(1, "gap_to_workforce", "bme", **NURSES_6) == "nobody_in_group"


def test_the_senior_medical_manager_stands_in_both_rows_and_once_in_the_totals(calc):
    figures = calc({"workforce": WORKFORCE})
    doctors = {"staff_category": "medical_and_dental"}
    assert figures.counts(1, "share", "white", **doctors, pay_band="consultant") == (1, 2)
    assert figures.counts(1, "share", "white", **doctors, pay_band="senior_medical_manager") == (1, 1)
    assert figures.counts(1, "share", "white", **doctors) == (1, 2)


@pytest.mark.parametrize(
    ("category", "bands"),
    [
        ("clinical_non_medical", AGENDA_FOR_CHANGE),
        ("non_clinical", AGENDA_FOR_CHANGE),
        ("medical_and_dental", MEDICAL),
    ],
)
def test_every_band_of_every_category_is_given_for_every_group(calc, category, bands):
    figures = calc({"workforce": WORKFORCE})
    for group in ("white", "bme", "unknown"):
        given = [
            one.breakdown["pay_band"]
            for one in figures.measures(1, "share")
            if one.group == group
            and one.breakdown.get("staff_category") == category
            and "pay_band" in one.breakdown
        ]
        assert sorted(given) == sorted(bands)


def test_without_the_table_it_is_not_calculated(calc):
    figures = calc({"board": "ethnic_category,voting,executive\nA,yes,yes"})
    assert figures.not_calculated(1) == "table_missing"


def test_shares_are_in_percent(calc):
    assert calc({"workforce": WORKFORCE}).measure(1, "share", "bme").unit == "percent"
