"""The rates of many reports, found by what they are of."""

from collections.abc import Mapping

from wres_calc.calculation.result import Unit
from wres_calc.reporting import report as r

Key = tuple[tuple[tuple[str, str], ...], str]
"""A breakdown and an ethnic group."""


class Keyed:
    """The rates of reports with their keys, each told once: a report is part of several levels."""

    def __init__(self) -> None:
        self._rates: dict[tuple[str, int], dict[Key, r.Measure]] = {}

    def rates(self, report: r.Report, number: int) -> Mapping[Key, r.Measure]:
        """The rates of an indicator of one report; reports are told apart by their organisation."""
        place = report.organisation.code, number
        if place not in self._rates:
            own = of_number(report, number)
            measures = own.measures if own else ()
            self._rates[place] = {key_of(each): each for each in measures if each.unit is Unit.PERCENT}
        return self._rates[place]


def key_of(measure: r.Measure) -> Key:
    """The breakdown and the group of a measure."""
    return tuple(sorted(measure.breakdown.items())), measure.ethnic_group


def of_number(report: r.Report, number: int) -> r.IndicatorReport | None:
    """An indicator of a report, where it has it."""
    return next((each for each in report.indicators if each.number == number), None)
