"""The WDES: from the standard's file, the characteristic's lists and one column; no other code knows of it."""

from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.errors import ConfigurationError, UsageError
from wres_calc.report.report import Measure, Report
from wres_calc.report.words.sentences import sentence

SETTINGS = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'
APPLICANTS = (
    [("Yes", "Yes")] * 12
    + [("Y", "No")] * 88
    + [("No", "Yes")] * 60
    + [("Not disabled", "No")] * 240
    + [("Prefer not to say", "Yes")] * 3
    + [("", "No")] * 7
)


def whole_report(folder: Path, year: int = 2025, **tables: str) -> Report:
    """The report of a submission by the WDES; each table as lines of CSV."""
    (folder / "submission.toml").write_text(SETTINGS.replace("2025", str(year)), encoding="utf-8")
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    options = pipeline.Options(standards=("wdes",))
    return pipeline.build_report(pipeline.assess(folder, options), options)


def of_metric(found: Report, number: int | str, **breakdown: str) -> dict[tuple[str, str], Measure]:
    (indicator,) = [each for each in found.indicators if each.number == number]
    return {(one.measure, one.group): one for one in indicator.measures if one.breakdown == breakdown}


def rows(heading: str, *lines: tuple[int, str]) -> str:
    """CSV with each line so many times; `{}` in a line is the number of its row."""
    texts = [line for many, line in lines for _ in range(many)]
    return "\n".join([heading, *(text.format(number) for number, text in enumerate(texts))]) + "\n"


STAFF = rows(
    "Employee Number,Disability,Staff Group,Grade",
    (3, "{},Yes,Students,Band 5"),
    (12, "{},No,Students,Band 5"),
    (5, "{},,Students,Band 5"),
    (1, "{},Yes,Administrative and Clerical,Band 8a"),
    (9, "{},No,Administrative and Clerical,Band 8a"),
)


def test_metric_1_share_of_disabled_staff_in_a_band_and_in_the_workforce(tmp_path: Path) -> None:
    found = whole_report(tmp_path, workforce=STAFF)
    band = of_metric(found, 1, staff_category="clinical_non_medical", pay_band="band_5")
    assert band["share", "disabled"].value == pytest.approx(100 * 3 / (3 + 12 + 5))
    assert band["share", "unknown"].value == pytest.approx(100 * 5 / (3 + 12 + 5))
    assert of_metric(found, 1)["share", "disabled"].value == pytest.approx(100 * (3 + 1) / (20 + 10))
    gap = band["gap_to_workforce", "disabled"]
    assert gap.value == pytest.approx(100 * 3 / 20 - 100 * 4 / 30)


def test_metric_1_clusters_of_pay_bands(tmp_path: Path) -> None:
    people = rows(
        "Employee Number,Disability,Staff Group,Grade",
        (2, "{},Yes,Students,Band 5"),
        (8, "{},No,Students,Band 6"),
        (5, "{},,Students,Band 7"),
        (4, "{},No,Students,Band 4"),
        (1, "{},Yes,Administrative and Clerical,Band 8c"),
        (3, "{},No,Administrative and Clerical,Band 9"),
        (6, "{},No,Administrative and Clerical,Band 5"),
    )
    found = whole_report(tmp_path, workforce=people)
    clinical = of_metric(found, 1, staff_category="clinical_non_medical", pay_band="cluster_2")
    assert clinical["share", "disabled"].value == pytest.approx(100 * 2 / (2 + 8 + 5))
    assert clinical["gap_to_workforce", "disabled"].value == pytest.approx(100 * 2 / 15 - 100 * 3 / 29)
    senior = of_metric(found, 1, staff_category="non_clinical", pay_band="cluster_4")
    assert senior["share", "disabled"].value == pytest.approx(100 * 1 / (1 + 3))
    lowest = of_metric(found, 1, staff_category="clinical_non_medical", pay_band="cluster_1")
    assert (lowest["share", "disabled"].value, lowest["share", "disabled"].denominator) == (0, 4)


