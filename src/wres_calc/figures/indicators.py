"""The indicators, one function per kind: every value is an exact fraction of whole numbers, nothing is rounded."""

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from wres_calc.counting.dimensions import (
    SENIOR,
    WHOLE,
    Part,
    band_part,
    board_part,
    category_part,
    survey_populations,
)
from wres_calc.counting.model import Counts, Reason, Tally
from wres_calc.facts.characteristics import CHARACTERISTICS, Grouping
from wres_calc.facts.pay import BANDS
from wres_calc.figures.result import IndicatorResult, Measure, Unit, cell, minus, percent, ratio, share
from wres_calc.intake.config import PopulationServed
from wres_calc.standards.model import (
    GapIndicator,
    Indicator,
    PercentageIndicator,
    RelativeLikelihoodIndicator,
    ShareIndicator,
)


def calculate(
    indicator: Indicator,
    counts: Counts,
    groupings: Sequence[Grouping],
    population_served: PopulationServed | None = None,
) -> IndicatorResult:
    """One indicator: its measures, or the reason why it cannot be calculated."""
    needed = populations_needed(indicator)
    reasons = [counts.missing[name] for name in needed if name in counts.missing]
    if isinstance(indicator, GapIndicator) and not _is_to_workforce(indicator) and population_served is None:
        reasons = [Reason.POPULATION_SERVED_MISSING]
    if reasons:
        first = Reason.TABLE_HAS_ERRORS if Reason.TABLE_HAS_ERRORS in reasons else reasons[0]
        return IndicatorResult(indicator, (), first)
    return IndicatorResult(indicator, tuple(_measures(indicator, counts, groupings, population_served)))


def _measures(
    indicator: Indicator, counts: Counts, groupings: Sequence[Grouping], served: PopulationServed | None
) -> Iterator[Measure]:
    match indicator:
        case ShareIndicator():
            return _shares(indicator, counts, groupings)
        case RelativeLikelihoodIndicator():
            return _likelihoods(indicator, counts, groupings)
        case PercentageIndicator():
            return _percentages(indicator, counts, groupings)
        case GapIndicator():
            return _gaps(indicator, counts, groupings, served)
        case _:
            assert_never(indicator)


def _is_to_workforce(indicator: GapIndicator) -> bool:
    return indicator.compared_with == "workforce"


def _main(counts: Counts) -> Grouping:
    return CHARACTERISTICS[counts.standard.characteristic].main


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
            return indicator.population, *(["workforce"] if _is_to_workforce(indicator) else [])
        case _:
            assert_never(indicator)


def _gap_groups(grouping: Grouping, groups: Sequence[str]) -> Sequence[str]:
    """The groups a gap is given for: as defined for the main ones, every known one in detailed groupings."""
    return groups if grouping.main else grouping.known_groups


