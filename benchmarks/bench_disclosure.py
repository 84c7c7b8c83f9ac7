"""Protecting small numbers: how long it takes, and how much of a table stays, beside hiding whole rows and rounding.

A part of `bench.py`; as a script: bench_disclosure.py [SUBMISSION]. The table is indicator 1 of one large trust, bands
by White, BME and unknown with their totals.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from wres_calc import pipeline
from wres_calc.counting.model import Counts
from wres_calc.figures.figure import Cell
from wres_calc.release import disclosure
from wres_calc.release.cells import people_in, release
from wres_calc.standards.model import Disclosure

TRUST = Path(__file__).parents[1] / "sample_data" / "large" / "2025"
SMALL = range(1, 5)
SECONDS = 4.0
"""What protecting the table may take."""


@dataclass(frozen=True)
class Kept:
    """One way of protecting the table: seconds, and how many of its `cells` are still printed as they are."""

    how: str
    seconds: float
    kept: int
    cells: int

    def __str__(self) -> str:
        kept = f"{self.kept:>5} of {self.cells} cells kept ({self.kept / self.cells:.0%})"
        return f"{self.how:<34} {self.seconds:>7.2f} s {kept}"


def measure(submission: Path = TRUST) -> list[Kept]:
    """Levels 1 and 2, then the two usual practices, neither of which is safe (see tests/unit/disclosure)."""
    seen = pipeline.assess(submission, pipeline.Options(indicators=[1]))
    cells = {cell for result in seen.results for figure in result.figures for cell in figure.rests_on}
    found = [_protected(cells, seen.counts, seen.definitions.disclosure, level) for level in (1, 2)]
    return [*found, _whole_rows(cells, seen.counts), _rounded(cells, seen.counts)]


def _protected(cells: set[Cell], counts: Counts, rules: Disclosure, level: int) -> Kept:
    started = time.perf_counter()
    pattern = disclosure.protect(release(cells, counts, rules), level)
    seconds = time.perf_counter() - started
    return Kept(f"ours, level {level}", seconds, len(cells - (pattern.hidden | pattern.withheld)), len(cells))


def _whole_rows(cells: set[Cell], counts: Counts) -> Kept:
    """Every row in which a small number stands is hidden as a whole."""
    spoilt = {cell.part for cell in cells if people_in(cell, counts) in SMALL}
    return Kept("hiding whole rows", 0.0, sum(cell.part not in spoilt for cell in cells), len(cells))


def _rounded(cells: set[Cell], counts: Counts) -> Kept:
    """Every number to the nearest 5, those of 1 to 7 starred: only zeros stay as they are, and multiples of 5."""
    exact = [number for cell in cells if (number := people_in(cell, counts)) is not None]
    return Kept(
        "rounding to 5, 1 to 7 starred", 0.0, sum(n == 0 or (n > 7 and n % 5 == 0) for n in exact), len(cells)
    )


if __name__ == "__main__":
    for each in measure(*map(Path, sys.argv[1:])):
        print(each)
