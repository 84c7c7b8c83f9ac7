"""`wres batch`: every submission below a folder, each on its own."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from wres_calc.cli import choices, options
from wres_calc.cli.console import note, show

if TYPE_CHECKING:
    from rich.progress import Progress

    from wres_calc.pipeline.batch import BatchOptions, Outcome, Run
    from wres_calc.pipeline.batch.processes import Watching
    from wres_calc.pipeline.batch.tasks import Task
    from wres_calc.report.run_record import OrganisationRecord, RunRecord

Roots = Annotated[
    list[Path],
    typer.Argument(
        metavar="FOLDER...",
        help="One or more folders of submissions or of national files, workbooks, or manifests (CSV: path, "
        "organisation_code, region, icb, type); patterns like 'Trusts/*' are resolved.",
        readable=False,
    ),
]
Jobs = Annotated[int | None, choices.number("--jobs", 1, "How many processes. Default: one for each core.")]
LevelName = Annotated[
    str,
    typer.Option(
        "--level-name",
        metavar="TEXT",
        help="What all organisations together are called, for example England.",
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help="Redo all, also what has not changed since the last run.")
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="List what was found, what would be redone and written, and do none of it."
    ),
]


_LONG = 24 * 60 * 60.0
"""Seconds: the time left is told from all organisations so far, not from the last few."""


def batch(
    roots: Roots,
    standard: options.Standards = None,
    year: options.Year = None,
    jobs: Jobs = None,
    by: options.By = None,
    indicators: options.Indicators = None,
    output: options.DataFormat = "text",
    to: options.To = None,
    out: options.Out = None,
    confidence: options.Confidence = 0.95,
    publish: options.Publish = False,
    force: Force = False,
    dry_run: DryRun = False,
    level_name: LevelName = "All organisations",
    fail_on: options.FailFrom = "error",
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Calculate every submission in a folder, several at a time, and add them up."""
    from wres_calc import pipeline
    from wres_calc.pipeline.assess import check_choices
    from wres_calc.pipeline.batch import BatchOptions, find, plan, run
    from wres_calc.pipeline.batch.work import Job
    from wres_calc.render import json_text
    from wres_calc.render.terminal import render_run

    chosen = options.listed(standard), options.listed(by), options.numbers(indicators)
    how = pipeline.Options(None, None, *chosen, confidence=confidence, publish=publish)
    check_choices(how)
    tasks = find(roots, year)
    job = Job(how, tuple(options.report_files(to, out, "text")), options.folder(out))
    asked = BatchOptions(job, jobs or os.cpu_count() or 1, force, level_name)
    if dry_run:
        _show_plan(plan(tasks, asked), asked, output)
        return
    try:
        with _progress(len(tasks), quiet) as watching:
            done = run(tasks, asked, watching)
    except (KeyboardInterrupt, SystemExit):
        note("wres: stopped. What was done is kept; the same command goes on from there.")
        raise
    record = done.record()
    show(output, lambda stream: render_run(record, done.saved, file=stream), lambda: json_text.text(record))
    note(*_notes(done, record), *(() if quiet else (*_of_the_board(done), _summary(record), _next(done))))
    raise typer.Exit(_exit_code(done, fail_on))


def _show_plan(planned: "Sequence[tuple[Task, bool]]", asked: "BatchOptions", output: str) -> None:
    """Say what a run would do: for data the same as for people."""
    from wres_calc.pipeline.batch import RUN
    from wres_calc.pipeline.batch.work import folder_of
    from wres_calc.report.safe import safe
    from wres_calc.report.words.numbers import plural

    job, status = asked.job, {True: "redo", False: "up to date"}
    rows = [
        {
            "code": task.code,
            "path": str(task.path),
            "status": "refused" if task.refused else status[redone],
            "reason": task.refused.message if task.refused else None,
            "folder": str(folder_of(task, job.out)),
        }
        for task, redone in planned
    ]
    together = [RUN, *(f"rollup.{kind}" for kind in ("json", "csv", "xlsx"))]

    def draw(stream: TextIO) -> None:
        for row in rows:
            why = f": {row['reason']}" if row["reason"] else f", {', '.join(job.files)} to {row['folder']}"
            print(
                safe(f"{row['code']}: {row['status']} ({row['path']}){why}".replace("\n", " ")), file=stream
            )
        print(safe(f"Written of all together: {', '.join(together)} in {job.out}"), file=stream)

    data = {"format": 1, "dry_run": True, "to": list(job.files), "organisations": rows, "together": together}
    show(output, draw, lambda: json.dumps(data, indent=2, ensure_ascii=False) + "\n")
    redone = sum(row["status"] == "redo" for row in rows)
    note(f"{plural(len(rows), 'organisation')}, {redone} of them to be redone; nothing was written.")


