"""The columns of a template, each with what its cells may hold: read off the table's model, nothing said twice."""

import datetime as dt
import types
import typing
from dataclasses import dataclass

from pydantic import BeforeValidator, ValidationError
from pydantic.fields import FieldInfo

from wres_calc.checking.dates import years_back
from wres_calc.facts import survey
from wres_calc.intake.refusals import Between
from wres_calc.intake.tables import TABLES, Table
from wres_calc.standards.model import PercentageIndicator, Standard

_NO_VALUE = "\N{SNOWMAN}"
"""A text that stands in no list: a column that takes it takes any text."""


@dataclass(frozen=True)
class Column:
    """A column to fill in.

    `kind` is the type of a filled cell. `offered` are the values of its drop-down list (none where it has no list),
    and `closed` says that others are refused. `between` bounds a number, `period` is when a date may be.
    """

    name: str
    required: str
    may_be_blank: bool
    description: str
    example: str
    kind: type
    offered: tuple[str, ...]
    closed: bool
    between: Between | None
    period: tuple[dt.date, dt.date] | None

    @property
    def is_required(self) -> bool:
        """Whether the table is wanting without the column."""
        return bool(self.required)


def of_year(table: str, definitions: Standard, code: str) -> list[Column]:
    """The columns of `table` in the order of its model; of the survey's questions those of the year.

    `code` is the organisation's, an example of itself."""
    asked = {
        question
        for indicator in definitions.indicators
        if isinstance(indicator, PercentageIndicator)
        for question in indicator.questions
    }
    model = TABLES[table]
    first, last = definitions.flow_period(years_back(definitions, table))[0], definitions.snapshot_date
    own = {"organisation_code": {"examples": [code]}}
    schema = model.model_json_schema(mode="validation")["properties"]
    return [
        _column(model, name, info, schema[name] | own.get(name, {}), (first, last))
        for name, info in model.model_fields.items()
        if name in asked or name not in survey.QUESTIONS
    ]


def _column(
    model: type[Table],
    name: str,
    info: FieldInfo,
    schema: dict[str, typing.Any],
    period: tuple[dt.date, dt.date],
) -> Column:
    examples = tuple(schema.get("examples", ()))
    kind = _filled(info.annotation)
    return Column(
        name=name,
        required=_required(model, name, info),
        may_be_blank=_accepts(model, name, None),
        description=schema["description"],
        example=period[0].isoformat() if kind is dt.date else next(iter(examples), ""),
        kind=kind,
        offered=examples if len(examples) > 1 else (),
        closed=not _accepts(model, name, _NO_VALUE),
        between=next(
            (
                part.func
                for part in info.metadata
                if isinstance(part, BeforeValidator) and isinstance(part.func, Between)
            ),
            None,
        ),
        period=period if kind is dt.date else None,
    )


def _required(model: type[Table], name: str, info: FieldInfo) -> str:
    if info.is_required():
        return "required"
    return f"required: {' or '.join(model.one_of)}" if name in model.one_of else ""


def _filled(annotation: typing.Any) -> type:
    """The type of a filled cell: `str` for `str | None`."""
    if isinstance(annotation, types.UnionType):
        annotation = next(part for part in typing.get_args(annotation) if part is not types.NoneType)
    filled: type = annotation
    return filled


def _accepts(model: type[Table], name: str, text: str | None) -> bool:
    """Whether the model takes `text` in a cell of the column."""
    try:
        setattr(model.model_construct(), name, text)
    except ValidationError:
        return False
    return True
