"""The way of one submission up to its figures: read once, then validated, counted and calculated by each standard.

The trace of rows and the issues are of the same assessments.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from wres_calc.checking.filled_form import placed
from wres_calc.checking.issue import Issue, in_order
from wres_calc.checking.validate import NEEDLESS, ValidatedSubmission, accept, leave_out, unfounded
from wres_calc.checking.validate import validate as validate_tables
from wres_calc.counting.breakdowns import find_breakdowns
from wres_calc.counting.count import count
from wres_calc.counting.dimensions import BREAKDOWNS
from wres_calc.counting.model import Counts
from wres_calc.errors import UsageError, WresError
from wres_calc.facts.characteristics import CHARACTERISTICS, Grouping
from wres_calc.facts.indicator_number import IndicatorNumber, is_part, order
from wres_calc.figures import indicators as calculation
from wres_calc.figures import plausible
from wres_calc.figures import prior as earlier
from wres_calc.figures.figure import Cell, comparison
from wres_calc.figures.indicators import IndicatorResult
from wres_calc.intake.load import load as load_submission
from wres_calc.intake.model import Submission
from wres_calc.standards.load import codes, years
from wres_calc.standards.load import load as load_definitions
from wres_calc.standards.model import Disclosure, Indicator, PercentageIndicator, Standard

if TYPE_CHECKING:
    from wres_calc.counting.trace import Trace

SURVEY_RATIO = "survey-ratio"
"""What asks for ratios of survey percentages, which no standard here has."""


@dataclass(frozen=True)
class Options:
    """What is asked of a submission, and how it is reported.

    `year` and `organisation` stand in for what `submission.toml` does not say. `standards` are codes; without them the
    submission says which. `by` are further groupings and breakdowns, `indicators` the numbers to calculate (`None`:
    all of the year), `prior` earlier years of the same organisation: submissions, or saved reports (JSON).

    `confidence` is that of every interval (0.5 to 0.999). With `publish` the report is for the public: small numbers
    are protected, also against what was `published_before` for the same day, and against the releases that stand in
    the folder `beside` which files are written to. `show_values` puts the values of faulty cells into an internal
    report. `rollup` are the roll-ups to compare with.
    """

    year: int | None = None
    organisation: str | None = None
    standards: tuple[str, ...] = ()
    by: Collection[str] = ()
    indicators: Collection[IndicatorNumber] | None = None
    prior: Sequence[Path] = ()
    confidence: float = 0.95
    publish: bool = False
    show_values: bool = False
    published_before: Path | None = None
    beside: Path | None = None
    rollup: Path | None = None

    @property
    def saved_reports(self) -> list[Path]:
        """Those of the earlier years that are saved reports."""
        return [path for path in self.prior if path.suffix.lower() == ".json"]


@dataclass(frozen=True)
class Assessment:
    """A submission that went all the way by one standard: what was sent, what was found, what it comes to.

    `prior` are the same organisation's submissions of earlier years that were given with it, `run` what this one comes
    to by all the standards that were asked for.
    """

    submission: Submission
    validated: ValidatedSubmission
    definitions: Standard
    counts: Counts
    results: tuple[IndicatorResult, ...]
    issues: tuple[Issue, ...]
    prior: tuple["Assessment", ...] = ()
    run: "Run | None" = None

    @property
    def disclosure(self) -> Disclosure:
        """How small numbers are protected: what the submission says, over what the standard does."""
        return self.submission.disclosure.over(self.definitions.disclosure)


@dataclass(eq=False)
class Run:
    """What one submission comes to by each standard that was asked for.

    `hidden` are the cells that the reports of these, by their codes, do not show the public, for what was published
    before, with the rules that this follows: decided once, for all of them are one release.
    """

    assessments: Sequence[Assessment]
    hidden: dict[tuple[Path | None, Path | None], Mapping[str, tuple[frozenset[Cell], Disclosure]]] = field(
        default_factory=dict
    )


def assess(path: Path, options: Options = Options()) -> Assessment:
    """Assess a submission by the first of the standards that were asked for; raises as `assess_each`."""
    return assess_each(path, options)[0]


def assess_each(sent: Path | Submission, options: Options) -> list[Assessment]:
    """Read a submission once; validate, count and calculate it by each standard that was asked for.

    Raises:
        UsageError: the options name something that does not exist; one of `prior` is of another organisation, or of no
            earlier year.
        ConfigurationError: `submission.toml` or the year is wrong.
        UnreadableInput: there is no submission at the path.
    """
    submission = sent if isinstance(sent, Submission) else _read(sent, options.year, options.organisation)
    check_choices(options, submission.breakdowns)
    submission = replace(submission, standards=options.standards or submission.standards)
    before = [_earlier(path, submission) for path in options.prior if path not in options.saved_reports]
    found = [_assessed(submission, before, options, code) for code in submission.standards]
    needless = set.intersection(*({*each.issues} for each in found))
    return _as_one_run(
        [
            replace(
                each, issues=tuple(one for one in each.issues if one.code not in NEEDLESS or one in needless)
            )
            for each in found
        ]
    )


def _as_one_run(found: Sequence[Assessment]) -> list[Assessment]:
    """The same submission by several standards, each knowing of the others; so for each earlier year."""
    run = Run(found)
    years = zip(
        *(_as_one_run(year) for year in zip(*(each.prior for each in found), strict=True)), strict=True
    )
    priors = list(years) or [()] * len(found)
    return [replace(each, run=run, prior=prior) for each, prior in zip(found, priors, strict=True)]


def _read(path: Path, year: int | None, organisation: str | None) -> Submission:
    return load_submission(path, year=year, organisation=organisation)


def _assessed(
    submission: Submission, before: Iterable[Submission], options: Options, standard: str
) -> Assessment:
    definitions = load_definitions(submission.reporting_year, standard)
    submission, left_out = leave_out(submission, definitions)
    validation = validate_tables(submission, definitions)
    further, cannot = find_breakdowns(validation.submission, submission.breakdowns, options.by)
    counts = count(validation.submission, further)
    asked = [
        each
        for each in definitions.indicators
        if options.indicators is None or any(is_part(each.number, asked) for asked in options.indicators)
    ]
    results = _results(asked, counts, options.by, submission)
    found = [*left_out, *validation.issues, *cannot]
    same = validation.looked_at is validation.submission
    looked_at = counts if same else count(validation.looked_at, further)
    found += plausible.check(results, looked_at, submission.thresholds)
    prior = tuple(_assessed(each, (), options, standard) for each in before)
    if prior:
        this = earlier.Year(validation.looked_at, looked_at)
        last = max(prior, key=lambda each: each.submission.reporting_year)
        found += earlier.check(this, earlier.Year(last.validated, last.counts), submission.thresholds)
    marked = accept([placed(each, submission.tables) for each in found], submission.accepted)
    issues = in_order([*marked, *unfounded(marked, submission.accepted, definitions.characteristic)])
    return Assessment(submission, validation.submission, definitions, counts, results, issues, prior)


def with_counts(assessment: Assessment, counts: Counts, by: Collection[str]) -> Assessment:
    """The same submission as if it came to other counts: the same indicators, calculated from those."""
    indicators = [result.definition for result in assessment.results]
    results = _results(indicators, counts, by, assessment.submission)
    return replace(assessment, counts=counts, results=results)


def _results(
    indicators: Iterable[Indicator], counts: Counts, by: Collection[str], submission: Submission
) -> tuple[IndicatorResult, ...]:
    every = CHARACTERISTICS[counts.standard.characteristic].groupings
    groupings = [each for each in every if each.main or option_of(each) in by]
    served = submission.population_served
    results = (calculation.calculate(each, counts, groupings, served) for each in indicators)
    return tuple(map(_with_ratios, results) if SURVEY_RATIO in by else results)


def _with_ratios(result: IndicatorResult) -> IndicatorResult:
    """The result with the ratio of each two percentages whose difference it has; detailed groups are left out."""
    if not isinstance(result.definition, PercentageIndicator):
        return result
    ratios = (
        comparison(each.key._replace(measure="unofficial_ratio"), *each.formed_from)
        for each in result.figures
        if each.formed_from and not each.key.grouping
    )
    return replace(result, figures=(*result.figures, *ratios))


def option_of(grouping: Grouping) -> str:
    """The name of a grouping as an option has it."""
    return grouping.name.replace("_", "-")


def _earlier(path: Path, submission: Submission) -> Submission:
    """An earlier year of the same organisation; without a `submission.toml` it is taken to be the year before."""
    code, year = submission.organisation.code, submission.reporting_year
    told = (path / "submission.toml").is_file()
    before = _read(path, None, None) if told else _read(path, year - 1, code)
    check_earlier(before.organisation.code, before.reporting_year, code, year)
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


def check_choices(options: Options, breakdowns: Collection[str] | None = None) -> None:
    """Refuse what there is no such thing of; `breakdowns` are those that the submission names, `None` not yet known.

    Raises:
        UsageError: `standards`, `by` or `indicators` names something that does not exist; an earlier release is named
            for what is not published.
    """
    if options.published_before is not None and not options.publish:
        raise UsageError("--previous goes with --publish: it says what is known to the public already.")
    if unknown := [code for code in options.standards if code not in codes()]:
        raise UsageError(f"--standard does not know {', '.join(unknown)}.", f"It takes {', '.join(codes())}.")
    if not (options.by or options.indicators):
        return  # nothing else is asked for by a name, and no standard needs to be read for it
    standards = [load_definitions(years(code)[-1], code) for code in options.standards or codes()]
    groupings = [
        option_of(grouping)
        for name in dict.fromkeys(each.characteristic for each in standards)
        for grouping in CHARACTERISTICS[name].groupings[1:]
    ]
    known = [*groupings, *BREAKDOWNS, SURVEY_RATIO, *(breakdowns or ())]
    if breakdowns is not None and (unknown := [name for name in options.by if name not in known]):
        raise UsageError(
            f"--by does not know {', '.join(unknown)}.",
            f"It takes {', '.join(known)}, and what [breakdowns] in submission.toml names: "
            f'{unknown[0].replace("-", "_")} = "the heading of its column".',
        )
    numbers = sorted({each.number for standard in standards for each in standard.indicators}, key=order)
    asked = options.indicators or ()
    if missing := [str(each) for each in asked if not any(is_part(number, each) for number in numbers)]:
        raise UsageError(
            f"There is no indicator {', '.join(missing)}.",
            f"The indicators are {', '.join(map(str, numbers))}.",
        )


def trace(path: Path, options: Options) -> list[tuple[Assessment, "Trace"]]:
    """Trace every row of one submission, by each standard that was asked for; raises as `assess_each` does.

    Raises:
        WresError: a fault of the program: the rows as traced do not add up to what the report says.
    """
    from wres_calc.counting.trace import trace as trace_rows

    traced = []
    for assessment in assess_each(path, options):
        found = trace_rows(assessment.submission, assessment.validated, assessment.counts)
        if differing := [total.population for total in found.totals if not total.agrees]:
            raise WresError(
                f"A fault of the program: the trace and the report differ on {', '.join(differing)}.",
                "Nothing was written. Please tell the maintainers, without any of your data.",
            )
        traced.append((assessment, found))
    return traced
