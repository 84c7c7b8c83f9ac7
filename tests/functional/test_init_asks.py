"""What `wres init --from` asks about, and what of the cells it may write: columns that change figures, no free text."""

import tomllib

import pytest
from tests.extracts.trust import write_csv

from wres_calc import pipeline
from wres_calc.pipeline.propose import take_in

PEOPLE = ["Jane Smith", "Ali Khan", "Wu Li", "Tom Jones"]


def nobody(question):
    return None


def taken(tmp_path, name, lines, ask=nobody, year=2025):
    """The settings made for one export."""
    folder = tmp_path / "made"
    write_csv(tmp_path / name, lines)
    take_in(folder, [tmp_path / name], ask, year=year, organisation="RX0")
    return (folder / "submission.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "headings", "cells"),
    [
        (
            "disciplinary.csv",
            ["Case Number", "Ethnic Origin", "Stage"],
            lambda i, name: [f"C{i}", "A", f"Hit by {name}"],
        ),
        ("board.csv", ["Ethnic Origin", "Voting", "Executive"], lambda i, name: ["A", "Yes", name]),
        (
            "training.csv",
            ["Employee Number", "Course", "Mandatory"],
            lambda i, name: [str(i // 2), "Fire", name],
        ),
        (
            "board.csv",
            ["Jane Smith", "White - British", "Yes"],
            lambda i, name: [name, "White - British", "Yes"],
        ),
        ("cases.csv", ["Jane Smith", "A", "Hearing"], lambda i, name: [name, "A", "Hearing"]),
    ],
    ids=["narratives", "names once", "names often", "no headings", "no headings of cases"],
)
def test_names_and_narratives_of_a_small_table_are_not_written(name, headings, cells, tmp_path):
    lines = [
        headings,
        *(cells(i, person) for i, person in enumerate(PEOPLE * 2 if name[0] == "t" else PEOPLE)),
    ]
    text = taken(tmp_path, name, lines)
    assert not [person for person in PEOPLE if person in text]


def test_a_column_of_very_many_texts_that_are_in_no_list_is_one_question_with_their_number(tmp_path):
    lines = [["Ethnic Origin", "Voting", "Executive"], *(["A", f"about {i}", "Yes"] for i in range(2_100))]
    text = taken(tmp_path, "board.csv", lines)
    assert '2100 of the 2100 different texts under "Voting" are in no list' in text


def test_a_column_of_dates_under_an_unknown_heading_is_asked_about(tmp_path):
    """Without it cases of every year would count."""
    lines = [
        ["Case Number", "Ethnic Origin", "Went formal"],
        ["C1", "A", "05/06/2024"],
        ["C2", "H", "25/06/2023"],
    ]
    assert '#? columns.entered_on = "Went formal"' in taken(tmp_path, "disciplinary.csv", lines)


def test_the_employee_number_is_asked_about_beside_a_case_number(tmp_path):
    """Without it cases would count, not people, and their ethnicity could not be had from the workforce."""
    lines = [["Case Number", "Number of Staff"], ["C1", "00123"], ["C2", "00456"]]
    assert '#? columns.employee_number = "Number of Staff"' in taken(tmp_path, "disciplinary.csv", lines)


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["04/30/2024", "05/01/2024"], "month_first"),
        (["05/03/2024", "06/04/2024", "07/05/2024", "01/02/2025", "02/11/2024"], "day_first"),
    ],
    ids=["American", "either"],
)
def test_the_order_of_dates_is_asked_where_it_is_not_plain(dates, first, tmp_path):
    lines = [
        ["Case Number", "Ethnic Origin", "Date Entered Formal Process"],
        *(["C", "A", day] for day in dates),
    ]
    assert f'#? dates = "{first}"' in taken(tmp_path, "disciplinary.csv", lines)
    asked = taken(
        tmp_path,
        "disciplinary.csv",
        lines,
        lambda question: "month_first" if question.key == ("dates",) else None,
    )
    assert tomllib.loads(asked)["tables"]["disciplinary"]["dates"] == "month_first"


