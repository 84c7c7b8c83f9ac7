"""What `--by` divides by: columns that the submission names, international recruits, doctors; and survey ratios."""

import pytest

from wres_calc import pipeline
from wres_calc.errors import ConfigurationError, UsageError
from wres_calc.figures.statistics.score import miettinen_nurminen_ratio
from wres_calc.intake.config import NAMES_TAKEN
from wres_calc.render.csv_across import _ROLLUP, _YEARS
from wres_calc.report.tidy import COLUMNS

SETTINGS = '[breakdowns]\ndirectorate = ["Org L3", "Directorate"]\n'
WORKFORCE = """
    employee_number, ethnic_category, staff_group,                     grade,  Org L3
    1,               A,               Nursing and Midwifery Registered, Band 5, Surgery
    2,               A,               Nursing and Midwifery Registered, Band 5, Surgery
    3,               H,               Nursing and Midwifery Registered, Band 5, Surgery
    4,               H,               Nursing and Midwifery Registered, Band 6, Medicine
    5,               A,               Nursing and Midwifery Registered, Band 6, Medicine
    6,               A,               Nursing and Midwifery Registered, Band 6, Medicine
    7,               N,               Nursing and Midwifery Registered, Band 6,
    8,               Z,               Nursing and Midwifery Registered, Band 6,
"""
SURGERY, MEDICINE, BLANK = ({"directorate": text} for text in ("Surgery", "Medicine", "not stated"))


def test_shares_by_directorate(calc):
    figures = calc({"workforce": WORKFORCE}, by=["directorate"], settings=SETTINGS)
    assert figures.value(1, "share", "bme", **SURGERY) == 100 * 1 / 3
    assert figures.value(1, "share", "bme", **MEDICINE) == 100 * 1 / 3
    assert figures.counts(1, "share", "bme", **BLANK) == (1, 2)
    assert figures.counts(1, "share", "unknown", **BLANK) == (1, 2)
    assert figures.value(1, "gap_to_workforce", "bme", **SURGERY) == 100 * (1 / 3 - 3 / 8)


def test_without_asking_nothing_is_divided(calc):
    figures = calc({"workforce": WORKFORCE}, settings=SETTINGS)
    assert not [one for one in figures.measures(1, "share") if "directorate" in one.breakdown]


def test_events_are_found_in_the_directorate_of_the_counted_row(calc):
    disciplinary = """
        employee_number, ethnic_category, Directorate
        1,               A,
        3,               H,               Medicine
        7,               N,               Medicine
        99,              H,               Surgery
        98,              A,
    """
    tables = {"workforce": WORKFORCE, "disciplinary": disciplinary}
    figures = calc(tables, by=["directorate"], settings=SETTINGS)
    assert figures.counts(3, "likelihood", "white", **SURGERY) == (1, 2)
    assert figures.counts(3, "likelihood", "bme", **SURGERY) == (1 + 1, 1)  # 99 has left, and says so itself
    assert figures.counts(3, "likelihood", "bme", **MEDICINE) == (0, 1)
    assert figures.counts(3, "likelihood", "bme", **BLANK) == (1, 1)  # blank in the counted row
    assert figures.counts(3, "likelihood", "white", **BLANK) == (1, 0)
    assert figures.value(3, "relative_likelihood", "bme", "white", **SURGERY) == (2 / 1) / (1 / 2)


def test_events_that_came_counted_are_in_no_directorate(calc):
    counts = "population, group, people\n disciplinary, white, 2\n disciplinary, bme, 1"
    figures = calc({"workforce": WORKFORCE, "counts": counts}, by=["directorate"], settings=SETTINGS)
    assert figures.value(3, "relative_likelihood", "bme", "white") == (1 / 3) / (2 / 4)
    assert {len(one.breakdown) for one in figures.measures(3, "likelihood")} == {0}


