"""`rollup.json` (contract, section 6)."""

from typing import Literal

from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.report.contract import FigureName, Rule
from wres_calc.report.report import IndicatorReport, Publication, StandardSummary, Tool
from wres_calc.strict_model import StrictModel

Position = Literal["within", "beyond_2_sd", "beyond_3_sd"]
"""Where an organisation stands on a funnel: inside 95 %, outside it, or outside 99.8 %."""


class LeftOut(StrictModel):
    """An organisation that takes no part in an indicator (`indicator` `None`: in any), and why."""

    code: str
    indicator: IndicatorNumber | None
    reason: str


class Distribution(FigureName):
    """How a figure lies apart over the organisations that have one; quantiles are interpolated (type 7).

    `unbounded` organisations have a ratio without bound, above all others: a quantile that falls on one is `None`.
    """

    organisations: int
    unbounded: int
    minimum: float | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    maximum: float | None


class ShareAdverse(StrictModel):
    """At how many organisations the compared group fares worse than the other, whatever the size of the difference.

    A ratio without bound is adverse. For ratios also how many lie inside the range, both bounds inside.
    """

    indicator: IndicatorNumber
    organisations: int
    adverse: int
    percent: float
    sentence: str
    inside_range: int | None
    outside_range: int | None


class Level(StrictModel):
    """All organisations (the level "england", whatever its name), a region, an ICB or a type.

    `organisations` is how many took part at all.
    """

    level: Literal["england", "region", "icb", "type"]
    code: str
    name: str
    organisations: int
    left_out: tuple[LeftOut, ...]
    indicators: tuple[IndicatorReport, ...]
    distribution: tuple[Distribution, ...]
    share_adverse: tuple[ShareAdverse, ...]


class Standing(FigureName):
    """An organisation among the others: ties share a rank; quartile 1 holds the best.

    `distance` is the value less the median of its peers, those of its type, or of all where it has none. A value
    or median of `None` is a ratio without bound, which ranks last.
    """

    value: float | None
    rule: Rule
    rank: int
    of: int
    quartile: int
    peers: str
    peer_median: float | None
    distance: float | None


class NotCalculated(StrictModel):
    """An indicator that an organisation has no figure of."""

    indicator: IndicatorNumber
    reason: str


class Member(StrictModel):
    """An organisation: how complete its data are, and where it stands. Numbers of issues are `None` in public."""

    code: str
    name: str | None
    region: str | None
    icb: str | None
    type: str | None
    unknown_percent: dict[str, float]
    not_calculated: tuple[NotCalculated, ...]
    errors: int | None
    warnings: int | None
    accepted: int
    standings: tuple[Standing, ...]


class RegionRank(StrictModel):
    """A region's place by one pooled figure; a value of `None` is a ratio without bound, which ranks last."""

    code: str
    name: str
    value: float | None
    rank: int


class RegionRanking(FigureName):
    """The regions ranked by one pooled figure."""

    rule: Rule
    regions: tuple[RegionRank, ...]


class OnFunnel(StrictModel):
    """An organisation on a funnel: standard deviations from the target, without and with allowance for dispersion."""

    code: str
    value: float
    z: float
    z_adjusted: float
    position: Position
    position_adjusted: Position


class Funnel(FigureName):
    """Who stands out by one figure. `phi` is how far organisations lie apart beyond chance (1: as chance would).

    The target is the figure pooled from all. `without_events` organisations have no standard error and take no part.
    """

    target: float
    phi: float
    tau_squared: float
    without_events: int
    organisations: tuple[OnFunnel, ...]


class Rollup(StrictModel):
    """The roll-ups of a batch; `failed` submissions are in none of them."""

    format: Literal[1] = 1
    tool: Tool
    standard: StandardSummary
    reporting_year: int
    definitions_sha256: str
    levels: tuple[Level, ...]
    regions: tuple[RegionRanking, ...]
    funnels: tuple[Funnel, ...]
    organisations: tuple[Member, ...]
    failed: tuple[LeftOut, ...]
    publication: Publication = Publication()
