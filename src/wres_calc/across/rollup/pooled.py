"""Pooled indicators: numerators and denominators of the organisations summed, then the same measures from the sums.

Never a mean of ratios. A figure is pooled from what the organisations' own reports show; where one of them withholds a
count, the pooled figure is withheld too, so that the difference to the others tells nothing.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from wres_calc.across.rollup.contract import LeftOut
from wres_calc.across.rollup.keyed import Figure, Key, Keyed, key_of, of_number
from wres_calc.counting.values import Reason
from wres_calc.figures.measures import minus, ratio
from wres_calc.figures.result import IndicatorResult, Measure, Status, Unit
from wres_calc.figures.uncertainty import with_uncertainty
from wres_calc.report import report as r
from wres_calc.report.assemble import indicator_report
from wres_calc.standards.load import load
from wres_calc.standards.model import Indicator

Side = tuple[int, Key]
"""One side of a comparison: a rate of an indicator."""

Pools = Mapping[int, Mapping[Key, Measure]]
"""The rates over all members, by indicator."""


def pool(reports: Sequence[r.Report], keyed: Keyed) -> tuple[tuple[r.IndicatorReport, ...], list[LeftOut]]:
    """The pooled indicators of at least one report of one year, and which organisations are in which of them not.

    `keyed` is shared by the levels of one roll-up.
    """
    definitions = load(reports[0].reporting_year)
    confidence = reports[0].method.confidence
    numbers = sorted({indicator.number for report in reports for indicator in report.indicators})
    found: list[r.IndicatorReport] = []
    left_out: list[LeftOut] = []
    for definition in definitions.indicators:
        if definition.number in numbers:
            members, others = _members(definition, reports, keyed)
            left_out += others
            result = _result(definition, members, others, keyed)
            found.append(indicator_report(with_uncertainty(result, confidence, definitions)))
    return tuple(found), left_out


def _members(
    definition: Indicator, reports: Sequence[r.Report], keyed: Keyed
) -> tuple[list[r.Report], list[LeftOut]]:
    """The reports that have the indicator, with counts to sum; and why the others take no part."""
    members: list[r.Report] = []
    others: list[LeftOut] = []
    for report in reports:
        code = report.organisation.code
        own = of_number(report, definition.number)
        if own is None or own.status is Status.NOT_CALCULATED:
            reason = own.reason.value if own and own.reason else "not_asked_for"
            others.append(LeftOut(code=code, indicator=definition.number, reason=reason))
        elif not keyed.has_counts(report, definition.number):
            others.append(LeftOut(code=code, indicator=definition.number, reason="no_respondents_given"))
        else:
            members.append(report)
    return members, others


def _result(
    definition: Indicator, members: list[r.Report], others: list[LeftOut], keyed: Keyed
) -> IndicatorResult:
    if not members:
        return IndicatorResult(definition, (), _only_reason(others))
    rates = _rates(definition.number, members, keyed)
    workforce = _rates(1, members, keyed) if definition.kind == "gap" else rates
    pools = {definition.number: rates, 1: workforce}
    measures = [
        _pooled_measure(definition.number, measure, members, keyed, pools)
        for measure in _in_first_order(definition.number, members, keyed)
    ]
    hidden = bool(measures) and all(measure.reason is Reason.SUPPRESSED for measure in measures)
    return IndicatorResult(definition, tuple(measures), Reason.SUPPRESSED if hidden else None)


def _only_reason(others: list[LeftOut]) -> Reason:
    known = {reason.value: reason for reason in Reason}
    return next((known[each.reason] for each in others if each.reason in known), Reason.NOT_PUBLISHED)


def _in_first_order(number: int, members: list[r.Report], keyed: Keyed) -> list[r.Measure]:
    """Every measure that some member has, in the order in which they first come."""
    found: dict[Figure, r.Measure] = {}
    for report in members:
        for figure, measure in keyed.named(report, number):
            found.setdefault(figure, measure)
    return list(found.values())


def _rates(number: int, members: list[r.Report], keyed: Keyed) -> dict[Key, Measure]:
    together: dict[Key, list[r.Measure]] = {}
    for report in members:
        for key, measure in keyed.rates(report, number).items():
            together.setdefault(key, []).append(measure)
    return {key: _summed(measures) for key, measures in together.items()}


def _summed(measures: list[r.Measure]) -> Measure:
    """One group's rate over all: people in it out of all its people."""
    first = measures[0]
    if Status.SUPPRESSED in [measure.status for measure in measures]:
        return Measure(first.measure, first.group, Unit.PERCENT, None, Reason.SUPPRESSED, first.breakdown)
    counted = [measure for measure in measures if measure.denominator is not None]
    base = _exact(sum(measure.denominator or 0 for measure in counted))
    numerators = [measure.numerator for measure in counted]
    whole = None not in numerators
    if whole:
        people = _exact(sum(people or 0 for people in numerators))
    else:
        people = sum((_people(measure) for measure in counted), Fraction())
    value = people * 100 / base if base else None
    reason = None if base else Reason.NOBODY_IN_GROUP if counted else first.reason or Reason.NOT_PUBLISHED
    return Measure(
        first.measure,
        first.group,
        Unit.PERCENT,
        value,
        reason,
        first.breakdown,
        numerator=people if whole and counted else None,
        denominator=base if counted else None,
        years=first.both_years.years if first.both_years else 1,
    )