def test_a_mean_of_two_years_by_directorate(calc):
    disciplinary = """
        employee_number, ethnic_category, entered_on
        1,               A,               2018-05-01
        2,               A,               2017-05-01
        3,               H,               2018-06-01
        4,               H,               2018-06-01
    """
    tables = {"workforce": WORKFORCE, "disciplinary": disciplinary}
    figures = calc(tables, year=2019, by=["directorate"], settings=SETTINGS)
    assert figures.counts(3, "likelihood", "white", **SURGERY) == ((1 + 1) / 2, 2)
    assert figures.counts(3, "likelihood", "bme", **SURGERY) == (1 / 2, 1)
    assert figures.counts(3, "likelihood", "bme", **MEDICINE) == (1 / 2, 1)


def test_recruitment_and_survey_have_it_in_columns_of_their_own(calc):
    tables = {
        "recruitment": """
            ethnic_category, appointed, Directorate
            A,               yes,       Surgery
            A,               no,        Surgery
            H,               no,        Surgery
            H,               yes,       Surgery
            H,               no,        Surgery
            H,               yes,       Medicine
        """,
        "staff_survey": """
            ethnic_category, q14a, Org L3
            A,               2,    Surgery
            A,               1,    Surgery
            A,               1,    Surgery
            H,               2,    Surgery
            H,               1,    Surgery
            H,               1,
        """,
    }
    figures = calc(tables, by=["directorate"], settings=SETTINGS)
    assert figures.value(2, "relative_likelihood", "white", "bme", **SURGERY) == (1 / 2) / (1 / 3)
    assert figures.counts(2, "likelihood", "white", **MEDICINE) == (0, 0)
    assert figures.value(5, "percentage", "white", **SURGERY) == 100 * 1 / 3
    assert figures.value(5, "difference", "bme", "white", **SURGERY) == 100 * (1 / 2 - 1 / 3)
    assert figures.counts(5, "percentage", "bme", **BLANK) == (0, 1)


def test_the_parts_of_a_directorate_add_up_to_the_whole(calc):
    figures = calc({"workforce": WORKFORCE}, by=["directorate"], settings=SETTINGS)
    own = [one for one in figures.measures(1, "share") if "directorate" in one.breakdown]
    for group in ("white", "bme", "unknown"):
        parts = sum(one.numerator for one in own if one.group == group)
        assert parts == figures.counts(1, "share", group)[0]


def test_a_column_that_is_used_already_may_be_one_to_divide_by(calc):
    settings = '[breakdowns]\nprofession = "Staff Group"\n'
    figures = calc({"workforce": WORKFORCE}, by=["profession"], settings=settings)
    assert figures.counts(1, "share", "bme", profession="Nursing and Midwifery Registered") == (3, 8)


def test_with_and_without_international_recruits(calc):
    recruitment = """
        ethnic_category, appointed, international
        A,               yes,       no
        A,               no,        no
        H,               yes,       yes
        H,               yes,       yes
        H,               no,        no
        H,               no,        no
        H,               yes,       no
    """
    figures = calc({"recruitment": recruitment}, by=["international"])
    assert figures.value(2, "relative_likelihood", "white", "bme") == (1 / 2) / (3 / 5)
    assert figures.value(2, "relative_likelihood", "white", "bme", international="no") == (1 / 2) / (1 / 3)
    assert figures.counts(2, "likelihood", "bme", international="yes") == (2, 2)


@pytest.mark.parametrize(
    ("settings", "code", "said"),
    [
        (
            '[breakdowns]\ndirectorate = "Division"\n',
            "breakdown-not-possible",
            "The breakdown by directorate needs a column Division.",
        ),
        (
            '[breakdowns]\ndirectorate = "Org L3"\n',
            "breakdown-not-everywhere",
            "The breakdown by directorate leaves this table out: it needs a column Org L3.",
        ),
    ],
)
def test_a_column_that_is_not_there_is_said(calc, settings, code, said):
    tables = {"workforce": WORKFORCE, "recruitment": "ethnic_category, appointed\nA, yes"}
    figures = calc(tables, by=["directorate"], settings=settings)
    found = [one for one in figures.report.issues.items if one.code == code]
    assert {one.message for one in found} == {said}
    assert "recruitment" in {one.table for one in found}


