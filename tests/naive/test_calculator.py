"""The oracle is tested too: small cases by hand, so that it is not wrong in the way of what it judges."""

from fractions import Fraction

import pytest
from tests import build
from tests.naive import calculator as naive
from tests.naive import random_submissions


def figures(folder, tables, year=2025, by=(), settings=""):
    texts = {name: "\n".join(lines) + "\n" for name, lines in tables.items()}
    build.submission(folder, texts, year=year, settings=settings)
    return naive.calculate(folder, by)


def figure(found, number, measure, group, compared_with=None, **breakdown):
    return found[number, measure, frozenset(breakdown.items()), group, compared_with]


WORKFORCE = [
    "employee_number,ethnic_category,staff_group,grade,job_role,primary_assignment,assignment_category",
    "1,A,Nursing and Midwifery Registered,XR05,,yes,Permanent",
    "1,A,Nursing and Midwifery Registered,XR06,,no,Permanent",
    "2,H,Nursing and Midwifery Registered,Band 5,,yes,Permanent",
    "3,N,Administrative and Clerical,8A,,yes,Permanent",
    "4,,Medical and Dental,YC72,Medical Director,yes,Permanent",
    "5,A,Additional Clinical Services,XR02,,yes,Bank",
]
"""1 White, 2 BME, 1 unknown."""


def test_shares_and_gap(tmp_path):
    found = figures(tmp_path, {"workforce": WORKFORCE})
    nurses = {"staff_category": "clinical_non_medical", "pay_band": "band_5"}
    assert figure(found, 1, "share", "bme") == (50, 2, 4, None)
    assert figure(found, 1, "share", "white", **nurses) == (50, 1, 2, None)
    assert figure(found, 1, "gap_to_workforce", "bme", **nurses) == (0, None, None, None)
    doctors = {"staff_category": "medical_and_dental"}
    for band in ("consultant", "senior_medical_manager"):
        assert figure(found, 1, "share", "unknown", **doctors, pay_band=band) == (100, 1, 1, None)
    assert figure(found, 1, "share", "unknown", **doctors) == (100, 1, 1, None)
    empty = {"staff_category": "non_clinical", "pay_band": "vsm"}
    assert figure(found, 1, "share", "bme", **empty) == (None, 0, 0, "nobody_in_group")


def test_every_band_is_there(tmp_path):
    found = figures(tmp_path, {"workforce": WORKFORCE})
    shares = [key for key in found if key[:2] == (1, "share")]
    # 15 bands of two categories, 5 medical ones, 3 categories, the whole; three groups of each.
    assert len(shares) == 3 * (15 + 15 + 5 + 3 + 1)


def test_ratios_of_events(tmp_path):
    tables = {
        "workforce": WORKFORCE,
        "disciplinary": [
            "employee_number,ethnic_category,entered_on",
            "1,,01/05/2024",
            "2,,2024-05-01",
            "2,,2024-06-01",
        ],
        "training": ["employee_number,mandatory", "1,no", "5,no", "3,yes", "2,no", "9,no"],
    }
    found = figures(tmp_path, tables)
    assert figure(found, 3, "likelihood", "bme") == (50, 1, 2, None)
    assert figure(found, 3, "relative_likelihood", "bme", "white")[0] == Fraction(1, 2)
    assert figure(found, 4, "likelihood", "white") == (100, 1, 1, None)
    assert figure(found, 4, "likelihood", "unknown") == (100, 1, 1, None)
    assert figure(found, 4, "relative_likelihood", "white", "bme")[0] == 2


def test_two_year_average(tmp_path):
    tables = {
        "workforce": WORKFORCE,
        "disciplinary": ["employee_number,entered_on", "1,2018-06-01", "1,2017-06-01", "2,2018-06-01"],
    }
    found = figures(tmp_path, tables, year=2019)
    assert figure(found, 3, "likelihood", "white") == (100, 1, 1, None)
    assert figure(found, 3, "likelihood", "bme") == (25, Fraction(1, 2), 2, None)


@pytest.mark.parametrize("last", ["2,2018-06-01", "2,"])
def test_two_year_average_without_the_year_before_or_a_date(tmp_path, last):
    tables = {"workforce": WORKFORCE, "disciplinary": ["employee_number,entered_on", "1,2018-07-01", last]}
    found = figures(tmp_path, tables, year=2019)
    assert figure(found, 3, naive.NOT_CALCULATED, "")[3] == "previous_year_missing"


def test_recruitment_and_its_breakdowns(tmp_path):
    rows = [
        "ethnic_category,appointed,shortlisted,offer_declined,internal",
        "A,yes,yes,no,yes",
        "A,no,,no,no",
        "A,yes,no,,yes",
        "H,yes,yes,yes,yes",
        "H,yes,yes,,no",
        "N,no,1,N,no",
    ]
    found = figures(tmp_path, {"recruitment": rows}, by=["internal", "ethnic-heading"])
    assert figure(found, 2, "relative_likelihood", "white", "bme")[0] == 1
    assert figure(found, 2, "likelihood", "bme", internal="no") == (50, 1, 2, None)
    assert figure(found, 2, "relative_likelihood", "white", "bme", internal="yes")[3] == "nobody_in_group"
    heading = {"grouping": "ethnic_heading"}
    assert figure(found, 2, "relative_likelihood", "asian", "white", **heading)[0] == 2
    assert figure(found, 2, "relative_likelihood", "black", "white", **heading)[0] == 0


