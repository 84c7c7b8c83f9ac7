"""What a batch leaves behind when it is killed, finds no room, meets another run, or files change under it."""

import errno
import json
import os
import pickle
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from wres_calc import pipeline
from wres_calc.errors import UnwritableOutput
from wres_calc.pipeline.batch import BatchOptions, Outcome, find, output_lock, processes, run
from wres_calc.pipeline.batch.output_lock import LOCK, locked
from wres_calc.pipeline.batch.tasks import Sent
from wres_calc.pipeline.batch.work import Job, work
from wres_calc.sampling.samples import write_samples

ROLLUPS = ("rollup.json", "rollup.csv")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are ended otherwise there")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve small trusts."""
    folder = tmp_path_factory.mktemp("region") / "trusts"
    list(write_samples(folder, seed=1, staff=60, number=12, years=[2025]))
    return folder


def some(made: Path, folder: Path, number: int) -> Path:
    for code in sorted(path.name for path in made.iterdir())[:number]:
        shutil.copytree(made / code, folder / code)
    return folder


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """Two of them to be spoilt."""
    return some(made, tmp_path / "trusts", 2)


@pytest.fixture
def four(made: Path, tmp_path: Path) -> Path:
    """Four of them."""
    return some(made, tmp_path / "trusts", 4)


def started(root: Path, out: Path, bytecode: Path, **how: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "wres_calc", "batch", str(root), "-o", str(out), "--to", "json"]
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(bytecode)}
    return subprocess.Popen(
        [*command, "--jobs", "2"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=env, **how
    )


def children(process: int) -> Iterator[int]:
    for each in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"PPid:\t{process}\n" in each.read_text():
                yield int(each.parent.name)
        except OSError:
            continue


def those_it_started(process: "subprocess.Popen[bytes]") -> list[int]:
    """The processes of a run that has got to its first organisation."""
    assert process.stderr is not None
    process.stderr.readline()
    others = list(children(process.pid))
    assert len(others) >= 2
    return others


def left_of(others: list[int]) -> list[int]:
    """Those that are there still after half a minute."""
    until = time.monotonic() + 30
    while (
        left := [each for each in others if Path(f"/proc/{each}/stat").exists()]
    ) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def reports(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*/wres_*")}


def redone(out: Path) -> set[str]:
    document = json.loads((out / "run.json").read_text("utf-8"))
    return {each["code"] for each in document["organisations"] if not each["up_to_date"]}


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes where Linux lists them")
def test_killed_its_processes_end_and_the_next_run_goes_on(wres, made, tmp_path, bytecode):
    out = tmp_path / "out"
    killed = started(made, out, bytecode)
    others = those_it_started(killed)
    killed.kill()
    killed.communicate(timeout=60)
    assert left_of(others) == []
    assert json.loads((out / "run.json").read_text("utf-8"))["complete"] is False
    half, other = out / "R02" / ".wres_R02_2025.json.0123abcd.tmp", out / "R02" / ".mine.tmp"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b'{"fo')
    other.write_bytes(b"")
    again = wres("batch", made, "-o", out, "--to", "json", "--jobs", 2)
    assert again.returncode == 0, again.stderr
    assert b"; 0 were up to date" not in again.stderr
    assert json.loads((out / "run.json").read_text("utf-8"))["complete"] is True
    assert (half.exists(), other.exists(), (out / LOCK).exists()) == (False, True, False)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes where Linux lists them")
def test_asked_to_end_by_itself_it_ends_its_processes_and_the_next_run_goes_on(
    wres, made, tmp_path, bytecode
):
    out = tmp_path / "out"
    ended = started(made, out, bytecode)
    others = those_it_started(ended)
    ended.terminate()
    ended.communicate(timeout=60)
    assert ended.returncode == 143
    assert left_of(others) == []
    document = json.loads((out / "run.json").read_text("utf-8"))
    assert document["complete"] is False
    assert 1 <= len(document["organisations"]) < 12
    assert not [path for path in out.rglob("*") if path.suffix == ".tmp" or path.name == LOCK]
    again = wres("batch", made, "-o", out, "--to", "json", "--jobs", 2)
    assert again.returncode == 0, again.stderr
    assert b"; 0 were up to date" not in again.stderr


def test_what_comes_back_from_a_process_goes_in_one_write(made, tmp_path):
    """Else one that is ended in the middle of it would leave the whole run waiting."""
    (task, *_) = find([made], None)
    job = Job(pipeline.Options(), ("json",), tmp_path / "out")
    came = processes._work(Sent(task), job)
    assert len(pickle.dumps(came)) < select.PIPE_BUF
    assert processes._whole(task, came) == replace(work(Sent(task), job), record=came[0].record)
    assert list(tmp_path.rglob("*.tmp")) == []
    gone = processes._whole(task, came)
    assert (gone.exit_code, gone.record.status) == (4, "failed")
    assert "could not be read back" in (gone.record.reason or "")


def test_where_it_is_to_be_ignored_it_is(four, tmp_path, bytecode):
    def ignoring() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)

    kept = started(four, tmp_path / "out", bytecode, preexec_fn=ignoring)
    assert kept.stderr is not None
    kept.stderr.readline()
    kept.terminate()
    kept.communicate(timeout=120)
    assert kept.returncode == 0


