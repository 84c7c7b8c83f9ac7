"""Tasks worked on by several processes at once, one more waiting: no more are in memory; one that dies stops nobody."""

import gc
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Protocol

from wres_calc.pipeline.batch.tasks import Sent, Task
from wres_calc.pipeline.batch.work import Job, Outcome, failed, folder_of, work
from wres_calc.render.files import temporary_beside

_Came = tuple[Outcome, Path | None]
"""What comes back from a process: an outcome, and the file with its reports."""


class Watching(Protocol):
    """Who is told how a batch goes on."""

    def running(self, organisations: int) -> None:
        """So many organisations are being worked on now."""

    def ended(self, outcome: Outcome) -> None:
        """This became of one organisation."""


def worked(coming: Iterator[Sent], job: Job, jobs: int, watching: Watching) -> Iterator[tuple[Task, Outcome]]:
    """Work on what is coming by so many processes (`jobs`; one: this one), in whatever order it gets done."""
    if jobs <= 1:
        for sent in coming:
            watching.running(1)
            yield sent.task, work(sent, job)
        return
    alone: list[Sent] = []
    with _few_threads(jobs):
        before = -1
        while before != len(alone):
            before = len(alone)
            yield from _together(coming, job, jobs, alone, watching)
        for sent in alone:
            watching.running(1)
            yield sent.task, _by_itself(sent, job)


def _together(
    coming: Iterator[Sent], job: Job, jobs: int, alone: list[Sent], watching: Watching
) -> Iterator[tuple[Task, Outcome]]:
    """Work on what is coming, as many at once as there are processes, and one that waits for the first to be free.

    Where a process dies, all that were being worked on are put aside to be tried `alone`.
    """
    running: dict[Future[_Came], Sent] = {}
    with _pool(jobs) as pool:
        try:
            while True:
                while len(running) <= jobs and (sent := next(coming, None)) is not None:
                    running[_submitted(pool, sent, job, alone)] = sent
                    watching.running(min(len(running), jobs))
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    came = future.result()
                    task = running.pop(future).task
                    outcome = _whole(task, came)
                    watching.running(min(len(running), jobs))
                    yield task, outcome
        except BrokenProcessPool:
            alone += running.values()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _submitted(pool: ProcessPoolExecutor, sent: Sent, job: Job, alone: list[Sent]) -> Future[_Came]:
    try:
        with _deaf():
            return pool.submit(_work, sent, job)
    except BrokenProcessPool:
        alone.append(sent)
        raise


def _by_itself(sent: Sent, job: Job) -> Outcome:
    """Work on what may have killed its process, in a process of its own."""
    with _pool(1) as pool:
        try:
            with _deaf():
                coming = pool.submit(_work, sent, job)
            return _whole(sent.task, coming.result())
        except BrokenProcessPool:
            reason = "its process was ended from outside; perhaps the memory did not suffice"
            return failed(sent.task, reason, 70)


def _work(sent: Sent, job: Job) -> _Came:
    """Do all of one organisation, in a process of the pool; the reports come by file.

    Where a process is ended while it writes to the pipe between them, whoever reads there waits for ever: what goes
    that way has to be short.
    """
    outcome = work(sent, job)
    if not outcome.reports:
        return outcome, None
    place = temporary_beside(folder_of(sent.task, job.out) / "report")
    try:
        place.write_text(json.dumps(dict(outcome.reports)), encoding="utf-8")
    except OSError:
        return outcome, None
    return replace(outcome, reports={}), place


def _whole(task: Task, came: _Came) -> Outcome:
    """An outcome with the reports that came by file, which is taken away, if only at the end of the run."""
    outcome, place = came
    if place is None:
        return outcome
    try:
        reports = json.loads(place.read_text(encoding="utf-8"))
    except OSError as fault:
        return failed(task, f"its report could not be read back: {fault.strerror}", 4)
    with suppress(OSError):  # a virus scanner may hold it
        place.unlink()
    return replace(outcome, reports=reports)


def _pool(processes: int) -> ProcessPoolExecutor:
    """Processes that start afresh: threads of polars do not survive being copied."""
    context = multiprocessing.get_context("spawn")
    cores = context.SimpleQueue()
    for part in _parts(processes):
        cores.put(part)
    return ProcessPoolExecutor(
        processes, mp_context=context, initializer=_begin, initargs=(cores, gc.get_threshold())
    )


def _parts(processes: int) -> Iterator[frozenset[int]]:
    """The cores that each process keeps to, as evenly as they can be dealt out; none where a system cannot say.

    The threads of polars hand many small pieces of work to each other, which costs more from core to core.
    """
    cores = sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []
    for i in range(processes):
        yield frozenset(cores[i % len(cores) :: processes]) if cores else frozenset()


def _begin(cores: "SimpleQueue[frozenset[int]]", thresholds: tuple[int, int, int]) -> None:
    """Keep to the next of the `cores`, leave Ctrl-C to the process that all this is for, and end with it."""
    if (own := cores.get()) and sys.platform == "linux":
        os.sched_setaffinity(0, own)
    gc.set_threshold(*thresholds)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        # Where one of the processes dies, this is how the pool ends the others.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that are started now never hear Ctrl-C; here it waits until they are, and so does SIGTERM."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _few_threads(jobs: int) -> Iterator[None]:
    """Processes share the cores: each gets its part of them."""
    name = "POLARS_MAX_THREADS"
    before = os.environ.get(name)
    os.environ[name] = before or str(max(1, (os.cpu_count() or 1) // jobs))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
