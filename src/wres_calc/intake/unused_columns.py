"""Recognises unused columns that may say which rows count, by the words of their headings or by their cells."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

import polars as pl

from wres_calc.facts import staff, stages
from wres_calc.facts.normalise import plain
from wres_calc.facts.table import rows
from wres_calc.intake.days import may_name_a_period
from wres_calc.intake.model import Watched
from wres_calc.intake.names import simplified
from wres_calc.intake.texts import yes_no

_MOST = 5_000
"""So many different texts of a column are kept."""

_MOST_LISTED = 200
"""A column with more different texts is not one of a list."""

TAKES_PART: Mapping[str, Mapping[str, Callable[[str], bool | None]]] = {
    "workforce": {
        "assignment_status": staff.parse_assignment_status,
        "assignment_category": staff.parse_assignment_category,
    },
    "disciplinary": {
        "stage": lambda text: stages.DISCIPLINARY_STAGES.get(stages.parse_disciplinary_stage(text) or "")
    },
    "training": {"stage": lambda text: stages.TRAINING_STAGES.get(stages.parse_training_stage(text) or "")},
}
"""By table and column: whether a row with this text takes part; `None` where the column's list has no such text."""


@cache
def _words() -> Mapping[str, str]:
    found: dict[str, list[str]] = {}
    for row in rows("telling_words"):
        found.setdefault(row["says"], []).append(row["word"])
    return {says: rf"\b(?:{'|'.join(words)})\b" for says, words in found.items()}


@lru_cache(5_000)
def topics_of(heading: str) -> frozenset[str]:
    """Return what the words of a heading speak of: any of end, start, stage, status and formality."""
    apart = plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))
    return frozenset(name for name, pattern in _words().items() if re.search(pattern, apart))


def are_of_list(texts: Sequence[str], takes_part: Callable[[str], bool | None]) -> bool:
    """Whether at least half of the texts, yes and no aside, are in a list, and one of those says no."""
    said = [takes_part(text) for text in texts if yes_no(text) is None] if len(texts) <= _MOST_LISTED else []
    return False in said and 2 * said.count(None) <= len(said)


def may_say_which_rows_count(table: str, heading: str, cells: Sequence[str]) -> bool:
    """Whether the heading, or the first cells, of a column that is not used may say which rows count."""
    lists = TAKES_PART.get(table, {}).values()
    sent = set(cells)
    return bool(
        topics_of(heading)
        or (sent and 2 * sum(map(may_name_a_period, sent)) >= len(sent))
        or any(each(heading) is False or are_of_list(cells, each) for each in lists)
    )


def watched_columns(frame: pl.DataFrame, positions: Mapping[str, int]) -> dict[str, Watched]:
    """Return what the watched columns hold, by heading; the columns of `frame` are named 0, 1, 2, …"""
    cells = {heading: frame.get_column(str(i)) for heading, i in positions.items()}
    return {
        heading: Watched(tuple(own.drop_nulls().unique().head(_MOST).sort()), own.null_count() > 0)
        for heading, own in cells.items()
    }


def case_type_heading(headings: Iterable[str]) -> str | None:
    """Return the heading that most surely says of what type a case is."""
    sent = {simplified(heading): heading for heading in headings}
    return next((sent[heading] for heading in case_type_headings() if heading in sent), None)


@cache
def case_type_headings() -> tuple[str, ...]:
    """Return the simplified headings under which trackers say of what type a case is, the surest first."""
    return tuple(simplified(row["heading"]) for row in rows("case_type_headings"))
