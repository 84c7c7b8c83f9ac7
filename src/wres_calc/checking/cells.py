"""Each cell against the one statement of what it may be: the field of its table's model.

The models judge distinct values, not rows: a column of a million cells has a few dozen distinct ethnic categories;
each is judged once and the verdict is joined back. Identifiers and free text, where every value may be distinct, are
judged by expressions compiled from the same field's refusals.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from wres_calc.checking.fields import Field, Verdict, fields_of
from wres_calc.checking.flags import with_blanks_as_no
from wres_calc.checking.issue import Issue
from wres_calc.intake.model import ROW, RawTable
from wres_calc.intake.refusals import BLANK
from wres_calc.intake.tables import TABLES


@dataclass(frozen=True)
class Judged:
    """A table with each cell read (`frame`: typed columns, null where blank or refused) and what was refused.

    `sent` are the texts as they were judged: those that `submission.toml` maps are replaced. `distinct` are the
    different texts of `FEW` in the frame.
    """

    frame: pl.DataFrame
    sent: pl.DataFrame
    issues: tuple[Issue, ...]
    distinct: Mapping[str, Collection[str]]


FEW = ("assignment_status", "assignment_category", "staff_group", "grade", "job_role")
"""Columns of texts that are no list, of which there are few all the same: they are judged one by one."""


def judge(raw: RawTable) -> Judged:
    """Every cell of a table; refused cells are null in the frame and named in the issues.

    Whole columns are looked at together, in as few passes as there are kinds of question.
    """
    fields = {name: field for name, field in fields_of(TABLES[raw.form]).items() if name in raw.frame.columns}
    frame = _mapped(raw)
    few = [name for name, field in fields.items() if not field.refusals or name in FEW]
    many = [name for name in fields if name not in few]
    answers = _one_row(
        frame,
        *(pl.col(name).unique().drop_nulls().implode() for name in few),
        *(pl.col(name).str.contains(fields[name].refused).any() for name in many),
    )
    verdicts = {
        name: {text: fields[name].judge(text) for text in texts}
        for name, texts in zip(few, answers[: len(few)], strict=True)
    }
    coded = {name: verdicts[name] for name in few if not fields[name].refusals}
    refused = {name for name, found in zip(many, answers[len(few) :], strict=True) if found}
    refused |= {name for name in few if name not in coded and not all(map(_is_good, verdicts[name].values()))}
    refused_texts = list(_refused_texts(frame, {name: fields[name] for name in fields if name in refused}))
    issues = [
        *_refused_values(frame, coded),
        *refused_texts,
        *_blank(frame, fields),
    ]
    read = frame.with_columns(
        *(_read_values(name, fields[name], by_text) for name, by_text in coded.items()),
        *(_read_text(name, fields[name]) for name in {str(issue.column) for issue in refused_texts}),
    )
    placed = [_placed(issue, raw) for issue in issues]
    texts = {name: _accepted(verdicts[name]) for name in FEW if name in verdicts}
    return Judged(read, frame, (*placed, *_one_of(raw, frame)), texts)


def _accepted(verdicts: Mapping[str, Verdict]) -> Collection[str]:
    return {verdict.value for verdict in verdicts.values() if _is_good(verdict)}


def _is_good(verdict: Verdict) -> bool:
    return verdict.code is None


def _one_row(frame: pl.DataFrame, *questions: pl.Expr) -> tuple[Any, ...]:
    """The answers to questions on whole columns, asked in one pass."""
    answers = frame.select(*questions)
    return answers.row(0) if answers.width else ()


def _placed(issue: Issue, raw: RawTable) -> Issue:
    """The issue with its table and the heading as sent for its canonical column."""
    column = str(issue.column)
    heading = raw.headings.get(column, column)
    return replace(issue, table=raw.name, file=raw.file, sheet=raw.sheet, column=heading)


def _mapped(raw: RawTable) -> pl.DataFrame:
    """The frame with the texts that `submission.toml` maps replaced, without regard to case; blank flags say no."""
    frame = raw.frame
    for name, values in raw.values.items():
        if name in frame.columns:
            exactly = {text.strip(): mapped.strip() for text, mapped in values.items()}
            wanted = {text.casefold(): mapped for text, mapped in exactly.items()}
            texts = [text for text in frame.get_column(name).unique() if text is not None]
            sent = [text for text in texts if text.casefold() in wanted]
            meant = [exactly.get(text, wanted[text.casefold()]) or None for text in sent]
            frame = frame.with_columns(pl.col(name).replace(sent, meant))
    return with_blanks_as_no(raw.form, frame)


def _read_values(name: str, field: Field, verdicts: Mapping[str, Verdict]) -> pl.Expr:
    """A coded column as the values its texts were read as; null where blank or refused."""
    good = {text: verdict.value for text, verdict in verdicts.items() if _is_good(verdict)}
    return looked_up(name, good, field.dtype).alias(name)


def looked_up(column: str, values: Mapping[str, Any], dtype: Any) -> pl.Expr:
    """What each text of a column stands for; null where it has no value."""
    if not values:
        return pl.lit(None, dtype=dtype)
    codes = pl.col(column).cast(pl.Enum(list(values)), strict=False).to_physical()
    return pl.lit(pl.Series(list(values.values()), dtype=dtype)).gather(codes)


def _read_text(name: str, field: Field) -> pl.Expr:
    """An identifier or free text; null where refused."""
    return pl.when(~pl.col(name).str.contains(field.refused)).then(name).alias(name)


def _refused_values(frame: pl.DataFrame, verdicts: Mapping[str, Mapping[str, Verdict]]) -> Iterator[Issue]:
    """An issue for each refused text of a coded column, in the order of their first rows."""
    for name, by_text in verdicts.items():
        refused = [text for text, verdict in by_text.items() if verdict.code is not None]
        if refused:
            rows = frame.select(name, ROW).filter(pl.col(name).is_in(refused))
            for text, where in rows.group_by(name, maintain_order=True).agg(ROW).iter_rows():
                verdict = by_text[text]
                yield Issue(
                    str(verdict.code),
                    verdict.message,
                    column=name,
                    rows=tuple(where),
                    value=text,
                    shown=True,
                )


def _refused_texts(frame: pl.DataFrame, fields: Mapping[str, Field]) -> Iterator[Issue]:
    """An issue for each kind of text that an identifier or free text may not be; a cell has the first that fits."""
    for name, field in fields.items():
        rows = frame.select(name, ROW)
        for refusal in field.refusals or ():
            matches = pl.col(name).str.contains(refusal.pattern).fill_null(False)
            if (where := rows.filter(matches)).height:
                yield Issue(refusal.code, refusal.message, column=name, rows=tuple(where.get_column(ROW)))
                rows = rows.filter(~matches)


def _blank(frame: pl.DataFrame, fields: Mapping[str, Field]) -> Iterator[Issue]:
    """An issue for each column with cells that are blank and must not be."""
    required = {name: field.blank for name, field in fields.items() if field.blank.code is not None}
    for name, blank in required.items():
        if frame.get_column(name).null_count():
            rows = frame.filter(pl.col(name).is_null()).get_column(ROW)
            yield Issue(str(blank.code), blank.message, column=name, rows=tuple(rows))


def _one_of(raw: RawTable, frame: pl.DataFrame) -> list[Issue]:
    """Rows in which none of the columns of which one must be filled is."""
    present = [name for name in TABLES[raw.form].one_of if name in frame.columns]
    if not present:
        return []
    empty = frame.filter(pl.all_horizontal(pl.col(present).is_null())).get_column(ROW)
    if not len(empty):
        return []
    return [_placed(Issue(BLANK.code, BLANK.message, column=present[0], rows=tuple(empty)), raw)]
