"""A large sheet, which the reader of workbooks is given some rows at a time, has the cells that it has as a whole."""

import datetime as dt
import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from wres_calc.intake.config import TableSettings
from wres_calc.intake.files import sheet_cells
from wres_calc.intake.files.frames import without_blank_rows
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.files.workbooks import open_workbook
from wres_calc.intake.model import ROW

SHEET = "xl/worksheets/sheet1.xml"


def written(path: Path, seed: int, change: Callable[[bytes], bytes] = lambda xml: xml) -> Path:
    """A workbook of two sheets with cells of every kind, blank rows and columns among them."""
    rng, content = random.Random(seed), io.BytesIO()
    in_line = {"in_memory": True, "constant_memory": rng.random() < 0.5, "date_1904": rng.random() < 0.3}
    book = xlsxwriter.Workbook(content, in_line)
    day = book.add_format({"num_format": rng.choice(["dd/mm/yyyy", "yyyy-mm-dd hh:mm"])})
    sheet = book.add_worksheet("people")
    top, left = rng.choice([0, 0, 3, 30]), rng.choice([0, 0, 1, 4])
    for row in range(top, top + rng.choice([5, 60])):
        if rng.random() < 0.2:
            continue
        for column in range(left, left + 6):
            kind = rng.random()
            if kind < 0.5:
                sheet.write_string(
                    row, column, rng.choice(["A", " Band 5 ", "00123", "caf\u00e9 & <b>", "x" * 40])
                )
            elif kind < 0.6:
                sheet.write_number(row, column, rng.choice([1, 0.5, 100 / 3, 1e-12, 12345678901]))
            elif kind < 0.7:
                sheet.write_datetime(row, column, dt.datetime(2024, 3, rng.randint(1, 28), 12), day)
            elif kind < 0.75:
                sheet.write_boolean(row, column, rng.random() < 0.5)
            elif kind < 0.8:
                sheet.write_formula(row, column, "=1/0", value=rng.choice([7, "B", "#N/A"]))
    book.add_worksheet("other").write_string(0, 0, "other")
    book.close()
    with zipfile.ZipFile(content) as parts, zipfile.ZipFile(path, "w") as changed:
        for name in parts.namelist():
            changed.writestr(name, change(parts.read(name)) if name == SHEET else parts.read(name))
    return path


def cells(path: Path) -> pl.DataFrame:
    source = TableSource("workforce", path, path.name, TableSettings(sheet="people"))
    return sheet_cells.cells_of(source, open_workbook(source))[0]


def without_blank_end(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.head(without_blank_rows(frame).get_column(ROW).max() or 0)


@pytest.mark.parametrize("seed", range(60))
def test_the_cells_are_those_of_the_whole(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "people.xlsx", seed)
    monkeypatch.setattr(sheet_cells, "CELLS_AT_ONCE", 10**9)
    whole = cells(path)
    parts = []
    in_parts = sheet_cells._in_parts
    monkeypatch.setattr(sheet_cells, "_in_parts", lambda *given: parts.append(in_parts(*given)) or parts[-1])
    monkeypatch.setattr(sheet_cells, "CELLS_AT_ONCE", random.Random(seed).choice([1, 30, 200]))
    assert without_blank_end(cells(path)).equals(without_blank_end(whole))
    assert parts[0] is not None or whole.height * (whole.width - 1) <= 200


def out_of_order(xml: bytes) -> bytes:
    rows = re.findall(rb"<row .*?</row>", xml, re.DOTALL)
    assert len(rows) > 2
    return xml.replace(b"".join(rows), b"".join([*rows[1:], rows[0]]))


def prefixed(xml: bytes) -> bytes:
    return re.sub(rb"<(/?)(c|v|row|sheetData)\b", rb"<\1x:\2", xml).replace(
        b"<worksheet ", b'<worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ', 1
    )


@pytest.mark.parametrize("change", [out_of_order, prefixed])
def test_a_sheet_that_is_written_otherwise_is_read_whole(
    change: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seed = next(
        seed
        for seed in range(9)
        if written(tmp_path / "people.xlsx", seed) and cells(tmp_path / "people.xlsx").height > 20
    )
    path = written(tmp_path / "people.xlsx", seed, change)
    monkeypatch.setattr(sheet_cells, "CELLS_AT_ONCE", 10**9)
    whole = cells(path)
    monkeypatch.setattr(sheet_cells, "CELLS_AT_ONCE", 12)
    assert cells(path).equals(whole)
