"""Uses a program `wres` as a user would, however it was built: every kind of file, a batch, pages, exit codes.

`try_program.py [--beside COMMAND] COMMAND...`; the first is timed beside the second. Run from the root of the
repository: what it reads is made here. Each kind of file is read twice, sound and cut short: a sound one may not be
"""

import json
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import polars as pl
from tests.extracts import ods, xls, xlsb

HEADINGS = "employee_number ethnic_category staff_group grade".split()
LINES = [HEADINGS, *([str(number), "A", "Students", "Band 5"] for number in range(40))]
STARTS = 5


def main(command: Sequence[str], beside: Sequence[str]) -> None:
    """Try it, and print what was tried; end with 1 where it fails."""
    with tempfile.TemporaryDirectory(prefix="wres-") as name:
        folder = Path(name)
        for path in kinds(folder):
            _try_file(command, path)
        _try_work(command, folder)
    for program in filter(None, (command, beside)):
        print(f"{_start(program):.2f} s to start: {Path(program[0]).name} --version")


def kinds(folder: Path) -> list[Path]:
    """Write a workforce as a file of each kind, in a folder of its own."""
    places = {kind: folder / kind / f"workforce.{kind}" for kind in "csv parquet xlsx xls xlsb ods".split()}
    for path in places.values():
        path.parent.mkdir()
    pl.DataFrame(LINES[1:], schema=LINES[0], orient="row").write_parquet(places["parquet"])
    places["csv"].write_text("".join(",".join(line) + "\n" for line in LINES), encoding="utf-8")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("workforce")
    for line in LINES:
        sheet.append(line)
    book.save(places["xlsx"])
    places["xls"].write_bytes(xls.content(LINES))
    xlsb.write(places["xlsb"], LINES)
    ods.write(places["ods"], "".join(ods.row(*map(ods.cell, line)) for line in LINES))
    return list(places.values())


def _try_file(command: Sequence[str], path: Path) -> None:
    content, kind = path.read_bytes(), path.suffix[1:]
    code, issues = _issues(command, path.parent)
    if code != 0 or any(issue.startswith("file-") for issue in issues):
        raise SystemExit(f"A sound .{kind} is refused (exit {code}): {', '.join(sorted(issues))}")
    if kind != "csv":  # a text that ends early is a shorter text
        path.write_bytes(content[: len(content) * 2 // 3])
        code, issues = _issues(command, path.parent)
        if code != 4 or "file-unreadable" not in issues:
            raise SystemExit(f"A .{kind} cut short is not refused (exit {code}): {', '.join(sorted(issues))}")
    print(f"read: .{kind}")


def _issues(command: Sequence[str], folder: Path) -> tuple[int, set[str]]:
    asked = "validate . --year 2025 --org RX1 --format json --fail-on never".split()
    run = subprocess.run([*command, *asked], cwd=folder, capture_output=True, check=False)
    if not run.stdout:
        raise SystemExit(run.stderr.decode(errors="replace"))
    found = json.loads(run.stdout)["submissions"][0]["issues"]["items"]
    return run.returncode, {item["code"] for item in found}


def _try_work(command: Sequence[str], folder: Path) -> None:
    def wres(arguments: str) -> None:
        started = time.perf_counter()
        run = subprocess.run([*command, *arguments.split()], cwd=folder, capture_output=True, check=False)
        if run.returncode not in (0, 1):
            raise SystemExit(
                f"wres {arguments}: exit {run.returncode}\n{run.stderr.decode(errors='replace')}"
            )
        print(f"ran: wres {arguments} ({time.perf_counter() - started:.1f} s)")

    wres("sample one --staff 300")
    wres("calc one --to excel,json,csv,parquet,html -o made")
    wres("sample many --staff 60 --organisations 3")
    wres("batch many --jobs 2 -o together")
    made = {path.suffix for path in (folder / "made").iterdir()}
    together = len(list((folder / "together").glob("*/*.xlsx")))
    if not made >= {".xlsx", ".json", ".csv", ".parquet", ".html"} or together != 3:
        raise SystemExit(f"Not all was written: {sorted(made)}, {together} workbooks of 3")


def _start(program: Sequence[str]) -> float:
    """Return the seconds of the quickest of some starts."""
    return min(map(_seconds, [program] * STARTS))


def _seconds(program: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run([*program, "--version"], check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    words = [str(Path(word).absolute()) if Path(word).exists() else word for word in sys.argv[1:]]
    beside = shlex.split(words[1]) if words[0] == "--beside" else []
    main(words[2:] if beside else words, beside)
