"""Sentences for everybody: the right direction and unit over the whole range, and easy to read."""

import itertools
import warnings
from pathlib import Path

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.report.report import IndicatorReport, Report
from wres_calc.report.words.plain import plain

USUAL = {
    "w": 700,
    "b": 300,
    "sw": 1000,
    "sb": 500,
    "aw": 200,
    "ab": 80,
    "dw": 20,
    "db": 9,
    "du": 0,
    "bb": 2,
    "bu": 0,
}
SURVEY = [
    (number, group, value, base)
    for number in (5, 6, 7, 8)
    for group, value, base in (("white", 25, 400), ("bme", 31.5, 200))
]


def report(folder: Path, publish: bool = False, **numbers: int) -> Report:
    of = USUAL | numbers
    people = build.counts(
        workforce=(of["w"], of["b"], 10),
        shortlisted=(of["sw"], of["sb"]),
        appointed=(of["aw"], of["ab"]),
        disciplinary=(of["dw"], of["db"], of["du"]),
        training=(200, 60),
        board=(9, of["bb"], of["bu"]),
    )
    build.submission(folder, {"counts": people, "survey_summary": build.survey_summary(*SURVEY)})
    return pipeline.build_report(pipeline.assess(folder), pipeline.Options(publish=publish))


def said(found: Report, number: int) -> str:
    (one,) = [each for each in found.indicators if each.number == number]
    return " ".join(plain(one, found.standard))


@pytest.mark.parametrize(
    ("appointed", "text"),
    [
        (
            50,
            "White people were 2.00 times as likely as ethnic minority people to be appointed from shortlisting",
        ),
        (
            100,
            "White people and ethnic minority people were just as likely to be appointed from shortlisting",
        ),
        (200, "White people were less likely than ethnic minority people to be appointed from shortlisting"),
        (400, ": 0.25 times as likely."),
        (0, "No ethnic minority people were appointed from shortlisting, so there is no ratio to give."),
    ],
)
def test_ratios_above_at_and_below_one(tmp_path, appointed, text):
    assert text in said(report(tmp_path, ab=appointed), 2)


def test_a_ratio_that_rounds_to_one_is_not_called_equal(tmp_path):
    told = said(report(tmp_path, aw=2004, sw=10000, ab=1000, sb=5000), 2)
    assert "about as likely" in told
    assert "just as likely" not in told


def test_small_numbers_say_what_one_more_would_do(tmp_path):
    told = said(report(tmp_path), 3)
    fewer, more = (8 / 300) / (20 / 700), (10 / 300) / (20 / 700)
    rests = "based on 9 cases among ethnic minority staff: one case more or fewer would change this to"
    assert f"{rests} {more:.2f} or {fewer:.2f}." in told
    assert "This could be chance." in told


def test_one_case_and_none_are_said_as_such(tmp_path):
    one = said(report(tmp_path / "one", db=1), 3)
    assert "based on 1 case among ethnic minority staff: one case more or fewer would change" in one
    none = said(report(tmp_path / "none", db=0), 3)
    assert none.startswith(
        "In this year no ethnic minority staff were taken into the formal disciplinary process."
    )
    assert "one case more would change this to 0.12." in none
    neither = said(report(tmp_path / "neither", db=0, dw=0), 3)
    assert neither.startswith(
        "No ethnic minority or White staff were taken into the formal disciplinary process,"
    )


def test_nobody_is_said_of_those_whose_ethnicity_is_known(tmp_path):
    """Of fifteen of unknown ethnicity some may be anybody: that none was is more than the data say."""
    known = "were taken into the formal disciplinary process, as far as we know"
    none = report(tmp_path / "none", db=0, du=1, bb=0, bu=2)
    assert said(none, 3).startswith(f"In this year no ethnic minority staff {known}.")
    assert said(none, 9).startswith(
        "No one on the board is from an ethnic minority group, as far as we know."
    )
    neither = report(tmp_path / "neither", db=0, dw=0, du=1)
    assert said(neither, 3) == (
        f"No ethnic minority or White staff {known}, so there is no ratio to give. "
        "Caution: The ethnicity of most of the people disciplined is unknown."
    )
    assert "as far as we know" not in said(report(tmp_path / "some", du=1, bu=1), 3)


def test_where_there_is_no_gap_nothing_is_said_of_chance(tmp_path):
    assert said(report(tmp_path, ab=100), 2).endswith(
        "were just as likely to be appointed from shortlisting."
    )


def test_nobody_to_count_says_whom(tmp_path):
    told = said(report(tmp_path, sb=0, ab=0), 2)
    assert told == "There are no ethnic minority people to count, so there is no ratio to give."


def test_a_group_that_is_withheld_is_not_told_to_be_empty(tmp_path):
    found = report(tmp_path, sb=0, ab=0)
    hidden = next(each for each in found.indicators if each.number == 2).model_dump()
    for measure in hidden["measures"]:
        if measure["measure"] == "likelihood" and measure["group"] == "white":
            measure.update(
                value=None, numerator=None, interval=None, status="suppressed", reason="suppressed"
            )
    told = " ".join(plain(IndicatorReport.model_validate(hidden), found.standard))
    assert told == "There are no ethnic minority people to count, so there is no ratio to give."
    for measure in hidden["measures"]:
        if measure["measure"] == "likelihood":
            measure.update(
                value=None, numerator=None, interval=None, status="suppressed", reason="suppressed"
            )
    told = " ".join(plain(IndicatorReport.model_validate(hidden), found.standard))
    assert told == "We have no figure for this: the group is empty."


