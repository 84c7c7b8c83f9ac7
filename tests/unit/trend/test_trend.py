"""The years side by side: what is compared, what is more than noise, and what is never bridged."""

import math
from pathlib import Path

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.across.years import Comparison
from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.figures.statistics.change import ratio_of_ratios
from wres_calc.figures.statistics.proportion import n_minus_1_chi_squared, newcombe
from wres_calc.pipeline.compare import compare
from wres_calc.report.contract import Change, IndicatorTrend, Series
from wres_calc.report.words import trend as wording

SURVEY = ((5, "white", 25, 400), (5, "bme", 30, 200), (7, "white", 50, 400), (7, "bme", 40, ""))


def trust(
    folder: Path, year: int, numbers: tuple[int, ...] = (1000, 200, 500, 80, 7, 6), code: str = "RX1"
) -> Path:
    """`numbers` are shortlisted and appointed White, then BME, and the disciplined of both."""
    white, appointed_white, bme, appointed_bme, *disciplined = numbers
    before = {"disciplinary_previous_year": (5, 5)} if year < 2020 else {}
    people = build.counts(
        shortlisted=(white, bme),
        appointed=(appointed_white, appointed_bme),
        workforce=(700, 300),
        disciplinary=tuple(disciplined),
        **before,
    )
    tables = {"counts": people, "survey_summary": build.survey_summary(*SURVEY)}
    return build.submission(folder / f"{code} {year}", tables, year=year, code=code)


def side_by_side(*paths: Path) -> Comparison:
    return compare(list(paths), pipeline.Options())[0][0]


def indicator(found: Comparison, number: int) -> IndicatorTrend:
    (one,) = [each for each in found.trend.indicators if each.number == number]
    return one


def series(found: Comparison, number: int, measure: str, group: str = "white") -> Series:
    (one,) = [
        each
        for each in indicator(found, number).series
        if (each.measure, each.group, each.breakdown) == (measure, group, {})
    ]
    return one


def test_a_ratio_changes_by_a_ratio_with_its_interval(tmp_path):
    found = side_by_side(
        trust(tmp_path, 2024, (1000, 200, 500, 50, 7, 6)), trust(tmp_path, 2025, (1000, 200, 500, 95, 7, 6))
    )
    (change,) = series(found, 2, "relative_likelihood").changes
    before, now = (200 / 1000) / (50 / 500), (200 / 1000) / (95 / 500)
    assert change.value == pytest.approx(now / before, rel=1e-12)
    variance = sum(1 / x - 1 / n for x, n in ((200, 1000), (50, 500), (200, 1000), (95, 500)))
    half = 1.959963984540054 * math.sqrt(variance)
    assert change.interval is not None
    assert change.interval.lower == pytest.approx(now / before * math.exp(-half), rel=1e-9)
    assert change.interval.upper == pytest.approx(now / before * math.exp(half), rel=1e-9)
    assert change.clear is True
    assert (change.better, change.for_group) == (True, "bme")
    assert wording.reading(change) == "↓ better for BME staff"


def test_means_of_two_years_change_by_the_counts_of_both(tmp_path):
    """7 + 5 and 6 + 5 cases in two years of 700 and 300 people, then 9 + 5 and 15 + 5."""
    found = side_by_side(trust(tmp_path, 2017), trust(tmp_path, 2018, (1000, 200, 500, 80, 9, 15)))
    (change,) = series(found, 3, "relative_likelihood", "bme").changes
    expected = ratio_of_ratios((20, 600, 14, 1400), (11, 600, 12, 1400))
    assert expected is not None
    assert change.interval is not None
    assert change.value == pytest.approx((20 / 600 / (14 / 1400)) / (11 / 600 / (12 / 1400)))
    assert (change.interval.lower, change.interval.upper) == pytest.approx(expected.limits)
    assert change.p_value == pytest.approx(expected.p_value)
    (change,) = series(found, 3, "likelihood", "bme").changes
    assert change.p_value == pytest.approx(n_minus_1_chi_squared(20, 600, 11, 600))


def test_a_detailed_group_is_not_judged_against_the_group_it_is_part_of(tmp_path):
    for year, yes in ((2024, 30), (2025, 45)):
        folder = tmp_path / str(year)
        folder.mkdir()
        rows = [f"{group},{answer}" for group in "ACH" for answer in ["yes"] * yes + ["no"] * 30]
        (folder / "recruitment.csv").write_text("ethnic_category,appointed\n" + "\n".join(rows), "utf-8")
        toml = f'[submission]\nreporting_year = {year}\n[organisation]\ncode = "RX1"\n'
        (folder / "submission.toml").write_text(toml, "utf-8")
    by = ("ethnic-category",)
    (found,), *_ = compare([tmp_path / "2024", tmp_path / "2025"], pipeline.Options(by=by))
    changes = {
        each.group: each.changes[0]
        for each in indicator(found, 2).series
        if each.measure == "relative_likelihood" and each.breakdown
    }
    assert (changes["A"].interval, changes["A"].reason) == (None, "part_of_the_whole")
    assert changes["H"].interval is not None


