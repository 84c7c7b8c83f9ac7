"""The indicators that are made from the staff survey: a rate per group, and its difference to the reference group."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from wres_calc.counting.dimensions import WHOLE, Part, survey_populations, with_score
from wres_calc.counting.model import Counts, Reason
from wres_calc.facts.characteristics import CHARACTERISTICS, Grouping
from wres_calc.figures.figure import Cell, Figure, FigureKey, cell, comparison, key_of, mean, percent
from wres_calc.standards.model import MeanIndicator, PercentageIndicator


def percentages(
    indicator: PercentageIndicator, counts: Counts, groupings: Sequence[Grouping]
) -> Iterator[Figure]:
    """Yield the percentage of respondents of each group who said so, and its difference."""
    return _survey(indicator, counts, groupings, _percentage, "difference")


def means(indicator: MeanIndicator, counts: Counts, groupings: Sequence[Grouping]) -> Iterator[Figure]:
    """Yield the mean score of the respondents of each group, and its difference."""
    return _survey(indicator, counts, groupings, _mean, "mean_difference")


_Indicator = TypeVar("_Indicator", PercentageIndicator, MeanIndicator)


def _survey(
    indicator: _Indicator,
    counts: Counts,
    groupings: Sequence[Grouping],
    rate: Callable[[_Indicator, Counts, Part, Grouping, str], Figure],
    difference: str,
) -> Iterator[Figure]:
    """The rate of respondents per group, and the difference of each to the reference group where that is asked."""
    reference, about = counts.standard.reference, indicator.groups
    characteristic = CHARACTERISTICS[counts.standard.characteristic]
    parts = [WHOLE, *_divided_by(counts, survey_populations(indicator.number)[1])]
    for grouping, part in ((each, part) for each in groupings for part in (parts if each.main else [WHOLE])):
        under = rate(indicator, counts, part, characteristic.main, reference)
        per_group = {
            group: rate(indicator, counts, part, grouping, group)
            for group in grouping.known_groups
            if not about or any(characteristic.is_within(group, each) for each in about)
        }
        yield from per_group.values()
        for group, figure in per_group.items():
            if group != reference and indicator.is_compared_with(reference):
                key = figure.key._replace(measure=difference, compared_with=reference)
                yield comparison(key, figure, under)


def _divided_by(counts: Counts, population: str) -> Iterator[Part]:
    """The parts that a population is divided into, its scores apart."""
    counted = counts.populations.get(population)
    for part in counted.tallies if counted else ():
        if part != WHOLE and part[-1][0] != "score":
            yield part


def _percentage(
    indicator: PercentageIndicator, counts: Counts, part: Part, grouping: Grouping, group: str
) -> Figure:
    key = key_of(counts, indicator.number, "percentage", part, grouping, group)
    said, answered = survey_populations(indicator.number)
    cells = cell(said, part, grouping.names[group]), cell(answered, part, grouping.names[group])
    if answered not in counts.populations:
        return _as_published(key, counts, cells)
    tallies = (counts.populations[name].tallies[part] for name in (said, answered))
    numerator, denominator = (tally.people(grouping, group) for tally in tallies)
    return percent(key, numerator, denominator, cells)


def _mean(indicator: MeanIndicator, counts: Counts, part: Part, grouping: Grouping, group: str) -> Figure:
    key = key_of(counts, indicator.number, "mean", part, grouping, group)
    _, answered = survey_populations(indicator.number)
    base = cell(answered, part, grouping.names[group])
    if answered not in counts.populations:
        return _as_published(key, counts, (base, base))
    scores = {
        Fraction(own[-1][1]) / len(indicator.questions): int(tally.people(grouping, group) or 0)
        for own, tally in counts.populations[answered].tallies.items()
        if own and own == with_score(part, own[-1][1])
    }
    return mean(key, scores, base)


def _as_published(key: FigureKey, counts: Counts, cells: tuple[Cell, ...]) -> Figure:
    published = None if key.grouping else counts.published.get((key.indicator, key.group))
    if published is None:
        return Figure(key, None, Reason.NO_DETAIL_IN_COUNTS if key.grouping else Reason.NOT_PUBLISHED)
    nobody = published.respondents == 0
    return Figure(
        key,
        None if nobody else published.percentage,
        Reason.NOBODY_IN_GROUP if nobody else None,
        denominator=published.respondents,
        cells=cells,
    )
