"""Reads staff survey results as others give them: the benchmark workbook, a contractor's results, own codes."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

import polars as pl

from wres_calc.facts.characteristics import CHARACTERISTICS, ETHNICITY
from wres_calc.facts.table import rows
from wres_calc.intake import texts
from wres_calc.intake.files.source import Refused, TableSource
from wres_calc.intake.layouts.layout import Block
from wres_calc.intake.model import RawTable, SurveyEdition
from wres_calc.intake.names import simplified
from wres_calc.standards.model import PercentageIndicator, Standard

_INDICATORS = {row["item"]: row["indicator"] for row in rows("benchmark_items")}
_ITEM = re.compile(rf"({'|'.join(_INDICATORS)})_eth_summary_(n_)?([12])_(\d{{4}})")
_CODE = re.compile(r"[A-Z0-9]{3,6}")
_GROUPS = dict(zip("12", ETHNICITY.main.known_groups, strict=True))
_COLUMNS = ("indicator", "group", "percentage", "respondents")
_LEAST_LIKELY = Decimal("0.05")
"""Percentages that are all below this could be fractions as well as per cent."""


class _Item(NamedTuple):
    """What a column of the benchmark workbook holds: a share of a group, or how many of it answered."""

    indicator: str
    group: str
    is_count: bool
    year: int


class _Line(NamedTuple):
    """The row of one organisation in a block: what may be its code by column, and its texts by item."""

    block: Block
    row: int
    codes: Mapping[int, str]
    cells: Mapping[_Item, str | None]


def benchmark_item(heading: str) -> _Item | None:
    """Return the item of the benchmark workbook that a heading names."""
    found = _ITEM.fullmatch(heading.strip().casefold())
    return found and _Item(_INDICATORS[found[1]], _GROUPS[found[3]], found[2] is not None, int(found[4]))


def read_benchmark(
    source: TableSource, blocks: Sequence[Block], standard: Standard, organisation: str
) -> RawTable:
    """Read an organisation's figures of one survey out of the national benchmark workbook.

    The organisation is found by its code on whichever sheet it stands. Items that are not shown there are left out.

    Raises:
        Refused: the organisation, or the year, is not in the workbook; or only units of the organisation are.
    """
    wanted, year = (source.settings.unit or organisation).upper(), standard.survey.year
    lines = [line for block in blocks for line in _benchmark_lines(block)]
    own = _lines_of(wanted, lines)
    if len(own) != 1:
        raise _organisation_not_found(source, wanted, lines)
    line = own[0]
    if year not in (years := sorted({item.year for item in line.cells})):
        message = f"it has no results of the {year} survey, but of {', '.join(map(str, years))}."
        raise source.refusal("column-missing", message)
    found: list[tuple[int | str | None, ...]] = []
    for item, text in line.cells.items():
        if item.year == year and not item.is_count and texts.number(text or "") is not None:
            count = line.cells.get(item._replace(is_count=True)) or ""
            respondents = count if texts.whole_number(count) is not None else None
            found.append((line.row, item.indicator, item.group, text, respondents))
    message = f"read as the survey's benchmark workbook: {wanted} in row {line.row}, survey of {year}."
    edition = SurveyEdition(weighted=False, survey_year=year)
    return line.block.table(_COLUMNS, found, message, line.row, edition=edition)


def _benchmark_lines(block: Block) -> Iterator[_Line]:
    """Yield the rows of a block, each with the cells that may be its code: many codes are letters alone."""
    for (number, row), (_, cells) in zip(block.below(), block.records(), strict=True):
        beside = {i: cell.strip().upper() for i, cell in enumerate(row) if cell and i not in block.at}
        if codes := {i: cell for i, cell in beside.items() if _CODE.fullmatch(cell)}:
            yield _Line(block, number, codes, cells)


def _lines_of(wanted: str, lines: Sequence[_Line]) -> list[_Line]:
    """Return the rows of a code, of the column where it names fewest: others may be of its board or region."""
    found = [(line, i) for line in lines for i, code in line.codes.items() if code == wanted]
    often = Counter((line.block.source.sheet, i) for line, i in found)
    return [line for line, i in found if often[line.block.source.sheet, i] == min(often.values())]


def _organisation_not_found(source: TableSource, wanted: str, lines: Sequence[_Line]) -> Refused:
    codes = {code for line in lines for code in line.codes.values()}
    units = sorted(code for code in codes if code.startswith(wanted) and code != wanted)
    if found := len(_lines_of(wanted, lines)):
        message = f"{wanted} is in it {found} times."
    elif units:
        message = (
            f"{wanted} itself is not in it, but its units {', '.join(units)} are. "
            f'Say which one under [tables.survey_summary] in submission.toml: unit = "{units[0]}".'
        )
    else:
        message = f"{wanted} is on none of its sheets."
    return source.refusal("organisation-not-found", message)


CONTRACTOR_HEADINGS = ("questionnumber", "dimname", "dimvalue", "basesize", "score")


def contractor_heading(heading: str) -> str | None:
    """Return which heading of a contractor's results this is, simplified."""
    return name if (name := simplified(heading)) in CONTRACTOR_HEADINGS else None


