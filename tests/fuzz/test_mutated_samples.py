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


def change(fuzzer: "Fuzzer", folder: Path, seeds: range) -> Counter[str]:
    """What became of tables with other cells, rows and columns, written in any way that is read."""
    verdicts: Counter[str] = Counter()
    for seed in seeds:
        case = folder / str(seed)
        verdicts[fuzzer.verdict(*fuzzer.changed(case, seed))] += 1
        shutil.rmtree(case)
    return verdicts


def damage(fuzzer: "Fuzzer", folder: Path, kind: str, seeds: range) -> Counter[str]:
    """What became of damaged files of one kind."""
    verdicts: Counter[str] = Counter()
    for seed in seeds:
        case = fuzzer.damaged(folder / str(seed), seed, kind)
        plain = case if kind == "csv" and fuzzer.has_its_headings(case) else None
        verdicts[fuzzer.verdict(case, plain)] += 1
        shutil.rmtree(case)
    return verdicts


@pytest.mark.parametrize("forty", range(2))
def test_changed_tables(fuzzer: "Fuzzer", tmp_path: Path, forty: int) -> None:
    """The cases are no formality: many come to figures, and many to an issue."""
    verdicts = change(fuzzer, tmp_path, range(40 * forty, 40 * forty + 40))
    assert verdicts["agreed"] >= 8
    assert verdicts["error"] >= 8


def test_cases_that_once_failed(fuzzer: "Fuzzer", tmp_path: Path) -> None:
    """Kinds and seeds that `make fuzz` found, and those that found the bugs that were planted to try it."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        cases = [(row["kind"], int(row["seed"])) for row in csv.DictReader(file)]
    assert cases
    for kind, seed in cases:
        if kind == "changed":
            change(fuzzer, tmp_path, range(seed, seed + 1))
        else:
            damage(fuzzer, tmp_path, kind, range(seed, seed + 1))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", range(3))
def test_damaged_files(fuzzer: "Fuzzer", tmp_path: Path, kind: str, part: int) -> None:
    number = 30 // FEWER[kind]
    damage(fuzzer, tmp_path, kind, range(part * number, (part + 1) * number))


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_changed_tables_by_the_thousand(fuzzer: "Fuzzer", tmp_path: Path, part: int) -> None:
    change(fuzzer, tmp_path, range(10_000 + 200 * part, 10_200 + 200 * part))


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", range(6))
def test_damaged_files_by_the_thousand(fuzzer: "Fuzzer", tmp_path: Path, kind: str, part: int) -> None:
    number = 400 // FEWER[kind]
    damage(fuzzer, tmp_path, kind, range(10_000 + part * number, 10_000 + (part + 1) * number))
