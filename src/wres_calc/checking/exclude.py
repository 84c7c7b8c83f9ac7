"""Leaves rows out on purpose, as `submission.toml` says, before anything is judged or counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

import polars as pl

from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.checking.issue import Issue
from wres_calc.checking.validate import validate
from wres_calc.errors import ConfigurationError
from wres_calc.intake.config import Exclusion
from wres_calc.intake.model import ROW, FileFault, RawTable, Submission
from wres_calc.standards.model import Standard

ROWS_EXCLUDED = "rows-excluded"


def leave_out(submission: Submission, definitions: Standard) -> tuple[Submission, list[Issue]]:
    """The submission without the rows that it leaves out, and what there is to say of each exclusion.

    The rows of an issue are those that it names in the submission as it was sent.

    Raises:
        ConfigurationError: an exclusion names an issue that does not exist or is not about rows.
    """
    if not submission.excluded:
        return submission, []
    _refuse(submission.excluded)
    issues: Sequence[Issue] = ()
    if any(each.issue for each in submission.excluded):
        issues = validate(replace(submission, accepted=()), definitions).issues
    rows: dict[str, set[int]] = {}
    said = []
    for each in submission.excluded:
        found = _rows(each, submission, issues)
        said += list(_said(each, submission, found))
        rows.setdefault(each.table, set()).update(found)
    tables = {name: _without(raw, rows.get(name, set())) for name, raw in submission.tables.items()}
    faults = tuple(_still_there(submission, rows))
    return replace(submission, tables=tables, faults=faults), said


def _refuse(excluded: Iterable[Exclusion]) -> None:
    for code in (each.issue for each in excluded if each.issue):
        if code not in CATALOGUE:
            near = get_close_matches(code, CATALOGUE, n=1)
            raise ConfigurationError(
                f"submission.toml leaves out the rows of the issue '{code}', which does not exist.",
                f"Did you mean '{near[0]}'?" if near else "docs/issues.md lists all issues.",
            )
        if not CATALOGUE[code].about_rows:
            raise _not_about_rows(code)


def _not_about_rows(code: str) -> ConfigurationError:
    return ConfigurationError(
        f"submission.toml leaves out the rows of {code}, which is about a table or file as a whole.",
        f"What to do instead: {CATALOGUE[code].advice}",
    )


def _rows(exclusion: Exclusion, submission: Submission, issues: Iterable[Issue]) -> set[int]:
    """The numbers of the rows that an exclusion means, of those that were sent."""
    raw = submission.tables.get(exclusion.table)
    if raw is None:
        return set()
    meant = set(raw.frame.get_column(ROW))
    if exclusion.rows is not None:
        meant &= set(exclusion.rows)
    if exclusion.issue is None:
        return meant
    named: set[int] = set()
    for issue in issues:
        if (issue.code, issue.table) == (exclusion.issue, exclusion.table):
            if not issue.rows:
                raise _not_about_rows(issue.code)
            named.update(issue.rows)
    return meant & named


def _said(exclusion: Exclusion, submission: Submission, rows: set[int]) -> Iterator[Issue]:
    """That the rows are left out and why; where there are none, a warning.

    Of files and settings that several organisations share, one may have none of the rows.
    """
    table, raw = exclusion.table, submission.tables.get(exclusion.table)
    what = f"those of {exclusion.issue}" if exclusion.issue else "by their numbers"
    if raw is not None and rows:
        message = f"Rows of {table} are left out on purpose, {what}."
        left_out = Issue(ROWS_EXCLUDED, message, table, raw.file, raw.sheet, rows=tuple(sorted(rows)))
        yield left_out.accept(exclusion.reason)
    elif not submission.shared and not any(fault.table == table for fault in submission.faults):
        message = f"Rows of {table} are to be left out, {what}, and there are none."
        yield Issue("exclusion-without-rows", message)


def _without(raw: RawTable, rows: set[int]) -> RawTable:
    """The table without the rows; a total below the data is no longer theirs."""
    if not rows:
        return raw
    named = pl.col(ROW).is_in(list(rows))
    kept, left_out = raw.frame.filter(~named), raw.frame.filter(named)
    return replace(raw, frame=kept, left_out=left_out, totals=None)


def _still_there(submission: Submission, left_out: Mapping[str, set[int]]) -> Iterator[FileFault]:
    """The faults that are not, or not only, at rows left out of a table that was read."""
    for fault in submission.faults:
        raw = submission.tables.get(fault.table or "")
        gone = left_out.get(fault.table or "", set())
        rows = fault.rows or (() if fault.row is None else (fault.row,))
        if raw is None or fault.file != raw.file or not gone.intersection(rows):
            yield fault
        elif left := tuple(row for row in rows if row not in gone):
            yield replace(fault, row=left[0], rows=left)
