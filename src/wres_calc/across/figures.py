"""The figures of a report, found by what they are of: by their keys years and organisations are compared."""

from collections.abc import Collection
from functools import cached_property

from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.figures.figure import Figure, FigureKey
from wres_calc.report.assemble import figures_of
from wres_calc.report.report import IndicatorReport


class Figures:
    """The indicators of one report, or of one level of the roll-ups, and its figures by their keys, in order."""

    def __init__(self, indicators: Collection[IndicatorReport], standard: str) -> None:
        self.indicators = {each.number: each for each in indicators}
        self.by_key = figures_of(indicators, standard)
        self.by_indicator: dict[IndicatorNumber, dict[FigureKey, Figure]] = {
            number: {} for number in self.indicators
        }
        for key, figure in self.by_key.items():
            self.by_indicator[key.indicator][key] = figure

    @cached_property
    def ranked(self) -> dict[FigureKey, float]:
        """Every value that organisations can be ranked by."""
        found = ((key, figure.rank_value) for key, figure in self.by_key.items())
        return {key: value for key, value in found if value is not None}
