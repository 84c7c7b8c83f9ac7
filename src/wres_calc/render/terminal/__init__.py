"""The report, or what was found in submissions, on a terminal: what the analyst reads."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from rich.console import Console, RenderableType

from wres_calc.across.years import Comparison
from wres_calc.render.terminal.about import accepted, heading, method, saved_files
from wres_calc.render.terminal.findings import findings_parts
from wres_calc.render.terminal.indicators import indicator_parts
from wres_calc.render.terminal.issues import issues_part
from wres_calc.render.terminal.parts import part_heading
from wres_calc.render.terminal.stream import console_on
from wres_calc.report.findings import Findings
from wres_calc.report.report import Report

WIDEST = 120
"""Lines longer than this are hard to follow: a wider terminal is not filled."""


def render(
    report: Report, *, file: TextIO, width: int | None, colour: bool | None, saved: Sequence[Path] = ()
) -> None:
    """Show the report on `file`; `saved` are the files written, named at the end.

    `width` None takes the terminal's own, `colour` None goes by the terminal and `NO_COLOR`; False writes no escape
    sequence at all. A character that the stream cannot carry is replaced, boxes are then drawn in ASCII.
    """
    _show_all(_parts(report, saved), console_on(file, width, colour))


def render_findings(findings: Findings, *, file: TextIO, width: int | None, colour: bool | None) -> None:
    """Show what was found in submissions on `file`; `width` and `colour` as for `render`."""
    _show_all(findings_parts(findings), console_on(file, width, colour))


def render_comparison(
    comparison: Comparison,
    *,
    file: TextIO,
    width: int | None,
    colour: bool | None,
    saved: Sequence[Path] = (),
) -> None:
    """Show the years side by side on `file`; the rest as for `render`."""
    from wres_calc.render.terminal.trend import comparison_parts

    _show_all([*comparison_parts(comparison), *saved_files(saved)], console_on(file, width, colour))


def _show_all(parts: Iterable[RenderableType], console: Console) -> None:
    if console.width > WIDEST:
        console.width = WIDEST
    for part in parts:
        _show(console, part)


def _parts(report: Report, saved: Sequence[Path]) -> list[RenderableType]:
    parts: list[RenderableType] = [heading(report)]
    for indicator in report.indicators:
        parts += indicator_parts(indicator)
    issues = accepted(report) if report.public else issues_part(report.issues)
    if report.benchmark is not None:
        from wres_calc.render.terminal.benchmark import benchmark_parts

        parts += [part_heading("Among other organisations"), *benchmark_parts(report.benchmark)]
    if report.trend is not None:
        from wres_calc.render.terminal.trend import trend_parts

        parts += [part_heading("The years side by side"), *trend_parts(report.trend)]
    return [*parts, *method(report), *issues, *saved_files(saved)]


def _show(console: Console, part: RenderableType) -> None:
    console.print(part, soft_wrap=False)
