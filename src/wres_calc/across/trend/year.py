"""A measure in its year, with the rates it may be formed from."""

from collections.abc import Mapping
from typing import NamedTuple

from wres_calc.report.report import Measure, SurveyFigures

Rates = Mapping[tuple[object, ...], Measure]
"""The rates of one report, by `rate_key`."""


class Year(NamedTuple):
    """A measure in its year, with the rates it may be formed from; `survey` says where survey percentages are from."""

    reporting_year: int
    measure: Measure
    rates: Rates
    survey: SurveyFigures | None = None


def rate_key(number: int, breakdown: Mapping[str, str], group: str) -> tuple[object, ...]:
    """What a rate is found by: its indicator, its breakdown and its ethnic group."""
    return (number, tuple(sorted(breakdown.items())), group)
