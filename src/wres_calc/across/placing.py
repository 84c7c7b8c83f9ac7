"""Where organisations stand among each other: distributions, ranks, how many are on the adverse side, regions."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, inf, isfinite, log
from sys import float_info

from wres_calc.across.contract import Distribution, Level, RegionRank, RegionRanking, ShareAdverse, Standing
from wres_calc.across.figures import Figures
from wres_calc.facts.indicator_number import IndicatorNumber, order
from wres_calc.figures.figure import FigureKey
from wres_calc.figures.statistics.funnel import quantile
from wres_calc.report.contract import Rule, naming
from wres_calc.report.report import IndicatorReport, Report, StandardSummary, Unit
from wres_calc.report.words.numbers import percent
from wres_calc.standards.model import SURVEY_KINDS

EVERYWHERE = "All organisations"

Indicators = Mapping[IndicatorNumber, IndicatorReport]
"""What the standard says of each indicator, by number."""

ByFigure = Mapping[FigureKey, Mapping[str, float]]
"""The values of organisations, by their codes, of each figure; infinite for a ratio without bound."""

_QUANTILES = {"minimum": 0.0, "lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75, "maximum": 1.0}


def bounded(value: float) -> float | None:
    """Return the value as JSON has it: `None` where it is without bound."""
    return value if isfinite(value) else None


def by_figure(figures: Mapping[str, Figures]) -> ByFigure:
    """Gather each figure over organisations; by indicator, then in the order in which they first come."""
    found: dict[FigureKey, dict[str, float]] = {}
    for code, own in figures.items():
        for key, value in own.ranked.items():
            found.setdefault(key, {})[code] = value
    # The first organisation may lack an indicator that others have.
    return dict(sorted(found.items(), key=lambda each: order(each[0].indicator)))


def distributions(found: ByFigure) -> Iterator[Distribution]:
    """Yield how each figure lies apart."""
    for key, known in found.items():
        values = sorted(known.values())
        yield Distribution(
            **naming(key),
            organisations=len(values),
            unbounded=values.count(inf),
            **{name: bounded(quantile(values, part)) for name, part in _QUANTILES.items()},
        )


def is_comparison(indicator: IndicatorReport, key: FigureKey, compared: str) -> bool:
    """Whether a figure compares the groups, or the compared group on the board with that elsewhere, as a whole."""
    if key.measure in ("relative_likelihood", "difference", "mean_difference"):
        return not key.parts
    gap = indicator.kind == "gap" and key.measure.startswith("gap_")
    return gap and key.group == compared and key.parts == {"board": "total"}


def rule_of(indicator: IndicatorReport, key: FigureKey, compared: str) -> Rule | None:
    """Return how organisations are ranked by a figure; `None` where none of its values is better than another.

    Comparisons: nearest to equal. Percentages of who experienced something adverse: lowest first, and the other way
    round for what is good. Shares and likelihoods of one group have no order.
    """
    if not key.parts.keys() <= {"board"}:
        return None
    if key.parts.get("board", "total") not in ("total", *indicator.words.headline):
        return None
    match key.unit:
        case Unit.RATIO:
            return "nearest_to_1"
        case Unit.PERCENTAGE_POINTS | Unit.SCORE_POINTS:
            return "nearest_to_0" if compared in (key.group, key.compared_with) else None
        case Unit.PERCENT | Unit.SCORE if indicator.kind in SURVEY_KINDS:
            return "lowest_first" if indicator.adverse == "above" else "highest_first"
    return None


def worth(value: float, rule: Rule) -> float:
    """Return what organisations are ordered by: the least is the best. Ratios are as far from 1 as their inverse.

    A ratio of 0 comes after all others but those without bound, which are adverse and the last.
    """
    match rule:
        case "nearest_to_1":
            distance = abs(log(value)) if value > 0 else float_info.max
        case "nearest_to_0":
            distance = abs(value)
        case "lowest_first":
            distance = value
        case "highest_first":
            distance = -value
    return round(distance, 12)


class Ranking:
    """Values in the order of a rule; ties share a rank, and quartile 1 holds the best."""

    def __init__(self, values: Iterable[float], rule: Rule) -> None:
        self.rule = rule
        self._worths = sorted(worth(value, rule) for value in values)
        self.of = len(self._worths)

    def rank(self, value: float) -> int:
        """The place of a value among them: one more than how many are better."""
        return 1 + bisect_left(self._worths, worth(value, self.rule))

    def quartile(self, value: float) -> int:
        """The quarter that it is in."""
        return min(4, max(1, ceil(4 * self.rank(value) / self.of)))


def standings(
    reports: Sequence[Report], found: ByFigure, indicators: Indicators, everywhere: str
) -> dict[str, list[Standing]]:
    """Return where each organisation stands, by its code; `everywhere` is what all of them together are called."""
    types = {report.organisation.code: report.organisation.type for report in reports}
    placed: dict[str, list[Standing]] = {code: [] for code in types}
    for key, values in found.items():
        rule = rule_of(indicators[key.indicator], key, reports[0].standard.compared)
        if rule is None:
            continue
        ranking, name = Ranking(values.values(), rule), naming(key)
        medians = {
            kind: quantile(peers(values, types, kind), 0.5) for kind in {types[code] for code in values}
        }
        for code, value in values.items():
            median = medians[types[code]]
            placed[code].append(
                Standing(
                    **name,
                    value=bounded(value),
                    rule=rule,
                    rank=ranking.rank(value),
                    of=ranking.of,
                    quartile=ranking.quartile(value),
                    peers=types[code] or everywhere,
                    peer_median=bounded(median),
                    distance=bounded(value - median),
                )
            )
    return placed


def peers(values: Mapping[str, float], types: Mapping[str, str | None], kind: str | None) -> list[float]:
    """Return the values of the organisations of a type; of all of them where the type is not known."""
    return [value for code, value in values.items() if kind is None or types[code] == kind]


def shares_adverse(
    place: str, found: ByFigure, figures: Mapping[str, Figures], indicators: Indicators, compared: str
) -> Iterator[ShareAdverse]:
    """Yield for each indicator how many are on its adverse side; `place` is as a sentence names it."""
    for key, known in found.items():
        indicator = indicators[key.indicator]
        if not is_comparison(indicator, key, compared) or indicator.adverse == "none":
            continue
        adverse = sum(is_adverse(indicator, key.unit, value) for value in known.values())
        read = [figures[code].by_key[key].uncertainty.ratio_range for code in known]
        ranges = [each for each in read if each is not None]
        inside = sum(each.position == "within" for each in ranges)
        part = 100 * adverse / len(known)
        yield ShareAdverse(
            indicator=key.indicator,
            organisations=len(known),
            adverse=adverse,
            percent=part,
            sentence=f"In {percent(part)} of {place} ({adverse} of {len(known)}) {indicator.words.worse}.",
            inside_range=inside if ranges else None,
            outside_range=len(known) - inside if ranges else None,
        )


def is_adverse(indicator: IndicatorReport, unit: Unit, value: float) -> bool:
    """Return whether a comparison is on the side that is worse for the compared group."""
    neutral = 1 if unit is Unit.RATIO else 0
    return value > neutral if indicator.adverse == "above" else value < neutral


def region_rankings(levels: Sequence[Level], standard: StandardSummary) -> Iterator[RegionRanking]:
    """Yield the order of the regions by each pooled figure that compares."""
    regions = {level.code: level for level in levels if level.level == "region"}
    figures = {code: Figures(level.indicators, standard.code) for code, level in regions.items()}
    indicators = {number: each for own in figures.values() for number, each in own.indicators.items()}
    for key, known in by_figure(figures).items():
        rule = rule_of(indicators[key.indicator], key, standard.compared)
        if rule is None or not is_comparison(indicators[key.indicator], key, standard.compared):
            continue
        ranking = Ranking(known.values(), rule)
        ranks = sorted((ranking.rank(value), code) for code, value in known.items())
        yield RegionRanking(
            **naming(key),
            rule=rule,
            regions=tuple(
                RegionRank(code=code, name=regions[code].name, value=bounded(known[code]), rank=rank)
                for rank, code in ranks
            ),
        )