@pytest.mark.parametrize(("number", "question"), [("4a i", "q14a"), ("4a ii", "q14b"), ("4a iii", "q14c")])
def test_metric_4a_experienced_harassment_at_least_once(tmp_path: Path, number: str, question: str) -> None:
    answers = [
        (9, "Yes,2"),
        (3, "Yes,More than 10"),
        (28, "Yes,Never"),
        (15, "No,5"),
        (85, "No,1"),
        (6, "No,"),
    ]
    own = of_metric(whole_report(tmp_path, staff_survey=rows(f"Disability,{question}", *answers)), number)
    assert own["percentage", "disabled"].value == pytest.approx(100 * (9 + 3) / (9 + 3 + 28))
    assert own["percentage", "not_disabled"].value == pytest.approx(100 * 15 / (15 + 85))
    assert own["difference", "disabled"].value == pytest.approx(100 * 12 / 40 - 100 * 15 / 100)


def test_metric_4b_reported_by_them_or_a_colleague_among_yes_and_no(tmp_path: Path) -> None:
    answers = [(10, "Yes,Yes"), (2, "Yes,Yes, a colleague reported it"), (8, "Yes,2"), (5, "Yes,Don't know")]
    answers += [(30, "No,1"), (30, "No,No"), (40, "No,Not applicable"), (7, "No,")]
    quoted = [
        (many, line.replace("Yes, a colleague reported it", '"Yes, a colleague reported it"'))
        for many, line in answers
    ]
    own = of_metric(whole_report(tmp_path, staff_survey=rows("Disability,q14d", *quoted)), "4b")
    assert own["percentage", "disabled"].value == pytest.approx(100 * (10 + 2) / (10 + 2 + 8))
    assert own["percentage", "not_disabled"].value == pytest.approx(100 * 30 / (30 + 30))


def test_parts_of_metric_4_as_published_are_one_another_apart(tmp_path: Path) -> None:
    sent = ["4a i,disabled,29.5", "4aii,disabled,14.1", "Metric 4a (iii),disabled,23.6", "4b,disabled,51"]
    sent += ["4a i,not disabled,23.3"]
    found = whole_report(tmp_path, survey_summary="\n".join(["indicator,group,percentage", *sent]) + "\n")
    own = {each.number: of_metric(found, each.number) for each in found.indicators}
    values = {"4a i": 29.5, "4a ii": 14.1, "4a iii": 23.6, "4b": 51}
    assert {number: own[number]["percentage", "disabled"].value for number in values} == pytest.approx(values)
    assert own["4a i"]["difference", "disabled"].value == pytest.approx(29.5 - 23.3)
    assert not found.issues.error


def test_parts_of_a_metric_are_asked_for_together_or_alone(tmp_path: Path) -> None:
    def numbers(*asked: int | str) -> list[int | str]:
        options = pipeline.Options(standards=("wdes",), indicators=asked)
        return [
            each.number
            for each in pipeline.build_report(pipeline.assess(tmp_path, options), options).indicators
        ]

    whole_report(tmp_path, staff_survey=rows("Disability,q14a", (5, "Yes,1")))
    assert numbers("4a") == ["4a i", "4a ii", "4a iii"]
    assert numbers(4) == ["4a i", "4a ii", "4a iii", "4b"]
    assert numbers("4a i", 5) == ["4a i", 5]
    assert numbers(1) == [1]
    with pytest.raises(UsageError, match="no indicator 4c"):
        numbers("4c")


CASES = [(6, "C{},Yes,2024-06-01"), (8, "C{},No,2024-06-01"), (1, "C{},,2024-06-01")]
EARLIER = [(2, "B{},Yes,2023-06-01"), (4, "B{},No,2023-06-01")]
CAPABILITY = "Case ID,Disability,Entered On"


def entered_the_capability_process(found: Report) -> None:
    own = of_metric(found, 3)
    disabled, others = ((6 + 2) / 2) / (3 + 1), ((8 + 4) / 2) / (12 + 9)
    assert own["likelihood", "disabled"].value == pytest.approx(100 * disabled)
    assert own["likelihood", "not_disabled"].value == pytest.approx(100 * others)
    ratio = own["relative_likelihood", "disabled"]
    assert ratio.compared_with == "not_disabled"
    assert ratio.value == pytest.approx(disabled / others)


def test_metric_3_is_the_mean_of_two_years_in_one_table(tmp_path: Path) -> None:
    entered_the_capability_process(
        whole_report(tmp_path, workforce=STAFF, capability=rows(CAPABILITY, *CASES, *EARLIER))
    )


def test_metric_3_is_the_mean_of_two_years_in_a_table_each(tmp_path: Path) -> None:
    before = rows(CAPABILITY, *EARLIER)
    tables = {"capability": rows(CAPABILITY, *CASES), "capability_previous_year": before}
    entered_the_capability_process(whole_report(tmp_path, workforce=STAFF, **tables))