def test_a_column_of_names_is_not_one_to_divide_by(calc):
    rows = "\n".join(f"{i},A,Students,Band 5,Person {i}" for i in range(101))
    tables = {"workforce": f"employee_number,ethnic_category,staff_group,grade,Manager\n{rows}"}
    figures = calc(tables, by=["manager"], settings='[breakdowns]\nmanager = "Manager"\n')
    assert "breakdown-not-possible" in figures.issues()
    assert not [one for one in figures.measures(1, "share") if "manager" in one.breakdown]


def test_what_no_breakdown_is_called_is_refused(calc):
    with pytest.raises(UsageError, match="--by does not know ward") as refused:
        calc({"workforce": WORKFORCE}, by=["ward"], settings=SETTINGS)
    assert "directorate" in refused.value.advice
    assert 'ward = "the heading of its column"' in refused.value.advice


@pytest.mark.parametrize("name", ["pay_band", "Directorate", '"a b"', "group", "value", "1st"])
def test_names_that_the_program_uses_are_refused(calc, name):
    with pytest.raises(ConfigurationError, match="breakdowns at the top level must have other names than"):
        calc({"workforce": WORKFORCE}, settings=f'[breakdowns]\n{name} = "Org L3"\n')


def test_no_column_of_a_table_of_figures_may_be_the_name_of_a_breakdown():
    assert {*COLUMNS, *_ROLLUP, *_YEARS} <= NAMES_TAKEN


def test_the_table_of_figures_has_a_column_for_it(calc, tmp_path):
    calc({"workforce": WORKFORCE}, settings=SETTINGS)
    found = pipeline.calculate(tmp_path, by=["directorate"]).figures()
    assert {"Surgery", "Medicine", "not stated"} <= set(found.get_column("directorate"))
    assert found.columns.index("directorate") + 1 == found.columns.index("group")


RECRUITED_DOCTORS = """
    ethnic_category, appointed, staff_group,                     grade
    A,               yes,       Medical and Dental,               Consultant
    A,               no,        Medical and Dental,               Consultant
    H,               yes,       Medical and Dental,               Consultant
    H,               no,        Medical and Dental,               Consultant
    H,               no,        Medical and Dental,               Consultant
    H,               yes,       Medical and Dental,               Specialty Registrar
    H,               yes,       Nursing and Midwifery Registered, Band 5
"""
SURVEY = """
    ethnic_category, q14a, staff_group
    A,               2,    Medical and Dental
    A,               1,    Medical / Dental - Consultant
    A,               1,    Nursing and Midwifery Registered
    A,               1,    Nursing and Midwifery Registered
    H,               2,    medical and dental
    H,               2,    Doctors and surgeons
    H,               1,
"""
CONSULTANTS, DOCTORS = {"pay_band": "consultant"}, {"staff_category": "medical_and_dental"}


def test_by_medical_gives_consultant_posts_and_no_others(calc):
    figures = calc({"recruitment": RECRUITED_DOCTORS}, by=["medical"])
    assert figures.value(2, "relative_likelihood", "white", "bme", **CONSULTANTS) == (1 / 2) / (1 / 3)
    assert [one.breakdown for one in figures.measures(2, "relative_likelihood")] == [{}, CONSULTANTS]


def test_by_medical_and_pay_band_counts_consultants_once(calc):
    figures = calc({"recruitment": RECRUITED_DOCTORS}, by=["medical", "pay-band"])
    assert figures.counts(2, "likelihood", "bme", **CONSULTANTS) == (1, 3)
    assert figures.counts(2, "likelihood", "bme", pay_band="trainee_grade") == (1, 1)


def test_by_medical_gives_what_doctors_and_dentists_said(calc):
    figures = calc({"staff_survey": SURVEY}, by=["medical"])
    assert figures.value(5, "percentage", "white", **DOCTORS) == 100 * 1 / 2
    assert figures.value(5, "difference", "bme", "white", **DOCTORS) == 100 * (1 / 1 - 1 / 2)
    assert figures.value(5, "percentage", "bme") == 100 * 2 / 3


