"""Runs the command `wres` as a call: what it prints, writes and answers, without the half second of a new process.

What belongs to a process (its encoding, its signals, pipes that break, what is imported) needs a real one. A batch
starts none of its own but where `--jobs` asks for them: the machine seems to have one core.
"""

import gc
import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from wres_calc.cli.app import main


def run(*arguments: object, cwd: Path, **environment: str) -> "CompletedProcess[bytes]":
    """Run `wres` in the folder `cwd`, nothing on its standard input; any exception but its exit is a failure."""
    command = ["wres", *map(str, arguments)]
    out, err = _stream(), _stream()
    code: str | int | None = 0
    with ExitStack() as stack:
        stack.enter_context(chdir(cwd))
        stack.enter_context(patch.dict(os.environ, environment))
        stack.enter_context(patch.object(os, "cpu_count", lambda: 1))
        stack.enter_context(patch.multiple(sys, argv=command, stdin=io.StringIO()))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        stack.enter_context(_settings_of_the_process())
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    return CompletedProcess(
        command, code if isinstance(code, int) else int(code is not None), _all(out), _all(err)
    )


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline=None if os.name == "nt" else "")


def _all(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@contextmanager
def _settings_of_the_process() -> Iterator[None]:
    """Put back what the command sets for the whole process."""
    thresholds, asked_to_end = gc.get_threshold(), signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        signal.signal(signal.SIGTERM, asked_to_end)
