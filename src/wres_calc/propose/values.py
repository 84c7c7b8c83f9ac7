"""Asks once about cells that cannot be read: texts in no list, dates that read two ways, columns not used."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from wres_calc.checking import dates
from wres_calc.checking.cells import accepts, judge
from wres_calc.checking.columns import unused
from wres_calc.checking.table import CheckedTable
from wres_calc.facts import staff, stages
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.intake import days
from wres_calc.intake.layouts import reshape
from wres_calc.intake.model import ROW, RawTable
from wres_calc.intake.repeats import columns_with_repeats
from wres_calc.intake.tables import TABLES, day_columns, kind, like
from wres_calc.propose.columns import in_words
from wres_calc.propose.model import Draft, Key, Option, Question
from wres_calc.standards.model import Standard

_MOST, _LONGEST = 30, 60
_SHORT = 3
"""A text of so many words is not a sentence about somebody."""
_FEW = 2
"""So many texts of a column may all be in no list, if each stands in several rows: free text does not."""
_NEAREST = {
    **{each.column: each.nearest for each in CHARACTERISTICS.values()},
    "staff_group": staff.nearest_staff_group,
}
_ASKED = ("unknown-", "wrong-yes-no")
_STAGES = {
    "disciplinary": ("Informal", "Formal"),
    "recruitment": ("Not shortlisted", "Interviewed", "Appointed", "Offer declined"),
    "training": ("Completed", "Not completed"),
}
_REPEATS = (Option("fill", "they repeat the value above"), Option("blank", "nothing is recorded"))
_ORDERS = (Option("day_first"), Option("month_first"))


def all_questions(raw: RawTable, definitions: Standard, draft: Draft) -> Iterator[Question]:
    """Yield what is asked of the cells of a table, but for the types of its cases."""
    yield from questions(raw, definitions.survey.year)
    if "dates" not in draft.settings and (ordered := date_order(raw, definitions)):
        yield ordered
    yield from repeats(raw, draft.settings.get("repeats"))
    yield from unused_columns(raw, definitions.snapshot_date, {question.key for question in draft.questions})


def questions(raw: RawTable, survey_year: int) -> Iterator[Question]:
    """Yield a question for each refused text of a coded column; one for a column that hardly any of its texts fit."""
    table = _as_read(raw, survey_year)
    refused: dict[str, dict[str, int]] = {}
    judged = judge(replace(table, headings={}))
    for issue in judged.issues:
        if issue.value is not None and issue.code.startswith(_ASKED):
            refused.setdefault(str(issue.column), {})[issue.value] = len(issue.rows)
    for column, sent in refused.items():
        distinct = table.frame.get_column(column).n_unique()
        unread = judged.frame.get_column(column).is_null()
        different = judged.sent.get_column(column).filter(unread).drop_nulls().n_unique()
        if asked := _texts_to_ask_about(column, sent, different, distinct):
            ranked = sorted(asked, key=lambda text: (-asked[text], text))
            yield from (_meaning_of(raw, column, text, asked[text]) for text in ranked)
        else:
            heading = raw.headings.get(column, column)
            words = f'{different} of the {distinct} different texts under "{heading}" are in no list: another column?'
            yield Question(raw.name, ("columns", column), words)


def _texts_to_ask_about(
    column: str, sent: Mapping[str, int], different: int, distinct: int
) -> Mapping[str, int]:
    """Return the refused texts, with their rows, that can be asked about; none of another column, or of free text."""
    coded = different <= distinct / 2 or (different <= _FEW and min(sent.values()) > 1)
    if column == "stage":  # a text that stands once and names no stage may be a sentence about somebody
        codes = stages.codes_among(sent)
        named = {text: n for text, n in sent.items() if n > 1 or text in codes}
        short = coded and max(len(text.split()) for text in sent) <= _SHORT
        coded, sent = bool(named) or short, named or sent
    return sent if coded and len(sent) <= _MOST and max(map(len, sent)) <= _LONGEST else {}


def _meaning_of(raw: RawTable, column: str, text: str, rows: int) -> Question:
    near = _NEAREST[column](text) if column in _NEAREST else None
    words = (
        f'under "{raw.headings.get(column, column)}" ({column}), what does "{text}" mean? '
        f"It is in {rows:,} row{'s' if rows > 1 else ''}; the column takes {accepted_texts(raw.name, column)}"
    )
    options = (Option(near, "the most similar"),) if near else ()
    fits = partial(accepts, raw.name, column)
    possible = () if near else _possible(raw.name, column)
    return Question(raw.name, ("values", column, text), words, options, fits, possible)


def repeats(raw: RawTable, known: object) -> Iterator[Question]:
    """Yield a question for each column that holds a value only where it changes and of which `known` says nothing."""
    for column in () if isinstance(known, str) else columns_with_repeats(raw):
        if not (isinstance(known, Mapping) and column in known):
            words = f'"{raw.headings[column]}" holds a value only where it changes: what are its blank cells?'
            yield Question.one_of(raw.name, ("repeats", column), words, *_REPEATS)


def unused_columns(raw: RawTable, snapshot: dt.date, asked: Collection[Key]) -> Iterator[Question]:
    """Yield a question for each column that may take a heading which is not used and may say which rows count."""
    found: dict[str, list[Option]] = {}
    for each in unused(raw, snapshot):
        if each.column and ("columns", each.column) not in asked:
            found.setdefault(each.column, []).append(
                Option(each.heading, each.why, raw.watched[each.heading].texts[:3])
            )
    for column, options in found.items():
        words = f"does a column say {in_words(raw.name, column)}?"
        yield Question.one_of(raw.name, ("columns", column), words, *options)


@cache
def accepted_texts(table: str, column: str) -> str:
    """Return what a cell of the column may be, in words."""
    return str(TABLES[table].model_json_schema()["properties"][column]["description"])


def types_of_case(raw: RawTable) -> Question | None:
    """Return which types of a tracker of cases are of the table; `None` where it does not say, or in free text."""
    if "case_type" not in raw.headings or raw.case_types:
        return None
    sent = raw.texts("case_type")
    if not sent or len(sent) > _MOST or max(map(len, sent)) > _LONGEST:
        return None
    likely = sorted(sent, key=lambda text: kind(raw.name)[:9] not in text.casefold())
    heading, known = raw.headings["case_type"], {text.casefold() for text in sent}
    words = f'under "{heading}" (case_type), which types are {kind(raw.name)}? Several with commas'
    options = tuple(map(Option, likely))
    return Question(
        raw.name, ("case_types",), words, options, lambda text: text.casefold() in known, several=True
    )


def _possible(table: str, column: str) -> tuple[Option, ...]:
    """Return the answers for a column that has a few: yes and no, the stages."""
    if column == "stage":
        return tuple(map(Option, _STAGES.get(like(table), ())))
    return (Option("yes"), Option("no")) if accepts(table, column, "yes") else ()


def date_order(raw: RawTable, definitions: Standard) -> Question | None:
    """Return which way round dates in numbers are written, where that is unclear or not day first."""
    issues = dates.check(CheckedTable(raw, judge(raw).frame), definitions, ())
    unclear = any(issue.code == "dates-ambiguous" for issue in issues)
    sent = {text for column in day_columns(raw.name) for text in raw.texts(column)}
    numbers = [text for text in sent if days.is_day_and_month(text)]
    american = all(map(days.date_month_first, numbers)) and not all(map(days.date, numbers))
    if not unclear and not american:
        return None
    words = "are its dates written day first or month first?"
    return Question.one_of(raw.name, ("dates",), words, *(_ORDERS if unclear else _ORDERS[::-1]))


def _as_read(raw: RawTable, survey_year: int) -> RawTable:
    """Return the table in its own shape; of one that holds numbers of people the ethnic origins alone."""
    shaped = reshape(raw, survey_year)
    if shaped.form == raw.form:
        return shaped
    return replace(raw, frame=raw.frame.select(ROW, "ethnic_category"))
