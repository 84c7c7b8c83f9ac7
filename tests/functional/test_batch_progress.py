"""How a batch gets on: a live line on a terminal, a line for each organisation in a log."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from wres_calc.sampling.samples import write_samples


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two small trusts and one that cannot be worked on."""
    list(write_samples(tmp_path / "trusts", seed=1, staff=120, number=3, years=[2025]))
    (tmp_path / "trusts" / "R02" / "submission.toml").write_text("[submission]\n", "utf-8")
    return tmp_path / "trusts"


@pytest.mark.skipif(os.name == "nt", reason="no such terminals there")
def test_a_terminal_shows_how_many_are_done_running_failed_and_how_long_it_takes(
    root: Path, tmp_path: Path, bytecode: Path
) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "wres_calc", "batch", str(root), "-o", str(tmp_path / "out")]
    environment = {"PYTHONPYCACHEPREFIX": str(bytecode), "COLUMNS": "80", "TERM": "xterm"}
    with subprocess.Popen(
        [*command, "--to", "json", "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env={**os.environ, **environment},
    ):
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 1 << 16):
                said += part
        except OSError:  # the other side is closed
            pass
    os.close(ours)
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said.decode("utf-8"))
    for words in ("0/3 done", "2 running", "1 failed", "left"):
        assert words in text
    assert "R01" not in text


def test_a_log_has_a_line_for_each(wres, root: Path, tmp_path: Path) -> None:
    run = wres("batch", root, "-o", tmp_path / "out", "--to", "json", "--jobs", 2)
    lines = run.stderr.decode("utf-8").splitlines()
    assert sorted(line.partition(":")[0] for line in lines[:-2]) == ["R01", "R02", "R03"]
    assert lines[-2].startswith("3 organisations: 2 done, 0 findings, 1 failed")
    assert b"\x1b" not in run.stderr
