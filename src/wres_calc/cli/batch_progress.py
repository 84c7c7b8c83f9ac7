"""How a batch gets on: a live line on a terminal, a line for each organisation in a log."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wres_calc.report.safe import safe

if TYPE_CHECKING:
    from rich.progress import Progress

    from wres_calc.pipeline.batch import Outcome
    from wres_calc.pipeline.batch.processes import Watching
    from wres_calc.report.run_record import OrganisationRecord

_LONG = 24 * 60 * 60.0
"""Seconds: the time left is told from all organisations so far, not from the last few."""


@contextmanager
def progress(total: int, quiet: bool) -> Iterator["Watching"]:
    """Who is told of a batch of `total` organisations, and says it on standard error."""
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
        print(_line(outcome.record), file=sys.stderr, flush=True)


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
    from wres_calc.report.words import plural

    issues = record.issues
    found = f", {plural(issues.error, 'error')}, {plural(issues.warning, 'warning')}" if issues else ""
    reason = f": {record.reason}" if record.reason else ""
    how_long = "up to date" if record.up_to_date else f"{record.seconds:.1f} s"
    return safe(f"{record.code}: {record.status}{found} ({how_long}){reason}").replace("\n", " ")
