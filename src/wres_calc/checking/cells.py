"""Each cell against the one statement of what it may be: the field of its table's model.

The models judge distinct values, not rows: a column of a million cells has a few dozen distinct ethnic categories;
each is judged once and the verdict is joined back. Identifiers and free text, where every value may be distinct, are
judged by expressions compiled from the same field's refusals.
"""

import datetime as dt
import sys
import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import polars as pl
from pydantic import BeforeValidator, ValidationError
from pydantic.fields import FieldInfo

from wres_calc.checking.issue import Issue
from wres_calc.checking.table import issue_in
from wres_calc.facts.characteristics import CHARACTERISTICS
from wres_calc.intake.model import ROW, RawTable
from wres_calc.intake.refusals import BLANK, Hint, Refusals
from wres_calc.intake.tables import TABLES, Table, coded_columns
from wres_calc.intake.texts import yes_no

_DTYPES: Mapping[type, Any] = {
    bool: pl.Boolean,
    int: pl.Int64,
    float: pl.Float64,
    dt.date: pl.Date,
    Decimal: pl.String,
    str: pl.String,
}

_CATEGORIES = {each.column: pl.Enum(list(each.categories)) for each in CHARACTERISTICS.values()}
"""A byte a row, where a text takes sixteen."""

FEW = ("assignment_status", "assignment_category", "staff_group", "grade", "job_role")
"""Columns of which each different text is recognised later."""

MOST_TEXTS = 2_000
"""So many different faulty texts of a column have an issue each; the cells of all the others have one together."""

MOST_HINTS = 200
"""So many of them, the most frequent, have what may have been meant: up to 4 milliseconds each."""


class Verdict(typing.NamedTuple):
    """What a cell was read as, or the code and message of the issue with which it was refused.

    `hint` gives what its text may have been meant to say.
    """

    value: Any = None
    code: str | None = None
    message: str = ""
    hint: Hint | None = None


class Field:
    """One column's contract, ready to judge texts.

    `refusals` are those of an identifier or free text (`None`: the column is coded), `refused` is one pattern of them
    all, `dtype` the type of its values and `blank` the verdict on a blank cell.
    """

    def __init__(self, model: type[Table], name: str, info: FieldInfo) -> None:
        self.name = name
        self._row = model.model_construct()  # a row to lay texts into: the model judges them one at a time
        functions = [part.func for part in info.metadata if isinstance(part, BeforeValidator)]
        self.refusals = next((part.refusals for part in functions if isinstance(part, Refusals)), None)
        self.refused = "|".join(f"(?:{refusal.pattern})" for refusal in self.refusals or ())
        self.dtype = _CATEGORIES.get(name) or _DTYPES[filled_type(info)]
        if self.refusals is None and self.dtype == pl.String and filled_type(info) is str:
            self.dtype = pl.Categorical
        self.judge = lru_cache(5_000)(self._judge)  # submissions of a batch hold the same texts
        self.blank = self.judge(None)

    def _judge(self, text: str | None) -> Verdict:
        """The model's verdict on one cell's text (`None`: blank)."""
        try:
            setattr(self._row, self.name, text)
        except ValidationError as refused:
            first = refused.errors(include_url=False, include_input=False)[0]
            hint = first.get("ctx", {}).get("hint")
            return Verdict(code=sys.intern(first["type"]), message=first["msg"], hint=hint)
        value = getattr(self._row, self.name)
        return Verdict(str(value) if isinstance(value, str | Decimal) else value)

    def sort_out(self, texts: pl.Series) -> "Sorted":
        """Judge each of different texts."""
        values: dict[str, Any] = {}
        refusals: dict[str, Verdict] = {}
        codes = []
        for text in texts:
            verdict = self.judge(text)
            codes.append(verdict.code)
            if verdict.code is None:
                values[text] = verdict.value
            else:
                refusals[verdict.code] = verdict
        return Sorted(values, refusals, texts, codes)


class Sorted(typing.NamedTuple):
    """The different texts of a column: what each accepted one was read as; a verdict for each code of refused ones.

    `codes` has the code of each of the `texts`, `None` where it was accepted.
    """

    values: Mapping[str, Any]
    refusals: Mapping[str, Verdict]
    texts: pl.Series
    codes: Sequence[str | None]

    def of(self, code: str) -> pl.Series:
        """The texts that were refused with a code."""
        return self.texts.filter(pl.Series([each == code for each in self.codes], dtype=pl.Boolean))


