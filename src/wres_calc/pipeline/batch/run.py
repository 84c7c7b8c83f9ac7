"""A whole batch: what is left to do, by as many processes as asked for; one bad submission stops nobody."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from wres_calc import __version__
from wres_calc.definitions.load import sha256
from wres_calc.errors import UsageError
from wres_calc.pipeline.batch.find import read_together
from wres_calc.pipeline.batch.kept import Store
from wres_calc.pipeline.batch.task import Sent, Task
from wres_calc.pipeline.batch.work import Job, Outcome, failed, folder_of, work
from wres_calc.reporting import to_json
from wres_calc.reporting.batch.record import RunRecord
from wres_calc.reporting.files import make_folder, write_whole
from wres_calc.reporting.report import Tool

RUN = "run.json"
Told = Callable[[Outcome], None]


@dataclass(frozen=True)
class Asked:
    """What was asked of a batch: the job of each organisation, how many processes, and whether to redo all."""

    job: Job
    jobs: int
    force: bool = False


@dataclass
class Run:
    """A run as far as it got, in order of organisation."""

    asked: Asked
    reporting_year: int | None
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    complete: bool = False

    def record(self) -> RunRecord:
        """What `run.json` says."""
        telling = self.asked.job.telling
        options = {
            "by": ",".join(sorted(telling.by)),
            "confidence": repr(telling.confidence),
            "publish": "yes" if telling.publish else "no",
            "to": ",".join(self.asked.job.files),
        }
        return RunRecord(
            tool=Tool(version=__version__),
            reporting_year=self.reporting_year,
            definitions_sha256=sha256(self.reporting_year) if self.reporting_year else None,
            options=options,
            complete=self.complete,
            organisations=tuple(outcome.record for _, outcome in sorted(self.outcomes.items())),
        )


def run(tasks: Sequence[Task], asked: Asked, told: Told) -> Run:
    """Do every task, and say of each when it is done; `run.json` is written also where the run is stopped.

    Raises:
        UsageError: the output would go into a submission.
        UnwritableOutput: the output folder cannot be had.
        KeyboardInterrupt: it was stopped; what was done is recorded, files are whole.
    """
    job = asked.job
    _refuse_inside(tasks, job.out)
    make_folder(job.out)
    years = [task.reporting_year for task in tasks if task.reporting_year is not None]
    going = Run(asked, years[0] if years else None)
    try:
        for task, outcome in _outcomes(tasks, asked):
            going.outcomes[task.code] = outcome
            told(outcome)
        going.complete = True
    finally:
        write_whole(job.out / RUN, to_json.text(going.record()).encode("utf-8"))
    return going


def _refuse_inside(tasks: Sequence[Task], out: Path) -> None:
    """What was sent stays as it is: reports beside its tables would be taken for part of it the next time."""
    places = {task.path.resolve() for task in tasks if task.path.is_dir()}
    for task in tasks:
        folder = folder_of(task, out.resolve())
        if places & {folder, *folder.parents}:
            raise UsageError(
                f"{out} is where submissions lie: {folder} would be written into one.",
                "Name another folder with -o.",
            )


def _outcomes(tasks: Sequence[Task], asked: Asked) -> Iterator[tuple[Task, Outcome]]:
    store = Store(asked.job)
    left: list[Task] = []
    for task in tasks:
        known = None if asked.force else store.up_to_date(task)
        if known is None:
            left.append(task)
        else:
            yield task, known
    for task, outcome in _worked(left, asked):
        store.keep(task, outcome, store.fingerprint(task))
        yield task, outcome


def _worked(tasks: Sequence[Task], asked: Asked) -> Iterator[tuple[Task, Outcome]]:
    if asked.jobs == 1 or len(tasks) == 1:
        for sent in read_together(tasks):
            yield sent.task, work(sent, asked.job)
        return
    alone: list[Sent] = []
    coming = read_together(tasks)
    with _few_threads(asked.jobs):
        before = -1
        while before != len(alone):
            before = len(alone)
            yield from _by_processes(coming, asked, alone)
        for sent in alone:
            yield sent.task, _by_itself(sent, asked.job)


def _by_processes(coming: Iterator[Sent], asked: Asked, alone: list[Sent]) -> Iterator[tuple[Task, Outcome]]:
    """Work on what is coming, as many at once as there are processes: no more submissions are in memory.

    Where a process dies, all that were being worked on are put aside to be tried `alone`.
    """
    running: dict[Future[Outcome], Sent] = {}
    with _pool(asked.jobs) as pool:
        try:
            while True:
                while len(running) < asked.jobs and (sent := next(coming, None)) is not None:
                    running[_submitted(pool, sent, asked.job, alone)] = sent
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    outcome = future.result()
                    yield running.pop(future).task, outcome
        except BrokenProcessPool:
            alone += running.values()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _submitted(pool: ProcessPoolExecutor, sent: Sent, job: Job, alone: list[Sent]) -> Future[Outcome]:
    try:
        return pool.submit(work, sent, job)
    except BrokenProcessPool:
        alone.append(sent)
        raise


def _by_itself(sent: Sent, job: Job) -> Outcome:
    """Work on what may have killed its process, in a process of its own."""
    with _pool(1) as pool:
        try:
            return pool.submit(work, sent, job).result()
        except BrokenProcessPool:
            reason = "its process was ended from outside; perhaps the memory did not suffice"
            return failed(sent.task, reason, 70)


def _pool(processes: int) -> ProcessPoolExecutor:
    """Processes that start afresh: threads of polars do not survive being copied. They tidy up as this one does."""
    return ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=gc.set_threshold,
        initargs=gc.get_threshold(),
    )


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
