"""The page for the board, what needs attention first, each comparison drawn; and the annual report."""

import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from wres_calc.facts.pay import SENIOR_BANDS
from wres_calc.render.blocks import Block, Cell, Column, Holds, Number, Section, Table, Text, table
from wres_calc.render.drawn import Spread
from wres_calc.render.views import groups_of
from wres_calc.render.views.indicator import unknown_share
from wres_calc.render.views.overview import Row, gap_of, in_a_sentence, parts_read_first, ratio_of, rows
from wres_calc.report.figures import Line, lines
from wres_calc.report.report import Measure, Report, Status, Unit
from wres_calc.report.words import labels, numbers, sentences, uncertainty
from wres_calc.report.words import trend as trend_wording
from wres_calc.report.words.plain import adjective

_LEAST_TIMES, _MOST_TIMES = 2, 8
_LEAST_POINTS, _MOST_POINTS = 10, 50
"""How far the line reaches: it fits the figures drawn, within these ends."""


class _Scale(NamedTuple):
    """What stands at the ends of the line: so many times as likely, and so many percentage points."""

    times: int
    points: int

    def at(self, value: float | None, row: Row) -> float | None:
        """Where a value stands: 1 at the end that is worse, -1 at the other, which what lies beyond is set on."""
        if value is None or row.result is None:
            return None
        if row.result.unit is Unit.RATIO:
            place = math.log(value) / math.log(self.times) if value > 0 else -1.0
        else:
            place = _hundredths(value, row.result) / self.points
        side = -1 if row.indicator.adverse == "below" else 1
        return max(-1.0, min(1.0, side * place))


_MANY = 10
"""Rows that fill the page from top to bottom: long texts then need the width."""


def _hundredths(value: float, of: Measure) -> float:
    """A difference as so many hundredths of its scale: percentage points are, scores run to 10."""
    return value * 10 if of.unit is Unit.SCORE_POINTS else value


def board(report: Report) -> Section:
    """Return the page for the board: a sentence that counts, then what needs attention first."""
    found = rows(report)
    scale = _scale(found)
    group = labels.group_in_text(groups_of(report)[1])
    compared, drawn, verdict = (25, 26, 44) if report.trend is None else (21, 19, 31)
    since = 24
    if report.trend is not None and len(found) > _MANY:
        compared, verdict, since = 25, 37, 17
    columns: list[Column[Row]] = [
        Column("Indicator", _named, width=22, fixed=True),
        Column("What is compared", _compared, width=compared, fixed=True),
        Column(f"← better for {group} | worse →", lambda row: _spread(row, scale), width=drawn, fixed=True),
        Column("Times as likely", ratio_of, Holds.RATIO, 8, fixed=True),
        Column("Gap, points", gap_of, Holds.POINTS, 8, fixed=True),
        Column("Interval", _interval, width=14, fixed=True, quiet=True),
        Column("Verdict", lambda row: " ".join(_verdict(row, group)), width=verdict, fixed=True),
    ]
    if report.trend is not None:
        columns.append(
            Column(f"Against {report.trend.years[-2].reporting_year}", _since, width=since, fixed=True)
        )
    in_order = sorted(found, key=lambda row: _urgency(row, scale))
    blocks: list[Block] = [
        table("For the board", columns, in_order, filters=False),
        *map(Text, _notes(report, scale)),
    ]
    title = in_a_sentence(found, report) or "No comparison can be shown."
    return Section("For the board", title, blocks, one_page=True)


def _named(row: Row) -> str:
    return f"{row.indicator.number}. {row.indicator.words.short or row.indicator.title}"


def _scale(found: Sequence[Row]) -> _Scale:
    """The ends of the line: powers of two and tens that leave room for what is drawn."""
    times, points = [float(_LEAST_TIMES)], [float(_LEAST_POINTS)]
    for row in found:
        if row.result is None or row.result.value is None:
            continue
        interval = row.result.interval
        ends = [row.result.value, *((interval.lower, interval.upper) if interval else ())]
        if row.result.unit is Unit.RATIO:
            times += [max(end, 1 / end) for end in ends if end]
        else:
            points += [abs(_hundredths(end, row.result)) for end in ends if end is not None]
    return _Scale(
        min(2 ** math.ceil(math.log2(max(times))), _MOST_TIMES),
        min(10 * math.ceil(max(points) / 10), _MOST_POINTS),
    )


