"""Which column of an export is which column of a table: by name, by likeness, by what the cells look like."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from wres_calc.checking.cells import accepts, is_coded
from wres_calc.facts import pay, staff, stages, survey
from wres_calc.facts.table import rows
from wres_calc.intake import days
from wres_calc.intake.columns import Row, candidates, canonical, known_headings
from wres_calc.intake.names import simplified
from wres_calc.intake.tables import TABLES, day_columns, kind
from wres_calc.intake.telling import says
from wres_calc.propose.model import Option

_IDENTIFIER = re.compile(r"[A-Za-z]{0,4}[-/ ]?\d{3,12}")
_KNOWN_WORDS: dict[str, Callable[[str], object]] = {
    "grade": lambda text: pay.parse_grade(text) or pay.parse_medical_grade(text),
    "assignment_status": staff.parse_assignment_status,
    "assignment_category": staff.parse_assignment_category,
}
"""Columns that take any text, and the lists of the texts that are known."""
_OF_A_LIST = ("ethnic_category", "staff_group", "stage", *_KNOWN_WORDS)
"""Columns whose cells alone give them away."""
_NEARLY_ALL = 0.8
_STARTS = frozenset(("effective_from", "entered_on"))
_ENDS = frozenset(("effective_to",))
_NO_HEADING = ("ethnic_category", "staff_group", "employee_number", "case_id", "entered_on", "completed_on")
"""Columns of which no cell is a heading."""


def by_name(table: str, column: str, heading: str) -> float:
    """From 0 to 1, how like a heading is to the known ones of a column; a known one within it counts as like."""
    sent = simplified(heading)
    return max((_alike(sent, known) for known in _names(table, column)), default=0.0)


@cache
def _names(table: str, column: str) -> tuple[str, ...]:
    return tuple(heading for heading, columns in known_headings(table).items() if column in columns)


def _alike(sent: str, known: str) -> float:
    shorter, longer = sorted((sent, known), key=len)
    if len(shorter) >= 5 and shorter in longer:
        return max(0.75, len(shorter) / len(longer))
    return SequenceMatcher(None, sent, known, autojunk=False).ratio()


def by_cells(table: str, column: str, cells: Sequence[str]) -> float | None:
    """From 0 to 1, the share of the distinct cells that the column takes; `None` where they tell nothing."""
    distinct = set(cells)
    if not distinct:
        return None
    if column in _KNOWN_WORDS:
        known = [text for text in distinct if _KNOWN_WORDS[column](text) is not None]
    elif column in day_columns(table):  # any number of five digits could be a day
        known = [text for text in distinct if accepts(table, column, text) and not _is_serial(text)]
    elif is_coded(table, column):
        known = [text for text in distinct if accepts(table, column, text)]
    elif column in ("employee_number", "case_id"):
        known = [text for text in distinct if _IDENTIFIER.fullmatch(text)]
    else:
        return None
    return len(known) / len(distinct)


def _is_serial(text: str) -> bool:
    return days.is_serial(text)


def is_cell(table: str, column: str, heading: str) -> bool:
    """Whether what stands where headings should is a cell of the column: the file has no headings."""
    return column in _NO_HEADING and by_cells(table, column, [heading]) == 1


def is_opposite(column: str, heading: str) -> bool:
    """Whether a heading speaks of an end where the column is a start, or of a start where it is an end."""
    said = says(heading) & {"start", "end"}
    return bool(said) and column in _STARTS | _ENDS and said == {"end" if column in _STARTS else "start"}


def says_as_much(column: str, heading: str) -> bool:
    """Whether a heading speaks of a start where the column is one, or of an end where it is one."""
    return ("start" if column in _STARTS else "end" if column in _ENDS else "") in says(heading)


def can_be_judged(table: str, column: str) -> bool:
    """Whether the cells of a column tell whether they are its own."""
    return column in _KNOWN_WORDS or is_coded(table, column)


def tells_who_was_appointed(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are stages of an application, an appointment among them."""
    sent = [stages.parse_recruitment_stage(text) for text in set(cells)]
    known = [stages.RECRUITMENT_STAGES[stage] for stage in sent if stage is not None]
    return len(known) >= _NEARLY_ALL * len(sent) and any(stage.appointed for stage in known)


def gives_itself_away(column: str, cells: Sequence[str]) -> bool:
    """Whether cells that fit tell the column by themselves: several texts of a list of its own, not yes and no."""
    return column in _OF_A_LIST and len({text for text in cells if len(text) > 1}) > 1


_LIKELY_NAME, _LIKELY_CELLS = 0.7, 0.6
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