def filled_type(info: FieldInfo) -> type:
    """The type of a filled cell: `str` for `str | None`."""
    annotation: Any = info.annotation
    if isinstance(annotation, types.UnionType):
        annotation = next(part for part in typing.get_args(annotation) if part is not types.NoneType)
    plain: type = annotation
    return plain


@cache
def fields_of(model: type[Table]) -> Mapping[str, Field]:
    """The columns of a table, each ready to judge texts."""
    return {name: Field(model, name, info) for name, info in model.model_fields.items()}


def accepts(table: str, column: str, text: str | None) -> bool:
    """Whether a column takes a text (`None`: a blank cell). Free text takes any."""
    return fields_of(TABLES[table])[column].judge(text).code is None


def is_coded(table: str, column: str) -> bool:
    """Whether a column takes texts of a list, dates or numbers, and not any text."""
    return column in coded_columns(table)


@dataclass(frozen=True)
class Judged:
    """A table with each cell read (`frame`: typed columns, null where blank or refused) and the issues of its cells.

    `sent` are the texts as they were judged: those that `submission.toml` maps are replaced. `distinct` are the
    different texts of `FEW` in the frame.
    """

    frame: pl.DataFrame
    sent: pl.DataFrame
    issues: tuple[Issue, ...]
    distinct: Mapping[str, Iterable[str]]


def judge(raw: RawTable) -> Judged:
    """Every cell of a table; refused cells are null in the frame and named in the issues.

    Whole columns are looked at together, in as few passes as there are kinds of question.
    """
    fields = {name: field for name, field in fields_of(TABLES[raw.form]).items() if name in raw.frame.columns}
    frame = _mapped(raw)
    coded = [name for name, field in fields.items() if not field.refusals]
    free = [name for name in fields if name not in coded]
    refusing = {name: pl.col(name).str.contains(fields[name].refused) for name in free}
    listed = [name for name in fields if name in coded or name in FEW]
    answers = frame.select(
        *(pl.col(name).unique().drop_nulls().implode() for name in listed),
        *(refusing[name].any() for name in free if name not in FEW),
    )
    texts = {name: answers.get_column(name)[0] for name in listed}
    judged = {name: fields[name].sort_out(texts[name]) for name in coded}
    refused = [
        name
        for name in free
        if (texts[name].str.contains(fields[name].refused).any() if name in texts else answers.item(0, name))
    ]
    read = frame.with_columns(
        *(looked_up(name, judged[name].values, fields[name].dtype).alias(name) for name in coded),
        *(pl.when(~refusing[name]).then(name).alias(name) for name in refused),
    )
    issues = [
        *(issue for name in coded for issue in _refused_values(raw, frame, read, name, judged[name])),
        *_refused_texts(raw, frame, {name: fields[name] for name in fields if name in refused}),
        *_blank(raw, frame, fields),
    ]
    return Judged(
        read,
        frame,
        tuple(issues),
        {name: _accepted(fields[name], texts[name], judged.get(name)) for name in FEW if name in fields},
    )


def _accepted(field: Field, texts: pl.Series, judged: "Sorted | None") -> Iterable[str]:
    """What a column holds once it was judged: the values of a coded one, the texts of another that may stand."""
    if judged is not None:
        return {value for value in judged.values.values() if value is not None}
    return texts.filter(~texts.str.contains(field.refused))


def _mapped(raw: RawTable) -> pl.DataFrame:
    """The frame with the texts that `submission.toml` maps replaced, without regard to case; blank flags say no."""
    frame = raw.frame
    for name, values in raw.values.items():
        if name in frame.columns:
            exactly = {text.strip(): mapped.strip() for text, mapped in values.items()}
            wanted = {text.casefold(): mapped for text, mapped in exactly.items()}
            texts = frame.get_column(name).unique().drop_nulls()
            sent = [text for text in texts if text.casefold() in wanted]
            meant = [exactly.get(text, wanted[text.casefold()]) or None for text in sent]
            frame = frame.with_columns(pl.col(name).replace(sent, meant))
    return _with_blanks_as_no(raw.form, frame)