def test_survey(tmp_path):
    rows = [
        "ethnic_category,q14a,q14b,q14c,q15,q16b",
        "A,1,1,,Don't know,yes",
        "A,2,1,2,Yes,no",
        "H,,,,9,",
        "H,Never,,Never,1,no",
    ]
    found = figures(tmp_path, {"staff_survey": rows})
    assert figure(found, 5, "percentage", "white") == (50, 1, 2, None)
    assert figure(found, 6, "difference", "bme", "white")[0] == -50
    assert figure(found, 7, "percentage", "bme") == (50, 1, 2, None)
    assert figure(found, 8, "percentage", "bme") == (0, 0, 1, None)


def test_board_and_counts(tmp_path):
    tables = {
        "board": ["ethnic_category,voting,executive", "A,y,y", "H,y,n", ",n,n", "A,n,y"],
        "counts": [
            "population,group,people,staff_category,pay_band",
            "workforce,white,6,medical_and_dental,consultant",
            "workforce,bme,2,medical_and_dental,consultant",
            "workforce,white,1,medical_and_dental,senior_medical_manager",
            "training,white,3,,",
            "training,bme,1,,",
        ],
    }
    found = figures(tmp_path, tables)
    assert figure(found, 1, "share", "white") == (75, 6, 8, None)
    assert figure(found, 4, "relative_likelihood", "white", "bme")[0] == 1
    assert figure(found, 9, "share", "unknown", board="total") == (25, 1, 4, None)
    assert figure(found, 9, "gap_to_workforce", "bme", board="voting")[0] == 25


def test_2015(tmp_path):
    tables = {"workforce": WORKFORCE, "board": ["ethnic_category,voting,executive", "A,y,y", "H,y,n"]}
    found = figures(tmp_path, tables, year=2015, settings="[population_served]\nbme = 14.5\n")
    assert figure(found, 1, "share", "bme", pay_band="senior_bands") == (100, 1, 1, None)
    assert figure(found, 1, "gap_to_workforce", "bme", pay_band="senior_bands")[0] == 50
    assert figure(found, 9, "gap_to_population", "bme", board="total")[0] == Fraction(71, 2)


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        *(("A", "A"), ("ca", "C"), ("C2 White Northern Irish", "C"), ("Chinese", "R"), ("", ""), ("z", "Z")),
        *(("White and Black African", "E"), ("Prefer not to say", "Z"), ("Mixed - White & Asian", "F")),
    ],
)
def test_ethnic_categories(text, letter):
    assert naive.letter_of(text) == letter


@pytest.mark.parametrize("text", ["T", "1", "16", "Whte - British"])
def test_what_is_no_ethnic_category(text):
    with pytest.raises(ValueError, match="none"):
        naive.letter_of(text)
    assert naive.letter_of(text, accepted=True) == "Z"


@pytest.mark.parametrize(
    ("grade", "band"),
    [
        *(
            ("NHS|XR05|Review Body Band 5", "band_5"),
            ("XN12", "band_9"),
            ("8A", "band_8a"),
            ("Band 8", "other"),
        ),
        *(
            ("Review Body Band 8 - Range C", "band_8c"),
            ("VSM", "vsm"),
            ("Band 5a", "other"),
            ("XR13", "other"),
        ),
    ],
)
def test_grades(grade, band):
    assert naive.band_of_grade(grade) == band


def test_a_random_submission_is_the_same_for_the_same_seed(tmp_path):
    contents = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        by = random_submissions.make(folder, seed=7)
        contents.append((sorted(by), {path.name: path.read_bytes() for path in sorted(folder.iterdir())}))
    assert contents[0] == contents[1]
    assert len(contents[0][1]) > 1


def test_random_submissions_reach_every_measure_and_every_reason(tmp_path):
    measures, reasons = set(), set()
    for seed in range(120):
        folder = tmp_path / str(seed)
        folder.mkdir()
        by = random_submissions.make(folder, seed)
        for key, found in naive.calculate(folder, by).items():
            measures.add(key[:2])
            reasons.add(found[3])
    assert {measure for measure in measures if measure[1] != naive.NOT_CALCULATED} == {
        *((number, measure) for number in (2, 3, 4) for measure in ("likelihood", "relative_likelihood")),
        *(
            (number, measure)
            for number in (5, 6, 7, 8)
            for measure in ("percentage", "difference", "unofficial_ratio")
        ),
        *((number, measure) for number in (1, 9) for measure in ("share", "gap_to_workforce")),
        (9, "gap_to_population"),
    }
    assert reasons == {
        *(
            None,
            "table_missing",
            "column_missing",
            "nobody_in_group",
            "no_events_in_comparison_group",
            "not_published",
        ),
        *("no_detail_in_counts", "previous_year_missing", "mandatory_not_told", "population_served_missing"),
    }
