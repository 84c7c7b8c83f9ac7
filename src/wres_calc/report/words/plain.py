"""Sentences for a reader who has never seen the standard: short words, the right direction, the right unit.

In prose people are "from ethnic minority backgrounds", as the government's style guide has it; the standard's own
term stays in titles and tables. Nouns and verb phrases are the indicator's own words, how prose names a group stands in
the list of groups (`facts`); what is here goes by the kind of indicator.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from wres_calc.facts.characteristics import UNKNOWN
from wres_calc.facts.table import rows
from wres_calc.report.figures import Line, is_headline, lines
from wres_calc.report.report import IndicatorReport, Measure, Reason, StandardSummary, Status, Unit
from wres_calc.report.words.labels import breakdown_value, group_name
from wres_calc.report.words.numbers import in_unit, listed, percent, ratio
from wres_calc.report.words.sentences import distance, reason
from wres_calc.report.words.uncertainty import cautions, chance

_PROSE = {row["group"]: row for row in rows("groups") if row["are"]}
_HIDDEN = "We do not show this figure, to protect people's identity."
_WHY: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.TABLE_MISSING: "we did not have the data",
        Reason.TABLE_HAS_ERRORS: "the data hold errors that must be put right first",
        Reason.COLUMN_MISSING: "the data leave out something that it needs",
        Reason.NOT_PUBLISHED: "the survey results leave out one of the groups",
        Reason.PREVIOUS_YEAR_MISSING: "it is a mean of two years, and we did not have the year before",
        Reason.MANDATORY_NOT_TOLD: "our records do not say which training is mandatory",
    }
)
"""Where the usual words are for who made the report, other words for who reads it."""
_CATEGORIES = {
    "non_clinical": "non-clinical staff",
    "clinical_non_medical": "clinical staff who are not doctors or dentists",
    "medical_and_dental": "doctors and dentists",
}
_BOARDS = {
    "total": "the board",
    "voting": "the voting members of the board",
    "non_voting": "the non-voting members of the board",
    "executive": "the executive members of the board",
    "non_executive": "the non-executive members of the board",
}


def plain(indicator: IndicatorReport, standard: StandardSummary) -> Iterator[str]:
    """Yield what an indicator says, a sentence each, with what may change it; or why it says nothing."""
    yield from _plain(indicator, standard)
    yield from cautions(indicator)


def _plain(indicator: IndicatorReport, standard: StandardSummary) -> Iterator[str]:
    if indicator.status is Status.SUPPRESSED:
        yield _HIDDEN
        return
    if indicator.status is Status.NOT_CALCULATED:
        yield _missing(indicator.reason)
        return
    own = [line for line in lines(indicator.measures) if not line.grouping]
    whole = next((line for line in own if not line.parts), None)
    match indicator.kind:
        case "share":
            yield from _workforce(indicator, standard, own, whole)
        case "relative_likelihood":
            yield from _ratios(indicator, whole)
        case "percentage" | "mean":
            yield from _survey(indicator, standard, whole)
        case "gap":
            yield from _boards(indicator, standard, own)


def _workforce(
    indicator: IndicatorReport, standard: StandardSummary, own: list[Line], whole: Line | None
) -> Iterator[str]:
    compared = whole.rates.get(standard.compared) if whole else None
    if compared is None or compared.value is None:
        yield _no_value(compared)
        return
    people = indicator.words.plain.people
    yield f"{percent(compared.value)} of all {people} {_prose(standard.compared, 'are')}."
    yield from _parts(standard, own)
    unknown = whole.rates.get(UNKNOWN) if whole else None
    if unknown is not None and unknown.value is not None:
        yield f"For {percent(unknown.value)} of {people} we do not know."


def _parts(standard: StandardSummary, own: list[Line]) -> Iterator[str]:
    """Yield the same of the senior bands where the year has them, and by staff category where all are shown."""
    shares = [(line, line.rates[standard.compared]) for line in own if standard.compared in line.rates]
    for line, share in shares:
        if line.breakdown.get("pay_band") == "senior_bands" and share.value is not None:
            yield f"In bands 8a to 9 and VSM it is {percent(share.value)}."
    categories = {
        line.breakdown["staff_category"]: share for line, share in shares if line.parts == ("staff_category",)
    }
    if any(share.status is Status.SUPPRESSED for share in categories.values()):
        return
    told = [
        f"{percent(share.value)} of {category_staff(category)}"
        for category, share in categories.items()
        if share.value is not None and category in _CATEGORIES
    ]
    if told:
        yield f"They make up {listed(told)}."


def _survey(indicator: IndicatorReport, standard: StandardSummary, whole: Line | None) -> Iterator[str]:
    rates: Mapping[str, Measure] = whole.rates if whole else {}
    asked = [rates[group] for group in (standard.compared, standard.reference) if group in rates]
    said = [_of_group(rate, rate.value, indicator) for rate in asked if rate.value is not None]
    if not said or len(said) < len(asked):
        yield _no_value(next((rate for rate in asked if rate.value is None), None))
        return
    told = f"{' and '.join(said)} {indicator.words.plain.happened}."
    yield told[:1].upper() + told[1:]
    difference = whole.comparisons.get(standard.compared) if whole else None
    if difference is not None and difference.value is not None:
        yield from chance(difference)
        yield from _one_case(indicator, difference)


def _of_group(rate: Measure, value: float, indicator: IndicatorReport) -> str:
    """What respondents of a group said: "29.5% of disabled staff", "disabled staff scored 6.44 out of 10"."""
    whom = f"{adjective(rate.group)} {indicator.words.plain.people}"
    return (
        f"{whom} scored {in_unit(value, rate.unit)} out of 10"
        if rate.unit is Unit.SCORE
        else f"{percent(value)} of {whom}"
    )


def _boards(indicator: IndicatorReport, standard: StandardSummary, own: list[Line]) -> Iterator[str]:
    """Yield what is said of the whole board, and of the members whom the indicator's headline names."""
    yield from _board(indicator, standard, next((each for each in own if each.board == "total"), None))
    for line in own:
        share = line.rates.get(standard.compared)
        if is_headline(indicator, line) and share is not None and share.value is not None:
            yield from _board(indicator, standard, line)


