"""`wres batch`: every submission below a folder, each on its own."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wres_calc.cli import options
from wres_calc.cli.options import listed
from wres_calc.cli.results import PUBLISHED_BEFORE, chosen_files, numbers

if TYPE_CHECKING:
    from wres_calc.pipeline.batch import Run

Roots = Annotated[
    list[Path],
    typer.Argument(
        help="Folders of submissions or of national files, workbooks, or manifests (CSV: path, organisation_code, "
        "region, icb, type); patterns like 'Trusts/*' are resolved.",
        readable=False,
    ),
]
Jobs = Annotated[int | None, typer.Option(min=1, help="How many processes. Default: one for each core.")]
Force = Annotated[
    bool, typer.Option("--force", help="Redo all, also what has not changed since the last run.")
]


def batch(
    roots: Roots,
    year: options.Year = None,
    jobs: Jobs = None,
    by: options.By = None,
    indicators: options.Indicators = None,
    output: options.DataFormat = options.DataOrText.TEXT,
    to: options.To = None,
    out: options.Out = None,
    confidence: options.Confidence = 0.95,
    publish: options.Publish = False,
    force: Force = False,
    fail_on: options.FailFrom = options.FailOn.ERROR,
    quiet: options.Quiet = False,
    debug: options.Debug = False,
) -> None:
    """Work on every submission below a folder, by several processes, and add them up."""
    from wres_calc import pipeline
    from wres_calc.cli.batch_progress import progress
    from wres_calc.cli.console import write_data
    from wres_calc.pipeline.assess import check_choices
    from wres_calc.pipeline.batch import BatchOptions, find, run
    from wres_calc.pipeline.batch.work import Job
    from wres_calc.render import json_text

    files = tuple(chosen_files(to, out or Path("wres-output"), options.Format.TEXT))
    chosen = numbers(indicators)
    report_options = pipeline.ReportOptions(tuple(listed(by)), confidence=confidence, publish=publish)
    check_choices(report_options.by, chosen)
    job = Job(report_options, files, out or Path("wres-output"), None if chosen is None else tuple(chosen))
    tasks = find(roots, year)
    asked = BatchOptions(job, jobs or os.cpu_count() or 1, force)
    try:
        with progress(len(tasks), quiet) as watching:
            done = run(tasks, asked, watching)
    except (KeyboardInterrupt, SystemExit):
        print("wres: stopped. What was done is kept; the same command goes on from there.", file=sys.stderr)
        raise
    if output is options.DataOrText.JSON:
        write_data(json_text.text(done.record()))
    else:
        _show(done)
    _say(done, quiet)
    raise typer.Exit(_exit_code(done, fail_on))


def _show(done: "Run") -> None:
    from wres_calc.cli.console import standard_output
    from wres_calc.render.terminal import render_run

    with standard_output() as stream:
        render_run(done.record(), done.saved, file=stream)


def _say(done: "Run", quiet: bool) -> None:
    from wres_calc.report.safe import safe

    if done.taken_over:
        killed = safe(done.taken_over)
        print(f"wres: an earlier run was killed ({killed}); its folder was taken over.", file=sys.stderr)
    if not done.complete:
        print("wres: not all could be written; the same command goes on from there.", file=sys.stderr)
    if done.left_behind:
        behind = ", ".join(done.left_behind)
        print(
            f"wres: folders of an earlier run whose organisations are not in this one, left as they are: {behind}.",
            file=sys.stderr,
        )
    if again := [each.code for each in done.record().organisations if each.published_before]:
        print(
            f"wres: published before for the same day with other figures, which were taken into account: "
            f"{', '.join(again)}. {PUBLISHED_BEFORE}",
            file=sys.stderr,
        )
    if not quiet:
        print(_summary(done), file=sys.stderr)


def _summary(done: "Run") -> str:
    """One line for scripts and logs."""
    records = done.record().organisations
    numbers_of = {
        name: sum(each.status == name for each in records) for name in ("done", "findings", "failed")
    }
    fresh = sum(not each.up_to_date for each in records)
    said = ", ".join(f"{number} {name}" for name, number in numbers_of.items())
    return f"{len(records)} organisations: {said}; {len(records) - fresh} were up to date"


def _exit_code(done: "Run", fail_on: options.FailOn) -> int:
    """4 where something could not be read or written, 1 where there are findings, else 0."""
    codes = {outcome.exit_code for outcome in done.outcomes.values()}
    if 4 in codes:
        return 4
    if fail_on is options.FailOn.NEVER:
        return 0
    counted = {"error": ("error",), "warning": ("error", "warning")}[fail_on.value]
    found = any(outcome.findings(counted) for outcome in done.outcomes.values())
    return 1 if found or codes - {0} else 0