def test_a_rate_changes_by_points(tmp_path):
    found = side_by_side(trust(tmp_path, 2024), trust(tmp_path, 2025, (1000, 260, 500, 80, 7, 6)))
    (change,) = series(found, 2, "likelihood").changes
    limits = newcombe(260, 1000, 200, 1000, 0.95)
    assert limits is not None
    assert change.interval is not None
    assert change.value == pytest.approx(6)
    assert (change.interval.lower, change.interval.upper) == pytest.approx(
        (limits.lower * 100, limits.upper * 100)
    )
    assert change.clear is True
    assert change.better is None
    assert wording.reading(change) == "↑ clear rise"


def test_noise_has_no_arrow(tmp_path):
    """Nine cases, then seven: 9.5 times, then 2.4 times, and nothing to be said of it."""
    found = side_by_side(
        trust(tmp_path, 2024, (1000, 200, 500, 80, 1, 8)), trust(tmp_path, 2025, (1000, 200, 500, 80, 3, 4))
    )
    (change,) = series(found, 3, "relative_likelihood", "bme").changes
    assert change.clear is False
    assert wording.reading(change) == "no clear change"
    assert not {wording.UP, wording.DOWN} & set(wording.reading(change))


def test_a_year_without_cases_has_no_interval(tmp_path):
    found = side_by_side(
        trust(tmp_path, 2024, (1000, 200, 500, 80, 5, 0)), trust(tmp_path, 2025, (1000, 200, 500, 80, 3, 4))
    )
    (change,) = series(found, 3, "relative_likelihood", "bme").changes
    assert (change.value, change.interval, change.reason) == (None, None, "no_events")


def test_percentages_without_counts_are_not_judged(tmp_path):
    found = side_by_side(trust(tmp_path, 2024), trust(tmp_path, 2025))
    (change,) = series(found, 7, "percentage", "bme").changes
    assert (change.value, change.clear, change.reason) == (0, None, "no_counts")


@pytest.mark.parametrize(
    ("years", "number", "measure", "group"),
    [
        ((2019, 2020), 3, "relative_likelihood", "bme"),  # a mean of two years, then a single one
        ((2021, 2022), 7, "percentage", "white"),  # don't know in the base
        ((2025, 2026), 5, "percentage", "white"),  # the survey's list of ethnic groups
        ((2018, 2026), 3, "relative_likelihood", "bme"),  # the break lies between two years that are given
    ],
)
def test_a_break_is_shown_and_never_bridged(tmp_path, years, number, measure, group):
    found = side_by_side(*(trust(tmp_path, year) for year in years))
    assert indicator(found, number).breaks
    (change,) = series(found, number, measure, group).changes
    assert (change.value, change.interval, change.clear) == (None, None, None)
    assert change.reason == "break_in_series"


def test_a_question_with_a_new_number_is_no_break(tmp_path):
    found = side_by_side(trust(tmp_path, 2021), trust(tmp_path, 2022))
    assert not indicator(found, 5).breaks
    assert indicator(found, 7).breaks


def test_the_question_of_indicator_8_is_the_same_in_2018_and_2019(tmp_path):
    found = side_by_side(trust(tmp_path, 2018), trust(tmp_path, 2019))
    assert indicator(found, 5).breaks
    assert not indicator(found, 8).breaks


def test_a_year_in_between_is_a_gap(tmp_path):
    found = side_by_side(trust(tmp_path, 2023), trust(tmp_path, 2025))
    one = series(found, 2, "relative_likelihood")
    assert [point.reporting_year for point in one.points] == [2023, 2025]
    assert [(change.from_year, change.to_year) for change in one.changes] == [(2023, 2025)]


def test_the_order_of_the_years_does_not_matter(tmp_path):
    paths = [trust(tmp_path, year) for year in (2023, 2024, 2025)]
    assert side_by_side(*paths) == side_by_side(*reversed(paths))


def test_a_saved_report_stands_for_its_submission(tmp_path):
    last, this = trust(tmp_path, 2024), trust(tmp_path, 2025, (1000, 260, 500, 80, 7, 6))
    saved = tmp_path / "last year.json"
    saved.write_text(pipeline.calculate(last).model_dump_json(), "utf-8")
    assert side_by_side(saved, this) == side_by_side(last, this)


