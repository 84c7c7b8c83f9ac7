"""A filled-in national return as a submission: its counts, and its survey percentages.

What it prints besides, and whether it agrees with the counts, is for the checks: the tables carry its rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import get_args

from wres_calc.facts.characteristics import UNKNOWN
from wres_calc.intake import texts
from wres_calc.intake.columns import cell_at
from wres_calc.intake.files.kinds import Kind
from wres_calc.intake.files.percent_cells import percent_cells
from wres_calc.intake.files.source import TableSource
from wres_calc.intake.layouts.form_rows import FoundRow, columns_of, rows_of
from wres_calc.intake.layouts.layout import Block
from wres_calc.intake.model import FileFault, FilledForm, PrintedRow, RawTable
from wres_calc.intake.names import simplified
from wres_calc.intake.tables import previous
from wres_calc.standards.model import Population, Standard
from wres_calc.standards.returns import Form, forms

_LEAST_ROWS = 3
_POPULATIONS = get_args(Population)
_COUNTS = ("population", "group", "people", "staff_category", "pay_band")
_SURVEY = ("indicator", "group", "percentage")
_ALL = 100
_NAMED = 20
"""So many rows are named; that there are more is said."""


@dataclass(frozen=True)
class ReadForm:
    """A block read as a form: the rows of its layout, and the position of each group of the year.

    `beside` are the other sheets of the workbook that hold rows of a form: they are not read.
    """

    block: Block
    layout: Form
    found: tuple[FoundRow, ...]
    at: Mapping[str, int]
    beside: tuple[str, ...] = ()

    @cached_property
    def rows(self) -> tuple[PrintedRow, ...]:
        """The rows with their cells."""
        source = self.block.source
        is_xlsx = source.kind is Kind.XLSX
        percent = percent_cells(source.path, source.sheet or "") if is_xlsx else frozenset()
        return tuple(
            PrintedRow(
                each.number,
                each.section,
                each.row,
                each.label,
                {group: self._shown(each.number, at, percent) for group, at in self.at.items()},
            )
            for each in self.found
        )

    def sheets_not_read(self, source: TableSource) -> Iterator[FileFault]:
        """Yield a remark on each other sheet that holds rows of a form."""
        for name in self.beside:
            message = f'sheet "{name}" holds rows of a return too; of a form on several sheets one is read.'
            yield source.fault("return-row-not-known", message)

    def _shown(self, number: int, at: int, percent: frozenset[tuple[int, int]]) -> str | None:
        """A cell as it is shown: an error as such, a number in per cent with its sign."""
        place, inspected = self.block.place(number, at), self.block.inspected
        text = cell_at(self.block.rows[number - self.block.number - 1], at)
        if place in inspected.uncalculated and text in (None, "0"):
            return None
        if text is None:
            return inspected.errors.get(place)
        if place in percent:
            try:
                return f"{format((Decimal(text) * 100).normalize(), 'f')}%"
            except InvalidOperation:
                return text
        return text

    def uncalculated(self, row: PrintedRow) -> Iterator[str]:
        """Yield the groups in whose column a row has a formula without a value."""
        for group, at in self.at.items():
            there = self.block.place(row.number, at) in self.block.inspected.uncalculated
            if there and row.cells[group] is None:
                yield group


def form_of(block: Block, year: int | None = None) -> ReadForm | None:
    """Return the block as the form of which it has most rows; `None` where it is none.

    Of groups that stand for several years those of `year` are meant, the first without one.
    """
    groups = {*block.at.values()}
    if len(groups) < 2:
        return None
    fitting = [each for each in forms() if {column.group for column in each.columns} >= groups]
    read = [(each, tuple(rows_of(block, each))) for each in fitting]
    layout, found = max(read, key=lambda each: len(each[1]), default=(None, ()))
    if layout is None or len(found) < _LEAST_ROWS:
        return None
    first = {group: at for at, group in sorted(block.at.items(), reverse=True)}
    at = first if year is None else columns_of(block, year)
    return ReadForm(block, layout, found, first if at is None else at)


def is_return(block: Block) -> bool:
    """Whether the rows below headings that name groups are those of a return."""
    return form_of(block) is not None


def has_percentages(block: Block) -> bool:
    """Whether they are, and some of its survey percentages are filled in."""
    form = form_of(block)
    return form is not None and any(
        cell_at(block.rows[each.number - block.number - 1], at)
        for each in form.found
        if each.row.value
        for at in block.at
    )


def best_form(blocks: Sequence[Block], year: int | None = None) -> ReadForm:
    """Return the form among blocks, one a sheet, that has most rows."""
    read = [form for block in blocks if (form := form_of(block, year))]
    best = max(read, key=lambda each: len(each.found))
    beside = dict.fromkeys(each.block.source.sheet or "" for each in read if each is not best)
    return replace(best, beside=tuple(beside))


def read_form(blocks: Sequence[Block], year: int) -> ReadForm:
    """Read the form among blocks, one a sheet, that has most rows.

    Raises:
        Refused: its groups stand several times, and nothing above them tells which are of the year.
    """
    form = best_form(blocks, year)
    if columns_of(form.block, year) is None:
        block, heading = form.block, form.block.headings[min(form.block.at)]
        message = (
            f"row {block.number} names each group several times, and nothing above says which are of {year}."
        )
        raise block.source.refusal("heading-repeated", message, row=block.number, column=heading)
    return form


def read_counts(
    source: TableSource, blocks: Sequence[Block], standard: Standard, organisation: str
) -> RawTable:
    """Read the people of a return as the table `counts`; the workforce by band where bands are filled in.

    Raises:
        Refused: as `read_form`.
    """
    form = read_form(blocks, standard.reporting_year)
    counted = [row for row in form.rows if (count := row.row.count) and count.population in _POPULATIONS]
    is_banded = any(_numbers(row) for row in counted if row.row.count and "pay_band" in row.row.count.part)
    found: list[tuple[int | str | None, ...]] = []
    taken = set[tuple[str, ...]]()
    used = []
    for row in counted:
        source_of = row.row.count
        assert source_of is not None
        category, band = (source_of.part.get(name) for name in _COUNTS[3:])
        if source_of.population == "workforce" and (band is None) == is_banded:
            continue
        used.append(row)
        for (population, group), people in _numbers(row).items():
            place = (population, group, category or "", band or "")
            if place not in taken:
                taken.add(place)
                found.append((row.number, population, group, people, category, band))
    said = f"read as a filled-in return, {len(form.rows)} rows of it known by their labels."
    table = _table(form, _COUNTS, found, said, [row for row in form.rows if not row.row.value])
    return table.with_remarks(
        *form.sheets_not_read(source),
        *_loosely(table, form),
        *_not_known(table, form),
        *_of_two_years(table, used),
        *_uncalculated(table, form, used),
    )


def read_survey(
    source: TableSource, blocks: Sequence[Block], standard: Standard, organisation: str
) -> RawTable:
    """Read the survey percentages of a return as the table `survey_summary`.

    Raises:
        Refused: as `read_form`.
    """
    form = read_form(blocks, standard.reporting_year)
    rows = [row for row in form.rows if row.row.value]
    found = [
        (row.number, str(row.row.value.indicator), group, text)
        for row in rows
        if row.row.value
        for group, text in row.cells.items()
        if text is not None and _is_percentage(text) and group != UNKNOWN
    ]
    table = _table(form, _SURVEY, found, f"{len(found)} percentages read from a filled-in return.", rows)
    return table.with_remarks(*_uncalculated(table, form, rows))


def _table(
    form: ReadForm,
    columns: Sequence[str],
    found: Sequence[tuple[int | str | None, ...]],
    said: str,
    rows: Sequence[PrintedRow],
) -> RawTable:
    block = form.block
    table = block.table(columns, found, said, block.number, header_row=block.number)
    headings = {group: block.headings[at] or "" for group, at in form.at.items()}
    places = {group: block.place(0, at)[1] for group, at in form.at.items()}
    filled = FilledForm(form.layout.standard, tuple(rows))
    return replace(table, headings={**table.headings, **headings}, columns=places, filled=filled)


def _numbers(row: PrintedRow) -> dict[tuple[str, str], str]:
    """The people that a row holds, by population and group; of a mean of two years half of its sum is for each year."""
    count = row.row.count
    assert count is not None
    found = {}
    for group, text in row.cells.items():
        number = texts.number(text or "") if count.halves else texts.whole_number(text or "")
        if number is None or number < 0:
            continue
        if not count.halves:
            found[count.population, group] = str(number)
        elif (both := 2 * number) == int(both):
            found[count.population, group] = str(-(-int(both) // 2))
            found[previous(count.population), group] = str(int(both) // 2)
    return found


def _is_percentage(text: str) -> bool:
    percentage = texts.percentage(text)
    return percentage is not None and 0 <= percentage <= _ALL


def _loosely(table: RawTable, form: ReadForm) -> Iterator[FileFault]:
    """Say of each row that is not labelled as in the form what it was taken for."""
    for each in form.found:
        if not each.is_exact:
            message = f'"{each.label}" is taken for "{each.row.label}" of "{each.section.title}".'
            yield table.fault("return-row-read-loosely", message, row=each.number)


def _not_known(table: RawTable, form: ReadForm) -> Iterator[FileFault]:
    """Name rows that hold numbers and were not taken: what is not read is said. A row may stand twice."""
    known = {each.number for each in form.found}
    said = {(simplified(row.label), *row.cells.values()) for row in form.rows}
    missing = []
    for number, row in form.block.below():
        cells = [cell_at(row, at) for at in form.at.values()]
        labels = [simplified(cell) for cell in row[: min(form.block.at)] if cell]
        if number in known or any((label, *cells) in said for label in labels):
            continue
        if any(
            texts.number(cell.replace(",", "").removesuffix("%").strip()) is not None
            for cell in cells
            if cell
        ):
            missing.append(number)
    if missing:
        rows = ", ".join(map(str, missing[:_NAMED])) + (" and more" if len(missing) > _NAMED else "")
        message = f"rows {rows} hold numbers and no label of the form."
        yield table.fault("return-row-not-known", message, row=missing[0])


def _of_two_years(table: RawTable, used: Iterable[PrintedRow]) -> Iterator[FileFault]:
    for row in used:
        if row.row.count and row.row.count.halves and _numbers(row):
            message = (
                f'row {row.number}, "{row.label}": the mean of two years; half of the people count in each.'
            )
            yield table.fault("table-reshaped", message, row=row.number)


def _uncalculated(table: RawTable, form: ReadForm, used: Iterable[PrintedRow]) -> Iterator[FileFault]:
    for row in used:
        for group in form.uncalculated(row):
            message = f'row {row.number}, "{row.label}": the formula has never been calculated.'
            yield table.fault("formula-without-value", message, row=row.number, column=group)
