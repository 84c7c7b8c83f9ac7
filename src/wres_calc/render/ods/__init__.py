"""Tables as an OpenDocument spreadsheet (`.ods`), an open format for what public bodies publish: XML in a zip."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from wres_calc.render.blocks import Cell, Heading, Number, Section, Table
from wres_calc.render.excel.sheet import width_of
from wres_calc.render.views.cover import Cover
from wres_calc.render.views.data_tables import CONTENTS, Shown, sheets_of
from wres_calc.report.safe import safe
from wres_calc.report.words.numbers import MINUS

_OASIS = {"number": "datastyle", "fo": "xsl-fo-compatible"}
_OASIS |= {name: name for name in ("office", "table", "text", "style", "meta")}
_NAMES = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" ' + " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{of}:1.0"' for name, of in _OASIS.items()
)
_FIGURE = re.compile(r"([^\d<>]*)([\d,]+(?:\.\d+)?)(\D*)")
"""A figure as it is shown: "+2.5 pp", "1,234", "x 1.25"; one such as "<0.1%" is shown as that text."""
_COVER_WIDTH, _CENTIMETRES = 110, 0.25
Looks = dict[tuple[str, ...], str]  # the names of the styles of figures, by how these are shown


def encoded(shown: Shown) -> bytes:
    """Return the tables of what is shown as a file; the same gives the same bytes."""
    cover, sheets = sheets_of(shown)
    looks, ranges = Looks(), list[str]()
    tables = "".join(part for sheet in sheets for part in _sheet(sheet, looks, ranges))
    figures = "".join(part for look, name in looks.items() for part in _figure_styles(name, *look))
    body = f"{tables}<table:database-ranges>{''.join(ranges)}</table:database-ranges>"
    content = (
        f"<office:automatic-styles>{_WIDTHS}{figures}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
    )
    own = files(__name__)
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": (own / "manifest.xml").read_text("utf-8"),
        "content.xml": _document("content", content),
        "styles.xml": (own / "styles.xml").read_text("utf-8"),
        "meta.xml": _document("meta", _meta(cover)),
    }
    with zipfile.ZipFile(target := BytesIO(), "w") as archive:
        for name, text in parts.items():  # the first one as it is: programs know the file by it
            stored = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), text, stored)
    return target.getvalue()


_WIDTHS = "".join(
    f'<style:style style:name="w{width}" style:family="table-column"><style:table-column-properties '
    f'style:column-width="{width * _CENTIMETRES:.2f}cm"/></style:style>'
    for width in range(1, 151)
)


def _document(name: str, text: str) -> str:
    root = f"office:document-{name}"
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {_NAMES} office:version="1.3">{text}</{root}>'


def _meta(cover: Cover) -> str:
    made, day = f"{cover.tool.name} {cover.tool.version}", f"{cover.date}T00:00:00"
    own = {"meta:generator": made, "dc:title": cover.title, "dc:language": "en-GB"}
    own |= {"dc:creator": cover.company or made, "meta:creation-date": day, "dc:date": day}
    return (
        f"<office:meta>{''.join(f'<{key}>{_text(text)}</{key}>' for key, text in own.items())}</office:meta>"
    )


def _sheet(sheet: Section, looks: Looks, ranges: list[str]) -> Iterator[str]:
    """The rows of a sheet; its table is marked as one by a name and where it is."""
    found = [block for block in sheet.blocks if isinstance(block, Table)]
    columns = [
        (column, [row[at] for row in each.rows]) for each in found for at, column in enumerate(each.columns)
    ]
    yield f"<table:table table:name={quoteattr(sheet.name)}>"
    for width in [width_of(*column) for column in columns] or [_COVER_WIDTH]:
        yield f'<table:table-column table:style-name="w{width}"/>'
    yield _row([_string(sheet.title, "Heading_20_1")])
    for first, block in enumerate(sheet.blocks, 2):
        if isinstance(block, Table):
            last = f"{chr(64 + len(block.columns))}{first + len(block.rows)}"
            name, place = block.name.replace(" ", "_"), f"'{sheet.name}'.A{first}:'{sheet.name}'.{last}"
            where = f"table:target-range-address={quoteattr(place)}"
            ranges.append(f"<table:database-range table:name={quoteattr(name)} {where}/>")
            yield from _table(block, looks, leads=sheet.name == CONTENTS)
        else:
            look = "Heading_20_2" if isinstance(block, Heading) else "Line" if found else "Default"
            yield _row([_string(block.text, look)])  # type: ignore[union-attr]
    yield "</table:table>"


def _table(table: Table, looks: Looks, *, leads: bool) -> Iterator[str]:
    """The rows of a table; the first cells of one that `leads` are the names of the sheets that they lead to."""
    heads = (_string(each.heading, "Figure_20_head" if each.figures else "Head") for each in table.columns)
    yield f"<table:table-header-rows>{_row(heads)}</table:table-header-rows>"
    sides = ["Figure" if column.figures else "Default" for column in table.columns]
    for row in table.rows:
        cells = [_cell(cell, side, looks) for cell, side in zip(row, sides, strict=True)]
        yield _row([_string(str(row[0]), "Default", link=True), *cells[1:]] if leads else cells)


def _cell(cell: Cell, style: str, looks: Looks) -> str:
    if not isinstance(cell, Number) or cell.value is None:
        return _string(cell if isinstance(cell, str) else "", style)
    shown = _FIGURE.fullmatch(cell.text)
    look = (shown[1], re.sub(r"\d", "0", shown[2]), shown[3]) if shown else (cell.text,)
    number = int(cell.value) if float(cell.value).is_integer() else cell.value
    kind = f'table:style-name="{looks.setdefault(look, f"n{len(looks)}")}" office:value-type="float"'
    return f'<table:table-cell {kind} office:value="{number!r}"><text:p>{_text(cell.text)}</text:p></table:table-cell>'


def _figure_styles(name: str, before: str, number: str = "", after: str = "") -> Iterator[str]:
    """How a figure is shown; a negative one with a minus sign, which is no hyphen."""
    places, grouped = len(number.partition(".")[2]), str("," in number).lower()
    digits = (
        f'number:decimal-places="{places}" number:min-decimal-places="{places}" number:grouping="{grouped}"'
    )
    digits = f'<number:number {digits} number:min-integer-digits="1"/>' if number else ""
    own = f"<number:text>{_text(before)}</number:text>{digits}<number:text>{_text(after)}</number:text>"
    style = '<number:number-style style:name="{}">{}</number:number-style>'
    if before == MINUS:
        yield style.format(f"m{name}", own)
        own = f'{digits}<style:map style:condition="value()&lt;0" style:apply-style-name="m{name}"/>'
    yield style.format(f"d{name}", own)
    of = 'style:family="table-cell" style:parent-style-name="Figure"'
    yield f'<style:style style:name="{name}" {of} style:data-style-name="d{name}"/>'


def _row(cells: Iterable[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _string(text: str, style: str, *, link: bool = False) -> str:
    goal = quoteattr(f"#'{text}'.A1")
    shown = f"<text:a xlink:href={goal}>{_text(text)}</text:a>" if link else _text(text)
    look = f'table:style-name="{style}" office:value-type="string"'
    return f"<table:table-cell {look}><text:p>{shown}</text:p></table:table-cell>"


def _text(text: str) -> str:
    return escape(safe(text))
