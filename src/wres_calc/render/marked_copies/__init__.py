"""Marked copies: each file sent as a workbook, its faulty cells coloured and commented, with a sheet of issues.

The files themselves are only read. Nothing in them is run: a formula is its last value, a text that looks like one
stays text.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from wres_calc.render.files import refuse_file, slug, write_workbook
from wres_calc.render.marked_copies.copies import NotMarked, marked_copy
from wres_calc.report.findings import Findings, SentTable, SubmissionFindings


class Written(NamedTuple):
    """How many marked copies there are, what is to be said of some, and for each file without one the reason."""

    copies: int
    remarks: list[str]
    without: list[str]


def write_marked(findings: Findings, folder: Path) -> Written:
    """Write the marked copies below `folder`.

    Several submissions have a folder each. Raises `UsageError` where a copy would replace what was sent
    and `UnwritableOutput` where it cannot be written or would replace a file that was changed by hand.
    """
    without: list[str] = []
    remarks: list[str] = []
    written = 0
    for submission, own in zip(findings.submissions, _folders(findings, folder), strict=True):
        for path, tables in _files(submission).items():
            items = [item for item in submission.issues.items if item.table in {t.table for t in tables}]
            try:
                copy = marked_copy(path, tables, items)
            except NotMarked as reason:
                without.append(f"{tables[0].file} has no marked copy: {reason}")
                continue
            target = own / f"{path.stem}.xlsx"
            refuse_file(target, findings)
            write_workbook(target, copy.data)
            written += 1
            if copy.uncommented:
                cells = f"{copy.uncommented:,} more faulty cells are coloured and have no comment"
                remarks.append(f"{target}: {cells}; the sheet of issues says what is wrong with them.")
    return Written(written, remarks, without)


def _folders(findings: Findings, folder: Path) -> Iterator[Path]:
    """The folder of each submission's copies, named after its organisation and year where there are several."""
    names: dict[str, int] = {}
    for submission in findings.submissions:
        if len(findings.submissions) == 1:
            yield folder
            continue
        code = slug(submission.organisation.code) if submission.organisation else "unknown"
        name = f"{code}_{submission.reporting_year or 'unknown'}"
        names[name] = names.get(name, 0) + 1
        yield folder / (name if names[name] == 1 else f"{name}_{names[name]}")


def _files(submission: SubmissionFindings) -> dict[Path, list[SentTable]]:
    """The tables by the file in which they stand."""
    files: dict[Path, list[SentTable]] = {}
    for table in submission.tables:
        files.setdefault(table.path, []).append(table)
    return files
