"""Days as exports write them: as numbers, counted from 1904, month first, with open ends."""

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter
from tests.extracts.trust import canonical, expected, figures, rows, write_csv

from wres_calc import pipeline
from wres_calc.report.report import Report

Cell = str | dt.date | None
OPEN = dt.date(4712, 12, 31)


def workbook(path: Path, lines: list[list[Cell]], *, from_1904: bool, formatted: bool) -> None:
    with xlsxwriter.Workbook(str(path), {"date_1904": from_1904}) as book:
        sheet, style = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for i, line in enumerate(lines):
            for j, cell in enumerate(line):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(i, j, cell, style if formatted else None)
                elif cell:
                    sheet.write_string(i, j, cell)


def history() -> list[list[Cell]]:
    """An old and a coming row of everybody beside the one in force."""
    found = rows("workforce")
    lines: list[list[Cell]] = [[*found[0], "Effective Start Date", "Effective End Date"]]
    for row in found:
        other = row | {"grade": "NHS|XR02|Review Body Band 2", "ethnic_category": "Z Not Stated"}
        lines.append([*other.values(), dt.date(2012, 4, 1), dt.date(2021, 9, 30)])
        lines.append([*row.values(), dt.date(2021, 10, 1), OPEN])
        lines.append([*other.values(), dt.date(2025, 6, 1), None])
    return lines


def cases() -> list[list[Cell]]:
    found = rows("disciplinary")
    dated = [{**row, "entered_on": dt.date.fromisoformat(row["entered_on"])} for row in found]
    return [list(found[0]), *(list(row.values()) for row in dated)]


@pytest.mark.parametrize("from_1904", [False, True])
@pytest.mark.parametrize("formatted", [False, True])
@pytest.mark.parametrize(("table", "lines"), [("workforce", history), ("disciplinary", cases)])
def test_days_of_a_workbook_in_either_system(table, lines, formatted, from_1904, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "sent", but=[table])
    workbook(folder / f"{table}.xlsx", lines(), from_1904=from_1904, formatted=formatted)
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, [item.message for item in report.issues.items][:3]
    assert figures(report) == expected()


def test_numbers_of_days_in_a_text_file_are_said(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "sent", but=["disciplinary"])
    lines = [
        [str((c - dt.date(1899, 12, 30)).days) if isinstance(c, dt.date) else str(c) for c in line]
        for line in cases()
    ]
    write_csv(folder / "disciplinary.csv", lines)
    report = pipeline.calculate(folder)
    assert figures(report) == expected()
    assert "dates-as-numbers" in {item.code for item in report.issues.items}


def test_rows_that_say_only_when_they_begin_end_when_the_next_begins(tmp_path: Path) -> None:
    folder = canonical(tmp_path / "sent", but=["workforce"])
    lines = [[c.isoformat() if isinstance(c, dt.date) else c or "" for c in line[:-1]] for line in history()]
    write_csv(folder / "workforce.csv", lines)
    report = pipeline.calculate(folder)
    assert figures(report) == expected()


FORMATS = (
    "%d-%b-%y",
    "%Y%m%d",
    "%d-%b-%Y 00:00:00",
    "%Y-%m-%dT00:00:00.000Z",
    "%d.%m.%Y",
    "%a %d %b %Y",
    "%d/%m/%Y %I:%M %p",
)


def written(day: dt.date, pattern: str) -> str:
    """A day, which may be of 4712, as a pattern of `strftime` writes it; capitals as Oracle prints them."""
    return (
        day.replace(year=2712).strftime(pattern).replace("2712", "4712").upper()
        if day == OPEN
        else day.strftime(pattern)
    )


@pytest.mark.parametrize("pattern", FORMATS)
def test_days_as_systems_write_them(pattern: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "sent", but=["disciplinary"])
    lines = [[c.strftime(pattern) if isinstance(c, dt.date) else str(c) for c in line] for line in cases()]
    write_csv(folder / "disciplinary.csv", lines)
    report = pipeline.calculate(folder)
    assert report.issues.error == 0, [item.message for item in report.issues.items][:3]
    assert figures(report) == expected()


@pytest.mark.parametrize(
    "pattern", [pattern for pattern in FORMATS if "%y" not in pattern and "%a" not in pattern]
)
def test_a_history_as_systems_write_it(pattern: str, tmp_path: Path) -> None:
    folder = canonical(tmp_path / "sent", but=["workforce"])
    lines = [[written(c, pattern) if isinstance(c, dt.date) else c or "" for c in line] for line in history()]
    write_csv(folder / "workforce.csv", lines)
    report = pipeline.calculate(folder)
    assert figures(report) == expected()


