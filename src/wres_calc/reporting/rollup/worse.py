"""At how many organisations BME staff fare worse than White staff, and which region does best."""

from collections.abc import Iterator, Mapping, Sequence

from wres_calc.reporting.report import IndicatorReport, Measure, Unit
from wres_calc.reporting.rollup.contract import Level, RegionRank, RegionRanking, ShareWorse
from wres_calc.reporting.rollup.keyed import Figure, figure_of
from wres_calc.reporting.rollup.spread import named, rank, rule_of
from wres_calc.reporting.wording import percent
from wres_calc.standards.load import load
from wres_calc.standards.model import Indicator

_WORSE = {
    2: "White applicants are more likely than BME applicants to be appointed from shortlisting",
    3: "BME staff are more likely than White staff to enter the formal disciplinary process",
    4: "White staff are more likely than BME staff to access non-mandatory training and CPD",
    5: "a higher percentage of BME staff than of White staff report harassment, bullying or abuse from the public",
    6: "a higher percentage of BME staff than of White staff report harassment, bullying or abuse from staff",
    7: "a lower percentage of BME staff than of White staff believe in equal opportunities for career progression",
    8: "a higher percentage of BME staff than of White staff report discrimination at work",
    9: "the board has a lower share of BME members than the workforce has of BME staff",
}


def is_comparison(figure: Figure) -> bool:
    """Whether a figure is the one that compares BME with White staff, or the board with the workforce, as a whole."""
    number, measure, place, group, _ = figure
    if measure in ("relative_likelihood", "difference"):
        return not place
    return number == 9 and measure.startswith("gap_") and group == "bme" and place == (("board", "total"),)


def shares_worse(
    year: int, place: str, by_figure: Mapping[Figure, Mapping[str, Measure]]
) -> Iterator[ShareWorse]:
    """For each indicator, the organisations on its adverse side; `place` is as a sentence names it."""
    indicators = {each.number: each for each in load(year).indicators}
    for figure, measures in by_figure.items():
        indicator = indicators[figure[0]]
        if not is_comparison(figure) or indicator.adverse == "none":
            continue
        worse = sum(_is_worse(indicator, measure) for measure in measures.values())
        ranges = [measure.ratio_range.position for measure in measures.values() if measure.ratio_range]
        inside = sum(position == "within" for position in ranges)
        part = 100 * worse / len(measures)
        yield ShareWorse(
            indicator=figure[0],
            organisations=len(measures),
            worse=worse,
            percent=part,
            sentence=f"In {percent(part)} of {place} ({worse} of {len(measures)}) {_WORSE[figure[0]]}.",
            inside_range=inside if ranges else None,
            outside_range=len(ranges) - inside if ranges else None,
        )


def _is_worse(indicator: Indicator, measure: Measure) -> bool:
    neutral = 1 if measure.unit is Unit.RATIO else 0
    value = measure.value if measure.value is not None else neutral
    return value > neutral if indicator.adverse == "above" else value < neutral


def region_rankings(year: int, levels: Sequence[Level]) -> Iterator[RegionRanking]:
    """The regions by each pooled figure that compares."""
    indicators = {each.number: each for each in load(year).indicators}
    regions = [level for level in levels if level.level == "region"]
    pooled: dict[Figure, dict[str, Measure]] = {}
    for region in regions:
        for indicator in region.indicators:
            for figure, measure in _comparisons(indicator):
                pooled.setdefault(figure, {})[region.code] = measure
    names = {region.code: region.name for region in regions}
    for figure, measures in pooled.items():
        first = next(iter(measures.values()))
        rule = rule_of(indicators[figure[0]], first)
        if rule is None:
            continue
        values = {code: measure.value or 0.0 for code, measure in measures.items()}
        places = {code: rank(value, list(values.values()), rule) for code, value in values.items()}
        ranked = tuple(
            RegionRank(code=code, name=names[code], value=values[code], rank=place)
            for code, place in sorted(places.items(), key=lambda each: (each[1], each[0]))
        )
        yield RegionRanking.model_validate({**named(figure, first.unit), "rule": rule, "regions": ranked})


def _comparisons(indicator: IndicatorReport) -> Iterator[tuple[Figure, Measure]]:
    for measure in indicator.measures:
        figure = figure_of(indicator.number, measure)
        if is_comparison(figure) and measure.value is not None:
            yield figure, measure
