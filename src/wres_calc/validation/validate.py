"""The way of a submission through validation: all issues in one pass, in order: file, columns, cells, across tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wres_calc.definitions.model import YearDefinitions
from wres_calc.errors import ConfigurationError
from wres_calc.submission.config import Acceptance, Organisation, PopulationServed
from wres_calc.submission.model import RawTable, Submission
from wres_calc.submission.tables import TABLES
from wres_calc.validation import across, cells, recognise, rows
from wres_calc.validation.catalogue import CATALOGUE
from wres_calc.validation.issue import Issue, Severity, in_order

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

    `refused` are the tables that came with errors, `absent` the others of the eight that did not come.
    """

    definitions: YearDefinitions
    organisation: Organisation
    tables: Mapping[str, ValidatedTable]
    refused: frozenset[str]
    population_served: PopulationServed | None


@dataclass(frozen=True)
class Validation:
    """What may be counted, and everything that was found."""

    submission: ValidatedSubmission
    issues: tuple[Issue, ...]


def validate(submission: Submission, definitions: YearDefinitions) -> Validation:
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
            () if fault.row is None else (fault.row,),
        )
        for fault in submission.faults
    ]
    looks = {}
    for name, raw in submission.tables.items():
        looks[name], found = _look_at(raw, definitions, submission.organisation.code)
        issues += found
    faulty = {fault.table for fault in submission.faults if fault.table is not None}
    issues += across.check(looks, frozenset(submission.tables) | faulty)
    issues = _accept(issues, submission.accepted)
    refused = frozenset(issue.table for issue in issues if issue.table and issue.severity is Severity.ERROR)
    tables = {
        name: ValidatedTable(look.raw, look.frame) for name, look in looks.items() if name not in refused
    }
    counted = ValidatedSubmission(
        definitions, submission.organisation, tables, refused, submission.population_served
    )
    return Validation(counted, in_order(issues))


def _look_at(raw: RawTable, definitions: YearDefinitions, organisation: str) -> tuple[rows.Look, list[Issue]]:
    judged = cells.judge(raw)
    frame, unrecognised = recognise.recognise(raw, judged.frame)
    issues = [*_columns(raw), *judged.issues, *unrecognised]
    return rows.Look(raw, frame), issues + rows.check(raw, frame, definitions, organisation)


def _columns(raw: RawTable) -> list[Issue]:
    """Columns that must be there and are not, and columns that are there and not used."""
    model = TABLES[raw.name]
    wanted = [[name] for name, field in model.model_fields.items() if field.is_required()]
    if model.one_of:
        wanted.append(list(model.one_of))
    issues = [
        Issue(
            "column-missing",
            f"There is no column {' or '.join(names)}.",
            raw.name,
            raw.file,
            raw.sheet,
            " or ".join(names),
        )
        for names in wanted
        if not set(names) & set(raw.headings)
    ]
    if raw.ignored:
        message = f"Columns that are not used: {', '.join(raw.ignored)}."
        issues.append(Issue("columns-not-used", message, raw.name, raw.file, raw.sheet))
    return issues


def _accept(issues: Iterable[Issue], accepted: Iterable[Acceptance]) -> list[Issue]:
    """The issues with those accepted on purpose marked, and what is wrong with the acceptances themselves."""
    result = list(issues)
    for acceptance in accepted:
        if acceptance.issue not in CATALOGUE:
            raise ConfigurationError(
                f"submission.toml accepts the issue '{acceptance.issue}', which does not exist.",
                _nearest(acceptance.issue),
            )
        matches = [
            i
            for i, issue in enumerate(result)
            if (issue.code, issue.table) == (acceptance.issue, acceptance.table)
        ]
        entry = CATALOGUE[acceptance.issue]
        if not matches:
            message = f"The accepted issue {acceptance.issue} does not occur in {acceptance.table}."
            result.append(Issue("acceptance-without-issue", message, table=None))
        elif entry.severity == "error" and not entry.accepted_as:
            message = (
                f"{acceptance.issue} in {acceptance.table} cannot be accepted: no rule says how to count it."
            )
            result.append(Issue("acceptance-not-possible", message, table=None))
        else:
            for i in matches:
                result[i] = result[i].accept(acceptance.reason)
    return result


def _nearest(code: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(code, CATALOGUE, n=1)
    return f"Did you mean '{near[0]}'?" if near else "docs/issues.md lists all issues."