def test_metric_3_needs_the_year_before(tmp_path: Path) -> None:
    found = whole_report(tmp_path, workforce=STAFF, capability=rows(CAPABILITY, *CASES))
    (third,) = [each for each in found.indicators if each.number == 3]
    assert (third.status, third.reason) == ("not_calculated", "previous_year_missing")


def test_metric_3_from_counts(tmp_path: Path) -> None:
    people = {"capability": (6, 8, 1), "capability_previous_year": (2, 4, 0)}
    groups = ("disabled", "not_disabled", "unknown")
    lines = [
        f"{name},{group},{number}"
        for name, of in people.items()
        for group, number in zip(groups, of, strict=True)
    ]
    counts = "\n".join(["population,group,people", *lines]) + "\n"
    entered_the_capability_process(whole_report(tmp_path, workforce=STAFF, counts=counts))


def test_each_standard_leaves_the_other_ones_events_alone(tmp_path: Path) -> None:
    cases = rows(CAPABILITY, *CASES, *EARLIER)
    found = whole_report(tmp_path, workforce=STAFF, capability=cases, disciplinary=cases)
    noted = {(item.code, item.table) for item in found.issues.items if item.code == "table-not-used"}
    assert noted == {("table-not-used", "disciplinary")}
    third = of_metric(pipeline.calculate(tmp_path), 3)
    assert third == {}


def test_metric_5_belief_in_equal_opportunities_with_dont_know_in_the_base(tmp_path: Path) -> None:
    answers = [(20, "Yes,1"), (15, "Yes,2"), (5, "Yes,9"), (60, "No,1"), (40, "No,2"), (7, ",1"), (3, "Yes,")]
    found = whole_report(tmp_path, staff_survey=rows("Disability,q15", *answers))
    own = of_metric(found, 5)
    assert own["percentage", "disabled"].value == pytest.approx(100 * 20 / (20 + 15 + 5))
    assert own["percentage", "not_disabled"].value == pytest.approx(100 * 60 / (60 + 40))
    assert own["difference", "disabled"].value == pytest.approx(100 * 20 / 40 - 100 * 60 / 100)
    assert own["difference", "disabled"].compared_with == "not_disabled"


def test_metric_5_as_published_is_not_that_of_another_standard(tmp_path: Path) -> None:
    rows_sent = "5,disabled,51.5\n5,not disabled,57.7\n5,white,26.7\n5,bme,25.5\n"
    found = whole_report(tmp_path, survey_summary=f"indicator,group,percentage\n{rows_sent}")
    assert of_metric(found, 5)["difference", "disabled"].value == pytest.approx(51.5 - 57.7)
    wres = pipeline.calculate(tmp_path)
    assert of_metric(wres, 5)["difference", "bme"].value == pytest.approx(25.5 - 26.7)
    alone = whole_report(tmp_path, survey_summary="indicator,group,percentage\n5,white,26.7\n5,bme,25.5\n")
    (fifth,) = [each for each in alone.indicators if each.number == 5]
    assert (fifth.status, fifth.reason) == ("not_calculated", "table_missing")


def test_questions_that_the_other_standard_uses_are_of_the_year(tmp_path: Path) -> None:
    found = whole_report(
        tmp_path, staff_survey=rows("Disability,q15,q14a,q16b", (5, "Yes,1,1,2"), (5, "No,1,1,2"))
    )
    assert "survey-of-another-year" not in {item.code for item in found.issues.items}


def test_metric_6_pressure_to_come_to_work_among_those_who_were_asked(tmp_path: Path) -> None:
    answers = [(12, "Yes,1"), (28, "Yes,2"), (10, "Yes,"), (20, "No,Yes"), (80, "No,No"), (4, ",1")]
    own = of_metric(whole_report(tmp_path, staff_survey=rows("Disability,q11e", *answers)), 6)
    assert own["percentage", "disabled"].value == pytest.approx(100 * 12 / (12 + 28))
    assert own["percentage", "not_disabled"].value == pytest.approx(100 * 20 / (20 + 80))
    assert own["difference", "disabled"].value == pytest.approx(100 * 12 / 40 - 100 * 20 / 100)


