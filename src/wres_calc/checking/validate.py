"""The way of a submission through validation: all issues in one pass, in order: file, columns, cells, across tables."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wres_calc.checking import across, cells, columns, recognise, rows, unused
from wres_calc.checking.accept import accept
from wres_calc.checking.issue import Issue, Severity, in_order
from wres_calc.checking.look import Look
from wres_calc.intake.config import Organisation, PopulationServed
from wres_calc.intake.model import RawTable, Submission
from wres_calc.standards.model import Standard

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class ValidatedTable:
    """A table without errors: each cell read, what counting needs recognised."""

    raw: RawTable
    frame: "pl.DataFrame"

    def has(self, *columns: str) -> bool:
        """Whether all of these columns are there."""
        return all(column in self.frame.columns for column in columns)


@dataclass(frozen=True)
class ValidatedSubmission:
    """What may be counted. Who holds one need not check again.

    `refused` are the tables that came with errors, `absent` the others that did not come.
    """

    definitions: Standard
    organisation: Organisation
    tables: Mapping[str, ValidatedTable]
    refused: frozenset[str]
    population_served: PopulationServed | None


@dataclass(frozen=True)
class Validation:
    """What may be counted, and everything that was found."""

    submission: ValidatedSubmission
    issues: tuple[Issue, ...]


def validate(submission: Submission, definitions: Standard) -> Validation:
    """Judge a whole submission.

    Raises:
        ConfigurationError: an acceptance names an issue that does not exist.
    """
    issues = [
        Issue(
            fault.code,
            fault.message,
            fault.table,
            fault.file,
            fault.sheet,
            fault.column,
            fault.rows or (() if fault.row is None else (fault.row,)),
        )
        for fault in submission.faults
    ]
    faulty = {issue.table for issue in issues if issue.table and issue.severity is Severity.ERROR}
    looks = {}
    for name, raw in submission.tables.items():
        looks[name], found = _look_at(raw, definitions, submission.organisation.code, submission.tables)
        issues += found
    issues += across.check(looks, frozenset(submission.tables) | faulty)
    issues = accept(issues, submission.accepted)
    refused = frozenset(issue.table for issue in issues if issue.table and issue.severity is Severity.ERROR)
    tables = {
        name: ValidatedTable(look.raw, look.frame) for name, look in looks.items() if name not in refused
    }
    counted = ValidatedSubmission(
        definitions, submission.organisation, tables, refused, submission.population_served
    )
    return Validation(counted, in_order(issues))


def _look_at(
    raw: RawTable, definitions: Standard, organisation: str, sent: Collection[str]
) -> tuple[Look, list[Issue]]:
    judged = cells.judge(raw)
    frame, unrecognised = recognise.recognise(raw, judged, definitions.snapshot_date)
    look = Look(raw, frame)
    issues = [
        *columns.check(raw, definitions),
        *unused.check(raw, definitions.snapshot_date),
        *judged.issues,
        *unrecognised,
    ]
    return look, issues + rows.check(look, definitions, organisation, sent)
