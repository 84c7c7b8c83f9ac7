"""England in one run: `wres batch` beside DuckDB, pandas, the bare reading of the files, and other workbooks.

Usage: bench_batch.py [--trusts N]. Run by `make bench-batch`; it makes 220 synthetic trusts once, with 1.2 million
staff.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from agreement import figures_of_peer, figures_of_report, stop_where_they_differ
from bench import HERE, PYTHON, ROOT, WRES, Line
from process import Cost, cost, output

ENGLAND = ROOT / ".bench" / "england"
TRUSTS, STAFF = 220, 5_570
"""People a trust in the headcount: 1.5 million assignments, and all other tables in proportion."""

READ = (
    "import sys, pathlib, polars as pl\n"
    "print(sum(pl.read_csv(p, infer_schema=False).height for p in pathlib.Path(sys.argv[1]).glob('*/*.csv')))"
)
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


def main() -> None:
    """Check that DuckDB agrees, measure each once after a warm-up, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trusts", type=int, default=TRUSTS)
    trusts = parser.parse_args().trusts
    root, tenth = made(trusts), made(max(2, trusts // 10))
    print(f"{agreed(root):,} figures of {trusts} trusts agree with DuckDB", file=sys.stderr)
    ours, small = batch(root, "json"), batch(tenth, "json")
    reading = cost([PYTHON, "-c", READ, root])
    duck = cost([PYTHON, HERE / "peer_duckdb.py", root])
    pandas = cost([PYTHON, "-c", PANDAS, root, HERE])
    books = batch(root, "excel")
    growth = (ours.seconds / small.seconds) / (trusts / max(2, trusts // 10))
    for line in (
        Line(f"batch of {trusts}, JSON / DuckDB", ours.seconds, duck.seconds, "s", 2.0),
        Line("  / pandas", ours.seconds, pandas.seconds, "s", 0.25),
        Line("  / reading with polars", ours.seconds, reading.seconds, "s", 3.0),
        Line("  peak memory / DuckDB", ours.memory, duck.memory, "MiB", None),
        Line("  with workbooks / JSON alone", books.seconds, ours.seconds, "s", None),
    ):
        print(line)
    print(f"growth from {trusts // 10} to {trusts} trusts: {growth:.2f} times linear (asked: at most 1.15)")


if __name__ == "__main__":
    main()
