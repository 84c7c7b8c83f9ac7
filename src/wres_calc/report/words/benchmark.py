"""Where an organisation stands, in words."""

from collections.abc import Iterator

from wres_calc.report.contract import Benchmark, Place
from wres_calc.report.words.labels import breakdown_label, group_name, measure_name
from wres_calc.report.words.numbers import WITHOUT_BOUND, in_unit

RULES = {
    "nearest_to_1": "nearest to 1 first",
    "nearest_to_0": "nearest to 0 first",
    "lowest_first": "lowest first",
    "highest_first": "highest first",
}


def name(place: Place) -> str:
    """Return which figure it is: "3 Relative likelihood, BME against White"."""
    other = f" against {group_name(place.compared_with)}" if place.compared_with else ""
    part = f", {breakdown_label(place.breakdown)}" if place.breakdown else ""
    return f"{place.indicator} {measure_name(place.measure)}{part}, {group_name(place.group)}{other}"


def value(place: Place, number: float | None) -> str:
    """Return a number in the unit of the place."""
    return WITHOUT_BOUND if number is None else in_unit(number, place.unit)


def notes(benchmark: Benchmark) -> Iterator[str]:
    """Yield whom it is placed among, and in what order."""
    peers = next((place.peers for place in benchmark.places), "England")
    among = "" if peers == "England" else f"; peers are those of type {peers}"
    yield f"Among {benchmark.organisations} organisations of {benchmark.reporting_year}{among}."
    yield (
        "Ratios and gaps: nearest to equality first, 2.00 as far as 0.50; a ratio without bound is last. Adverse "
        "experience: lowest first; equal opportunities: highest first. Quartile 1 holds the best."
    )
