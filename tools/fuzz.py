"""Calculate samples that were changed or damaged at random, so many as CASES says, and see that what must hold holds.

Of each: a refusal of the contract, an issue, or the figures of the naive calculator (`tests/naive`); no other
exception; and a process never takes more memory than `MOST`. A case is a kind and a seed: what failed is printed so,
and belongs into `tests/fuzz/corpus.csv` once it is mended. `make fuzz CASES=2000 FIRST=0`.
"""

import argparse
import csv
import os
import resource
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterable
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.fuzz.conftest import Fuzzer

KINDS = ("varied",) * 8 + ("changed",) * 6 + ("csv",) * 4 + ("xlsx",) * 2
"""Of twenty cases, how many are of which kind; one of a damaged Parquet file takes fifteen times as long."""
PARQUET_EVERY = 200
MOST = 600 * 1024
"""Kilobytes: what Python, polars and the sample take, and the 200 MB that an input may add."""
PART = 100


def kind_of(seed: int) -> str:
    """The kind of the case of that number."""
    return "parquet" if seed % PARQUET_EVERY == 0 else KINDS[seed % len(KINDS)]


def run(seeds: range) -> tuple[Counter[str], list[str]]:
    """What became of the cases of some numbers, and what failed."""
    fuzzer, verdicts, failed = Fuzzer(), Counter[str](), []
    for seed in seeds:
        folder = Path(tempfile.mkdtemp())
        kind = kind_of(seed)
        try:
            verdicts[f"{kind}: {fuzzer.case(folder / 'case', kind, seed)}"] += 1
        except Exception:
            failed.append(f"{kind},{seed}\n{traceback.format_exc(limit=-4)}")
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    if (peak := resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) > MOST:
        failed.append(f"{seeds}: {peak / 1024:.0f} MiB")
    return verdicts, failed


def parts(first: int, number: int) -> Iterable[range]:
    for start in range(first, first + number, PART):
        yield range(start, min(start + PART, first + number))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=1_000_000)
    asked = parser.parse_args()
    verdicts, failed = Counter[str](), 0
    with get_context("spawn").Pool(os.cpu_count(), maxtasksperchild=20) as pool:
        for came, faults in pool.imap_unordered(run, parts(asked.first, asked.cases)):
            verdicts += came
            failed += len(faults)
            for fault in faults:
                print(fault, flush=True)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows([("outcome", "cases"), *sorted(verdicts.items()), ("failed", failed)])
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