def test_no_room_leaves_whole_files_and_the_next_run_goes_on(wres, four, tmp_path, bytecode):
    import resource

    out, sound = tmp_path / "out", tmp_path / "sound"
    most = 2000

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    full = started(four, out, bytecode, preexec_fn=little_room)
    full.communicate(timeout=120)
    assert full.returncode == 4
    assert not [path for path in out.rglob("*") if path.suffix == ".tmp"]
    assert json.loads((out / "run.json").read_text("utf-8"))["complete"] is False
    assert reports(out) == {}
    wres("batch", four, "-o", sound, "--to", "json")
    assert wres("batch", four, "-o", out, "--to", "json").returncode == 0
    assert reports(out) == reports(sound)
    assert len(reports(out)) == 4


def test_two_runs_at_once_do_not_share_a_folder(wres, root, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    with locked(out):
        second = wres("batch", root, "-o", out, "--to", "json")
    assert second.returncode == 4
    assert b"Another run is at work" in second.stderr
    assert list(out.iterdir()) == []
    assert wres("batch", root, "-o", out, "--to", "json").returncode == 0


def test_what_a_killed_run_leaves_is_taken_over_and_said(wres, root, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / ".wres.lock").write_text("process 4194999 on elsewhere", "utf-8")
    done = wres("batch", root, "-o", out, "--to", "json")
    assert done.returncode == 0
    assert b"an earlier run was killed (process 4194999 on elsewhere)" in done.stderr
    assert b"run was killed" not in wres("batch", root, "-o", out, "--to", "json").stderr


@pytest.mark.parametrize(
    ("before", "taken"),
    [
        ("", True),
        (f"process 4194999 on {output_lock._computer()}", True),
        (f"process {os.getppid()} on {output_lock._computer()}", False),
        ("process 4194999 on another computer", False),
        ("anything", False),
    ],
)
def test_where_a_disk_knows_no_locks_a_dead_process_of_this_computer_alone_is_followed(
    before, taken, tmp_path, monkeypatch
):
    import fcntl

    def unknown(*_):
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr(fcntl, "flock", unknown)
    (tmp_path / ".wres.lock").write_text(before, "ascii")
    if taken:
        with locked(tmp_path) as killed:
            assert killed == before
        assert list(tmp_path.iterdir()) == []
    else:
        with pytest.raises(UnwritableOutput, match="Another run"), locked(tmp_path):
            pass


def test_files_that_are_not_ours_stay(wres, root, tmp_path):
    out = tmp_path / "out"
    (out / "R01").mkdir(parents=True)
    (out / "R01" / "issues.json").write_text('["mine"]', "utf-8")
    assert wres("batch", root, "-o", out, "--to", "json").returncode == 0
    with (root / "R01" / "board.csv").open("a", encoding="utf-8") as file:
        file.write("spoilt\n")
    spoilt = wres("batch", root, "-o", out, "--to", "json")
    assert spoilt.returncode == 4
    assert b"issues.json is there already and was not written by wres-calc" in spoilt.stderr
    assert (out / "R01" / "issues.json").read_text("utf-8") == '["mine"]'
    other = tmp_path / "other"
    other.mkdir()
    (other / "run.json").write_text("{}", "utf-8")
    assert wres("batch", root, "-o", other, "--to", "json").returncode == 4
    assert [path.name for path in other.iterdir()] == ["run.json"]


def test_a_file_in_a_folder_of_a_submission_counts_as_changed(wres, root, tmp_path):
    board = root / "R01" / "tables" / "board.csv"
    board.parent.mkdir()
    (root / "R01" / "board.csv").rename(board)
    with (root / "R01" / "submission.toml").open("a", encoding="utf-8") as file:
        file.write('\n[tables.board]\nfile = "tables/board.csv"\n')
    out = tmp_path / "out"
    for _ in range(2):
        assert wres("batch", root, "-o", out, "--to", "json").returncode == 0
    assert redone(out) == set()
    rows = board.read_text("utf-8").splitlines(keepends=True)
    board.write_text("".join(rows[:-1]), "utf-8")
    wres("batch", root, "-o", out, "--to", "json")
    assert redone(out) == {"R01"}


def test_a_report_that_was_written_over_is_written_again(wres, root, tmp_path):
    out = tmp_path / "out"
    wres("batch", root, "-o", out, "--to", "json")
    before = reports(out)
    wres("calc", root / "R02", "--confidence", "0.9", "--to", "json", "-o", out / "R02")
    assert reports(out) != before
    wres("batch", root, "-o", out, "--to", "json")
    assert redone(out) == {"R02"}
    assert reports(out) == before


class Nobody:
    def running(self, organisations: int) -> None: ...

    def ended(self, outcome: Outcome) -> None: ...


def test_what_changes_while_it_is_worked_on_is_redone(root, tmp_path, monkeypatch):
    board = root / "R01" / "board.csv"
    rows = board.read_text("utf-8").splitlines(keepends=True)

    def slowly(sent: Sent, job: Job) -> Outcome:
        outcome = work(sent, job)
        if sent.task.code == "R01":
            board.write_text("".join(rows[:-1]), "utf-8")
        return outcome

    asked = BatchOptions(Job(pipeline.Options(), ("json",), tmp_path / "out"), 1)
    with monkeypatch.context() as changing:
        changing.setattr(processes, "work", slowly)
        run(find([root], None), asked, Nobody())
    again = run(find([root], None), asked, Nobody())
    assert {code for code, each in again.outcomes.items() if not each.record.up_to_date} == {"R01"}
    assert [each.rows for each in again.outcomes["R01"].record.inputs if each.table == "board"] == [
        len(rows) - 2
    ]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes where Linux lists them")
@pytest.mark.parametrize(("number", "kills"), [(24, 4), pytest.param(2200, 20, marks=pytest.mark.long)])
def test_killed_twenty_times(wres, tmp_path, bytecode, number, kills):
    """Killed at random moments and started again, a batch leaves the same bytes as one that was let be."""
    root, out, sound = tmp_path / "trusts", tmp_path / "out", tmp_path / "sound"
    list(write_samples(root, seed=11, staff=25, number=number, years=[2025]))
    drawn = random.Random(number)
    for _ in range(kills):
        killed = started(root, out, bytecode)
        assert killed.stderr is not None
        killed.stderr.readline()
        others = list(children(killed.pid))
        with suppress(subprocess.TimeoutExpired):
            killed.wait(drawn.uniform(0, number / kills / 10))
        killed.kill()
        killed.communicate(timeout=60)
        assert left_of(others) == []
    assert wres("batch", root, "-o", out, "--to", "json", "--jobs", 2).returncode == 0
    assert wres("batch", root, "-o", sound, "--to", "json", "--jobs", 2).returncode == 0
    assert len(reports(sound)) == number
    assert reports(out) == reports(sound)
    assert [(out / name).read_bytes() for name in ROLLUPS] == [
        (sound / name).read_bytes() for name in ROLLUPS
    ]
    assert json.loads((out / "run.json").read_text("utf-8"))["complete"] is True
    assert not [path for path in out.rglob("*") if path.suffix == ".tmp" or path.name == LOCK]
