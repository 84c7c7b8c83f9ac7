"""The indicators, one function per kind: every value is an exact fraction of whole numbers, nothing is rounded."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, assert_never

from wres_calc.counting.dimensions import (
    SENIOR,
    WHOLE,
    Part,
    band_part,
    board_part,
    category_part,
    cluster_parts,
    is_own,
    survey_populations,
)
from wres_calc.counting.model import Counts, Reason, Tally
from wres_calc.facts.characteristics import CHARACTERISTICS, EVERYBODY, Grouping
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.facts.pay import BANDS
from wres_calc.figures import survey
from wres_calc.figures.figure import Cell, Figure, cell, comparison, key_of, percent
from wres_calc.intake.config import PopulationServed
from wres_calc.standards.model import (
    GapIndicator,
    Indicator,
    MeanIndicator,
    PercentageIndicator,
    RelativeLikelihoodIndicator,
    ShareIndicator,
    Standard,
)


class Caution(NamedTuple):
    """What may change the verdict on an indicator, in a sentence; `cells` are the counts that it tells something of."""

    code: str
    text: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator of the year and its figures; without any, the `reason` says why."""

    definition: Indicator
    figures: tuple[Figure, ...]
    reason: Reason | None = None
    cautions: tuple[Caution, ...] = ()


def calculate(
    indicator: Indicator,
    counts: Counts,
    groupings: Sequence[Grouping],
    population_served: PopulationServed | None = None,
) -> IndicatorResult:
    """One indicator: its figures, or the reason why it cannot be calculated."""
    needed = populations_needed(indicator)
    reasons = [counts.missing[name] for name in needed if name in counts.missing]
    if isinstance(indicator, GapIndicator) and not _is_to_workforce(indicator) and population_served is None:
        reasons = [Reason.POPULATION_SERVED_MISSING]
    if reasons:
        first = Reason.TABLE_HAS_ERRORS if Reason.TABLE_HAS_ERRORS in reasons else reasons[0]
        return IndicatorResult(indicator, (), first)
    return IndicatorResult(indicator, tuple(_figures(indicator, counts, groupings, population_served)))


def _figures(
    indicator: Indicator, counts: Counts, groupings: Sequence[Grouping], served: PopulationServed | None
) -> Iterator[Figure]:
    match indicator:
        case ShareIndicator():
            return _shares(indicator, counts, groupings)
        case RelativeLikelihoodIndicator():
            return _likelihoods(indicator, counts, groupings)
        case PercentageIndicator():
            return survey.percentages(indicator, counts, groupings)
        case MeanIndicator():
            return survey.means(indicator, counts, groupings)
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
        case MeanIndicator():
            return survey_populations(indicator.number)[1:]
        case GapIndicator():
            return indicator.population, *(["workforce"] if _is_to_workforce(indicator) else [])
        case _:
            assert_never(indicator)


def workforce_indicator(standard: Standard) -> IndicatorNumber:
    """Return the number of the indicator that has the shares of the whole workforce; 0 where no indicator has them."""
    return next((each.number for each in standard.indicators if isinstance(each, ShareIndicator)), 0)


def _gap_groups(grouping: Grouping, groups: Sequence[str]) -> Sequence[str]:
    """The groups a gap is given for: as defined for the main ones, every known one in detailed groupings."""
    return groups if grouping.main else grouping.known_groups


def _shares_of(
    number: IndicatorNumber, population: str, counts: Counts, part: Part, grouping: Grouping
) -> dict[str, Figure]:
    """The share of each group in a part of a population, the unknown in the base; no tally, no figure."""
    tally = counts.populations[population].tallies.get(part)
    everybody = cell(population, part, EVERYBODY)
    return {
        group: percent(
            key_of(counts, number, "share", part, grouping, group),
            None if tally is None else tally.people(grouping, group),
            None if tally is None else tally.total,
            (cell(population, part, name), everybody),
        )
        for group, name in grouping.names.items()
    }


def _gap(measure: str, share: Figure, benchmark: Figure) -> Figure:
    return comparison(share.key._replace(measure=measure), share, benchmark)


