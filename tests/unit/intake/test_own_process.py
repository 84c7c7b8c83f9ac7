"""Files are read by a process of their own first, however the program was installed."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from wres_calc.intake.files import own_process
from wres_calc.intake.files.parquet_proof import is_readable, read_whole


def dies(path: Path) -> None:
    """End the process as a reader does that meets what it cannot survive."""
    os.abort()


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    path = tmp_path / "board.parquet"
    pl.DataFrame({"voting": ["yes", "no"]}).write_parquet(path)
    return path


def cut_short(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-20])
    return path


def test_a_program_that_is_not_where_python_looks_reads_as_well(
    parquet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in an archive: nothing but the path of this process says where its modules are."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "reads_it.py").write_text("def read(path):\n    path.read_bytes()\n", encoding="utf-8")
    monkeypatch.syspath_prepend(elsewhere)
    import reads_it

    assert own_process.survives(reads_it.read, parquet)
    assert not own_process.survives(reads_it.read, tmp_path / "missing")


def test_what_lies_in_the_current_folder_is_not_imported(
    parquet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "polars.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert is_readable(parquet)


def test_a_frozen_program_reads_by_multiprocessing(parquet: Path) -> None:
    """No interpreter is at hand there; `tools/try_program.py` tries a frozen program itself."""
    assert own_process._spawned(read_whole, parquet)
    assert not own_process._spawned(read_whole, cut_short(parquet))


@pytest.mark.parametrize("ends_well", [own_process._interpreted, own_process._spawned])
def test_a_reader_that_dies_ends_nothing_else(
    ends_well: Callable[[Callable[[Path], None], Path], bool], parquet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a damaged Parquet file can end polars."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    import test_own_process as importable

    assert not ends_well(importable.dies, parquet)


def test_where_no_process_can_be_started_the_file_is_not_called_damaged(
    parquet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = subprocess.CompletedProcess([], returncode=1)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)
    with pytest.raises(RuntimeError, match="no process"):
        is_readable(parquet)
