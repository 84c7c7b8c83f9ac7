"""Years of England in one Parquet file for each table: `wres batch` must take them in its memory, and count the same.

Usage: bench_scale.py [--trusts N] [--years N]. Run by `make bench-scale`; ten years are 15 million assignments, take
some minutes and 2 GB of disk.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

import polars as pl
from bench import WRES
from bench_batch import ENGLAND, TRUSTS, made
from process import Cost, cost

TABLES = ("workforce", "recruitment", "disciplinary", "training", "staff_survey", "board")
PEOPLE = ("employee_number", "assignment_number", "respondent_id", "application_id")
"""Columns whose values must differ from year to year, as codes of organisations do."""


def code_of(folder: Path, year: int) -> str:
    """What a trust is called in a year: a letter, and the trust's own number."""
    return chr(ord("A") + year) + folder.name.removeprefix("R").zfill(3)


def national(trusts: list[Path], years: int, folder: Path) -> int:
    """The files of so many years together; the number of their assignments."""
    for table in TABLES:
        one = pl.concat([pl.read_csv(trust / f"{table}.csv", infer_schema=False) for trust in trusts])
        number = pl.col("organisation_code").str.slice(1).str.zfill(3)
        several = [
            one.lazy().with_columns(
                (pl.lit(chr(ord("A") + year)) + number).alias("organisation_code"),
                *(
                    (pl.lit(str(10 + year)) + pl.col(name)).alias(name)
                    for name in PEOPLE
                    if name in one.columns
                ),
            )
            for year in range(years)
        ]
        pl.concat(several).sink_parquet(folder / f"{table}.parquet")
    return int(pl.scan_parquet(folder / "workforce.parquet").select(pl.len()).collect().item())


def batch(root: Path, out: Path) -> Cost:
    """A whole run into an empty folder."""
    wanted = ["--year", "2025", "--to", "json", "--quiet", "--fail-on", "never"]
    return cost([WRES, "batch", root, "-o", out, *wanted])


def indicators(out: Path, code: str) -> list[object]:
    """What a report comes to."""
    (path,) = (out / code).glob("wres_*.json")
    return list(json.loads(path.read_text(encoding="utf-8"))["indicators"])


def main() -> None:
    """Make the files, measure, compare every organisation with its own folder, and print a line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trusts", type=int, default=TRUSTS)
    parser.add_argument("--years", type=int, default=10)
    asked = parser.parse_args()
    trusts = sorted(made(asked.trusts).iterdir())
    ENGLAND.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ENGLAND.parent) as temporary:
        whole, together, apart = (Path(temporary) / name for name in ("national", "together", "apart"))
        whole.mkdir()
        rows = national(trusts, asked.years, whole)
        taken = batch(whole, together)
        batch(made(asked.trusts), apart)
        for year in range(asked.years):
            for trust in trusts:
                if indicators(together, code_of(trust, year)) != indicators(apart, trust.name):
                    sys.exit(f"{code_of(trust, year)} comes to other figures than its own folder.")
    reached = f"{asked.years * len(trusts):,} organisations, {rows:,} assignments"
    print(f"{reached}: {taken.seconds:.0f} s, at most {taken.memory:.0f} MiB in a process; the same figures")


if __name__ == "__main__":
    main()
