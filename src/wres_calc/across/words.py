"""Roll-ups in words: how they were made, how organisations are ranked, who stands out, where one of them stands."""

from collections.abc import Iterator, Mapping

from wres_calc.across.contract import Funnel, Rollup
from wres_calc.report.contract import Benchmark, Place
from wres_calc.report.words.labels import breakdown_label, group_name, measure_name
from wres_calc.report.words.numbers import in_unit, plural
from wres_calc.report.words.sentences import REASONS

RULES = {
    "nearest_to_1": "nearest to 1 first",
    "nearest_to_0": "nearest to 0 first",
    "lowest_first": "lowest first",
    "highest_first": "highest first",
}
POSITIONS = {
    "within": "within the limits",
    "beyond_2_sd": "outside 95%",
    "beyond_3_sd": "outside 99.8%",
}
QUANTILES = "Quartiles are interpolated between organisations, each of which counts once, whatever its size."
_RANKED = (
    "Organisations of the same value share a rank; quartile 1 holds the best. Ratios are ordered by how far they are "
    "from 1, 2.00 as far as 0.50; a ratio without bound (events in one group alone) is last; shares "
    "and likelihoods of one group have no order."
)
_PEERS = "Distance is the value less the median of the peers: organisations of the same type, or all where it has none."
RANKS = (_RANKED, _PEERS)
_DEVIATIONS = (
    "SD says how many standard deviations an organisation of its size lies from the pooled figure. About one in twenty "
    "is outside 95% by chance alone, one in five hundred outside 99.8%."
)
_DISPERSION = (
    "Organisations lie further apart than chance puts them; allowing for that, only the rest stand out "
    "(Spiegelhalter 2005, additive)."
)
FUNNELS = (_DEVIATIONS, _DISPERSION)


def about(rollup: Rollup) -> Iterator[str]:
    """Yield what the roll-ups are made of."""
    yield (
        f"Pooled from {plural(rollup.levels[0].organisations, 'organisation')}: numerators and denominators are "
        "summed, never ratios averaged."
    )
    if rollup.failed:
        yield f"{plural(len(rollup.failed), 'submission')} could not be read: see the sheet Left out."


_LEFT_OUT = {
    **{reason.value: text for reason, text in REASONS.items()},
    "no_respondents_given": "percentages came without the number of respondents, which would say how much they weigh",
    "not_asked_for": "it was not asked for",
}


def left_out(reason: str) -> str:
    """Return why an organisation takes no part; what a refusal says stands as it is."""
    return _LEFT_OUT.get(reason, reason)


def funnel(found: Funnel, indicator: str, everywhere: str, people: Mapping[str, str]) -> str:
    """Return in a sentence who stands out by a figure of an `indicator`; `people` are the organisations' names."""
    outside = [people[each.code] for each in found.organisations if each.position == "beyond_3_sd"]
    left = [people[each.code] for each in found.organisations if each.position_adjusted == "beyond_3_sd"]
    without = (
        f" {plural(found.without_events, 'organisation')} without events or counts in a group took no part."
        if found.without_events
        else ""
    )
    return (
        f"{indicator}, {measure_name(found.measure).lower()}, {everywhere}: {in_unit(found.target, found.unit)}. "
        f"{len(outside)} of {len(found.organisations)} outside 99.8%, "
        f"{len(left)} when dispersion is allowed for{': ' + ', '.join(left) if left else ''}.{without}"
    )


def place_name(place: Place) -> str:
    """Return which figure it is: "3 Relative likelihood, BME against White"."""
    other = f" against {group_name(place.compared_with)}" if place.compared_with else ""
    part = f", {breakdown_label(place.breakdown)}" if place.breakdown else ""
    return f"{place.indicator} {measure_name(place.measure)}{part}, {group_name(place.group)}{other}"


def benchmark_notes(benchmark: Benchmark) -> Iterator[str]:
    """Yield whom it is placed among, and in what order."""
    peers = next((place.peers for place in benchmark.places), benchmark.among)
    among = "" if peers == benchmark.among else f"; peers are those of type {peers}"
    yield f"Among {benchmark.organisations} organisations of {benchmark.reporting_year}{among}."
    yield (
        "Ratios and gaps: nearest to equality first, 2.00 as far as 0.50; a ratio without bound is last. Adverse "
        "experience: lowest first; equal opportunities: highest first. Quartile 1 holds the best."
    )
