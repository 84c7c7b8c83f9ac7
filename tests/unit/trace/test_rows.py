"""What becomes of each row, and as what it counts: one case a rule."""

import pytest

NURSE = "Nursing and Midwifery Registered,Band 5"
WORKFORCE = f"""
employee_number,ethnic_category,assignment_status,assignment_category,primary_assignment,staff_group,grade
1,A,Active Assignment,Permanent,No,{NURSE}
1,H,Active Assignment,Permanent,Yes,{NURSE}
2,B,Terminate Assignment,Permanent,Yes,{NURSE}
3,,Active Assignment,Bank,Yes,{NURSE}
4,,Active Assignment,Permanent,Yes,{NURSE}
5,Z,Active Assignment,Permanent,Yes,{NURSE}
5,J,Active Assignment,Permanent,No,{NURSE}
"""


def column(rows, name):
    return [row[name] for row in rows]


def test_workforce_rows_say_which_rule_dropped_them(traced, rows):
    found = rows(traced({"workforce": WORKFORCE}), "workforce")
    assert column(found, "row") == [2, 3, 4, 5, 6, 7, 8]
    assert column(found, "fate") == [
        "further_assignment",
        "counted",
        "not_in_post",
        "category_takes_no_part",
        "counted",
        "counted",
        "further_assignment",
    ]
    assert column(found, "counted") == ["no", "yes", "no", "no", "yes", "yes", "no"]
    assert column(found, "populations") == [None, "workforce", None, None, "workforce", "workforce", None]


def test_what_a_row_counted_as_is_empty_where_it_did_not_count(traced, rows):
    found = rows(traced({"workforce": WORKFORCE}), "workforce")
    assert column(found, "ethnic_category") == [None, "H", None, None, "Z", "J", None]
    assert column(found, "group") == [None, "bme", None, None, "unknown", "bme", None]
    another = "another row of the person"
    assert column(found, "ethnic_category_from") == [None, "this row", None, None, "nowhere", another, None]
    assert column(found, "pay_band") == [None, "band_5", None, None, "band_5", "band_5", None]


def test_an_event_says_where_its_ethnic_category_is_from(traced, rows):
    training = """
        employee_number,ethnic_category,mandatory
        1,,No
        2,,No
        3,A,No
        4,,No
        5,Z,No
        7,,No
        7,R,No
        8,J,Yes
    """
    found = rows(traced({"workforce": WORKFORCE, "training": training}), "training")
    as_what = [(row["fate"], row["ethnic_category"], row["ethnic_category_from"]) for row in found]
    assert as_what == [
        ("counted", "H", "counted workforce row"),
        ("counted", "B", "first workforce row that states one"),
        ("person_takes_no_part", None, None),
        ("counted", "Z", "nowhere"),
        ("counted", "J", "first workforce row that states one"),
        ("counted", "R", "another row of the person"),
        ("same_person_again", None, None),
        ("mandatory", None, None),
    ]


def test_nothing_known_anywhere_is_from_nowhere(traced, rows):
    found = rows(traced({"training": "employee_number,mandatory\n1,no\n"}), "training")
    assert [(row["ethnic_category"], row["ethnic_category_from"]) for row in found] == [("Z", "nowhere")]


def test_applications_that_led_to_a_post_are_in_two_populations(traced, rows):
    recruitment = """
        ethnic_category,shortlisted,appointed,offer_declined
        A,Yes,Yes,No
        A,Yes,No,No
        A,No,No,No
        A,Yes,No,Yes
    """
    found = rows(traced({"recruitment": recruitment}), "recruitment")
    assert column(found, "populations") == ["shortlisted;appointed", "shortlisted", None, None]
    assert column(found, "fate") == ["counted", "counted", "not_shortlisted", "offer_declined"]


def test_board_members_are_in_each_part_they_belong_to(traced, rows):
    found = rows(traced({"board": "ethnic_category,voting,executive\nA,Yes,No\nH,No,Yes\n"}), "board")
    assert column(found, "populations") == [
        "board;board_voting;board_non_executive",
        "board;board_non_voting;board_executive",
    ]


def test_respondents_are_in_the_indicators_they_answered(traced, rows):
    survey = """
        ethnic_category,q14a,q14b,q14c,q15,q16b
        A,Never,,1-2,Don't know,No
        A,,,,,
    """
    found = rows(traced({"staff_survey": survey}), "staff_survey")
    assert column(found, "populations") == [
        "survey_5_answered;survey_6_answered;survey_6_yes;survey_7_answered;survey_8_answered",
        None,
    ]
    assert column(found, "fate") == ["counted", "no_answer_used"]


DISCIPLINARY = """
    employee_number,ethnic_category,entered_on
    1,A,2018-05-01
    1,A,2018-06-01
    1,A,2017-05-01
    1,A,2016-05-01
"""


