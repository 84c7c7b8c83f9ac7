"""Finds which column of an export is which column of a table: by name, by likeness, by what the cells look like."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from wres_calc.checking.cells import accepts, is_coded
from wres_calc.facts import pay, stages, survey
from wres_calc.facts.table import rows
from wres_calc.intake import days
from wres_calc.intake.columns import Row, candidates, canonical, cell_at, known_headings, positions_of
from wres_calc.intake.layouts.survey_results import questions_with_codes
from wres_calc.intake.names import simplified
from wres_calc.intake.tables import TABLES, day_columns, like
from wres_calc.intake.unused_columns import TAKES_PART, topics_of
from wres_calc.propose.model import Option

_IDENTIFIER = re.compile(r"[A-Za-z]{0,4}[-/ ]?\d{3,12}")
_KNOWN_WORDS: Mapping[str, Callable[[str], object]] = {
    "grade": lambda text: pay.parse_grade(text) or pay.parse_medical_grade(text),
    **TAKES_PART["workforce"],
}
"""Columns that take any text, and the lists of the texts that are known."""
_OF_A_LIST = ("ethnic_category", "staff_group", "stage", *_KNOWN_WORDS)
"""Columns that are recognised by their cells alone."""
_SIDES = {"effective_from": "start", "entered_on": "start", "effective_to": "end"}
"""Columns of days, and whether something starts or ends then."""
_NO_HEADING = ("ethnic_category", "staff_group", "employee_number", "case_id", "entered_on", "completed_on")
"""Columns of which no cell is a heading."""
_NEARLY_ALL, _LIKELY_NAME, _LIKELY_CELLS = 0.8, 0.7, 0.6
_WORTH_ASKING, _WORTH_ASKING_UNPROMPTED = 0.45, 0.8
_MOST_OPTIONS, _SAMPLES = 5, 3
_MATTER = ("employee_number", "entered_on", "completed_on", "mandatory")
"""Columns that need not be there, and without which figures are wrong: asked about like those that must.

A list of cases without employee numbers counts cases and not people, of whom it may not know the ethnicity.
"""


@dataclass(frozen=True)
class Taken:
    """A column that was found: the heading as sent and why it is this one. `named` says that the reader finds it."""

    heading: str
    why: str
    named: bool


@dataclass
class Columns:
    """What each column of a table is in an export, and what may be. `others` are the headings that are left."""

    taken: dict[str, Taken] = field(default_factory=dict)
    unsure: dict[str, list[Option]] = field(default_factory=dict)
    others: list[Option] = field(default_factory=list)


@dataclass(frozen=True)
class _Candidate:
    """A heading that may be a column: how like a known one it is, and what share of its different cells fits.

    Both go from 0 to 1; `fitting` is `None` where cells say nothing of the column.
    """

    table: str
    column: str
    heading: str
    cells: Sequence[str]
    likeness: float
    fitting: float | None

    @property
    def of_own_list(self) -> bool:
        """Whether the cells hold several texts of a list of the column's own: not yes and no, not letters alone."""
        return self.column in _OF_A_LIST and len({text for text in self.cells if len(text) > 1}) > 1

    @property
    def is_sure(self) -> bool:
        """Whether name and cells both are like enough to take it without asking."""
        fits = (self.fitting or 0) >= _LIKELY_CELLS
        return fits and self.likeness >= _LIKELY_NAME and self.of_own_list

    @property
    def score(self) -> float:
        """From 0 to 1, how like it is altogether."""
        if self.fitting is None:
            return self.likeness * 0.8
        both = (self.likeness + self.fitting) / 2 if self.fitting > 0.5 else 0.0
        return max(both, self.fitting * 0.9 if self.of_own_list else 0.0)

    @property
    def says_as_much(self) -> bool:
        """Whether the heading speaks of the start or the end that the column is, and the cells fit."""
        side = _SIDES.get(self.column)
        return side in topics_of(self.heading) and (self.fitting or 0) >= _LIKELY_CELLS

    @property
    def why(self) -> str:
        """Why it may be the column, in words."""
        if self.fitting is None:
            return "a similar heading"
        return f"{self.fitting:.0%} of its different values fit"

    def option(self) -> Option:
        """Offer the heading with some of its cells: days as days, not as the numbers that spreadsheets store."""
        is_day = self.column in day_columns(self.table)
        shown = [
            day.isoformat() if is_day and (day := days.date(text)) else text
            for text in dict.fromkeys(self.cells[:100])
        ]
        return _option(self.heading, shown, self.why)


def _candidate(table: str, column: str, heading: str, cells: Sequence[str]) -> _Candidate | None:
    """Return the heading as a candidate; `None` where it is itself a cell, or speaks of an end for a start."""
    is_cell = column in _NO_HEADING and _fitting(table, column, [heading]) == 1
    side = _SIDES.get(column)
    if is_cell or (side and topics_of(heading) & {"start", "end"} == {"start", "end"} - {side}):
        return None
    sent = simplified(heading)
    likeness = max((_alike(sent, known) for known in _names(table, column)), default=0.0)
    return _Candidate(table, column, heading, cells, likeness, _fitting(table, column, cells))


@cache
def _names(table: str, column: str) -> tuple[str, ...]:
    return tuple(heading for heading, columns in known_headings(table).items() if column in columns)


def _alike(sent: str, known: str) -> float:
    """From 0 to 1, how like two headings are; one that is within the other counts as like."""
    shorter, longer = sorted((sent, known), key=len)
    if len(shorter) >= 5 and shorter in longer:
        return max(0.75, len(shorter) / len(longer))
    return SequenceMatcher(None, sent, known, autojunk=False).ratio()


