"""At how many organisations BME staff fare worse than White staff, and which region does best."""

from collections.abc import Iterator, Sequence

from wres_calc.across.rollup.contract import Level, RegionRank, RegionRanking, ShareAdverse
from wres_calc.across.rollup.keyed import Figure, bounded, figure_of, value_of
from wres_calc.across.rollup.spread import ByFigure, Known, named, rank, rule_of
from wres_calc.report.report import IndicatorReport, Unit
from wres_calc.report.words import percent
from wres_calc.standards.load import load
from wres_calc.standards.model import Indicator


def is_comparison(figure: Figure) -> bool:
    """Whether a figure is the one that compares BME with White staff, or the board with the workforce, as a whole."""
    _, measure, place, group, _ = figure
    if measure in ("relative_likelihood", "difference"):
        return not place
    return measure.startswith("gap_") and group == "bme" and place == (("board", "total"),)


def shares_adverse(year: int, place: str, by_figure: ByFigure) -> Iterator[ShareAdverse]:
    """For each indicator, the organisations on its adverse side; `place` is as a sentence names it."""
    indicators = {each.number: each for each in load(year).indicators}
    for figure, known in by_figure.items():
        indicator = indicators[figure[0]]
        if not is_comparison(figure) or indicator.adverse == "none":
            continue
        adverse = sum(_is_adverse(indicator, each) for each in known.values())
        ranges = [each.measure.ratio_range for each in known.values() if each.measure.ratio_range]
        inside = sum(found.position == "within" for found in ranges)
        part = 100 * adverse / len(known)
        yield ShareAdverse(
            indicator=figure[0],
            organisations=len(known),
            adverse=adverse,
            percent=part,
            sentence=f"In {percent(part)} of {place} ({adverse} of {len(known)}) {indicator.words.worse}.",
            inside_range=inside if ranges else None,
            outside_range=len(known) - inside if ranges else None,
        )


def _is_adverse(indicator: Indicator, known: Known) -> bool:
    neutral = 1 if known.measure.unit is Unit.RATIO else 0
    return known.value > neutral if indicator.adverse == "above" else known.value < neutral


def region_rankings(year: int, levels: Sequence[Level]) -> Iterator[RegionRanking]:
    """The regions by each pooled figure that compares."""
    indicators = {each.number: each for each in load(year).indicators}
    regions = [level for level in levels if level.level == "region"]
    pooled: dict[Figure, dict[str, Known]] = {}
    for region in regions:
        for indicator in region.indicators:
            for figure, known in _comparisons(indicator):
                pooled.setdefault(figure, {})[region.code] = known
    names = {region.code: region.name for region in regions}
    for figure, by_region in pooled.items():
        first = next(iter(by_region.values())).measure
        rule = rule_of(indicators[figure[0]], first)
        if rule is None:
            continue
        values = {code: known.value for code, known in by_region.items()}
        places = {code: rank(value, list(values.values()), rule) for code, value in values.items()}
        ranked = tuple(
            RegionRank(code=code, name=names[code], value=bounded(values[code]), rank=place)
            for code, place in sorted(places.items(), key=lambda each: (each[1], each[0]))
        )
        yield RegionRanking.model_validate({**named(figure, first.unit), "rule": rule, "regions": ranked})


def _comparisons(indicator: IndicatorReport) -> Iterator[tuple[Figure, Known]]:
    for measure in indicator.measures:
        figure, value = figure_of(indicator.number, measure), value_of(indicator, measure)
        if is_comparison(figure) and value is not None:
            yield figure, Known(measure, value)
