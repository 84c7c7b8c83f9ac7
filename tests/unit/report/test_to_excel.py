"""The workbook, read back: figures as they are, text that stays text, pages that print."""

import io
import re
import zipfile
from types import SimpleNamespace

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from wres_calc.render import excel
from wres_calc.report.report import IssueItem, Issues, Report, Severity

SHEETS = [
    "For the board",
    "Summary",
    "Staff and board",
    "Relative likelihoods",
    "Staff survey",
    "1 By band",
    "1 Workforce",
    "2-4 Likelihoods",
    "5-8 Survey",
    "9 Board",
    "Method",
    "Issues",
    "Issue rows",
]
FORMULAS = [
    '=HYPERLINK("http://x","y")',
    "=cmd|'/c calc'!A1",
    "@SUM(1)",
    "+1",
    "-1",
    "\t=1",
    "\r=1",
    "{=1}",
    "http://x.invalid",
]


def opened(report: Report) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(excel.workbook(report)))


def table(book: Workbook, sheet: str, name: str) -> list[dict[str, object]]:
    """The rows of a table by its headings."""
    cells = [[cell.value for cell in row] for row in book[sheet][book[sheet].tables[name].ref]]
    return [dict(zip(map(str, cells[0]), row, strict=True)) for row in cells[1:]]


def test_the_sheets(make: SimpleNamespace) -> None:
    assert opened(make.report()).sheetnames == SHEETS


def test_the_same_report_gives_the_same_bytes(make: SimpleNamespace) -> None:
    assert excel.workbook(make.report()) == excel.workbook(make.report())


def test_every_measure_is_in_it_unrounded(make: SimpleNamespace) -> None:
    report = make.report()
    book = opened(report)
    for sheet, name, numbers in (
        ("1 Workforce", "Workforce", (1,)),
        ("2-4 Likelihoods", "Likelihoods", (2, 3, 4)),
        ("5-8 Survey", "Survey", (5, 6, 7, 8)),
        ("9 Board", "Board", (9,)),
    ):
        expected = [
            (indicator.number, measure.numerator, measure.denominator, measure.value)
            for indicator in report.indicators
            if indicator.number in numbers
            for measure in indicator.measures
        ]
        rows = table(book, sheet, name)
        found = [(r["Indicator"], r["Numerator"], r["Denominator"], r["Value"]) for r in rows if r["Measure"]]
        assert found == expected


def test_what_is_not_calculated_says_why(make: SimpleNamespace) -> None:
    rows = table(opened(make.report()), "5-8 Survey", "Survey")
    assert rows[-1]["Indicator"] == 8
    assert rows[-1]["Value"] is None
    assert rows[-1]["Status"] == "Not calculated"
    assert "it needs staff_survey" in str(rows[-1]["Reason"])


def test_the_summary_has_nine_indicators_on_one_page(make: SimpleNamespace) -> None:
    book = opened(make.report())
    rows = table(book, "Summary", "Summary")
    assert [row["Indicator"] for row in rows if row["Indicator"]] == [
        i.title for i in make.report().indicators
    ]
    second = next(row for row in rows if row["No."] == 2)
    assert second["White counts"] == "170 of 780"
    assert second["Result"] == (170 / 780) / (46 / 386)
    assert "1.83 times as likely" in str(second["In words"])
    assert book["Summary"].sheet_properties.pageSetUpPr.fitToPage
    assert book["Summary"].page_setup.fitToHeight in (None, 1)  # left out, it is 1


def test_percentages_are_rounded_to_nought_or_a_hundred_only_where_they_are(make: SimpleNamespace) -> None:
    book = opened(make.report())
    formats = {
        row[10].value: row[10].number_format
        for row in book["2-4 Likelihoods"].iter_rows(min_row=7)
        if isinstance(row[10].value, int | float)
    }
    assert formats[100 * 1 / 2400] == '"<0.1%"'
    assert formats[0] == '0.0"%"'
    assert formats[(1 / 2400) / (170 / 780)] == '"<0.01"'


