"""Which cells of a workbook show their number in per cent: the reader gives 0.133 for 13.3 %, too."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from wres_calc.intake.files.archive import chunks
from wres_calc.intake.files.sheet_reach import column
from wres_calc.intake.files.sheet_xml import part_of

_STYLES = "xl/styles.xml"
_BUILT_IN = frozenset({"9", "10"})
"""The numbers of the formats 0% and 0.00%, which need no text of their own."""
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""\b(r|s)\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")


def percent_cells(path: Path, sheet: str) -> frozenset[tuple[int, int]]:
    """Return row and column, from 1, of the cells of a sheet whose number format has a per cent sign."""
    with zipfile.ZipFile(path) as archive:
        names = {name.casefold(): name for name in archive.namelist()}
        if _STYLES not in names:
            return frozenset()
        looks = _percent_looks(archive.read(names[_STYLES]))
        text = b"".join(chunks(archive, part_of(archive, sheet)[0])) if looks else b""
    found = set()
    for attributes in _CELL.findall(text):
        said = {name: (letters, number) for name, letters, number in _ATTRIBUTE.findall(attributes)}
        if b"r" in said and b"s" in said and said[b"s"][1].decode() in looks:
            letters, number = said[b"r"]
            found.add((int(number), column(letters)))
    return frozenset(found)


def _percent_looks(styles: bytes) -> frozenset[str]:
    """Return the numbers of the looks, as cells name them, whose format has a per cent sign."""
    try:
        # No document type, hence no entity, is in this part: `archive.check` has made sure.
        root = ElementTree.fromstring(styles)  # noqa: S314
    except ElementTree.ParseError:
        return frozenset()
    formats = {
        each.get("numFmtId"): each.get("formatCode", "") for each in root.iter() if _is(each, "numFmt")
    }
    percent = _BUILT_IN | {number for number, code in formats.items() if "%" in code}
    cells = next((each for each in root if _is(each, "cellXfs")), ())
    return frozenset(str(at) for at, look in enumerate(cells) if look.get("numFmtId") in percent)


def _is(element: ElementTree.Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name
