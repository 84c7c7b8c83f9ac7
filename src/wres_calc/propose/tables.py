"""Finds which table each of several files and sheets is, and below which headings it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from wres_calc.facts import survey
from wres_calc.facts.table import rows
from wres_calc.intake.columns import Headings, Row, best_row, canonical, find_headings, recognised, required
from wres_calc.intake.config import TableSettings
from wres_calc.intake.files.grids import Grid
from wres_calc.intake.files.source import TOP_ROWS, TableSource
from wres_calc.intake.names import simplified
from wres_calc.intake.tables import TABLES, is_previous, kind, like
from wres_calc.propose import columns
from wres_calc.propose.columns import Columns
from wres_calc.propose.model import Ask, Export, Option, Question

LEAST = 1.5
"""A part of a lower score is none of the tables."""
APART = 0.75
"""By so much the best must be more like than the next, to be taken without asking."""
_COMPLETE, _NAMED = 3.0, 1.0
_TAKEN, _UNSURE = 1.0, 0.3
_EVENTS = ("disciplinary", "training")
_OTHER = "none"
"""Under this name `table_words.csv` has words for lists of people that are no table."""
_COMMON = 1 / 5
"""A column that more tables share sets none apart: ethnic origins and organisations stand in lists of anything."""


@dataclass(frozen=True)
class FoundSheet:
    """A sheet of a file, or a file without sheets."""

    export: Export
    grid: Grid
    sheets: int

    @property
    def shown(self) -> str:
        """File and sheet, for messages."""
        return f'{self.export.label}, sheet "{self.grid.sheet}"' if self.sheets > 1 else self.export.label


@dataclass(frozen=True)
class Fit:
    """A part taken for a table: how like it is, and where and what its columns would be."""

    table: str
    part: FoundSheet
    score: float
    source: TableSource
    headings: Headings
    columns: Columns


def _fit(table: str, part: FoundSheet, settings: TableSettings) -> Fit:
    source = TableSource(table, part.export.path, part.export.label, settings)
    if part.grid.sheet is not None:
        source = source.on_sheet(part.grid.sheet)
    headings = _headings(source, part.grid.rows)
    below = part.grid.rows[headings.number :]
    found = columns.infer(table, headings.row, below, settings.columns)
    return Fit(table, part, _score(table, part, found), source, headings, found)


def _headings(source: TableSource, grid: Sequence[Row]) -> Headings:
    """Where the reader finds them, or would but for full rows above; else the first row that is full, and of words."""
    top = grid[:TOP_ROWS]
    found = find_headings(source, top)
    if recognised(source, found.row).intersection(required(source.name)):
        return found
    known, best = best_row(source, top)
    if known > 1:
        return best
    most = max((sum(map(bool, row)) for row in grid), default=0)
    for number, row in enumerate(top, 1):
        texts = [cell for cell in row if cell]
        if len(texts) >= 0.8 * most and not any(text.replace(".", "").isdecimal() for text in texts):
            return Headings(number, row)
    return found


def _score(table: str, part: FoundSheet, found: Columns) -> float:
    """Score higher the more columns a table shares with no other and the more complete it is.

    0 where nothing there is its own.
    """
    shares = {**dict.fromkeys(found.unsure, _UNSURE), **dict.fromkeys(found.taken, _TAKEN)}
    if not any(_distinguishes(table, column) for column in shares):
        return 0.0
    needed = [
        column
        for column in required(table)
        if column in found.taken or columns.is_needed(table, column, found.taken)
    ]
    # Numbers of people and dates alone would make cases of leavers.
    certain = like(table) not in _EVENTS and all(column in found.taken for column in needed)
    named = _is_called(kind(table), part)
    if kind(table) != like(table) and not named:
        return 0.0  # a list of cases is of another kind only where it is called so
    if _is_called(_OTHER, part) and not certain and not named:
        return 0.0
    complete = sum(shares.get(column, 0.0) for column in needed) / max(1, len(needed))
    own = sum(_weight(column) * share for column, share in shares.items())
    return own + _COMPLETE * complete + _NAMED * named


def _distinguishes(table: str, column: str) -> bool:
    """Whether a column sets the table apart from others; a survey by its questions alone."""
    if table == "staff_survey":
        return column in survey.QUESTIONS
    return _weight(column) > _COMMON


@cache
def _weight(column: str) -> float:
    return 1 / sum(column in canonical(table) for table in TABLES if table == like(table))


def _is_called(name: str, part: FoundSheet) -> bool:
    """Whether the file or the sheet is called something like the table of this name, or like `_OTHER` lists."""
    called = {simplified(part.export.path.stem), simplified(part.grid.sheet or "")}
    return any(word in each for word in _words(name) for each in called)


@cache
def _words(name: str) -> tuple[str, ...]:
    return (
        simplified(name),
        *(simplified(row["word"]) for row in rows("table_words") if row["table"] == name),
    )


@dataclass
class Assigned:
    """The parts of each table, those that may be one of several tables, and those that are none."""

    by_table: dict[str, list[Fit]] = field(default_factory=dict)
    unplaced: list[list[Fit]] = field(default_factory=list)
    none: list[FoundSheet] = field(default_factory=list)

    def add(self, fit: Fit) -> None:
        """Take a part for its table."""
        self.by_table.setdefault(fit.table, []).append(fit)


def assign(
    parts: Sequence[FoundSheet], known: Mapping[str, TableSettings], tables: Sequence[str], ask: Ask
) -> Assigned:
    """Assign each part to one of the `tables`: where several are possible, one that no other part is, or ask."""
    done = Assigned()
    found = [(part, _likely(part, known, tables)) for part in parts]
    # One file alone is of this year, or of both.
    alone = sum(any(is_previous(fit.table) for fit in likely) for _, likely in found) == 1
    several: list[list[Fit]] = []
    for part, likely in found:
        if alone and len({kind(fit.table) for fit in likely}) == 1:
            likely = [fit for fit in likely if not is_previous(fit.table)] or likely
        if len(likely) > 1:
            several.append(likely)
        elif likely:
            done.add(likely[0])
        else:
            done.none.append(part)
    for likely in several:
        left = [fit for fit in likely if fit.table not in done.by_table] or likely
        if chosen := left[0] if len(left) == 1 else _which(left, ask):
            done.add(chosen)
        else:
            done.unplaced.append(left)
    return done


def _likely(part: FoundSheet, known: Mapping[str, TableSettings], tables: Sequence[str]) -> list[Fit]:
    """What the part may be, the likeliest first and those near to it; what it was said to be before is certain."""
    found = [_fit(table, part, known.get(table, TableSettings())) for table in tables]
    ranked = sorted(found, key=lambda fit: -fit.score)
    if said := [fit for fit in ranked if _is_said(part, known.get(fit.table))]:
        return said[:1]
    return [fit for fit in ranked if fit.score >= LEAST and ranked[0].score - fit.score < APART]


def _is_said(part: FoundSheet, settings: TableSettings | None) -> bool:
    if settings is None or settings.file != part.export.label:
        return False
    return settings.sheet in (None, part.grid.sheet)


def _which(likely: Sequence[Fit], ask: Ask) -> Fit | None:
    words = f"{likely[0].part.shown}: which table is it?"
    answer = ask(Question.one_of("", ("table",), words, *(Option(fit.table) for fit in likely)))
    return next((fit for fit in likely if fit.table == answer), None)
