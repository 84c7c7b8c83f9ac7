"""The files of a trace: harmless in a spreadsheet, the same in both formats, never over somebody else's file."""

import csv
import io

import polars as pl
import pytest

from wres_calc.counting.fate import Fate
from wres_calc.errors import UnwritableOutput
from wres_calc.render.trace_files import write_trace
from wres_calc.report.words.labels import FATES

STAFF = """
    employee_number,ethnic_category,staff_group,grade
    =1+1,A,Nursing and Midwifery Registered,Band 5
    00012,H,Nursing and Midwifery Registered,Band 5
    -7,H,Nursing and Midwifery Registered,Band 5
"""


@pytest.fixture
def written(traced, tmp_path):
    return write_trace(traced({"workforce": STAFF}), "wres_RX1_2025", ("csv", "parquet"), tmp_path / "out")


def test_a_file_for_each_table_and_format(written):
    assert [path.name for path in written] == [
        "wres_RX1_2025_trace_workforce.csv",
        "wres_RX1_2025_trace_workforce.parquet",
    ]


def test_csv_is_for_excel_and_no_identifier_is_a_formula(written):
    data = written[0].read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["employee_number"] for row in rows] == ["'=1+1", "00012", "'-7"]
    assert [row["why"] for row in rows] == ["it counts"] * 3


def test_parquet_has_the_same_columns_and_identifiers_as_sent(written):
    frame = pl.read_parquet(written[1])
    heading = written[0].read_text(encoding="utf-8-sig").splitlines()[0]
    assert ",".join(frame.columns) == heading
    assert frame.get_column("employee_number").to_list() == ["=1+1", "00012", "-7"]


def test_files_of_ours_are_replaced_with_the_same_bytes(traced, written, tmp_path):
    before = [path.read_bytes() for path in written]
    again = write_trace(traced({"workforce": STAFF}), "wres_RX1_2025", ("csv", "parquet"), tmp_path / "out")
    assert again == written
    assert [path.read_bytes() for path in written] == before


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_file_that_is_not_ours_is_left_alone(traced, tmp_path, kind):
    foreign = tmp_path / f"wres_RX1_2025_trace_workforce.{kind}"
    if kind == "csv":
        foreign.write_text("row,name\n1,mine\n", encoding="utf-8")
    else:
        pl.DataFrame({"row": [1]}).write_parquet(foreign)
    before = foreign.read_bytes()
    with pytest.raises(UnwritableOutput):
        write_trace(traced({"workforce": STAFF}), "wres_RX1_2025", (kind,), tmp_path)
    assert foreign.read_bytes() == before


def test_every_fate_has_its_words():
    assert set(FATES) == set(Fate)