def _shares(indicator: ShareIndicator, counts: Counts, groupings: Sequence[Grouping]) -> Iterator[Figure]:
    """Shares of a population by its parts, and the gap of each smallest part to the whole."""
    of = indicator.number, indicator.population, counts
    parts: dict[str, list[Part]] = {
        "pay_band": [
            band_part(category.value, band.value) for category, bands in BANDS.items() for band in bands
        ],
        "pay_cluster": list(cluster_parts()),
        "staff_category": [category_part(category.value) for category in BANDS],
        "senior_bands": [SENIOR],
        "whole": [WHOLE],
    }
    for grouping in groupings:
        whole = _shares_of(*of, WHOLE, grouping)
        for breakdown in indicator.breakdowns:
            for part in parts[breakdown]:
                shares = _shares_of(*of, part, grouping)
                yield from shares.values()
                if breakdown in ("pay_band", "pay_cluster", "senior_bands"):
                    for group in _gap_groups(grouping, indicator.gap_groups):
                        yield _gap("gap_to_workforce", shares[group], whole[group])
        for part in filter(is_own, counts.populations[indicator.population].tallies) if grouping.main else ():
            shares = _shares_of(*of, part, grouping)
            yield from shares.values()
            for group in indicator.gap_groups:
                yield _gap("gap_to_workforce", shares[group], whole[group])


def _likelihoods(
    indicator: RelativeLikelihoodIndicator, counts: Counts, groupings: Sequence[Grouping]
) -> Iterator[Figure]:
    """Likelihood of an event per group, and one group's over another's; for the whole, then for each further part.

    Each group of a detailed grouping is compared with the reference group.
    """
    years = 2 if indicator.period == "two_year_average" else 1
    base = counts.populations[indicator.base].tallies
    events = counts.populations[indicator.events].tallies
    main, reference = _main(counts), counts.standard.reference

    def likelihood(part: Part, grouping: Grouping, group: str) -> Figure:
        tallies = (each.get(part, Tally({}, {})) for each in (events, base))
        people, everybody = (tally.people(grouping, group) for tally in tallies)
        name = grouping.names[group]
        cells = cell(indicator.events, part, name), cell(indicator.base, part, name)
        key = key_of(counts, indicator.number, "likelihood", part, grouping, group)
        return percent(key, people, everybody, cells, years)

    def ratio(over: Figure, under: Figure) -> Figure:
        key = over.key._replace(measure="relative_likelihood", compared_with=under.key.group)
        return comparison(key, over, under)

    def of_part(part: Part, grouping: Grouping) -> Iterator[Figure]:
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
    for part in events:
        if is_own(part) or (len(part) == 1 and part[0][0] in indicator.further_breakdowns):
            yield from of_part(part, main)


def _gaps(
    indicator: GapIndicator, counts: Counts, groupings: Sequence[Grouping], served: PopulationServed | None
) -> Iterator[Figure]:
    """Shares of the board and of its parts, and the gap of each to the benchmark.

    The population served is known by main group only: the gap of a group is given too where its share came.
    """
    to_workforce = _is_to_workforce(indicator)
    measure = f"gap_to_{'workforce' if to_workforce else 'population'}"
    given = {} if served is None else served.model_dump(exclude_none=True)
    groups = [
        group
        for group in CHARACTERISTICS[counts.standard.characteristic].main.groups
        if group in {*indicator.gap_groups, *given}
    ]
    for grouping in groupings:
        if to_workforce:
            workforce = workforce_indicator(counts.standard)
            benchmarks = _shares_of(workforce, "workforce", counts, WHOLE, grouping)
        else:
            benchmarks = {group: _served(indicator, counts, grouping, group, given) for group in groups}
        for board in indicator.boards:
            shares = _shares_of(indicator.number, indicator.population, counts, board_part(board), grouping)
            yield from shares.values()
            if grouping.main or to_workforce:
                for group in _gap_groups(grouping, groups):
                    yield _gap(measure, shares[group], benchmarks[group])


def _served(
    indicator: GapIndicator, counts: Counts, grouping: Grouping, group: str, given: Mapping[str, float]
) -> Figure:
    """The share of a group in the population served, as it was given, or that it was not."""
    key = key_of(counts, indicator.number, "share", WHOLE, grouping, group)
    if group not in given:
        return Figure(key, None, Reason.POPULATION_SERVED_MISSING)
    return Figure(key, Fraction(str(given[group])))
