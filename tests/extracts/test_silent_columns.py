"""Columns that are not used and say which rows count: a warning that names the way out, and the way out works."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from tests.extracts.test_silent_faults import Row, headcount, likelihoods, report, staff
from tests.extracts.trust import write_csv

from wres_calc import pipeline
from wres_calc.propose.infer import infer
from wres_calc.propose.model import Export, Question
from wres_calc.report.report import Report
from wres_calc.standards.load import load

SETTINGS = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'


def events(heading: str, cells: Sequence[str]) -> list[Row]:
    """One row for each of ten people, with the cells by turns."""
    return [
        {"Employee Number": row["Employee Number"], "Mandatory": "No", heading: cells[i % len(cells)]}
        for i, row in enumerate(staff(10))
    ]


def applications(heading: str, cells: Sequence[str]) -> list[Row]:
    """Twelve applications, the first three appointed; the first half has the first cell."""
    return [
        {
            "Application Number": f"A{i}",
            "Ethnic Origin": ("White - British", "Asian or Asian British - Indian")[i % 2],
            "Appointed": "Yes" if i < 3 else "No",
            heading: cells[i * len(cells) // 12],
        }
        for i in range(12)
    ]


def not_used(found: Report) -> list[str | None]:
    return [item.column for item in found.issues.items if item.code == "telling-column-not-used"]


def with_setting(folder: Path, table: str, column: str, heading: str) -> None:
    line = f'[tables.{table}]\ncolumns = {{ {column} = "{heading}" }}\n'
    (folder / "submission.toml").write_text(f"{SETTINGS}{line}", encoding="utf-8")


@pytest.mark.parametrize(
    ("heading", "cells", "said"),
    [
        ("Date Shortlisted", ["01/06/2024", ""], True),
        ("Date Shortlisted", ["01/06/2024", "02/06/2024"], False),
        ("Interviewed?", ["Yes", "No"], True),
        ("Offer Declined Date", ["01/06/2024", ""], True),
        ("Withdrawn", ["Yes", ""], True),
        ("Withdrawn", ["No", "No"], False),
        ("Financial Year", ["2024/25", "2023/24"], True),
        ("Financial Year", ["2024/25", "2024/25"], False),
        ("Closing Date", ["01/06/2024", "01/03/2024"], False),
    ],
)
def test_recruitment(heading: str, cells: Sequence[str], said: bool, tmp_path: Path) -> None:
    found = report(tmp_path, {"recruitment": applications(heading, cells)})
    assert not_used(found) == ([heading] if said else [])


@pytest.mark.parametrize(
    ("heading", "cells", "said"),
    [
        ("Financial Year", ["2024/25", "2023/24"], True),
        ("Financial Year", ["2024-25", "2023-24"], True),
        ("Financial Year", ["2024/25"], False),
        ("FY", ["FY24", "FY25"], True),
        ("Year", ["2024", "2023"], True),
        ("Year", ["2024.0"], True),  # which quarter of it?
        ("Year of Birth", ["1971", "1980"], False),
        ("Quarter", ["Q1 2024/25", "2023/24 Q4"], True),
        ("Source.Name", ["cases 2023.xlsx", "cases 2024.xlsx"], True),
        ("Withdrawn", ["Yes", "No"], True),
        ("Withdrawn", ["No"], False),
        ("Date withdrawn", ["01/06/2024", ""], True),
        ("Priority", ["P1", "P2"], False),
    ],
)
def test_cases(heading: str, cells: Sequence[str], said: bool, tmp_path: Path) -> None:
    found = report(tmp_path, {"workforce": staff(10), "disciplinary": events(heading, cells)})
    assert not_used(found) == ([heading] if said else [])


@pytest.mark.parametrize(
    ("heading", "cells", "said"),
    [
        ("% Complete", ["100", "50"], True),
        ("% Complete", ["100%", "50%"], True),
        ("Percent complete", ["1", "0.5"], True),
        ("Progress", ["100", "12.5"], True),
        ("Complete", ["Yes", "No"], True),
        ("% Complete", ["100"], False),
        ("Score", ["80", "50"], False),
        ("Year", ["2024/25", "2023/24"], True),
        ("Cancelled", ["Yes", ""], True),
    ],
)
def test_training(heading: str, cells: Sequence[str], said: bool, tmp_path: Path) -> None:
    found = report(tmp_path, {"workforce": staff(10), "training": events(heading, cells)})
    assert not_used(found) == ([heading] if said else [])


@pytest.mark.parametrize(
    ("heading", "markers"),
    [
        ("Quarter", ["Q3", "Q4"]),
        ("Quarter", ["Q3 2024/25", "Q4 2024/25"]),
        ("Period", ["2025 M10", "2025 M12"]),
        ("Source.Name", ["staff jan.xlsx", "staff mar.xlsx"]),
        ("Report", ["Staff in post January 2025", "Staff in post March 2025"]),
        ("Year", ["2023/24", "2024/25"]),
    ],
)
def test_snapshots_of_whatever_name(heading: str, markers: Sequence[str], tmp_path: Path) -> None:
    """Ten people, twice: which rows are those of March is said by a mapping of the last marker."""
    rows = [{heading: marker} | row for marker in markers for row in staff(10)]
    rows = rows[:-2]  # two people left between the two
    found = report(tmp_path, {"workforce": rows})
    said = [item for item in found.issues.items if item.column == heading]
    assert [item.code for item in said] in (["telling-column-not-used"], ["snapshot-unclear"])
    with_setting(tmp_path, "workforce", "snapshot", heading)
    assert "snapshot-unclear" in {item.code for item in pipeline.calculate(tmp_path).issues.items}
    mapped = f'values.snapshot = {{ "{markers[0]}" = "2024-12", "{markers[1]}" = "2025-03" }}\n'
    path = tmp_path / "submission.toml"
    path.write_text(path.read_text(encoding="utf-8") + mapped, encoding="utf-8")
    assert headcount(pipeline.calculate(tmp_path))[None] == 8


def test_an_end_of_an_assignment_in_words_of_the_trusts_own(tmp_path: Path) -> None:
    """Two of ten ended before 31 March 2025: said with the column that would take them, and right once it does."""
    rows = [row | {"Ended": "28/02/2025" if i < 2 else ""} for i, row in enumerate(staff(10))]
    found = report(tmp_path, {"workforce": rows})
    (said,) = [item for item in found.issues.items if item.column == "Ended"]
    assert said.code == "telling-column-not-used"
    assert "effective_to" in said.message + said.advice
    with_setting(tmp_path, "workforce", "effective_to", "Ended")
    found = pipeline.calculate(tmp_path)
    assert not_used(found) == []
    assert headcount(found)[None] == 8


def test_a_day_of_shortlisting_says_that_somebody_was(tmp_path: Path) -> None:
    with_setting(tmp_path, "recruitment", "shortlisted", "Date Shortlisted")
    write(tmp_path, "recruitment", applications("Date Shortlisted", ["01/06/2024", ""]))
    assert likelihoods(pipeline.calculate(tmp_path), 2) == {
        "white": (2, 3),
        "bme": (1, 3),
        "unknown": (0, 0),
    }


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Financial Year", ["2024/25", "2023/24"]),
        ("Quarter", ["Q1 2024/25", "2023/24 Q4"]),
        ("Month", ["Jun-24", "Mar-24"]),
    ],
)
def test_cases_by_year_quarter_or_month(heading: str, cells: Sequence[str], tmp_path: Path) -> None:
    with_setting(tmp_path, "disciplinary", "entered_on", heading)
    write(tmp_path, "workforce", staff(10))
    write(tmp_path, "disciplinary", events(heading, cells))
    assert likelihoods(pipeline.calculate(tmp_path), 3)["white"] == (10 / 2, 10)


def test_a_calendar_year_is_no_day_of_the_reporting_year(tmp_path: Path) -> None:
    with_setting(tmp_path, "disciplinary", "entered_on", "Year")
    write(tmp_path, "workforce", staff(10))
    write(tmp_path, "disciplinary", events("Year", ["2024", "2025"]))
    assert "wrong-date" in {item.code for item in pipeline.calculate(tmp_path).issues.items}


@pytest.mark.parametrize("cells", [["100", "50"], ["100%", "0%"], ["1", "0.5"]])
def test_shares_of_a_course_that_was_not_completed(cells: Sequence[str], tmp_path: Path) -> None:
    with_setting(tmp_path, "training", "stage", "% Complete")
    write(tmp_path, "workforce", staff(10))
    write(tmp_path, "training", events("% Complete", cells))
    assert likelihoods(pipeline.calculate(tmp_path), 4)["white"] == (10 / 2, 10)


def test_stage_and_sub_stage_in_two_columns(tmp_path: Path) -> None:
    """Of four applications one was appointed, one turned down what was offered, one was not shortlisted."""
    parts = [
        ("Offer", "Accepted"),
        ("Offer", "Declined"),
        ("Interview", "Rejected"),
        ("Shortlisting", "Rejected"),
    ]
    write(
        tmp_path,
        "recruitment",
        [{"Ethnic Origin": "A White - British", "Stage": stage, "Sub Stage": part} for stage, part in parts],
    )
    found = pipeline.calculate(tmp_path, year=2025, organisation="RX1")
    assert likelihoods(found, 2)["white"] == (1, 4 - 1 - 1)


@pytest.mark.parametrize(
    ("heading", "cells"), [("Route", ["Formal", "Informal"]), ("Wave", ["2024/25", "2023/24"])]
)
def test_columns_of_parquet_are_known_by_their_cells(
    heading: str, cells: Sequence[str], tmp_path: Path
) -> None:
    pl.DataFrame(staff(10)).write_parquet(tmp_path / "workforce.parquet")
    pl.DataFrame(events(heading, cells)).write_parquet(tmp_path / "disciplinary.parquet")
    found = pipeline.calculate(tmp_path, year=2025, organisation="RX1")
    assert not_used(found) == [heading]


def write(folder: Path, table: str, rows: Sequence[Row]) -> None:
    write_csv(folder / f"{table}.csv", [list(rows[0]), *(list(row.values()) for row in rows)])


@pytest.mark.parametrize(
    ("table", "column", "rows"),
    [
        ("recruitment", "shortlisted", applications("Date Shortlisted", ["01/06/2024", ""])),
        ("disciplinary", "entered_on", events("Financial Year", ["2024/25", "2023/24"])),
        ("training", "stage", events("% Complete", ["100", "50"])),
    ],
)
def test_init_asks_for_such_a_column_and_not_for_its_cells(
    table: str, column: str, rows: list[Row], tmp_path: Path
) -> None:
    write(tmp_path, table, rows)
    export = Export(tmp_path / f"{table}.csv", f"{table}.csv")
    heading = list(rows[0])[-1]
    asked: list[tuple[str, ...]] = []

    def take_the_first(question: Question) -> str | int | None:
        asked.append(question.key)
        return question.options[0].value if question.options else None

    found = infer([export], {}, "RX1", load(2025), take_the_first)
    assert ("columns", column) in asked
    (draft,) = (draft for draft in found.drafts if draft.table == table)
    assert draft.settings["columns"][column] == heading
    asked.clear()
    infer([export], {table: draft.as_settings()}, "RX1", load(2025), take_the_first)
    assert not [key for key in asked if column in key]


def test_numbers_that_may_be_no_shares_are_no_stages(tmp_path: Path) -> None:
    """So many sessions may be all of a course, or a part."""
    with_setting(tmp_path, "training", "stage", "Sessions")
    write(tmp_path, "workforce", staff(10))
    write(tmp_path, "training", events("Sessions", ["3", "2"]))
    assert "unknown-stage" in {item.code for item in pipeline.calculate(tmp_path).issues.items}