def test_a_mean_of_two_years_counts_a_row_in_its_own_year(traced, rows):
    trace = traced({"disciplinary": DISCIPLINARY}, year=2019)
    found = rows(trace, "disciplinary")
    assert column(found, "fate") == ["counted", "same_person_again", "counted", "date_outside_year"]
    assert column(found, "year") == [2019, None, 2018, None]
    assert [float(one.traced) for one in trace.totals if one.population == "disciplinary"] == [1.0]


def test_without_the_year_before_no_row_counts_in_a_mean_of_two_years(traced, rows):
    recent = "\n".join(DISCIPLINARY.strip().splitlines()[:3])
    found = rows(traced({"disciplinary": recent}, year=2019), "disciplinary")
    assert column(found, "fate") == ["previous_year_missing", "same_person_again"]
    assert column(found, "counted") == ["no", "no"]


def test_a_table_of_the_year_before_is_listed_where_no_mean_of_two_years_uses_it(traced, rows):
    trace = traced({"disciplinary_previous_year": "employee_number,ethnic_category\n1,A\n2,H\n"})
    found = rows(trace, "disciplinary_previous_year")
    assert column(found, "fate") == ["not_used"] * 2
    assert column(found, "employee_number") == ["1", "2"]
    assert trace.totals == ()


def test_a_table_with_errors_is_listed_and_counts_nowhere(traced, rows):
    trace = traced({"board": "ethnic_category,voting,executive,member_id\n??,Yes,No,B1\nA,Yes,No,B2\n"})
    found = rows(trace, "board")
    assert column(found, "fate") == ["table_has_errors"] * 2
    assert column(found, "member_id") == ["B1", "B2"]
    assert trace.totals == ()
    (board,) = trace.tables
    assert (
        str(board.rows.schema["populations"]) == "String"
    )  # as in other tables, also where every cell is blank


COUNTS = """
    population,group,people,staff_category,pay_band
    workforce,white,10,medical_and_dental,consultant
    workforce,white,4,medical_and_dental,senior_medical_manager
    workforce,white,10,,
    training,bme,3,,
    disciplinary_previous_year,bme,3,,
"""


def test_a_recruitment_summary_is_traced_to_the_rows_of_its_origins(traced, rows):
    summary = """
        Ethnic Origin,Shortlisted,Appointed
        Chinese,50,12
        White - British,100,30
        White - Irish,20,5
        Total,170,47
    """
    trace = traced({"recruitment": summary})
    found = rows(trace, "recruitment")
    assert [(row["row"], row["populations"], row["group"], row["people"]) for row in found] == [
        (2, "shortlisted", "bme", 50),
        (2, "appointed", "bme", 12),
        (3, "shortlisted", "white", 100),
        (3, "appointed", "white", 30),
        (4, "shortlisted", "white", 20),
        (4, "appointed", "white", 5),
    ]
    assert [(one.population, int(one.traced), one.agrees) for one in trace.totals] == [
        ("shortlisted", 170, True),
        ("appointed", 47, True),
    ]


def test_a_cross_tab_is_traced_to_the_rows_of_its_stages(traced, rows):
    cross_tab = """
        Stage,Chinese,White - British,White - Irish
        Applied,90,300,80
        Shortlisted,50,100,20
        Appointed,12,30,5
    """
    found = rows(traced({"recruitment": cross_tab}), "recruitment")
    assert [(row["row"], row["populations"], row["group"], row["people"]) for row in found] == [
        (3, "shortlisted", "bme", 50),
        (3, "shortlisted", "white", 100),
        (3, "shortlisted", "white", 20),
        (4, "appointed", "bme", 12),
        (4, "appointed", "white", 30),
        (4, "appointed", "white", 5),
    ]


def test_counts_are_used_where_no_rows_came(traced, rows):
    trace = traced({"counts": COUNTS, "training": "employee_number\n1\n"})
    found = rows(trace, "counts")
    assert [(row["fate"], row["people"]) for row in found] == [
        ("counted", 10),
        ("counted_in_band_only", 4),
        ("bands_are_used", None),
        ("rows_are_used", None),
        ("not_used", None),
    ]
    assert [int(one.traced) for one in trace.totals if one.population == "workforce"] == [10]


@pytest.mark.parametrize(("with_rows", "fate"), [(False, "counted"), (True, "rows_are_used")])
def test_a_published_percentage_is_used_where_no_respondents_came(traced, rows, with_rows, fate):
    tables = {"survey_summary": "indicator,group,percentage\n5,white,20\n5,unknown,30\n"}
    if with_rows:
        tables["staff_survey"] = "ethnic_category,q14a\nA,Never\n"
    found = rows(traced(tables), "survey_summary")
    assert found[0]["fate"] == fate
    assert found[1]["counted"] == "no"
