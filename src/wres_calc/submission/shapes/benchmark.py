"""The national benchmark workbook of the staff survey: a row for each organisation, a column for each item and year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import file_digest
from typing import NamedTuple

import polars as pl

from wres_calc.submission import texts
from wres_calc.submission.model import ROW, FileFault, RawTable
from wres_calc.submission.read_excel import every_sheet
from wres_calc.submission.source import Refused, TableSource

_ITEM = re.compile(r"(har_from_pat|har_from_staff|equal|q16b)_eth_summary_(n_)?([12])_(\d{4})", re.IGNORECASE)
_INDICATORS = {"har_from_pat": 5, "har_from_staff": 6, "equal": 7, "q16b": 8}
_GROUPS = {"1": "white", "2": "bme"}
_COLUMNS = ("indicator", "ethnic_group", "percentage", "respondents")


class _Item(NamedTuple):
    """What a column holds: a share of a group who said so, or the number who answered."""

    indicator: int
    group: str
    is_count: bool
    year: int


class _Line(NamedTuple):
    """The row of one organisation: where it stands, its code, and its texts by item."""

    sheet: str
    row: int
    code: str
    cells: Mapping[_Item, str | None]


def find(source: TableSource, organisation: str, survey_year: int) -> RawTable | None:
    """The organisation's figures of one survey, as the table `survey_summary`; `None` where it is another workbook.

    The organisation is found by its code on whichever sheet it stands. Items are fractions of 1; an item that is not
    shown there is left out.

    Raises:
        Refused: the organisation, or the year, is not in the workbook; or only units of the organisation are.
    """
    lines = [line for sheet, rows in every_sheet(source) for line in _lines(sheet, rows)]
    if not lines:
        return None
    wanted = (source.settings.unit or organisation).upper()
    own = [line for line in lines if line.code.upper() == wanted]
    if len(own) != 1:
        raise _refusal(source, wanted, lines, len(own))
    years = sorted({item.year for item in own[0].cells})
    if survey_year not in years:
        named = ", ".join(map(str, years))
        raise source.refusal(
            "column-missing", f"it has no results of the {survey_year} survey, but of {named}."
        )
    return _table(source, own[0], survey_year)


def is_item(heading: str) -> bool:
    """Whether a heading is that of an item of the WRES in the benchmark workbook."""
    return _item(heading.strip()) is not None


def _lines(sheet: str, rows: Sequence[Sequence[str | None]]) -> Iterator[_Line]:
    """The rows of a sheet of items, each with the first cell that may be a code."""
    items: dict[int, _Item] = {}
    for number, row in enumerate(rows, 1):
        if not items:
            items = {i: item for i, cell in enumerate(row) if cell and (item := _item(cell.strip()))}
            continue
        for code in (cell.strip() for i, cell in enumerate(row) if cell and i not in items):
            if re.fullmatch(r"[A-Za-z0-9]{3,6}", code) and re.search(r"\d", code):
                yield _Line(sheet, number, code, {item: row[i] for i, item in items.items()})
                break


def _item(heading: str) -> _Item | None:
    found = _ITEM.fullmatch(heading)
    if found is None:
        return None
    return _Item(_INDICATORS[found[1].casefold()], _GROUPS[found[3]], found[2] is not None, int(found[4]))


def _refusal(source: TableSource, wanted: str, lines: Sequence[_Line], found: int) -> Refused:
    units = sorted(
        {line.code for line in lines if line.code.upper().startswith(wanted) and line.code != wanted}
    )
    if found > 1:
        message = f"{wanted} stands in it {found} times."
    elif units:
        message = (
            f"{wanted} itself is not in it, but its units {', '.join(units)} are. "
            f'Say which one under [tables.survey_summary] in submission.toml: unit = "{units[0]}".'
        )
    else:
        message = f"{wanted} is on none of its sheets."
    return source.refusal("organisation-not-found", message)


def _table(source: TableSource, line: _Line, year: int) -> RawTable:
    found: list[tuple[str | None, ...]] = []
    for item, text in line.cells.items():
        value = texts.number(text or "")
        if item.year == year and not item.is_count and value is not None:
            count = line.cells.get(item._replace(is_count=True))
            respondents = None if count is None else texts.whole_number(count)
            number = None if respondents is None else str(respondents)
            found.append((str(item.indicator), item.group, _plain(value * 100), number))
    message = (
        f"{source.label}: read as the survey's benchmark workbook: {line.code} in row {line.row} of the sheet "
        f'"{line.sheet}", survey of {year}.'
    )
    columns = {name: [row[i] for row in found] for i, name in enumerate(_COLUMNS)}
    with source.path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return RawTable(
        source.name,
        source.label,
        line.sheet,
        digest,
        pl.DataFrame(columns, schema=dict.fromkeys(_COLUMNS, pl.String)).with_columns(
            pl.lit(line.row, dtype=pl.UInt32).alias(ROW)
        ),
        {name: name for name in _COLUMNS},
        remarks=(FileFault("table-reshaped", message, source.name, source.label, line.sheet, line.row),),
    )


def _plain(value: Decimal) -> str:
    """A decimal without an exponent."""
    return format(value.normalize(), "f")
