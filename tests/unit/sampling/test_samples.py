"""Synthetic submissions: the same bytes for the same seed, known codes only, plausible shapes."""

import shlex
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tests import build
from typer import Typer
from typer.testing import CliRunner

from wres_calc import pipeline
from wres_calc.cli.reference import sample
from wres_calc.errors import ConfigurationError, UnwritableOutput, UsageError
from wres_calc.facts.ethnicity import parse_ethnic_category
from wres_calc.facts.pay import parse_grade, parse_medical_grade
from wres_calc.facts.staff import parse_assignment_category, parse_assignment_status, parse_staff_group
from wres_calc.facts.survey import parse_answer
from wres_calc.sampling.draw import Stream
from wres_calc.sampling.samples import folders, reporting_years, write_samples
from wres_calc.standards.load import load, years
from wres_calc.standards.model import PercentageIndicator, SurveyIndicator

ROOT = Path(__file__).parents[3]
TABLES = ("workforce", "recruitment", "disciplinary", "training", "staff_survey", "board")
SURVEYS = {
    range(2015, 2019): ["kf25", "kf26", "kf21", "q17b"],
    range(2019, 2022): ["q13a", "q13b", "q13c", "q14", "q15b"],
    range(2022, build.LAST + 1): ["q14a", "q14b", "q14c", "q15", "q16b"],
}


def make(
    root: Path, *, seed: int = 1, staff: int = 300, number: int = 1, years: tuple[int, ...] = (2025,)
) -> Path:
    list(write_samples(root, seed=seed, staff=staff, number=number, years=years))
    return root


def read(folder: Path, table: str) -> pl.DataFrame:
    return pl.read_csv(folder / f"{table}.csv", infer_schema=False)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def headcount(assignments: pl.DataFrame) -> pl.DataFrame:
    counted = assignments.filter(
        ~pl.col("assignment_status").is_in(["Inactive Not Worked", "Terminate Assignment"]),
        pl.col("assignment_category").is_in(["Permanent", "Fixed Term Temp"]),
    )
    return counted.filter(primary_assignment="Yes")


def bme_share(categories: pl.Series) -> float:
    letters = [category[0] for category in categories.drop_nulls() if category[0] != "Z"]
    return sum(letter not in "ABC" for letter in letters) / len(letters)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("trust"), staff=8000)


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    one = contents(make(tmp_path / "one", number=2, years=(2024, 2025)))
    again = contents(make(tmp_path / "again", number=2, years=(2024, 2025)))
    other = contents(make(tmp_path / "other", number=2, years=(2024, 2025), seed=2))
    assert one == again
    assert one.keys() == other.keys()
    assert all(one[name] != other[name] for name in one if name.endswith("workforce.csv"))


def test_a_stream_is_that_of_every_python() -> None:
    stream = Stream(1, "RX1", "people")
    assert stream.indices([1, 2, 7], 8).to_list() == [2, 2, 2, 0, 2, 2, 0, 2]
    assert stream.number() == 0.4590480446834929


def recipe() -> list[list[str]]:
    lines = (ROOT / "sample_data" / "README.md").read_text(encoding="utf-8").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith("wres sample ")]


def test_sample_data_is_what_its_readme_says_made_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = Typer()
    app.command()(sample)
    for _, *arguments in recipe():
        assert CliRunner().invoke(app, arguments).exit_code == 0
    made = contents(tmp_path / "sample_data")
    committed = contents(ROOT / "sample_data")
    assert committed.pop("README.md")
    assert made.keys() == committed.keys()
    assert [name for name in made if made[name] != committed[name]] == []


def test_whoever_is_disabled_stays_so_over_the_years(tmp_path: Path) -> None:
    made = make(tmp_path, years=(2024, 2025))
    for table, key in (("workforce", "employee_number"), ("board", "member_id")):
        both = [read(made / year, table).select(key, "disability").unique() for year in ("2024", "2025")]
        assert both[0].get_column(key).is_unique().all()
        stayed = both[0].join(both[1], on=key)
        assert stayed.height
        assert stayed.get_column("disability").eq_missing(stayed.get_column("disability_right")).all()