def _board(indicator: IndicatorReport, standard: StandardSummary, line: Line | None) -> Iterator[str]:
    compared = line.rates.get(standard.compared) if line else None
    if line is None or compared is None or compared.value is None:
        yield _no_value(compared)
        return
    whom = _BOARDS[line.board or "total"]
    if compared.value == 0:
        where = f"{'on' if whom == 'the board' else 'among'} {whom}"
        yield f"No one {where} {_prose(standard.compared, 'is')}{_as_known(line.rates)}."
    else:
        yield f"{percent(compared.value)} of {whom} {_prose(standard.compared, 'are')}."
    gap = line.comparisons.get(standard.compared)
    if gap is None or gap.value is None:
        return
    others = "all staff" if gap.measure == "gap_to_workforce" else "the people whom we serve"
    share = "" if gap.compared_value is None else f", of whom {percent(gap.compared_value)} are"
    if gap.value == 0:
        yield f"That is the same as among {others}{share}."
    else:
        yield f"That is {distance(gap.value)} {'more' if gap.value > 0 else 'less'} than among {others}{share}."
    yield from chance(gap)
    yield from _one_case(indicator, gap)


def _ratios(indicator: IndicatorReport, whole: Line | None) -> Iterator[str]:
    """Yield what the comparisons of the whole say: "A were 1.83 times as likely as B to", never "times more likely"."""
    rates: Mapping[str, Measure] = whole.rates if whole else {}
    for measure in whole.comparisons.values() if whole else ():
        if measure.value is None:
            yield _no_ratio(indicator, rates, measure)
            continue
        yield _times(indicator, rates, measure, measure.value)
        yield from chance(measure)
        yield from _one_case(indicator, measure)


