"""Texts of an export that are in no list: each is asked about once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from wres_calc.intake.model import Option, Question
from wres_calc.reference import ethnicity, staff
from wres_calc.submission.model import ROW, RawTable
from wres_calc.submission.shapes import reshape
from wres_calc.validation.cells import accepts, judge

_MOST, _LONGEST = 30, 60
_FEW = 5
_NEAREST: Mapping[str, Callable[[str], str | None]] = {
    "ethnic_category": ethnicity.nearest_ethnic_category,
    "staff_group": staff.nearest_staff_group,
}
_ASKED = ("unknown-", "wrong-yes-no")


def questions(raw: RawTable, survey_year: int) -> Iterator[Question]:
    """A question for each refused text of a coded column; one for a column that hardly any of its texts fit."""
    table = _as_read(raw, survey_year)
    refused: dict[str, dict[str, int]] = {}
    for issue in judge(replace(table, headings={})).issues:
        if issue.value is not None and issue.code.startswith(_ASKED):
            refused.setdefault(str(issue.column), {})[issue.value] = len(issue.rows)
    for column, texts in refused.items():
        distinct = table.frame.get_column(column).n_unique()
        if len(texts) > _MOST or len(texts) > max(_FEW, distinct / 2) or max(map(len, texts)) > _LONGEST:
            heading = raw.headings.get(column, column)
            words = f'{len(texts)} of the {distinct} different texts under "{heading}" are in no list: another column?'
            yield Question(raw.name, ("columns", column), words)
            continue
        for text, rows in sorted(texts.items(), key=lambda item: (-item[1], item[0])):
            near = _NEAREST[column](text) if column in _NEAREST else None
            options = (Option(near, "the most similar"),) if near else ()
            words = f'what does "{text}" mean? It stands in {rows:,} row{"s" if rows > 1 else ""}'
            fits = partial(accepts, raw.name, column)
            yield Question(raw.name, ("values", column, text), words, options, fits)


def _as_read(raw: RawTable, survey_year: int) -> RawTable:
    """The table in its own shape; of one that holds numbers of people the ethnic origins alone."""
    shaped = reshape(raw, survey_year)
    if shaped.name == raw.name:
        return shaped
    return replace(raw, frame=raw.frame.select(ROW, "ethnic_category"))
