"""A value that is printed once for the rows it holds for: merged cells, and reports that leave repeated values out."""

import csv
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from tests.extracts.trust import canonical, expected, figures, rows, write_csv

from wres_calc import pipeline
from wres_calc.errors import ConfigurationError
from wres_calc.intake.model import RawTable
from wres_calc.intake.repeats import columns_with_repeats
from wres_calc.report.report import Report

Table = list[list[str]]

CODED = {
    "workforce": (
        "ethnic_category",
        "staff_group",
        "primary_assignment",
        "assignment_status",
        "assignment_category",
    ),
    "recruitment": ("ethnic_category", "shortlisted", "appointed", "offer_declined"),
}
COLUMNS = [(table, column) for table, columns in CODED.items() for column in columns]


def by_blocks(table: str, column: str) -> tuple[Table, int]:
    """The table sorted by a column, which every row fills, and the position of the column."""
    found = sorted(rows(table), key=lambda row: row[column] or "No")
    for row in found:
        row[column] = row[column] or ("Z" if column == "ethnic_category" else "No")
    return [list(found[0]), *(list(row.values()) for row in found)], list(found[0]).index(column)


def suppressed(lines: Table, at: int) -> Table:
    """The lines with the values of one column where it changes alone."""
    above: str | None = None
    result = []
    for line in lines:
        own = "" if line[at] == above else line[at]
        above = line[at]
        result.append([*line[:at], own, *line[at + 1 :]])
    return result


