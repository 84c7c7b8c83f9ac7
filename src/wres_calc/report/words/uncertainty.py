"""How sure a figure is, in words: what chance may have done, what one person would change, and what that rests on."""

from collections.abc import Iterator, Mapping

from wres_calc.figures.uncertainty import P_PLACES, rounded
from wres_calc.report.report import Doubt, IndicatorReport, Measure, Report, Unit
from wres_calc.report.words.labels import group_in_text
from wres_calc.report.words.numbers import in_unit, limits, percent

_METHODS = {
    "wilson": "Wilson",
    "newcombe": "Newcombe's hybrid score",
    "miettinen_nurminen": "Miettinen-Nurminen score",
    "n_minus_1_chi_squared": "N-1 chi-squared test",
    "fisher_exact": "Fisher's exact test",
    "student_t": "Student's t",
    "welch_t": "Welch's t",
}


def method_name(method: str) -> str:
    """Return the name of an interval's or a test's method, as a textbook has it."""
    return _METHODS.get(method, method.replace("_", " "))


def confidence(fraction: float) -> str:
    """Return a confidence as a percentage: "95%", "99.9%"."""
    return percent(fraction * 100).replace(".0%", "%")


def interval(measure: Measure) -> str:
    """Return "95% interval 1.20 to 2.60"; empty without one."""
    found = measure.interval
    return f"{confidence(found.confidence)} interval {limits(found, measure.unit)}" if found else ""


def p_value(p: float) -> str:
    """Return "p = 0.031" to three places, "p < 0.001" below that."""
    return "p < 0.001" if p < 0.001 else f"p = {rounded(p, P_PLACES)}"


def reading(indicator: IndicatorReport, measure: Measure) -> Iterator[str]:
    """Yield what chance may have done to a comparison, a sentence each: nothing where no method applies."""
    if measure.interval is None and measure.value is None:
        return
    tested = ", ".join(p_value(test.p_value) for test in measure.tests[:1])
    yield from chance(measure, f" ({tested})" if tested else "")
    if measure.ratio_range is not None:
        lower, upper = (
            in_unit(limit, Unit.RATIO) for limit in (measure.ratio_range.lower, measure.ratio_range.upper)
        )
        where = {"within": "inside", "below": "below", "above": "above"}[measure.ratio_range.position]
        yield f"The ratio is {where} the range {lower} to {upper}."
    if measure.one_case is not None:
        yield _one_case(indicator, measure)


def cautions(indicator: IndicatorReport) -> Iterator[str]:
    """Yield what may change the verdict on an indicator, a sentence each."""
    yield from (f"Caution: {caution.text}" for caution in indicator.cautions)


def chance(measure: Measure, beside: str = "") -> Iterator[str]:
    """Yield what the verdict on a gap is, with the p-value `beside` it; nothing where there is no gap or no verdict."""
    if measure.verdict is None or measure.value == (1 if measure.unit is Unit.RATIO else 0):
        return
    if measure.verdict.clear:
        yield f"A gap this wide would be unusual if the two groups were treated alike{beside}."
    else:
        yield f"{_DOUBTS[measure.verdict.doubt or Doubt.CHANCE]}{beside}."


_DOUBTS = {
    Doubt.CHANCE: "This could be chance",
    Doubt.SMALL_NUMBERS: "The numbers are too small to say whether this could be chance",
    Doubt.NO_INTERVAL: "It is not clear whether this could be chance",
}


def doubt(measure: Measure) -> str:
    """Return why a verdict is not clear, as part of a sentence."""
    of = measure.verdict.doubt if measure.verdict else None
    return {
        Doubt.SMALL_NUMBERS: "the numbers are too small to say",
        Doubt.NO_INTERVAL: "no interval can be given",
    }.get(of or Doubt.CHANCE, "chance could explain it")


def based_on(indicator: IndicatorReport, measure: Measure) -> str:
    """Return on how few cases a comparison rests; empty where they are not few."""
    one = measure.one_case
    if one is None:
        return ""
    noun = indicator.words.case if one.people == 1 else indicator.words.cases
    return f"Based on {one.people:g} {group_in_text(one.group)} {noun}."


def _one_case(indicator: IndicatorReport, measure: Measure) -> str:
    one = measure.one_case
    assert one is not None
    noun, group = indicator.words.case, group_in_text(one.group)
    people = f"{one.people:g} {group} {noun if one.people == 1 else indicator.words.cases}"
    values = {"fewer": one.fewer, "more": one.more}
    known = {side: in_unit(value, measure.unit) for side, value in values.items() if value is not None}
    return f"Small numbers: based on {people}{_if_one(indicator, group, known)}."


def _if_one(indicator: IndicatorReport, group: str, known: Mapping[str, str]) -> str:
    """What one case would do; of a board, which has its number of members, one of these being of another group."""
    if not known:
        return ""
    of_board = indicator.kind == "gap"
    noun = f"{group} {indicator.words.case}" if of_board else indicator.words.case
    said = ", ".join(f"one {noun} {side} would make it {value}" for side, value in known.items())
    return f": with the same number of members, {said}" if of_board else f": {said}"


def about_range(report: Report) -> Iterator[str]:
    """Yield what the range is that a ratio is read against, and whether it is confirmed; nothing without ratios."""
    if any(measure.ratio_range for indicator in report.indicators for measure in indicator.measures):
        for rule in report.method.rules:
            if rule.name == "ratio_range":
                yield rule.text if rule.verified else f"{rule.text} This is our rule, not confirmed."


def about_intervals(report: Report) -> Iterator[str]:
    """Yield what a reader must know of the report's intervals, a sentence each; nothing where it has none."""
    measures = [(indicator, measure) for indicator in report.indicators for measure in indicator.measures]
    used = dict.fromkeys(measure.interval.method for _, measure in measures if measure.interval)
    if used:
        names = ", ".join(method_name(method) for method in used)
        yield f"Intervals are at {confidence(report.method.confidence)} ({names})."
        yield (
            "Indicators that are not from the staff survey count everyone: their intervals show how much chance alone "
            "could change the figure, not the error of a sample."
        )
    if any(indicator.kind == "gap" and measure.interval for indicator, measure in measures):
        yield "The board is part of the workforce it is compared with, so that the two groups overlap."
    if any(
        indicator.kind == "percentage" and measure.value is not None and measure.numerator is None
        for indicator, measure in measures
        if measure.unit is Unit.PERCENT
    ):
        yield (
            "Survey percentages that came without counts have no interval: a weighted or rounded percentage does not "
            "say how many people answered so."
        )
    yield from _survey_editions(report)


def _survey_editions(report: Report) -> Iterator[str]:
    """Yield of published survey percentages whether they are weighted, of which survey they are and from which file."""
    found = dict.fromkeys(indicator.survey for indicator in report.indicators if indicator.survey)
    files = {read.table: read.file for read in report.inputs}
    for survey in found:
        if survey.table == "survey_summary":
            kind = "are weighted" if survey.weighted else "are unweighted"
            kind = "may be weighted or not: it is not known" if survey.weighted is None else kind
            of = f" of the {survey.survey_year} staff survey" if survey.survey_year else ""
            place = f", from {files[survey.table]}" if survey.table in files else ""
            yield f"The published percentages{of}{place}, {kind}."
