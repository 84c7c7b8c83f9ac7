"""What two standards publish of the same people withstands the auditor, who sees both together."""

from pathlib import Path
from random import Random

import pytest
from tests import build

from wres_calc import pipeline
from wres_calc.pipeline.audit import AuditOptions, audit
from wres_calc.render.files import write_reports

ETHNIC = "AAAAAAAAABCHHHJMNRZ"
DISABILITY = ("No", "No", "No", "No", "No", "No", "Yes", "Yes", "Not declared")
JOBS = [
    "Nursing and Midwifery Registered,Band 5",
    "Nursing and Midwifery Registered,Band 6",
    "Administrative and Clerical,Band 3",
    "Administrative and Clerical,Band 8a",
    "Estates and Ancillary,Band 2",
    "Administrative and Clerical,VSM",
]
LONG = pytest.mark.long


def trust(folder: Path, seed: int) -> Path:
    """A small trust whose people are told apart by ethnicity and by disability."""
    rng = Random(seed)

    def table(heading: str, rows: int, more: tuple[str, ...]) -> str:
        lines = [f"{rng.choice(ETHNIC)},{rng.choice(DISABILITY)},{rng.choice(more)}" for _ in range(rows)]
        return "\n".join([heading, *(f"{number},{line}" for number, line in enumerate(lines, 1))]) + "\n"

    jobs = tuple(rng.sample(JOBS, rng.randint(1, len(JOBS))))
    tables = {
        "workforce": table(
            "Employee Number,Ethnicity,Disability,Staff Group,Grade", rng.choice((8, 20, 60, 150)), jobs
        ),
        "recruitment": table(
            "Application ID,Ethnicity,Disability,Appointed", rng.choice((5, 30, 90)), ("Yes", "No", "No")
        ),
        "board": table(
            "Member ID,Ethnicity,Disability,Voting,Executive",
            rng.randint(3, 16),
            ("Yes,Yes", "Yes,No", "No,Yes"),
        ),
    }
    dates = ("2024-06-01", "2023-06-01")
    tables["capability"] = table("Case ID,Ethnicity,Disability,Entered On", rng.choice((4, 20, 60)), dates)
    tables["disciplinary"] = table("Case ID,Ethnicity,Disability,Entered On", rng.choice((3, 15)), dates[:1])
    board = ("publish", "protect")[seed % 2]
    return build.submission(folder, tables, settings=f'[disclosure]\nboard = "{board}"')


BOTH, WRES = ("wres", "wdes"), ("wres",)
ALONE: tuple[str, ...] = ()
CATEGORY = ("ethnic-category", "pay-band")
HEADING = ("ethnic-heading",)
FOUND = {
    "the bands of a total that only the other standard hides": (45, BOTH, ALONE),
    "bands of few people within such a total": (73, BOTH, ALONE),
    "the details of a public board are all hidden": (2, WRES, CATEGORY),
    "one person in two parts of a public board": (0, WRES, CATEGORY),
    "more cases than people, in a group within one that has as many": (94, WRES, CATEGORY),
    "zeros under a base that is hidden, where cases are more than people": (110, WRES, CATEGORY),
    "the rest of an unprinted total is the lone person": (8, WRES, CATEGORY),
    "an unprinted total leaves few, of disabled staff": (56, BOTH, ALONE),
    "an unprinted total leaves few, of unknown disability": (84, BOTH, ALONE),
    "an unprinted total leaves few, by one standard alone": (47, ("wdes",), ALONE),
    "an unprinted total leaves few, by heading": (41, BOTH, HEADING),
}
SAMPLE = [(seed, BOTH, ALONE) for seed in range(40)]


@pytest.mark.parametrize(
    ("seed", "standards", "by"),
    [
        *(pytest.param(*case, id=name) for name, case in FOUND.items()),
        *(pytest.param(*case, marks=() if number < 6 else LONG) for number, case in enumerate(SAMPLE)),
    ],
)
def test_standards_published_together_withstand(
    seed: int, standards: tuple[str, ...], by: tuple[str, ...], tmp_path: Path
) -> None:
    folder = trust(tmp_path / "in", seed)
    options = pipeline.Options(standards=standards, publish=True, by=by)
    for each in pipeline.assess_each(folder, options):
        write_reports(pipeline.build_report(each, options), ("json", "csv"), tmp_path / "out")
    for truth in (None, folder):
        audits = audit([tmp_path / "out"], AuditOptions(), truth=truth).audits
        assert len(audits) == len(standards)
        assert [found for each in audits for found in each.findings if not found.harmless] == []


DIRECTORATES = ("Surgery", "Surgery", "Medicine", "Estates", "Community", "")
BY = ("directorate", "pay-band", "staff-category", "international", "medical", "survey-ratio")
ENGAGEMENT = ("q2a", "q2b", "q2c", "q3c", "q3d", "q3f", "q25a", "q25c", "q25d")
POSTS = ("Medical and Dental,Consultant", *JOBS)


def divided(folder: Path, seed: int) -> Path:
    """A small trust whose people are divided in every way that can be asked for, few in each part."""
    rng = Random(seed)

    def table(heading: str, most: int, *more: tuple[str, ...]) -> str:
        rows = [
            (rng.choice(ETHNIC), rng.choice(DISABILITY), *map(rng.choice, more), rng.choice(DIRECTORATES))
            for _ in range(rng.choice((most // 4, most)))
        ]
        lines = [f"{number},{','.join(row)}" for number, row in enumerate(rows, 1)]
        return "\n".join([f"{heading},Directorate", *lines]) + "\n"

    person, answers = "Employee Number,Ethnicity,Disability", ("1", "1", "2")
    tables = {
        "workforce": table(f"{person},Staff Group,Grade", 80, POSTS),
        "recruitment": table(
            "Application ID,Ethnicity,Disability,Appointed,International,Staff Group,Grade",
            80,
            ("Yes", "No", "No"),
            ("Yes", "No", "No", ""),
            POSTS,
        ),
        "disciplinary": table(f"{person},Entered On", 12, ("2024-06-01",)),
        "capability": table(f"{person},Entered On", 12, ("2024-06-01", "2023-06-01")),
        "staff_survey": table(
            f"Respondent ID,Ethnicity,Disability,q14a,{','.join(ENGAGEMENT)},Staff Group",
            160,
            answers,
            *[("3", "4", "4", "5")] * len(ENGAGEMENT),
            ("Medical and Dental", "Students", ""),
        ),
    }
    return build.submission(folder, tables, settings='[breakdowns]\ndirectorate = "Directorate"\n')


@pytest.mark.parametrize("standards", [("wres",), ("wres", "wdes")])
@pytest.mark.parametrize("seed", [pytest.param(seed, marks=() if seed < 3 else LONG) for seed in range(25)])
def test_crossed_breakdowns_withstand(seed: int, standards: tuple[str, ...], tmp_path: Path) -> None:
    folder = divided(tmp_path / "in", seed)
    options = pipeline.Options(standards=standards, by=BY, publish=True)
    for each in pipeline.assess_each(folder, options):
        write_reports(pipeline.build_report(each, options), ("json", "csv"), tmp_path / "out")
    # Who takes every hidden band for somebody's is wrong here, where zeros are hidden too: only the truth says so.
    for truth in (folder, *([None] if len(standards) == 1 else [])):
        audits = audit([tmp_path / "out"], AuditOptions(), truth=truth).audits
        assert len(audits) == len(standards)
        assert [found for each in audits for found in each.findings if not found.harmless] == []
