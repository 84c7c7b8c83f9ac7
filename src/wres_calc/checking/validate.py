"""The way of a submission through validation: all issues in one pass, and what `submission.toml` decides on purpose.

Rows that it leaves out are left out before anything is judged or counted; issues that it accepts are marked with the
reason, and counted by the catalogue's rule.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

import polars as pl

from wres_calc.checking import across, cells, columns, dates, recognise, rows
from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.checking.issue import Issue, Severity, in_order
from wres_calc.checking.table import CheckedTable, issue_in
from wres_calc.errors import ConfigurationError
from wres_calc.facts.characteristics import CHARACTERISTICS, Characteristic
from wres_calc.intake.config import Acceptance, Exclusion, Organisation, PopulationServed
from wres_calc.intake.model import ROW, FileFault, RawTable, Submission
from wres_calc.standards.model import Standard

ROWS_EXCLUDED = "rows-excluded"
NEEDLESS = ("acceptance-without-issue", "exclusion-without-rows")
"""What there is to say of an acceptance or exclusion only where no standard needs it."""
_NUMBERS = {"people", "percentage"}
ValidatedTable = CheckedTable


@dataclass(frozen=True)
class ValidatedSubmission:
    """What may be counted: the tables without errors. Who holds one need not check again.

    `refused` are the tables that came with errors.
    """

    definitions: Standard
    organisation: Organisation
    tables: dict[str, CheckedTable]
    refused: frozenset[str]
    population_served: PopulationServed | None


@dataclass(frozen=True)
class Validation:
    """What may be counted, and everything that was found.

    `looked_at` is what odd numbers are looked for in: a return with errors as well, so that all of them are found.
    """

    submission: ValidatedSubmission
    issues: tuple[Issue, ...]
    looked_at: ValidatedSubmission


def validate(submission: Submission, definitions: Standard) -> Validation:
    """Judge a whole submission.

    Raises:
        ConfigurationError: an acceptance names an issue that does not exist.
    """
    issues = [
        Issue(fault.code, fault.message, fault.table, fault.file, fault.sheet, fault.column, _rows_of(fault))
        for fault in submission.faults
    ]
    sent = frozenset(submission.tables) | _with_errors(issues)
    tables = {}
    characteristic = CHARACTERISTICS[definitions.characteristic]
    for name, sent_as in submission.tables.items():
        raw = _about(characteristic, sent_as)
        tables[name], of_cells = _checked(raw, definitions)
        issues += (*columns.check(raw, definitions), *of_cells)
        issues += rows.check(tables[name], definitions, submission.organisation.code, submission.tables)
    used = {name: table for name, table in tables.items() if dates.is_used(name, definitions)}
    issues += across.check(used, sent, characteristic)
    issues = accept(issues, submission.accepted)
    refused = _with_errors(issues)
    counted = ValidatedSubmission(
        definitions,
        submission.organisation,
        {name: table for name, table in tables.items() if name not in refused},
        refused,
        submission.population_served,
    )
    returns = {
        name: replace(table, frame=table.frame.drop_nulls(_NUMBERS & {*table.frame.columns}))
        for name, table in tables.items()
        if name in refused and table.raw.filled
    }
    looked_at = replace(counted, tables=counted.tables | returns) if returns else counted
    return Validation(counted, in_order(issues), looked_at)


def _checked(raw: RawTable, definitions: Standard) -> tuple[CheckedTable, list[Issue]]:
    """A table with its cells read, and the issues of its cells; what only the reading needs is given free."""
    judged = cells.judge(raw)
    frame, unrecognised = recognise.recognise(raw, judged, definitions.snapshot_date)
    return CheckedTable(raw, frame), [*judged.issues, *unrecognised]


def _about(characteristic: Characteristic, raw: RawTable) -> RawTable:
    """The table without the columns of other characteristics: a standard asks for its own alone."""
    others = {each.column for each in CHARACTERISTICS.values()} - {characteristic.column}
    if others.isdisjoint(raw.headings):
        return raw
    headings = {column: heading for column, heading in raw.headings.items() if column not in others}
    return replace(raw, frame=raw.frame.drop(others, strict=False), headings=headings)


def _with_errors(issues: Iterable[Issue]) -> frozenset[str]:
    """The tables that have an error."""
    return frozenset(issue.table for issue in issues if issue.table and issue.severity is Severity.ERROR)


def _rows_of(fault: FileFault) -> tuple[int, ...]:
    return fault.rows or (() if fault.row is None else (fault.row,))


def _numbers(rows: Iterable[int] = ()) -> pl.Series:
    return pl.Series(ROW, rows, dtype=pl.UInt32)


def _refuse_unknown(code: str, verb: str) -> None:
    if code not in CATALOGUE:
        near = get_close_matches(code, CATALOGUE, n=1)
        raise ConfigurationError(
            f"submission.toml {verb} the issue '{code}', which does not exist.",
            f"Did you mean '{near[0]}'?" if near else "docs/issues.md lists all issues.",
        )


def accept(issues: Iterable[Issue], accepted: Sequence[Acceptance]) -> list[Issue]:
    """The issues, those accepted marked with the reason.

    Raises:
        ConfigurationError: an acceptance names an issue that does not exist.
    """
    for acceptance in accepted:
        _refuse_unknown(acceptance.issue, "accepts")
    reasons = {(a.issue, a.table): a.reason for a in accepted if CATALOGUE[a.issue].can_be_accepted}
    marked = []
    for issue in issues:
        reason = reasons.get((issue.code, issue.table or ""))
        marked.append(issue if reason is None else replace(issue, accepted=reason))
    return marked


def unfounded(
    issues: Iterable[Issue], accepted: Iterable[Acceptance], characteristic: str
) -> Iterator[Issue]:
    """What is wrong with the acceptances: those that match nothing, and those that no rule allows.

    What is about another characteristic than the standard's is left to that one's standard.
    """
    found = {(issue.code, issue.table) for issue in issues}
    for each in accepted:
        if not CATALOGUE[each.issue].is_of(characteristic):
            continue
        if (each.issue, each.table) not in found:
            message = f"The accepted issue {each.issue} does not occur in {each.table}."
            yield Issue("acceptance-without-issue", message)
        elif not CATALOGUE[each.issue].can_be_accepted:
            message = f"{each.issue} in {each.table} cannot be accepted: no rule says how to count it."
            yield Issue("acceptance-not-possible", message)


def leave_out(submission: Submission, definitions: Standard) -> tuple[Submission, list[Issue]]:
    """The submission without the rows that it leaves out, and what there is to say of each exclusion.

    The rows of an issue are those that it names in the submission as it was sent.

    Raises:
        ConfigurationError: an exclusion names an issue that does not exist or is not about rows.
    """
    codes = {each.issue for each in submission.excluded if each.issue}
    for code in codes:
        _refuse_unknown(code, "leaves out the rows of")
        if not CATALOGUE[code].about_rows:
            raise _not_about_rows(code)
    issues = validate(replace(submission, accepted=()), definitions).issues if codes else ()
    left_out: dict[str, pl.Series] = {}
    said: list[Issue] = []
    for each in submission.excluded:
        found = _rows_meant(each, submission, issues)
        if each.issue is None or CATALOGUE[each.issue].is_of(definitions.characteristic):
            said += _said(each, submission, found)
        left_out[each.table] = pl.concat([left_out.get(each.table, _numbers()), found])
    tables = {name: _without(raw, left_out.get(name, _numbers())) for name, raw in submission.tables.items()}
    faults = tuple(_still_there(submission, left_out))
    return replace(submission, tables=tables, faults=faults), said


def _not_about_rows(code: str) -> ConfigurationError:
    return ConfigurationError(
        f"submission.toml leaves out the rows of {code}, which is about a table or file as a whole.",
        f"What to do instead: {CATALOGUE[code].advice}",
    )


def _rows_meant(exclusion: Exclusion, submission: Submission, issues: Iterable[Issue]) -> pl.Series:
    """The numbers of the rows that an exclusion means, of those that were sent."""
    raw = submission.tables.get(exclusion.table)
    if raw is None:
        return _numbers()
    meant = raw.frame.get_column(ROW).unique()
    if exclusion.rows is not None:
        meant = meant.filter(meant.is_in(exclusion.rows))
    if exclusion.issue is None:
        return meant
    named = [_numbers()]
    for issue in issues:
        if (issue.code, issue.table) == (exclusion.issue, exclusion.table):
            if not issue.rows:
                raise _not_about_rows(issue.code)
            named.append(_numbers(issue.rows))
    return meant.filter(meant.is_in(pl.concat(named).implode()))


def _said(exclusion: Exclusion, submission: Submission, left_out: pl.Series) -> Iterator[Issue]:
    """That rows are left out and why; a warning where it names none that were sent.

    Of files and settings that several organisations share, one may have none of the rows.
    """
    name, raw = exclusion.table, submission.tables.get(exclusion.table)
    what = f"those of {exclusion.issue}" if exclusion.issue else "by their numbers"
    if raw is not None and len(left_out):
        message = f"Rows of {name} are left out on purpose, {what}."
        issue = issue_in(raw, ROWS_EXCLUDED, message, rows=left_out)
        yield replace(issue, accepted=exclusion.reason)
    elif not submission.shared and not any(fault.table == name for fault in submission.faults):
        yield Issue(
            "exclusion-without-rows", f"Rows of {name} are to be left out, {what}, and there are none."
        )


def _without(raw: RawTable, left_out: pl.Series) -> RawTable:
    """The table without the rows; a total below the data is no longer theirs."""
    if left_out.is_empty():
        return raw
    named = pl.col(ROW).is_in(left_out.implode())
    return replace(raw, frame=raw.frame.filter(~named), left_out=raw.frame.filter(named), totals=None)


def _still_there(submission: Submission, left_out: Mapping[str, pl.Series]) -> Iterator[FileFault]:
    """The faults that are not, or not only, at rows left out of a table that was read."""
    for fault in submission.faults:
        raw = submission.tables.get(fault.table or "")
        rows = _numbers(_rows_of(fault))
        left = tuple(rows.filter(~rows.is_in(left_out.get(fault.table or "", _numbers()).implode())))
        if raw is None or fault.file != raw.file or len(left) == len(rows):
            yield fault
        elif left:
            yield replace(fault, row=left[0], rows=left)
