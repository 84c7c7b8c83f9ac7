"""Sentences for a reader who has never seen the standard: short words, the right direction, the right unit.

In prose people are "from ethnic minority backgrounds", as the government's style guide has it; the standard's own
term, BME, stays in titles and tables.
"""

from collections.abc import Iterator, Mapping

from wres_calc.report.figures import Line, lines
from wres_calc.report.report import IndicatorReport, Measure, Status
from wres_calc.report.words.numbers import percent
from wres_calc.report.words.plain_ratio import ratios
from wres_calc.report.words.plain_words import HIDDEN, as_known, missing, no_value, one_case
from wres_calc.report.words.sentences import distance
from wres_calc.report.words.uncertainty import cautions, chance

_SAID = {
    5: "said they had been bullied, harassed or abused by patients or the public",
    6: "said they had been bullied, harassed or abused by other staff",
    7: "said there are equal opportunities for career progression",
    8: "said they had faced discrimination at work from a manager or other colleagues",
}
_CATEGORIES = {
    "non_clinical": "non-clinical staff",
    "clinical_non_medical": "clinical staff who are not doctors or dentists",
    "medical_and_dental": "doctors and dentists",
}

BOARDS = ("voting", "executive")
"""The members of the board whom the wording of indicator 9 names."""
_BOARDS = {
    "total": "the board",
    "voting": "the voting members of the board",
    "executive": "the executive members of the board",
}


def plain(indicator: IndicatorReport) -> Iterator[str]:
    """Yield what an indicator says, a sentence each, with what may change it; or why it says nothing."""
    yield from _plain(indicator)
    yield from cautions(indicator)


def plain_of_board(indicator: IndicatorReport, line: Line) -> Iterator[str]:
    """Yield the same of one part of the board."""
    yield from _board(indicator, line)
    yield from cautions(indicator)


def _plain(indicator: IndicatorReport) -> Iterator[str]:
    if indicator.status is Status.SUPPRESSED:
        yield HIDDEN
        return
    if indicator.status is Status.NOT_CALCULATED:
        yield missing(indicator.reason)
        return
    own = [line for line in lines(indicator.measures) if not line.grouping]
    match indicator.kind:
        case "share":
            yield from _workforce(own)
        case "relative_likelihood":
            yield from ratios(indicator.number, _whole(own))
        case "percentage":
            yield from _survey(indicator, own)
        case "gap":
            yield from _boards(indicator, own)


def _whole(own: list[Line]) -> Line | None:
    return next((line for line in own if not line.parts), None)


def _workforce(own: list[Line]) -> Iterator[str]:
    whole = _whole(own)
    bme = whole.rates.get("bme") if whole else None
    if bme is None or bme.value is None:
        yield no_value(bme)
        return
    yield f"{percent(bme.value)} of all staff are from ethnic minority groups."
    yield from _parts(own)
    unknown = whole.rates.get("unknown") if whole else None
    if unknown is not None and unknown.value is not None:
        yield f"For {percent(unknown.value)} of staff we do not know."


def _parts(own: list[Line]) -> Iterator[str]:
    """Yield the same of the senior bands where the year has them, and by staff category where all are shown."""
    for line in own:
        bme = line.rates.get("bme")
        if line.breakdown.get("pay_band") == "senior_bands" and bme is not None and bme.value is not None:
            yield f"In bands 8a to 9 and VSM it is {percent(bme.value)}."
    categories = {
        line.breakdown["staff_category"]: line.rates["bme"]
        for line in own
        if line.parts == ("staff_category",) and "bme" in line.rates
    }
    if any(share.status is Status.SUPPRESSED for share in categories.values()):
        return
    told = [
        f"{percent(share.value)} of {_CATEGORIES[category]}"
        for category, share in categories.items()
        if share.value is not None and category in _CATEGORIES
    ]
    if told:
        yield f"They make up {' and '.join(filter(None, [', '.join(told[:-1]), told[-1]]))}."


def _survey(indicator: IndicatorReport, own: list[Line]) -> Iterator[str]:
    whole = _whole(own)
    rates: Mapping[str, Measure] = whole.rates if whole else {}
    white, bme = rates.get("white"), rates.get("bme")
    if white is None or bme is None or white.value is None or bme.value is None:
        hidden = next((each for each in (bme, white) if each is not None and each.value is None), None)
        yield no_value(hidden)
        return
    said = _SAID[indicator.number]
    yield f"{percent(bme.value)} of ethnic minority staff and {percent(white.value)} of White staff {said}."
    difference = whole.comparisons.get("bme") if whole else None
    if difference is not None and difference.value is not None:
        yield from chance(difference)
        yield from one_case(indicator.number, difference)


def _boards(indicator: IndicatorReport, own: list[Line]) -> Iterator[str]:
    """Yield what is said of the whole board, and of the members whom the indicator's wording names."""
    by_board = {line.breakdown.get("board"): line for line in own}
    yield from _board(indicator, by_board.get("total"))
    for name in BOARDS:
        line = by_board.get(name)
        if line is not None and "bme" in line.rates and line.rates["bme"].value is not None:
            yield from _board(indicator, line)


def _board(indicator: IndicatorReport, line: Line | None) -> Iterator[str]:
    bme = line.rates.get("bme") if line else None
    if line is None or bme is None or bme.value is None:
        yield no_value(bme)
        return
    whom = _BOARDS[line.breakdown["board"]]
    if bme.value == 0:
        where = f"{'on' if whom == 'the board' else 'among'} {whom}"
        yield f"No one {where} is from an ethnic minority group{as_known(line.rates)}."
    else:
        yield f"{percent(bme.value)} of {whom} are from ethnic minority groups."
    gap = line.comparisons.get("bme")
    if gap is None or gap.value is None:
        return
    others = "all staff" if gap.measure == "gap_to_workforce" else "the people whom we serve"
    share = "" if gap.compared_value is None else f", of whom {percent(gap.compared_value)} are"
    if gap.value == 0:
        yield f"That is the same as among {others}{share}."
    else:
        yield f"That is {distance(gap.value)} {'more' if gap.value > 0 else 'less'} than among {others}{share}."
    yield from chance(gap)
    yield from one_case(indicator.number, gap)
