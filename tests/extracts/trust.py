"""The synthetic trust of the gallery: its canonical tables as rows, and what they come to."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from wres_calc import pipeline
from wres_calc.report.report import Report

SMALL = Path(__file__).parents[2] / "sample_data" / "small"
Row = Mapping[str, str]
Figures = dict[tuple[object, ...], tuple[object, ...]]


def rows(table: str) -> list[dict[str, str]]:
    """A canonical table of the trust, a mapping a row."""
    with (SMALL / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(
    path: Path, lines: Sequence[Sequence[str]], separator: str = ",", encoding: str = "utf-8"
) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(lines)


def canonical(folder: Path, *, but: Sequence[str] = ()) -> Path:
    """The trust's own submission in a folder, without the tables `but`."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in SMALL.iterdir():
        if path.stem not in but:
            (folder / path.name).write_bytes(path.read_bytes())
    return folder


def figures(report: Report) -> Figures:
    """Every figure of a report with its counts."""
    return {
        (
            indicator.number,
            measure.measure,
            tuple(sorted(measure.breakdown.items())),
            measure.group,
            measure.compared_with,
        ): (measure.numerator, measure.denominator, measure.value, measure.reason)
        for indicator in report.indicators
        for measure in indicator.measures
    }


@cache
def expected() -> Figures:
    """The figures of the trust as its canonical tables give them."""
    return figures(pipeline.calculate(SMALL))