def _urgency(row: Row, scale: _Scale) -> tuple[int, bool, float]:
    """Clearly worse first, of these what worsened, then by how far; what is not known last."""
    kind = 3 if not row.compared else {True: 0, None: 1, False: 2}[row.adverse]
    worsened = row.since is not None and row.since[1].better is False
    at = scale.at(row.result.value, row) if row.result else None
    return kind, not worsened, -(at or 0.0)


def _compared(row: Row) -> str | None:
    """The two shares that are compared: of two groups, or of a part and the whole that it is compared with."""
    result, share = row.result, row.rate(1)
    if (
        row.line
        and result
        and share
        and result.measure.startswith("gap_to_")
        and result.compared_value is not None
    ):
        part = labels.breakdown_label(row.line.breakdown)
        of = f"{numbers.percent(result.compared_value)} of {labels.compared_name(result)}"
        found = f"{numbers.figure(share)} of {part[:1].lower()}{part[1:]}{parts_read_first(row)}"
        return f"{labels.group_name(share.group)}: {found}, {of}"
    rates = [rate for place in (0, 1) if (rate := row.rate(place))]
    return ", ".join(f"{labels.group_name(rate.group)} {numbers.figure(rate)}" for rate in rates) or None


def _spread(row: Row, scale: _Scale) -> Cell:
    result = row.result
    at = scale.at(result.value, row) if result else None
    if result is None or at is None:
        return None
    interval = result.interval
    ends = [scale.at(end, row) for end in (interval.lower, interval.upper)] if interval else []
    if interval and interval.upper is None:
        ends[1] = scale.at(float("inf"), row)
    lower, upper = sorted(end for end in ends if end is not None) if ends else (None, None)
    point = (
        next((each for each in row.since[0].points if each.reporting_year == row.since[1].from_year), None)
        if row.since and row.since[1].value is not None
        else None
    )
    before = scale.at(point.value, row) if point else None
    clear = result.verdict is not None and result.verdict.clear
    said = f"{numbers.figure(result)} {uncertainty.interval(result)}".rstrip()
    return Spread(at, lower, upper, before, clear, said)


def _interval(row: Row) -> str | None:
    interval = row.result.interval if row.result and row.result.value is not None else None
    return numbers.limits(interval, row.result.unit) if interval and row.result else None


def _verdict(row: Row, group: str) -> Iterator[str]:
    """The verdict in words, with what the numbers rest on where they are small, and what may change it."""
    result = row.result
    if row.indicator.status is not Status.CALCULATED:
        yield sentences.not_calculated(row.indicator)
    elif result is None:
        see = ": see the bands" if row.indicator.kind == "share" else ""
        yield f"Nothing is compared{see}."
    elif result.value is None:
        yield (
            "Withheld."
            if result.status is Status.SUPPRESSED
            else f"No figure: {sentences.reason(result.reason)}."
        )
    elif row.adverse is not None:
        yield f"{'Worse' if row.adverse else 'Better'} for {group} staff."
    else:
        yield f"Not clear: {uncertainty.doubt(result)}."
    if result is not None and result.one_case is not None:
        yield uncertainty.based_on(row.indicator, result)
    yield from uncertainty.cautions(row.indicator)


def _since(row: Row) -> str | None:
    """The change, with the figure of the year before where the two can be compared."""
    if row.since is None:
        return None if row.line is None else "not compared"
    series, change = row.since
    if change.value is None:
        return trend_wording.reading(change)
    was = next(point for point in series.points if point.reporting_year == change.from_year)
    return f"{trend_wording.reading(change)} (was {trend_wording.point(was, series.unit)})"