def test_metric_7_satisfied_and_very_satisfied_with_how_work_is_valued(tmp_path: Path) -> None:
    answers = [(9, "Yes,4"), (6, "Yes,Very satisfied"), (15, "Yes,3"), (20, "Yes,1"), (30, "No,Satisfied")]
    answers += [(10, "No,5"), (40, "No,Neither satisfied nor dissatisfied"), (20, "No,2"), (8, "No,")]
    own = of_metric(whole_report(tmp_path, staff_survey=rows("Disability,q4b", *answers)), 7)
    assert own["percentage", "disabled"].value == pytest.approx(100 * (9 + 6) / (9 + 6 + 15 + 20))
    assert own["percentage", "not_disabled"].value == pytest.approx(100 * (30 + 10) / (30 + 10 + 40 + 20))


def test_metric_8_adequate_adjustments_among_disabled_staff_who_need_one(tmp_path: Path) -> None:
    answers = [(18, "Yes,Yes"), (6, "Yes,2"), (40, "Yes,No adjustment required"), (3, "Yes,"), (9, "No,Yes")]
    found = whole_report(tmp_path, staff_survey=rows("Disability,q31b", *answers))
    own = of_metric(found, 8)
    assert set(own) == {("percentage", "disabled")}
    assert own["percentage", "disabled"].value == pytest.approx(100 * 18 / (18 + 6))


@pytest.mark.parametrize(
    ("year", "adjustments", "advocacy"),
    [(2022, "q28b", "q21"), (2023, "q30b", "q23"), (2024, "q31b", "q25"), (2026, "q31b", "q25")],
)
def test_metrics_8_and_9a_are_read_from_the_questions_of_the_years_survey(
    year: int, adjustments: str, advocacy: str, tmp_path: Path
) -> None:
    every = [f"{question}{part}" for question in ("q21", "q23", "q25") for part in "acd"]
    heading = ",".join(["Disability,q2a,q2b,q2c,q3c,q3d,q3f,q28b,q30b,q31b", *every])

    def line(disability: str, own: str, other: str) -> str:
        asked = ["Yes" if each == adjustments else "No" for each in ("q28b", "q30b", "q31b")]
        return ",".join(
            [
                disability,
                "5,5,5,5,5,5",
                *asked,
                *(own if each.startswith(advocacy) else other for each in every),
            ]
        )

    survey = rows(heading, (6, line("Yes", "5", "1")), (8, line("No", "1", "5")))
    found = whole_report(tmp_path, year, staff_survey=survey)
    assert of_metric(found, 8)["percentage", "disabled"].value == 100
    scores = of_metric(found, "9a")
    assert scores["mean", "disabled"].value == pytest.approx(10)
    assert scores["mean", "not_disabled"].value == pytest.approx(20 / 3)


def test_metric_8_as_published(tmp_path: Path) -> None:
    found = whole_report(tmp_path, survey_summary="indicator,group,percentage\n8,disabled,75.1\n8,bme,15.5\n")
    own = of_metric(found, 8)
    assert {key: one.value for key, one in own.items()} == {("percentage", "disabled"): pytest.approx(75.1)}


ENGAGEMENT = "Disability,q2a,q2b,q2c,q3c,q3d,q3f,q25a,q25c,q25d"
ENGAGED = [
    (6, "Yes,1,2,3,4,5,1,1,1,1"),
    (2, "Yes,Always,5,5,Strongly agree,5,5,5,5,5"),
    (1, "Yes,3,3,3,3,3,3,3,3,"),
    (5, "No,Often,4,4,Agree,4,4,4,4,4"),
    (3, "No,Never,1,1,Strongly disagree,1,1,1,1,Neither agree nor disagree"),
    (4, ",5,5,5,5,5,5,5,5,5"),
]


def test_metric_9a_mean_of_the_scores_of_who_answered_every_question(tmp_path: Path) -> None:
    own = of_metric(whole_report(tmp_path, staff_survey=rows(ENGAGEMENT, *ENGAGED)), "9a")
    motivation, involvement, advocacy = (0 + 2.5 + 5) / 3, (7.5 + 10 + 0) / 3, (0 + 0 + 0) / 3
    low, high = (motivation + involvement + advocacy) / 3, 10
    disabled, others = (6 * low + 2 * high) / 8, (5 * 7.5 + 3 * (5 / 3 / 3)) / 8
    score = own["mean", "disabled"]
    assert (score.value, score.denominator, score.numerator) == (pytest.approx(disabled), 8, None)
    assert own["mean", "not_disabled"].value == pytest.approx(others)
    difference = own["mean_difference", "disabled"]
    assert difference.value == pytest.approx(disabled - others)
    assert (score.unit, difference.unit, difference.compared_with) == (
        "score",
        "score_points",
        "not_disabled",
    )


