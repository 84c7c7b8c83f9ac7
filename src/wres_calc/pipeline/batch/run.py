"""A whole batch: what is left to do, by as many processes as asked for; one bad submission stops nobody."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wres_calc import __version__
from wres_calc.across.placing import EVERYWHERE
from wres_calc.errors import UsageError
from wres_calc.pipeline.batch.find import CACHE, read_together
from wres_calc.pipeline.batch.output_lock import locked
from wres_calc.pipeline.batch.processes import Watching, worked
from wres_calc.pipeline.batch.run_cache import RunCache
from wres_calc.pipeline.batch.tasks import Sent, Task
from wres_calc.pipeline.batch.work import FINDINGS, Job, Outcome, folder_of
from wres_calc.render import json_text
from wres_calc.render.files import make_folder, refuse_foreign, remove_unfinished, write_whole
from wres_calc.render.formats import is_our_json
from wres_calc.report.report import Tool
from wres_calc.report.run_record import RunRecord
from wres_calc.standards.load import WRES, codes, load, sha256, years

RUN = "run.json"


@dataclass(frozen=True)
class BatchOptions:
    """What was asked of a batch: the job of each organisation, how many processes, and whether to redo all.

    `level_name` is what all organisations together are called.
    """

    job: Job
    jobs: int
    force: bool = False
    level_name: str = EVERYWHERE


@dataclass
class Run:
    """A run as far as it got, in order of organisation."""

    asked: BatchOptions
    reporting_year: int | None
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    complete: bool = False
    left_behind: tuple[str, ...] = ()
    """Folders with the reports of organisations of an earlier run that are in this one no more."""
    taken_over: str = ""
    """Which run that was killed had the folder before, in words."""
    saved: tuple[Path, ...] = ()
    """The roll-ups."""

    def record(self) -> RunRecord:
        """What `run.json` says."""
        how, year = self.asked.job.options, self.reporting_year
        used = dict.fromkeys(code for outcome in self.outcomes.values() for code in outcome.reports)
        standards = [load(year or years(code)[-1], code) for code in used or how.standards or (WRES,)]
        options = {
            "standard": ",".join(how.standards),
            "by": ",".join(sorted(how.by)),
            "confidence": repr(how.confidence),
            "publish": "yes" if how.publish else "no",
            "to": ",".join(self.asked.job.files),
            "level_name": self.asked.level_name,
        }
        return RunRecord(
            tool=Tool(version=__version__),
            reporting_year=self.reporting_year,
            standards=tuple(each.title for each in standards),
            definitions_sha256={
                each.code: sha256(each.reporting_year, each.code) for each in standards if year
            },
            options=options,
            complete=self.complete,
            organisations=tuple(outcome.record for _, outcome in sorted(self.outcomes.items())),
        )


def plan(tasks: Sequence[Task], asked: BatchOptions) -> list[tuple[Task, bool]]:
    """Return each task with whether a run would work on it, or leave it as the last one made it; writes nothing.

    Raises:
        UsageError: as `run`.
    """
    _refuse_inside(tasks, asked.job.out)
    store = RunCache(asked.job)
    return [(task, asked.force or store.up_to_date(task) is None) for task in tasks]


def run(tasks: Sequence[Task], asked: BatchOptions, watching: Watching) -> Run:
    """Do every task, and tell who is `watching`; `run.json` is written also where the run is stopped.

    Raises:
        UsageError: the output would go into a submission.
        UnwritableOutput: the output folder cannot be had, another run is at work in it, or no roll-ups can be written.
        KeyboardInterrupt, SystemExit: it was stopped; what was done is recorded, files are whole.
    """
    job = asked.job
    _refuse_inside(tasks, job.out)
    make_folder(job.out)
    with locked(job.out) as killed:
        return _run(tasks, asked, watching, killed)


def _run(tasks: Sequence[Task], asked: BatchOptions, watching: Watching, killed: str) -> Run:
    out = asked.job.out
    refuse_foreign(out / RUN, is_our_json)
    folders = {out, out / CACHE, *(folder_of(task, out) for task in tasks)}
    _clean(folders)
    years = [task.reporting_year for task in tasks if task.reporting_year is not None]
    going = Run(
        asked, years[0] if years else None, left_behind=tuple(_left_behind(out, folders)), taken_over=killed
    )
    # Where this process is killed, nothing more can be said than that it did not come to its end.
    _write(going)
    try:
        for task, outcome in _outcomes(tasks, asked, watching):
            going.outcomes[task.code] = outcome
            watching.ended(outcome)
        outcomes = [outcome for _, outcome in sorted(going.outcomes.items())]
        going.saved = tuple(roll_up(outcomes, out, asked.level_name))
        going.complete = not any(outcome.unwritten for outcome in outcomes)
    finally:
        _clean(folders)
        _write(going)
    return going


def _left_behind(out: Path, folders: Collection[Path]) -> Iterator[str]:
    """The folders of other organisations in the output. They may be wanted: they stay, and it is said."""
    for folder in sorted(out.iterdir()):
        if folder not in folders and (
            any(any(folder.glob(f"{code}_*.*")) for code in codes()) or (folder / FINDINGS).is_file()
        ):
            yield folder.name


def _clean(folders: Iterable[Path]) -> None:
    for folder in folders:
        remove_unfinished(folder)


def _write(going: Run) -> None:
    write_whole(going.asked.job.out / RUN, json_text.text(going.record()).encode("utf-8"))


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


def _outcomes(
    tasks: Sequence[Task], asked: BatchOptions, watching: Watching
) -> Iterator[tuple[Task, Outcome]]:
    store = RunCache(asked.job)
    left: list[Task] = []
    for task in tasks:
        known = None if asked.force else store.up_to_date(task)
        if known is not None:
            yield task, known
            continue
        left.append(task)
        if task.shared:
            store.fingerprint(task)
    for task, outcome in worked(_noted(left, store), asked.job, min(asked.jobs, len(left)), watching):
        store.keep(task, outcome)
        yield task, outcome


def _noted(tasks: Sequence[Task], store: RunCache) -> Iterator[Sent]:
    """What is to be worked on. Files may change meanwhile: what they were before is kept, so that they are redone."""
    for sent in read_together(tasks):
        store.fingerprint(sent.task)
        yield sent


def roll_up(outcomes: Sequence[Outcome], out: Path, level_name: str) -> list[Path]:
    """Write the roll-ups of organisations, in their order, to `out`; return their paths, none without any report.

    Those of the first standard have the plain name, those of others their code in it.

    Raises:
        UnwritableOutput: as for reports.
    """
    from wres_calc.across.contract import LeftOut
    from wres_calc.across.organisations import roll_up as add_up
    from wres_calc.render.across_files import write_rollup
    from wres_calc.report.report import Report

    accepted = {each.record.code: each.record.accepted for each in outcomes}
    written: list[Path] = []
    for code in dict.fromkeys(code for each in outcomes for code in each.reports):
        reports = [
            Report.model_validate_json(each.reports[code]) for each in outcomes if code in each.reports
        ]
        failed = [
            LeftOut(code=each.record.code, indicator=None, reason=each.record.reason or "failed")
            for each in outcomes
            if not each.reports
        ]
        stem = f"rollup_{code}" if written else "rollup"
        written += write_rollup(add_up(reports, failed, accepted, level_name), out, stem)
    return written
