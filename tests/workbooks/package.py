"""A workbook as Excel takes it apart: its parts, their kinds, what points where. Each function yields what is wrong."""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_KINDS = {
    "worksheets/sheet": "spreadsheetml.worksheet+xml",
    "tables/table": "spreadsheetml.table+xml",
    "charts/chart": "drawingml.chart+xml",
    "drawings/drawing": "drawing+xml",
    "xl/styles": "spreadsheetml.styles+xml",
    "xl/sharedStrings": "spreadsheetml.sharedStrings+xml",
    "xl/workbook": "spreadsheetml.sheet.main+xml",
    "comments": "spreadsheetml.comments+xml",
}
"""What a part may be called, and the kind it must then be declared as."""


@dataclass(frozen=True)
class Package:
    """The parts of a workbook by their names, and for each what it points to by its own ids."""

    parts: dict[str, bytes]
    targets: dict[str, dict[str, str]]

    def xml(self, name: str) -> Element:
        """A part, read."""
        return fromstring(self.parts[name])

    def named(self, start: str) -> list[str]:
        """The parts of a folder, without what points from them."""
        return [name for name in self.parts if name.startswith(start) and not name.endswith(".rels")]


def opened(data: bytes) -> Package:
    """Take a workbook apart."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    targets = {_owner(name): _targets(name, parts[name]) for name in parts if name.endswith(".rels")}
    return Package(parts, targets)


def _owner(rels: str) -> str:
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _targets(rels: str, data: bytes) -> dict[str, str]:
    folder = posixpath.dirname(_owner(rels))
    return {
        each.attrib["Id"]: posixpath.normpath(posixpath.join("/", folder, each.attrib["Target"])).lstrip("/")
        for each in fromstring(data)
    }


def faults(data: bytes) -> Iterator[str]:
    """Yield what is wrong with the parts as such: double ones, undeclared ones, XML that is none, lost ones."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.testzip() is not None:
            yield "a part does not have its checksum"
        for name, number in Counter(name.lower() for name in archive.namelist()).items():
            if number > 1:
                yield f"{name} is there {number} times"
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                try:
                    fromstring(archive.read(name))
                except ParseError as error:
                    yield f"{name} is no XML: {error}"
                    return
    package = opened(data)
    yield from _kinds(package)
    yield from _links(package)


def _kinds(package: Package) -> Iterator[str]:
    types = package.xml("[Content_Types].xml")
    defaults = {each.attrib["Extension"].lower() for each in types.iter(f"{_TYPES}Default")}
    declared = {
        each.attrib["PartName"].lstrip("/"): each.attrib["ContentType"]
        for each in types.iter(f"{_TYPES}Override")
    }
    if len(declared) < len(list(types.iter(f"{_TYPES}Override"))):
        yield "a part is declared twice"
    yield from (f"{name} is declared and not there" for name in declared if name not in package.parts)
    for name in package.parts:
        if name == "[Content_Types].xml":
            continue
        if name not in declared and name.rpartition(".")[2].lower() not in defaults:
            yield f"{name} is not declared"
        for start, kind in _KINDS.items():
            if start in name and name.endswith(".xml") and kind not in declared.get(name, ""):
                yield f"{name} is declared as {declared.get(name)!r}"


def _links(package: Package) -> Iterator[str]:
    for name, data in package.parts.items():
        if name.endswith(".rels"):
            links = list(fromstring(data).iter(f"{_RELS}Relationship"))
            if len({each.attrib["Id"] for each in links}) < len(links):
                yield f"{name} has an id twice"
            yield from (
                f"{name} points outside" for each in links if each.attrib.get("TargetMode") == "External"
            )
    reached, ahead = set(), [""]
    while ahead:
        here = ahead.pop()
        for target in package.targets.get(here, {}).values():
            if target not in package.parts:
                yield f"{here or 'the package'} points to {target}, which is not there"
            elif target not in reached:
                reached.add(target)
                ahead.append(target)
    for name in package.parts:
        if name != "[Content_Types].xml" and not name.endswith(".rels") and name not in reached:
            yield f"nothing points to {name}"
