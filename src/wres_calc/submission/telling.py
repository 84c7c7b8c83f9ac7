"""Headings whose words speak of an end, a start, a stage, a status or of what is formal."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

import polars as pl

from wres_calc.reference.normalise import plain
from wres_calc.reference.table import rows

_MOST = 5_000
"""So many different texts of a column are kept."""


@cache
def _words() -> Mapping[str, str]:
    found: dict[str, list[str]] = {}
    for row in rows("telling_words"):
        found.setdefault(row["says"], []).append(row["word"])
    return {says: rf"\b(?:{'|'.join(words)})\b" for says, words in found.items()}


@lru_cache(5_000)
def says(heading: str) -> frozenset[str]:
    """What the words of a heading speak of: any of end, start, stage, status and formality."""
    apart = plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading))
    return frozenset(name for name, pattern in _words().items() if re.search(pattern, apart))


def texts(frame: pl.DataFrame, watched: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """The different texts of each watched column, by its heading; the columns of `frame` are named 0, 1, 2, …"""
    return {
        heading: tuple(frame.get_column(str(i)).drop_nulls().unique().head(_MOST).sort())
        for heading, i in watched.items()
    }
