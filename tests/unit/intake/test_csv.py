"""CSV files as they come: encodings, delimiters, quotes, and rows that do not fit the headings."""

import csv
import hashlib
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wres_calc.intake.files import csv_text, read, read_csv
from wres_calc.intake.files.csv_proof import Layout, Proof
from wres_calc.intake.load import load
from wres_calc.intake.model import RawTable, Submission

from .conftest import HEADINGS, Sender


def workforce(submission: Submission) -> RawTable:
    assert submission.faults == ()
    return submission.tables["workforce"]


def codes(submission: Submission) -> list[tuple[str, int | None]]:
    assert "workforce" not in submission.tables
    return [(fault.code, fault.row) for fault in submission.faults]


def test_text_first(send: Sender) -> None:
    raw = f"{HEADINGS},Photo\n007, A White - British ,,Band 5,x\n\n8,\u00a0,Students\t,1e5,\n"
    table = workforce(send({"workforce.csv": raw}))
    assert table.frame.rows() == [
        (2, "007", "A White - British", None, "Band 5"),
        (4, "8", None, "Students", "1e5"),
    ]
    assert table.frame.columns == ["row", "employee_number", "ethnic_category", "staff_group", "grade"]
    assert [str(kind) for kind in table.frame.dtypes] == [
        "UInt32",
        "String",
        *["Categorical"] * 2,
        "String",
    ]
    assert table.ignored == ("Photo",)
    assert table.file == "workforce.csv"
    assert table.sheet is None
    assert table.sha256 == hashlib.sha256(raw.encode()).hexdigest()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_separator_line_end_and_encoding(send: Sender, separator: str, end: str, encoding: str) -> None:
    lines = [
        HEADINGS.split(","),
        ["1", "A White – British", "Café", "5, or; 6"],
        ["", "", "", ""],
        ["2", "Z", "x", ""],
    ]
    text = end.join(separator.join(f'"{c}"' if separator in c else c for c in line) for line in lines)
    raw = text.encode(encoding)
    table = workforce(send({"workforce.csv": raw}))
    assert table.frame.rows() == [(2, "1", "A White – British", "Café", "5, or; 6"), (4, "2", "Z", "x", None)]
    assert table.sha256 == hashlib.sha256(raw).hexdigest()


def test_quotes_line_breaks_and_doubled_quotes(send: Sender) -> None:
    raw = f'{HEADINGS}\n"1","A ""x""","one\ntwo, three",\n2,"",y,"z"\n'
    table = workforce(send({"workforce.csv": raw}))
    assert table.frame.rows() == [(2, "1", 'A "x"', "one\ntwo, three", None), (3, "2", None, "y", "z")]


def test_title_rows_above_the_headings(send: Sender) -> None:
    raw = f'Staff in post\n"Filter: a, b\nsecond line"\n\n{HEADINGS}\n1,A,x,5\n'
    table = workforce(send({"workforce.csv": raw}, "[tables.workforce]\nheader_row = 4\n"))
    assert table.frame.rows() == [(5, "1", "A", "x", "5")]


@pytest.mark.parametrize(
    "again",
    [
        "Employee Number,Ethnic Origin,Staff Group,Pay (Band)",
        "EMPLOYEE NUMBER,ETHNIC ORIGIN,STAFF GROUP,PAY (BAND)",
        " employee number ,\u00a0ethnic origin,Staff group\t,pay (band)",
    ],
)
def test_headings_again_in_any_case(send: Sender, again: str) -> None:
    raw = f"Employee Number,Ethnic Origin,Staff Group,Pay (Band)\n1,A,x,5\n{again}\n2,B,x,5\n"
    submission = send({"workforce.csv": raw}, '[tables.workforce.columns]\ngrade = "Pay (Band)"\n')
    assert [(fault.code, fault.row) for fault in submission.faults] == [("headings-again-left-out", 3)]
    assert submission.tables["workforce"].frame.get_column("employee_number").to_list() == ["1", "2"]


