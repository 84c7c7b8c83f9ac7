"""One organisation, from its submission to its files: what a process of a batch does."""

import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from wres_calc.checking.issue import Issue, Severity, in_order
from wres_calc.errors import UnwritableOutput, WresError
from wres_calc.intake.config import Organisation
from wres_calc.pipeline.assess import Assessment, Options, assess_each
from wres_calc.pipeline.batch.tasks import About, Sent, Task
from wres_calc.pipeline.reports import build_report, write_files
from wres_calc.render import json_text
from wres_calc.render.files import make_folder, refuse_foreign, remove_own, slug, write_whole
from wres_calc.render.formats import are_our_findings
from wres_calc.report.findings import Findings, SubmissionFindings, findings_of, findings_of_refusal
from wres_calc.report.report import Report
from wres_calc.report.run_record import InputRecord, Numbers, OrganisationRecord
from wres_calc.report.words.sentences import board_withheld

FINDINGS = "issues.json"


@dataclass(frozen=True)
class Job:
    """What a process is told once: how reports are made, which files are written, and where."""

    options: Options
    files: tuple[str, ...]
    out: Path


@dataclass(frozen=True)
class Outcome:
    """How an organisation ended; `reports` are its reports by standard, as JSON without single issues.

    `exit_code` is not 0 where it could not be worked on whole; `errors` and `warnings` are numbers of issues.
    `unwritten` says that its files could not be written, so that the same command goes on with it, `board_withheld`
    that the public does not see all of the board.
    """

    record: OrganisationRecord
    reports: Mapping[str, str] = field(default_factory=dict)
    exit_code: int = 0
    errors: int = 0
    warnings: int = 0
    unwritten: bool = False
    board_withheld: bool = False

    def findings(self, severities: Collection[str]) -> bool:
        """Whether there are issues of these severities."""
        return bool(("error" in severities and self.errors) or ("warning" in severities and self.warnings))


def work(sent: Sent, job: Job) -> Outcome:
    """Do all of one organisation. Never raises: whatever goes wrong is its outcome."""
    started = time.perf_counter()
    try:
        outcome = _done(sent, job)
    except WresError as refused:
        outcome = failed(sent.task, refused.message, refused.exit_code)
        outcome = replace(outcome, unwritten=isinstance(refused, UnwritableOutput))
        _write_refusal(sent.task, refused, job)
    except BaseException as fault:  # a panic inside a library written in Rust is no `Exception`
        if isinstance(fault, KeyboardInterrupt | SystemExit):
            raise
        outcome = failed(sent.task, f"a fault of the program ({type(fault).__name__})", 70)
    seconds = round(time.perf_counter() - started, 3)
    return replace(outcome, record=outcome.record.model_copy(update={"seconds": seconds}))


def failed(task: Task, reason: str, exit_code: int) -> Outcome:
    """The outcome of a submission that could not be worked on."""
    record = OrganisationRecord(
        code=task.code,
        **task.about._asdict(),
        path=str(task.path),
        status="failed",
        reason=_in_one_line(reason),
        issues=None,
        seconds=0.0,
    )
    return Outcome(record, exit_code=exit_code)


def _in_one_line(reason: str) -> str:
    """A message as one line of a log or a cell: a list's items with semicolons between."""
    head, *items = reason.split("\n- ")
    return " ".join(" ".join([head, "; ".join(items)]).split())


def folder_of(task: Task, out: Path) -> Path:
    """Where an organisation's files go."""
    return out / slug(task.code)


def _done(sent: Sent, job: Job) -> Outcome:
    task = sent.task
    if task.refused:
        raise task.refused
    assessments = _assessed(sent, job)
    folder = folder_of(task, job.out)
    options = replace(job.options, beside=folder)
    reports: dict[str, Report] = {}
    files: list[Path] = []
    before: list[Path] = []
    for assessment in assessments:
        report = reports[assessment.definitions.code] = build_report(assessment, options)
        written = write_files(assessment, report, options, job.files, folder)
        files += written.paths
        before += written.before
    submission = assessments[0].submission
    issues = in_order(dict.fromkeys(issue for each in assessments for issue in each.issues))
    if not job.options.publish and any(issue.severity is not Severity.NOTE for issue in issues):
        files.append(_write_findings(findings_of(submission, issues, show_values=False), folder))
    else:
        remove_own(folder / FINDINGS, are_our_findings)
    errors, warnings = (
        sum(issue.count for issue in issues if issue.severity is severity)
        for severity in (Severity.ERROR, Severity.WARNING)
    )
    names, names_before = (
        tuple(path.relative_to(job.out).as_posix() for path in paths) for paths in (files, before)
    )
    record = OrganisationRecord(
        **submission.organisation.model_dump(),
        path=str(task.path),
        status="findings" if errors else "done",
        issues=None if job.options.publish else Numbers(error=errors, warning=warnings),
        accepted=len({(issue.code, issue.table) for issue in issues if issue.accepted}),
        seconds=0.0,
        inputs=tuple(
            InputRecord(table=each.table, file=each.file, sha256=each.sha256, rows=each.rows)
            for each in next(iter(reports.values())).inputs
        ),
        files=names,
        published_before=names_before,
    )
    told = {code: _for_roll_up(report) for code, report in reports.items()}
    withheld = any(map(board_withheld, reports.values()))
    return Outcome(record, told, _exit_code(issues), errors, warnings, board_withheld=withheld)


def _exit_code(issues: Iterable[Issue]) -> int:
    return 4 if any(issue.entry.unreadable for issue in issues) else 0


def _for_roll_up(report: Report) -> str:
    """The report as JSON, without single issues: they may be many, and no roll-up asks for them."""
    issues = report.issues.model_copy(update={"items": ()})
    return report.model_copy(update={"issues": issues}).model_dump_json()


def _assessed(sent: Sent, job: Job) -> list[Assessment]:
    task = sent.task
    year = None if (task.path / "submission.toml").is_file() else task.reporting_year
    options = replace(job.options, year=year, organisation=task.organisation)
    return [
        replace(
            each,
            submission=replace(
                each.submission, organisation=_about(each.submission.organisation, task.about)
            ),
        )
        for each in assess_each(sent.submission or task.path, options)
    ]


def _about(organisation: Organisation, said: About) -> Organisation:
    """What the manifest says, where the submission's own settings do not."""
    own = {name: getattr(organisation, name) or value for name, value in said._asdict().items()}
    return organisation.model_copy(update=own)


def _write_refusal(task: Task, refused: WresError, job: Job) -> None:
    """The issues of a submission that could not be opened; where even that cannot be written, its record says why."""
    folder = folder_of(task, job.out)
    with suppress(UnwritableOutput):
        _write_findings(findings_of_refusal(task.path, refused), folder)  # type: ignore[arg-type]


def _write_findings(found: SubmissionFindings, folder: Path) -> Path:
    path = folder / FINDINGS
    make_folder(folder)
    refuse_foreign(path, are_our_findings)
    write_whole(path, json_text.text(Findings(submissions=(found,))).encode("utf-8"))
    return path
