"""Sites of a trust in files of several organisations: each person once, with their trust."""

from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.intake.load import SharedFiles

HEADINGS = "employee_number,ethnic_category,staff_group,grade,organisation_code\n"


def national(folder: Path, **rows: int) -> Path:
    number, text = 0, HEADINGS
    for code, people in rows.items():
        for _ in range(people):
            number += 1
            text += f"{number},A,Nursing and Midwifery Registered,Band 5,{code}\n"
    (folder / "workforce.csv").write_text(text, encoding="utf-8")
    return folder


def headcounts(folder: Path) -> dict[str, float]:
    found = {}
    for code in SharedFiles(folder, year=2025).codes:
        report = pipeline.calculate(folder, year=2025, organisation=code)
        assert not report.issues.error, report.issues
        (people,) = (each.people for each in report.inputs)
        found[code] = people
    return found


@pytest.mark.parametrize("people_of_the_site", [5, 30])
def test_a_site_is_of_its_trust_and_of_nobody_else(tmp_path, people_of_the_site):
    folder = national(tmp_path, RAA=100, RAA01=people_of_the_site, RBB=50)
    assert headcounts(folder) == {"RAA": 100 + people_of_the_site, "RBB": 50}


def test_a_site_without_its_trust_is_an_organisation(tmp_path):
    assert headcounts(national(tmp_path, RAA01=30, RBB=50)) == {"RAA01": 30, "RBB": 50}