def test_the_workforce_is_told_by_staff_category(tmp_path):
    report(tmp_path)
    rows = (
        (tmp_path / "counts.csv")
        .read_text("utf-8")
        .replace("people\n", "people,staff_category,pay_band\n", 1)
    )
    rows = "".join(f"{row},,\n" for row in rows.splitlines()[1:] if not row.startswith("workforce"))
    parts = "workforce,white,80,non_clinical,band_5\nworkforce,bme,20,non_clinical,band_5\n"
    parts += "workforce,white,70,clinical_non_medical,band_5\nworkforce,bme,30,clinical_non_medical,band_5\n"
    parts += (
        "workforce,white,50,medical_and_dental,consultant\nworkforce,bme,50,medical_and_dental,consultant\n"
    )
    head = "population,group,people,staff_category,pay_band\n"
    (tmp_path / "counts.csv").write_text(head + parts + rows, "utf-8")
    public = pipeline.build_report(pipeline.assess(tmp_path), pipeline.Options(publish=True))
    small = parts.replace("bme,20,", "bme,2,")
    (tmp_path / "counts.csv").write_text(head + small + rows, "utf-8")
    hidden = pipeline.build_report(pipeline.assess(tmp_path), pipeline.Options(publish=True))
    assert "They make up" in said(public, 1)
    assert "They make up" not in said(hidden, 1)
    (tmp_path / "counts.csv").write_text(head + parts + rows, "utf-8")
    told = said(pipeline.calculate(tmp_path), 1)
    assert told.startswith(
        "33.3% of all staff are from ethnic minority groups. They make up 20.0% of non-clinical staff, "
        "30.0% of clinical staff who are not doctors or dentists and 50.0% of doctors and dentists."
    )


def test_the_survey_names_both_groups(tmp_path):
    told = said(report(tmp_path), 5)
    assert told.startswith(
        "31.5% of ethnic minority staff and 25.0% of White staff said they had been bullied"
    )


@pytest.mark.parametrize(("members", "text"), [(0, "less"), (2, "less"), (9, "more")])
def test_the_board_against_all_staff(tmp_path, members, text):
    told = said(report(tmp_path, bb=members), 9)
    assert f"percentage points {text} than among all staff" in told
    assert told.startswith("No one on the board is from an ethnic minority group.") is (members == 0)


def test_the_board_of_2015_is_held_against_the_people_served(tmp_path):
    report(tmp_path)
    settings = tmp_path / "submission.toml"
    served = "\n[population_served]\nwhite = 90\nbme = 10\n"
    settings.write_text(settings.read_text("utf-8").replace("2025", "2015") + served, "utf-8")
    told = said(pipeline.calculate(tmp_path), 9)
    assert "percentage points more than among the people whom we serve, of whom 10.0% are." in told
    assert "all staff" not in told


def test_what_is_withheld_says_why(tmp_path):
    found = report(tmp_path, publish=True, db=2)
    assert said(found, 3) == "We do not show this figure, to protect people's identity."


def test_what_was_not_sent_says_so(tmp_path):
    folder = tmp_path / "less"
    report(folder)
    (folder / "survey_summary.csv").unlink()
    found = pipeline.calculate(folder)
    assert said(found, 7).startswith("We have no figure for this: ")


def every_sentence(tmp_path: Path) -> list[str]:
    values = ({}, {"ab": 50}, {"ab": 400}, {"ab": 100}, {"ab": 0}, {"db": 0}, {"db": 1}, {"bb": 0}, {"bb": 9})
    values += ({"sb": 0, "ab": 0}, {"dw": 0, "db": 0}, {"aw": 0}, {"bb": 1})
    found: list[str] = []
    for number, (publish, counts) in enumerate(itertools.product((False, True), values)):
        told = report(tmp_path / str(number), publish, **counts)
        found += [text for each in told.indicators for text in plain(each, told.standard)]
    return sorted(set(found))


def test_no_sentence_says_more_likely_by_times_or_speaks_in_codes(tmp_path):
    sentences = every_sentence(tmp_path)
    assert len(sentences) >= 25
    for text in sentences:
        assert "times more likely" not in text
        assert "BME" not in text
        assert text[0].isupper() or text[0].isdigit() or text[0] == "<"
        assert text.endswith(".")


def test_they_read_at_fourteen_or_younger(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import textstat
    # Grades of American schools, about an age less five. Those that count syllables want a dictionary from the network.
    sentences = every_sentence(tmp_path)
    for measure in (textstat.coleman_liau_index, textstat.automated_readability_index):
        grades = {text: measure(text) for text in sentences}
        assert sum(grades.values()) / len(grades) <= 9
        assert not {text: grade for text, grade in grades.items() if grade > 14}