@pytest.mark.parametrize("text", ["", "{}", "[]", "\x00", '{"format": 2}'])
def test_what_is_no_report_is_refused(tmp_path, text):
    saved = tmp_path / "saved.json"
    saved.write_text(text, "utf-8")
    with pytest.raises(UnreadableInput, match="not a report in JSON"):
        side_by_side(saved, trust(tmp_path, 2025))


def test_other_organisations_and_a_year_twice_are_refused(tmp_path):
    this = trust(tmp_path, 2025)
    with pytest.raises(UsageError, match="RX1, RX2"):
        side_by_side(trust(tmp_path, 2024, code="RX2"), this)
    with pytest.raises(UsageError, match="2025 was given more than once"):
        side_by_side(this, this)
    with pytest.raises(UsageError, match="one year only"):
        side_by_side(this)


def test_what_is_published_is_made_of_published_years_alone(tmp_path):
    last, this = trust(tmp_path, 2024, (1000, 200, 500, 80, 2, 6)), trust(tmp_path, 2025)
    found = compare([last, this], pipeline.Options(publish=True))[0][0]
    assert found.public
    (change,) = series(found, 3, "relative_likelihood", "bme").changes
    assert (change.value, change.interval, change.reason) == (None, None, "no_value")
    saved = tmp_path / "internal.json"
    saved.write_text(pipeline.calculate(last).model_dump_json(), "utf-8")
    with pytest.raises(UsageError, match="internal report"):
        compare([saved, this], pipeline.Options(publish=True))


def all_changes(found: Comparison) -> list[tuple[Series, Change]]:
    return [(one, change) for each in found.trend.indicators for one in each.series for change in one.changes]


def test_every_change_has_words_and_a_side_only_where_there_is_one(tmp_path):
    found = side_by_side(
        trust(tmp_path, 2023, (1000, 200, 500, 40, 70, 60)),
        trust(tmp_path, 2024, (1000, 400, 500, 150, 7, 60)),
        trust(tmp_path, 2025, (1000, 100, 500, 150, 90, 20)),
    )
    changes = all_changes(found)
    assert len(changes) > 20
    for one, change in changes:
        text = wording.sentence(one, change)
        assert ("↑" in text or "↓" in text) is (change.clear is True)
        assert "%s" not in text
        if change.clear and one.measure == "relative_likelihood":
            assert ("better" in text) is (change.parity == "nearer" and not wording.rose(change))


def board(tmp_path: Path, *ratios: tuple[int, int]) -> Change:
    """The change of indicator 2's ratio: how many of 1,000 White and of 500 BME applicants were appointed."""
    years = [trust(tmp_path, 2024 + at, (1000, w, 500, b, 70, 60)) for at, (w, b) in enumerate(ratios)]
    (change,) = series(side_by_side(*years), 2, "relative_likelihood").changes
    return change


@pytest.mark.parametrize(
    ("before", "now", "parity", "better", "said"),
    [
        ((200, 50), (200, 80), "nearer", True, "↓ better for BME staff"),  # 2.00 to 1.25
        ((200, 80), (200, 50), "further", False, "↑ worse for BME staff"),
        (
            (200, 50),
            (100, 100),
            "crossed",
            None,
            "↓ crossed equality: the gap is now in favour of BME staff",
        ),  # 2.00 to 0.50
        ((100, 100), (200, 50), "crossed", False, "↑ crossed equality: now worse for BME staff"),
        (
            (160, 100),
            (100, 200),
            "further",
            None,
            "↓ further from equality: the gap in favour of BME staff grew",
        ),
        (
            (100, 200),
            (160, 100),
            "nearer",
            None,
            "↑ nearer to equality: the gap in favour of BME staff narrowed",
        ),
    ],
)
def test_better_is_towards_equality_from_the_side_worse_for_bme(tmp_path, before, now, parity, better, said):
    change = board(tmp_path, before, now)
    assert (change.clear, change.parity, change.better) == (True, parity, better)
    assert wording.reading(change) == said


def test_a_change_of_a_few_people_is_not_clear(tmp_path):
    """One of one disciplined, then none of three: the interval leaves out no change, Fisher's p is 0.250."""
    head = "population,group,people\nworkforce,white,700\ndisciplinary,white,7\n"
    years = []
    for year, people, cases in ((2024, 1, 1), (2025, 3, 0)):
        path = trust(tmp_path, year)
        (path / "counts.csv").write_text(f"{head}workforce,bme,{people}\ndisciplinary,bme,{cases}\n", "utf-8")
        years.append(path)
    (change,) = series(side_by_side(*years), 3, "likelihood", "bme").changes
    assert change.interval is not None
    assert change.interval.upper < 0
    assert change.p_value == pytest.approx(1 / 4)
    assert (change.clear, change.doubt) == (False, "chance")
    assert wording.reading(change) == "no clear change"


