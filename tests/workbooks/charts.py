"""Charts and drawings: what they keep of the cells they draw is what stands there, and who cannot see is told."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.workbooks.cells import Cells, area, cells, sheets, texts
from tests.workbooks.package import R_ID, Package

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def faults(package: Package) -> Iterator[str]:
    """Yield what is wrong with the charts of a workbook and where they stand."""
    shared = texts(package)
    found = {name: cells(package.xml(part), shared) for name, part in sheets(package).items()}
    for part in package.named("xl/charts/chart"):
        chart = package.xml(part)
        for fault in (*_axes(chart), *_series(chart), *_kept(chart, found)):
            yield f"{part}: {fault}"
    for part in package.named("xl/drawings/drawing"):
        yield from _drawing(package, part)


def _axes(chart: Element) -> Iterator[str]:
    there = {
        axis.find(f"{_C}axId").attrib["val"]
        for kind in ("catAx", "valAx", "dateAx")
        for axis in chart.iter(f"{_C}{kind}")
    }
    plot = chart.find(f"{_C}chart/{_C}plotArea")
    for kind in plot:
        if kind.tag.endswith("Chart"):
            used = {each.attrib["val"] for each in kind.findall(f"{_C}axId")}
            if used != there:
                yield f"it uses axes {sorted(used)} and has {sorted(there)}"
            if not kind.findall(f"{_C}ser"):
                yield "it draws nothing"
    crossed = {each.attrib["val"] for each in chart.iter(f"{_C}crossAx")}
    if crossed != there:
        yield "an axis crosses one that is not there"


def _series(chart: Element) -> Iterator[str]:
    for what in ("idx", "order"):
        values = [each.find(f"{_C}{what}").attrib["val"] for each in chart.iter(f"{_C}ser")]
        if len(set(values)) < len(values):
            yield f"two series have the same {what}"
    for entry in chart.iter(f"{_C}legendEntry"):
        if int(entry.find(f"{_C}idx").attrib["val"]) >= len(list(chart.iter(f"{_C}ser"))):
            yield "its legend leaves out a series that is not there"


def _kept(chart: Element, found: dict[str, Cells]) -> Iterator[str]:
    """What a chart keeps of its cells, held against them: some programs show that and never look at the cells."""
    for reference in (*chart.iter(f"{_C}numRef"), *chart.iter(f"{_C}strRef")):
        formula = reference.findtext(f"{_C}f") or ""
        sheet, _, place = formula.rpartition("!")
        own = found.get(sheet.strip("'").replace("''", "'"))
        if own is None:
            yield f"it draws {formula}, which is not there"
            continue
        first_row, first, last_row, last = area(place)
        drawn = [
            own.get((row, at)) for row in range(first_row, last_row + 1) for at in range(first, last + 1)
        ]
        cache = next((each for each in reference if each.tag.endswith("Cache")), None)
        if cache is None or int(cache.find(f"{_C}ptCount").attrib["val"]) != len(drawn):
            yield f"it does not keep the {len(drawn)} cells of {formula}"
            continue
        kept = {int(each.attrib["idx"]): each.findtext(f"{_C}v") for each in cache.iter(f"{_C}pt")}
        for number, value in enumerate(drawn):
            if not _same(value, kept.get(number)):
                yield f"it keeps {kept.get(number)!r} of {formula}, where {value!r} stands"


def _same(value: str | float | None, kept: str | None) -> bool:
    if value is None or kept is None:
        return value is None and kept in (None, "")
    return float(kept) == value if isinstance(value, float) else kept == value


def _drawing(package: Package, part: str) -> Iterator[str]:
    drawing = package.xml(part)
    told = [each.attrib for each in drawing.iter(f"{_DRAWING}cNvPr")]
    if len({each["id"] for each in told}) < len(told):
        yield f"{part}: two things in it have the same id"
    for each in told:
        if len(each.get("descr", "")) < 20:
            yield f"{part}: {each.get('name')} has no text for who cannot see it"
    for chart in drawing.iter(f"{_C}chart"):
        if chart.attrib[R_ID] not in package.targets[part]:
            yield f"{part}: a chart is not there"
    for anchor in drawing.iter(f"{_DRAWING}twoCellAnchor"):
        corner = [[int(each.text) for each in anchor.find(f"{_DRAWING}{end}")] for end in ("from", "to")]
        if not (corner[0][0] <= corner[1][0] and corner[0][2] <= corner[1][2]):
            yield f"{part}: something ends before it begins"
    if re.search(rb'r:(embed|link)="', package.parts[part]):
        yield f"{part}: it holds a picture"
