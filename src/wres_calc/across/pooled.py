"""Pooled indicators: numerators and denominators of the organisations summed, then the same measures from the sums.

Never a mean of ratios. A figure is pooled from what the organisations' own reports show; where one of them withholds a
count, the pooled figure is withheld too, so that the difference to the others tells nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from wres_calc.across.contract import LeftOut
from wres_calc.across.figures import Figures
from wres_calc.checking.catalogue import CATALOGUE
from wres_calc.counting.model import Number, Reason
from wres_calc.facts.indicator_number import IndicatorNumber
from wres_calc.figures.figure import Figure, FigureKey, Status, comparison
from wres_calc.figures.indicators import IndicatorResult, workforce_indicator
from wres_calc.figures.measures import Unit
from wres_calc.figures.statistics.means import pooled as pooled_scores
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
            pools = Pools(list(members.values()), workforce_indicator(definitions))
            result = with_uncertainty(_result(definition, pools, others), confidence, definitions)
            cautions = tuple(_cautions(number, members))
            found.append(indicator_report(result).model_copy(update={"cautions": cautions}))
            left_out += others
    return tuple(found), left_out


def _why_not(figures: Figures, number: IndicatorNumber) -> str | None:
    """Why an organisation takes no part in an indicator; `None` where it has counts to sum."""
    own = figures.indicators.get(number)
    if own is None or own.status is Status.NOT_CALCULATED:
        return own.reason.value if own and own.reason else "not_asked_for"
    weighed = all(
        figure.value is None or figure.denominator is not None
        for key, figure in figures.by_indicator[number].items()
        if key.unit.is_rate
    )
    return None if weighed else "no_respondents_given"


def _cautions(number: IndicatorNumber, members: Mapping[str, Figures]) -> Iterator[r.Caution]:
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


def _result(definition: Indicator, pools: "Pools", others: Sequence[LeftOut]) -> IndicatorResult:
    if not pools.members:
        return IndicatorResult(definition, (), _only_reason(others))
    keys = dict.fromkeys(key for each in pools.members for key in each.by_indicator[definition.number])
    figures = tuple(map(pools.figure, keys))
    hidden = bool(figures) and all(figure.reason is Reason.SUPPRESSED for figure in figures)
    return IndicatorResult(definition, figures, Reason.SUPPRESSED if hidden else None)


def _only_reason(others: Sequence[LeftOut]) -> Reason:
    known = {reason.value: reason for reason in Reason}
    return next((known[each.reason] for each in others if each.reason in known), Reason.NOT_PUBLISHED)


class Pools:
    """The figures of several organisations, summed when they are asked for."""

    def __init__(self, members: Sequence[Figures], workforce: IndicatorNumber) -> None:
        self.members, self._workforce = members, workforce
        self._sums: dict[FigureKey, Figure] = {}

    def figure(self, key: FigureKey) -> Figure:
        """Return a figure over all that have it."""
        own = self._rate(key.rate)
        if own is None:
            return Figure(key, None, Reason.NOT_PUBLISHED)
        if key == key.rate:
            return own
        both = self._both(*key.sides(self._workforce))
        return comparison(key, *both) if both else Figure(key, None, own.reason or Reason.NOT_PUBLISHED)

    def _rate(self, key: FigureKey) -> Figure | None:
        if key not in self._sums and (found := self._of(key)):
            self._sums[key] = _summed(found)
        return self._sums.get(key)

    def _of(self, key: FigureKey) -> list[Figure]:
        return [figure for each in self.members if (figure := each.by_key.get(key))]

    def _both(self, own: FigureKey, other: FigureKey) -> tuple[Figure, Figure] | None:
        """Two rates; of different parts of the people over the organisations that gave both.

        Over others they would compare organisations, not groups.
        """
        pairs = [(each.by_key.get(own), each.by_key.get(other)) for each in self.members]
        same_part = own._replace(group=other.group) == other
        given = [pair for pair in pairs if same_part or all(map(_is_given, pair))]
        if len(given) == len(pairs):
            first, last = self._rate(own), self._rate(other)
            return (first, last) if first is not None and last is not None else None
        if not given:
            return None
        left, right = ([rate for rate in side if rate] for side in zip(*given, strict=True))
        return _summed(left), _summed(right)


def _is_given(rate: Figure | None) -> bool:
    return rate is not None and (rate.denominator is not None or rate.status is Status.SUPPRESSED)


def _summed(rates: Sequence[Figure]) -> Figure:
    """One group's rate over all: people in it out of all its people.

    Of a percentage that came with its respondents only, people are what it amounts to.
    """
    first = rates[0]
    if any(rate.status is Status.SUPPRESSED for rate in rates):
        return Figure(first.key, None, Reason.SUPPRESSED)
    counted = [(rate, rate.denominator) for rate in rates if rate.denominator is not None]
    if not counted:
        return Figure(first.key, None, first.reason or Reason.NOT_PUBLISHED)
    base = sum(everybody for _, everybody in counted)
    if first.key.unit is Unit.SCORE and base:
        total = sum((Fraction(rate.value or 0) * people for rate, people in counted), Fraction(0))
        samples = [sample for rate, everybody in counted if everybody and (sample := rate.sample)]
        known = len(samples) == sum(everybody > 0 for _, everybody in counted)
        deviation = pooled_scores(samples).deviation if known else None
        return Figure(first.key, total / base, denominator=base, deviation=deviation)
    people: Number = sum(
        Fraction(rate.value or 0) * everybody / 100 if rate.numerator is None else rate.numerator
        for rate, everybody in counted
    )
    whole = all(rate.numerator is not None for rate, _ in counted)
    return Figure(
        first.key,
        Fraction(people * 100, base) if base else None,
        None if base else Reason.NOBODY_IN_GROUP,
        people if whole else None,
        base,
        first.years,
    )