def test_what_is_possible_can_be_chosen_by_number(tmp_path, monkeypatch):
    """The headings that are left with what stands below them; yes and no."""
    from wres_calc.cli import init

    shown, answers = [], iter(["1", "2", "1"])
    monkeypatch.setattr(init.typer, "echo", lambda text, err: shown.append(text))
    monkeypatch.setattr(init.typer, "prompt", lambda *_, **__: next(answers))
    lines = [["Ethnicity", "Voting", "Sort"], *(["A", "Yes", sort] for sort in ["Lay", "Officer"] * 3)]
    made = tomllib.loads(taken(tmp_path, "board.csv", lines, init.at_the_terminal))["tables"]["board"]
    assert made["columns"] == {"executive": "Sort"}
    assert made["values"]["executive"] == {"Lay": "no", "Officer": "yes"}
    assert any("1  Sort  (for instance Lay, Officer)" in line for line in shown)


def test_headings_below_a_full_row_of_filters_are_said(tmp_path):
    headings = ["Case Number", "Ethnic Origin", "Date Entered Formal Process"]
    made = tomllib.loads(
        taken(tmp_path, "cases.csv", [["Trust", "Any", "Open"], headings, ["1", "A", "2024-06-01"]])
    )
    assert made["tables"] == {"disciplinary": {"file": "cases.csv", "header_row": 2}}


def test_one_list_of_cases_is_that_of_the_year(tmp_path):
    lines = [["Case Number", "Ethnic Origin", "Date Entered Formal Process"], ["1", "A", "2018-06-01"]]
    made = tomllib.loads(taken(tmp_path, "cases.csv", lines, year=2019))
    assert made["tables"] == {"disciplinary": {"file": "cases.csv"}}


def test_two_lists_of_cases_are_asked_about_where_two_years_are_needed(tmp_path):
    headings = ["Employee Number", "Ethnic Origin", "Date Entered Formal Process"]
    files = {"cases now.csv": "2018-06-01", "cases before.csv": "2017-06-01"}
    for name, day in files.items():
        write_csv(tmp_path / name, [headings, ["1", "A", day], ["2", "H", day]])
    folder = tmp_path / "made"

    def ask(question):
        if question.key == ("table",):
            return "disciplinary" if "now" in question.words else "disciplinary_previous_year"
        return None

    take_in(folder, [tmp_path / name for name in files], ask, year=2019, organisation="RX0")
    made = tomllib.loads((folder / "submission.toml").read_text(encoding="utf-8"))["tables"]
    assert made["disciplinary"]["file"] == "cases now.csv"
    assert made["disciplinary_previous_year"]["file"] == "cases before.csv"
    assert pipeline.calculate(folder).issues.error == 0


TRAINING = [["Employee Number", "Course Name"], ["00001", "Fire safety"], ["00002", "Leadership"]]


def test_training_that_says_nothing_of_mandatory_is_asked_about(tmp_path):
    text = taken(tmp_path, "training.csv", TRAINING)
    assert "#? all_non_mandatory = true" in text
    assert "all_non_mandatory" not in tomllib.loads(text)["tables"]["training"]


def test_the_answer_that_none_is_mandatory_is_a_setting(tmp_path):
    def yes(question):
        return True if question.key == ("all_non_mandatory",) else None

    text = taken(tmp_path, "training.csv", TRAINING, yes)
    assert tomllib.loads(text)["tables"]["training"]["all_non_mandatory"] is True


def test_it_is_not_asked_where_a_column_says_it(tmp_path):
    lines = [[*TRAINING[0], "Mandatory"], [*TRAINING[1], "Yes"], [*TRAINING[2], "No"]]
    assert "all_non_mandatory" not in taken(tmp_path, "training.csv", lines)