def read_contractor(
    source: TableSource, blocks: Sequence[Block], standard: Standard, organisation: str
) -> RawTable:
    """Read a survey contractor's results by question: a row for each question and group.

    Of the questions on harassment and discrimination a score may be the share that experienced it or the share that did
    not: `score` of the settings says. Of an indicator of which a high percentage is good it is the share that said yes.

    Raises:
        Refused: no row is of an ethnic group and an indicator; `score` is needed and not said; some scores are
            fractions and others per cent.
    """
    block, counted = blocks[0], source.settings.score
    found = list(_contractor_rows(block, _questions_of(standard)))
    adverse = {str(each.number) for each in standard.indicators if each.adverse == "above"}
    if not found:
        groups = " or ".join(ETHNICITY.main.groups[group] for group in ETHNICITY.main.known_groups)
        message = f"no row is of an indicator (questions of the year) and of {groups} staff."
        raise block.source.refusal("no-rows", message)
    if counted is None and any(indicator in adverse for _, indicator, *_ in found):
        message = (
            "the scores of harassment and discrimination may count those who experienced it, or those who did not. "
            'Say which under [tables.survey_summary] in submission.toml: score = "experienced" or "not_experienced".'
        )
        raise block.source.refusal("score-unclear", message)
    if are_fractions(score for *_, score, _ in found if score) is None:
        message = (
            "some figures are below 1 and others are not; fractions of 1 and per cent cannot be distinguished. "
            "Give all of them one way, or each with a per cent sign."
        )
        raise block.source.refusal("percentages-look-like-fractions", message)
    said = {"experienced": " who experienced it", "not_experienced": " who did not experience it"}
    message = f"read as a contractor's results by question; {len(found)} rows are of indicators"
    message += f", scores as those{said[counted]}." if counted else "."
    table = in_percent(block.table(_COLUMNS, found, message, block.number, header_row=block.number))
    return _counted_the_other_way(table, adverse) if counted == "not_experienced" else table


def _contractor_rows(
    block: Block, questions: Mapping[str, str]
) -> Iterator[tuple[int, str, str, str | None, str | None]]:
    """Yield row, indicator, ethnic group, score and base of each row of an ethnic group and an indicator."""
    for number, cells in block.records():
        question, name, value = (cells[heading] or "" for heading in CONTRACTOR_HEADINGS[:3])
        indicator = questions.get(simplified(question)) or texts.indicator_number(question)
        group = ETHNICITY.parse_group(value)
        if indicator and group in ETHNICITY.main.known_groups and "ethnic" in simplified(name):
            yield number, str(indicator), group, cells["score"], cells["basesize"]


def _questions_of(standard: Standard) -> dict[str, str]:
    """Return the indicator of each question of a year that is one alone; of two together as 14b/c."""
    found: dict[str, str] = {}
    for indicator in standard.indicators:
        if isinstance(indicator, PercentageIndicator):
            first, *others = indicator.questions
            name = simplified(first + "".join(question[-1] for question in others))
            found |= dict.fromkeys((name, name.removeprefix("q")), str(indicator.number))
    return found


def _counted_the_other_way(table: RawTable, indicators: Collection[str]) -> RawTable:
    """Return the table with 100 less each percentage of the `indicators`."""
    sent = {text: texts.percentage(text) for text in table.texts("percentage")}
    others = {text: _plain(100 - value) for text, value in sent.items() if value is not None}
    turned = table.with_texts("percentage", others).frame.get_column("percentage")
    cells = pl.when(pl.col("indicator").is_in(indicators)).then(turned).otherwise("percentage")
    return table.with_remarks(frame=table.frame.with_columns(cells.alias("percentage")))


def are_fractions(sent: Iterable[str]) -> bool | None:
    """Say whether the percentages of a column are fractions of 1; `None` where some are and others are not.

    They are where every one is 1 or less and none has a per cent sign; where all of them are below 0.05 it could be
    either, and they stay as they are.
    """
    numbers = {text: texts.percentage(text) for text in sent}
    bare = [number for text, number in numbers.items() if number is not None and not text.endswith("%")]
    if bare and len(bare) == len(numbers) and max(bare) <= 1:
        return max(bare) >= _LEAST_LIKELY
    return None if any(0 < number < 1 for number in bare) else False


def in_percent(table: RawTable) -> RawTable:
    """Return published percentages in per cent, where the whole column came as fractions of 1; else as they are."""
    sent = table.texts("percentage")
    if not are_fractions(sent):
        return table
    scaled = {text: _plain((texts.number(text) or Decimal(0)) * 100) for text in sent}
    message = "every percentage is 1 or less; they are read as fractions of 1 (0.134 is 13.4%)."
    return table.with_texts("percentage", scaled, table.fault("percentages-read-as-fractions", message))


@cache
def own_codes(survey_year: int, question: str, characteristic: str = ETHNICITY.name) -> dict[str, str]:
    """Return the survey's own codes of a characteristic with their categories; none for another question."""
    return {
        row["code"]: row["category"]
        for row in rows("survey_codes")
        if row["characteristic"] == characteristic
        and int(row["from"]) <= survey_year <= int(row["to"])
        and question in row["question"].split()
    }


@cache
def questions_with_codes() -> frozenset[str]:
    """Return the questions of any survey that are answered in codes of categories."""
    return frozenset(question for row in rows("survey_codes") for question in row["question"].split())


def with_categories(table: RawTable, survey_year: int) -> RawTable:
    """Return a table of respondents with categories, where it has the survey's own codes of a characteristic.

    Only where the heading is the number of that question and every cell one of its codes: bare digits mean different
    things in different systems.
    """
    for each in CHARACTERISTICS.values():
        heading = table.headings.get(each.column, "")
        codes = own_codes(survey_year, simplified(heading), each.name)
        sent = table.texts(each.column) if codes else []
        if sent and all(text.isdecimal() and text.lstrip("0") in codes for text in sent):
            message = f"the codes under {heading} are read as those of the {survey_year} staff survey."
            categories = {text: codes[text.lstrip("0")] for text in sent}
            table = table.with_texts(each.column, categories, table.fault("table-reshaped", message))
    return table


def _plain(value: Decimal) -> str:
    """Write a decimal without an exponent."""
    return format(value.normalize(), "f")