def test_both_standards_can_be_calculated_from_a_sample(trust: Path) -> None:
    options = pipeline.Options(standards=("wres", "wdes"))
    found = [pipeline.build_report(one, options) for one in pipeline.assess_each(trust, options)]
    done = {
        (report.standard.code, each.number)
        for report in found
        for each in report.indicators
        if each.status == "calculated"
    }
    assert {("wres", number) for number in range(1, 10)} <= done
    assert {("wdes", number) for number in (1, 2, 5, 10)} <= done


def test_headcount_is_about_what_was_asked_for(trust: Path) -> None:
    people = headcount(read(trust, "workforce"))
    assert people["employee_number"].is_unique().all()
    assert people.height == pytest.approx(8000, rel=0.02)


@pytest.mark.parametrize(
    ("column", "known"),
    [
        ("staff_group", parse_staff_group),
        ("ethnic_category", parse_ethnic_category),
        ("assignment_status", parse_assignment_status),
        ("assignment_category", parse_assignment_category),
    ],
)
def test_every_code_of_the_workforce_is_known(
    trust: Path, column: str, known: Callable[[str], object]
) -> None:
    texts = read(trust, "workforce")[column].unique().drop_nulls().to_list()
    assert len(texts) > 1
    assert [text for text in texts if known(text) is None] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_ethnic_category_is_known(trust: Path, table: str) -> None:
    texts = read(trust, table)["ethnic_category"].unique().drop_nulls().to_list()
    assert [text for text in texts if parse_ethnic_category(text) is None] == []


def test_every_grade_falls_into_a_band(trust: Path) -> None:
    posts = read(trust, "workforce").select("staff_group", "job_role", "grade").unique()
    for group, role, grade in posts.iter_rows():
        found = parse_medical_grade(role) if group == "Medical and Dental" else parse_grade(grade)
        assert found is not None, (group, role, grade)


def of_disability(year: int) -> list[str]:
    """The questions that the WDES alone uses in a year."""
    own = [question for stretch, found in SURVEYS.items() if year in stretch for question in found]
    indicators = load(year, "wdes").indicators if year in years("wdes") else ()
    asked = [question for one in indicators if isinstance(one, SurveyIndicator) for question in one.questions]
    return [question for question in asked if question not in own]


def test_the_survey_and_the_capability_table_speak_of_disability(trust: Path) -> None:
    survey = read(trust, "staff_survey")
    assert set(survey.filter(disability="No")["q31b"]) == {None}
    assert survey.filter(disability="Yes")["q31b"].null_count() < survey.filter(disability="Yes").height / 10
    cases = read(trust, "capability")
    assert set(cases["disability"].drop_nulls()) <= {"Yes", "No", "Not Declared"}
    assert {day[:4] for day in cases["entered_on"]} == {"2023", "2024", "2025"}


@pytest.mark.parametrize("year", years())
def test_the_survey_has_the_questions_of_the_year_and_known_answers(tmp_path: Path, year: int) -> None:
    survey = read(make(tmp_path, years=(year,)), "staff_survey")
    expected = [*next(found for stretch, found in SURVEYS.items() if year in stretch), *of_disability(year)]
    assert survey.columns == [
        "respondent_id",
        "ethnic_category",
        "disability",
        *expected,
        "organisation_code",
    ]
    for question in expected:
        answers = survey[question].unique().drop_nulls().to_list()
        assert len(answers) > 1
        assert all(parse_answer(question, answer) for answer in answers)


def test_the_questions_written_are_those_of_the_definitions() -> None:
    for stretch, questions in SURVEYS.items():
        for year in stretch:
            indicators = [one for one in load(year).indicators if isinstance(one, PercentageIndicator)]
            assert [question for one in indicators for question in one.questions] == questions


