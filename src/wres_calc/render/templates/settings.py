"""`submission.toml` as a template: every option with what it is for, from the models that read the file."""

import inspect
import json
import re
import typing
from collections.abc import Iterator, Mapping

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from wres_calc.intake.config import SubmissionConfig
from wres_calc.intake.settings import FILE as FILE
from wres_calc.intake.tables import TABLES
from wres_calc.standards.model import GapIndicator, Standard

_INTRODUCTION = f"""\
# What the tables in this folder are of, and how they read.
# A line that begins with "# " explains. A line that begins with "#" alone is an option with an example: take the # off,
# that of its [section] too, and put your own value in.
# The tables are NAME.xlsx, NAME.csv or NAME.parquet in this folder; NAME is one of
# {", ".join(TABLES)}.
"""


def text(definitions: Standard, code: str, name: str | None) -> str:
    """The whole file: year and organisation set, everything else an option that is explained."""
    given: dict[str, dict[str, object]] = {
        "submission": {"reporting_year": definitions.reporting_year},
        "organisation": {"code": code},
    }
    if name:
        given["organisation"]["name"] = name
    parts = [_INTRODUCTION]
    for key, field in SubmissionConfig.model_fields.items():
        lines = _section(key, field, given.get(key, {}))
        parts.append("".join(f"{line}\n" for line in (*_needed(key, definitions), *lines)))
    return "\n".join(parts)


def _needed(key: str, definitions: Standard) -> Iterator[str]:
    gaps = (each for each in definitions.indicators if isinstance(each, GapIndicator))
    if any(gap.compared_with == key for gap in gaps):
        yield f"# {definitions.reporting_year} needs this section: fill it in and take the # off."


def _section(key: str, field: FieldInfo, given: Mapping[str, object]) -> Iterator[str]:
    model = _model(field.annotation)
    off = "" if given else "#"
    yield f"# {' '.join(inspect.cleandoc(model.__doc__ or '').replace('`', '').split())}"
    yield f"{off}{_header(key, field.annotation)}"
    for name, option in model.model_fields.items():
        yield f"# {_sentence(option)}"
        value = given.get(name, _example(option))
        yield f"{'' if name in given else '#'}{name} = {_toml(value)}"
    for name, value in getattr(model, "example", {}).items():
        yield f"#{name} = {_toml(value)}"


def _model(annotation: typing.Any) -> type[BaseModel]:
    """The model of a section, for `Model`, `Model | None`, `dict[str, Model]` and `tuple[Model, ...]`."""
    parts = (annotation, *typing.get_args(annotation))
    return next(part for part in parts if isinstance(part, type) and issubclass(part, BaseModel))


def _header(key: str, annotation: typing.Any) -> str:
    """A list of sections stands in double brackets; sections by name are shown for the first table."""
    origin = typing.get_origin(annotation)
    if origin is tuple:
        return f"[[{key}]]"
    return f"[{key}.{next(iter(TABLES))}]" if origin is dict else f"[{key}]"


def _sentence(option: FieldInfo) -> str:
    description = option.description or ""
    return f"{description[:1].upper()}{description[1:]}."


def _example(option: FieldInfo) -> object:
    return option.examples[0] if option.examples else option.default


def _toml(value: object) -> str:
    """A value as TOML, tables in a line. JSON writes strings as TOML reads them, the delete character aside."""
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case Mapping():
            return f"{{ {', '.join(f'{_key(key)} = {_toml(item)}' for key, item in value.items())} }}"
        case bool():
            return str(value).lower()
        case tuple() | list():
            return f"[{', '.join(map(_toml, value))}]"
    return str(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _toml(name)
