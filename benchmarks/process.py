"""Whole processes, measured: wall-clock seconds, processor seconds, and the most memory they held."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024

_BYTECODE = Path(__file__).parents[1] / ".bench" / "bytecode"

Command = Sequence[str | Path]


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds of wall-clock time, those of all processors with its own processes', peak MiB."""

    seconds: float
    processor: float
    memory: float


def _environment() -> dict[str, str]:
    """The environment of every process: Python's bytecode is cached, as it is wherever pip has installed something.

    Without it a development machine may compile every module at every start, ours and the peers' alike.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(_BYTECODE)}


def output(command: Command) -> str:
    """The standard output of a command; `SystemExit` with its standard error where it fails."""
    done = subprocess.run(
        [*map(str, command)], capture_output=True, encoding="utf-8", check=False, env=_environment()
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with exit code {done.returncode}:\n{done.stderr}")
    return done.stdout


def cost(command: Command, exit_code: int = 0) -> Cost:
    """Run a command once, its output thrown away, and measure it. `SystemExit` where it ends otherwise than asked."""
    started = time.perf_counter()
    with subprocess.Popen(
        [*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=_environment()
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != exit_code:
        sys.exit(f"{' '.join(map(str, command))} ended with exit code {process.returncode}.")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _BYTES_PER_UNIT / 2**20)


def side_by_side(ours: Command, peer: Command, runs: int) -> tuple[Cost, Cost]:
    """The least of several runs of each, taken in turn so that both meet the same machine.

    One run of each goes before, uncounted: it fills the bytecode and file caches.
    """
    cost(ours), cost(peer)
    pairs = [(cost(ours), cost(peer)) for _ in range(runs)]
    return least_of([pair[0] for pair in pairs]), least_of([pair[1] for pair in pairs])


def least_of(costs: Sequence[Cost]) -> Cost:
    """The least of each figure over several runs."""
    return Cost(*(min(getattr(one, name) for one in costs) for name in ("seconds", "processor", "memory")))