def _fitting(table: str, column: str, cells: Sequence[str]) -> float | None:
    """From 0 to 1, the share of the distinct cells that the column takes; `None` where they say nothing of it."""
    distinct = set(cells)
    fits = _judge_of(table, column)
    return sum(map(fits, distinct)) / len(distinct) if fits and distinct else None


def _judge_of(table: str, column: str) -> Callable[[str], bool] | None:
    """Return what says whether a text is of the column; `None` where any text could be."""
    if (parse := _KNOWN_WORDS.get(column)) is not None:
        return lambda text: parse(text) is not None
    if column in ("employee_number", "case_id"):
        return lambda text: _IDENTIFIER.fullmatch(text) is not None
    if not is_coded(table, column):
        return None
    is_day = column in day_columns(table)  # any number of five digits could be a day
    return lambda text: accepts(table, column, text) and not (is_day and days.is_serial(text))


def _states_appointments(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are stages of an application, an appointment among them."""
    sent = [stages.parse_recruitment_stage(text) for text in set(cells)]
    known = [stages.RECRUITMENT_STAGES[stage] for stage in sent if stage is not None]
    return len(known) >= _NEARLY_ALL * len(sent) and any(stage.appointed for stage in known)


def infer(table: str, row: Row, below: Sequence[Row], chosen: Mapping[str, str]) -> Columns:
    """Find the columns of `table` among the headings `row`; `below` are the rows under it, `chosen` earlier answers."""
    found = Columns()
    positions: dict[str, int] = {}
    headings = {i: cell for i, cell in enumerate(row) if cell}
    for column, heading in chosen.items():
        if at := positions_of(row, heading):
            positions[column] = at[0]
            found.taken[column] = Taken(headings[at[0]], "as submission.toml says", False)
    cells = {i: [text for other in below if (text := cell_at(other, i))] for i in headings}
    for column, at in candidates(table, row, positions).items():
        if len(at) == 1 and not _is_doubtful(table, column, headings[at[0]], cells[at[0]]):
            positions[column] = at[0]
            found.taken[column] = Taken(headings[at[0]], "by its heading", True)
        elif len(at) > 1:
            found.unsure[column] = [_option(headings[i], cells[i], "a heading it is known by") for i in at]
    free = {i: heading for i, heading in headings.items() if i not in positions.values()}
    for column in _wanted(table, found):
        _by_likeness(table, column, free, cells, found)
    found.others = [_option(heading, cells[i], "") for i, heading in free.items()]
    return found


def _is_doubtful(table: str, column: str, heading: str, cells: Sequence[str]) -> bool:
    """Whether a heading that says many things, such as Type, stands above cells that are not the column's.

    Not the question of a survey that has codes of its own.
    """
    if table == "staff_survey" and simplified(heading) in questions_with_codes():
        return False
    fitting = _fitting(table, column, cells)
    return fitting is not None and fitting < 0.5 and known_headings(table)[simplified(heading)][column] > 1


@cache
def in_words(table: str, column: str) -> str:
    """Return what a column says, with its name: "the date the case entered the formal process (entered_on)"."""
    if column in survey.QUESTIONS:
        return f'the answers to "{survey.QUESTIONS[column].wording}" ({column})'
    tables = ("*", like(table))
    of_it = [row for row in rows("column_words") if row["table"] in tables and row["column"] == column]
    return f"{of_it[0]['words']} ({column})"


def _wanted(table: str, found: Columns) -> list[str]:
    """Return the columns to look for further: what does instead of one that must be there, those that must, the others.

    The others are those whose cells can be judged.
    """
    missing = [name for name in canonical(table) if name not in found.taken and name not in found.unsure]
    instead = TABLES[table].instead.values()
    needed = [name for name in missing if is_needed(table, name, found.taken)]
    must = [*(name for name in missing if name in instead), *needed]
    others = [name for name in missing if name in (*_MATTER, *_KNOWN_WORDS) or is_coded(table, name)]
    return list(dict.fromkeys((*must, *others)))


def is_needed(table: str, column: str, there: Mapping[str, object]) -> bool:
    """Whether the table is wanting without the column, beside those that are `there`."""
    model = TABLES[table]
    if column in model.one_of:
        return not any(name in there for name in model.one_of)
    return model.model_fields[column].is_required() and model.instead.get(column) not in there


def _by_likeness(
    table: str, column: str, free: dict[int, str], cells: Mapping[int, list[str]], found: Columns
) -> None:
    """Take a heading that is like the column's in name and cells, else keep the likely ones to ask about."""
    may_be = {
        i: each for i, heading in free.items() if (each := _candidate(table, column, heading, cells[i]))
    }
    ranked = sorted(may_be, key=lambda i: -may_be[i].score)
    stands_in = any(
        name == column and other not in found.taken for other, name in TABLES[table].instead.items()
    )
    sure = [i for i in ranked if may_be[i].is_sure or (stands_in and _states_appointments(may_be[i].cells))]
    if len(sure) == 1:
        found.taken[column] = Taken(free.pop(sure[0]), may_be[sure[0]].why, False)
        return
    asked = column in _MATTER or is_needed(table, column, found.taken)
    least = _WORTH_ASKING if asked else _WORTH_ASKING_UNPROMPTED
    near = [i for i in ranked if may_be[i].score >= least]
    near += [i for i in may_be if near and i not in near and may_be[i].says_as_much]
    if near:
        found.unsure[column] = [may_be[i].option() for i in near[:_MOST_OPTIONS]]


def _option(heading: str, cells: Sequence[str], why: str) -> Option:
    return Option(heading, why, tuple(dict.fromkeys(cells))[:_SAMPLES])
