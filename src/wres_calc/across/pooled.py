"""Pooled indicators: numerators and denominators of the organisations summed, then the same measures from the sums.

Never a mean of ratios. A figure is pooled from what the organisations' own reports show; where one of them withholds a
count, the pooled figure is withheld too, so that the difference to the others tells nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from wres_calc.across.contract import LeftOut
from wres_calc.across.figures import FigureKey, Figures, RateKey
from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.counting.model import Number, Reason
from wres_calc.figures.result import IndicatorResult, Measure, Status, Unit, minus, ratio
from wres_calc.figures.uncertainty import with_uncertainty
from wres_calc.report import report as r
from wres_calc.report.assemble import indicator_report
from wres_calc.standards.model import Indicator, Standard

_NAMED = 5
"""Organisations that a caution names; more are counted."""


def pool(
    organisations: Mapping[str, Figures], definitions: Standard, confidence: float
) -> tuple[tuple[r.IndicatorReport, ...], list[LeftOut]]:
    """Return the pooled indicators of organisations, by code, and which of these take no part in which of them."""
    numbers = {number for figures in organisations.values() for number in figures.indicators}
    found: list[r.IndicatorReport] = []
    left_out: list[LeftOut] = []
    for definition in definitions.indicators:
        number = definition.number
        if number in numbers:
            reasons = {code: _why_not(figures, number) for code, figures in organisations.items()}
            members = {code: organisations[code] for code, reason in reasons.items() if reason is None}
            others = [
                LeftOut(code=code, indicator=number, reason=reason)
                for code, reason in reasons.items()
                if reason
            ]
            result = _result(definition, list(members.values()), others)
            result = with_uncertainty(result, confidence, definitions)
            cautions = tuple(_cautions(number, members))
            found.append(indicator_report(result).model_copy(update={"cautions": cautions}))
            left_out += others
    return tuple(found), left_out


def _why_not(figures: Figures, number: int) -> str | None:
    """Why an organisation takes no part in an indicator; `None` where it has counts to sum."""
    own = figures.indicators.get(number)
    if own is None or own.status is Status.NOT_CALCULATED:
        return own.reason.value if own and own.reason else "not_asked_for"
    return None if figures.has_counts(number) else "no_respondents_given"


def _cautions(number: int, members: Mapping[str, Figures]) -> Iterator[r.Caution]:
    """What may change the verdict on the members' own figures, and at how many of them it may."""
    found: dict[str, dict[str, str]] = {}
    for code, figures in members.items():
        for caution in figures.indicators[number].cautions:
            found.setdefault(caution.code, {})[code] = caution.text
    for name, texts in found.items():
        same = len(set(texts.values())) == 1 or name not in CATALOGUE
        text = next(iter(texts.values())) if same else f"{CATALOGUE[name].of()[0]}."
        listed = ", ".join([*list(texts)[:_NAMED], *(["…"] if len(texts) > _NAMED else [])])
        many = f"{len(texts):,} of {len(members):,} organisations"
        yield r.Caution(code=name, text=f"At {many} ({listed}): {text}")


def _result(definition: Indicator, members: Sequence[Figures], others: Sequence[LeftOut]) -> IndicatorResult:
    if not members:
        return IndicatorResult(definition, (), _only_reason(others))
    pools = Pools(members)
    first: dict[FigureKey, r.Measure] = {}
    for figures in members:
        for key, measure in figures.measures[definition.number].items():
            first.setdefault(key, measure)
    measures = tuple(pools.measure(key, measure) for key, measure in first.items())
    hidden = bool(measures) and all(measure.reason is Reason.SUPPRESSED for measure in measures)
    return IndicatorResult(definition, measures, Reason.SUPPRESSED if hidden else None)


def _only_reason(others: Sequence[LeftOut]) -> Reason:
    known = {reason.value: reason for reason in Reason}
    return next((known[each.reason] for each in others if each.reason in known), Reason.NOT_PUBLISHED)


class Pools:
    """The rates of several organisations, summed when they are asked for."""

    def __init__(self, members: Sequence[Figures]) -> None:
        self._members = members
        self._known = {key for figures in members for key in figures.rates}
        self._sums: dict[RateKey, Measure] = {}
        self._workforce = members[0].workforce

    def rate(self, key: RateKey) -> Measure | None:
        """One group's rate over all that have it."""
        if key not in self._sums and key in self._known:
            self._sums[key] = _summed([rate for each in self._members if (rate := each.rates.get(key))])
        return self._sums.get(key)

    def measure(self, key: FigureKey, measure: r.Measure) -> Measure:
        """Any measure over all that have it; `measure` is that of the first."""
        rate = self.rate(key.rate)
        if rate is None or measure.unit is Unit.PERCENT:
            return rate or _missing(measure, Reason.NOT_PUBLISHED)
        sides = key.sides(self._known, self._workforce)
        both = None if sides is None else self._both(*sides)
        if both is None:
            return _missing(measure, rate.reason or Reason.NOT_PUBLISHED)
        if measure.unit is Unit.RATIO:
            return ratio(*both)
        return minus(measure.measure, *both, measure.compared_with)

    def _both(self, own: RateKey, other: RateKey) -> tuple[Measure, Measure] | None:
        """Two rates; of different parts of the people over the organisations that gave both.

        Over others they would compare organisations, not groups.
        """
        pairs = [(each.rates.get(own), each.rates.get(other)) for each in self._members]
        same_part = own._replace(group=other.group) == other
        given = pairs if same_part else [pair for pair in pairs if all(map(_is_given, pair))]
        if len(given) == len(pairs):
            first, last = self.rate(own), self.rate(other)
            return (first, last) if first is not None and last is not None else None
        if not given:
            return None
        left, right = ([rate for rate in side if rate] for side in zip(*given, strict=True))
        return _summed(left), _summed(right)


def _is_given(rate: r.Measure | None) -> bool:
    return rate is not None and (rate.denominator is not None or rate.status is Status.SUPPRESSED)


def _summed(measures: Sequence[r.Measure]) -> Measure:
    """One group's rate over all: people in it out of all its people."""
    first = measures[0]
    if any(measure.status is Status.SUPPRESSED for measure in measures):
        return Measure(first.measure, first.group, Unit.PERCENT, None, Reason.SUPPRESSED, first.breakdown)
    counted = [measure for measure in measures if measure.denominator is not None]
    base = sum(_exact(measure.denominator or 0) for measure in counted)
    whole = all(measure.numerator is not None for measure in counted)
    people = sum(_people(measure) for measure in counted)
    reason = None if base else Reason.NOBODY_IN_GROUP if counted else first.reason or Reason.NOT_PUBLISHED
    return Measure(
        first.measure,
        first.group,
        Unit.PERCENT,
        Fraction(people * 100, base) if base else None,
        reason,
        first.breakdown,
        numerator=people if whole and counted else None,
        denominator=base if counted else None,
        years=first.both_years.years if first.both_years else 1,
    )


def _people(measure: r.Measure) -> Number:
    """The numerator; of a percentage that came with its respondents only, what it amounts to."""
    if measure.numerator is not None:
        return _exact(measure.numerator)
    return Fraction(_exact(measure.value or 0) * _exact(measure.denominator or 0)) / 100


def _exact(number: float) -> Number:
    """The number as it is written: people are whole or halves, whose sums are exact."""
    return number if isinstance(number, int) else Fraction(repr(number))


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