def _with_blanks_as_no(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The texts of a table with a no in the blank cells of a column that otherwise holds yes alone."""
    for name, info in TABLES[table].model_fields.items():
        if name in frame.columns and filled_type(info) is bool and frame.get_column(name).null_count():
            said = {yes_no(text) for text in frame.get_column(name).unique().drop_nulls()}
            if said == {True}:
                frame = frame.with_columns(pl.col(name).fill_null("no"))
    return frame


def looked_up(column: str, values: Mapping[str, Any], dtype: Any) -> pl.Expr:
    """What each text of a column stands for; null where it has no value."""
    if not values:
        return pl.lit(None, dtype=dtype)
    codes = pl.col(column).cast(pl.Enum(list(values)), strict=False).to_physical()
    return pl.lit(pl.Series(list(values.values()), dtype=dtype)).gather(codes)


def _refused_values(
    raw: RawTable, frame: pl.DataFrame, read: pl.DataFrame, name: str, judged: Sorted
) -> Iterator[Issue]:
    """An issue for each refused text of a coded column."""
    if judged.refusals:
        rows = frame.select(name, ROW).filter(read.get_column(name).is_null()).drop_nulls()
    for code, refusal in judged.refusals.items():
        several = len(judged.refusals) > 1
        of_code = rows.filter(pl.col(name).is_in(judged.of(code).implode())) if several else rows
        yield from issues_by_text(raw, of_code, name, code, refusal.message, refusal.hint)


def issues_by_text(
    raw: RawTable, rows: pl.DataFrame, column: str, code: str, message: str, hint: Hint | None = None
) -> Iterator[Issue]:
    """An issue for each distinct text of a column, most frequent first; beyond `MOST_TEXTS` one for all the others.

    Texts are put in order and not grouped: groups of a row each take a hundred bytes a row.
    """
    if rows.is_empty():
        return
    rows = rows.select(column, ROW).sort(column, ROW)
    numbers, same = rows.get_column(ROW), rows.get_column(column).rle_id()
    runs = same.rle().struct.unnest().with_columns(start=pl.col("len").cum_sum() - pl.col("len"))
    runs = runs.with_columns(first=numbers.gather(runs.get_column("start")))
    runs = runs.sort("len", "first", descending=[True, False])
    for place, (length, _, start, _) in enumerate(runs.head(MOST_TEXTS).iter_rows()):
        text = rows.item(start, column)
        more = hint(text) if hint is not None and place < MOST_HINTS else None
        said = f"{message} {more}" if more else message
        issue = issue_in(raw, code, said, column, numbers.slice(start, length))
        yield replace(issue, value="(blank)" if text is None else text, shown=True)
    if (others := runs.height - MOST_TEXTS) > 0:
        said = f"The cells hold {others:,} further texts that are not in the list."
        shown = runs.get_column("value").head(MOST_TEXTS)
        yield issue_in(raw, code, said, column, numbers.filter(~same.is_in(shown.implode())))


def _refused_texts(raw: RawTable, frame: pl.DataFrame, fields: Mapping[str, Field]) -> Iterator[Issue]:
    """An issue for each kind of text that an identifier or free text may not be; a cell has the first that fits."""
    for name, field in fields.items():
        rows = frame.select(name, ROW)
        for refusal in field.refusals or ():
            matches = pl.col(name).str.contains(refusal.pattern).fill_null(False)
            if (where := rows.filter(matches)).height:
                yield issue_in(raw, refusal.code, refusal.message, name, where.get_column(ROW))
                rows = rows.filter(~matches)


def _blank(raw: RawTable, frame: pl.DataFrame, fields: Mapping[str, Field]) -> Iterator[Issue]:
    """An issue for each column with cells that are blank and must not be, and for rows without any of `one_of`."""
    message = {name: field.blank.message for name, field in fields.items() if field.blank.code is not None}
    blank = {name: pl.col(name).is_null() for name in message}
    if one_of := [name for name in TABLES[raw.form].one_of if name in fields]:
        blank[one_of[0]] = pl.all_horizontal(pl.col(one_of).is_null())
    for name, rows in blank.items():
        if len(where := frame.select(pl.col(ROW).filter(rows)).to_series()):
            yield issue_in(raw, BLANK.code, message.get(name, BLANK.message), name, where)
