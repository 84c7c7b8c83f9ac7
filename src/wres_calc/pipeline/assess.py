"""The way of one submission up to its figures: read, validate, count, calculate."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wres_calc.checking.issue import Issue, in_order
from wres_calc.checking.validate import ValidatedSubmission, accept, leave_out, unfounded
from wres_calc.checking.validate import validate as validate_tables
from wres_calc.counting.count import count
from wres_calc.counting.model import Counts
from wres_calc.errors import UsageError
from wres_calc.facts.characteristics import CHARACTERISTICS, Grouping
from wres_calc.figures import indicators as calculation
from wres_calc.figures import plausible
from wres_calc.figures import prior as earlier
from wres_calc.figures.indicators import IndicatorResult
from wres_calc.intake.load import load as load_submission
from wres_calc.intake.model import Submission
from wres_calc.standards.load import WRES, years
from wres_calc.standards.load import load as load_definitions
from wres_calc.standards.model import Disclosure, Standard

GROUPINGS = tuple(
    grouping.name.replace("_", "-") for each in CHARACTERISTICS.values() for grouping in each.groupings[1:]
)
"""The detailed groupings of every characteristic."""
FURTHER = {"pay-band": "pay_band", "staff-category": "staff_category", "internal": "internal"}
_SENT_AS = {"pay_band": "grade", "staff_category": "staff_group", "internal": "internal"}


@dataclass(frozen=True)
class Assessment:
    """A submission that went all the way: what was sent, what was found, what it comes to.

    `prior` are the same organisation's submissions of earlier years that were given with it.
    """

    submission: Submission
    validated: ValidatedSubmission
    definitions: Standard
    counts: Counts
    results: tuple[IndicatorResult, ...]
    issues: tuple[Issue, ...]
    prior: tuple["Assessment", ...] = ()

    @property
    def disclosure(self) -> Disclosure:
        """How small numbers are protected: what the submission says, over what the standard does."""
        return self.submission.disclosure.over(self.definitions.disclosure)


def assess(
    path: Path,
    *,
    year: int | None = None,
    organisation: str | None = None,
    by: Collection[str] = (),
    indicators: Collection[int] | None = None,
    prior: Sequence[Path] = (),
    standard: str = WRES,
) -> Assessment:
    """Read, validate, count and calculate one submission.

    `by` names further groupings and breakdowns (names of `GROUPINGS`, keys of `FURTHER`), `indicators` the numbers to
    calculate (`None`: all of the year), `prior` the same organisation's submissions of earlier years to compare with.

    Raises:
        UsageError: `by` or `indicators` names something that does not exist; one of `prior` is of another organisation,
            or of no earlier year.
        ConfigurationError: `submission.toml` or the year is wrong.
        UnreadableInput: there is no submission at the path.
    """
    check_choices(by, indicators)
    submission = load_submission(path, year=year, organisation=organisation)
    return assess_submission(submission, by, indicators, prior, standard)


def assess_submission(
    submission: Submission,
    by: Collection[str] = (),
    indicators: Collection[int] | None = None,
    prior: Sequence[Path] = (),
    standard: str = WRES,
) -> Assessment:
    """Validate, count and calculate a submission that was read; otherwise as `assess`."""
    definitions = load_definitions(submission.reporting_year, standard)
    submission, left_out = leave_out(submission, definitions)
    further = [FURTHER[name] for name in FURTHER if name in by]
    validation = validate_tables(submission, definitions)
    counts = count(validation.submission, further)
    results = tuple(
        calculation.calculate(indicator, counts, _groupings(definitions, by), submission.population_served)
        for indicator in definitions.indicators
        if indicators is None or indicator.number in indicators
    )
    found = [*left_out, *validation.issues, *_impossible(validation.submission, further)]
    found += plausible.check(results, counts, submission.thresholds)
    before = tuple(_earlier(each, submission, by, indicators, standard) for each in prior)
    if before:
        this = earlier.Year(validation.submission, counts)
        last = max(before, key=lambda each: each.submission.reporting_year)
        found += earlier.check(this, earlier.Year(last.validated, last.counts), submission.thresholds)
    marked = accept(found, submission.accepted)
    issues = in_order([*marked, *unfounded(marked, submission.accepted)])
    return Assessment(submission, validation.submission, definitions, counts, results, issues, before)


def with_counts(assessment: Assessment, counts: Counts, by: Collection[str]) -> Assessment:
    """The same submission as if it came to other counts: the same indicators, calculated from those."""
    served = assessment.submission.population_served
    results = tuple(
        calculation.calculate(result.definition, counts, _groupings(assessment.definitions, by), served)
        for result in assessment.results
    )
    return replace(assessment, counts=counts, results=results)


def _groupings(definitions: Standard, by: Collection[str]) -> list[Grouping]:
    every = CHARACTERISTICS[definitions.characteristic].groupings
    return [each for each in every if each.main or each.name.replace("_", "-") in by]


def _earlier(
    path: Path,
    submission: Submission,
    by: Collection[str],
    indicators: Collection[int] | None,
    standard: str,
) -> Assessment:
    """An earlier year of the same organisation; without a `submission.toml` it is taken to be the year before."""
    told = (path / "submission.toml").is_file()
    code, year = submission.organisation.code, submission.reporting_year
    assumed = {} if told else {"year": year - 1, "organisation": code}
    before = assess(path, **assumed, by=by, indicators=indicators, standard=standard)  # type: ignore[arg-type]
    check_earlier(before.submission.organisation.code, before.submission.reporting_year, code, year)
    return before


def check_earlier(code: str, year: int, this_code: str, this_year: int) -> None:
    """Refuse what is given as an earlier year and is none.

    Raises:
        UsageError: it is of another organisation, or not before `this_year`.
    """
    if code.upper() != this_code.upper() or year >= this_year:
        raise UsageError(
            f"--prior is {code} {year}; it should be {this_code}, before {this_year}.",
            "Give the same organisation's submission of an earlier year.",
        )


def check_choices(by: Collection[str], indicators: Collection[int] | None) -> None:
    """Refuse what there is no such thing of.

    Raises:
        UsageError: `by` or `indicators` names something that does not exist.
    """
    known = [*GROUPINGS, *FURTHER]
    if unknown := [name for name in by if name not in known]:
        raise UsageError(f"--by does not know {', '.join(unknown)}.", f"It takes {', '.join(known)}.")
    if not indicators:
        return
    numbers = [each.number for each in load_definitions(years()[-1]).indicators]
    if unknown_numbers := [str(number) for number in indicators if number not in numbers]:
        raise UsageError(
            f"There is no indicator {', '.join(unknown_numbers)}.",
            f"The indicators are {numbers[0]} to {numbers[-1]}.",
        )


def _impossible(submission: ValidatedSubmission, further: Collection[str]) -> list[Issue]:
    """The breakdowns that were asked for and for which the recruitment table has no column."""
    table = submission.tables.get("recruitment") or submission.tables.get("counts")
    if table is None:
        return []
    if table.raw.form == "counts":
        message = (
            "The breakdowns of indicator 2 need a row an application; counts do not go into that detail."
        )
        return [Issue("breakdown-not-possible", message, table=table.raw.name)] if further else []
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
