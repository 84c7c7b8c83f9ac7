"""From results to the report: exact fractions become numbers here, and nothing is rounded."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Literal

from wres_calc import __version__
from wres_calc.checking.issue import Issue
from wres_calc.counting import fate
from wres_calc.counting.dimensions import WHOLE, survey_populations
from wres_calc.counting.model import Counted, Counts, Number, Reason, whole_or_half
from wres_calc.figures.result import IndicatorResult, Interval, Measure, OneCase, Status, Unit, Verdict
from wres_calc.figures.uncertainty import PLACES, rounded
from wres_calc.intake.model import Submission
from wres_calc.intake.tables import previous
from wres_calc.report import report as r
from wres_calc.report.findings import tell
from wres_calc.standards.model import RatioRange, Standard


def assemble(
    submission: Submission,
    definitions: Standard,
    sha256: str,
    issues: Sequence[Issue],
    counts: Counts,
    results: Iterable[IndicatorResult],
    groupings: Sequence[str] = (),
    show_values: bool = False,
    confidence: float = 0.95,
) -> r.Report:
    """The report of one submission. `sha256` is that of the definition file, `confidence` that of the intervals."""
    organisation = r.Organisation(**submission.organisation.model_dump())
    return r.Report(
        tool=r.Tool(version=__version__),
        standard=standard_summary(definitions),
        organisation=organisation,
        reporting_year=definitions.reporting_year,
        snapshot_date=definitions.snapshot_date,
        inputs=_inputs(submission, counts),
        issues=tell(issues, show_values),
        indicators=tuple(
            indicator_report(result, survey_figures(result, submission, counts)) for result in results
        ),
        method=_method(definitions, sha256, counts, groupings, confidence),
    )


def standard_summary(definitions: Standard) -> r.StandardSummary:
    """Say which standard it is."""
    return r.StandardSummary(
        code=definitions.code,
        title=definitions.title,
        characteristic=definitions.characteristic,
        compared=definitions.compared,
        reference=definitions.reference,
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


def indicator_report(result: IndicatorResult, survey: r.SurveyFigures | None = None) -> r.IndicatorReport:
    """One indicator of the report; `survey` says where its percentages come from."""
    definition = result.definition
    ratio_range = definition.ratio_range if definition.kind == "relative_likelihood" else None
    return r.IndicatorReport(
        number=definition.number,
        title=definition.title,
        status=_status(result.reason),
        reason=result.reason,
        kind=definition.kind,
        wording=definition.wording,
        formula=definition.formula,
        unknown=definition.unknown,
        above=definition.above,
        below=definition.below,
        adverse=definition.adverse,
        words=definition.words,
        rules=definition.rules,
        source=definition.source,
        verified=definition.verified,
        survey=survey,
        measures=tuple(_measure(measure, ratio_range) for measure in result.measures),
        cautions=tuple(r.Caution(code=caution.code, text=caution.text) for caution in result.cautions),
    )


def _measure(measure: Measure, ratio_range: RatioRange | None) -> r.Measure:
    uncertainty = measure.uncertainty
    return r.Measure(
        measure=measure.measure,
        breakdown=dict(measure.breakdown),
        group=measure.group,
        compared_with=measure.compared_with,
        compared_value=_number(measure.formed_from[1].value) if measure.formed_from else None,
        numerator=_people(measure.numerator),
        denominator=_people(measure.denominator),
        both_years=_both_years(measure),
        value=_number(measure.value),
        unit=measure.unit,
        interval=None if uncertainty.interval is None else _interval(uncertainty.interval),
        tests=tuple(r.Test(**test._asdict()) for test in uncertainty.tests),
        one_case=None if uncertainty.one_case is None else _one_case(uncertainty.one_case),
        ratio_range=None if ratio_range is None else _range(measure, ratio_range),
        verdict=None if uncertainty.verdict is None else _verdict(uncertainty.verdict),
        status=_status(measure.reason),
        reason=measure.reason,
    )


def _both_years(measure: Measure) -> r.CountsOfYears | None:
    if measure.years == 1 or measure.counted is None:
        return None
    numerator, denominator = measure.counted
    return r.CountsOfYears(years=measure.years, numerator=int(numerator), denominator=int(denominator))


def _status(reason: Reason | None) -> Status:
    if reason is None:
        return Status.CALCULATED
    return Status.SUPPRESSED if reason is Reason.SUPPRESSED else Status.NOT_CALCULATED


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _interval(interval: Interval) -> r.Interval:
    return r.Interval(**interval._asdict(), unbounded=interval.upper is None)


def _one_case(one: OneCase) -> r.OneCase:
    return r.OneCase(
        group=one.group,
        people=whole_or_half(one.people),
        fewer=_number(one.fewer),
        more=_number(one.more),
    )


def _verdict(verdict: Verdict) -> r.Verdict:
    return r.Verdict(clear=verdict.side != 0, adverse=verdict.adverse, doubt=verdict.doubt)


def _range(measure: Measure, within: RatioRange) -> r.RatioRange | None:
    """Where a ratio stands, decided on the ratio as it is shown: 0.799 is shown as 0.80 and inside."""
    if measure.unit is not Unit.RATIO or measure.value is None:
        return None
    shown = float(rounded(float(measure.value), PLACES[Unit.RATIO]))
    position: Literal["below", "within", "above"] = "within"
    if shown < within.lower:
        position = "below"
    elif shown > within.upper:
        position = "above"
    return r.RatioRange(lower=within.lower, upper=within.upper, position=position)


def _people(number: Number | None) -> int | float | None:
    """A number of people: whole, or with the half of a mean of two years."""
    return None if number is None else whole_or_half(number)


def _method(
    definitions: Standard, sha256: str, counts: Counts, groupings: Sequence[str], confidence: float
) -> r.Method:
    return r.Method(
        definitions_sha256=sha256,
        definitions_verified=definitions.verified,
        survey_year=definitions.survey.year,
        confidence=confidence,
        groupings=tuple(groupings),
        rules=tuple(definitions.every_rule),
        populations=tuple(
            _population(each, counted)
            for name, whole in counts.populations.items()
            for each, counted in ((name, whole), (previous(name), whole.earlier))
            if counted is not None and counted.steps
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


def survey_figures(result: IndicatorResult, submission: Submission, counts: Counts) -> r.SurveyFigures | None:
    """Say where the percentages of an indicator come from."""
    if result.definition.kind != "percentage" or result.reason is not None:
        return None
    if not any(number == result.definition.number for number, _ in counts.published):
        answered = counts.populations[survey_populations(result.definition.number)[1]].tallies[WHOLE]
        return r.SurveyFigures(
            table="staff_survey",
            weighted=False,
            answered=int(answered.total),
            unknown=int(answered.unknown),
        )
    edition = submission.tables["survey_summary"].edition
    return r.SurveyFigures(table="survey_summary", **asdict(edition))