def test_a_row_that_is_like_the_headings_in_part_is_a_record(send: Sender) -> None:
    raw = f"{HEADINGS}\nEMPLOYEE_NUMBER,ETHNIC_CATEGORY,STAFF_GROUP,5\nEMPLOYEE-NUMBER,x,x,x\n"
    assert workforce(send({"workforce.csv": raw})).rows == 2


def test_a_heading_of_great_length(send: Sender) -> None:
    long = "k" * 131_000
    raw = f"Employee Number,{long}\n1,A\nEMPLOYEE NUMBER,B\n"
    chosen = f'[tables.training.columns]\nethnic_category = "{long}"\n'
    assert send({"training.csv": raw}, chosen).tables["training"].rows == 2


def test_headings_in_another_row_are_pointed_at(send: Sender) -> None:
    submission = send({"workforce.csv": f"1,A,x,5\n\n{HEADINGS}\n1,A,x,5\n"})
    assert codes(submission) == [("headings-not-found", 1)]
    assert "header_row = 3" in submission.faults[0].message


def test_headings_nowhere(send: Sender) -> None:
    submission = send({"workforce.csv": "a,b\n1,2\n"})
    assert codes(submission) == [("headings-not-found", 1)]
    assert "employee_number" in submission.faults[0].message


def test_a_header_row_beyond_the_end(send: Sender) -> None:
    submission = send({"workforce.csv": f"{HEADINGS}\n"}, "[tables.workforce]\nheader_row = 9\n")
    assert codes(submission) == [("headings-not-found", 9)]
    assert "header_row = 1" in submission.faults[0].message


def test_headings_alone_are_a_table_without_rows(send: Sender) -> None:
    assert workforce(send({"workforce.csv": HEADINGS})).rows == 0


