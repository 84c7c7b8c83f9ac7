"""The national benchmark workbook of the staff survey: a row for each organisation, a column for each item and year."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import file_digest
from typing import NamedTuple

import polars as pl

from wres_calc.intake import texts
from wres_calc.intake.files.read_excel import every_sheet
from wres_calc.intake.files.source import Refused, TableSource
from wres_calc.intake.model import ROW, FileFault, RawTable, SurveyEdition
from wres_calc.intake.shapes import survey
from wres_calc.intake.shapes.survey import Scale

_ITEM = re.compile(r"(har_from_pat|har_from_staff|equal|q16b)_eth_summary_(n_)?([12])_(\d{4})", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{3,6}")
_INDICATORS = {"har_from_pat": 5, "har_from_staff": 6, "equal": 7, "q16b": 8}
_GROUPS = {"1": "white", "2": "bme"}
_COLUMNS = ("indicator", "group", "percentage", "respondents")


class _Item(NamedTuple):
    """What a column holds: a share of a group who said so, or the number who answered."""

    indicator: int
    group: str
    is_count: bool
    year: int


class _Line(NamedTuple):
    """The row of one organisation: where it stands, what may be its code by column, and its texts by item."""

    sheet: str
    row: int
    codes: Mapping[int, str]
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
    own = _of(wanted, lines)
    if len(own) != 1:
        raise _refusal(source, wanted, lines)
    years = sorted({item.year for item in own[0].cells})
    if survey_year not in years:
        named = ", ".join(map(str, years))
        raise source.refusal(
            "column-missing", f"it has no results of the {survey_year} survey, but of {named}."
        )
    return _table(source, wanted, own[0], survey_year)


def is_item(heading: str) -> bool:
    """Whether a heading is that of an item of the WRES in the benchmark workbook."""
    return _item(heading.strip()) is not None


def _of(wanted: str, lines: Sequence[_Line]) -> list[_Line]:
    """The rows of the code `wanted`, where it names one row of a column: others may be of its board or region."""
    found = [(line, i) for line in lines for i, code in line.codes.items() if code == wanted]
    often = Counter((line.sheet, i) for line, i in found)
    return [line for line, i in found if often[line.sheet, i] == min(often.values())]


def _lines(sheet: str, rows: Sequence[Sequence[str | None]]) -> Iterator[_Line]:
    """The rows of a sheet of items, each with the cells that may be its code: many codes are letters alone."""
    items: dict[int, _Item] = {}
    for number, row in enumerate(rows, 1):
        if not items:
            items = {i: item for i, cell in enumerate(row) if cell and (item := _item(cell.strip()))}
            continue
        beside = {i: cell.strip().upper() for i, cell in enumerate(row) if cell and i not in items}
        codes = {i: cell for i, cell in beside.items() if _CODE.fullmatch(cell)}
        if codes:
            yield _Line(sheet, number, codes, {item: row[i] for i, item in items.items()})


def _item(heading: str) -> _Item | None:
    found = _ITEM.fullmatch(heading)
    if found is None:
        return None
    return _Item(_INDICATORS[found[1].casefold()], _GROUPS[found[3]], found[2] is not None, int(found[4]))


def _refusal(source: TableSource, wanted: str, lines: Sequence[_Line]) -> Refused:
    codes = {code for line in lines for code in line.codes.values()}
    units = sorted(code for code in codes if code.startswith(wanted) and code != wanted)
    if found := len(_of(wanted, lines)):
        message = f"{wanted} stands in it {found} times."
    elif units:
        message = (
            f"{wanted} itself is not in it, but its units {', '.join(units)} are. "
            f'Say which one under [tables.survey_summary] in submission.toml: unit = "{units[0]}".'
        )
    else:
        message = f"{wanted} is on none of its sheets."
    return source.refusal("organisation-not-found", message)


def _table(source: TableSource, code: str, line: _Line, year: int) -> RawTable:
    shares = {
        item: text
        for item, text in line.cells.items()
        if text is not None and item.year == year and not item.is_count and texts.number(text) is not None
    }
    told = survey.scale(shares.values())
    if told is Scale.MIXED:
        raise source.refusal("percentages-look-like-fractions", survey.MIXED, row=line.row)
    found: list[tuple[str | None, ...]] = []
    for item, text in shares.items():
        count = line.cells.get(item._replace(is_count=True))
        respondents = None if count is None else texts.whole_number(count)
        number = None if respondents is None else str(respondents)
        percent = (texts.number(text) or Decimal(0)) * (100 if told is Scale.OF_1 else 1)
        found.append((str(item.indicator), item.group, _plain(percent), number))
    message = (
        f"{source.label}: read as the survey's benchmark workbook: {code} in row {line.row} of the sheet "
        f'"{line.sheet}", survey of {year}, figures as {told.value}.'
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
        edition=SurveyEdition(weighted=False, survey_year=year),
        remarks=(FileFault("table-reshaped", message, source.name, source.label, line.sheet, line.row),),
    )


def _plain(value: Decimal) -> str:
    """A decimal without an exponent."""
    return format(value.normalize(), "f")
