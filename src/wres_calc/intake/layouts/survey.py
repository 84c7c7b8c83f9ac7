"""The staff survey's own codes of ethnicity, and percentages given as fractions of 1."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from functools import cache

import polars as pl

from wres_calc.facts.table import rows
from wres_calc.intake import texts
from wres_calc.intake.model import FileFault, RawTable
from wres_calc.intake.names import simplified

_LEAST_LIKELY = Decimal("0.05")
"""If every percentage of a survey were below this, it could be neither told for a fraction nor for per cent."""


@cache
def own_codes(survey_year: int, question: str) -> dict[str, str]:
    """The survey's own codes of ethnicity, each with its one-letter category; none for a question that is not that."""
    return {
        row["code"]: row["category"]
        for row in rows("survey_ethnicity")
        if int(row["from"]) <= survey_year <= int(row["to"]) and question in row["question"].split()
    }


def with_categories(table: RawTable, survey_year: int) -> RawTable:
    """A table of respondents whose ethnicity stands in the survey's own question, as categories.

    Only where the heading is the number of that question and every cell one of its codes: bare digits mean different
    things in different systems.
    """
    heading = table.headings.get("ethnic_category", "")
    codes = own_codes(survey_year, simplified(heading))
    sent = {text for text in _texts(table, "ethnic_category") if text is not None}
    if not codes or not sent or not all(text.isdecimal() and text.lstrip("0") in codes for text in sent):
        return table
    texts_sent = sorted(sent)
    column = pl.col("ethnic_category").replace(texts_sent, [codes[text.lstrip("0")] for text in texts_sent])
    message = f"{table.file}: the codes under {heading} are read as those of the {survey_year} staff survey."
    return _with(table, column, message, "table-reshaped")


class Scale(StrEnum):
    """What the percentages of a column are of; `MIXED` where some are of 1 and others of 100."""

    OF_100 = "per cent"
    OF_1 = "fractions of 1"
    MIXED = "mixed"


MIXED = (
    "some figures are below 1 and others are not; fractions of 1 and per cent cannot be told apart. "
    "Give all of them one way, or each with a per cent sign."
)


def scale(sent: Iterable[str]) -> Scale:
    """What the texts of a column are of, told by all of them together.

    They are fractions where every one is 1 or less and none has a per cent sign; where all of them are below 0.05 it
    could be either, and they stay as they are.
    """
    numbers = {text: texts.percentage(text) for text in sent}
    bare = [number for text, number in numbers.items() if number is not None and not text.endswith("%")]
    if bare and len(bare) == len(numbers) and max(bare) <= 1:
        return Scale.OF_1 if max(bare) >= _LEAST_LIKELY else Scale.OF_100
    return Scale.MIXED if any(0 < number < 1 for number in bare) else Scale.OF_100


def in_percent(table: RawTable) -> RawTable:
    """Published percentages in per cent, where the whole column came as fractions of 1; else as they are."""
    sent = {text for text in _texts(table, "percentage") if text is not None}
    if scale(sent) is not Scale.OF_1:
        return table
    scaled = {text: str((texts.number(text) or Decimal(0)) * 100) for text in sent}
    column = pl.col("percentage").replace(list(scaled), list(scaled.values()))
    message = (
        f"{table.file}: every percentage is 1 or less; they are read as fractions of 1 (0.134 is 13.4 %)."
    )
    return _with(table, column, message, "percentages-read-as-fractions")


def _texts(table: RawTable, column: str) -> list[str | None]:
    return table.frame.get_column(column).unique().to_list() if column in table.frame.columns else []


def _with(table: RawTable, column: pl.Expr, message: str, code: str) -> RawTable:
    remark = FileFault(code, message, table.name, table.file, table.sheet)
    return replace(table, frame=table.frame.with_columns(column), remarks=(*table.remarks, remark))
