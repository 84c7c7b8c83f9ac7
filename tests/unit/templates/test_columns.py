"""What templates say of columns is what the models do."""

import datetime as dt

import pytest
from pydantic import ValidationError

from wres_calc.intake.tables import TABLES
from wres_calc.render.templates import columns, entry
from wres_calc.standards import load

ALL = [
    (table, column)
    for year in (2015, 2020, 2025)
    for table in TABLES
    for column in columns.of_year(table, load.load(year), "RX1")
]


def accepts(table, column, text):
    try:
        setattr(TABLES[table].model_construct(), column, text)
    except ValidationError:
        return False
    return True


def column_of(table, name, year=2025):
    return next(each for each in columns.of_year(table, load.load(year), "RX1") if each.name == name)


def test_every_value_offered_and_every_example_is_accepted():
    refused = [
        (table, column.name, text)
        for table, column in ALL
        for text in {*column.offered, column.example} - {""}
        if not accepts(table, column.name, text)
    ]
    assert not refused


def test_a_list_is_closed_where_the_model_refuses_other_texts_and_there_alone():
    open_lists = {column.name for _, column in ALL if column.offered and not column.closed}
    assert open_lists == {"grade", "job_role", "assignment_status", "assignment_category"}
    assert {"ethnic_category", "staff_group", "voting", "q14a", "population", "pay_band"} <= {
        column.name for _, column in ALL if column.closed
    }


def test_every_coded_column_has_a_list():
    """Closed to other texts means a list, a date or a number within bounds."""
    bare = [
        column.name
        for _, column in ALL
        if column.closed and not (column.offered or column.period or column.between)
    ]
    assert not bare


@pytest.mark.parametrize(
    ("year", "questions"),
    [(2015, "kf25 kf26 kf21 q17b"), (2020, "q13a q13b q13c q14 q15b"), (2025, "q14a q14b q14c q15 q16b")],
)
def test_the_survey_asks_the_years_questions_alone(year, questions):
    names = [column.name for column in columns.of_year("staff_survey", load.load(year), "RX1")]
    assert set(names) == {
        "ethnic_category",
        "disability",
        "respondent_id",
        "staff_group",
        "organisation_code",
        *questions.split(),
    }


def test_every_other_table_has_every_column():
    for table in TABLES.keys() - {"staff_survey"}:
        names = [column.name for column in columns.of_year(table, load.load(2025), "RX1")]
        assert names == list(TABLES[table].model_fields)


def test_what_is_required_and_what_may_be_blank():
    assert column_of("workforce", "grade").required == "required"
    assert column_of("workforce", "grade").may_be_blank
    assert not column_of("workforce", "employee_number").may_be_blank
    assert column_of("disciplinary", "case_id").required == "required: employee_number or case_id"
    assert not column_of("training", "course").is_required


def test_dates_are_those_of_the_years_that_count():
    assert column_of("training", "completed_on").period == (dt.date(2024, 4, 1), dt.date(2025, 3, 31))
    assert column_of("disciplinary", "entered_on").period == (dt.date(2024, 4, 1), dt.date(2025, 3, 31))
    assert column_of("disciplinary", "entered_on", 2015).period == (dt.date(2013, 4, 1), dt.date(2015, 3, 31))


def test_the_rules_of_typing_are_those_of_validation():
    percentage = entry.rule(column_of("survey_summary", "percentage"), None)
    assert (percentage["validate"], percentage["minimum"], percentage["maximum"]) == ("decimal", 0, 100)
    people = entry.rule(column_of("counts", "people"), None)
    assert (people["validate"], people["criteria"], people["value"], people["error_type"]) == (
        "integer",
        ">=",
        0,
        "stop",
    )
    assert entry.rule(column_of("training", "completed_on"), None)["error_type"] == "warning"
    assert entry.rule(column_of("workforce", "employee_number"), None) is None


def test_answers_are_offered_in_words_and_once():
    assert column_of("staff_survey", "q14a").offered == ("Never", "1-2", "3-5", "6-10", "More than 10")
    assert column_of("staff_survey", "q15").offered == ("Yes", "No", "Don't know")
