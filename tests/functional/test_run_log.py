"""The log of a run: what ran, on which files, for how long, and how it ended; never what is in a cell."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.functional.conftest import ROOT

from wres_calc import __version__


@pytest.fixture
def small(folder: Path) -> Path:
    return shutil.copytree(ROOT / "sample_data" / "small", folder / "small")


def events(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_it_says_what_ran_on_what_and_how_it_ended(wres, folder, small):
    assert wres("calc", "small", "--to", "csv", "-o", "out", "--log", "logs/run.jsonl").returncode == 0
    found = events(folder / "logs" / "run.jsonl")
    assert found[0]["event"] == "begin"
    assert found[0]["versions"]["wres-calc"] == __version__
    assert {"python", "polars", "pydantic"} <= found[0]["versions"].keys()
    assert [each["step"] for each in found if each["event"] == "step"] == [
        *("read, check and count", "report and write", "show")
    ]
    inputs = {each["file"]: each for each in found if each["event"] == "input"}
    board = (small / "board.csv").read_bytes()
    assert inputs["board.csv"]["sha256"] == hashlib.sha256(board).hexdigest()
    assert inputs["board.csv"]["rows"] == board.count(b"\n") - 1
    assert [each["file"] for each in found if each["event"] == "written"] == [
        str(Path("out") / "wres_RX0_2025.csv")
    ]
    assert (found[-1]["event"], found[-1]["exit_code"]) == ("end", 0)
    assert 0 < found[-1]["seconds"] < 60


def test_a_run_that_is_refused_ends_too_and_the_next_is_added(wres, folder, small):
    assert wres("calc", "small", "--year", "2024", "--log", "run.jsonl").returncode == 3
    assert wres("calc", "small", "--to", "none", "--log", "run.jsonl").returncode == 0
    ends = [each["exit_code"] for each in events(folder / "run.jsonl") if each["event"] == "end"]
    assert ends == [3, 0]


def test_no_cell_is_in_it(wres, folder, small):
    board = small / "board.csv"
    board.write_text(board.read_text(encoding="utf-8").replace("Yes", "Bloggs"), encoding="utf-8")
    assert wres("calc", "small", "--log", "run.jsonl", "--show-values").returncode == 1
    assert "Bloggs" not in (folder / "run.jsonl").read_text(encoding="utf-8")


def test_a_file_that_is_something_else_stays_as_it_is(wres, folder, small):
    (folder / "notes.txt").write_text("mine\n", encoding="utf-8")
    refused = wres("calc", "small", "--log", "notes.txt")
    assert refused.returncode == 4
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine\n"
