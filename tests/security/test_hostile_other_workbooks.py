"""Workbooks in .ods, .xlsb and .xls made to harm: refused in our own words, or read, within a bound of memory."""

import json
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.extracts import xls, xlsb
from tests.extracts.ods import cell, row, write

if TYPE_CHECKING:
    from .conftest import Ended, Run

HEADS = ["employee_number", "ethnic_category", "staff_group", "grade"]
PERSON = ["1", "A", "Students", "Band 5"]
LINES = [HEADS, *([str(i), *PERSON[1:]] for i in range(40))]
LAST = 'table:number-rows-repeated="1048573"'


def repeated(rows: int, *texts: str) -> str:
    return row(*map(cell, texts or PERSON), more=f'table:number-rows-repeated="{rows}"')


def across(columns: int, text: str = "x") -> str:
    return cell(text, f'table:number-columns-repeated="{columns}"')


def ods(folder: Path, below: str = "", names: tuple[str, ...] = ("workforce",), before: str = "") -> Path:
    """An .ods whose sheets have the lines of a workforce and what stands `below` them."""
    rows = "".join(row(*map(cell, line)) for line in LINES) + below
    write(folder / "workforce.ods", rows, names, before)
    return folder


def ended(process: "Run", folder: Path) -> "Ended":
    done = process("calc", folder, "--year", "2025", "--org", "RX1", "--format", "json", "--to", "none")
    assert "Traceback" not in done.err
    (file,) = folder.iterdir()
    assert done.memory <= 200 + 6 * file.stat().st_size / 2**20
    return done


def refused(process: "Run", folder: Path) -> str:
    """The code of the one error."""
    done = ended(process, folder)
    assert done.code in (1, 4)
    (code,) = {i["code"] for i in json.loads(done.out)["issues"]["items"] if i["severity"] == "error"}
    return str(code)


FAR = row('<table:table-cell table:number-columns-repeated="16383"/>', cell("x"))
ODS = {
    "the last cell of the sheet": (f"<table:table-row {LAST}/>{FAR}", "file-unreadable"),
    "the last column": (FAR * 3000, "file-unreadable"),
    "the last row": (f"<table:table-row {LAST}/>{row(cell('x'))}", "file-unreadable"),
    "a row a million times": (repeated(1_048_573), "file-unreadable"),
    "a row two hundred thousand times": (repeated(200_000), "file-unreadable"),
    "long texts a million times": (repeated(1_000_000, "y" * 30_000), "file-unreadable"),
    "a cell in all columns": (row(across(16_384)), "file-unreadable"),
    "a cell in all rows and columns": (row(across(16_384), more=LAST), "file-unreadable"),
    "four billion columns": (row(across(4_000_000_000)), "file-unreadable"),
    "fewer than no columns": (row(across(-1)), "file-unreadable"),
    "four billion spaces": (row(cell('a<text:s text:c="4000000000"/>b')), "file-unreadable"),
    "a cell longer than Excel's": (row(cell("x" * 40_000)), "text-too-long"),
    "a cell packed to nothing": (row(cell("x" * 100_000_000)), "file-unsafe"),
}


@pytest.mark.parametrize("attack", ODS)
def test_an_ods_that_stands_for_more_than_it_holds(process: "Run", tmp_path: Path, attack: str) -> None:
    below, code = ODS[attack]
    assert refused(process, ods(tmp_path, below)) == code


def test_entities_are_not_expanded(process: "Run", tmp_path: Path) -> None:
    lots = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    folder = ods(tmp_path, row(cell("&l9;")), before=f'<!DOCTYPE l [<!ENTITY l0 "lol">{lots}]>')
    assert refused(process, folder) == "file-unreadable"


def test_an_ods_with_macros_is_refused_like_every_workbook_with_macros(run: "Run", tmp_path: Path) -> None:
    with zipfile.ZipFile(ods(tmp_path) / "workforce.ods", "a") as parts:
        parts.writestr("Basic/Standard/Module1.xml", "<x/>")
    assert refused(run, tmp_path) == "file-unsafe"


@pytest.mark.parametrize(
    "below",
    [
        "",
        row('<table:table-cell table:number-columns-repeated="16384"/>', more=LAST),
        "".join(row(*map(cell, (f"{i:06}", *PERSON[1:]))) for i in range(20_000)),
    ],
    ids=["a few rows", "blank rows to the last one", "twenty thousand rows"],
)
def test_a_genuine_ods_is_read(process: "Run", tmp_path: Path, below: str) -> None:
    assert ended(process, ods(tmp_path, below)).code == 0