def infer(table: str, row: Row, below: Sequence[Row], chosen: Mapping[str, str]) -> Columns:
    """The columns of `table` among the headings `row`; `below` are the rows under it, `chosen` earlier answers."""
    found = Columns()
    positions: dict[str, int] = {}
    for column, heading in chosen.items():
        at = [i for i, cell in enumerate(row) if cell and simplified(cell) == simplified(heading)]
        if at:
            positions[column] = at[0]
            found.taken[column] = Taken(row[at[0]] or "", "as submission.toml says", False)
    cells = {i: _column(below, i) for i, cell in enumerate(row) if cell}
    for column, at in candidates(table, row, positions).items():
        if len(at) == 1 and not _is_doubtful(table, column, row[at[0]] or "", cells[at[0]]):
            positions[column] = at[0]
            found.taken[column] = Taken(row[at[0]] or "", "by its heading", True)
        elif len(at) > 1:
            found.unsure[column] = [_option(row[i] or "", cells[i], "a heading it is known by") for i in at]
    free = {i: row[i] or "" for i in cells if i not in positions.values()}
    for column in _wanted(table, found):
        _by_likeness(table, column, free, cells, found)
    found.others = [_option(heading, cells[i], "") for i, heading in free.items()]
    return found


def _is_doubtful(table: str, column: str, heading: str, cells: Sequence[str]) -> bool:
    """Whether a heading that says many things, such as Type, stands above cells that are not the column's."""
    fitting = by_cells(table, column, cells)
    return fitting is not None and fitting < 0.5 and known_headings(table)[simplified(heading)][column] > 1


@cache
def in_words(table: str, column: str) -> str:
    """What a column says, in words, with its name: "the date the case entered the formal process (entered_on)"."""
    if column in survey.QUESTIONS:
        return f'the answers to "{survey.QUESTIONS[column].wording}" ({column})'
    tables = ("*", kind(table))
    of_it = [row for row in rows("column_words") if row["table"] in tables and row["column"] == column]
    return f"{of_it[0]['words']} ({column})"


def _column(below: Sequence[Row], i: int) -> list[str]:
    return [text for row in below if i < len(row) and (text := row[i])]


def _wanted(table: str, found: Columns) -> list[str]:
    """The columns to look for further: those that must be there, before them what does instead of one; then the others.

    The others are those whose cells can be judged.
    """
    model = TABLES[table]
    missing = [name for name in canonical(table) if name not in found.taken and name not in found.unsure]
    instead = [name for name in missing if name in model.instead.values()]
    must = instead + [name for name in missing if is_needed(table, name, found.taken)]
    others = [name for name in missing if name not in must]
    return must + [name for name in others if name in _MATTER or can_be_judged(table, name)]


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
    headings = {
        i: text
        for i, text in free.items()
        if not is_cell(table, column, text) and not is_opposite(column, text)
    }
    scored = sorted(
        ((_score(table, column, heading, cells[i]), -i) for i, heading in headings.items()), reverse=True
    )
    stands_in = _would_do(table, column, found)
    likely = [-i for (_, sure), i in scored if sure or (stands_in and tells_who_was_appointed(cells[-i]))]
    if len(likely) == 1:
        i = likely[0]
        found.taken[column] = Taken(free.pop(i), _why(table, column, cells[i]), False)
        return
    asked = column in _MATTER or is_needed(table, column, found.taken)
    least = _WORTH_ASKING if asked else _WORTH_ASKING_UNPROMPTED
    near = [-i for (score, _), i in scored if score >= least]
    near += [i for i in free if near and i not in near and _is_as_likely(table, column, free[i], cells[i])]
    options = [
        _option(free[i], _shown(table, column, cells[i]), _why(table, column, cells[i]))
        for i in near[:_MOST_OPTIONS]
    ]
    if options:
        found.unsure[column] = options


def _is_as_likely(table: str, column: str, heading: str, cells: list[str]) -> bool:
    """Whether a heading speaks of the start or end that the column is, and its cells fit."""
    return says_as_much(column, heading) and (by_cells(table, column, cells) or 0) >= _LIKELY_CELLS


def _would_do(table: str, column: str, found: Columns) -> bool:
    """Whether the column can tell another one that must be there and was not found."""
    instead = TABLES[table].instead.items()
    return any(
        name == column and other not in found.taken and is_needed(table, other, found.taken)
        for other, name in instead
    )


def _score(table: str, column: str, heading: str, cells: list[str]) -> tuple[float, bool]:
    """How like, and whether enough so to take it: name and cells both, the cells of a list of their own."""
    name = by_name(table, column, heading)
    fitting = by_cells(table, column, cells)
    if fitting is None:
        return name * 0.8, False
    own = gives_itself_away(column, cells)
    sure = name >= _LIKELY_NAME and fitting >= _LIKELY_CELLS and own
    alone = fitting if own else 0.0
    return max((name + fitting) / 2 if fitting > 0.5 else 0.0, alone * 0.9), sure


def _why(table: str, column: str, cells: Sequence[str]) -> str:
    fitting = by_cells(table, column, cells)
    if fitting is None:
        return "a similar heading"
    return f"{fitting:.0%} of its different values fit"


def _shown(table: str, column: str, cells: Sequence[str]) -> list[str]:
    """Cells as they are shown: days as days, not as the numbers that spreadsheets store."""
    read = days.date if column in day_columns(table) else lambda text: None
    return [day.isoformat() if (day := read(text)) else text for text in dict.fromkeys(cells[:100])]


def _option(heading: str, cells: Sequence[str], why: str) -> Option:
    return Option(heading, why, tuple(dict.fromkeys(cells))[:_SAMPLES])
