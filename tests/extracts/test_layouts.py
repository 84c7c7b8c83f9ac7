"""Workforces, cases and applications in the words of other systems: grades, origins, stages, statuses."""

import csv
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.report.report import Report

HEADINGS = (
    "Employee Number",
    "Assignment Status",
    "Staff Group",
    "Job Role",
    "Pay Scale",
    "FTE",
    "Ethnic Origin",
)
NURSE = (
    "30000000",
    "Active Assignment",
    "Nursing and Midwifery Registered",
    "Staff Nurse",
    "XR05",
    "1.00",
    "A White - British",
)


def workforce(folder: Path, heading: str, texts: list[str]) -> Report:
    """The report of a nurse for each text under a heading."""
    folder.mkdir()
    at = HEADINGS.index(heading)
    lines = [[str(int(NURSE[0]) + i), *NURSE[1:at], text, *NURSE[at + 1 :]] for i, text in enumerate(texts)]
    with (folder / "workforce.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *lines])
    return pipeline.calculate(folder, year=2025, organisation="RX1")


def issues(report: Report, code: str) -> list[str]:
    return [item.message for item in report.issues.items if item.code == code]


def people(report: Report, breakdown: dict[str, str], group: str = "white") -> int | None:
    (found,) = (
        measure.numerator
        for measure in report.indicators[0].measures
        if measure.measure == "share" and measure.breakdown == breakdown and measure.group == group
    )
    return found


def in_band(report: Report, band: str) -> int | None:
    return people(report, {"staff_category": "clinical_non_medical", "pay_band": band})


def test_grades_that_say_the_band(tmp_path: Path) -> None:
    """Band5, Band 5 (AfC), 638|LOCAL|Band 5 and step 3 of XR05 are four in band 5; XN13 with its words is band 9."""
    texts = [
        "Band5",
        "Band 5 (AfC)",
        "638|LOCAL|Band 5",
        "XR05|3",
        "NHS|XN13|Non Review Body Band 9",
        "Apprentice/Band 1",
    ]
    report = workforce(tmp_path / "sent", "Pay Scale", texts)
    assert [in_band(report, band) for band in ("band_5", "band_9", "other")] == [4, 1, 1]
    assert len(issues(report, "grade-not-recognised")) == 1


def test_a_grade_whose_code_and_words_differ_says_so(tmp_path: Path) -> None:
    report = workforce(tmp_path / "sent", "Pay Scale", ["NHS|XR05|Review Body Band 6", "Band 5"])
    assert [in_band(report, band) for band in ("band_5", "band_6", "other")] == [1, 0, 1]
    (message,) = issues(report, "grade-not-recognised")
    assert "Code and words" in message


def test_labels_of_the_census_and_of_hospital_statistics(tmp_path: Path) -> None:
    """H, N and H are three BME; A is one White."""
    texts = [
        "Asian, Asian British or Asian Welsh: Indian",
        "Black, Black British, Black Welsh, Caribbean or African: African",
    ]
    report = workforce(
        tmp_path / "sent", "Ethnic Origin", [*texts, "British (White)", "Indian (Asian or Asian British)"]
    )
    assert report.issues.error == 0
    assert [people(report, {}, group) for group in ("white", "bme", "unknown")] == [1, 3, 0]


STATUSES = {
    "ACTIVE_ASSIGN": 1,
    "SUSP_ASSIGN": 1,
    "Active Assignment": 1,
    "TERM_ASSIGN": 0,
    "Assignment Costing Deletion": 0,
}


@pytest.mark.parametrize(
    "heading", ["Assignment Status", "System Assignment Status", "SystemAssignmentStatus"]
)
def test_statuses_of_the_system(heading: str, tmp_path: Path) -> None:
    """Two of the five have ended."""
    report = workforce(tmp_path / "sent", "Assignment Status", list(STATUSES))
    path = tmp_path / "sent" / "workforce.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Assignment Status", heading), encoding="utf-8")
    report = pipeline.calculate(tmp_path / "sent", year=2025, organisation="RX1")
    assert people(report, {}) == sum(STATUSES.values())
    assert issues(report, "unknown-assignment-status") == []


def test_of_two_statuses_the_user_s_decides(tmp_path: Path) -> None:
    """Of two nurses who are SUSP_ASSIGN to the system one is Inactive Not Worked, and not in post."""
    report = workforce(
        tmp_path / "sent", "Assignment Status", ["Inactive Not Worked", "Maternity & Adoption"]
    )
    path = tmp_path / "sent" / "workforce.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    status = ["System Assignment Status", "SUSP_ASSIGN", "SUSP_ASSIGN"]
    path.write_text(
        "\n".join(f"{first},{line}" for first, line in zip(status, lines, strict=True)), encoding="utf-8"
    )
    report = pipeline.calculate(tmp_path / "sent", year=2025, organisation="RX1")
    assert people(report, {}) == 1


TRAC = (
    *("Shortlisting: Rejected", "Shortlisting: Evaluate", "Interview: Invited", "Interview: Rejected"),
    *("Offer: Conditional", "Offer: Unconditional", "Offer: Withdrawn"),
)
"""Two not shortlisted; five shortlisted, of whom two are appointed."""


def applications(path: Path, stages: list[str]) -> None:
    """An application of a White and of an Indian applicant at each stage."""
    origins = ("White - British", "Asian or Asian British - Indian")
    lines = [[stage, origin] for stage in stages for origin in origins]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["Application Reference", "Vacancy Reference", "Applicant Status", "Ethnic Origin"]]
            + [[str(i), "V1", *line] for i, line in enumerate(lines)]
        )


@pytest.mark.parametrize("between", [": ", ":", " - ", " > ", "/", "|", " \N{EN DASH} "])
def test_stages_and_outcomes_as_trac_prints_them(between: str, tmp_path: Path) -> None:
    applications(tmp_path / "recruitment.csv", [text.replace(": ", between) for text in TRAC])
    report = pipeline.calculate(tmp_path, year=2025, organisation="RX1")
    assert report.issues.error == 0
    likelihoods = {
        m.group: (m.numerator, m.denominator)
        for m in report.indicators[1].measures
        if m.measure == "likelihood"
    }
    assert likelihoods["white"] == likelihoods["bme"] == (2, 5)
