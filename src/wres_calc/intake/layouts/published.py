"""Survey results as others publish them: the national benchmark workbook, a contractor's results by question."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from wres_calc.facts.characteristics import ETHNICITY
from wres_calc.intake import texts
from wres_calc.intake.columns import Row
from wres_calc.intake.files.grids import Grid, grids, whole_grids
from wres_calc.intake.files.source import TOP_ROWS, Refused, TableSource
from wres_calc.intake.layouts import survey
from wres_calc.intake.layouts.survey import Scale
from wres_calc.intake.model import ROW, FileFault, RawTable, SurveyEdition
from wres_calc.intake.names import simplified
from wres_calc.standards.model import PercentageIndicator, Standard

_ITEM = re.compile(r"(har_from_pat|har_from_staff|equal|q16b)_eth_summary_(n_)?([12])_(\d{4})", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{3,6}")
_INDICATORS = {"har_from_pat": 5, "har_from_staff": 6, "equal": 7, "q16b": 8}
_GROUPS = dict(zip("12", ETHNICITY.main.known_groups, strict=True))
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


def in_benchmark(source: TableSource, organisation: str, survey_year: int) -> RawTable | None:
    """The organisation's figures of one survey, as the table `survey_summary`; `None` where it is another workbook.

    The organisation is found by its code on whichever sheet it stands. Items are fractions of 1; an item that is not
    shown there is left out.

    Raises:
        Refused: the organisation, or the year, is not in the workbook; or only units of the organisation are.
    """
    from wres_calc.intake.files.read_excel import every_sheet

    lines = [line for sheet, rows in every_sheet(source) for line in _benchmark_lines(sheet, rows)]
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
    return _benchmark_table(source, wanted, own[0], survey_year)


def is_item(heading: str) -> bool:
    """Whether a heading is that of an item of the WRES in the benchmark workbook."""
    return _item(heading.strip()) is not None


def _of(wanted: str, lines: Sequence[_Line]) -> list[_Line]:
    """The rows of the code `wanted`, where it names one row of a column: others may be of its board or region."""
    found = [(line, i) for line in lines for i, code in line.codes.items() if code == wanted]
    often = Counter((line.sheet, i) for line, i in found)
    return [line for line, i in found if often[line.sheet, i] == min(often.values())]


def _benchmark_lines(sheet: str, rows: Sequence[Sequence[str | None]]) -> Iterator[_Line]:
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


def _benchmark_table(source: TableSource, code: str, line: _Line, year: int) -> RawTable:
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
    remark = FileFault("table-reshaped", message, source.name, source.label, line.sheet, line.row)
    edition = SurveyEdition(weighted=False, survey_year=year)
    return _summary(
        source.on_sheet(line.sheet), [(line.row, *row) for row in found], [remark], edition=edition
    )


def _summary(
    source: TableSource,
    rows: Sequence[tuple[int | str | None, ...]],
    remarks: Iterable[FileFault],
    **more: Any,
) -> RawTable:
    """The table `survey_summary` of rows that each stand for a figure; the number of its row comes before it."""
    schema = {ROW: pl.UInt32, **dict.fromkeys(_COLUMNS, pl.String)}
    return RawTable(
        source.name,
        source.label,
        source.sheet,
        source.sha256(),
        pl.DataFrame(rows, schema, orient="row"),
        {name: name for name in _COLUMNS},
        remarks=tuple(remarks),
        **more,
    )


def _plain(value: Decimal) -> str:
    """A decimal without an exponent."""
    return format(value.normalize(), "f")


HEADINGS = ("questionnumber", "dimname", "dimvalue", "basesize", "score")
_MOST_CELLS = 1_000
"""In a row: a column for each part of the organisation."""


def of_contractor(source: TableSource, standard: Standard) -> RawTable | None:
    """The results by ethnic group as the table `survey_summary`; `None` where the file has another layout.

    Of the questions on harassment and discrimination a score may be the share that experienced it or the share that did
    not: `score` of the settings says. Of an indicator of which a high percentage is good it is the share that said yes.

    Raises:
        Refused: no row is of an ethnic group and an indicator, or `score` is needed and not said.
    """
    if not any(heading_row(grid.rows) for grid in grids(source)):
        return None
    for grid in whole_grids(source, _MOST_CELLS):
        if source.sheet in (None, grid.sheet) and (number := heading_row(grid.rows)):
            placed = source if grid.sheet is None else source.on_sheet(grid.sheet)
            return _contractor_table(placed, grid, number, standard)
    return None


def _questions_of(standard: Standard) -> dict[str, int]:
    """The indicator of each question of a year that is one alone; of two together as 14b/c."""
    found: dict[str, int] = {}
    for indicator in standard.indicators:
        if isinstance(indicator, PercentageIndicator):
            first, *others = indicator.questions
            name = simplified(first + "".join(question[-1] for question in others))
            found |= {name: indicator.number, name.removeprefix("q"): indicator.number}
    return found


def heading_row(rows: Sequence[Row]) -> int:
    """The number of the row that holds the headings of this layout; 0 where there is none."""
    for number, row in enumerate(rows[:TOP_ROWS], 1):
        if set(HEADINGS) <= {simplified(cell) for cell in row if cell}:
            return number
    return 0


def _contractor_table(source: TableSource, grid: Grid, number: int, standard: Standard) -> RawTable:
    at = {simplified(cell): i for i, cell in enumerate(grid.rows[number - 1]) if cell}
    found = list(_contractor_lines(grid.rows[number:], number + 1, at, _questions_of(standard)))
    if not found:
        groups = " or ".join(ETHNICITY.main.groups[group] for group in ETHNICITY.main.known_groups)
        message = f"no row is of an indicator (questions of the year) and of {groups} staff."
        raise source.refusal("no-rows", message)
    turned = {each.number for each in standard.indicators if each.adverse == "above"}
    if source.settings.score is None and any(indicator in turned for _, indicator, *_ in found):
        raise _score_unclear(source)
    told = survey.scale(score for *_, score in found if score)
    if told is Scale.MIXED:
        raise source.refusal("percentages-look-like-fractions", survey.MIXED)
    fractions, negated = told is Scale.OF_1, source.settings.score == "not_experienced"
    rows = [
        (row, str(indicator), group, _percentage(score, fractions, indicator in turned and negated), base)
        for row, indicator, group, base, score in found
    ]
    return _summary(source, rows, _remarks(source, len(rows), fractions), header_row=number)


def _contractor_lines(
    rows: Sequence[Row], first: int, at: Mapping[str, int], questions: Mapping[str, int]
) -> Iterator[tuple[int, int, str, str | None, str | None]]:
    """Row, indicator, ethnic group, base and score of each row of an ethnic group and an indicator."""
    for number, row in enumerate(rows, first):
        question, name, value, base, score = (row[at[h]] if at[h] < len(row) else None for h in HEADINGS)
        indicator = questions.get(simplified(question or "")) or texts.indicator_number(question or "")
        group = ETHNICITY.parse_group(value or "")
        if indicator and "ethnic" in simplified(name or "") and group in ETHNICITY.main.known_groups:
            yield number, indicator, group, base, score


def _percentage(sent: str | None, fractions: bool, negated: bool) -> str | None:
    """The percentage, of those who did not where it is `negated`; what is no number stays as sent."""
    score = texts.percentage(sent or "")
    if score is None:
        return sent
    percent = score * 100 if fractions else score
    return _plain(100 - percent if negated else percent)


def _score_unclear(source: TableSource) -> Refused:
    return source.refusal(
        "score-unclear",
        "the scores of harassment and discrimination may count those who experienced it, or those who did not. "
        'Say which under [tables.survey_summary] in submission.toml: score = "experienced" or "not_experienced".',
    )


def _remarks(source: TableSource, rows: int, fractions: bool) -> Iterator[FileFault]:
    counted = {"experienced": "who experienced it", "not_experienced": "who did not experience it"}
    said = f", scores as those {counted[source.settings.score]}" if source.settings.score else ""
    message = f"read as a contractor's results by question; {rows} rows are of indicators{said}."
    yield source.fault("table-reshaped", message)
    if fractions:
        yield source.fault(
            "percentages-read-as-fractions", "every score is 1 or less; read as fractions of 1."
        )
