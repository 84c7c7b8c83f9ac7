"""Workbooks made to harm: each ends with our own message and the contract's exit code, within a bound of memory."""

import itertools
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Ended, Parts, Run, Write

SHEET = "xl/worksheets/sheet1.xml"
SHARED = "xl/sharedStrings.xml"
START = 200
"""MB that a process may hold when it refuses a file: the program itself is half of that."""

MIB = 1 << 20
Change = Callable[["Parts"], None]


def ended(process: "Run", folder: Path, *options: str) -> "Ended":
    return process(
        "calc", folder, "--year", "2025", "--org", "RX1", "--format", "json", "--to", "none", *options
    )


def codes(done: "Ended") -> set[str]:
    return {item["code"] for item in json.loads(done.out)["issues"]["items"] if item["severity"] == "error"}


def put(part: str, before: bytes, text: bytes) -> Change:
    def change(parts: "Parts") -> None:
        content = parts[part]
        assert isinstance(content, bytes)
        assert before in content
        parts[part] = content.replace(before, text + before, 1)

    return change


def replace(part: str, old: bytes, new: bytes) -> Change:
    def change(parts: "Parts") -> None:
        content = parts[part]
        assert isinstance(content, bytes)
        assert old in content
        parts[part] = content.replace(old, new)

    return change


def add(name: str, content: bytes) -> Change:
    def change(parts: "Parts") -> None:
        parts[name] = content

    return change


def rows(pieces: Callable[[], Iterator[bytes]]) -> Change:
    """A sheet with more below its rows, given in pieces."""

    def change(parts: "Parts") -> None:
        content = parts[SHEET]
        assert isinstance(content, bytes)
        before, after = content.split(b"</sheetData>")
        parts[SHEET] = (piece for some in ([before], pieces(), [b"</sheetData>", after]) for piece in some)

    return change


def shared(pieces: Callable[[], Iterator[bytes]]) -> Change:
    """One more shared text, given in pieces."""

    def change(parts: "Parts") -> None:
        content = parts[SHARED]
        assert isinstance(content, bytes)
        whole = content.replace(b"</sst>", b"<si><t>")
        parts[SHARED] = (piece for some in ([whole], pieces(), [b"</t></si></sst>"]) for piece in some)

    return change


def hardly_packed(size: int) -> Iterator[bytes]:
    """So many MiB of text that packs a little less than 200 to 1."""
    chance = random.Random(1)
    for _ in range(size):
        yield chance.randbytes(1 << 13).hex().encode() + b"x" * (MIB - (1 << 14))


def in_one_cell(text: Iterator[bytes]) -> Iterator[bytes]:
    yield b'<row r="3"><c r="A3" t="inlineStr"><is><t>'
    yield from text
    yield b"</t></is></c></row>"


LAUGHS = (
    b'<!DOCTYPE lolz [<!ENTITY a0 "ha">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 10))
    + b"]>"
)
QUADRATIC = b'<!DOCTYPE q [<!ENTITY q "' + b"q" * 100_000 + b'">]>'
CELL = b'<row r="9"><c r="%s"><v>1</v></c></row></sheetData>'


def cell(reference: bytes) -> Change:
    return replace(SHEET, b"</sheetData>", CELL % reference)


REFUSED: dict[str, Change] = {
    "billion laughs in the shared texts": put(SHARED, b"<sst", LAUGHS),
    "billion laughs in the sheet": put(SHEET, b"<worksheet", LAUGHS),
    "quadratic entities": put(SHEET, b"<worksheet", QUADRATIC),
    "entities behind a long comment": put(
        "xl/workbook.xml", b"<workbook", b"<!--" + b" " * 70_000 + b"-->" + LAUGHS
    ),
    "one cell of 300 MB": rows(lambda: in_one_cell(b"x" * MIB for _ in range(300))),
    "one cell of 80 MB, packed as text is": rows(lambda: in_one_cell(hardly_packed(80))),
    "one shared text of 200 MB": shared(lambda: hardly_packed(200)),
    "a row that repeats a million times": rows(
        lambda: itertools.repeat(b'<row r="3"><c r="A3"/></row>', 10**6)
    ),
    "a last cell in the last row and column": cell(b"XFD1048576"),
    "a row beyond all rows": cell(b"A99999999999999999999"),
    "a row beyond all rows, in small letters": cell(b"a99999999"),
    "a column beyond all columns": cell(b"AAAAAAAAAAAAAAAA9"),
    "a far cell with a bracket in an attribute": cell(b'XFD1048576" x="/>'),
    "a far cell behind a comment": replace(
        SHEET, b"</sheetData>", b"<!-- < -->" + CELL % b'XFD1048576" x="/>'
    ),
    "a far row, its cell without a reference": replace(
        SHEET, b"</sheetData>", b'<row r="4294967295"><c><v>1</v></c></row></sheetData>'
    ),
    "macros": add("xl/vbaProject.bin", b"x"),
    "macros by type": replace("[Content_Types].xml", b"sheet.main+xml", b"sheet.macroEnabled.main+xml"),
    "controls": add("xl/activeX/activeX1.bin", b"x"),
    "sheets of old macros": add("xl/macrosheets/sheet1.xml", b"<a/>"),
}