def _notes(done: "Run", record: "RunRecord") -> Iterator[str]:
    """What whoever runs the command again has to know."""
    if done.taken_over:
        yield f"wres: an earlier run was killed ({done.taken_over}); its folder was taken over."
    if not done.complete:
        yield "wres: not all could be written; the same command goes on from there."
    if done.left_behind:
        yield (
            "wres: folders of an earlier run whose organisations are not in this one, left as they are: "
            f"{', '.join(done.left_behind)}."
        )
    if again := [each.code for each in record.organisations if each.published_before]:
        yield (
            "wres: published before for the same day with other figures, which were taken into account: "
            f"{', '.join(again)}. {options.PUBLISHED_BEFORE}"
        )


def _of_the_board(done: "Run") -> Iterator[str]:
    """Whose board is withheld, and how to choose."""
    if withheld := [code for code, each in done.outcomes.items() if each.board_withheld]:
        from wres_calc.report.words.sentences import BOARD_CHOICE

        yield f"wres: figures of the board are withheld: {', '.join(withheld)}. {BOARD_CHOICE}"


def _summary(record: "RunRecord") -> str:
    """One line for scripts and logs."""
    from wres_calc.report.words.numbers import plural

    records = record.organisations
    numbers_of = {
        name: sum(each.status == name for each in records) for name in ("done", "findings", "failed")
    }
    said = ", ".join(f"{number} {name}" for name, number in numbers_of.items())
    up_to_date = sum(bool(each.up_to_date) for each in records)
    return f"{plural(len(records), 'organisation')}: {said}; {up_to_date} were up to date"


def _next(done: "Run") -> str:
    workbook = next((path for path in done.saved if path.suffix == ".xlsx"), None)
    what = f"open {workbook}; " if workbook else ""
    return f"Next: {what}the files of each organisation are in {done.asked.job.out}, in a folder named by its code."


def _exit_code(done: "Run", fail_on: str) -> int:
    """4 where something could not be read or written, 1 where there are findings, else 0."""
    codes = {outcome.exit_code for outcome in done.outcomes.values()}
    if 4 in codes:
        return 4
    if fail_on == "never":
        return 0
    found = any(outcome.findings(options.COUNTED[fail_on]) for outcome in done.outcomes.values())
    return 1 if found or codes - {0} else 0


@contextmanager
def _progress(total: int, quiet: bool) -> Iterator["Watching"]:
    """What shows on standard error how a batch of `total` organisations gets on."""
    if quiet:
        yield _Silent()
    elif sys.stderr.isatty():
        with _bar() as bar:
            yield _Live(bar, total)
    else:
        yield _Log()


class _Silent:
    def running(self, organisations: int) -> None: ...

    def ended(self, outcome: "Outcome") -> None: ...


class _Log(_Silent):
    def ended(self, outcome: "Outcome") -> None:
        note(_line(outcome.record))


class _Live:
    """Those that were up to date are not counted as work: they would make the rest look quick."""

    def __init__(self, bar: "Progress", total: int) -> None:
        self._bar, self._left = bar, total
        self._running = self._failed = self._up_to_date = 0
        self._task = bar.add_task("0 running", total=total)

    def running(self, organisations: int) -> None:
        self._running = organisations
        self._say()

    def ended(self, outcome: "Outcome") -> None:
        self._failed += outcome.record.status == "failed"
        if outcome.record.up_to_date:
            self._up_to_date += 1
            self._left -= 1
        else:
            self._bar.advance(self._task)
        self._say()

    def _say(self) -> None:
        parts = [f"{self._running} running"]
        parts += [f"{self._failed} failed"] if self._failed else []
        parts += [f"{self._up_to_date} up to date"] if self._up_to_date else []
        self._bar.update(self._task, total=self._left, description=", ".join(parts))


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(12),
        MofNCompleteColumn(),
        TextColumn("done, {task.description},", markup=False),
        TimeRemainingColumn(compact=True),
        TextColumn("left", markup=False),
    )
    screen = Console(file=sys.stderr, markup=False, emoji=False, highlight=False)
    return Progress(*columns, console=screen, transient=True, speed_estimate_period=_LONG)


def _line(record: "OrganisationRecord") -> str:
    from wres_calc.report.words.numbers import plural

    issues = record.issues
    found = f", {plural(issues.error, 'error')}, {plural(issues.warning, 'warning')}" if issues else ""
    reason = f": {record.reason}" if record.reason else ""
    how_long = "up to date" if record.up_to_date else f"{record.seconds:.1f} s"
    return f"{record.code}: {record.status}{found} ({how_long}){reason}".replace("\n", " ")
