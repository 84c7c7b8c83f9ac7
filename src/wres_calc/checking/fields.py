"""The one statement of what a cell may be, the field of its table's model, made ready to judge texts."""

import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import polars as pl
from pydantic import BeforeValidator, ValidationError
from pydantic.fields import FieldInfo

from wres_calc.intake.refusals import Refusals
from wres_calc.intake.tables import TABLES, Table

_DTYPES: Mapping[type, Any] = {
    bool: pl.Boolean,
    int: pl.Int64,
    float: pl.Float64,
    dt.date: pl.Date,
    Decimal: pl.String,
    str: pl.String,
}


@dataclass(frozen=True)
class Verdict:
    """What a cell was read as, or the code and message of the issue with which it was refused."""

    value: Any = None
    code: str | None = None
    message: str = ""


class Field:
    """One column's contract, ready to judge texts.

    `refusals` are those of an identifier or free text (`None`: the column is coded), `refused` is one pattern of them
    all, `dtype` the type of its values and `blank` what becomes of a blank cell.
    """

    def __init__(self, model: type[Table], name: str, info: FieldInfo) -> None:
        self.name = name
        self._row = model.model_construct()  # a row to lay texts into: the model judges them one at a time
        functions = [part.func for part in info.metadata if isinstance(part, BeforeValidator)]
        self.refusals = next((part.refusals for part in functions if isinstance(part, Refusals)), None)
        self.refused = "|".join(f"(?:{refusal.pattern})" for refusal in self.refusals or ())
        self.dtype = _DTYPES[_plain_type(info.annotation)]
        self.judge = lru_cache(5_000)(self._judge)  # submissions of a batch hold the same texts
        self.blank = self.judge(None)

    def _judge(self, text: str | None) -> Verdict:
        """What the model makes of one cell's text (`None`: blank)."""
        try:
            setattr(self._row, self.name, text)
        except ValidationError as refused:
            first = refused.errors(include_url=False, include_input=False, include_context=False)[0]
            return Verdict(code=first["type"], message=first["msg"])
        value = getattr(self._row, self.name)
        return Verdict(str(value) if self.dtype == pl.String and value is not None else value)


def _plain_type(annotation: Any) -> type:
    """The type of a filled cell: `str` for `str | None`."""
    if isinstance(annotation, types.UnionType):
        annotation = next(part for part in typing.get_args(annotation) if part is not types.NoneType)
    plain: type = annotation
    return plain


@cache
def fields_of(model: type[Table]) -> Mapping[str, Field]:
    """The columns of a table, each ready to judge texts."""
    return {name: Field(model, name, info) for name, info in model.model_fields.items()}


def accepts(table: str, column: str, text: str) -> bool:
    """Whether a column takes a text. Free text takes any."""
    return fields_of(TABLES[table])[column].judge(text).code is None


def is_coded(table: str, column: str) -> bool:
    """Whether a column takes texts of a list, dates or numbers, and not any text."""
    return not fields_of(TABLES[table])[column].refusals