def test_the_interval_of_metric_9a_is_from_its_respondents(tmp_path: Path) -> None:
    own = of_metric(whole_report(tmp_path, staff_survey=rows(ENGAGEMENT, *ENGAGED)), "9a")
    scores = [25 / 9] * 6 + [10] * 2
    score, mean = own["mean", "disabled"], sum(scores) / 8
    deviation = (sum((each - mean) ** 2 for each in scores) / 7) ** 0.5
    assert score.deviation == pytest.approx(deviation)
    t = 2.364624  # of 7 degrees of freedom, at 95 %
    interval = score.interval
    assert interval is not None
    assert interval.method == "student_t"
    assert (interval.lower, interval.upper) == pytest.approx(
        (mean - t * deviation / 8**0.5, mean + t * deviation / 8**0.5), rel=1e-6
    )
    difference = own["mean_difference", "disabled"]
    assert difference.interval is not None
    assert (difference.interval.method, difference.tests[0].method) == ("welch_t", "welch_t")
    assert difference.verdict is not None
    assert not difference.verdict.clear


def test_metric_9a_as_published_has_no_interval(tmp_path: Path) -> None:
    sent = "indicator,group,percentage\n9a,disabled,6.44\n9a,not disabled,6.99\n5,disabled,51.5\n"
    found = whole_report(tmp_path, survey_summary=sent)
    own = of_metric(found, "9a")
    assert own["mean_difference", "disabled"].value == pytest.approx(6.44 - 6.99)
    assert own["mean", "disabled"].interval is None
    assert not found.issues.error


def test_a_score_above_10_is_an_error(tmp_path: Path) -> None:
    sent = "indicator,group,percentage\n9a,disabled,64.4\n9a,not disabled,69.9\n"
    found = whole_report(tmp_path, survey_summary=sent)
    assert {(item.code, item.row) for item in found.issues.items if item.severity == "error"} == {
        ("number-out-of-range", 2),
        ("number-out-of-range", 3),
    }


def test_metric_10_board_less_workforce(tmp_path: Path) -> None:
    board = rows(
        "Disability,Voting,Executive",
        (1, "Yes,Yes,Yes"),
        (6, "No,Yes,Yes"),
        (3, "No,Yes,No"),
        (2, "No,No,Yes"),
    )
    found = whole_report(tmp_path, workforce=STAFF, board=board)
    workforce = 100 * 4 / 30
    for part, members in (("total", 12), ("voting", 10), ("executive", 9)):
        own = of_metric(found, 10, board=part)
        assert own["share", "disabled"].value == pytest.approx(100 * 1 / members)
        assert own["gap_to_workforce", "disabled"].value == pytest.approx(100 * 1 / members - workforce)
    assert of_metric(found, 10, board="non_voting")["share", "disabled"].value == 0


