"""What the machine may do to a run: no room, power cuts, wrong clocks, read-only and shared disks, odd names.

`docs/reliability.md` promises what is tested here and in `test_batch_robust.py`.
"""

import errno
import json
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wres_calc.render.files import slug
from wres_calc.sampling.samples import write_samples

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits of a process are set otherwise there")

BATCH = ("batch", "trusts", "-o", "out", "--to", "json,csv")
COMMANDS = {
    "calc": ("calc", "small", "-o", "out", "--to", "excel,json,csv,parquet,html,return"),
    "published": ("calc", "small", "-o", "out", "--to", "excel,json,csv", "--publish"),
    "batch": BATCH,
    "compare": ("compare", "small", "earlier", "-o", "out", "--to", "excel,json,csv,parquet,html"),
    "goals": ("goals", "small", "-o", "out", "--to", "excel,json,csv,html"),
    "trace": ("trace", "small", "-o", "out", "--to", "csv,parquet"),
    "issues": (
        "validate",
        "broken",
        "--issues",
        "out/issues.xlsx",
        "--mark",
        "out/marked",
        "--fail-on",
        "never",
    ),
    "init": ("init", "out", "--year", 2025, "--org", "RX1"),
    "proposed": ("init", "out", "--from", "small/workforce.csv", "--year", 2025, "--org", "RX1", "--yes"),
    "sample": ("sample", "out", "--staff", 30),
    "schema": ("schema", "out"),
}
TIMES = ("seconds", "created", "finished", "started")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four small trusts."""
    folder = tmp_path_factory.mktemp("region") / "trusts"
    list(write_samples(folder, seed=7, staff=60, number=4, years=[2025]))
    return folder


@pytest.fixture
def place(folder: Path, small: Path, made: Path) -> Path:
    """The folder that commands are run in, with all that they read."""
    shutil.copytree(small, folder / "small")
    shutil.copytree(made, folder / "trusts")
    for name, was, becomes in (("earlier", "= 2025", "= 2024"), ("broken", "", "")):
        shutil.copytree(small, folder / name)
        settings = folder / name / "submission.toml"
        settings.write_text(settings.read_text("utf-8").replace(was, becomes, 1), "utf-8")
    workforce = folder / "broken" / "workforce.csv"
    workforce.write_text(workforce.read_text("utf-8").replace("Band 5", "Band 55"), "utf-8")
    return folder


@contextmanager
def room(size: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No file can grow beyond `size` bytes, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    monkeypatch.setattr(
        sys, "dont_write_bytecode", True
    )  # Python does not look whether a module was written whole
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file()
    }


def contents(folder: Path) -> dict[str, object]:
    """All that a batch leaves, by name, without the seconds that it took."""
    found: dict[str, object] = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = path.relative_to(folder).as_posix()
        if name == "run.json" or name.startswith(".wres/"):
            continue
        found[name] = path.read_bytes() if path.suffix != ".xlsx" else path.stat().st_size > 0
    return found


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("size", [0, 300, 2000])
def test_no_room_for_a_file(wres, place, monkeypatch, command, size):
    """Exit 4 and a line that says so; a file is whole or is not there; with room again the command succeeds."""
    before = files(place)
    with room(size, monkeypatch):
        full = wres(*COMMANDS[command])
    assert full.returncode == 4, full.stderr
    assert b"Traceback" not in full.stderr
    left = {name: bytes_ for name, bytes_ in files(place).items() if name not in before}
    assert not [name for name in left if name.endswith(".tmp")]
    again = wres(*COMMANDS[command])
    assert again.returncode == 0, again.stderr
    after, reports = files(place), [name for name in left if "/wres_" in name]
    assert [after[name] for name in reports] == [left[name] for name in reports]


@pytest.mark.parametrize("seed", range(12))
def test_a_power_cut_in_a_batch(wres, place, seed):
    """Files cut off at random, as a disk has them that did not write all: the next run leaves what a sound one does."""
    assert wres(*BATCH).returncode == 0
    sound = contents(place / "out")
    drawn = random.Random(seed)
    everything = sorted(path for path in (place / "out").rglob("*") if path.is_file())
    for path in drawn.sample(everything, drawn.randint(1, len(everything))):
        whole = path.read_bytes()
        path.write_bytes(whole[: drawn.choice([0, drawn.randrange(len(whole) + 1)])])
    again = wres(*BATCH)
    assert again.returncode == 0, again.stderr
    assert contents(place / "out") == sound
    assert json.loads((place / "out" / "run.json").read_text("utf-8"))["complete"] is True


@pytest.mark.parametrize("to", ["excel", "ods", "json", "csv", "parquet", "html", "return"])
def test_a_power_cut_while_a_report_was_written(wres, place, to):
    """A report of ours that was cut off does not block the next run."""
    command = ("calc", "small", "-o", "out", "--to", to)
    assert wres(*command).returncode == 0
    for path in (each for each in (place / "out").iterdir() if each.is_file()):
        for size in (0, 3, path.stat().st_size // 2):
            path.write_bytes(path.read_bytes()[:size])
            again = wres(*command)
            assert again.returncode == 0, again.stderr
            assert path.stat().st_size > size


def test_a_clock_that_goes_back(wres, place, monkeypatch):
    """What is up to date is told by contents, not by times; no duration is negative."""
    assert wres(*BATCH).returncode == 0
    for path in (place / "trusts").rglob("*.csv"):
        os.utime(path, (0, 0))
    real, started = time.time, time.time()
    monkeypatch.setattr(time, "time", lambda: started - 10 * (real() - started) - 86_400)
    again = wres(*BATCH)
    assert b"4 were up to date" in again.stderr
    table = place / "trusts" / sorted(path.name for path in (place / "trusts").iterdir())[0] / "training.csv"
    table.write_bytes(table.read_bytes().replace(b"No", b"no"))
    os.utime(table, (0, 0))
    assert b"3 were up to date" in wres(*BATCH).stderr
    record = json.loads((place / "out" / "run.json").read_text("utf-8"))
    assert all(each["seconds"] >= 0 for each in record["organisations"])


@pytest.mark.parametrize("fault", [errno.EROFS, errno.EACCES, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("command", ["calc", "batch", "trace", "init", "schema"])
def test_a_disk_that_takes_nothing(wres, place, monkeypatch, command, fault):
    real = Path.open

    def refused(path: Path, mode: str = "r", *args: object, **how: object) -> object:
        if set(mode) & set("wxa+"):
            raise OSError(fault, os.strerror(fault), str(path))
        return real(path, mode, *args, **how)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refused)
    done = wres(*COMMANDS[command])
    assert done.returncode == 4, done.stderr
    assert b"out" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_report_that_is_open_elsewhere(wres, place, monkeypatch):
    """Windows refuses to replace a workbook that Excel has open: the user reads so, and the old one stays."""
    command = ("calc", "small", "-o", "out", "--to", "excel")
    assert wres(*command).returncode == 0
    before = {path.name: path.read_bytes() for path in (place / "out").iterdir()}

    def refused(path: Path, target: object) -> None:
        raise PermissionError(errno.EACCES, "in use", str(target))

    monkeypatch.setattr(Path, "replace", refused)
    done = wres(*command)
    assert done.returncode == 4
    assert b"open" in done.stderr
    assert {path.name: path.read_bytes() for path in (place / "out").iterdir()} == before


def test_codes_that_differ_in_case_alone_are_refused(wres, place):
    """On Windows, macOS and shared disks `RX1` and `rx1` are one name."""
    shutil.rmtree(place / "trusts")
    for name, code in (("one", "RX1"), ("two", "rx1")):
        shutil.copytree(place / "small", place / "trusts" / name)
        settings = place / "trusts" / name / "submission.toml"
        text = settings.read_text("utf-8")
        settings.write_text(text.replace(text.split('code = "')[1].split('"')[0], code, 1), "utf-8")
    done = wres(*BATCH)
    assert done.returncode == 1, done.stderr
    assert b"2 submissions are of RX1: trusts/one, trusts/two" in done.stderr


@pytest.mark.parametrize("code", ["CON", "con", "PRN", "AUX", "NUL", "COM1", "LPT9"])
def test_a_code_that_windows_keeps_for_itself(code):
    """A folder of that name cannot be made there, nor a file that begins so."""
    assert slug(code).casefold() != code.casefold()


def test_a_long_path(wres, folder, small):
    """250 characters, as deep shares have them."""
    deep = folder
    while len(str(deep)) < 215:
        deep = deep / "a folder with a long name"[: 215 - len(str(deep))]
    shutil.copytree(small, deep / "in")
    done = wres("calc", deep / "in", "-o", deep / "out", "--to", "excel,json")
    assert done.returncode == 0, done.stderr
    assert max(len(str(path)) for path in (deep / "out").iterdir()) >= 235
