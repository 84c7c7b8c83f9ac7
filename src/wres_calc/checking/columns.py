"""Columns that must be there and are not; columns that are there and not used, and may say which rows count."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from itertools import compress

from wres_calc.checking.dates import EVENT_DATES, OPEN_BEFORE
from wres_calc.checking.issue import Issue
from wres_calc.checking.table import issue_in
from wres_calc.facts import staff, stages
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.intake.columns import known_headings
from wres_calc.intake.days import date, is_file_or_year, may_name_a_period, period
from wres_calc.intake.model import RawTable, Watched
from wres_calc.intake.names import simplified
from wres_calc.intake.tables import TABLES, kind, like
from wres_calc.intake.texts import percentage, yes_no
from wres_calc.intake.unused_columns import TAKES_PART, are_of_list, case_type_headings, topics_of
from wres_calc.standards.model import Standard

NEAR = 0.85
"""How alike two headings are (0 to 1) for one to be taken for a slip of the other."""

DATES, WORDS, SHARES = "dates", "words", "shares"
_SLOTS: Mapping[tuple[str, str, str], tuple[str, ...]] = {
    ("workforce", "start", DATES): ("effective_from",),
    ("workforce", "end", DATES): ("effective_to",),
    ("workforce", "status", WORDS): ("assignment_status",),
    ("workforce", "end", WORDS): (),
    ("recruitment", "shortlisting", DATES): ("shortlisted", "stage"),
    ("recruitment", "shortlisting", WORDS): ("shortlisted", "stage"),
    ("recruitment", "stage", WORDS): ("stage", "appointed"),
    ("recruitment", "status", WORDS): ("stage", "appointed"),
    ("recruitment", "refusal", DATES): ("offer_declined", "stage"),
    ("recruitment", "refusal", WORDS): ("offer_declined", "stage"),
    ("recruitment", "withdrawal", DATES): ("", "stage"),
    ("recruitment", "withdrawal", WORDS): ("", "stage"),
    ("disciplinary", "withdrawal", DATES): (),
    ("disciplinary", "withdrawal", WORDS): (),
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
    ("training", "withdrawal", DATES): ("", "stage", "completed_on"),
    ("training", "withdrawal", WORDS): ("", "stage", "completed_on"),
    ("training", "status", SHARES): ("stage", "completed_on"),
    ("training", "stage", SHARES): ("stage", "completed_on"),
    ("board", "start", DATES): (),
    ("board", "end", DATES): (),
    ("board", "end", WORDS): (),
    ("board", "status", WORDS): (),
}
"""By table, what a heading speaks of and what its cells are: the columns that say so; the first takes such a column."""

_WHERE_FILLED = ("shortlisting", "refusal", "withdrawal")
"""Of these a date tells rows apart only where other rows have none."""
_PARSERS: Mapping[str, Callable[[str], object]] = {
    "workforce": staff.parse_assignment_status,
    "recruitment": stages.parse_recruitment_stage,
    "disciplinary": stages.parse_disciplinary_stage,
    "training": stages.parse_training_stage,
}
_AT_A_DAY = ("workforce", "board")
_IN_A_YEAR = ("recruitment", "staff_survey")
_MOST_SNAPSHOTS = 60
_AGAIN = 1 / 4
"""From this share of rows of people who stand in other rows too, months beside them may be those of snapshots."""
_HELD = {DATES: "dates, months or years", WORDS: "yes and no, or a status", SHARES: "shares of 100%"}
_SPOKEN = {
    "end": "an end",
    "formality": "what is formal",
    "refusal": "offers that were declined",
    "shortlisting": "who was shortlisted",
}


@dataclass(frozen=True)
class Unused:
    """A column that is not used: how one sees what it says, what its cells are, and the column that could take it."""

    heading: str
    why: str
    cells: str
    column: str | None


def check(raw: RawTable, definitions: Standard) -> Iterator[Issue]:
    """What is missing, with the nearest heading that is there; and what is not used, listed once."""
    near = _nearly_known(raw)
    for names in _wanted(raw, definitions):
        if not set(names) & set(raw.headings):
            yield _missing(raw, names, near)
    if raw.ignored:
        message = f"Columns that are not used: {', '.join(raw.ignored)}."
        yield issue_in(raw, "columns-not-used", message)
    for column, cells in raw.repaired.items():
        message = f"{cells:,} cells had white space around the text, which was taken off."
        yield issue_in(raw, "white-space-repaired", message, column)
    for heading, column in near.items():
        message = (
            f"The heading is not known and not used; it is close to one for {column}, which is not there."
        )
        yield issue_in(raw, "heading-nearly-known", message, heading)
    yield from case_types(raw)
    yield from _unused(raw, definitions.snapshot_date)


def case_types(raw: RawTable) -> Iterator[Issue]:
    """A warning for each heading of a list of cases that says of what type a case is: no type is left out."""
    if raw.case_types or like(raw.name) != "disciplinary":
        return
    message = f"The type of case is not used: every row counts as a {kind(raw.name)} case, a grievance among them too."
    if "case_type" in raw.headings and raw.frame.get_column("case_type").count():
        yield issue_in(raw, "case-type-not-used", message, "case_type")
    for heading in raw.ignored:
        if simplified(heading) in case_type_headings():
            yield issue_in(raw, "case-type-not-used", message, heading)


def _wanted(raw: RawTable, definitions: Standard) -> Iterator[list[str]]:
    """The columns of which one each must be there; of characteristics, the standard's where the table can have it."""
    model = TABLES[raw.form]
    own = CHARACTERISTICS[definitions.characteristic].column
    others = {each.column for each in CHARACTERISTICS.values()} if own in model.model_fields else ()
    for name, field in model.model_fields.items():
        if field.is_required():
            wanted = own if name in others else name
            yield [wanted, model.instead[name]] if name in model.instead else [wanted]
    if model.one_of:
        yield [*model.one_of]
    if raw.case_types:
        yield ["case_type"]


