"""Columns that are not used and may say which rows count: ends, starts, stages, statuses, what is formal."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from wres_calc.reference import staff, stages
from wres_calc.submission.day_texts import date
from wres_calc.submission.model import RawTable
from wres_calc.submission.tables import kind
from wres_calc.submission.telling import says
from wres_calc.submission.texts import yes_no
from wres_calc.validation.issue import Issue

DATES, WORDS = "dates", "words"
_SLOTS: Mapping[tuple[str, str, str], tuple[str, ...]] = {
    ("workforce", "start", DATES): ("effective_from",),
    ("workforce", "end", DATES): ("effective_to",),
    ("workforce", "status", WORDS): ("assignment_status",),
    ("workforce", "end", WORDS): (),
    ("recruitment", "stage", WORDS): ("stage", "appointed"),
    ("recruitment", "status", WORDS): ("stage", "appointed"),
    ("disciplinary", "formality", DATES): ("entered_on",),
    ("disciplinary", "start", DATES): ("entered_on",),
    ("disciplinary", "stage", DATES): ("entered_on",),
    ("disciplinary", "formality", WORDS): ("formal", "stage"),
    ("disciplinary", "stage", WORDS): ("stage", "formal"),
    ("disciplinary", "status", WORDS): ("stage", "formal"),
    ("training", "end", DATES): ("completed_on",),
    ("training", "start", DATES): ("completed_on",),
    ("training", "status", DATES): ("completed_on",),
    ("training", "status", WORDS): ("stage", "completed_on"),
    ("training", "stage", WORDS): ("stage", "completed_on"),
    ("training", "end", WORDS): ("stage", "completed_on"),
    ("board", "start", DATES): (),
    ("board", "end", DATES): (),
    ("board", "end", WORDS): (),
    ("board", "status", WORDS): (),
}
"""By table, what a heading speaks of and what its cells are: the columns that say so; the first takes such a column."""

_PARSERS: Mapping[str, Callable[[str], object]] = {
    "workforce": staff.parse_assignment_status,
    "recruitment": stages.parse_recruitment_stage,
    "disciplinary": stages.parse_disciplinary_stage,
    "training": stages.parse_training_stage,
}
_AT_A_DAY = ("workforce", "board")
_OPEN_BEFORE = dt.date(1901, 1, 1)


@dataclass(frozen=True)
class Unused:
    """A column that is not used: what its heading speaks of, what its cells are, and the column that could take it."""

    heading: str
    says: str
    cells: str
    column: str | None


def unused(raw: RawTable, snapshot: dt.date) -> Iterator[Unused]:
    """The columns of dates, of yes and no, or of a list of the table that may say which rows count.

    Of a table that holds a day, dates are told only where they make a difference on the `snapshot`: ends before it,
    starts after it. Those of other tables, and words, are told where no other column says the same.
    """
    for heading, texts in raw.watched.items():
        cells = _cells(kind(raw.name), texts)
        for each in sorted(says(heading)):
            slots = _SLOTS.get((kind(raw.name), each, cells))
            if slots is None:
                continue
            free = not any(column in raw.headings for column in slots)
            at_a_day = raw.name in _AT_A_DAY and cells == DATES
            if not slots and cells == WORDS:
                free = any(yes_no(text) for text in texts)
            if _differs(each, texts, snapshot) if at_a_day else free:
                yield Unused(heading, each, cells, slots[0] if slots and free else None)
                break


def check(raw: RawTable, snapshot: dt.date) -> list[Issue]:
    """A warning for each column that is not used and may say which rows count."""
    return [
        Issue("telling-column-not-used", _message(raw, each), raw.name, raw.file, raw.sheet, each.heading)
        for each in unused(raw, snapshot)
    ]


def _message(raw: RawTable, each: Unused) -> str:
    spoken = {"formality": "what is formal"}.get(
        each.says, f"{'an' if each.says == 'end' else 'a'} {each.says}"
    )
    held = "dates" if each.cells == DATES else "yes and no, or a status"
    message = f"The column is not used: its heading speaks of {spoken} and it holds {held}; every row counts."
    if each.column is None:
        return message
    said = f'columns = {{ {each.column} = "{each.heading}" }}'
    return f"{message} If it says so, write under [tables.{raw.name}] in submission.toml: {said}."


def _cells(table: str, texts: tuple[str, ...]) -> str:
    """What at least half of the different texts are: dates, or yes and no or texts of the table's list."""
    if not texts:
        return ""
    parse = _PARSERS.get(table, yes_no)
    days = sum(date(text) is not None for text in texts)
    words = sum(yes_no(text) is not None or parse(text) is not None for text in texts)
    if max(days, words) * 2 < len(texts):
        return ""
    return DATES if days > words else WORDS


def _differs(each: str, texts: tuple[str, ...], snapshot: dt.date) -> bool:
    """Whether some end is before the snapshot, or some start after it."""
    days = [day for text in texts if (day := date(text)) is not None and day >= _OPEN_BEFORE]
    return any(day < snapshot if each == "end" else day > snapshot for day in days)