def test_a_survey_without_a_staff_group_says_so_and_stops_nothing(calc):
    tables = {"staff_survey": "ethnic_category, q14a\nA, 2", "recruitment": RECRUITED_DOCTORS}
    figures = calc(tables, by=["medical"])
    (said,) = [one for one in figures.report.issues.items if one.code == "breakdown-not-everywhere"]
    assert said.message == "The breakdown by medical leaves this table out: it needs a column staff_group."
    assert figures.counts(2, "likelihood", "bme", **CONSULTANTS) == (1, 3)


def test_staff_groups_of_a_survey_in_other_words_are_no_error(calc):
    assert calc({"staff_survey": SURVEY}).not_calculated(5) is None


def test_survey_ratios_are_bme_over_white_and_have_an_interval(calc):
    figures = calc({"staff_survey": SURVEY}, by=["survey-ratio"])
    found = figures.measure(5, "unofficial_ratio", "bme", "white")
    assert found.value == pytest.approx((2 / 3) / (1 / 4))
    assert found.unit == "ratio"
    assert found.compared_value == pytest.approx(100 * 1 / 4)
    assert found.interval.method == "miettinen_nurminen"
    limits = miettinen_nurminen_ratio(2, 3, 1, 4, 0.95)
    assert (found.interval.lower, found.interval.upper) == (limits.lower, limits.upper)


def test_survey_ratios_of_published_percentages_have_no_interval(calc):
    summary = "indicator, group, percentage\n7, white, 60\n7, bme, 45"
    figures = calc({"survey_summary": summary}, by=["survey-ratio"])
    assert figures.value(7, "unofficial_ratio", "bme", "white") == 45 / 60
    assert figures.measure(7, "unofficial_ratio", "bme", "white").interval is None


def test_without_asking_there_are_no_survey_ratios(calc):
    assert not calc({"staff_survey": SURVEY}).measures(5, "unofficial_ratio")


@pytest.mark.parametrize(("white", "reason"), [(0, "no_events_in_comparison_group"), (20, None)])
def test_a_survey_ratio_to_nobody_has_no_value(calc, white, reason):
    summary = f"indicator, group, percentage, respondents\n5, white, {white}, 100\n5, bme, 10, 50"
    figures = calc({"survey_summary": summary}, by=["survey-ratio"])
    assert figures.reason(5, "unofficial_ratio", "bme", "white") == reason


def test_a_band_of_which_counts_in_the_band_above_it(calc):
    """Medical directors are consultants too: by pay band, and where consultants alone are asked for."""
    directors = RECRUITED_DOCTORS + "\n    A, yes, Medical and Dental, Medical Director\n"
    for by in ("pay-band", "medical"):
        figures = calc({"recruitment": directors}, by=[by])
        assert figures.counts(2, "likelihood", "white", **CONSULTANTS) == (1 + 1, 2 + 1)


@pytest.mark.parametrize(("by", "said"), [("internal", ["counts"]), ("medical", ["counts"]), ("none", [])])
def test_applications_that_came_counted_are_not_divided_and_that_is_said(calc, by, said):
    counts = "population, group, people\n" + "".join(
        f"{name}, {group}, {people}\n"
        for name, people in (("shortlisted", 40), ("appointed", 10))
        for group in ("white", "bme", "unknown")
    )
    figures = calc({"counts": counts}, by=[by] if by != "none" else [])
    found = [one for one in figures.report.issues.items if one.code == "breakdown-not-possible"]
    assert [one.table for one in found if "need a row an application" in one.message] == said


def test_a_mean_with_a_year_that_came_counted_is_of_the_whole_alone(calc):
    """Half of last year's people of a directorate would be a mean with nobody."""
    counts = (
        "population, group, people\n disciplinary, white, 2\n disciplinary, bme, 1\n disciplinary, unknown, 0"
    )
    before = """
        employee_number, ethnic_category, entered_on
        1,               A,               2017-05-01
        3,               H,               2017-06-01
    """
    tables = {"workforce": WORKFORCE, "counts": counts, "disciplinary_previous_year": before}
    figures = calc(tables, year=2019, by=["directorate"], settings=SETTINGS)
    assert figures.counts(3, "likelihood", "white") == ((2 + 1) / 2, 4)
    assert {len(one.breakdown) for one in figures.measures(3, "likelihood")} == {0}