def report(folder: Path, lines: list[str], heading: str, **options: object) -> Report:
    (folder / "submission.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "recruitment.csv").write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    assessment = pipeline.assess(folder, pipeline.Options(standards=("wdes",), **options))  # type: ignore[arg-type]
    return pipeline.build_report(assessment, pipeline.Options())


def measures(found: Report) -> dict[tuple[str, str], Measure]:
    (indicator,) = [each for each in found.indicators if each.number == 2]
    return {(one.measure, one.group): one for one in indicator.measures}


def test_not_disabled_over_disabled_applicants_appointed_from_shortlisting(tmp_path: Path) -> None:
    lines = [f"{disability},{appointed}" for disability, appointed in APPLICANTS]
    found = report(tmp_path, lines, "Disability,Appointed")
    assert found.standard.model_dump()["code"] == "wdes"
    assert (found.standard.compared, found.standard.reference) == ("disabled", "not_disabled")
    own = measures(found)
    assert own["likelihood", "disabled"].value == pytest.approx(100 * 12 / 100)
    assert own["likelihood", "not_disabled"].value == pytest.approx(100 * 60 / 300)
    assert own["likelihood", "unknown"].value == pytest.approx(100 * 3 / 10)
    ratio = own["relative_likelihood", "not_disabled"]
    assert ratio.compared_with == "disabled"
    assert ratio.value == pytest.approx((60 / 300) / (12 / 100))
    assert ratio.interval is not None
    assert not found.issues.error


def test_one_table_serves_both_standards(tmp_path: Path) -> None:
    lines = [f"{(i % 2 and 'A') or 'H'},{d},{a}" for i, (d, a) in enumerate(APPLICANTS)]
    own = measures(report(tmp_path, lines, "Ethnicity,Disability,Appointed"))
    assert own["relative_likelihood", "not_disabled"].value == pytest.approx((60 / 300) / (12 / 100))
    wres = pipeline.build_report(pipeline.assess(tmp_path), pipeline.Options())
    (second,) = [each for each in wres.indicators if each.number == 2]
    shortlisted = {one.group: one.denominator for one in second.measures if one.measure == "likelihood"}
    assert shortlisted == {"white": 205, "bme": 205, "unknown": 0}


def test_without_the_column_the_metric_is_not_calculated(tmp_path: Path) -> None:
    found = report(tmp_path, ["A,Yes"], "Ethnicity,Appointed")
    (indicator,) = [each for each in found.indicators if each.number == 2]
    assert (indicator.status, indicator.reason) == ("not_calculated", "table_has_errors")


def test_counts_by_the_groups_of_another_characteristic_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / "submission.toml").write_text(SETTINGS, encoding="utf-8")
    rows = [
        "population,group,people",
        "shortlisted,white,300",
        "shortlisted,bme,100",
        "shortlisted,unknown,10",
    ]
    rows += ["appointed,white,60", "appointed,bme,12", "appointed,unknown,3"]
    (tmp_path / "counts.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assessment = pipeline.assess(tmp_path, pipeline.Options(standards=("wdes",)))
    found = pipeline.build_report(assessment, pipeline.Options()).indicators
    (indicator,) = [each for each in found if each.number == 2]
    assert indicator.status == "not_calculated"


def test_a_text_that_does_not_say_who_is_disabled_is_refused(tmp_path: Path) -> None:
    found = report(tmp_path, ["Dyslexia,Yes", "Yes,No"], "Disability,Appointed")
    assert [group.code for group in found.issues.items if group.severity == "error"] == ["unknown-disability"]


def test_a_standard_that_is_not_shipped_is_refused(tmp_path: Path) -> None:
    report(tmp_path, ["Yes,No"], "Disability,Appointed")
    with pytest.raises(UsageError, match="--standard does not know wxes") as refused:
        pipeline.assess(tmp_path, pipeline.Options(standards=("wxes",)))
    assert refused.value.advice == "It takes wres, wdes."
    settings = SETTINGS.replace("[organisation]", 'standards = ["wxes"]\n[organisation]')
    (tmp_path / "submission.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"entry 1 of standards under .* must be one of wres, wdes"):
        pipeline.assess(tmp_path)


@pytest.mark.parametrize(("year", "question"), [(2025, "Q31a"), (2024, "Q31a")])
def test_the_survey_s_own_question_says_who_is_disabled_in_codes(
    tmp_path: Path, year: int, question: str
) -> None:
    (tmp_path / "submission.toml").write_text(SETTINGS.replace("2025", str(year)), encoding="utf-8")
    answers = rows(f"{question},q15", (6, "1,1"), (14, "01,2"), (30, "2,1"), (10, "2,2"), (3, ",1"))
    (tmp_path / "staff_survey.csv").write_text(answers, encoding="utf-8")
    own = of_metric(pipeline.calculate(tmp_path, standard="wdes"), 5)
    assert own["percentage", "disabled"].value == pytest.approx(100 * 6 / (6 + 14))
    assert own["percentage", "not_disabled"].value == pytest.approx(100 * 30 / (30 + 10))


def test_bare_codes_under_another_heading_are_not_read(tmp_path: Path) -> None:
    found = whole_report(tmp_path, staff_survey=rows("Disability,q15", (6, "1,1"), (30, "2,1")))
    assert "unknown-disability" in {item.code for item in found.issues.items}


def test_a_direction_in_words_has_groups_as_prose_has_them(tmp_path: Path) -> None:
    lines = [f"{disability},{appointed}" for disability, appointed in APPLICANTS]
    found = report(tmp_path, lines, "Disability,Appointed")
    (second,) = [each for each in found.indicators if each.number == 2]
    said = sentence(second, measures(found)["relative_likelihood", "not_disabled"])
    assert said == (
        "Non-disabled applicants are 1.67 times as likely as disabled applicants to be appointed from shortlisting."
    )