def test_bme_share_falls_with_the_band(trust: Path) -> None:
    people = headcount(read(trust, "workforce")).filter(
        pl.col("staff_group") == "Nursing and Midwifery Registered"
    )
    in_bands = [people.filter(pl.col("grade").str.contains(f"XR{code}")) for code in ("05", "06", "07")]
    shares = [bme_share(band["ethnic_category"]) for band in in_bands]
    assert shares == sorted(shares, reverse=True)


def test_people_have_further_assignments_and_some_are_bank_staff_only(trust: Path) -> None:
    assignments = read(trust, "workforce")
    rows = Counter(assignments["employee_number"])
    assert set(rows.values()) == {1, 2}
    bank = assignments.filter(assignment_category="Bank")
    assert set(bank["primary_assignment"]) == {"Yes", "No"}
    assert assignments["employee_number"].str.contains(r"^0\d{7}$").all()


def test_tables_hold_together(trust: Path) -> None:
    applications = read(trust, "recruitment")
    assert applications.filter(shortlisted="No", appointed="Yes").is_empty()
    assert applications.filter(offer_declined="Yes", appointed="Yes").is_empty()
    assert applications.filter(offer_declined="Yes").height > 0
    assert applications["application_id"].is_unique().all()
    numbers = read(trust, "workforce")["employee_number"]
    gone = read(trust, "disciplinary").filter(~pl.col("employee_number").is_in(numbers.implode()))
    assert 0 < gone.height < read(trust, "disciplinary").height / 2
    assert read(trust, "training").filter(pl.col("employee_number").is_duplicated()).height > 0
    assert set(read(trust, "training")["mandatory"]) == {"Yes", "No"}


@pytest.mark.parametrize(
    ("year", "first"), [(2019, "2017-04-01"), (2020, "2019-04-01"), (2025, "2024-04-01")]
)
def test_dates_are_those_of_the_period(tmp_path: Path, year: int, first: str) -> None:
    folder = make(tmp_path, staff=3000, years=(year,))
    dates = read(folder, "disciplinary")["entered_on"].sort()
    assert first <= dates[0] < first[:4] + "-12"
    assert f"{year}-01-01" < dates[-1] <= f"{year}-03-31"
    trained = read(folder, "training")["completed_on"]
    assert (trained.min(), trained.max()) == (f"{year - 1}-04-01", f"{year}-03-31")


def test_most_people_stay_from_year_to_year(tmp_path: Path) -> None:
    make(tmp_path, years=(2024, 2025))
    before, after = (headcount(read(tmp_path / year, "workforce")) for year in ("2024", "2025"))
    both = before.join(after, on="employee_number")
    assert 0.8 < both.height / after.height < 0.95
    assert both.filter(~pl.col("ethnic_category").eq_missing(pl.col("ethnic_category_right"))).is_empty()
    boards = [read(tmp_path / year, "board").rows() for year in ("2024", "2025")]
    assert len(set(boards[0]) & set(boards[1])) == len(boards[0]) - 1