def test_the_cross_table_adds_up(make: SimpleNamespace) -> None:
    rows = table(opened(make.report()), "1 By band", "By_band")
    consultants = next(row for row in rows if row["Pay band"] == "Consultant")
    assert (consultants["White"], consultants["BME"], consultants["Unknown"], consultants["All staff"]) == (
        201, 165, 7, 373,
    )  # fmt: skip
    nobody = next(row for row in rows if row["Pay band"] == "Band 9")
    assert (nobody["All staff"], nobody["BME %"]) == (0, None)
    assert rows[-1]["All staff"] == 9414


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_looks_like_a_formula_stays_text(make: SimpleNamespace, text: str) -> None:
    data = excel.workbook(make.report(text, odd=text))
    parts = zipfile.ZipFile(io.BytesIO(data))
    xml = {name: parts.read(name).decode() for name in parts.namelist()}
    assert not [
        name for name, content in xml.items() if re.search(r"<f[ >]|ddeLink|TargetMode=\"External\"", content)
    ]
    cells = [
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_odd_names_neither_break_it_nor_vanish(make: SimpleNamespace) -> None:
    book = opened(make.report(make.odd + "x" * 300, odd=make.odd + "y" * 40_000))
    assert r"\x1b]0;pwn\x07" in str(book["Summary"]["A2"].value)
    assert r"\ud800 & Søns" in str(book["Summary"]["A2"].value)
    for sheet in book:
        assert len(str(sheet.oddHeader.left.text)) <= 255
    assert max(len(str(row["Where"])) for row in table(book, "Issues", "Issues")) > 30_000


def test_pages_print(make: SimpleNamespace) -> None:
    for sheet in opened(make.report()):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)  # left out, it is 1
        assert "Workforce Race Equality Standard 2025" in str(sheet.oddHeader.right.text)
        assert not sheet.merged_cells.ranges
        if sheet.title not in ("Method", "Staff and board", "Relative likelihoods", "Staff survey"):
            assert sheet.freeze_panes
            assert sheet.print_title_rows


def test_document_properties_name_the_tool_and_the_snapshot(make: SimpleNamespace) -> None:
    properties = opened(make.report()).properties
    assert properties.creator == "wres-calc 0.1.0"
    assert properties.title == "Workforce Race Equality Standard 2025: Example NHS Foundation Trust (RX1)"
    assert properties.created.date() == make.report().snapshot_date


def test_method_has_definitions_rules_headcounts_and_files(make: SimpleNamespace) -> None:
    book = opened(make.report())
    assert set(book["Method"].tables) == {"Definitions", "Rules", "Headcounts", "Intervals", "Files"}
    assert {row["Indicator"] for row in table(book, "Method", "Definitions")} == set(range(1, 10))
    assert [row["Rows dropped"] for row in table(book, "Method", "Headcounts")] == [312, 790, 0, None, None]
    assert table(book, "Method", "Files")[0]["SHA-256 of the file"] == "0123456789abcdef" * 4


def test_issues_are_listed_up_to_a_number_that_is_said(make: SimpleNamespace) -> None:
    item = IssueItem(code="x", severity=Severity.NOTE, row=2, message="m", advice="a", value="seen")
    report = make.report().model_copy(update={"issues": Issues(note=5001, items=(item,) * 5001)})
    book = opened(report)
    rows = table(book, "Issue rows", "Issue_rows")
    assert len(rows) == 5000
    assert rows[0]["Value"] == "seen"
    assert book["Issue rows"]["A4"].value == "The first 5,000 of 5,001; 1 more row counted by kind."


def test_no_value_column_without_values(make: SimpleNamespace) -> None:
    assert "Value" not in table(opened(make.report()), "Issue rows", "Issue_rows")[0]


def test_a_report_without_issues_says_so(make: SimpleNamespace) -> None:
    book = opened(make.report().model_copy(update={"issues": Issues()}))
    assert book["Issues"]["A1"].value == "Issues in the data: none found"
    assert "Issue rows" not in book.sheetnames