@pytest.mark.parametrize("raw", [b"", b"\n \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file(send: Sender, raw: bytes) -> None:
    assert codes(send({"workforce.csv": raw})) == [("file-empty", None)]


def test_ragged_rows_are_each_named(send: Sender) -> None:
    submission = send({"workforce.csv": f'{HEADINGS}\n1,A,x\n1,A,x,5\n1,A,x,5,6\n"a,b",x,,\n  \n,,\nTotal\n'})
    assert codes(submission) == [("ragged-row", 2), ("ragged-row", 4), ("ragged-row", 8)]
    assert "row 2 has 3 cells, the headings have 4" in submission.faults[0].message


def test_a_long_row_does_not_make_up_for_a_short_one_in_unused_columns(send: Sender) -> None:
    submission = send({"workforce.csv": f"{HEADINGS},a,b\n1,A,x,5,p\n2,A,x,5,p,q,r\n"})
    assert codes(submission) == [("ragged-row", 2), ("ragged-row", 3)]


def test_many_ragged_rows_are_counted(send: Sender) -> None:
    submission = send({"workforce.csv": HEADINGS + "\n1" * 25})
    assert codes(submission) == [*[("ragged-row", row) for row in range(2, 22)], ("ragged-row", None)]
    assert submission.faults[-1].message.startswith("workforce.csv: 5 more rows")


@pytest.mark.parametrize(
    "lines",
    [
        '1,A,x"y,5\n',
        '1,A,x"y"z,5\n2,B,x,5\n',
        '1,A,"x"y,5\n',
        '1,A,"x,5\n2,B,x,5\n',
        '1,A, "x",5\n',
        '1,A,"x" ,5\n',
        '1,A,x"y,5\n2,B,w"z,5\n',
        '1,A,"x,5\n2,B,y",5\n',
        '1,A,"x,5\n2,B,x,5\n\n3,C,y",5\n'.replace("\n\n", "\n"),
        '"1,A,x,5\n2",B,y,5\n',
    ],
)
def test_a_stray_quote_is_found_in_its_row(send: Sender, lines: str) -> None:
    submission = send({"workforce.csv": f'{HEADINGS}\n"0","A","x, y","5"\n{lines}'})
    assert codes(submission) == [("stray-quote", 3)]


def test_a_comment_of_several_lines_is_no_swallowed_row(send: Sender) -> None:
    raw = f'{HEADINGS}\n1,A,"x, y,\nz",5\n'
    assert workforce(send({"workforce.csv": raw})).rows == 1


@pytest.mark.parametrize("raw", [b"\x81", b"\x00", b"\xff\xfe\x00\x00a"])
def test_text_in_no_known_encoding(send: Sender, raw: bytes) -> None:
    start = b"" if raw.startswith(b"\xff\xfe") else HEADINGS.encode() + b"\n1,A,x,"
    assert codes(send({"workforce.csv": start + raw}))[0][0] in {"encoding-unclear", "headings-not-found"}


@pytest.mark.parametrize("byte", [b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"])
@pytest.mark.parametrize(
    "around", [b"%b", HEADINGS.encode() + b"%b\n1,A,x,5\n", HEADINGS.encode() + b"\n1,A,%b,5\n"]
)
def test_a_byte_of_no_known_encoding(send: Sender, byte: bytes, around: bytes) -> None:
    raw = around.replace(b"%b", byte)
    assert codes(send({"workforce.csv": raw})) == [("encoding-unclear", None)]
    late = raw + b"\n1,A,x,5" * 300_000 + byte
    assert codes(send({"workforce.csv": late})) == [("encoding-unclear", None)]


@pytest.mark.parametrize("raw", [b"x", b"\xa0", b"\x1a", b'"' * 200_000, b"\xef\xbb\xbf\xef\xbb\xbf"])
def test_a_file_of_next_to_nothing(send: Sender, raw: bytes) -> None:
    (fault,) = send({"workforce.csv": raw}).faults
    assert fault.code in {"headings-not-found", "file-empty", "text-too-long"}
    assert "first 0" not in fault.message


@pytest.mark.parametrize(
    ("table", "text", "refused"),
    [
        ("board", "ethnic_category\n" + "A\n" * 1_000, True),
        ("recruitment", "ethnic_category,appointed\n" + "A,\n" * 1_000, True),
        ("recruitment", "ethnic_category,appointed\n" + "A,yes\n" * 1_000, False),
        ("training", "Employee Number\n" + "100001\n" * 1_000, False),
        ("board", "ethnic_category\n" + "A\n" * 800, False),
        ("board", "ethnic_category\nA\n" + "\n" * 2_000, False),
    ],
)
def test_very_many_rows_that_hold_hardly_anything_are_refused(
    send: Sender, monkeypatch: pytest.MonkeyPatch, table: str, text: str, refused: bool
) -> None:
    """However many rows there are, those that hold as much as a record does are read."""
    monkeypatch.setattr(read_csv, "_BEYOND", 13_000)
    faults = send({f"{table}.csv": text}).faults
    assert [fault.code for fault in faults] == ["file-unsafe"] * refused


def test_cp1252_that_shows_late(send: Sender) -> None:
    rows = "1,A,x,5\n" * 200_000
    raw = f"{HEADINGS}\n{rows}2,B,x,£\n".encode("cp1252")
    table = workforce(send({"workforce.csv": raw}))
    assert table.frame.row(-1) == (200_002, "2", "B", "x", "£")
    assert table.sha256 == hashlib.sha256(raw).hexdigest()


def test_a_row_blank_in_used_columns_alone_is_kept(send: Sender) -> None:
    table = workforce(send({"workforce.csv": f"{HEADINGS},Note\n,,,,see below\n,,,,\n1,A,x,5,\n"}))
    assert table.frame["row"].to_list() == [2, 4]


def test_a_workbook_by_the_name_of_a_csv(send: Sender) -> None:
    assert codes(send({"workforce.csv": b"PK\x03\x04" + b"\0" * 50})) == [("file-unreadable", None)]


WHITE_SPACE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
CELL = st.text(
    st.one_of(
        st.sampled_from(',;\t"\n\r \xa0Aa1é–\u3000'),
        st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs",)),
    ),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.lists(CELL, min_size=4, max_size=4), max_size=8),
    separator=st.sampled_from([",", ";", "\t"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
    part=st.sampled_from([1, 7, 1 << 18]),
)
def test_what_is_written_is_what_is_read(
    rows: list[list[str]], separator: str, quoting: int, end: str, part: int
) -> None:
    """Any text survives, stripped, under the number of its row; a cell that looks like whole rows is refused."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=end)
    writer.writerows([HEADINGS.split(","), *rows])
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(csv_text, "PART", part)
        patched.setattr(read, "plain_cells", lambda table: table)  # what signs stand for is another matter
        (Path(folder) / "workforce.csv").write_bytes(text.getvalue().encode())
        submission = load(Path(folder), year=2025, organisation="RX1")
    stripped = [[cell.strip(WHITE_SPACE) or None for cell in row] for row in rows]
    wanted = [(number, *row) for number, row in enumerate(stripped, 2) if any(row)]
    if submission.faults:
        codes = {fault.code for fault in submission.faults}
        assert codes <= {"stray-quote", "repeats-unclear"}
        assert "stray-quote" not in codes or any(
            cell.count("\n") and cell.count(separator) >= 3 * cell.count("\n") for row in rows for cell in row
        )
    if "stray-quote" not in {fault.code for fault in submission.faults}:
        assert submission.tables["workforce"].frame.rows() == wanted


ROWS = st.lists(
    st.lists(st.sampled_from(["a", "", "é", '"x"', '"x,y"', '"x""y"', '"x\ny"']), min_size=1, max_size=4),
    max_size=9,
)


@pytest.mark.parametrize("damage", ["1,A", "1,A,x,5,", '1,A,"x"y,5', '1,A,"x, ""y""",5', ""])
def test_rows_are_looked_at_one_by_one_only_around_damage(
    damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And only those with quotation marks are taken apart, however large the file is."""
    one_by_one, taken_apart = list[str](), list[str]()
    closely, apart = Proof._one_by_one, Proof._taken_apart

    def looking(proof: Proof, rows: pl.DataFrame) -> tuple[bytes, pl.Series]:
        one_by_one.extend(rows["text"])
        return closely(proof, rows)

    def taking(proof: Proof, rows: pl.DataFrame) -> pl.DataFrame:
        taken_apart.extend(rows["text"])
        return apart(proof, rows)

    monkeypatch.setattr(Proof, "_one_by_one", looking)
    monkeypatch.setattr(Proof, "_taken_apart", taking)
    proof = Proof(Layout(",", 4, 0))
    block = b'1,A,x,5\n"2","B",y,5\n' * 50
    for damaged in (False, False, True, False, False):
        proof.sound_rows(block + f"{damage}\n".encode() * damaged + block)
    assert len(one_by_one) == 201
    assert set(taken_apart) == {'"2","B",y,5'} | {text for text in [damage] if '"' in text}


@settings(max_examples=200, deadline=None)
@given(lines=ROWS, blocks=st.integers(1, 5))
def test_the_fast_proof_agrees_with_counting_cells(lines: list[list[str]], blocks: int) -> None:
    rows = [f"{','.join(line)}\n".encode() for line in [["h", "h", "h"], *lines]]
    proof = Proof(Layout(",", 3, 1))
    right = [proof.sound_rows(b"".join(rows[at : at + blocks])) for at in range(0, len(rows), blocks)]
    wrong = [
        (number, len(line))
        for number, line in enumerate(lines, 2)
        if len(line) > 3 or (len(line) < 3 and any(line))
    ]
    assert [(each.row, each.cells) for each in proof.ragged] == wrong
    assert proof.stray_quote is None
    assert [row for _, numbers in right for row in numbers] == [
        number for number, line in enumerate(lines, 2) if len(line) == 3
    ]
