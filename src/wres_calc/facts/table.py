"""The lists of this floor as they stand in `data/*.csv`; where each is from is in `data/SOURCES.md`."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from wres_calc.facts.normalise import plain


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/NAME.csv`, each by its headings, in the order of the file."""
    text = files("wres_calc.facts").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def lookup(name: str, column: str, value: str, **only: str) -> dict[str, str]:
    """`data/NAME.csv` as a dictionary from the plain text of `column` to `value`, of the rows that say `only`."""
    return {plain(row[column]): row[value] for row in rows(name) if only.items() <= row.items()}


REGIONS: Mapping[str, str] = MappingProxyType({row["code"]: row["name"] for row in rows("regions")})
"""The NHS England regions, by their ODS codes."""
