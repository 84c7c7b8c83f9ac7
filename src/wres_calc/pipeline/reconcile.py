"""A filled-in national return, cell by cell, against the figures recalculated from the submission."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from wres_calc.errors import UnreadableInput, UsageError
from wres_calc.intake.files.source import Refused
from wres_calc.intake.layouts import return_lines
from wres_calc.intake.layouts.national_return import Line, what_is_wrong
from wres_calc.intake.texts import whole_number
from wres_calc.pipeline.assess import Options, assess
from wres_calc.pipeline.reports import build_report
from wres_calc.report.reconciliation import DifferingCell, Reconciliation
from wres_calc.report.return_form import FormCell, FormRow, filled


def reconcile(returned: Path, submission: Path, options: Options) -> Reconciliation:
    """Compare what a return says with what the submission comes to, as far as the return prints it.

    Raises:
        UsageError: the first is no return.
        UnreadableInput, ConfigurationError: as `assess`, and where the return cannot be read.
    """
    own = assess(submission, options)
    try:
        lines = return_lines(returned, own.definitions.code) if returned.is_file() else []
    except Refused as refused:
        raise UnreadableInput(" ".join(fault.message for fault in refused.faults)) from None
    if not lines:
        raise UsageError(
            f"{returned} is not a filled-in return.", "Name the return first, then the submission."
        )
    report = build_report(own, Options())
    layout, rows = filled(report)
    headings = {column.group: column.heading for column in layout.columns}
    places = [(row, group) for row in rows if row.cells is not None for group in headings]
    found = list(_differing(rows, lines, headings))
    return Reconciliation(
        tool=report.tool,
        standard=report.standard,
        organisation=report.organisation,
        reporting_year=report.reporting_year,
        compared=sum(group in (row.cells or {}) for row, group in places),
        differing=tuple(found),
    )


def _differing(
    rows: Sequence[FormRow], lines: Sequence[Line], headings: dict[str, str]
) -> Iterator[DifferingCell]:
    sent = {(line.section, line.row.label): line for line in lines}
    section = ""
    for row in rows:
        if row.cells is None:
            section = row.label
            continue
        line = sent.get((section, row.label))
        for group, heading in headings.items():
            text, cell = line.cells.get(group) if line else None, row.cells.get(group)
            if why := _why(text, cell):
                yield DifferingCell(
                    section=section,
                    row=row.label,
                    column=heading,
                    returned=text,
                    calculated=float(cell.value) if cell else None,
                    why=why,
                )


def _why(text: str | None, cell: FormCell | None) -> str:
    """Why a cell of the return is not what the submission comes to; empty where it is, or where both are blank or 0."""
    if cell is None:
        return "" if text is None or whole_number(text) == 0 else "the submission gives no number here."
    if text is None:
        return "the return is blank here." if cell.value else ""
    if cell.percent or cell.over:
        return what_is_wrong(text, cell.value, not cell.percent)
    return "" if whole_number(text) == cell.value else "the count is another."
