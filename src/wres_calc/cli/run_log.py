"""The log of a run as JSON lines, one an event: what ran, on which files, for how long. No cell's text is in it."""

import json
import platform
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wres_calc import __version__
from wres_calc.errors import WresError, unwritable
from wres_calc.render.files import make_folder, refuse_foreign

if TYPE_CHECKING:
    from wres_calc.report.report import Report

_LIBRARIES = ("polars", "pydantic", "fastexcel", "highspy")
_FAULT, _STOPPED = 70, 130


class RunLog:
    """A run writes its events as they come, so that one that was cut off shows how far it came; no file, no log."""

    def __init__(self, path: Path | None) -> None:
        self._path, self._began = path, time.perf_counter()

    def add(self, event: str, **about: Any) -> None:
        """Append one event.

        Raises:
            UnwritableOutput: the file cannot be written.
        """
        if self._path is None:
            return
        line = json.dumps(
            {"event": event, "at": datetime.now(UTC).isoformat(timespec="milliseconds"), **about}
        )
        try:
            with self._path.open("a", encoding="utf-8", newline="") as file:
                file.write(line + "\n")
        except OSError as fault:
            raise unwritable(self._path, fault) from None

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step of the run, and note it where it comes to its end."""
        began = time.perf_counter()
        yield
        self.add("step", step=name, seconds=_since(began))

    def results(self, reports: "Iterable[Report]", saved: Iterable[Path]) -> None:
        """Note what each report was made from and comes to, and the files that were written."""
        for report in reports:
            head = {"standard": report.standard.code, "organisation": report.organisation.code}
            definitions = {
                "reporting_year": report.reporting_year,
                "definitions_sha256": report.method.definitions_sha256,
            }
            for each in report.inputs:
                self.add(
                    "input", **head, table=each.table, file=each.file, sha256=each.sha256, rows=each.rows
                )
            issues = {"errors": report.issues.error, "warnings": report.issues.warning}
            self.add("report", **head, **definitions, **issues)
        for path in saved:
            self.add("written", file=str(path))

    def end(self, exit_code: int) -> None:
        """Note how the run ended."""
        self.add("end", exit_code=exit_code, seconds=_since(self._began))


@contextmanager
def run_log(path: Path | None, command: str) -> Iterator[RunLog]:
    """Log a run to `path`, below what earlier runs logged there; an end that is no exit is noted with its exit code.

    Raises:
        UnwritableOutput: the file was not written by this program, or cannot be written.
    """
    log = RunLog(path)
    if path is not None:
        make_folder(path.parent)
        refuse_foreign(path, _is_ours)
        libraries = {name: version(name) for name in _LIBRARIES}
        versions = {"wres-calc": __version__, "python": platform.python_version(), **libraries}
        log.add("begin", format=1, command=command, versions=versions, system=platform.platform())
    try:
        yield log
    except BaseException as fault:
        stopped = _STOPPED if isinstance(fault, KeyboardInterrupt) else _FAULT
        log.end(fault.exit_code if isinstance(fault, WresError) else stopped)
        raise


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 3)


def _is_ours(path: Path) -> bool:
    with path.open(encoding="utf-8") as file:
        first = file.readline(1_000)
    return not first or (json.loads(first)["event"], json.loads(first)["format"]) == ("begin", 1)
