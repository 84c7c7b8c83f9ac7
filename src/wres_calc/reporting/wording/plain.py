"""Sentences for a reader who has never seen the standard: short words, the right direction, the right unit.

In prose people are "from ethnic minority backgrounds", as the government's style guide has it; the standard's own
term, BME, stays in titles and tables.
"""

from collections.abc import Iterator, Mapping

from wres_calc.reporting.figures import Line, lines
from wres_calc.reporting.report import IndicatorReport, Measure, Status, Unit
from wres_calc.reporting.wording.labels import group_name
from wres_calc.reporting.wording.numbers import in_unit, percent, points, ratio
from wres_calc.reporting.wording.reasons import reason

_GROUPS = {"white": "White", "bme": "ethnic minority"}
_EVENTS = {
    2: ("people", "be given the job once on the shortlist"),
    3: ("staff", "be taken into the formal disciplinary process"),
    4: ("staff", "have training beyond what all staff must do"),
}
_SAID = {
    5: "said they had been bullied, harassed or abused by patients or the public",
    6: "said they had been bullied, harassed or abused by other staff",
    7: "said that all staff here have an equal chance to get on",
    8: "said they had faced discrimination at work from a boss or other staff",
}
_CASES = {2: "people given a job", 3: "cases", 4: "people trained"}


def plain(indicator: IndicatorReport) -> Iterator[str]:
    """Yield what an indicator says, a sentence each; or why it says nothing."""
    if indicator.status is Status.SUPPRESSED:
        yield "We do not show this figure, so that no one can be picked out."
        return
    if indicator.status is Status.NOT_CALCULATED:
        yield f"We have no figure for this: {reason(indicator.reason) or 'no reason was given'}."
        return
    own = [line for line in lines(indicator.measures) if not line.grouping]
    match indicator.kind:
        case "share":
            yield from _workforce(own)
        case "relative_likelihood":
            yield from _ratios(indicator, own)
        case "percentage":
            yield from _survey(indicator, own)
        case "gap":
            yield from _board(own)


def group(name: str) -> str:
    """Return a group as prose names it: "White", "ethnic minority"."""
    return _GROUPS.get(name, group_name(name))


def _whole(own: list[Line]) -> Line | None:
    return next((line for line in own if not line.parts), None)


def _missing(measure: Measure | None) -> str:
    if measure is not None and measure.status is Status.SUPPRESSED:
        return "We do not show this figure, so that no one can be picked out."
    why = reason(measure.reason) if measure is not None and measure.reason else None
    return f"We have no figure for this: {why or 'it was not sent'}."


def _workforce(own: list[Line]) -> Iterator[str]:
    whole = _whole(own)
    bme = whole.rates.get("bme") if whole else None
    if bme is None or bme.value is None:
        yield _missing(bme)
        return
    yield f"{percent(bme.value)} of all staff are from ethnic minority groups."
    unknown = whole.rates.get("unknown") if whole else None
    if unknown is not None and unknown.value is not None:
        yield f"For {percent(unknown.value)} of staff we do not know."


def _ratios(indicator: IndicatorReport, own: list[Line]) -> Iterator[str]:
    whole = _whole(own)
    for measure in whole.comparisons.values() if whole else ():
        if measure.value is None:
            yield _missing(measure)
            continue
        yield times(indicator.number, measure)
        yield from chance(measure)
        yield from one_case(indicator.number, measure)


def times(number: int, measure: Measure) -> str:
    """Return a ratio as "A were 1.83 times as likely as B to ...", never "times more likely"."""
    who, event = _EVENTS[number]
    first, second = f"{group(measure.ethnic_group)} {who}", f"{group(measure.compared_with or '')} {who}"
    first = first[:1].upper() + first[1:]
    value = measure.value or 0.0
    if value == 1:
        return f"{first} and {second} were just as likely to {event}."
    told = ratio(value)
    if told == "1.00":
        return f"{first} were about as likely as {second} to {event}."
    if value < 1:
        return f"{first} were less likely than {second} to {event}: {told} times as likely."
    return f"{first} were {told} times as likely as {second} to {event}."


def chance(measure: Measure) -> Iterator[str]:
    """Yield whether chance alone may be behind a comparison; nothing where no method says so."""
    limits = measure.interval
    if limits is None:
        return
    equal = 1 if measure.unit is Unit.RATIO else 0
    if limits.lower <= equal and (limits.upper is None or limits.upper >= equal):
        yield "This may be due to chance."
    else:
        yield "A gap this wide is not likely to be due to chance."


def one_case(number: int, measure: Measure) -> Iterator[str]:
    """Yield what one case more or fewer would do where numbers are small."""
    one = measure.one_case
    if one is None:
        return
    told = [in_unit(value, measure.unit) for value in (one.fewer, one.more) if value is not None]
    change = f": one more or fewer would change this to {' or '.join(told)}" if told else ""
    yield f"Small numbers: this is based on {one.people:g} {_CASES.get(number, 'answers')}{change}."


def _survey(indicator: IndicatorReport, own: list[Line]) -> Iterator[str]:
    whole = _whole(own)
    rates: Mapping[str, Measure] = whole.rates if whole else {}
    white, bme = rates.get("white"), rates.get("bme")
    if white is None or bme is None or white.value is None or bme.value is None:
        hidden = next((each for each in (bme, white) if each is not None and each.value is None), None)
        yield _missing(hidden)
        return
    said = _SAID[indicator.number]
    yield f"{percent(bme.value)} of ethnic minority staff and {percent(white.value)} of White staff {said}."
    difference = whole.comparisons.get("bme") if whole else None
    if difference is not None and difference.value is not None:
        yield from chance(difference)


def _board(own: list[Line]) -> Iterator[str]:
    line = next((line for line in own if line.breakdown.get("board") == "total"), None)
    bme = line.rates.get("bme") if line else None
    if line is None or bme is None or bme.value is None:
        yield _missing(bme)
        return
    yield f"{percent(bme.value)} of the board are from ethnic minority groups."
    gap = line.comparisons.get("bme")
    if gap is None or gap.value is None:
        return
    if gap.value == 0:
        yield "That is the same as among all staff."
    else:
        size = points(abs(gap.value)).removeprefix("+")
        yield f"That is {size} points {'more' if gap.value > 0 else 'less'} than among all staff."
    yield from chance(gap)