def _missing(raw: RawTable, names: list[str], near: Mapping[str, str]) -> Issue:
    message = f"There is no column {' or '.join(names)}."
    if headings := [heading for heading, column in near.items() if column in names]:
        message += f" Did you mean the heading '{headings[0]}'?"
    return issue_in(raw, "column-missing", message, " or ".join(names))


def _nearly_known(raw: RawTable) -> dict[str, str]:
    """Headings that are not used, each with the missing column it is close to."""
    meant = {
        heading: column
        for heading, columns in known_headings(raw.form).items()
        for column in columns
        if column not in raw.headings
    }
    found = {}
    for heading in raw.ignored:
        if close := get_close_matches(simplified(heading), meant, n=1, cutoff=NEAR):
            found[heading] = meant[close[0]]
    return found


def unused(raw: RawTable, snapshot: dt.date) -> Iterator[Unused]:
    """The columns that may say which rows count, by their headings or else by what they hold."""
    for heading, held in raw.watched.items():
        found = _by_heading(raw, heading, held, snapshot) or _by_content(raw, heading, held.texts, snapshot)
        if found is not None:
            yield found


def _by_heading(raw: RawTable, heading: str, held: Watched, snapshot: dt.date) -> Unused | None:
    """A column of dates, of yes and no, or of a list of the table whose heading speaks of an end, a start, a stage.

    Of a table that holds a day, dates are told only where they make a difference on the `snapshot`: ends before it,
    starts after it. Those of other tables, and words, are told where no other column says the same.
    """
    spoken = sorted(topics_of(heading))
    cells = _cells(like(raw.name), held.texts) if spoken else ""
    for each in spoken:
        slots = _SLOTS.get((like(raw.name), each, cells))
        if slots is None:
            continue
        taken = any(column in raw.headings for column in slots)
        if raw.name in _AT_A_DAY and cells == DATES:
            told = _differs(each, held.texts, snapshot)
        elif cells == WORDS and not any(slots[:1]):
            told = not taken and any(yes_no(text) for text in held.texts)
        else:
            told = not taken and (held.blank or cells != DATES or each not in _WHERE_FILLED)
        if told:
            why = f"its heading speaks of {_SPOKEN.get(each, f'a {each}')}"
            return Unused(heading, why, cells, (slots[0] or None) if slots and not taken else None)
    return None


