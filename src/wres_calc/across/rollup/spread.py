"""How a figure lies apart over organisations: its distribution, and who is where in it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil, inf, log
from sys import float_info
from typing import NamedTuple

from wres_calc.across.rollup.contract import Distribution, Standing
from wres_calc.across.rollup.keyed import Figure, Keyed, bounded, value_of
from wres_calc.figures.result import Unit
from wres_calc.figures.statistics import quantile
from wres_calc.report.contract.benchmark import FigureName, Rule
from wres_calc.report.report import Measure, Report
from wres_calc.standards.load import load
from wres_calc.standards.model import Indicator

_BOARDS = ("total", "voting", "executive")


class Known(NamedTuple):
    """A measure and its value, which is infinite for a ratio without bound."""

    measure: Measure
    value: float


ByFigure = Mapping[Figure, Mapping[str, Known]]
"""The figures of organisations, by their codes."""


def figures(reports: Iterable[Report], keyed: Keyed) -> dict[Figure, dict[str, Known]]:
    """Every figure that has a value, by organisation code; by indicator, then in the order in which they first come."""
    found: dict[Figure, dict[str, Known]] = {}
    for report in reports:
        for indicator in report.indicators:
            for figure, measure in keyed.named(report, indicator.number):
                value = value_of(indicator, measure)
                if value is not None:
                    found.setdefault(figure, {})[report.organisation.code] = Known(measure, value)
    # The first organisation may lack an indicator that others have.
    return dict(sorted(found.items(), key=lambda each: each[0][0]))


def named(figure: Figure, unit: Unit) -> dict[str, object]:
    """A figure's name, as the fields of the contract."""
    number, measure, place, group, other = figure
    name = FigureName(
        indicator=number,
        measure=measure,
        breakdown=dict(place),
        group=group,
        compared_with=other,
        unit=unit,
    )
    return name.model_dump()


_QUANTILES = {"minimum": 0.0, "lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75, "maximum": 1.0}


def distributions(by_figure: ByFigure) -> Iterator[Distribution]:
    """The distribution of each figure."""
    for figure, known in by_figure.items():
        values = [each.value for each in known.values()]
        yield Distribution.model_validate(
            {
                **named(figure, next(iter(known.values())).measure.unit),
                "organisations": len(values),
                "unbounded": values.count(inf),
                **{name: bounded(quantile(values, part)) for name, part in _QUANTILES.items()},
            }
        )


def rule_of(indicator: Indicator, measure: Measure) -> Rule | None:
    """How organisations are ranked by a figure; `None` where none of its values is better than another.

    Comparisons: nearest to equal. Percentages of who experienced something adverse: lowest first, and the other way
    round for what is good. Shares and likelihoods of one group have no order.
    """
    if "grouping" in measure.breakdown or not set(measure.breakdown) <= {"board"}:
        return None
    if measure.breakdown.get("board", "total") not in _BOARDS:
        return None
    match measure.unit:
        case Unit.RATIO:
            return "nearest_to_1"
        case Unit.PERCENTAGE_POINTS:
            return "nearest_to_0" if "bme" in (measure.group, measure.compared_with) else None
        case Unit.PERCENT if indicator.kind == "percentage":
            return "lowest_first" if indicator.adverse == "above" else "highest_first"
    return None


def worth(value: float, rule: Rule) -> float:
    """What organisations are ordered by: the least is the best. Ratios are as far from 1 as their inverse.

    A ratio of 0 comes after all others but those without bound, which are adverse and the last.
    """
    match rule:
        case "nearest_to_1":
            return abs(log(value)) if value > 0 else float_info.max
        case "nearest_to_0":
            return abs(value)
        case "lowest_first":
            return value
        case "highest_first":
            return -value


def rank(value: float, others: Sequence[float], rule: Rule) -> int:
    """The place among `others` (the value's own among them or not): one more than how many are better."""
    return _place(value, _worths(others, rule), rule)


def _worths(values: Iterable[float], rule: Rule) -> list[float]:
    """What values are ordered by, the best first."""
    return sorted(round(worth(value, rule), 12) for value in values)


def _place(value: float, worths: Sequence[float], rule: Rule) -> int:
    return 1 + bisect_left(worths, round(worth(value, rule), 12))


def quartile(place: int, of: int) -> int:
    """The quarter that a rank is in: 1 is the best."""
    return min(4, max(1, ceil(4 * place / of)))


def standings(reports: Sequence[Report], by_figure: ByFigure) -> dict[str, list[Standing]]:
    """Where each organisation stands, by its code."""
    peers = {report.organisation.code: report.organisation.type for report in reports}
    indicators = {each.number: each for each in load(reports[0].reporting_year).indicators}
    found: dict[str, list[Standing]] = {code: [] for code in peers}
    for figure, known in by_figure.items():
        first = next(iter(known.values())).measure
        rule = rule_of(indicators[figure[0]], first)
        if rule is not None:
            values = {code: each.value for code, each in known.items()}
            worths = _worths(values.values(), rule)
            medians = {group: _median(values, peers, group) for group in {peers[code] for code in values}}
            for code, value in values.items():
                group = peers[code]
                standing = {
                    **named(figure, first.unit),
                    **_compared(value, rule, _place(value, worths, rule), len(values)),
                    "peers": group or "England",
                    "peer_median": bounded(medians[group]),
                    "distance": bounded(value - medians[group]),
                }
                found[code].append(Standing.model_validate(standing))
    return found


def _median(values: Mapping[str, float], peers: Mapping[str, str | None], group: str | None) -> float:
    """The median of the organisations of a type; of all of them where the type is not known."""
    return quantile([value for code, value in values.items() if group is None or peers[code] == group], 0.5)


def _compared(value: float, rule: Rule, place: int, of: int) -> dict[str, object]:
    return {"value": bounded(value), "rule": rule, "rank": place, "of": of, "quartile": quartile(place, of)}
