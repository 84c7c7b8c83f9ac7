"""Sheets, names and tables: what Excel repairs, or refuses, when it opens a workbook."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from tests.workbooks.cells import Cells, area, cells, sheets, texts
from tests.workbooks.package import MAIN, R_ID, Package

# The order in which the parts of a sheet must come (ECMA-376, CT_Worksheet); any of them may be missing.
ORDER = """
sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios
autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations
hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches
ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems
tableParts extLst
""".split()
_HEADER_MOST, _LIST_MOST, _BREAKS_MOST = 255, 255, 1026


def faults(package: Package) -> Iterator[str]:
    """Yield what is wrong with sheets, names and tables."""
    names = list(sheets(package))
    yield from _names(names)
    yield from _defined(package, names)
    shared = texts(package)
    looks = len(package.xml("xl/styles.xml").findall(f"{MAIN}dxfs/{MAIN}dxf"))
    tables: list[Element] = []
    for name, part in sheets(package).items():
        sheet = package.xml(part)
        own = [
            package.xml(package.targets[part][each.attrib[R_ID]]) for each in sheet.iter(f"{MAIN}tablePart")
        ]
        tables += own
        found = cells(sheet, shared)
        for fault in (*_sheet(sheet, looks), *_on_sheet(sheet, own, found)):
            yield f"{name}: {fault}"
    yield from _tables(tables, [each.attrib["name"] for each in _defined_names(package)])


def _twice(found: Iterable[object]) -> list[object]:
    return [each for each, number in Counter(found).items() if number > 1]


def _names(names: list[str]) -> Iterator[str]:
    yield from (f"two sheets are called {name}" for name in _twice(name.lower() for name in names))
    for name in names:
        if not 0 < len(name) <= 31 or re.search(r"[\[\]:*?/\\]|^'|'$", name):
            yield f"no sheet may be called {name!r}"


def _defined_names(package: Package) -> list[Element]:
    return package.xml("xl/workbook.xml").findall(f"{MAIN}definedNames/{MAIN}definedName")


def _defined(package: Package, names: list[str]) -> Iterator[str]:
    defined = _defined_names(package)
    keys = [(each.attrib["name"].lower(), each.attrib.get("localSheetId")) for each in defined]
    yield from (f"the name {name} is defined twice" for name in _twice(keys))
    for each in defined:
        if int(each.attrib.get("localSheetId", 0)) >= len(names):
            yield f"the name {each.attrib['name']} is of a sheet that is not there"
        sheet = (each.text or "").rpartition("!")[0].strip("'").replace("''", "'")
        if sheet and sheet not in names:
            yield f"the name {each.attrib['name']} points to {each.text}"


def _sheet(sheet: Element, looks: int) -> Iterator[str]:
    order = [ORDER.index(child.tag.removeprefix(MAIN)) for child in sheet]
    if order != sorted(order):
        yield "its parts are out of order"
    spans = [(int(each.attrib["min"]), int(each.attrib["max"])) for each in sheet.iter(f"{MAIN}col")]
    ends = [end for span in spans for end in span]
    if ends != sorted(ends) or any(before[1] == after[0] for before, after in pairwise(spans)):
        yield "its columns overlap"
    yield from _pages(sheet)
    yield from _rules(sheet, looks)


def _pages(sheet: Element) -> Iterator[str]:
    header = sheet.find(f"{MAIN}headerFooter")
    for text in header if header is not None else ():
        if len(text.text or "") > _HEADER_MOST:
            yield "the header or footer of its pages is too long"
    if len(list(sheet.iter(f"{MAIN}brk"))) > _BREAKS_MOST:
        yield "it has too many page breaks"


def _rules(sheet: Element, looks: int) -> Iterator[str]:
    for rule in sheet.iter(f"{MAIN}cfRule"):
        if int(rule.attrib.get("dxfId", 0)) >= max(looks, 1):
            yield "a conditional format is not there"
    for each in sheet.iter(f"{MAIN}dataValidations"):
        if int(each.attrib.get("count", len(each))) != len(each):
            yield "it miscounts its validations"
    for formula in sheet.iter(f"{MAIN}formula1"):
        if (formula.text or "").startswith('"') and len(formula.text or "") > _LIST_MOST + 2:
            yield "a list of choices is too long"


def _on_sheet(sheet: Element, tables: list[Element], found: Cells) -> Iterator[str]:
    taken: list[tuple[int, int, int, int]] = []
    merged = [area(each.attrib["ref"]) for each in sheet.iter(f"{MAIN}mergeCell")]
    for table in tables:
        name, place = table.attrib["displayName"], area(table.attrib["ref"])
        if any(_overlap(place, other) for other in taken):
            yield f"table {name} lies over another one"
        if any(_overlap(place, other) for other in merged):
            yield f"table {name} has merged cells"
        taken.append(place)
        columns = [each.attrib["name"] for each in table.iter(f"{MAIN}tableColumn")]
        heads = [found.get((place[0], at)) for at in range(place[1], place[3] + 1)]
        if heads != columns:
            yield f"table {name} is headed {heads} and says {columns}"
        filtered = table.find(f"{MAIN}autoFilter")
        if filtered is not None and filtered.attrib["ref"] != table.attrib["ref"]:
            yield f"table {name} filters other cells than its own"


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _tables(tables: list[Element], defined: list[str]) -> Iterator[str]:
    yield from (f"two tables have id {each}" for each in _twice(table.attrib["id"] for table in tables))
    names = [table.attrib["displayName"].lower() for table in tables] + [name.lower() for name in defined]
    yield from (
        f"two tables or names are {each}" for each in _twice(names) if not str(each).startswith("_xlnm.")
    )
    for table in tables:
        name, place = table.attrib["displayName"], area(table.attrib["ref"])
        if not re.fullmatch(r"[A-Za-z_\\][\w.]{0,254}", name) or re.fullmatch(
            r"[A-Za-z]{1,3}\d+|[RrCc]", name
        ):
            yield f"no table may be called {name!r}"
        columns = list(table.iter(f"{MAIN}tableColumn"))
        if len(columns) != place[3] - place[1] + 1:
            yield f"table {name} has {len(columns)} columns in {table.attrib['ref']}"
        if place[2] <= place[0]:
            yield f"table {name} has no row"
        for what in ("id", "name"):
            if _twice(column.attrib[what].lower() for column in columns):
                yield f"table {name} has two columns of the same {what}"