def with_unknown(tmp_path: Path, year: int, people: dict[str, tuple[int, int, int]]) -> Path:
    path = trust(tmp_path, year)
    lines = [
        f"{name},{group},{number}"
        for name, numbers in people.items()
        for group, number in zip(("white", "bme", "unknown"), numbers, strict=True)
    ]
    (path / "counts.csv").write_text("population,group,people\n" + "\n".join(lines), "utf-8")
    return path


@pytest.mark.parametrize(
    ("number", "measure", "group", "before", "now", "doubt"),
    [
        # 28.0 % to 22.0 % BME, and 2.0 % to 8.0 % unknown: missing data alone may be the fall
        (1, "share", "bme", (7000, 2800, 200), (7000, 2200, 800), "unknown_share"),
        (1, "share", "bme", (7000, 2800, 200), (7600, 2200, 200), None),
        # 60 of 100 BME appointments fewer, 66 of unknown ethnicity more
        (2, "likelihood", "bme", (200, 100, 4), (200, 40, 70), "unknown_share"),
        (2, "likelihood", "bme", (200, 100, 4), (200, 40, 4), None),
        (2, "relative_likelihood", "white", (200, 100, 4), (200, 40, 70), "unknown_share"),
    ],
)
def test_a_change_that_missing_data_may_be_is_not_clear(tmp_path, number, measure, group, before, now, doubt):
    base = {"shortlisted": (1000, 500, 20)} if number == 2 else {}
    name = "appointed" if number == 2 else "workforce"
    years = [
        with_unknown(tmp_path, year, {**base, name: people}) for year, people in ((2024, before), (2025, now))
    ]
    one = series(side_by_side(*years), number, measure, group)
    (change,) = one.changes
    assert (change.clear, change.doubt) == (doubt is None, doubt)
    text = wording.sentence(one, change)
    shares = [100 * people[2] / sum(people) for people in (before, now)]
    assert f"{shares[0]:.1f}% and {shares[1]:.1f}%" in text
    assert (text.index("nknown share") < text.index("a change")) is (doubt is not None)


def of_kind(path: Path, weighted: bool | None) -> Path:
    if weighted is not None:
        with (path / "submission.toml").open("a", encoding="utf-8") as file:
            file.write(f"[tables.survey_summary]\nweighted = {str(weighted).lower()}\n")
    return path


@pytest.mark.parametrize(
    ("before", "now", "broken", "warned"),
    [
        (True, False, True, False),
        (False, True, True, False),
        (True, True, False, False),
        (None, None, False, False),
        (None, False, False, True),
        (True, None, False, True),
    ],
)
def test_weighted_percentages_are_never_compared_with_unweighted_ones(tmp_path, before, now, broken, warned):
    years = [of_kind(trust(tmp_path, year), weighted) for year, weighted in ((2024, before), (2025, now))]
    fifth = indicator(side_by_side(*years), 5)
    assert [each.reporting_year for each in fifth.breaks] == ([2025] if broken else [])
    assert bool(fifth.cautions) is warned
    reasons = {change.reason for one in fifth.series for change in one.changes}
    assert ("break_in_series" in reasons) is broken
    assert len(wording.breaks(fifth)) == broken + warned


def respondents(tmp_path: Path, year: int, answers: dict[str, tuple[int, int]]) -> Path:
    """Respondents by ethnic category: how many said yes to q16b, and how many answered it."""
    path = tmp_path / f"survey {year}"
    path.mkdir()
    toml = f'[submission]\nreporting_year = {year}\n[organisation]\ncode = "RX1"\n'
    (path / "submission.toml").write_text(toml, "utf-8")
    rows = [
        f"{category},{'yes' if i < yes else 'no'}"
        for category, (yes, people) in answers.items()
        for i in range(people)
    ]
    (path / "staff_survey.csv").write_text("\n".join(["ethnic_category,q16b", *rows]), "utf-8")
    return path


def test_beside_survey_percentages_stands_the_unknown_share_of_the_respondents(tmp_path):
    # 16 % to 8 % of BME respondents; 20 of 420, then 100 of 500 of unknown ethnicity: 4.8 % to 20 %
    years = (
        respondents(tmp_path, 2024, {"A": (20, 200), "H": (32, 200), "Z": (2, 20)}),
        respondents(tmp_path, 2025, {"A": (20, 200), "H": (16, 200), "Z": (18, 100)}),
    )
    found = series(side_by_side(*years), 8, "percentage", "bme")
    assert [point.unknown.base for point in found.points] == [100 * 20 / 420, 100 * 100 / 500]
    assert found.changes[0].doubt == "unknown_share"
    public = compare(list(years), pipeline.Options(publish=True))[0][0]
    assert all(point.unknown.base is None for point in series(public, 8, "percentage", "bme").points)