def _people(measure: r.Measure) -> Fraction:
    """The numerator; of a percentage that came with its respondents only, what it amounts to."""
    if measure.numerator is not None:
        return _exact(measure.numerator)
    return _exact(measure.value or 0) * _exact(measure.denominator or 0) / 100


def _exact(number: float) -> Fraction:
    """The number as it is written: people are whole or halves, whose sums are exact."""
    return Fraction(repr(number))


def _pooled_measure(
    number: int, measure: r.Measure, members: list[r.Report], keyed: Keyed, pools: Pools
) -> Measure:
    own = breakdown, group = key_of(measure)
    rate = pools[number].get(own)
    if rate is None or measure.unit is Unit.PERCENT:
        return rate or _missing(measure, Reason.NOT_PUBLISHED)
    if measure.measure == "gap_to_workforce":
        whole = tuple(pair for pair in breakdown if pair[0] == "grouping"), group
        both = _of_both(((number, own), (1, whole)), members, keyed, pools)
    elif measure.compared_with is None:
        both = None
    elif (other := pools[number].get((breakdown, measure.compared_with))) is not None:
        both = rate, other
    else:
        both = _of_both(((number, own), (number, ((), measure.compared_with))), members, keyed, pools)
    if both is None:
        return _missing(measure, rate.reason or Reason.NOT_PUBLISHED)
    if measure.unit is Unit.RATIO:
        return ratio(*both)
    return minus(measure.measure, *both, measure.compared_with)


def _of_both(
    sides: tuple[Side, Side], members: list[r.Report], keyed: Keyed, pools: Pools
) -> tuple[Measure, Measure] | None:
    """Two rates over the organisations that gave both: over others, they would compare organisations, not groups."""
    pairs = [[keyed.rates(report, number).get(key) for number, key in sides] for report in members]
    given = [pair for pair in pairs if all(map(_is_given, pair))]
    if not given:
        return None
    if len(given) == len(members):
        (first, own), (second, other) = sides
        return pools[first][own], pools[second][other]
    left, right = ([rate for rate in side if rate] for side in zip(*given, strict=True))
    return _summed(left), _summed(right)


def _is_given(rate: r.Measure | None) -> bool:
    return rate is not None and (rate.denominator is not None or rate.status is Status.SUPPRESSED)


def _missing(measure: r.Measure, reason: Reason) -> Measure:
    return Measure(
        measure.measure,
        measure.group,
        measure.unit,
        None,
        reason,
        measure.breakdown,
        compared_with=measure.compared_with,
    )
