"""Issues raised beside an earlier year: changes that suggest a broken extract."""

from pathlib import Path

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.errors import UsageError

HEADINGS = "employee_number,ethnic_category,staff_group,grade\n"


def submission(folder: Path, year: int, rows: list[str], code: str = "RX1", **tables: str) -> Path:
    workforce = HEADINGS + "\n".join(rows) + "\n"
    return build.submission(folder, {"workforce": workforce, **tables}, year=year, code=code)


def staff(
    number: int, category: str = "A", group: str = "Students", grade: str = "Band 3", start: int = 0
) -> list[str]:
    return [f"{start + i},{category},{group},{grade}" for i in range(number)]


def codes(tmp_path: Path, now: list[str], before: list[str]) -> set[str]:
    this = submission(tmp_path / "now", 2025, now)
    last = submission(tmp_path / "before", 2024, before)
    return {issue.code for issue in pipeline.assess(this, pipeline.Options(prior=[last])).issues}


NEW = {"headcount-changed", "staff-group-gone", "pay-band-gone", "unknowns-doubled", "same-as-last-year"}


def test_a_year_that_changed_a_little_is_not_remarked_on(tmp_path: Path) -> None:
    assert not codes(tmp_path, staff(55), staff(50)) & NEW


@pytest.mark.parametrize(
    ("now", "before", "remarked"), [(79, 100, True), (80, 100, False), (120, 100, False), (121, 100, True)]
)
def test_a_headcount_that_changed_by_more_than_a_fifth(
    tmp_path: Path, now: int, before: int, remarked: bool
) -> None:
    assert ("headcount-changed" in codes(tmp_path, staff(now), staff(before))) is remarked


@pytest.mark.parametrize(("now", "said"), [(50, "a fall of 50%"), (150, "a rise of 50%")])
def test_a_headcount_that_changed_is_of_the_workforce_and_says_which_way(
    tmp_path: Path, now: int, said: str
) -> None:
    this = submission(tmp_path / "now", 2025, staff(now))
    last = submission(tmp_path / "before", 2024, staff(100))
    issues = pipeline.assess(this, pipeline.Options(prior=[last])).issues
    (found,) = [issue for issue in issues if issue.code == "headcount-changed"]
    assert found.table == "workforce"
    assert said in found.message


def test_a_staff_group_and_a_band_that_are_gone(tmp_path: Path) -> None:
    nurses = staff(6, group="Nursing and Midwifery Registered", grade="Band 6", start=500)
    found = codes(tmp_path, staff(60), staff(54) + nurses)
    assert {"staff-group-gone", "pay-band-gone"} <= found


def test_unknowns_that_doubled(tmp_path: Path) -> None:
    few, many = staff(2, "Z", start=500), staff(5, "Z", start=500)
    assert "unknowns-doubled" in codes(tmp_path, staff(50) + many, staff(50) + few)


def test_the_same_figures_two_years_running(tmp_path: Path) -> None:
    assert "same-as-last-year" in codes(tmp_path, staff(50), staff(50))


def test_the_threshold_can_be_changed(tmp_path: Path) -> None:
    this = submission(tmp_path / "now", 2025, staff(79))
    last = submission(tmp_path / "before", 2024, staff(100))
    with (this / "submission.toml").open("a", encoding="utf-8") as file:
        file.write("[thresholds]\nheadcount_change = 30\n")
    assert "headcount-changed" not in {
        issue.code for issue in pipeline.assess(this, pipeline.Options(prior=[last])).issues
    }


def test_without_submission_toml_it_is_the_year_before(tmp_path: Path) -> None:
    this = submission(tmp_path / "now", 2025, staff(50))
    last = submission(tmp_path / "before", 2024, staff(100))
    (last / "submission.toml").unlink()
    assert "headcount-changed" in {
        issue.code for issue in pipeline.assess(this, pipeline.Options(prior=[last])).issues
    }


@pytest.mark.parametrize(("year", "code"), [(2025, "RX1"), (2026, "RX1"), (2024, "RX2")])
def test_another_organisation_or_no_earlier_year_is_refused(tmp_path: Path, year: int, code: str) -> None:
    this = submission(tmp_path / "now", 2025, staff(5))
    other = submission(tmp_path / "other", year, staff(5), code)
    with pytest.raises(UsageError, match="--prior"):
        pipeline.assess(this, pipeline.Options(prior=[other]))


def test_survey_percentages_that_changed_places_though_nobody_of_a_group_said_yes(tmp_path: Path) -> None:
    """0% of White and 50% of BME respondents, and the other way round the year before."""

    def survey(said: dict[str, str]) -> str:
        answers = [f"{category},{answer}" for category, yes in said.items() for answer in (yes, "No")]
        return "\n".join(["ethnic_category,q16b", *answers]) + "\n"

    this = submission(tmp_path / "now", 2025, staff(50), staff_survey=survey({"A": "No", "H": "Yes"}))
    last = submission(tmp_path / "before", 2024, staff(51), staff_survey=survey({"A": "Yes", "H": "No"}))
    issues = pipeline.assess(this, pipeline.Options(prior=[last])).issues
    found = [issue for issue in issues if issue.code == "groups-swapped"]
    assert [issue.table for issue in found] == ["survey_summary"]
