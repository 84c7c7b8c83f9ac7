"""Where the organisation stands among the others, on a terminal."""

from collections.abc import Iterator

from rich.console import RenderableType

from wres_calc.render.terminal.parts import DIM, indented, table, words
from wres_calc.report.contract.benchmark import Benchmark, Place
from wres_calc.report.words import benchmark as wording


def benchmark_parts(benchmark: Benchmark) -> Iterator[RenderableType]:
    """Yield a table of places, and how organisations are ordered."""
    columns = ("Value", "Rank", "Quartile", "Median", "Peer median")
    yield indented(table("", columns, [_row(place) for place in benchmark.places]))
    for note in wording.notes(benchmark):
        yield indented(words(note, DIM))
    yield words("")


def _row(place: Place) -> tuple[str, ...]:
    return (
        wording.name(place),
        wording.value(place, place.value),
        f"{place.rank} of {place.of}",
        str(place.quartile),
        wording.value(place, place.median),
        wording.value(place, place.peer_median),
    )
