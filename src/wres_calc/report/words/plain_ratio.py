"""Relative likelihoods in plain sentences: "A were 1.83 times as likely as B to ...", never "times more likely"."""

from collections.abc import Iterator, Mapping

from wres_calc.report.figures import Line
from wres_calc.report.report import Measure, Reason
from wres_calc.report.words.numbers import ratio
from wres_calc.report.words.plain_words import as_known, group, no_value, one_case
from wres_calc.report.words.uncertainty import chance

_EVENTS = {
    2: ("people", "be appointed from shortlisting", "were appointed from shortlisting"),
    3: (
        "staff",
        "be taken into the formal disciplinary process",
        "were taken into the formal disciplinary process",
    ),
    4: ("staff", "have non-mandatory training", "had non-mandatory training"),
}


def ratios(number: int, whole: Line | None) -> Iterator[str]:
    """Yield what the comparisons of the whole say, with how sure they are."""
    rates: Mapping[str, Measure] = whole.rates if whole else {}
    for measure in whole.comparisons.values() if whole else ():
        if measure.value is None:
            yield _no_ratio(number, rates, measure)
            continue
        yield _times(number, rates, measure, measure.value)
        yield from chance(measure)
        yield from one_case(number, measure)


def _times(number: int, rates: Mapping[str, Measure], measure: Measure, value: float) -> str:
    who, event, happened = _EVENTS[number]
    first, second = f"{group(measure.group)} {who}", f"{group(measure.compared_with or '')} {who}"
    if value == 0:
        return f"In this year no {first} {happened}{as_known(rates)}."
    first = first[:1].upper() + first[1:]
    if value == 1:
        return f"{first} and {second} were just as likely to {event}."
    told = ratio(value)
    if told == "1.00":
        return f"{first} were about as likely as {second} to {event}."
    if value < 1:
        return f"{first} were less likely than {second} to {event}: {told} times as likely."
    return f"{first} were {told} times as likely as {second} to {event}."


def _no_ratio(number: int, rates: Mapping[str, Measure], measure: Measure) -> str:
    """Why there is no ratio; where a group that is shown is empty or had no such event, that it is so."""
    who, _, happened = _EVENTS[number]
    pair = [name for name in (measure.group, measure.compared_with or "") if name in rates]
    if measure.reason is Reason.NO_EVENTS_IN_COMPARISON_GROUP:
        without = [group(name) for name in pair if rates[name].value == 0]
        told = f"No {' or '.join(without)} {who} {happened}{as_known(rates)}"
    else:
        without = [group(name) for name in pair if rates[name].reason is Reason.NOBODY_IN_GROUP]
        told = f"There are no {' or '.join(without)} {who} to count"
    known = measure.reason in (Reason.NO_EVENTS_IN_COMPARISON_GROUP, Reason.NOBODY_IN_GROUP)
    return f"{told}, so there is no ratio to give." if known and without else no_value(measure)