def merged(path: Path, lines: Table, at: Sequence[int], *, title: bool = False) -> None:
    """A workbook in which equal values of the columns `at` that follow each other are merged."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    if title:
        sheet.append(["Staff in post"])
        sheet.append([])
    for line in lines:
        sheet.append(line)
    first = 4 if title else 2
    for column in at:
        start = first
        for row in range(first, sheet.max_row + 2):
            if (
                row > sheet.max_row
                or sheet.cell(row, column + 1).value != sheet.cell(start, column + 1).value
            ):
                if row - 1 > start:
                    sheet.merge_cells(
                        start_row=start, end_row=row - 1, start_column=column + 1, end_column=column + 1
                    )
                start = row
    book.save(path)


def codes(report: Report) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = {}
    for item in report.issues.items:
        found.setdefault(item.code, []).append(item.column)
    return found


def saying(folder: Path, table: str, line: str) -> None:
    path = folder / "submission.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[tables.{table}]\n{line}\n", encoding="utf-8")


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_merged_block_holds_its_value_in_every_row(table: str, column: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=[table])
    lines, at = by_blocks(table, column)
    merged(folder / f"{table}.xlsx", lines, [at], title=True)
    report = pipeline.calculate(folder)
    assert figures(report) == expected()
    assert column in codes(report)["merged-cells-filled"]
    assert "repeats-unclear" not in codes(report)


def test_blocks_of_several_columns_and_of_employee_numbers_are_filled(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["workforce"])
    found = sorted(rows("workforce"), key=lambda row: row["employee_number"])
    lines = [list(found[0]), *(list(row.values()) for row in found)]
    merged(folder / "workforce.xlsx", lines, range(len(lines[0])))
    assert figures(pipeline.calculate(folder)) == expected()


def test_a_range_over_two_columns_holds_its_value_in_both(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=["recruitment"])
    found = rows("recruitment")
    no = [i for i, row in enumerate(found) if (row["shortlisted"], row["appointed"]) == ("No", "No")]
    yes = [i for i in range(len(found)) if i not in no]
    lines = [list(found[0]), *(list(found[i].values()) for i in (*yes, *no))]
    at = lines[0].index("shortlisted")
    order = [name for name in lines[0] if name != "appointed"]
    order.insert(at + 1, "appointed")
    lines = [[line[lines[0].index(name)] for name in order] for line in lines]
    path = folder / "recruitment.xlsx"
    merged(path, lines, [])
    book = openpyxl.load_workbook(path)
    sheet: Any = book.active
    sheet.merge_cells(start_row=2 + len(yes), end_row=1 + len(found), start_column=at + 1, end_column=at + 2)
    book.save(path)
    assert figures(pipeline.calculate(folder)) == expected()


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_repeated_values_left_out_are_asked_about(table: str, column: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "trust", but=[table])
    lines, at = by_blocks(table, column)
    write_csv(folder / f"{table}.csv", suppressed(lines, at))
    refused = pipeline.calculate(folder)
    assert codes(refused)["repeats-unclear"] == [column]
    assert {one.reason for one in refused.indicators} & {"table_has_errors"}
    saying(folder, table, 'repeats = "fill"')
    report = pipeline.calculate(folder)
    assert figures(report) == expected()
    assert codes(report)["repeats-filled"] == [column]


def test_values_that_are_left_out_in_any_order_of_rows_are_asked_about(tmp_path: Path) -> None:
    draw = random.Random(14)
    origins = draw.choices(["A", "H", "N", "Z"], [60, 20, 10, 10], k=200)
    lines = [
        [str(i), origin, "Nursing and Midwifery Registered", "Band 5"] for i, origin in enumerate(origins)
    ]
    write_csv(tmp_path / "workforce.csv", suppressed([HEADINGS.split(",")[:4], *lines], 1))
    setting = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'
    (tmp_path / "submission.toml").write_text(setting)
    assert codes(pipeline.calculate(tmp_path))["repeats-unclear"] == ["ethnic_category"]
    saying(tmp_path, "workforce", 'repeats = { ethnic_category = "fill" }')
    shares = {
        measure.group: measure.numerator
        for measure in pipeline.calculate(tmp_path).indicators[0].measures
        if measure.measure == "share" and not measure.breakdown
    }
    assert shares == {
        "white": origins.count("A"),
        "bme": origins.count("H") + origins.count("N"),
        "unknown": origins.count("Z"),
    }


HEADINGS = "employee_number,ethnic_category,staff_group,grade,assignment_category"


def _category(*values: str) -> Callable[[Path], Report]:
    def calculate(folder: Path) -> Report:
        folder.mkdir(exist_ok=True)
        lines = [[str(i), "A", "Nursing and Midwifery Registered", "Band 5", v] for i, v in enumerate(values)]
        write_csv(folder / "workforce.csv", [next(csv.reader([HEADINGS])), *lines])
        return pipeline.calculate(folder, year=2025, organisation="RX1")

    return calculate


P, B, _ = "Permanent", "Bank", ""


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ((P, _, _, _, _, B, _, _, _, _), True),
        ((P, _, _, B, _, _), True),
        ((P, _, P, _, B, _, _, P, _, B, _, _), True),  # printed anew in each group of rows
        ((B, _, _, _, _, _, _, _), True),  # one value for all
        ((_, _, _, _, B, _, _, P, _, _), True),  # the rows without a category come first
        ((P, P, _, B, B, _, _, P, P, _), False),
        ((_, P, _, _, B, _, _, _, _, P), False),
        ((P, B, P, P, P, _, _, P, P, B, P, P), False),
        ((B, _, _, _, B, _, _, _, B, _), False),  # one text and blanks: a mark
        ((P, _, B, _), False),
    ],
)
def test_which_columns_are_asked_about(values: tuple[str, ...], asked: bool, tmp_path: Path) -> None:
    report = _category(*values)(tmp_path)
    assert ("repeats-unclear" in codes(report)) == asked


def test_blank_may_be_blank(tmp_path: Path) -> None:
    setting = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'
    (tmp_path / "submission.toml").write_text(f'{setting}[tables.workforce]\nrepeats = "blank"\n')
    report = _category(P, _, _, B, _, _)(tmp_path)
    assert not codes(report).get("repeats-unclear")
    assert [one.people for one in report.inputs] == [5]


def test_a_column_that_is_not_there_is_a_wrong_setting(tmp_path: Path) -> None:
    setting = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'
    (tmp_path / "submission.toml").write_text(f'{setting}[tables.workforce]\nrepeats.effective_to = "fill"\n')
    with pytest.raises(ConfigurationError, match=r"effective_to\. Its columns are: employee_number, ethnic"):
        _category(P, _, _, B, _, _)(tmp_path)


ENDS = {"31/12/4712": 190, "30/06/2025": 6, "31/12/2024": 4}


@pytest.mark.parametrize(
    ("ends", "asked"),
    [
        (ENDS, True),
        ({day: rows for day, rows in ENDS.items() if "4712" not in day} | {"01/01/2026": 190}, True),
        ({"31/12/4712": 190} | {f"{day:02}/09/2025": 1 for day in range(1, 7)} | {"31/12/2024": 4}, True),
        (dict.fromkeys(("31/12/2024", "30/06/2025", "31/07/2025", "31/08/2025"), 1) | {"": 196}, False),
    ],
)
def test_days_that_are_left_out_are_asked_about(ends: dict[str, int], asked: bool, tmp_path: Path) -> None:
    """Of 200 assignments four ended: of a report that prints each end once, three blank ones counted as open."""
    sent = [end for end, rows in ends.items() for _ in range(rows)]
    lines = [[str(i), "A", "Nursing and Midwifery Registered", "Band 5", end] for i, end in enumerate(sent)]
    heading = [*HEADINGS.split(",")[:4], "Effective To Date"]
    if not asked:
        random.Random(1).shuffle(lines)
    write_csv(tmp_path / "workforce.csv", suppressed([heading, *lines], 4) if asked else [heading, *lines])
    setting = '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'
    (tmp_path / "submission.toml").write_text(setting)
    report = pipeline.calculate(tmp_path)
    assert codes(report).get("repeats-unclear", []) == (["Effective To Date"] if asked else [])
    if "31/12/4712" in ends:
        saying(tmp_path, "workforce", 'repeats = "fill"')
        assert [one.people for one in pipeline.calculate(tmp_path).inputs] == [200 - 4]


BANDS = ("Band 2", "Band 3", "Band 4", "Band 5", "Band 6", "Band 7", "Band 8a", "Band 8b")


@pytest.mark.parametrize(
    ("rows", "filled", "at_most"), [(20, 0.5, 0.05), (20, 0.35, 0.1), (40, 0.2, 0.1), (300, 0.1, 0.02)]
)
def test_grades_that_some_applications_lack_are_hardly_ever_asked_about(
    rows: int, filled: float, at_most: float
) -> None:
    """A rate of 500 columns drawn at random: 0.11, 0.17, 0.10 and 0.01 before chance was looked at."""
    draw = random.Random(14)
    asked = 0
    for _column in range(500):
        grades = draw.choices(BANDS, (15, 14, 10, 25, 18, 10, 5, 3), k=rows)
        asked += _asked_about([grade if draw.random() < filled else None for grade in grades])
    assert asked / 500 <= at_most


@pytest.mark.parametrize("rows", [20, 60, 300])
def test_grades_in_blocks_are_nearly_always_asked_about(rows: int) -> None:
    draw = random.Random(14)
    asked = 0
    for _column in range(200):
        grades = sorted(draw.choices(BANDS, (15, 14, 10, 25, 18, 10, 5, 3), k=rows))
        lines = suppressed([[grade] for grade in grades], 0)
        asked += _asked_about([line[0] or None for line in lines])
    assert asked / 200 >= 0.97


def _asked_about(cells: Sequence[str | None]) -> bool:
    frame = pl.DataFrame({"grade": cells}, schema={"grade": pl.String})
    table = RawTable("recruitment", "recruitment.csv", None, "", frame, {"grade": "Grade"})
    return list(columns_with_repeats(table)) == ["grade"]
