"""Random columns: one seeded stream for each purpose, so that a new column in one table moves no other table.

Only `random.Random` with a text seed, its `random` and `choices`: the same on every platform and Python.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import accumulate
from random import Random

import polars as pl


class Stream:
    """Columns drawn one after the other from the stream that `purpose` names."""

    def __init__(self, *purpose: object) -> None:
        self._random = Random("/".join(map(str, purpose)))  # noqa: S311 - the same seed, the same sample

    def indices(self, weights: Sequence[float], rows: int) -> pl.Series:
        """`rows` positions in `weights`, each as often as its weight says."""
        drawn = self._random.choices(range(len(weights)), cum_weights=list(accumulate(weights)), k=rows)
        return pl.Series(drawn, dtype=pl.UInt32)

    def texts(self, shares: Mapping[str, float], rows: int) -> pl.Series:
        """`rows` of the keys, each as often as its share says; the empty key is a blank cell."""
        labels = pl.Series([label or None for label in shares], dtype=pl.String)
        return labels.gather(self.indices(list(shares.values()), rows))

    def uniform(self, rows: int) -> pl.Series:
        """`rows` numbers from 0 up to, not including, 1."""
        number = self._random.random
        return pl.Series([number() for _ in range(rows)], dtype=pl.Float64)

    def number(self) -> float:
        """One number from 0 up to, not including, 1."""
        return self._random.random()

    def days(self, first: dt.date, last: dt.date, rows: int) -> pl.Series:
        """`rows` days from `first` to `last`, both included."""
        offset = (self.uniform(rows) * ((last - first).days + 1)).cast(pl.Int64)
        return pl.select(pl.lit(first) + pl.duration(days=pl.lit(offset))).to_series()
