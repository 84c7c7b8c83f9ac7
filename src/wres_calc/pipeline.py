"""The whole way of one submission, on one page: read, validate, count, calculate, tell."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from wres_calc.calculation import indicators as calculation
from wres_calc.calculation import plausible
from wres_calc.calculation.counts.count import count
from wres_calc.calculation.counts.model import Counts
from wres_calc.calculation.grouping import Grouping
from wres_calc.calculation.result import IndicatorResult
from wres_calc.definitions.load import load as load_definitions
from wres_calc.definitions.load import sha256
from wres_calc.definitions.model import YearDefinitions
from wres_calc.errors import UsageError
from wres_calc.reporting.assemble import assemble
from wres_calc.reporting.report import Report
from wres_calc.submission.load import load as load_submission
from wres_calc.submission.model import Submission
from wres_calc.validation.accept import accept, unfounded
from wres_calc.validation.issue import Issue, in_order
from wres_calc.validation.validate import ValidatedSubmission, validate

GROUPINGS = {"ethnic-heading": Grouping.ETHNIC_HEADING, "ethnic-category": Grouping.ETHNIC_CATEGORY}
FURTHER = {"pay-band": "pay_band", "staff-category": "staff_category", "internal": "internal"}
_SENT_AS = {"pay_band": "grade", "staff_category": "staff_group", "internal": "internal"}


@dataclass(frozen=True)
class Examined:
    """A submission that went all the way: what was sent, what was found, what it comes to."""

    submission: Submission
    definitions: YearDefinitions
    counts: Counts
    results: tuple[IndicatorResult, ...]
    issues: tuple[Issue, ...]


def examine(
    path: Path,
    *,
    year: int | None = None,
    organisation: str | None = None,
    by: Collection[str] = (),
    indicators: Collection[int] | None = None,
) -> Examined:
    """Read, validate, count and calculate one submission.

    `by` names further groupings and breakdowns (keys of `GROUPINGS` and `FURTHER`), `indicators` the numbers to
    calculate (`None`: all of the year).

    Raises:
        UsageError: `by` or `indicators` names something that does not exist.
        ConfigurationError: `submission.toml` or the year is wrong.
        UnreadableInput: there is no submission at the path.
    """
    _check_use(by, indicators)
    submission = load_submission(path, year=year, organisation=organisation)
    definitions = load_definitions(submission.reporting_year)
    validation = validate(submission, definitions)
    further = [FURTHER[name] for name in by if name in FURTHER]
    counts = count(validation.submission, further)
    groupings = [Grouping.ETHNIC_GROUP, *(GROUPINGS[name] for name in GROUPINGS if name in by)]
    results = tuple(
        calculation.calculate(indicator, counts, groupings, submission.population_served)
        for indicator in definitions.indicators
        if indicators is None or indicator.number in indicators
    )
    found = [*validation.issues, *_impossible(validation.submission, further)]
    found += plausible.check(results, counts, submission.thresholds)
    marked = accept(found, submission.accepted)
    issues = in_order([*marked, *unfounded(marked, submission.accepted)])
    return Examined(submission, definitions, counts, results, issues)


def calculate(
    path: Path,
    *,
    year: int | None = None,
    organisation: str | None = None,
    by: Collection[str] = (),
    indicators: Collection[int] | None = None,
    show_values: bool = False,
) -> Report:
    """The report of one submission; as `examine`, and `show_values` puts the values of faulty cells into it."""
    seen = examine(path, year=year, organisation=organisation, by=by, indicators=indicators)
    digest = sha256(seen.definitions.reporting_year)
    return assemble(
        seen.submission,
        seen.definitions,
        digest,
        seen.issues,
        seen.counts,
        seen.results,
        sorted(by),
        show_values,
    )


def _check_use(by: Collection[str], indicators: Collection[int] | None) -> None:
    known = [*GROUPINGS, *FURTHER]
    if unknown := [name for name in by if name not in known]:
        raise UsageError(f"--by does not know {', '.join(unknown)}.", f"It takes {', '.join(known)}.")
    if unknown_numbers := [str(number) for number in indicators or () if not 1 <= number <= 9]:
        raise UsageError(f"There is no indicator {', '.join(unknown_numbers)}.", "The indicators are 1 to 9.")


def _impossible(submission: ValidatedSubmission, further: Collection[str]) -> list[Issue]:
    """The breakdowns that were asked for and for which the recruitment table has no column."""
    table = submission.tables.get("recruitment")
    if table is None:
        return []
    return [
        Issue(
            "breakdown-not-possible",
            f"The breakdown by {column.replace('_', ' ')} needs a column {_SENT_AS[column]}.",
            table="recruitment",
            file=table.raw.file,
        )
        for column in further
        if not table.has(column)
    ]
