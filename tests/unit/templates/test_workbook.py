"""The workbooks to fill in, as a spreadsheet sees them."""

import io

import openpyxl
import pytest

from wres_calc.intake.tables import TABLES
from wres_calc.render import templates
from wres_calc.render.templates import columns
from wres_calc.standards import load


@pytest.fixture(scope="module")
def made():
    return templates.files(load.load(2025), "RX1", None, list(TABLES))


@pytest.fixture(scope="module")
def books(made):
    return {table: openpyxl.load_workbook(io.BytesIO(made[f"{table}.xlsx"])) for table in TABLES}


def rules(sheet):
    """The rule of each column, by its heading."""
    headings = {cell.column_letter: cell.value for cell in sheet[1]}
    return {headings[str(rule.sqref)[0]]: rule for rule in sheet.data_validations.dataValidation}


def number_format(sheet, at):
    """The format of a column; neighbours that look the same are kept as one."""
    (found,) = (each for each in sheet.column_dimensions.values() if each.min <= at <= each.max)
    return found.number_format


def of_year(table):
    return columns.of_year(table, load.load(2025), "RX1")


def test_there_is_one_for_each_table_and_the_same_arguments_give_the_same_bytes(made):
    assert list(made) == ["submission.toml", *(f"{table}.xlsx" for table in TABLES)]
    assert made == templates.files(load.load(2025), "RX1", None, list(TABLES))


def test_only_the_tables_asked_for():
    assert list(templates.files(load.load(2025), "RX1", None, ["board", "workforce"])) == [
        "submission.toml",
        "workforce.xlsx",
        "board.xlsx",
    ]


@pytest.mark.parametrize("table", TABLES)
def test_the_first_sheet_is_the_table_with_its_headings_alone(books, table):
    book = books[table]
    assert book.sheetnames == [table, "Notes", "Lists"]
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "hidden"]
    assert [[cell.value for cell in row] for row in book[table].iter_rows()] == [
        [c.name for c in of_year(table)]
    ]
    assert book[table].freeze_panes == "A2"
    assert (book[table].page_setup.orientation, book[table].page_setup.paperSize) == ("landscape", 9)


@pytest.mark.parametrize("table", TABLES)
def test_every_list_is_offered_over_the_whole_column_as_strictly_as_the_table_is_judged(books, table):
    found = rules(books[table][table])
    for column in of_year(table):
        if not column.offered:
            assert column.name not in found or found[column.name].type != "list"
            continue
        rule = found[column.name]
        sheet, cells = rule.formula1.split("!")
        assert tuple(row[0].value for row in books[table][sheet][cells.replace("$", "")]) == column.offered
        assert str(rule.sqref).endswith("2:" + str(rule.sqref)[0] + "1048576")
        assert (rule.errorStyle or "stop") == ("stop" if column.closed else "warning")
        assert rule.showErrorMessage is (column.name != "job_role")


@pytest.mark.parametrize("table", TABLES)
def test_text_stays_text_and_dates_look_like_dates(books, table):
    sheet = books[table][table]
    for cell, column in zip(sheet[1], of_year(table), strict=True):
        expected = (
            "yyyy-mm-dd" if column.period else "General" if column.between and not column.offered else "@"
        )
        assert number_format(sheet, cell.column) == expected, column.name


@pytest.mark.parametrize("table", TABLES)
def test_required_columns_are_marked_in_colour_in_bold_and_in_words(books, table):
    for cell, column in zip(books[table][table][1], of_year(table), strict=True):
        assert cell.font.b is column.is_required
        assert (cell.fill.fgColor.rgb == "FF005EB8") is column.is_required
        assert cell.comment.text.startswith("Required" if column.is_required else "Not required")
        assert column.description in cell.comment.text


@pytest.mark.parametrize("table", TABLES)
def test_the_notes_are_the_data_dictionary(books, table):
    lines = [[cell.value for cell in row] for row in books[table]["Notes"].iter_rows()]
    start = lines.index(["Column", "Required", "Blank cells", "A cell holds", "Example"]) + 1
    assert [line[:2] for line in lines[start:]] == [[c.name, c.required or "no"] for c in of_year(table)]
    assert all(
        column.description in line[3] for line, column in zip(lines[start:], of_year(table), strict=True)
    )
