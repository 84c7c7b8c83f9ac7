"""The indicators, one function per kind: every value is an exact fraction of whole numbers, nothing is rounded."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from wres_calc.counting.count import survey_populations
from wres_calc.counting.from_rows import SENIOR
from wres_calc.counting.grouping import Grouping, Tally
from wres_calc.counting.model import WHOLE, Counts, Part
from wres_calc.counting.values import Reason
from wres_calc.facts.ethnicity import EthnicGroup
from wres_calc.facts.pay import BANDS
from wres_calc.figures.measures import cell, minus, percent, ratio, share
from wres_calc.figures.result import IndicatorResult, Measure, Unit
from wres_calc.intake.config import PopulationServed
from wres_calc.standards.model import (
    GapIndicator,
    Indicator,
    PercentageIndicator,
    RelativeLikelihoodIndicator,
    ShareIndicator,
)

WHITE = EthnicGroup.WHITE.value


def calculate(
    indicator: Indicator,
    counts: Counts,
    groupings: Sequence[Grouping],
    population_served: PopulationServed | None = None,
) -> IndicatorResult:
    """One indicator: its measures, or the reason why it cannot be calculated."""
    measures: Iterator[Measure]
    match indicator:
        case ShareIndicator():
            measures = _shares(indicator, counts, groupings)
        case RelativeLikelihoodIndicator():
            measures = _likelihoods(indicator, counts, groupings)
        case PercentageIndicator():
            measures = _percentages(indicator, counts, groupings)
        case GapIndicator():
            if indicator.compared_with != "workforce" and population_served is None:
                return IndicatorResult(indicator, (), Reason.POPULATION_SERVED_MISSING)
            measures = _gaps(indicator, counts, groupings, population_served)
        case _:
            assert_never(indicator)
    needed = populations_needed(indicator)
    reasons = [counts.missing[name] for name in needed if name in counts.missing]
    if reasons:
        first = Reason.TABLE_HAS_ERRORS if Reason.TABLE_HAS_ERRORS in reasons else reasons[0]
        return IndicatorResult(indicator, (), first)
    return IndicatorResult(indicator, tuple(measures))


def populations_needed(indicator: Indicator) -> Collection[str]:
    """Return the populations that an indicator is made from."""
    match indicator:
        case ShareIndicator():
            return (indicator.population,)
        case RelativeLikelihoodIndicator():
            return indicator.events, indicator.base
        case PercentageIndicator():
            return survey_populations(indicator.number)
        case GapIndicator():
            return indicator.population, *(["workforce"] if indicator.compared_with == "workforce" else [])
        case _:
            assert_never(indicator)


def _gap_groups(grouping: Grouping, groups: Sequence[str]) -> Sequence[str]:
    """The groups a gap is given for: as defined for White and BME, every known one in detailed groupings."""
    return groups if grouping is Grouping.ETHNIC_GROUP else grouping.known_groups


def _shares(indicator: ShareIndicator, counts: Counts, groupings: Sequence[Grouping]) -> Iterator[Measure]:
    """Shares of a population by its parts, and the gap of each smallest part to the whole."""
    population = indicator.population
    tallies = counts.populations[population].tallies
    parts: dict[str, list[Part]] = {
        "pay_band": [
            (("staff_category", category.value), ("pay_band", band.value))
            for category, bands in BANDS.items()
            for band in bands
        ],
        "staff_category": [(("staff_category", category.value),) for category in BANDS],
        "senior_bands": [SENIOR],
        "whole": [WHOLE],
    }
    for grouping in groupings:
        whole = {
            group: share(population, tallies[WHOLE], WHOLE, grouping, group) for group in grouping.groups
        }
        for breakdown in indicator.breakdowns:
            for part in parts[breakdown]:
                shares = {
                    group: share(population, tallies.get(part), part, grouping, group)
                    for group in grouping.groups
                }
                yield from shares.values()
                if breakdown in ("pay_band", "senior_bands"):
                    for group in _gap_groups(grouping, indicator.gap_groups):
                        yield minus("gap_to_workforce", shares[group], whole[group])


def _likelihoods(
    indicator: RelativeLikelihoodIndicator, counts: Counts, groupings: Sequence[Grouping]
) -> Iterator[Measure]:
    """Likelihood of an event per group, and one group's over another's; for the whole, then for each further part."""
    events = counts.populations[indicator.events].tallies
    base = counts.populations[indicator.base].tallies
    nobody = Tally({}, {})
    for grouping in groupings:
        yield from _likelihood(indicator, grouping, WHOLE, events[WHOLE], base[WHOLE])
    for part, people in base.items():
        if len(part) == 1 and part[0][0] in indicator.further_breakdowns:
            yield from _likelihood(indicator, Grouping.ETHNIC_GROUP, part, events.get(part, nobody), people)


def _likelihood(
    indicator: RelativeLikelihoodIndicator, grouping: Grouping, part: Part, events: Tally, base: Tally
) -> Iterator[Measure]:
    years = 2 if indicator.period == "two_year_average" else 1

    def likelihood(grouping: Grouping, group: str) -> Measure:
        people, everybody = (tally.people(grouping, group) for tally in (events, base))
        cells = cell(indicator.events, part, group), cell(indicator.base, part, group)
        return percent("likelihood", part, grouping, group, people, everybody, cells, years)

    per_group = {group: likelihood(grouping, group) for group in grouping.groups}
    yield from per_group.values()
    if grouping is Grouping.ETHNIC_GROUP:
        yield ratio(per_group[indicator.over], per_group[indicator.under])
        return
    white = likelihood(Grouping.ETHNIC_GROUP, WHITE)
    for group in grouping.known_groups:
        if group != WHITE:
            yield ratio(per_group[group], white)


def _percentages(
    indicator: PercentageIndicator, counts: Counts, groupings: Sequence[Grouping]
) -> Iterator[Measure]:
    """Percentage of respondents per group, and the difference of each to White."""
    for grouping in groupings:
        per_group = {
            group: _percentage(indicator, counts, grouping, group) for group in grouping.known_groups
        }
        yield from per_group.values()
        white = _percentage(indicator, counts, Grouping.ETHNIC_GROUP, WHITE)
        for group, measure in per_group.items():
            if group != WHITE:
                yield minus("difference", measure, white, compared_with=WHITE)


def _percentage(indicator: PercentageIndicator, counts: Counts, grouping: Grouping, group: str) -> Measure:
    said, answered = survey_populations(indicator.number)
    if answered in counts.populations:
        numerator = counts.populations[said].tallies[WHOLE].people(grouping, group)
        denominator = counts.populations[answered].tallies[WHOLE].people(grouping, group)
        cells = cell(said, WHOLE, group), cell(answered, WHOLE, group)
        return percent("percentage", WHOLE, grouping, group, numerator, denominator, cells)
    figure = counts.published.get((indicator.number, group)) if grouping is Grouping.ETHNIC_GROUP else None
    if figure is not None:
        nobody = figure.respondents == 0
        return Measure(
            "percentage",
            group,
            Unit.PERCENT,
            None if nobody else figure.percentage,
            Reason.NOBODY_IN_GROUP if nobody else None,
            {},
            denominator=figure.respondents,
            cells=(cell(said, WHOLE, group), cell(answered, WHOLE, group)),
        )
    reason = Reason.NOT_PUBLISHED if grouping is Grouping.ETHNIC_GROUP else Reason.NO_DETAIL_IN_COUNTS
    return Measure("percentage", group, Unit.PERCENT, None, reason, grouping.breakdown)


def _gaps(
    indicator: GapIndicator, counts: Counts, groupings: Sequence[Grouping], served: PopulationServed | None
) -> Iterator[Measure]:
    """Shares of the board and of its parts, and the gap of each to the benchmark.

    The population served is known by White and BME only: the gap of a group is given too where its share came.
    """
    boards = counts.populations[indicator.population].tallies
    measure = f"gap_to_{'workforce' if indicator.compared_with == 'workforce' else 'population'}"
    given = {} if served is None else served.model_dump(exclude_none=True)
    groups = [group for group in EthnicGroup if group in {*indicator.gap_groups, *given}]
    for grouping in groupings:
        benchmarks = {
            group: _benchmark(indicator, counts, grouping, group, served) for group in grouping.groups
        }
        for board in indicator.boards:
            part = (("board", board),)
            shares = {
                group: share(indicator.population, boards.get(part), part, grouping, group)
                for group in grouping.groups
            }
            yield from shares.values()
            if grouping is Grouping.ETHNIC_GROUP or indicator.compared_with == "workforce":
                for group in _gap_groups(grouping, groups):
                    yield minus(measure, shares[group], benchmarks[group])


def _benchmark(
    indicator: GapIndicator, counts: Counts, grouping: Grouping, group: str, served: PopulationServed | None
) -> Measure:
    """The share the board is held against, or why there is none."""
    if indicator.compared_with == "workforce":
        workforce = counts.populations["workforce"].tallies[WHOLE]
        return share("workforce", workforce, WHOLE, grouping, group)
    given = getattr(served, group, None)
    if given is None:
        return Measure("share", group, Unit.PERCENT, None, Reason.POPULATION_SERVED_MISSING)
    return Measure("share", group, Unit.PERCENT, Fraction(str(given)))
