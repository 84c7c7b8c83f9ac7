"""National returns as forms: their rows, and where each number comes from. None is official."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from wres_calc.errors import UsageError
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.strict_model import StrictModel


class Source(StrictModel):
    """A number of a report: an indicator's measure; of a percentage as it is without `take`, else one of its counts.

    `population` and `part` say whose number it is.
    """

    indicator: IndicatorNumber
    measure: str
    take: Literal["numerator", "denominator"] | None = None
    population: str = ""
    part: dict[str, str] = Field(default={})


class Row(StrictModel):
    """A row of the form: a `count`, a percentage (`value`), or a `formula` of other rows, which are named by `key`."""

    label: str
    key: str = ""
    count: Source | None = None
    value: Source | None = None
    formula: tuple[str, ...] = ()


class Section(StrictModel):
    """Rows below a title."""

    title: str
    rows: tuple[Row, ...]


class Column(StrictModel):
    """A column: its group and its heading."""

    group: str
    heading: str


class Form(StrictModel):
    """A whole return."""

    title: str
    verified: bool
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]


@cache
def forms() -> tuple[Form, ...]:
    """Return the forms of all standards that have one."""
    names = sorted(entry.name for entry in files(__package__).iterdir())
    return tuple(form(name.removesuffix(".toml")) for name in names if name.endswith(".toml"))


@cache
def form(standard: str) -> Form:
    """Return the form of a standard's return.

    Raises:
        UsageError: there is none.
    """
    found = files(__package__).joinpath(f"{standard}.toml")
    if not found.is_file():
        raise UsageError(
            f"The rows of the national return of {standard} are not known.", "Leave `return` out of --to."
        )
    return Form.model_validate(tomllib.loads(found.read_text(encoding="utf-8")))
