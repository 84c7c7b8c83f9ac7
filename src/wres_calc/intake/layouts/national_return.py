"""A filled-in national return as a submission: its counts, and its survey percentages.

Rows are known by their labels, below the section they stand in; columns by the groups in their headings.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, get_args

from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.intake import texts
from wres_calc.intake.columns import cell_at
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.layouts.layout import Block
from wres_calc.intake.model import FileFault, RawTable
from wres_calc.intake.names import simplified
from wres_calc.standards.model import Population, Standard
from wres_calc.standards.returns import Form, Row, form, forms

_LEAST_ROWS = 3
_UNKNOWN = ("unknown", "null", "notstated", "notknown", "undisclosed")
_POPULATIONS = get_args(Population)
_COUNTS = ("population", "group", "people", "staff_category", "pay_band")
_SURVEY = ("indicator", "group", "percentage")
_PRINTED = re.compile(r"([+-]?)(\d+(?:\.(\d+))?)\s*(%?)")
_EXACT = Fraction(1, 10**6)
"""How far a number in full may be from what it follows from."""


class Line(NamedTuple):
    """A row of the return: its number, the row of the form that it is, and its cells by group."""

    number: int
    section: str
    row: Row
    cells: Mapping[str, str | None]


def group_of(heading: str) -> str | None:
    """Return the group that a heading names: "BME", "Ethnicity unknown/null"."""
    name = simplified(heading)
    for each in CHARACTERISTICS.values():
        for group, label in each.main.groups.items():
            if name in (simplified(label), simplified(group)):
                return group
    return next(
        (each.main.unknown for each in CHARACTERISTICS.values() if any(w in name for w in _UNKNOWN)), None
    )


def is_return(block: Block) -> bool:
    """Whether the rows below headings that name groups are those of a return."""
    return any(
        {column.group for column in layout.columns} >= {*block.at.values()}
        and len({*block.at.values()}) >= 2
        and sum(1 for _ in lines_of(block, layout)) >= _LEAST_ROWS
        for layout in forms()
    )


def read_counts(
    source: TableSource, blocks: Sequence[Block], standard: Standard, organisation: str
) -> RawTable:
    """Read the people of a return as the table `counts`.

    What it prints beside counts is held to what follows from them: a remark for each number that differs. The workforce
    stands in several rows; it is taken once, and those that differ are faults.
    """
    block, layout = blocks[0], form(standard.code)
    lines = list(lines_of(block, layout))
    found: list[tuple[int | str | None, ...]] = []
    totals: list[Line] = []
    for line in lines:
        source_of = line.row.count
        if source_of is None or source_of.population not in _POPULATIONS:
            continue
        part = {name: value for name, value in source_of.part.items() if name in _COUNTS}
        if source_of.population == "workforce" and not part:
            totals.append(line)
            if len(totals) > 1:
                continue
        found += [
            (line.number, source_of.population, group, text, part.get("staff_category"), part.get("pay_band"))
            for group, text in line.cells.items()
            if text is not None
        ]
    said = f"read as a filled-in return, {len(lines)} rows of it known by their labels."
    table = block.table(_COUNTS, found, said, block.number)
    remarks = [
        *_other_totals(table, totals),
        *_differing(table, layout, lines),
        *_not_known(table, block, lines),
    ]
    return table.with_remarks(*remarks)


def read_survey(
    source: TableSource, blocks: Sequence[Block], standard: Standard, organisation: str
) -> RawTable:
    """Read the survey percentages of a return as the table `survey_summary`."""
    block = blocks[0]
    found = [
        (line.number, str(line.row.value.indicator), group, text)
        for line in lines_of(block, form(standard.code))
        if line.row.value
        for group, text in line.cells.items()
        if text is not None and group != CHARACTERISTICS[standard.characteristic].main.unknown
    ]
    return block.table(
        _SURVEY, found, f"{len(found)} percentages read from a filled-in return.", block.number
    )


def lines_of(block: Block, layout: Form) -> Iterator[Line]:
    """Yield the rows whose label is one of the section that they stand in."""
    sections = {simplified(section.title): section for section in layout.sections}
    first = min(block.at)
    within = None
    for number, row in block.below():
        label = simplified(next((cell for cell in row[:first] if cell), "") or "")
        if not label:
            continue
        if title := next(
            (each for each in sections if each in label or (len(label) > 8 and label in each)), None
        ):
            within = sections[title]
        rows = within.rows if within else ()
        known = next((each for each in rows if simplified(each.label) == label), None)
        if known is not None:
            cells = {group: cell_at(row, at) for at, group in block.at.items()}
            yield Line(number, within.title if within else "", known, cells)


def _not_known(table: RawTable, block: Block, lines: Sequence[Line]) -> Iterator[FileFault]:
    """Name rows that hold numbers and were not taken: what is not read is said."""
    taken = {line.number for line in lines}
    missing = [
        number
        for number, row in block.below()
        if number not in taken and any(_number(cell_at(row, at)) is not None for at in block.at)
    ]
    if missing:
        rows = ", ".join(map(str, missing[:20])) + (" and more" if len(missing) > 20 else "")
        yield table.fault(
            "return-row-not-known", f"rows {rows} hold numbers and no label of the form.", row=missing[0]
        )


def _other_totals(table: RawTable, totals: Sequence[Line]) -> Iterator[FileFault]:
    for line in totals[1:]:
        if any(_number(line.cells[group]) != _number(text) for group, text in totals[0].cells.items()):
            message = f"the workforce of row {line.number} is not that of row {totals[0].number}."
            yield table.fault("return-differs", message, row=line.number)


def _differing(table: RawTable, layout: Form, lines: Sequence[Line]) -> Iterator[FileFault]:
    """Hold what is printed beside the counts to what follows from them."""
    counts = {
        (line.row.key, group): Fraction(number)
        for line in lines
        if line.row.count
        for group, text in line.cells.items()
        if (number := _number(text)) is not None
    }
    groups = [column.group for column in layout.columns]
    headings = {column.group: column.heading for column in layout.columns}
    for line in lines:
        for group, text in line.cells.items():
            expected = _expected(line.row.formula, group, counts, groups) if line.row.formula else None
            if expected is None:
                continue
            counts[line.row.key, group] = expected
            if text is not None and (why := what_is_wrong(text, expected, "." in line.row.formula[0])):
                yield table.fault("return-differs", f"{headings.get(group, group)}: {why}", row=line.number)


def _expected(
    formula: Sequence[str], group: str, counts: Mapping[tuple[str, str], Fraction], groups: Sequence[str]
) -> Fraction | None:
    """What follows from the counts for a cell; a row of one number has it in the first column."""
    if "." in formula[0]:
        first, second = (tuple(ref.split(".")) for ref in (formula[0], formula[2]))
        own, other = counts.get((first[0], first[1])), counts.get((second[0], second[1]))
        return own / other if own is not None and other and group == groups[0] else None
    own = counts.get((formula[0], group))
    if formula[1] == "share":
        whole = sum(counts.get((formula[0], each), Fraction(0)) for each in groups)
        return own / whole if own is not None and whole else None
    other = counts.get((formula[2], group))
    if own is None or other is None or (formula[1] == "/" and not other):
        return None
    return own / other if formula[1] == "/" else own - other


def what_is_wrong(text: str, expected: Fraction, is_ratio: bool) -> str:
    """Say how a printed number is not the one that follows; empty where it is, as far as it is printed."""
    found = _PRINTED.fullmatch(text.strip())
    if found is None:
        return "this is text where a number stands."
    sign, digits, decimals, mark = found.groups()
    if mark and is_ratio:
        return "a ratio has no per cent sign."
    number = Fraction(Decimal(f"{sign}{digits}")) / (100 if mark else 1)
    near = max(Fraction(1, 2 * 10 ** len(decimals or "")) / (100 if mark else 1), _EXACT)

    def fits(times: Fraction) -> bool:
        return abs(number * times - expected) <= near * abs(times)

    if fits(Fraction(1)):
        return ""
    if not is_ratio and fits(Fraction(1, 100)):  # 29.5 for 29.5 %
        return ""
    follows = f"{float(expected):.4g}" if is_ratio else f"{float(100 * expected):.2f} %"
    if not is_ratio and expected and fits(Fraction(100)):
        return f"this is a fraction taken for a per cent; from the counts follows {follows}."
    if expected and fits(Fraction(-1)):
        return f"the sign is missing or wrong; from the counts follows {follows}."
    if is_ratio and number and expected and abs(1 / number - expected) <= 2 * near * expected * expected:
        return f"the ratio is the other way round; from the counts follows {follows}."
    return f"from the counts follows {follows}, not what is printed."


def _number(text: str | None) -> Decimal | None:
    return texts.number(text.replace(",", "").removesuffix("%").strip()) if text else None
