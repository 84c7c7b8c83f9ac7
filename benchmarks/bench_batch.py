"""England in one run: `wres batch` beside DuckDB, pandas, and other workbooks.

Usage: bench_batch.py [--trusts N]. Run by `make bench-batch`; it makes 220 synthetic trusts once, with 1.2 million
staff.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from agreement import figures_of_peer, figures_of_report, stop_where_they_differ
from bench import HERE, PYTHON, ROOT, WRES, Line
from process import Cost, cost, least_of, output

ENGLAND = ROOT / ".bench" / "england"
TRUSTS, STAFF = 220, 5_570
"""People a trust in the headcount: 1.5 million assignments, and all other tables in proportion."""

SOME_BOOKS = 10
"""Workbooks through openpyxl that are timed; the others are reckoned from them."""

PANDAS = (
    "import sys, json, pathlib; sys.path.insert(0, sys.argv[2])\n"
    "from peer_pandas import calculate\n"
    "print(len([calculate(folder) for folder in sorted(pathlib.Path(sys.argv[1]).iterdir())]))"
)


def made(trusts: int) -> Path:
    """A folder of synthetic trusts, made once and kept."""
    folder = ENGLAND / str(trusts)
    if not folder.exists():
        print(f"making {trusts} trusts (once)", file=sys.stderr)
        output([WRES, "sample", folder, "--staff", str(STAFF), "--organisations", str(trusts)])
    return folder


def batch(root: Path, files: str) -> Cost:
    """A whole run into an empty folder."""
    with tempfile.TemporaryDirectory() as out:
        return cost(
            [WRES, "batch", root, "-o", Path(out) / "out", "--to", files, "--quiet", "--fail-on", "never"]
        )


def agreed(root: Path) -> int:
    """How many figures DuckDB and `wres batch` both come to."""
    peers = json.loads(output([PYTHON, HERE / "peer_duckdb.py", root]))
    with tempfile.TemporaryDirectory() as out:
        target = Path(out) / "out"
        output([WRES, "batch", root, "-o", target, "--to", "json", "--quiet", "--fail-on", "never"])
        found = 0
        for code, measures in peers.items():
            (path,) = (target / code).glob("wres_*.json")
            report = json.loads(path.read_text(encoding="utf-8"))
            found += stop_where_they_differ(figures_of_report(report), figures_of_peer(measures))
    return found


def through_openpyxl(root: Path, json_alone: Cost) -> float:
    """The seconds that the batch would take with the same workbooks made by openpyxl, by as many processes."""
    with tempfile.TemporaryDirectory() as out:
        target = Path(out) / "out"
        output([WRES, "batch", root, "-o", target, "--to", "excel", "--quiet", "--fail-on", "never"])
        books = sorted(target.glob("*/wres_*.xlsx"))
        some = books[:: max(1, len(books) // SOME_BOOKS)]
        seconds = float(output([PYTHON, HERE / "peer_openpyxl.py", *some]))
    return json_alone.seconds + seconds / len(some) * len(books) / (os.cpu_count() or 1)


def main() -> None:
    """Check that DuckDB agrees, measure each in turn, take the least of each, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trusts", type=int, default=TRUSTS)
    parser.add_argument("--runs", type=int, default=2)
    asked = parser.parse_args()
    trusts, tenth = asked.trusts, max(2, asked.trusts // 10)
    root, small_root = made(trusts), made(tenth)
    print(f"{agreed(root):,} figures of {trusts} trusts agree with DuckDB", file=sys.stderr)
    kinds: dict[str, Callable[[], Cost]] = {
        "ours": lambda: batch(root, "json"),
        "small": lambda: batch(small_root, "json"),
        "duckdb": lambda: cost([PYTHON, HERE / "peer_duckdb.py", root]),
        "pandas": lambda: cost([PYTHON, "-c", PANDAS, root, HERE]),
        "books": lambda: batch(root, "excel"),
    }
    runs = [{name: measure() for name, measure in kinds.items()} for _ in range(asked.runs)]
    least = {name: least_of([run[name] for run in runs]) for name in kinds}
    ours, duckdb, books = least["ours"], least["duckdb"], least["books"]
    for line in (
        Line(f"batch of {trusts}, processors / DuckDB", ours.processor, duckdb.processor, "s", 1.7),
        Line("  time / DuckDB", ours.seconds, duckdb.seconds, "s", 1.3),
        Line("  time / pandas", ours.seconds, least["pandas"].seconds, "s", 0.55),
        Line("  peak memory / DuckDB", ours.memory, duckdb.memory, "MiB", None),
        Line("  with workbooks / openpyxl's", books.seconds, through_openpyxl(root, ours), "s", 0.33),
    ):
        print(line)
    growth = (ours.seconds / least["small"].seconds) / (trusts / tenth)
    print(f"growth from {tenth} to {trusts} trusts: {growth:.2f} times linear (asked: at most 1.15)")


if __name__ == "__main__":
    main()