def _notes(report: Report, scale: _Scale) -> Iterator[str]:
    compared = groups_of(report)[1]
    yield (
        f'"Worse" means worse for {adjective(compared)} staff, by more than chance is likely to explain. A dot is this '
        f"year's figure, the line through it its {uncertainty.confidence(report.method.confidence)} interval"
        + (f", the ring that of {report.trend.years[-2].reporting_year}." if report.trend else ".")
    )
    yield (
        f"The scale ends at {scale.times} times as likely on either side, or at {scale.points} percentage points; what "
        "lies beyond is drawn at its end."
        + ("" if report.trend else " No earlier year was given to set beside this one.")
    )
    if scores := [str(each.number) for each in report.indicators if each.kind == "mean"]:
        said = "is between scores from 0 to 10; one point is drawn as ten of the others."
        yield f"The gap of {numbers.listed(scores)} {said}"
    if unknown := list(_unknown_shares(report)):
        yield f"{report.standard.characteristic.capitalize()} is not known for {numbers.listed(unknown)}."


def _unknown_shares(report: Report) -> Iterator[str]:
    whose = {"share": "staff", "gap": "board members"}
    for indicator in report.indicators:
        share = unknown_share(indicator, report) if indicator.kind in whose else None
        if share is not None and share.value:
            yield f"{numbers.percent(share.value)} of {whose[indicator.kind]}"


class _Part(NamedTuple):
    """People whom the annual report names: how many of each group, `None` where that is withheld or not known."""

    name: str
    who: str
    people: tuple[float | None, ...]
    hidden: bool


def annual_report(report: Report) -> Section | None:
    """Return directors, senior staff and all staff by group, as a code of governance asks; `None` without figures."""
    groups = groups_of(report)
    reference, compared, _ = groups
    parts = list(_parts(report, (compared, reference, "unknown")))
    if not parts:
        return None
    heads = [adjective(compared).capitalize(), adjective(reference).capitalize(), "Not stated"]
    columns: list[Column[_Part]] = [
        Column("Staff", lambda part: part.name, width=32),
        Column("Who is counted", lambda part: part.who, width=38),
    ]
    for at, head in enumerate(heads):
        columns += [
            Column(head, partial(_people, at), Holds.COUNT, 12),
            Column(f"{head}, %", partial(_share, at), Holds.PERCENT, 12),
        ]
    said = [
        f"Indicator {row.indicator.number}, {row.indicator.title}. {sentences.sentence(row.indicator, row.result)}"
        for row in rows(report)
        if row.indicator.kind == "gap" and row.result is not None and row.result.value is not None
    ]
    title = f"For the annual report: staff by {report.standard.characteristic}"
    made: Table = table("Annual report", columns, parts, filters=False)
    return Section("Annual report", title, [made, *map(Text, said)])


def _parts(report: Report, groups: Sequence[str]) -> Iterator[_Part]:
    for kind, name, who, wanted in (
        ("gap", "Directors", "The whole board, voting or not", lambda line: line.board == "total"),
        (
            "share",
            "Bands 8a and above, with VSM",
            "Staff other than doctors and dentists",
            lambda line: line.breakdown.get("pay_band") in _SENIOR,
        ),
        ("share", "All employees", "The whole workforce", lambda line: not line.parts),
    ):
        found = [
            line
            for each in report.indicators
            if each.kind == kind and each.status is Status.CALCULATED
            for line in lines(each.measures)
            if not line.grouping and wanted(line)
        ]
        if found:
            yield _sum(name, who, found, groups)


_SENIOR = {*SENIOR_BANDS, "senior_bands"}


def _sum(name: str, who: str, found: Sequence[Line], groups: Sequence[str]) -> _Part:
    cells = [[line.rates.get(group) for line in found] for group in groups]
    people = tuple(_total(measures) for measures in cells)
    hidden = any(m is not None and m.status is Status.SUPPRESSED for ms in cells for m in ms)
    return _Part(name, who, people, hidden)


def _total(measures: Sequence[Measure | None]) -> float | None:
    known = [measure.numerator for measure in measures if measure is not None]
    return None if None in known else float(sum(each for each in known if each is not None))


def _people(at: int, part: _Part) -> Cell:
    return Number(part.people[at], Holds.COUNT, withheld=part.hidden)


def _share(at: int, part: _Part) -> Cell:
    known = [each for each in part.people if each is not None]
    one, every = part.people[at], sum(known)
    share = 100 * one / every if one is not None and len(known) == len(part.people) and every else None
    return Number(share, Holds.PERCENT, withheld=part.hidden)