@pytest.mark.parametrize("attack", REFUSED)
def test_refused_before_anything_is_laid_out(process: "Run", workforce: "Write", attack: str) -> None:
    done = ended(process, workforce(REFUSED[attack]))
    assert done.code == 4
    assert codes(done) == {"file-unsafe"}
    assert "Traceback" not in done.err
    assert done.memory < START


def test_a_text_that_many_cells_show_is_counted_as_often(process: "Run", workforce: "Write") -> None:
    """Two megabytes of text in a thousand cells: gigabytes when laid out."""

    def change(parts: "Parts") -> None:
        shared(lambda: hardly_packed(2))(parts)
        rows(lambda: (b'<row r="%d"><c r="A%d" t="s"><v>8</v></c></row>' % (r, r) for r in range(3, 1003)))(
            parts
        )

    done = ended(process, workforce(change))
    assert (done.code, codes(done)) == (4, {"file-unsafe"})
    assert done.memory < START


DAMAGED: dict[str, Change] = {
    "a shared text that is not there": replace(SHEET, b't="s"><v>4<', b't="s"><v>99999999999<'),
    "the row before the first": cell(b"A0"),
    "no sheets": replace("xl/workbook.xml", b"<sheet ", b"<shoot "),
    "a sheet that is not there": replace(
        "xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/x.xml"
    ),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_damage_that_no_program_makes(process: "Run", workforce: "Write", damage: str) -> None:
    done = ended(process, workforce(DAMAGED[damage]))
    assert done.code == 4
    assert codes(done) == {"file-unreadable"}
    assert done.memory < START


def test_an_external_entity_is_not_followed(process: "Run", workforce: "Write", tmp_path: Path) -> None:
    canary = tmp_path / "secret.txt"
    canary.write_text("canary-7391")
    entity = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{canary.as_uri()}">]>'.encode()
    done = ended(process, workforce(put(SHARED, b"<sst", entity)), "--show-values")
    assert (done.code, codes(done)) == (4, {"file-unsafe"})
    assert "canary-7391" not in done.said


FORMATTED = b'<c r="A%d" s="0"/><c r="B%d" s="0"/><c r="C%d" s="0"/><c r="D%d" s="0"/>'


@pytest.mark.parametrize("empty", [b"", pytest.param(FORMATTED, marks=pytest.mark.long)])
def test_a_million_empty_formatted_rows_are_read(process: "Run", workforce: "Write", empty: bytes) -> None:
    def formatted() -> Iterator[bytes]:
        for row in range(30, 1_000_000):
            cells = empty % ((row,) * 4) if empty else b""
            yield b'<row r="%d" s="0" customFormat="1" ht="15">%s</row>' % (row, cells)

    done = ended(process, workforce(rows(formatted), rows=25))
    assert (done.code, codes(done)) == (0, set())
    assert json.loads(done.out)["inputs"][0]["rows"] == 25
    assert done.memory < 300


def test_what_a_workbook_links_to_and_embeds_is_left_alone(process: "Run", workforce: "Write") -> None:
    link = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'

    def change(parts: "Parts") -> None:
        parts["xl/externalLinks/externalLink1.xml"] = link
        parts["xl/embeddings/oleObject1.bin"] = b"MZ"
        formula = b"""<c r="A2" t="str"><f>cmd|'/c calc'!A0</f><v>7</v></c>"""
        replace(SHEET, b'<c r="A2" t="s"><v>4</v></c>', formula)(parts)
        replace("xl/workbook.xml", b' fullCalcOnLoad="1"', b"")(parts)

    done = ended(process, workforce(change, rows=25))
    assert (done.code, codes(done)) == (0, set())
    assert "calc" not in done.said.replace("calculated", "").replace("wres-calc", "").replace("wres_calc", "")


def test_a_genuine_extract_of_sixty_thousand_rows_passes(process: "Run", workforce: "Write") -> None:
    done = ended(process, workforce(rows=60_000))
    assert (done.code, codes(done)) == (0, set())
    assert json.loads(done.out)["inputs"][0]["people"] == 60_000
    assert done.memory < 400
