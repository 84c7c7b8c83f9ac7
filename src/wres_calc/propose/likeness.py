"""How like a column of an export is to a column of a table: by its heading, and by what its cells look like."""

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import cache

from wres_calc.checking.cells import accepts, is_coded
from wres_calc.facts import pay, staff, stages
from wres_calc.intake import days
from wres_calc.intake.columns import known_headings
from wres_calc.intake.names import simplified
from wres_calc.intake.tables import day_columns
from wres_calc.intake.telling import says

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
