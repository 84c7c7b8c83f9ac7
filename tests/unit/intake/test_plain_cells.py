"""Signs for no value are blank, and what exports write around a text is no part of it, in every kind of file."""

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from wres_calc.intake.load import load
from wres_calc.intake.model import RawTable

HEADINGS = ("employee_number", "ethnic_category", "staff_group", "grade", "job_role", "assignment_number")
ROW = ("0012", "A", "Students", "Band 5", "Nurse", "7")


def table(path: Path, lines: list[tuple[str, ...]], name: str = "workforce") -> RawTable:
    """The table as read from a file of the kind that the path names."""
    if path.suffix == ".csv":
        cells = [",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in line) for line in lines]
        path.write_text("\n".join(cells) + "\n", encoding="utf-8")
    elif path.suffix == ".parquet":
        pl.DataFrame(lines[1:], schema=list(lines[0]), orient="row").write_parquet(path)
    else:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for i, line in enumerate(lines):
                for j, cell in enumerate(line):
                    sheet.write_string(i, j, cell)
    return load(path.parent, year=2025, organisation="RX1").tables[name]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize(
    "sign",
    [
        *(
            "NULL",
            "null",
            "(null)",
            "<NULL>",
            "NaN",
            "nan",
            "#N/A",
            "#n/a",
            "N/A",
            "n/a",
            "None",
            "NaT",
            "-",
            "\N{EN DASH}",
        ),
        *("(blank)", "\\N", '=""', '="NULL"', "'"),
    ],
)
def test_a_sign_for_no_value_is_blank_in_every_column(sign: str, kind: str, tmp_path: Path) -> None:
    read = table(tmp_path / f"workforce.{kind}", [HEADINGS, ROW, (sign,) * len(HEADINGS)])
    assert read.frame.row(1)[1:] == (None,) * len(HEADINGS)
    remarks = [remark.message for remark in read.remarks if remark.code == "signs-read-as-blank"]
    assert len(remarks) == len(HEADINGS)
    assert "1 cells under" in remarks[0]


def test_na_may_be_a_code_of_an_ethnic_category(tmp_path: Path) -> None:
    read = table(tmp_path / "workforce.csv", [HEADINGS, ("NA", "NA", *ROW[2:])])
    assert read.frame.select("employee_number", "ethnic_category").row(0) == (None, "NA")


def test_a_text_that_the_settings_map_is_left_to_them(tmp_path: Path) -> None:
    (tmp_path / "submission.toml").write_text(
        '[submission]\nreporting_year = 2025\n[organisation]\ncode = "RX1"\n'
        '[tables.workforce]\nvalues.grade = { "None" = "VSM" }\n',
        encoding="utf-8",
    )
    read = table(tmp_path / "workforce.csv", [HEADINGS, ("1", "A", "Students", "None", "None", "7")])
    assert read.frame.select("grade", "job_role").row(0) == ("None", None)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize(
    ("sent", "read"),
    [
        *(('="0012"', "0012"), ("'0012", "0012"), ("'0012'", "0012"), ('="12.00"', "12"), ("123.00", "123")),
        *(("123.0", "123"), ("0012", "0012"), ("O'Brien", "O'Brien"), ("12.5", "12.5"), ('="N/A"', None)),
    ],
)
def test_what_is_written_around_a_text(sent: str, read: str | None, kind: str, tmp_path: Path) -> None:
    found = table(tmp_path / f"workforce.{kind}", [HEADINGS, (sent, *ROW[1:])])
    assert found.frame.get_column("employee_number").to_list() == [read]


def test_an_employee_number_with_and_without_decimals_is_one_number_and_said(tmp_path: Path) -> None:
    sent = [HEADINGS, ("123", *ROW[1:]), ("123.0", *ROW[1:])]
    read = table(tmp_path / "workforce.csv", sent)
    assert read.frame.get_column("employee_number").to_list() == ["123", "123"]
    assert "employee-numbers-alike" in {remark.code for remark in read.remarks}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_formula_marks_without_quotation_marks_around_the_cell(
    separator: str, line_end: str, tmp_path: Path
) -> None:
    """As web reports write them: ="0012",A,Students; a heading may have them too."""
    lines = [[f'="{cell}"' for cell in HEADINGS], [f'="{ROW[0]}"', *ROW[1:-1], f'="{ROW[-1]}"']]
    text = line_end.join(separator.join(line) for line in lines) + line_end
    (tmp_path / "workforce.csv").write_bytes(text.encode())
    read = load(tmp_path, year=2025, organisation="RX1").tables["workforce"]
    assert read.frame.rows() == [(2, *ROW[:4], *ROW[4:])]


@pytest.mark.parametrize(
    "end",
    [
        *(
            "20 rows selected.\n",
            "\n(100 rows affected)\n",
            "Total rows: 20\n",
            "1,234 rows selected.\n",
            "no rows selected",
        ),
        *(
            "\n20 rows selected.\n\nElapsed: 00:00:01.02\n",
            "(1 row affected)\n\nCompletion time: 2025-04-01T09:00:00\n",
        ),
        *(
            "\x1a",
            "\x1a" + "\0" * 100,
            "\0" * 512,
            "2 rows selected.\n\x1a",
            "-- End of report --\n",
            "Records: 2\n",
        ),
    ],
)
def test_what_programs_write_below_the_rows(end: str, tmp_path: Path) -> None:
    lines = [",".join(cells) + "\n" for cells in (HEADINGS, ROW, ("0013", *ROW[1:]))]
    (tmp_path / "workforce.csv").write_bytes(("".join(lines) + end).encode())
    found = load(tmp_path, year=2025, organisation="RX1").tables["workforce"]
    assert found.frame.get_column("employee_number").to_list() == ["0012", "0013"]


@pytest.mark.parametrize(
    "end", ["20 rows selected.\n", "(100 rows affected)\n", "Total rows: 20\n", "\x1a", "\0\0\0"]
)
def test_what_programs_write_below_rows_of_one_column(end: str, tmp_path: Path) -> None:
    (tmp_path / "training.csv").write_bytes(f"employee_number\n0012\n0013\n{end}".encode())
    found = load(tmp_path, year=2025, organisation="RX1").tables["training"]
    assert found.frame.get_column("employee_number").to_list() == ["0012", "0013"]


def test_rows_counted_below_the_rows_of_a_workbook(tmp_path: Path) -> None:
    end = ("20 rows selected.", *[""] * (len(HEADINGS) - 1))
    assert table(tmp_path / "workforce.xlsx", [HEADINGS, ROW, end]).frame.height == 1