@pytest.mark.parametrize(("staff", "seats"), [(50, {6}), (300, set(range(12, 17)))])
def test_boards_have_members_of_every_kind(tmp_path: Path, staff: int, seats: set[int]) -> None:
    board = read(make(tmp_path, staff=staff), "board")
    assert board.height in seats
    assert set(board.select("voting", "executive").iter_rows()) == {
        ("Yes", "Yes"), ("Yes", "No"), ("No", "Yes"), ("No", "No"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("codes", "wanted", "expected"),
    [
        (["RX1"], [2025], "."),
        (["RX1"], [2024, 2025], "2025"),
        (["R01", "R02"], [2025], "R01"),
        (["R01", "R02"], [2024, 2025], "R01/2025"),
    ],
)
def test_a_level_of_one_has_no_folder(codes: list[str], wanted: list[int], expected: str) -> None:
    assert folders(Path(), codes, wanted)[codes[0], 2025].as_posix() == expected


def test_a_small_trust_is_not_a_large_one(tmp_path: Path) -> None:
    for staff, code in ((99, 'code = "RX0"'), (100, 'code = "RX1"')):
        settings = make(tmp_path / str(staff), staff=staff) / "submission.toml"
        assert code in settings.read_text(encoding="utf-8")


def test_the_board_of_2015_has_a_population_to_be_compared_with(tmp_path: Path) -> None:
    for year, there in ((2015, True), (2016, False)):
        settings = make(tmp_path / str(year), years=(year,)) / "submission.toml"
        assert ("[population_served]" in settings.read_text(encoding="utf-8")) is there


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025", [2025]),
        ("2025, 2024", [2024, 2025]),
        ("2023-2025", [2023, 2024, 2025]),
        ("2020,2019-2020", [2019, 2020]),
    ],
)
def test_years_are_read(text: str, expected: list[int]) -> None:
    assert reporting_years(text) == expected


@pytest.mark.parametrize("text", ["", "25", "2025-2024", "2024;2025", "2024-", "all"])
def test_years_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        reporting_years(text)


def test_a_year_without_definitions_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        make(tmp_path / "new", years=(2025, 2031))
    assert not (tmp_path / "new").exists()


def test_a_folder_with_files_of_others_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "2025" / "workforce.csv"
    theirs.parent.mkdir()
    theirs.write_text("employee_number\n1\n", encoding="utf-8")
    with pytest.raises(UnwritableOutput, match="2025"):
        make(tmp_path, years=(2024, 2025))
    assert contents(tmp_path) == {"2025/workforce.csv": theirs.read_bytes()}


def test_a_submission_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "submission.toml").write_text("[submission]\nreporting_year = 2025\n", encoding="utf-8")
    with pytest.raises(UnwritableOutput):
        make(tmp_path)
    assert len(contents(tmp_path)) == 1


def test_a_file_where_the_folder_should_be_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("mine", encoding="utf-8")
    with pytest.raises(UnwritableOutput):
        make(tmp_path / "here")
    assert (tmp_path / "here").read_text(encoding="utf-8") == "mine"


def test_what_was_made_before_is_replaced(tmp_path: Path) -> None:
    make(tmp_path, seed=1)
    before = contents(tmp_path)
    assert contents(make(tmp_path, seed=2)).keys() == before.keys()
    assert contents(tmp_path) != before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to be had")
@pytest.mark.parametrize("file", ["submission.toml", "workforce.csv"])
def test_a_full_disk_is_called_that_and_nothing_unfinished_stays(tmp_path: Path, file: str) -> None:
    make(tmp_path, seed=1)
    before = contents(tmp_path)
    (tmp_path / f"{file}.part").symlink_to("/dev/full")
    with pytest.raises(UnwritableOutput) as refused:
        make(tmp_path, seed=2)
    assert refused.value.message == f"{tmp_path / file} was not written: the disk is full."
    assert not list(tmp_path.glob("*.part"))
    assert contents(tmp_path)[file] == before[file]


def test_what_cannot_be_written_to_its_end_does_not_stay(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "board.csv").unlink()
    (tmp_path / "board.csv").mkdir()
    with pytest.raises(UnwritableOutput, match=r"board\.csv could not be written"):
        make(tmp_path)
    assert not list(tmp_path.glob("*.part"))


def test_long_tables_have_their_headings_once(tmp_path: Path) -> None:
    lines = (make(tmp_path, staff=9000) / "workforce.csv").read_bytes().splitlines()
    assert len(lines) > 10_001
    assert lines.count(lines[0]) == 1
    assert {line.count(b",") for line in lines} == {lines[0].count(b",")}
