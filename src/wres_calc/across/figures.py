"""The figures of a report, found by what they are of: by their keys years and organisations are compared."""

from collections.abc import Collection
from functools import cached_property

from wres_calc.figures.figure import Figure, FigureKey
from wres_calc.report.assemble import figures_of
from wres_calc.report.report import IndicatorReport


class Figures:
    """The indicators of one report, or of one level of the roll-ups, and its figures by their keys, in order."""

    def __init__(self, indicators: Collection[IndicatorReport], standard: str) -> None:
        self.indicators = {each.number: each for each in indicators}
        self.by_key = figures_of(indicators, standard)

    def of(self, indicator: int) -> dict[FigureKey, Figure]:
        """Return the figures of one indicator."""
        return {key: figure for key, figure in self.by_key.items() if key.indicator == indicator}

    @cached_property
    def ranked(self) -> dict[FigureKey, float]:
        """Every value that organisations can be ranked by."""
        found = ((key, figure.rank_value) for key, figure in self.by_key.items())
        return {key: value for key, value in found if value is not None}
