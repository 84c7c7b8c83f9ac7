"""The cells of a workbook, read with nothing but the standard's own rules."""

import math
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.workbooks.package import MAIN, R_ID, Package

ROWS, COLUMNS, TEXT = 1_048_576, 16_384, 32_767

Value = str | float | None
Cells = dict[tuple[int, int], Value]


def at(reference: str) -> tuple[int, int]:
    """Row and column (1 is the first) of "B7"."""
    letters, digits = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d+)", reference).groups()
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - 64
    return int(digits), column


def area(reference: str) -> tuple[int, int, int, int]:
    """First row and column, last row and column of "A1:C4" or of one cell."""
    first, _, last = reference.partition(":")
    return (*at(first), *at(last or first))


def sheets(package: Package) -> dict[str, str]:
    """The part of each sheet by its name."""
    targets = package.targets["xl/workbook.xml"]
    return {each.attrib["name"]: targets[each.attrib[R_ID]] for each in _listed(package)}


def _listed(package: Package) -> list[Element]:
    return package.xml("xl/workbook.xml").findall(f"{MAIN}sheets/{MAIN}sheet")


def texts(package: Package) -> list[str]:
    """The texts that cells share."""
    if "xl/sharedStrings.xml" not in package.parts:
        return []
    found = package.xml("xl/sharedStrings.xml").findall(f"{MAIN}si")
    return ["".join(part.text or "" for part in each.iter(f"{MAIN}t")) for each in found]


def cells(sheet: Element, shared: list[str]) -> Cells:
    """The values of a sheet by row and column."""
    return {at(cell.attrib["r"]): _value(cell, shared) for cell in sheet.iter(f"{MAIN}c")}


def _value(cell: Element, shared: list[str]) -> Value:
    if cell.attrib.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
    text = cell.findtext(f"{MAIN}v")
    if text is None:
        return None
    kind = cell.attrib.get("t", "n")
    return shared[int(text)] if kind == "s" else text if kind in ("str", "e", "b", "d") else float(text)


def faults(package: Package) -> Iterator[str]:
    """Yield what is wrong with the cells: out of order, beyond the sheet, of a look or text that is not there."""
    styles = package.xml("xl/styles.xml")
    looks = len(styles.findall(f"{MAIN}cellXfs/{MAIN}xf"))
    shared = texts(package)
    yield from ("a shared text is too long" for text in shared if len(text) > TEXT)
    for name, part in sheets(package).items():
        sheet = package.xml(part)
        for fault in _cell_faults(sheet, looks, len(shared)):
            yield f"{name}: {fault}"
    yield from _styles(styles)


def _cell_faults(sheet: Element, looks: int, shared: int) -> Iterator[str]:
    before = 0
    for row in sheet.iter(f"{MAIN}row"):
        number = int(row.attrib["r"])
        if not before < number <= ROWS:
            yield f"row {number} stands behind row {before}"
        before, left = number, 0
        for cell in row:
            this, column = at(cell.attrib["r"])
            if this != number or not left < column <= COLUMNS:
                yield f"{cell.attrib['r']} is out of its place"
            left = column
            if int(cell.attrib.get("s", 0)) >= looks:
                yield f"{cell.attrib['r']} has a look that is not there"
            yield from _content(cell, shared)


def _content(cell: Element, shared: int) -> Iterator[str]:
    where, kind, text = cell.attrib["r"], cell.attrib.get("t", "n"), cell.findtext(f"{MAIN}v")
    if cell.find(f"{MAIN}f") is not None:
        yield f"{where} holds a formula"
    if kind == "e":
        yield f"{where} holds an error"
    elif kind == "s" and not (text and text.isdigit() and int(text) < shared):
        yield f"{where} has a text that is not there"
    elif kind == "n" and text is not None:
        try:
            finite = math.isfinite(float(text))
        except ValueError:
            finite = False
        if not finite:
            yield f"{where} holds {text!r}, which is not a number"


def _styles(styles: Element) -> Iterator[str]:
    sizes = {kind: len(list(styles.find(f"{MAIN}{kind}") or ())) for kind in ("fonts", "fills", "borders")}
    own = {int(each.attrib["numFmtId"]) for each in styles.iter(f"{MAIN}numFmt")}
    for look in styles.findall(f"{MAIN}cellXfs/{MAIN}xf"):
        for name, kind in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            if int(look.attrib.get(name, 0)) >= sizes[kind]:
                yield f"a look names one of {kind} that is not there"
        number = int(look.attrib.get("numFmtId", 0))
        if number >= 164 and number not in own:
            yield f"a look names number format {number}, which is not there"