def _shares(indicator: ShareIndicator, counts: Counts, groupings: Sequence[Grouping]) -> Iterator[Measure]:
    """Shares of a population by its parts, and the gap of each smallest part to the whole."""
    population = indicator.population
    tallies = counts.populations[population].tallies
    parts: dict[str, list[Part]] = {
        "pay_band": [
            band_part(category.value, band.value) for category, bands in BANDS.items() for band in bands
        ],
        "staff_category": [category_part(category.value) for category in BANDS],
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
    """Likelihood of an event per group, and one group's over another's; for the whole, then for each further part.

    Each group of a detailed grouping is compared with the reference group.
    """
    years = 2 if indicator.period == "two_year_average" else 1
    base = counts.populations[indicator.base].tallies
    events = counts.populations[indicator.events].tallies
    main, reference = _main(counts), counts.standard.reference

    def likelihood(part: Part, grouping: Grouping, group: str) -> Measure:
        tallies = events.get(part, Tally({}, {})), base[part]
        people, everybody = (tally.people(grouping, group) for tally in tallies)
        name = grouping.names[group]
        cells = cell(indicator.events, part, name), cell(indicator.base, part, name)
        return percent("likelihood", part, grouping, group, people, everybody, cells, years)

    def of_part(part: Part, grouping: Grouping) -> Iterator[Measure]:
        per_group = {group: likelihood(part, grouping, group) for group in grouping.groups}
        yield from per_group.values()
        if grouping.main:
            yield ratio(per_group[indicator.over], per_group[indicator.under])
            return
        under = likelihood(part, main, reference)
        for group in grouping.known_groups:
            if group != reference:
                yield ratio(per_group[group], under)

    for grouping in groupings:
        yield from of_part(WHOLE, grouping)
    for part in base:
        if len(part) == 1 and part[0][0] in indicator.further_breakdowns:
            yield from of_part(part, main)


def _percentages(
    indicator: PercentageIndicator, counts: Counts, groupings: Sequence[Grouping]
) -> Iterator[Measure]:
    """Percentage of respondents per group, and the difference of each to the reference group."""
    reference = counts.standard.reference
    under = _percentage(indicator, counts, _main(counts), reference)
    for grouping in groupings:
        per_group = {
            group: _percentage(indicator, counts, grouping, group) for group in grouping.known_groups
        }
        yield from per_group.values()
        for group, measure in per_group.items():
            if group != reference:
                yield minus("difference", measure, under, compared_with=reference)


def _percentage(indicator: PercentageIndicator, counts: Counts, grouping: Grouping, group: str) -> Measure:
    said, answered = survey_populations(indicator.number)
    cells = tuple(cell(population, WHOLE, grouping.names[group]) for population in (said, answered))
    if answered in counts.populations:
        tallies = (counts.populations[name].tallies[WHOLE] for name in (said, answered))
        numerator, denominator = (tally.people(grouping, group) for tally in tallies)
        return percent("percentage", WHOLE, grouping, group, numerator, denominator, cells)
    figure = counts.published.get((indicator.number, group)) if grouping.main else None
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
            cells=cells,
        )
    reason = Reason.NOT_PUBLISHED if grouping.main else Reason.NO_DETAIL_IN_COUNTS
    return Measure("percentage", group, Unit.PERCENT, None, reason, grouping.breakdown)


def _gaps(
    indicator: GapIndicator, counts: Counts, groupings: Sequence[Grouping], served: PopulationServed | None
) -> Iterator[Measure]:
    """Shares of the board and of its parts, and the gap of each to the benchmark.

    The population served is known by main group only: the gap of a group is given too where its share came.
    """
    boards = counts.populations[indicator.population].tallies
    measure = f"gap_to_{'workforce' if _is_to_workforce(indicator) else 'population'}"
    given = {} if served is None else served.model_dump(exclude_none=True)
    groups = [group for group in _main(counts).groups if group in {*indicator.gap_groups, *given}]
    for grouping in groupings:
        benchmarks = {
            group: _benchmark(indicator, counts, grouping, group, served) for group in grouping.groups
        }
        for board in indicator.boards:
            part = board_part(board)
            shares = {
                group: share(indicator.population, boards.get(part), part, grouping, group)
                for group in grouping.groups
            }
            yield from shares.values()
            if grouping.main or _is_to_workforce(indicator):
                for group in _gap_groups(grouping, groups):
                    yield minus(measure, shares[group], benchmarks[group])


def _benchmark(
    indicator: GapIndicator, counts: Counts, grouping: Grouping, group: str, served: PopulationServed | None
) -> Measure:
    """The share that the board is compared with, or why it cannot be had."""
    if _is_to_workforce(indicator):
        workforce = counts.populations["workforce"].tallies[WHOLE]
        return share("workforce", workforce, WHOLE, grouping, group)
    given = getattr(served, group, None)
    if given is None:
        return Measure("share", group, Unit.PERCENT, None, Reason.POPULATION_SERVED_MISSING)
    return Measure("share", group, Unit.PERCENT, Fraction(str(given)))
