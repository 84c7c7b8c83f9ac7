"""The report's measures laid side by side, as a reader compares them: one line a breakdown, group beside group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wres_calc.counting.dimensions import DIMENSIONS
from wres_calc.report.report import IndicatorReport, Measure


@dataclass(frozen=True)
class Line:
    """The measures of one breakdown: `rates` by group, and the ratios, differences or gaps drawn from them.

    `ratios` are of percentages that the standard compares by their difference.
    """

    breakdown: Mapping[str, str]
    rates: dict[str, Measure] = field(default_factory=dict)
    comparisons: dict[str, Measure] = field(default_factory=dict)
    ratios: dict[str, Measure] = field(default_factory=dict)

    @property
    def base(self) -> Measure | None:
        """A rate whose denominator says how many people the line is about: shares have it in common."""
        counted = (rate for rate in self.rates.values() if rate.denominator is not None)
        return next(counted, next(iter(self.rates.values()), None))

    @property
    def grouping(self) -> str | None:
        """The detailed grouping the line is in, none for the groups compared."""
        return self.breakdown.get("grouping")

    @property
    def board(self) -> str | None:
        """The part of the board that the line is about."""
        return self.breakdown.get("board")

    @property
    def parts(self) -> tuple[str, ...]:
        """What the line is a part by, the grouping apart: empty for the whole."""
        return tuple(key for key in self.breakdown if key != "grouping")

    @property
    def is_own(self) -> bool:
        """Whether the part is one by a column that the submission names."""
        return not {*self.parts} <= {*DIMENSIONS}


def lines(measures: Iterable[Measure]) -> tuple[Line, ...]:
    """Lay measures into lines, in the order in which their breakdowns first come.

    A rate is of one group; what is compared is keyed by its first group.
    """
    found: dict[tuple[tuple[str, str], ...], Line] = {}
    for measure in measures:
        line = found.setdefault(tuple(sorted(measure.breakdown.items())), Line(measure.breakdown))
        side = line.rates if measure.unit.is_rate else line.comparisons
        if measure.measure == "unofficial_ratio":
            side = line.ratios
        side[measure.group] = measure
    return tuple(found.values())


def headline(indicator: IndicatorReport) -> tuple[Line, ...]:
    """Return the lines a board reads first; of a board all of its parts, which stand beside each other."""
    every = indicator.kind == "gap"
    return tuple(
        line
        for line in lines(indicator.measures)
        if not line.grouping and (every or is_headline(indicator, line))
    )


def is_headline(indicator: IndicatorReport, line: Line) -> bool:
    """Whether a line is one of those that the indicator's words name as what a board reads first."""
    if line.breakdown.get("pay_band") == "senior_bands":
        part = "senior_bands"
    elif line.board is not None:
        part = line.board
    else:
        part = " ".join(line.parts) or "whole"
    return part in indicator.words.headline