def test_thousands_of_merged_ranges_in_an_ods_are_cells_like_others(process: "Run", tmp_path: Path) -> None:
    far = 'table:number-rows-spanned="1048576" table:number-columns-spanned="16384"'
    people = (row(cell(f"{i:06}", far), *map(cell, PERSON[1:])) for i in range(5_000))
    assert ended(process, ods(tmp_path, "".join(people))).code == 0


def as_xlsb(folder: Path, change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet1.bin") -> Path:
    """An .xlsb with one of its parts changed."""
    path = folder / "workforce.xlsb"
    xlsb.write(path, LINES, "workforce")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            changed = change(content) if name == part else content
            assert changed != content or name != part
            archive.writestr(name, changed)
    return folder


_ROW, _TEXT, _DATA_END = 0, 6, b"\x92\x01\x00"


def below(content: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: sheet.replace(_DATA_END, content + _DATA_END)


def record(kind: int, content: bytes) -> bytes:
    return bytes([kind, len(content)]) + content


def xlsb_row(number: int) -> bytes:
    return record(_ROW, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))


XLSB = {
    "the last cell of the sheet": xlsb_row(1_048_575)
    + record(_TEXT, struct.pack("<IIIH", 16_383, 0, 1, ord("x"))),
    "a record longer than the file": b"\x06\xff\xff\xff\x7f" + b"x" * 100,
    "a text longer than its record": xlsb_row(50)
    + record(_TEXT, struct.pack("<IIIH", 0, 0, 0xFFFFFFFF, ord("x"))),
}


@pytest.mark.parametrize("attack", XLSB)
def test_an_xlsb_that_says_more_than_it_holds(process: "Run", tmp_path: Path, attack: str) -> None:
    assert refused(process, as_xlsb(tmp_path, below(XLSB[attack]))) == "file-unreadable"


def test_an_xlsb_packed_to_nothing(process: "Run", tmp_path: Path) -> None:
    assert refused(process, as_xlsb(tmp_path, below(bytes(100_000_000)))) == "file-unsafe"


def chained(to: Callable[[int], int]) -> bytes:
    """An .xls whose list of sectors says of each which one follows as `to` has it."""
    content = bytearray(xls.content(LINES))
    for at in range(2, len(content) // xls.SECTOR - 1):
        struct.pack_into("<I", content, xls.SECTOR + 4 * at, to(at))
    return bytes(content)


XLS = {
    "sectors in a circle": chained(lambda at: at - 1 if at > 2 else 9),
    "a sector beyond the file": chained(lambda at: 0x7FFFFFFF),
    "a last cell as far as can be": xls.content(LINES, more=xls.cell(65_535, 255, "x") * 2),
}


@pytest.mark.parametrize("attack", XLS)
def test_an_xls_that_has_no_end(process: "Run", tmp_path: Path, attack: str) -> None:
    (tmp_path / "workforce.xls").write_bytes(XLS[attack])
    assert refused(process, tmp_path) == "file-unreadable"


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_thousands_of_sheets(process: "Run", tmp_path: Path, kind: str) -> None:
    names = tuple(f"s{i}" for i in range(2_000))
    if kind == "ods":
        ods(tmp_path, names=names)
    else:
        (tmp_path / "workforce.xls").write_bytes(xls.content(LINES, names))
    assert refused(process, tmp_path) == "file-unsafe"


WRITERS: dict[str, Callable[[Path], object]] = {
    "ods": ods,
    "xlsb": lambda folder: xlsb.write(folder / "workforce.xlsb", LINES, "workforce"),
    "xls": lambda folder: (folder / "workforce.xls").write_bytes(xls.content(LINES)),
}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_workbook_is_read_whole_or_not_at_all(run: "Run", tmp_path: Path, kind: str) -> None:
    """Cut off at any place, as a broken transfer leaves it, it is refused."""
    WRITERS[kind](tmp_path)
    path = tmp_path / f"workforce.{kind}"
    whole, chance = path.read_bytes(), random.Random(kind)
    assert ended(run, tmp_path).code == 0
    last = whole.rstrip(b"\0")
    for _ in range(12):
        path.write_bytes(whole[: chance.randrange(1, len(last))])
        assert ended(run, tmp_path).code == 4


@pytest.mark.parametrize("kind", WRITERS)
def test_damage_anywhere_is_no_fault_of_the_program(run: "Run", tmp_path: Path, kind: str) -> None:
    WRITERS[kind](tmp_path)
    path = tmp_path / f"workforce.{kind}"
    whole, chance = path.read_bytes(), random.Random(kind)
    for _ in range(12):
        content = bytearray(whole)
        for _ in range(4):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)
        assert ended(run, tmp_path).code in (0, 1, 4)
