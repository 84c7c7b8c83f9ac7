"""What is kept of a run, so that the next one redoes only what changed: one JSON file an organisation, in `.wres`."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from wres_calc import __version__
from wres_calc.errors import UnreadableInput, UnwritableOutput
from wres_calc.intake.files.bounded import json_document
from wres_calc.intake.files.path_checks import text_in
from wres_calc.pipeline.batch.find import CACHE
from wres_calc.pipeline.batch.tasks import Task
from wres_calc.pipeline.batch.work import Job, Outcome
from wres_calc.render.files import make_folder, slug, write_whole
from wres_calc.report.run_record import OrganisationRecord
from wres_calc.standards.load import shipped
from wres_calc.strict_model import StrictModel


class CachedOutcome(StrictModel):
    """An outcome as it is kept, what it was made from, and the files it left with their SHA-256."""

    fingerprint: str
    files: dict[str, str]
    record: OrganisationRecord
    reports: dict[str, str]
    exit_code: int
    errors: int
    warnings: int


class RunCache:
    """The kept outcomes of one output folder. A public run keeps nothing: what is kept is not protected."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._folder = None if job.options.publish else job.out / CACHE
        self._hashes: dict[Path, str] = {}
        self._fingerprints: dict[str, str] = {}

    def up_to_date(self, task: Task) -> Outcome | None:
        """The outcome of the last run, where nothing it was made from has changed and its files are as it left them."""
        if self._folder is None or task.refused:
            return None
        try:
            kept = CachedOutcome.model_validate(json_document(text_in(self._place(task))))
        except (UnreadableInput, ValueError):  # pydantic's are such errors, too
            return None
        if kept.fingerprint != self.fingerprint(task) or kept.files != self._left(kept.record):
            return None
        record = kept.record.model_copy(update={"up_to_date": True})
        return Outcome(record, kept.reports, kept.exit_code, kept.errors, kept.warnings)

    def keep(self, task: Task, outcome: Outcome) -> None:
        """Keep an outcome; one that could not be worked on, and one that cannot be written, is redone next time."""
        if self._folder is None or not outcome.reports:
            return
        kept = CachedOutcome(
            fingerprint=self.fingerprint(task),
            files=self._left(outcome.record),
            record=outcome.record,
            reports=dict(outcome.reports),
            exit_code=outcome.exit_code,
            errors=outcome.errors,
            warnings=outcome.warnings,
        )
        try:
            make_folder(self._folder)
            write_whole(self._place(task), kept.model_dump_json().encode("utf-8"))
        except UnwritableOutput:
            return

    def fingerprint(self, task: Task) -> str:
        """A hash of all that the outcome follows from: the files sent, the definitions, the options, the version.

        The files count as they were when this was first asked.
        """
        if task.code not in self._fingerprints:
            self._fingerprints[task.code] = self._fingerprint(task)
        return self._fingerprints[task.code]

    def _fingerprint(self, task: Task) -> str:
        options = self._job.options
        made_from = {
            "version": __version__,
            "definitions": shipped(task.reporting_year),
            "task": [task.code, task.reporting_year, task.organisation, *task.about, task.shared],
            "path": str(task.path),
            "options": [
                *(options.standards, sorted(options.by), options.confidence, options.indicators),
                sorted(self._job.files),
            ],
            "files": [[name, self._hash(path)] for name, path in _files(task.path)],
        }
        return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode("utf-8")).hexdigest()

    def _hash(self, path: Path) -> str:
        if path not in self._hashes:
            self._hashes[path] = _sha256(path)
        return self._hashes[path]

    def _left(self, record: OrganisationRecord) -> dict[str, str]:
        return {name: _sha256(self._job.out / name) for name in record.files}

    def _place(self, task: Task) -> Path:
        assert self._folder is not None
        return self._folder / f"{slug(task.code)}.json"


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        return f"unreadable: {fault.errno}"


def _files(place: Path) -> Iterable[tuple[str, Path]]:
    """All files of a submission by name, also those that are not read today: a new one may be tomorrow."""
    if place.is_file():
        return [(place.name, place)]
    try:
        return sorted(
            (path.relative_to(place).as_posix(), path) for path in place.rglob("*") if path.is_file()
        )
    except OSError:
        return []
