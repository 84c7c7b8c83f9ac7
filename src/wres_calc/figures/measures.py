"""The measures: what each is in, and which rate it is or is formed from."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Unit(StrEnum):
    """What a value is in: `percent` runs from 0 to 100, `score` from 0 to 10, `score_points` are between two scores."""

    PERCENT = "percent"
    RATIO = "ratio"
    PERCENTAGE_POINTS = "percentage_points"
    SCORE = "score"
    SCORE_POINTS = "score_points"

    @property
    def is_rate(self) -> bool:
        """Whether a value in it is of one group; else it compares two."""
        return self in (Unit.PERCENT, Unit.SCORE)

    @property
    def of_change(self) -> "Unit":
        """What the change of a value in it is in."""
        return {Unit.PERCENT: Unit.PERCENTAGE_POINTS, Unit.SCORE: Unit.SCORE_POINTS}.get(self, self)


class Kind(NamedTuple):
    """What a measure is in, and the rate that it is, or is formed from."""

    unit: Unit
    rate: str


MEASURES: Mapping[str, Kind] = MappingProxyType(
    {
        "share": Kind(Unit.PERCENT, "share"),
        "likelihood": Kind(Unit.PERCENT, "likelihood"),
        "percentage": Kind(Unit.PERCENT, "percentage"),
        "mean": Kind(Unit.SCORE, "mean"),
        "relative_likelihood": Kind(Unit.RATIO, "likelihood"),
        "difference": Kind(Unit.PERCENTAGE_POINTS, "percentage"),
        "unofficial_ratio": Kind(Unit.RATIO, "percentage"),
        "mean_difference": Kind(Unit.SCORE_POINTS, "mean"),
        "gap_to_workforce": Kind(Unit.PERCENTAGE_POINTS, "share"),
        "gap_to_population": Kind(Unit.PERCENTAGE_POINTS, "share"),
    }
)
"""Every measure by its name."""
