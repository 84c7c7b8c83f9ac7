"""What the reader of workbooks does not tell: how far a sheet reaches, its error cells, formulas without a result.

The reader gives nothing for an error cell and nothing for a formula that was never calculated; either would look
like a blank cell. And it lays a sheet out as a full rectangle, so that two cells far apart could fill the memory.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from xml.etree import ElementTree

from wres_calc.intake.files.archive import Unsafe, chunks
from wres_calc.intake.files.shared_texts import SharedTexts, largest_text
from wres_calc.intake.files.sheet_reach import MOST_COLUMNS, Reach, column, is_usual

TOO_FAR = (
    f"its cells reach further than {MOST_COLUMNS:,} columns, or so far that most of what lies between is blank; "
    "delete the columns and rows that hold nothing of the table (in Excel, Ctrl+End shows how far it reaches)."
)
_LONGEST_ROW = 1 << 26
_PREFIX = rb"<(?:\w+:)?"
_REFERENCE = re.compile(
    _PREFIX + rb"""c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]+)([0-9]+)["'][^>]*(?<!/)>(?!</)"""
)
# The same for cells as almost every program writes them, at a third of the time.
_USUAL_COLUMN = re.compile(rb'<c r="([A-Za-z]+)[0-9]+"[^>]*+(?<!/)>(?!</)')
_USUAL_ROW = re.compile(rb'<c r="[A-Za-z]+([0-9]+)"[^>]*+(?<!/)>(?!</)')
_CELL = re.compile(_PREFIX + rb"c(\s[^>]*[^/]|)>(.*?)</(?:\w+:)?c\s*>", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""\b(r|t)\s*=\s*["']([^"']*)["']""")
_VALUE = re.compile(_PREFIX + rb"v(?:\s[^>]*)?>([^<]+)<")
_FORMULA = re.compile(_PREFIX + rb"f[\s/>]")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_HIDDEN_ROW = re.compile(_PREFIX + rb"""row\s[^>]*\bhidden\s*=\s*["'](?:1|true)["']""")
_HIDDEN_COLUMN = re.compile(_PREFIX + rb"""col\s[^>]*\bhidden\s*=\s*["'](?:1|true)["']""")
_MERGED = re.compile(
    _PREFIX + rb"""mergeCell\s[^>]*?\bref\s*=\s*["']\$?([A-Za-z]+)\$?([0-9]+):\$?([A-Za-z]+)\$?([0-9]+)["']"""
)
_ROW_ENDS = (b"</row>", b":row>")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class Merged(NamedTuple):
    """A range of merged cells: its first and last column and row, all counted from 1."""

    first_column: int
    first_row: int
    last_column: int
    last_row: int


@dataclass
class Sheet:
    """Extent of the cells that hold something, and the cells that the reader gives nothing for.

    `errors` and `uncalculated` are keyed by (row, column), both from 1; the error's value is what the cell shows.
    `from_1904` says that numbers of days are counted from 1904. `hidden` are the sheet itself, so many of its rows, or
    some of its columns. `merged` are the ranges of merged cells. `unplaced` says that an error or such a formula stands
    where its place is not written down; `reach` is how far any cell may reach; `usual` says that all cells are written
    as programs write them.
    """

    columns: set[int] = field(default_factory=set)
    last_row: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    unplaced: bool = False
    from_1904: bool = False
    hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: bool = False
    reach: Reach = field(default_factory=Reach)
    usual: bool = True
    merged: list[Merged] = field(default_factory=list)

    @property
    def first_column(self) -> int:
        """The first column that holds something, from 1; the reader leaves out what is to the left of it."""
        return min(self.columns, default=1)

    @property
    def width(self) -> int:
        """How many columns the reader gives."""
        return max(self.columns, default=0) - self.first_column + 1


def inspect(path: Path, sheet: str) -> Sheet:
    """Look through the cells of `sheet`. Raises `Unsafe` for one that reaches too far or is not to be found."""
    found = Sheet()
    with zipfile.ZipFile(path) as archive:
        part, never_calculated, found.hidden, found.from_1904 = part_of(archive, sheet)
        texts, shown, size = SharedTexts(archive), 0, archive.getinfo(part).file_size
        most = largest_text(size)
        for cells in whole_rows(chunks(archive, part)):
            if b"hidden" in cells:
                found.hidden_rows += len(_HIDDEN_ROW.findall(cells))
                found.hidden_columns |= _HIDDEN_COLUMN.search(cells) is not None
            if b"mergeCell" in cells:
                found.merged += [
                    Merged(column(left), int(top), column(right), int(bottom))
                    for left, top, right, bottom in _MERGED.findall(cells)
                ]
            usual = is_usual(cells)
            if not usual:
                found.usual = False
                found.reach.over(cells)
            if _has_errors(cells) or _has_formulas(cells):
                _closely(found, cells, never_calculated)
            else:
                _at_large(found, cells, usual)
            found.reach.to(found.last_row, found.width)
            if found.reach.too_far(size):
                raise Unsafe("file-unsafe", TOO_FAR)
            shown += texts.at_most(cells)
        if shown > most and texts.shown(whole_rows(chunks(archive, part))) > most:
            raise Unsafe("file-unsafe", f"its cells show over {most >> 20} MB of text.")
    return found


def part_of(archive: zipfile.ZipFile, sheet: str) -> tuple[str, bool, bool, bool]:
    """Return the part that holds `sheet`; if formulas were never calculated, it is hidden, days are from 1904."""
    names = {name.casefold(): name for name in archive.namelist()}
    try:
        # No document type, hence no entity, is in these parts: `archive.check` has made sure.
        workbook = ElementTree.fromstring(archive.read(names["xl/workbook.xml"]))  # noqa: S314
        links = ElementTree.fromstring(archive.read(names["xl/_rels/workbook.xml.rels"]))  # noqa: S314
    except (ElementTree.ParseError, LookupError):
        raise Unsafe("file-unreadable", "the workbook is damaged.") from None
    named = [e for e in workbook.iter() if _is(e, "sheet") and e.get("name") == sheet]
    ids = [e.get(_ID, e.get(_STRICT_ID)) for e in named]
    hidden = any(e.get("state", "visible") != "visible" for e in named)
    targets = {e.get("Id"): e.get("Target", "") for e in links.iter() if _is(e, "Relationship")}
    every = [e.get(_ID, e.get(_STRICT_ID)) for e in workbook.iter() if _is(e, "sheet")]
    if len({targets.get(each) for each in every}) < len(every):
        raise Unsafe("file-unreadable", "the workbook is damaged: two of its sheets are one.")
    target = targets.get(ids[0], "") if ids else ""
    name = str(PurePosixPath("/xl", target))[1:].casefold()
    if name not in names:
        raise Unsafe("file-unreadable", "the workbook is damaged: a sheet is missing.")
    recalculate = any(e.get("fullCalcOnLoad") in ("1", "true") for e in workbook.iter() if _is(e, "calcPr"))
    from_1904 = any(e.get("date1904") in ("1", "true") for e in workbook.iter() if _is(e, "workbookPr"))
    return names[name], recalculate, hidden, from_1904


def _is(element: ElementTree.Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name


def whole_rows(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The content of a sheet in pieces that end where a row ends. Raises `Unsafe` for a row that does not end."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        cut = max(piece.rfind(end) + len(end) if end in piece else 0 for end in _ROW_ENDS)
        if cut:
            yield b"".join([*held, piece[:cut]])
            held, size = [], 0
        held.append(piece[cut:])
        size += len(piece) - cut
        if size > _LONGEST_ROW:
            raise Unsafe("file-unsafe", "a row of the sheet is too large.")
    yield b"".join(held)


def rows_in(cells: bytes) -> set[int]:
    """The numbers of the rows that hold something, of cells written as programs write them."""
    return set(map(int, set(_USUAL_ROW.findall(cells))))


def _has_errors(cells: bytes) -> bool:
    return (b'"e"' in cells or b"'e'" in cells) and _ERROR.search(cells) is not None


def _has_formulas(cells: bytes) -> bool:
    return (b"<f" in cells or b":f" in cells) and _FORMULA.search(cells) is not None


def _at_large(found: Sheet, cells: bytes, usual: bool) -> None:
    """The extent alone, where no cell needs a look of its own."""
    if usual:
        _extend(found, set(_USUAL_COLUMN.findall(cells)), set(_USUAL_ROW.findall(cells)))
    elif references := _REFERENCE.findall(cells):
        columns, rows = zip(*references, strict=True)
        _extend(found, set(columns), set(rows))


def _extend(found: Sheet, columns: set[bytes], rows: set[bytes]) -> None:
    found.columns |= {column(letters) for letters in columns}
    found.last_row = max([found.last_row, *map(int, rows)])


def _closely(found: Sheet, cells: bytes, never_calculated: bool) -> None:
    """Each cell by itself; only where there are errors or formulas, for it takes five times as long."""
    for attributes, body in _CELL.findall(cells):
        said = dict(_ATTRIBUTE.findall(attributes))
        reference = re.fullmatch(rb"([A-Za-z]+)([0-9]+)", said.get(b"r", b""))
        place = (int(reference[2]), column(reference[1])) if reference else None
        value, kind = _VALUE.search(body), said.get(b"t")
        formula = _FORMULA.search(body) is not None
        missing = formula and (never_calculated or (value is None and kind != b"str"))
        if place is None:
            found.unplaced |= missing or kind == b"e"
            continue
        if missing:
            found.uncalculated.add(place)
        elif kind == b"e":
            found.errors[place] = value[1].decode("utf-8", "replace") if value else "#N/A"
        if reference and (value or kind in (b"str", b"inlineStr")):
            _extend(found, {reference[1]}, {reference[2]})
