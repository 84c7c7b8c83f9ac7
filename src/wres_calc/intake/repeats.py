"""Finds columns that hold a value only where it changes, and fills them in as `submission.toml` says."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import prod
from typing import get_args

import polars as pl

from wres_calc.errors import ConfigurationError
from wres_calc.facts.survey import QUESTIONS
from wres_calc.intake.config import TableSettings
from wres_calc.intake.days import date
from wres_calc.intake.model import FileFault, RawTable
from wres_calc.intake.refusals import SCIENTIFIC, Refusals
from wres_calc.intake.tables import TABLES, day_columns, like

_FEWEST_BLANK = 4
"""A column with fewer blank cells than this is not asked about."""

_MANY_BLANK = 1 / 3
"""From this share of blank cells on values that always change are remarkable, however few they are."""

_MOST_BLANK = 4 / 5
"""The same where the first row is blank too, and every value stands once."""

_OPEN_END = 4000
"""Days of this year and later stand for an end that is open: 31/12/4712, 31/12/9999."""

_BLANK_BELOW = 4
"""So many blank cells for each open end mean that it is printed once; a history has as many rows to come at most."""

_EVENTS = ("disciplinary", "training")

_PAIRS_EXPECTED = 3
"""Where so many values in two adjacent rows would be equal by chance, none that is equal is remarkable."""

_MANY_VALUED = ("grade", "job_role", "staff_group", "stage", "course", "case_type")
_ALIKE, _ALIKE_OF_MANY = 0.5, 0.1
"""At least so likely two rows hold the same value in most columns, in those of many values."""

_BY_CHANCE, _DAYS_BY_CHANCE = 0.12, 0.02
"""What is likelier by chance is not asked about. Ends stand in a few rows of many tables: of days it must be less."""


def fill_repeats(table: RawTable, settings: TableSettings) -> RawTable:
    """Fill the columns in which repeated values are left out, as `repeats` of the settings says.

    Where the settings say nothing of such a column, an error among the remarks asks for it. `repeats` for the whole
    table speaks of the columns that look so alone; for a column by its name, of that one however it looks.

    Raises:
        ConfigurationError: the settings name a column that the table does not have.
    """
    if isinstance(settings.repeats, dict) and (unknown := sorted({*settings.repeats} - {*table.headings})):
        raise ConfigurationError(
            f"submission.toml says under [tables.{table.name}] repeats of a column that {table.file} does not have: "
            f"{', '.join(unknown)}. Its columns are: {', '.join(table.headings)}.",
            "Name one of these, or take it out of repeats.",
        )
    if table.read_as is not None:
        return table
    found = set(columns_with_repeats(table))
    said: list[FileFault] = []
    frame = table.frame
    for column in table.headings:
        own = settings.repeats
        chosen = own.get(column) if isinstance(own, dict) else own if column in found else None
        if chosen == "fill" and frame.get_column(column).null_count():
            filled = frame.get_column(column).fill_null(strategy="forward")
            cells = frame.get_column(column).null_count() - filled.null_count()
            frame = frame.with_columns(filled)
            message = f"{cells:,} blank cells take the value above them, as submission.toml says."
            said.append(table.fault("repeats-filled", message, column=column))
        elif chosen is None and column in found and column in TABLES[table.form].model_fields:
            said.append(table.fault("repeats-unclear", _question(table, column), column=column))
    return table.with_remarks(*said, frame=frame)


def _question(table: RawTable, column: str) -> str:
    blank = table.frame.get_column(column).null_count()
    return (
        f"the column holds a value only where it changes; {blank:,} of its cells are blank. Say under "
        f'[tables.{table.name}] in submission.toml: repeats = "fill" where a blank cell repeats the value above it, '
        f'or "blank" where it is blank. For one column alone: repeats.{column} = "fill".'
    )


def columns_with_repeats(table: RawTable) -> Iterator[str]:
    """Yield the columns that hold a value only where it changes, and would hardly look so by chance."""
    days = day_columns(table.form)
    blank = {column: table.frame.get_column(column).null_count() for column in table.headings}
    partly = [
        column
        for column, cells in blank.items()
        if _FEWEST_BLANK <= cells < table.frame.height and (column in days or _is_of_few(table, column))
    ]
    each = pl.col(partly)
    repeated = table.frame.select((each == each.shift(1)).any())  # of most columns it settles it
    for column in partly:
        if repeated.item(0, column):
            continue
        look = _Look(table.frame.get_column(column))
        if look.says_days_are_left_out() if column in days else look.says_values_are_left_out(column):
            yield column


class _Look:
    """How the filled cells of a column lie among the blank ones, and how likely that would be by chance.

    No cell of it holds the same as the one above it.
    """

    def __init__(self, cells: pl.Series) -> None:
        self.filled, above = cells.drop_nulls(), cells.shift(1)
        self.rows, self.many = cells.len(), self.filled.len()
        self.blank = 1 - self.many / self.rows
        self.first = cells[0] is not None
        self.changing = not (self.filled == self.filled.shift(1)).any()
        self.adjacent = int((cells.is_not_null() & above.is_not_null()).sum())

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many cells hold each text."""
        return dict(self.filled.value_counts().iter_rows())

    @property
    def different(self) -> int:
        return len(self.counts)

    @cached_property
    def alike(self) -> float:
        """How likely it is that two filled cells hold the same."""
        pairs = self.many * (self.many - 1)
        return sum(n * (n - 1) for n in self.counts.values()) / pairs if pairs else 0.0

    def says_values_are_left_out(self, column: str) -> bool:
        """Whether a column of few texts looks so.

        Either the first row is filled and each filled cell differs from the one before it (with a third of the cells
        blank) or stands above a blank one (with half of them blank). Or every value stands once, the first row is
        blank too and four fifths of the cells are. Or no two adjacent rows hold the same value where some would by
        chance: a report may print a value again on each page. A column of one value alone is one where only its first
        row holds it: yes and blank cells are an ordinary flag.
        """
        if self.different == 1:
            return self.first and self.many == 1
        if self.adjacent * self.alike >= _PAIRS_EXPECTED:
            return True
        likely = max(self.alike, _ALIKE_OF_MANY if _many_valued(column) else _ALIKE)
        once = self.different == self.many
        of_values = (
            prod(max(0.0, 1 - likely * i) for i in range(self.many))
            if once
            else (1 - likely) ** (self.many - 1)
        )
        if not self.first:
            few = not _many_valued(column) or of_values <= _BY_CHANCE
            return once and self.blank >= _MOST_BLANK and few
        changes = self.changing and self.blank >= _MANY_BLANK
        apart = self.adjacent == 0 and self.blank >= 1 / 2
        chance = (of_values if changes else 1) * (self._apart_by_chance() if apart else 1)
        return (changes or apart) and chance * (1 - self.blank) <= _BY_CHANCE

    def says_days_are_left_out(self) -> bool:
        """Whether a column of days looks so: most rows have no end, but where open ends are printed all have one."""
        if not self.first or not self.changing or self.blank < _MANY_BLANK:
            return False
        open_ends = {
            text for text in self.counts if (day := date(text)) is not None and day.year >= _OPEN_END
        }
        ends = sum(self.counts[text] for text in open_ends)
        if ends and ends * _BLANK_BELOW <= self.rows - self.many:
            return True
        by_chance = (1 - self.blank) * self._apart_by_chance() * (1 - self.alike) ** (self.many - 1)
        return self.adjacent == 0 and by_chance <= _DAYS_BY_CHANCE

    def _apart_by_chance(self) -> float:
        """Return how likely it is that no two filled cells stand in adjacent rows, if they stand anywhere."""
        return prod((self.rows - self.many + 1 - i) / (self.rows - i) for i in range(self.many))


def _many_valued(column: str) -> bool:
    return column in _MANY_VALUED or " " in column


def _is_of_few(table: RawTable, column: str) -> bool:
    """Whether a column holds one of few texts, or yes and no: not a day, a number, an identifier or a role.

    Nor an ethnic category beside the employee number of an event: a blank one is taken from the workforce. Nor a
    question that only some are asked.
    """
    if column in QUESTIONS and not QUESTIONS[column].of_all:
        return False
    if column == "ethnic_category" and like(table.form) in _EVENTS and "employee_number" in table.headings:
        return False
    field = TABLES[table.form].model_fields.get(column)
    if field is None:  # a breakdown of the submission's own
        return True
    kinds = {bool, str} & {field.annotation, *get_args(field.annotation)}
    functions = [getattr(part, "func", None) for part in field.metadata]
    identifier = any(isinstance(each, Refusals) and SCIENTIFIC in each.refusals for each in functions)
    return bool(kinds) and not identifier and column != "role"
