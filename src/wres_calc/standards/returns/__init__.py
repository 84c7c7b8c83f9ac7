"""National returns as forms: their rows, and where each number comes from. None is official."""

import tomllib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import Field, model_validator

from wres_calc.errors import UsageError
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.strict_model import StrictModel


class Source(StrictModel):
    """A number of a report: an indicator's measure; of a percentage as it is without `take`, else one of its counts.

    `population` and `part` say whose number it is. One with `halves` is a mean of two years.
    """

    indicator: IndicatorNumber
    measure: str
    take: Literal["numerator", "denominator"] | None = None
    population: str = ""
    part: dict[str, str] = Field(default={})
    halves: bool = False

    def names(self, population: str, part: Mapping[str, str]) -> bool:
        """Whether it is of this part of a population; the parts of a board are populations of their own."""
        return self.part == part and (self.population == population or "board" in part)


class Row(StrictModel):
    """A row of the form: a `count`, a percentage (`value`), or a `formula` of other rows, which are named by `key`.

    `also` are other labels by which it is known. It is `written` always, where there are people, or never: one that a
    form has is read and filled all the same.
    """

    label: str
    key: str = ""
    also: tuple[str, ...] = ()
    count: Source | None = None
    part: dict[str, str] | None = None
    value: Source | None = None
    formula: tuple[str, ...] = ()
    written: Literal["always", "people", "never"] = "always"

    @property
    def name(self) -> str:
        """What names it among the rows of its section."""
        return self.key or self.label

    @property
    def is_ratio(self) -> bool:
        """Whether it is one number, between two columns of another row."""
        return bool(self.formula) and "." in self.formula[0]

    @property
    def is_of_rates(self) -> bool:
        """Whether it is formed of likelihoods or shares, which may be rounded."""
        return self.is_ratio or (bool(self.formula) and self.formula[1] == "-")

    def formed(
        self, group: str, groups: Sequence[str], values: Mapping[tuple[str, str], Fraction]
    ) -> Fraction | None:
        """Return what its formula comes to in the column of a group, from the values of other rows by key and group.

        `None` where it cannot be formed; a ratio stands in the first column.
        """
        first, sign, *more = self.formula
        if self.is_ratio:
            (above, _, over), (below, _, under) = first.partition("."), more[0].partition(".")
            own, other = values.get((above, over)), values.get((below, under))
            return own / other if own is not None and other and group == groups[0] else None
        own = values.get((first, group))
        if own is None:
            return None
        if sign == "share":
            whole = [values.get((first, each)) for each in groups]
            total = sum(number for number in whole if number is not None)
            return own / total if None not in whole and total else None  # one that is withheld is no 0
        other = values.get((more[0], group))
        if other is None or (sign == "/" and not other):
            return None
        return {"/": own / (other or 1), "-": own - other, "+": own + other}[sign]

    @property
    def is_score(self) -> bool:
        """Whether its numbers are scores from 0 to 10."""
        return self.value is not None and self.value.measure == "mean"

    @property
    def is_percentage(self) -> bool:
        """Whether its numbers are shares."""
        if self.value is not None:
            return not self.is_score
        return bool(self.formula) and not self.is_ratio and self.formula[1] != "+"


class Section(StrictModel):
    """Rows below a title, which may be worded as in `also`.

    A row with a `part` is of the section's `count`, of that part of it.
    """

    title: str
    also: tuple[str, ...] = ()
    count: Source | None = None
    rows: tuple[Row, ...]

    @model_validator(mode="before")
    @classmethod
    def _with_counts(cls, data: dict[str, Any]) -> dict[str, Any]:
        common = data.get("count")
        rows = [
            {**row, "count": {**common, "part": common.get("part", {}) | row["part"]}}
            if common is not None and "part" in row
            else row
            for row in data["rows"]
        ]
        return {**data, "rows": rows}


class Column(StrictModel):
    """A column: its group and its heading."""

    group: str
    heading: str


class Form(StrictModel):
    """A whole return of a `standard`."""

    standard: str
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
    return Form.model_validate({"standard": standard, **tomllib.loads(found.read_text(encoding="utf-8"))})
