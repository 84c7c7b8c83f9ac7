"""Validating 1.5 million workforce rows, reading included, beside the models row by row.

A part of `bench.py`. Run as a script it is the process measured as ours, which reads and validates a submission:
bench_validate.py FOLDER [ROWS] prints the number of rows, and the cell faults of the first ROWS by code.
"""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from process import Command, cost, output

HERE = Path(__file__).parent
BENCH = HERE.parent / ".bench"
PYTHON = Path(sys.executable)
SHARES = (0, 1, 20)
"""Per cent of rows at fault."""

SAMPLE = 50_000
"""Rows that the peer which goes row by row is timed on; the rest is reckoned, for it takes half a minute and more."""

FAULTS = {
    "ethnic_category": "Klingon",
    "staff_group": None,
    "primary_assignment": "perhaps",
    "fte": "full",
    "employee_number": "1.2E+07",
}


@dataclass(frozen=True)
class Seconds:
    """What validating cost, and what the peer cost."""

    share: int
    ours: float
    rows: float


def measure(workforce: Path, runs: int) -> Iterator[Seconds]:
    """The costs at each share of rows at fault; `workforce` is a sound table of 1.5 million rows."""
    for share in SHARES:
        folder = _folder(workforce, share)
        file = folder / "workforce.csv"
        total = _agree(folder, file)
        ours: Command = [PYTHON, Path(__file__), folder]
        mine = min(cost(ours).seconds for _ in range(runs + 1))
        yield Seconds(share, mine, _row_by_row(file, total))


def _row_by_row(file: Path, total: int) -> float:
    """Seconds for all rows: those of a sample, less those of no rows at all, as often as the sample goes into them."""
    start, some = (
        min(cost([PYTHON, HERE / "peer_rows.py", file, str(rows)]).seconds for _ in range(3))
        for rows in (0, SAMPLE)
    )
    return start + (some - start) * total / SAMPLE


def _agree(folder: Path, file: Path) -> int:
    """The number of rows, once both find the same faults in the sample; `SystemExit` where they do not."""
    mine = json.loads(output([PYTHON, Path(__file__), folder, str(SAMPLE)]))
    peer = json.loads(output([PYTHON, HERE / "peer_rows.py", file, str(SAMPLE)]))
    if mine["faults"] != peer:
        sys.exit(f"{folder.name}: ours finds {mine['faults']}, row by row {peer}; nothing was timed.")
    print(f"{folder.name}: both find {sum(peer.values()):,} faults in {SAMPLE:,} rows", file=sys.stderr)
    return int(mine["rows"])


def _folder(workforce: Path, share: int) -> Path:
    """A submission with so many per cent of rows at fault, made once and kept."""
    folder = BENCH / f"faulty-{share}"
    if not (folder / "workforce.csv").exists():
        import polars as pl

        folder.mkdir(parents=True, exist_ok=True)
        row = pl.int_range(pl.len())
        at_fault = row % 100 < share
        kinds = len(FAULTS)
        pl.scan_csv(workforce, infer_schema=False).with_columns(
            pl.when(at_fault & (row // 100 % kinds == kind))
            .then(pl.lit(text))
            .otherwise(pl.col(column))
            .alias(column)
            for kind, (column, text) in enumerate(FAULTS.items())
        ).sink_csv(folder / "part.csv")
        (folder / "part.csv").replace(folder / "workforce.csv")
        shutil.copy(workforce.with_name("submission.toml"), folder)
    return folder


def validate(folder: Path, rows: int) -> None:
    """Read and validate, and print the number of rows, and the faults of the first ones that the models can find."""
    from wres_calc.checking.cells import judge
    from wres_calc.checking.validate import validate
    from wres_calc.intake.load import load
    from wres_calc.standards.load import load as load_definitions

    submission = load(folder)
    found = validate(submission, load_definitions(submission.reporting_year)).issues
    faults: Counter[str] = Counter()
    if rows:
        codes = {issue.code for issue in judge(submission.tables["workforce"]).issues}
        for issue in found:
            faults[issue.code] += sum(row <= rows + 1 for row in issue.rows) if issue.code in codes else 0
    named = {code: number for code, number in faults.items() if number}
    print(json.dumps({"rows": submission.tables["workforce"].rows, "faults": named}))


if __name__ == "__main__":
    validate(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 0)
