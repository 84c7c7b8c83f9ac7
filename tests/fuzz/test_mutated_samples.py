"""Sample files changed at random: no exception but a refusal, and no wrong number.

Either an issue is reported, or the figures are those of the naive calculator (`tests/naive/calculator.py`).
"""

import csv
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Fuzzer

CORPUS = Path(__file__).parent / "corpus.csv"
KINDS = ("csv", "xlsx", "parquet")
FEWER = {"csv": 1, "xlsx": 3, "parquet": 15}
"""A case of these kinds takes so many times as long as one of CSV."""


def cases(fuzzer: "Fuzzer", folder: Path, kind: str, seeds: range) -> Counter[str]:
    """What became of tables with other cells, rows and columns, or of damaged files of one kind."""
    verdicts: Counter[str] = Counter()
    for seed in seeds:
        verdicts[fuzzer.case(folder / str(seed), kind, seed)] += 1
        shutil.rmtree(folder / str(seed))
    return verdicts


@pytest.mark.parametrize("kind", ["changed", "varied"])
def test_changed_tables(fuzzer: "Fuzzer", tmp_path: Path, kind: str) -> None:
    """The cases are no formality: many come to figures, and many to an issue."""
    verdicts = cases(fuzzer, tmp_path, kind, range(40))
    assert verdicts["agreed"] >= 8
    assert verdicts["error"] >= 8


def test_cases_that_once_failed(fuzzer: "Fuzzer", tmp_path: Path) -> None:
    """Kinds and seeds that `make fuzz` found, and those that found the bugs that were planted to try it."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        known = [(row["kind"], int(row["seed"])) for row in csv.DictReader(file)]
    assert known
    for number, (kind, seed) in enumerate(known):
        fuzzer.case(tmp_path / str(number), kind, seed)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", range(3))
def test_damaged_files(fuzzer: "Fuzzer", tmp_path: Path, kind: str, part: int) -> None:
    number = 30 // FEWER[kind]
    cases(fuzzer, tmp_path, kind, range(part * number, (part + 1) * number))


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_changed_tables_by_the_thousand(fuzzer: "Fuzzer", tmp_path: Path, part: int) -> None:
    cases(fuzzer, tmp_path, "changed", range(10_000 + 200 * part, 10_200 + 200 * part))


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", range(6))
def test_damaged_files_by_the_thousand(fuzzer: "Fuzzer", tmp_path: Path, kind: str, part: int) -> None:
    number = 400 // FEWER[kind]
    cases(fuzzer, tmp_path, kind, range(10_000 + part * number, 10_000 + (part + 1) * number))