def _by_content(raw: RawTable, heading: str, texts: tuple[str, ...], snapshot: dt.date) -> Unused | None:
    """A column of a list's words, of which some take no part; of times in and out of the year; of several snapshots."""
    table = like(raw.name)
    for column, takes_part in TAKES_PART.get(table, {}).items():
        if column in raw.headings or (column == "stage" and "formal" in raw.headings):
            continue
        if are_of_list(texts, takes_part):
            return Unused(heading, "some of its cells are words for what takes no part", WORDS, column)
        if takes_part(heading) is False and any(map(yes_no, texts)):
            return Unused(heading, "its heading is a word for what takes no part", WORDS, None)
    if table == "workforce" and "snapshot" not in raw.headings and _several_snapshots(raw, texts):
        why = "people are in several rows, as in a file of several months,"
        return Unused(heading, why, DATES, "snapshot")
    slot = EVENT_DATES.get(table)
    if (slot is None and table not in _IN_A_YEAR) or slot in raw.headings:
        return None
    if len(texts) > 1 and all(map(is_file_or_year, texts)):
        return Unused(heading, "the rows may be of several years or files", DATES, None)
    begin = snapshot.replace(year=snapshot.year - 1)
    periods = [found for found in map(period, texts) if found is not None]
    inside = [last > begin and first <= snapshot for first, last in periods]
    whole = all(begin < first and last <= snapshot for first, last in compress(periods, inside))
    single = all(first == last for first, last in periods)
    if slot is None and single:
        return None  # vacancies close, and people answer, at any time
    if any(inside) and (not all(inside) or not whole or (table == "training" and single)):
        return Unused(heading, "some of its cells are in the year", DATES, slot if whole else None)
    return None


def _several_snapshots(raw: RawTable, texts: tuple[str, ...]) -> bool:
    if not 2 <= len(texts) <= _MOST_SNAPSHOTS or "employee_number" not in raw.headings:
        return False
    again = 1 - raw.frame.get_column("employee_number").n_unique() / max(raw.rows, 1)
    return again >= _AGAIN and all(map(may_name_a_period, texts))


def _unused(raw: RawTable, snapshot: dt.date) -> Iterator[Issue]:
    """A warning for each column that may say which rows count, and is not used or blank in every row."""
    code = "telling-column-not-used"
    for each in unused(raw, snapshot):
        yield issue_in(raw, code, _message(raw, each), each.heading)
    if like(raw.name) == "training" and raw.rows:
        sent = [column for column in ("completed_on", "stage") if column in raw.headings]
        if not any(raw.frame.get_column(column).count() for column in sent):
            message = "The column is blank in every row: every row counts as completed training."
            yield from (issue_in(raw, code, message, column) for column in sent)


def _message(raw: RawTable, each: Unused) -> str:
    held = _HELD[each.cells]
    message = f"The column is not used: {each.why} and it holds {held}; every row counts."
    if each.column is None:
        return message
    said = f'columns = {{ {each.column} = "{each.heading}" }}'
    return f"{message} If it says so, write under [tables.{raw.name}] in submission.toml: {said}."


def _cells(table: str, texts: tuple[str, ...]) -> str:
    """What at least half of the different texts are: dates, yes and no or texts of the table's list, or shares."""
    if not texts:
        return ""
    parse = _PARSERS.get(table, yes_no)
    days = sum(date(text) is not None for text in texts)
    words = sum(yes_no(text) is not None or parse(text) is not None for text in texts)
    if max(days, words) * 2 >= len(texts):
        return DATES if days > words else WORDS
    shares = [percentage(text) for text in texts]
    whole = {Decimal(1), Decimal(100)}
    return SHARES if all(n is not None and 0 <= n <= 100 for n in shares) and set(shares) - whole else ""


def _differs(each: str, texts: tuple[str, ...], snapshot: dt.date) -> bool:
    """Whether some end is before the snapshot, or some start after it."""
    days = [day for text in texts if (day := date(text)) is not None and day >= OPEN_BEFORE]
    return any(day < snapshot if each == "end" else day > snapshot for day in days)