def test_an_end_that_may_be_open_is_an_error(tmp_path: Path) -> None:
    """As 31-DEC-12 Oracle prints its open end in 4712; read as 2012 it would take everybody out of post."""
    folder = canonical(tmp_path / "sent", but=["workforce"])
    found = rows("workforce")
    lines = [[*found[0], "Effective End Date"], *([*row.values(), "31-DEC-12"] for row in found)]
    write_csv(folder / "workforce.csv", lines)
    report = pipeline.calculate(folder)
    assert {item.code for item in report.issues.items if item.severity == "error"} == {"wrong-date"}
    with (folder / "submission.toml").open("a", encoding="utf-8") as file:
        file.write('\n[tables.workforce]\nvalues.effective_to = { "31-DEC-12" = "" }\n')
    assert figures(pipeline.calculate(folder)) == expected()


CASES = ["03/05/2024", "04/06/2024", "02/04/2024", "01/09/2024", "05/12/2023"]
"""Read day first four are of the year to March 2025; read month first, one."""


def of_cases(folder: Path, dates: list[str], order: str | None = None) -> Report:
    canonical(folder, but=["disciplinary"])
    lines = [
        ["case_id", "ethnic_category", "entered_on"],
        *([f"C{i}", "A", day] for i, day in enumerate(dates)),
    ]
    write_csv(folder / "disciplinary.csv", lines)
    if order is not None:
        with (folder / "submission.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n[tables.disciplinary]\ndates = "{order}"\n')
    return pipeline.calculate(folder)


def white(report: Report) -> float | None:
    return next(m.numerator for m in report.indicators[2].measures if m.group == "white")


def test_dates_that_can_all_be_read_two_ways_are_asked_about_where_it_matters(tmp_path: Path) -> None:
    report = of_cases(tmp_path / "sent", CASES)
    assert report.indicators[2].reason == "table_has_errors"
    (item,) = (item for item in report.issues.items if item.code == "dates-ambiguous")
    assert 'dates = "day_first" or "month_first"' in item.message


@pytest.mark.parametrize(("order", "people"), [("day_first", 4), ("month_first", 1)])
def test_the_answer_stands_in_the_settings(order: str, people: int, tmp_path: Path) -> None:
    assert white(of_cases(tmp_path / "sent", CASES, order)) == people


def test_american_dates_are_read_once_that_is_said(tmp_path: Path) -> None:
    dates = ["04/30/2024", "12/01/2024", "03/31/2025", "03/31/2024"]
    assert of_cases(tmp_path / "unsaid", dates).indicators[2].reason == "table_has_errors"
    assert white(of_cases(tmp_path / "said", dates, "month_first")) == 3


@pytest.mark.parametrize("separator", [".", "-"])
def test_other_separators_leave_the_same_doubt(separator: str, tmp_path: Path) -> None:
    dates = [day.replace("/", separator) for day in CASES]
    assert of_cases(tmp_path / "unsaid", dates).indicators[2].reason == "table_has_errors"
    assert white(of_cases(tmp_path / "said", dates, "month_first")) == 1


@pytest.mark.parametrize("further", ["31/03/2025", "2025-03-31"], ids=["one way", "another format"])
def test_one_date_that_reads_one_way_settles_it(further: str, tmp_path: Path) -> None:
    assert white(of_cases(tmp_path / "sent", [*CASES, further])) == 5


@pytest.mark.parametrize("dates", [CASES[:1], CASES[:4], [*CASES[:4], "3/5/2024"]])
def test_fewer_than_five_different_dates_are_read_day_first_with_a_note(dates, tmp_path: Path) -> None:
    report = of_cases(tmp_path / "sent", dates)
    assert white(report) == len(dates)
    (item,) = (item for item in report.issues.items if item.code == "dates-read-day-first")
    assert item.severity == "note"


@pytest.mark.parametrize("matters", [False, True])
def test_five_dates_are_an_error_only_where_it_matters(matters: bool, tmp_path: Path) -> None:
    """All are of the year read day first; 12/01/2025 is in December 2025 read month first, outside the year."""
    dates = [
        "05/06/2024",
        "06/07/2024",
        "07/08/2024",
        "08/09/2024",
        "12/01/2025" if matters else "09/10/2024",
    ]
    report = of_cases(tmp_path / "sent", dates)
    assert report.indicators[2].reason == ("table_has_errors" if matters else None)
    assert "dates-read-day-first" not in {item.code for item in report.issues.items}


def test_a_history_whose_beginnings_may_be_month_first_is_asked_about(tmp_path: Path) -> None:
    """04/01/2025 is the day after the snapshot, or in January."""
    folder = canonical(tmp_path / "sent", but=["workforce"])
    found = rows("workforce")
    days = ["04/01/2025", "05/01/2024", "06/02/2023", "07/03/2022", "08/04/2021"]
    lines = [[*found[0], "Effective Start Date"]]
    lines += [[*row.values(), days[i % 5]] for i, row in enumerate(found)]
    write_csv(folder / "workforce.csv", lines)
    report = pipeline.calculate(folder)
    assert "dates-ambiguous" in {item.code for item in report.issues.items}
    assert report.indicators[0].reason == "table_has_errors"