def _times(indicator: IndicatorReport, rates: Mapping[str, Measure], measure: Measure, value: float) -> str:
    words = indicator.words.plain
    first, second = (
        f"{adjective(group)} {words.people}" for group in (measure.group, measure.compared_with or "")
    )
    if value == 0:
        return f"In this year no {first} {words.happened}{_as_known(rates)}."
    first = first[:1].upper() + first[1:]
    if value == 1:
        return f"{first} and {second} were just as likely to {words.event}."
    told = ratio(value)
    if told == "1.00":
        return f"{first} were about as likely as {second} to {words.event}."
    if value < 1:
        return f"{first} were less likely than {second} to {words.event}: {told} times as likely."
    return f"{first} were {told} times as likely as {second} to {words.event}."


def _no_ratio(indicator: IndicatorReport, rates: Mapping[str, Measure], measure: Measure) -> str:
    """Why there is no ratio; where a group that is shown is empty or had no such event, that it is so."""
    words = indicator.words.plain
    pair = [name for name in (measure.group, measure.compared_with or "") if name in rates]
    if measure.reason is Reason.NO_EVENTS_IN_COMPARISON_GROUP:
        without = [adjective(name) for name in pair if rates[name].value == 0]
        told = f"No {' or '.join(without)} {words.people} {words.happened}{_as_known(rates)}"
    else:
        without = [adjective(name) for name in pair if rates[name].reason is Reason.NOBODY_IN_GROUP]
        told = f"There are no {' or '.join(without)} {words.people} to count"
    known = measure.reason in (Reason.NO_EVENTS_IN_COMPARISON_GROUP, Reason.NOBODY_IN_GROUP)
    return f"{told}, so there is no ratio to give." if known and without else _no_value(measure)


def _prose(group: str, form: str) -> str:
    """A group as a sentence says that people `are`, or one person `is`, of it: "are from ethnic minority groups"."""
    return _PROSE[group][form] if group in _PROSE else f"{form} {group_name(group)}"


def adjective(group: str) -> str:
    """Return a group as prose names it before a noun: "White", "ethnic minority"."""
    return _PROSE[group]["prose"] if group in _PROSE else group_name(group)


def category_staff(category: str) -> str:
    """Return the staff of a category as prose names them: "doctors and dentists"."""
    return _CATEGORIES.get(category) or f"{breakdown_value('staff_category', category).lower()} staff"


def group_meaning(group: str) -> str:
    """Return what the name of a group in tables and charts means; empty where it says so itself."""
    means = _PROSE[group]["means"] if group in _PROSE else ""
    return f"{group_name(group)} means {means}." if means else ""


def _missing(why: Reason | None) -> str:
    told = _WHY.get(why) if why else None
    return f"We have no figure for this: {told or reason(why) or 'no reason was given'}."


def _no_value(measure: Measure | None) -> str:
    """Why a measure has no value; `None` where there is no such measure."""
    if measure is None:
        return _missing(Reason.TABLE_MISSING)
    return _HIDDEN if measure.status is Status.SUPPRESSED else _missing(measure.reason)


def _as_known(rates: Mapping[str, Measure]) -> str:
    """What makes "no one of a group" true where there are people of an unknown group; else nothing."""
    unknown = rates.get(UNKNOWN)
    if unknown is None or unknown.value == 0 or unknown.reason is Reason.NOBODY_IN_GROUP:
        return ""
    return ", as far as we know"


def _one_case(indicator: IndicatorReport, measure: Measure) -> Iterator[str]:
    """Yield what one case more or fewer would do where numbers are small."""
    one = measure.one_case
    if one is None:
        return
    words = indicator.words.plain
    case = (words.case if one.people == 1 else words.cases).replace("{group}", adjective(one.group))
    values = {"more": one.more, "fewer": one.fewer}
    known = {side: in_unit(value, measure.unit) for side, value in values.items() if value is not None}
    what, points = ("this", "") if measure.unit is Unit.RATIO else ("the gap", " percentage points")
    of = ": in a board of the same size, one" if indicator.kind == "gap" else ": one"
    sides, results = " or ".join(known), " or ".join(known.values())
    change = f"{of} {words.unit} {sides} would change {what} to {results}{points}" if known else ""
    yield f"Small numbers: this is based on {one.people:g} {case}{change}."
