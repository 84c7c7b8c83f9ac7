"""`wres` beside what one would write without it. Run by `make bench`; see README.md.

Usage: bench.py [--quick]
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bench_disclosure
import bench_validate
from agreement import figures_of_peer, figures_of_report, stop_where_they_differ
from process import Command, cost, least_of, output, side_by_side

HERE = Path(__file__).parent
ROOT = HERE.parent
PYTHON = Path(sys.executable)
WRES = PYTHON.with_name("wres.exe" if os.name == "nt" else "wres")
TRUST = ROOT / "sample_data" / "large" / "2025"
NATIONAL = ROOT / ".bench" / "national"
NATIONAL_STAFF = 1_225_000
"""People in the headcount, which come to 1.5 million assignments."""

WIDTHS = (34, 10, 10, 8, 14)


@dataclass(frozen=True)
class Line:
    """One line of the table: ours and the peer's, in `unit`; `bound` is on ours over the peer's, if there is one."""

    what: str
    ours: float
    peer: float
    unit: str
    bound: float | None

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    def __str__(self) -> str:
        digits = 2 if self.unit == "s" else 0
        cells = (
            self.what,
            f"{self.ours:.{digits}f} {self.unit}",
            f"{self.peer:.{digits}f} {self.unit}",
            f"{self.ratio:.2f}",
            "no target" if self.bound is None else f"at most {self.bound:.2f}",
        )
        return f"{_aligned(cells)}  {self._verdict()}".rstrip()

    def _verdict(self) -> str:
        if self.bound is None:
            return ""
        return "PASS" if self.ratio <= self.bound else "over"


def _aligned(cells: tuple[str, ...]) -> str:
    first, *others = zip(cells, WIDTHS, strict=True)
    return "  ".join([f"{first[0]:{first[1]}}", *(f"{text:>{width}}" for text, width in others)])


def start_up(runs: int) -> Iterator[Line]:
    """The two commands that must answer at once, beside the import of the library they need."""
    for option in ("--help", "--version"):
        ours, peer = side_by_side([WRES, option], [PYTHON, "-c", "import typer"], runs)
        yield Line(f"wres {option} / import typer", ours.seconds, peer.seconds, "s", 1.2)


def one_trust(runs: int, folder: Path) -> Iterator[Line]:
    """A trust of 8,000 with the workbook, beside pandas and openpyxl."""
    peer: Command = [PYTHON, HERE / "peer_pandas.py", TRUST, folder / "peer.xlsx"]
    report = json.loads(output([WRES, "calc", TRUST, "--format", "json"]))
    agreed = stop_where_they_differ(figures_of_report(report), figures_of_peer(json.loads(output(peer))))
    print(f"one trust: {agreed} figures agree", file=sys.stderr)
    ours, theirs = side_by_side([WRES, "calc", TRUST, "-o", folder], peer, runs)
    yield Line("wres calc, one trust / pandas", ours.seconds, theirs.seconds, "s", 0.85)
    yield Line("  peak memory", ours.memory, theirs.memory, "MiB", None)


def national(runs: int) -> Iterator[Line]:
    """One and a half million assignments, beside the bare reading of their file."""
    _make_national()
    peer: Command = [PYTHON, HERE / "peer_read_csv.py", NATIONAL / "workforce.csv"]
    ours: Command = [WRES, "calc", NATIONAL, "--format", "json"]
    [table] = json.loads(output(ours))["inputs"]
    if table["rows"] != int(output(peer)):
        sys.exit(f"wres calc read {table['rows']} rows, the peer another number; nothing was timed.")
    print(f"national: both read {table['rows']:,} rows", file=sys.stderr)
    mine, theirs = side_by_side(ours, peer, runs)
    yield Line("wres calc, 1.5 million / read_csv", mine.seconds, theirs.seconds, "s", 2.5)
    yield Line("  peak memory", mine.memory, theirs.memory, "MiB", 1.3)


def validating(runs: int) -> Iterator[Line]:
    """One and a half million assignments validated, sound and faulty, beside the models row by row and bare reading."""
    _make_national()
    for seconds in bench_validate.measure(NATIONAL / "workforce.csv", runs):
        what = f"validate, {seconds.share} % at fault"
        yield Line(f"{what} / by rows", seconds.ours, seconds.rows, "s", 0.05)


def damaged(runs: int) -> Iterator[Line]:
    """The same million and a half rows, the last one short: refused, beside the sound file."""
    sound = NATIONAL / "workforce.csv"
    short = NATIONAL.with_name("damaged") / "workforce.csv"
    if not short.exists():
        shutil.copytree(NATIONAL, short.parent)
        with short.open("ab") as file:
            file.write(b"1,A\n")
    pairs = [
        (cost([WRES, "validate", short.parent], 4), cost([WRES, "validate", sound.parent]))
        for _ in range(runs)
    ]
    ours, peer = (least_of(costs) for costs in zip(*pairs, strict=True))
    yield Line("a damaged CSV / a sound one", ours.seconds, peer.seconds, "s", 2.0)


def protecting() -> None:
    """Indicator 1's table protected, and what is kept of it."""
    for kept in bench_disclosure.measure():
        verdict = "PASS" if kept.seconds <= bench_disclosure.SECONDS else "over"
        print(
            f"{kept}  at most {bench_disclosure.SECONDS:.0f} s  {verdict}"
            if "ours" in kept.how
            else str(kept)
        )


def _make_national() -> None:
    """The large file, made once and kept: a submission that holds the workforce alone."""
    if (NATIONAL / "workforce.csv").exists():
        return
    print("national: making the file (once; a quarter of a minute)", file=sys.stderr)
    whole = NATIONAL.with_name("whole")
    output([WRES, "sample", whole, "--staff", str(NATIONAL_STAFF)])
    NATIONAL.mkdir(parents=True, exist_ok=True)
    for name in ("submission.toml", "workforce.csv"):
        (whole / name).replace(NATIONAL / name)
    shutil.rmtree(whole)


def main() -> None:
    """Check that the peers agree, measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    quick = parser.parse_args().quick
    print(_aligned(("ours / peer (least of the runs)", "ours", "peer", "ratio", "target")))
    with tempfile.TemporaryDirectory() as folder:
        for lines in (
            start_up(5 if quick else 20),
            one_trust(3 if quick else 9, Path(folder)),
            national(2 if quick else 5),
            damaged(2 if quick else 5),
            validating(2 if quick else 5),
        ):
            for line in lines:
                print(line, flush=True)
    protecting()


if __name__ == "__main__":
    main()
