"""From results to the report: exact fractions become numbers here, and nothing is rounded."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from wres_calc import __version__
from wres_calc.calculation.counts import fate
from wres_calc.calculation.counts.model import Counted, Counts
from wres_calc.calculation.result import IndicatorResult, Measure, Number, Status
from wres_calc.definitions.model import YearDefinitions
from wres_calc.reporting import report as r
from wres_calc.reporting.findings import tell
from wres_calc.submission.model import Submission
from wres_calc.validation.issue import Issue


def assemble(
    submission: Submission,
    definitions: YearDefinitions,
    sha256: str,
    issues: Sequence[Issue],
    counts: Counts,
    results: Iterable[IndicatorResult],
    groupings: Sequence[str] = (),
    show_values: bool = False,
) -> r.Report:
    """The report of one submission. `sha256` is that of the definition file."""
    organisation = r.Organisation(**submission.organisation.model_dump())
    return r.Report(
        tool=r.Tool(version=__version__),
        organisation=organisation,
        reporting_year=definitions.reporting_year,
        snapshot_date=definitions.snapshot_date,
        inputs=_inputs(submission, counts),
        issues=tell(issues, show_values),
        indicators=tuple(_indicator(result) for result in results),
        method=_method(definitions, sha256, counts, groupings),
    )


def _inputs(submission: Submission, counts: Counts) -> tuple[r.Input, ...]:
    people = {
        counted.table: counted.people
        for name, counted in counts.populations.items()
        if name in ("workforce", "shortlisted", "disciplinary", "training", "board")
        and counted.table != "counts"
    }
    return tuple(
        r.Input(
            table=raw.name,
            file=raw.file,
            sheet=raw.sheet,
            sha256=raw.sha256,
            rows=raw.rows,
            people=people.get(raw.name),
        )
        for raw in submission.tables.values()
    )


def _indicator(result: IndicatorResult) -> r.IndicatorReport:
    definition = result.definition
    return r.IndicatorReport(
        number=definition.number,
        title=definition.title,
        status=Status.CALCULATED if result.reason is None else Status.NOT_CALCULATED,
        reason=result.reason,
        kind=definition.kind,
        wording=definition.wording,
        formula=definition.formula,
        unknown=definition.unknown,
        above=definition.above,
        below=definition.below,
        source=r.Source(**definition.source.model_dump()),
        verified=definition.verified,
        measures=tuple(_measure(measure) for measure in result.measures),
    )


def _measure(measure: Measure) -> r.Measure:
    return r.Measure(
        measure=measure.measure,
        breakdown=dict(measure.breakdown),
        ethnic_group=measure.ethnic_group,
        compared_with=measure.compared_with,
        numerator=_people(measure.numerator),
        denominator=_people(measure.denominator),
        value=None if measure.value is None else float(measure.value),
        unit=measure.unit,
        status=Status.CALCULATED if measure.reason is None else Status.NOT_CALCULATED,
        reason=measure.reason,
    )


def _people(number: Number | None) -> int | float | None:
    """A number of people: whole, or with the half of a mean of two years."""
    if number is None:
        return None
    exact = Fraction(number)
    return int(exact) if exact.denominator == 1 else float(exact)


def _method(definitions: YearDefinitions, sha256: str, counts: Counts, groupings: Sequence[str]) -> r.Method:
    return r.Method(
        definitions_sha256=sha256,
        definitions_verified=definitions.verified,
        survey_year=definitions.survey.year,
        groupings=tuple(groupings),
        rules=tuple(r.Rule(**rule.model_dump()) for rule in definitions.rules),
        populations=tuple(
            _population(name, counted) for name, counted in counts.populations.items() if counted.steps
        ),
    )


def _population(name: str, counted: Counted) -> r.Population:
    return r.Population(
        population=name,
        table=counted.table,
        people=counted.people,
        steps=tuple(
            r.Step(
                step=step.step,
                description=fate.DESCRIPTIONS[fate.Fate(step.step)] if step.step != "rows" else "rows sent",
                dropped=step.dropped,
                left=step.left,
            )
            for step in counted.steps
        ),
    )
