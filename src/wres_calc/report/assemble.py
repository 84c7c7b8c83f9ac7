"""From results to the report, and back to figures: exact fractions become numbers here, and nothing is rounded."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from wres_calc import __version__
from wres_calc.checking.issue import Issue
from wres_calc.counting import fate
from wres_calc.counting.dimensions import WHOLE, survey_populations
from wres_calc.counting.model import Counted, Counts, Number, Reason, Step, whole_or_half
from wres_calc.figures.figure import Figure, FigureKey, Status, Uncertainty, comparison, percent
from wres_calc.figures.indicators import IndicatorResult
from wres_calc.intake.model import Submission
from wres_calc.intake.tables import previous
from wres_calc.report import report as r
from wres_calc.report.findings import tell
from wres_calc.standards.model import SURVEY_KINDS, Standard


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
        if name in ("workforce", "shortlisted", "disciplinary", "capability", "training", "board")
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
    return r.IndicatorReport(
        number=definition.number,
        title=definition.title,
        status=Status.of(result.reason),
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
        measures=tuple(map(_measure, result.figures)),
        cautions=tuple(r.Caution(code=caution.code, text=caution.text) for caution in result.cautions),
    )


def _measure(figure: Figure) -> r.Measure:
    key = figure.key
    return r.Measure(
        measure=key.measure,
        breakdown=key.parts,
        group=key.group,
        compared_with=key.compared_with,
        compared_value=number(figure.formed_from[1].value) if figure.formed_from else None,
        numerator=people(figure.numerator),
        denominator=people(figure.denominator),
        both_years=_both_years(figure),
        value=number(figure.value),
        unit=key.unit,
        deviation=figure.deviation,
        status=figure.status,
        reason=figure.reason,
        **figure.uncertainty._asdict(),
    )


def _both_years(figure: Figure) -> r.CountsOfYears | None:
    if figure.years == 1 or figure.counted is None:
        return None
    numerator, denominator = map(int, figure.counted)
    return r.CountsOfYears(years=figure.years, numerator=numerator, denominator=denominator)


def number(value: Fraction | None) -> float | None:
    """Return a value as the contract has it."""
    return None if value is None else float(value)


def people(count: Number | None) -> int | float | None:
    """Return a number of people as the contract has it: whole, or with the half of a mean of two years."""
    return None if count is None else whole_or_half(count)


def figures_of(indicators: Collection[r.IndicatorReport], standard: str) -> dict[FigureKey, Figure]:
    """Read figures back as they were before they were saved, in their order."""
    measures = {each.key(standard, own.number): each for own in indicators for each in own.measures}
    workforce = next((each.number for each in indicators if each.kind == "share"), 0)
    rates = {key: _rate(key, each) for key, each in measures.items() if key.unit.is_rate}
    return {
        key: rates.get(key) or _compared(key, each, rates, key.sides(workforce))
        for key, each in measures.items()
    }


def _rate(key: FigureKey, saved: r.Measure) -> Figure:
    numerator, denominator = _count(saved.numerator), _count(saved.denominator)
    years = saved.both_years.years if saved.both_years else 1
    formed = percent(key, numerator, denominator).value
    more = {"years": years, "deviation": saved.deviation}
    return _read(key, saved, formed, numerator=numerator, denominator=denominator, **more)


def _compared(
    key: FigureKey, saved: r.Measure, rates: Mapping[FigureKey, Figure], sides: tuple[FigureKey, FigureKey]
) -> Figure:
    this, other = (rates.get(side) for side in sides)
    if other is None and saved.compared_value is not None:
        other = Figure(sides[1], _decimal(saved.compared_value))
    if this is None or other is None or saved.status is Status.SUPPRESSED:
        return _read(key, saved, None)
    return _read(key, saved, comparison(key, this, other).value, formed_from=(this, other))


def _read(key: FigureKey, saved: r.Measure, formed: Fraction | None, **fields: Any) -> Figure:
    """A figure as it was saved; exactly what its counts come to, where that was saved."""
    uncertainty = Uncertainty(saved.interval, saved.tests, saved.one_case, saved.ratio_range, saved.verdict)
    if saved.value is None:
        return Figure(key, None, saved.reason or Reason.NOT_PUBLISHED, uncertainty=uncertainty, **fields)
    value = _decimal(saved.value) if formed is None or float(formed) != saved.value else formed
    return Figure(key, value, uncertainty=uncertainty, **fields)


def _decimal(value: float) -> Fraction:
    """The decimal fraction that a number was written as: a percentage that came without counts."""
    return Fraction(str(value))


def _count(number: float | None) -> Number | None:
    """A number of people: halves are exact as numbers of the machine."""
    return Fraction(number) if isinstance(number, float) else number


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
        steps=tuple(map(_step, counted.steps)),
    )


def _step(step: Step) -> r.Step:
    why = fate.Fate(step.step) if step.step != "rows" else None
    return r.Step(
        step=step.step,
        rule=fate.RULES.get(why) if why else None,
        description=fate.DESCRIPTIONS[why] if why else "rows sent",
        dropped=step.dropped,
        left=step.left,
    )


def survey_figures(result: IndicatorResult, submission: Submission, counts: Counts) -> r.SurveyFigures | None:
    """Say where the percentages of an indicator come from."""
    if result.definition.kind not in SURVEY_KINDS or result.reason is not None:
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
