"""Names that do not fit their content: tables are read by content, all else is said to be what it is."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from wres_calc.errors import UnreadableInput
from wres_calc.intake.load import load

from .conftest import Sender

ROWS = [["A", "yes"], ["D", "no"], ["Z", "no"]]
HEADS = ["ethnic_category", "appointed"]
TEXT = "\n".join(",".join(row) for row in [HEADS, *ROWS]).encode()
ENDINGS = ("csv", "txt", "xls", "xlsx", "xlsb", "ods", "parquet")


def workbook() -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet = book.add_worksheet()
    for number, row in enumerate([HEADS, *ROWS]):
        sheet.write_row(number, 0, row)
    book.close()
    return content.getvalue()


def parquet() -> bytes:
    content = io.BytesIO()
    pl.DataFrame(ROWS, schema=HEADS, orient="row").write_parquet(content)
    return content.getvalue()


def archive(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as parts:
        for name in names:
            parts.writestr(name, "x")
    return content.getvalue()


READ = {
    "comma-separated": lambda: TEXT,
    "tab-separated": lambda: TEXT.replace(b",", b"\t"),
    "UTF-16 as Excel saves it": lambda: b"\xff\xfe" + TEXT.replace(b",", b"\t").decode().encode("utf-16-le"),
    "a workbook": workbook,
    "Parquet": parquet,
}
SAID = {
    b"\xef\xbb\xbf<html><body><table><tr><td>A, B</td></tr></table>": "a web page",
    b"\xff\xfe" + "\n<TABLE>".encode("utf-16-le"): "a web page",
    b"MIME-Version: 1.0\nContent-Type: multipart/related;": "a web page (MHTML)",
    b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">': (
        "an XML spreadsheet of Excel 2003"
    ),
    b'<?xml version="1.0"?><rows/>': "an XML file",
    b"%PDF-1.7\n1, 2": "a PDF document",
    b"\x1f\x8b\x08": "a compressed file (gzip)",
    archive("[Content_Types].xml", "word/document.xml"): "a Word document",
    archive("recruitment.csv"): "a zip archive",
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", READ.values(), ids=READ)
def test_what_is_read_is_read_whatever_its_name(
    send: Sender, content: Callable[[], bytes], ending: str
) -> None:
    submission = send({f"recruitment.{ending}": content()})
    assert not [fault for fault in submission.faults if fault.code != "workbook-of-another-kind"]
    frame = submission.tables["recruitment"].frame
    assert frame.select(HEADS).rows() == [tuple(row) for row in ROWS]


@pytest.mark.parametrize("ending", ["csv", "xls", "xlsx", "parquet"])
@pytest.mark.parametrize(("content", "words"), SAID.items(), ids=SAID.values())
def test_what_is_not_read_is_said_to_be_what_it_is(
    send: Sender, content: bytes, words: str, ending: str
) -> None:
    (fault,) = send({f"recruitment.{ending}": content}).faults
    assert fault.code == "file-unreadable"
    assert f"this is {words}, whatever its name says; open it and save it as .xlsx or CSV" in fault.message


def test_a_text_as_the_whole_submission_is_said_to_be_text(tmp_path: Path) -> None:
    (tmp_path / "RX1.xls").write_bytes(TEXT)
    with pytest.raises(UnreadableInput, match="this is text"):
        load(tmp_path / "RX1.xls", year=2025, organisation="RX1")
