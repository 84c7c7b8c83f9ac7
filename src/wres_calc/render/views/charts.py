"""Charts of a report: figures that it shows, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from wres_calc.across.years import headline
from wres_calc.render.drawn import FEW, Chart, LineChart, Mark, Piece, is_few
from wres_calc.render.views import groups_of
from wres_calc.report.contract import IndicatorTrend, Series, Trend
from wres_calc.report.figures import Line, lines
from wres_calc.report.report import IndicatorReport, Measure, Report, StandardSummary, Status, Unit
from wres_calc.report.words import trend as wording
from wres_calc.report.words.labels import breakdown_label, breakdown_value, compared_name, group_name
from wres_calc.report.words.numbers import count, counts, figure, limits, listed, percent, ratio
from wres_calc.report.words.plain import adjective, category_staff, plain
from wres_calc.report.words.uncertainty import confidence

THEMES = {
    "Staff and board": ("share", "gap"),
    "Relative likelihoods": ("relative_likelihood",),
    "Staff survey": ("percentage", "mean"),
}
"""Which kinds of indicator are drawn on a page together."""

_SCALES = {
    Unit.PERCENT: "Per cent",
    Unit.RATIO: "Times as likely, on a scale of doublings",
    Unit.SCORE: "Score, from 0 to 10",
}


def by_theme(report: Report) -> Iterator[tuple[str, list[Chart]]]:
    """Yield the charts of a report, those that belong on a page together."""
    for theme, kinds in THEMES.items():
        of_it = [each for each in report.indicators if each.kind in kinds]
        if drawn := [chart for each in of_it for chart in charts_of(each, report)]:
            yield theme, drawn


def charts_of(indicator: IndicatorReport, report: Report) -> Iterator[Chart]:
    """Yield the charts of an indicator of a report; none where nothing is left to draw."""
    own = [line for line in lines(indicator.measures) if not line.grouping]
    whole = [line for line in own if not line.parts]
    match indicator.kind:
        case "share":
            made = list(_workforce(indicator, own, report))
        case "relative_likelihood":
            made = [_ratio(indicator, line, report) for line in whole]
        case "percentage" | "mean":
            made = [_survey(indicator, line, report) for line in whole]
        case "gap":
            made = [_board(indicator, own, report)]
    yield from (chart for chart in made if chart.marks)


def _workforce(indicator: IndicatorReport, own: list[Line], report: Report) -> Iterator[Chart]:
    """A chart for each staff category: its bands, and the category as a whole."""
    for category in filter(None, dict.fromkeys(line.breakdown.get("staff_category") for line in own)):
        within = [line for line in own if line.breakdown.get("staff_category") == category]
        whole = f"All {breakdown_value('staff_category', category).lower()}"
        rows = [(_band(line) or whole, line) for line in within if not _is_of_clusters(line, within)]
        parts = "each pay cluster" if any(map(_is_cluster, within)) else "each pay band"
        yield _shares(indicator, rows, category_staff(category), parts, report)


def _is_of_clusters(line: Line, within: Sequence[Line]) -> bool:
    """Whether a line is a single band where the standard reads clusters of them, which are drawn instead."""
    clusters = [each for each in within if _is_cluster(each)]
    return bool(clusters) and "pay_band" in line.breakdown and not _is_cluster(line)


def _is_cluster(line: Line) -> bool:
    return line.breakdown.get("pay_band", "").startswith("cluster")


def _band(line: Line) -> str:
    band = line.breakdown.get("pay_band")
    return breakdown_value("pay_band", band) if band else ""


def _board(indicator: IndicatorReport, own: list[Line], report: Report) -> Chart:
    rows = [(breakdown_label(line.breakdown), line) for line in own if line.board]
    return _shares(indicator, rows, "the board", "each part of the board", report)


def _shares(
    indicator: IndicatorReport, rows: Sequence[tuple[str, Line]], whom: str, parts: str, report: Report
) -> Chart:
    """The share of the compared group in each part, beside that of the whole that the parts are compared with."""
    compared = groups_of(report)[1]
    found = [(name, share) for name, line in rows if (share := line.rates.get(compared))]
    hidden = frozenset(name for name, share in found if share.status is Status.SUPPRESSED)
    gaps = [gap for _, line in rows if (gap := line.comparisons.get(compared))]
    line = next(
        ((gap.compared_value, compared_name(gap)) for gap in gaps if gap.compared_value is not None), None
    )
    marks = tuple(_mark(name, share) for name, share in found if share.value is not None)
    totals = [line for _, line in rows if line.board == "total" or line.parts == ("staff_category",)]
    whole = next((share for each in totals if (share := each.rates.get(compared))), None)
    about = indicator.words.plain.people if indicator.kind == "share" else "people"
    told = [f"{percent(whole.value)} of {whom}"] if whole and whole.value is not None else []
    told += [f"{percent(line[0])} of {line[1]}"] if line else []
    group = adjective(compared)
    title = f"{group[:1].upper()}{group[1:]} {about} in {parts}"
    people = whole.denominator if whole else None
    notes = (
        f"{whom[:1].upper()}{whom[1:]}: {group_name(compared)} per cent of {parts}",
        f"{count(people)} people in all" if people is not None else "",
        f"line: {line[1]}, {percent(line[0])}" if line else "",
        f"*: fewer than {FEW} people" if any(map(is_few, marks)) else "",
        "[c]: withheld" if hidden else "",
    )
    return Chart(
        indicator.number,
        "shares",
        f"{group[:1].upper()}{group[1:]} {about}: {', '.join(told)}" if len(told) > 1 else title,
        Unit.PERCENT,
        _names(report),
        marks,
        subtitle=f"{'; '.join(filter(None, notes))}.",
        strong=group_name(compared),
        withheld=_withheld(share for _, share in found),
        line=line,
        order=tuple(
            dict.fromkeys(name for name, share in found if share.value is not None or name in hidden)
        ),
        hidden=hidden,
    )


def _survey(indicator: IndicatorReport, line: Line, report: Report) -> Chart:
    rates = list(line.rates.values())
    asked = [f"{group_name(rate.group)} {count(rate.denominator)}" for rate in rates if rate.denominator]
    whom = f"who answered: {', '.join(asked)}" if asked else "as published"
    unit = rates[0].unit if rates else Unit.PERCENT
    what = f"{_SCALES[unit][:1].lower()}{_SCALES[unit][1:]}"
    notes = (f"{indicator.title}, {what} of {indicator.words.people} {whom}", _about_lines(rates, report))
    return Chart(
        indicator.number,
        "groups",
        _message(indicator, report),
        unit,
        _names(report),
        tuple(_mark(group_name(rate.group), rate) for rate in rates if rate.value is not None),
        subtitle=f"{'; '.join(filter(None, notes))}.",
        strong=_names(report)[1],
        withheld=_withheld(rates),
    )


def _ratio(indicator: IndicatorReport, line: Line, report: Report) -> Chart:
    found = list(line.comparisons.values())
    shown = [measure for measure in found if measure.value]
    band = next(((m.ratio_range.lower, m.ratio_range.upper) for m in shown if m.ratio_range), None)
    pair = [rate for rate in line.rates.values() if rate.group in groups_of(report)[:2] and counts(rate)]
    of = listed([f"{group_name(rate.group)} {counts(rate)}" for rate in pair])
    notes = (
        f"{indicator.title}: {of}" if of else indicator.title,
        _about_lines(shown, report),
        f"range from {ratio(band[0])} to {ratio(band[1])} marked" if band else "",
    )
    return Chart(
        indicator.number,
        "ratio",
        _message(indicator, report),
        Unit.RATIO,
        _names(report),
        tuple(_mark(f"{group_name(m.group)} over {group_name(m.compared_with or '')}", m) for m in shown),
        subtitle=f"{'; '.join(filter(None, notes))}.",
        strong=_names(report)[1],
        withheld=_withheld(found),
        band=band,
        worse=f"worse for {adjective(groups_of(report)[1])} staff",
        worse_is_left=indicator.adverse == "below",
    )


def _message(indicator: IndicatorReport, report: Report) -> str:
    """What the chart says: the finding, in plain words."""
    return next(plain(indicator, report.standard)).removesuffix(".")


def _names(report: Report) -> tuple[str, ...]:
    return tuple(map(group_name, groups_of(report)))


def _about_lines(measures: Iterable[Measure], report: Report) -> str:
    there = any(measure.interval for measure in measures)
    return f"thin line: {confidence(report.method.confidence)} interval" if there else ""


def _mark(row: str, measure: Measure) -> Mark:
    assert measure.value is not None
    interval = measure.interval
    lower, upper = (interval.lower, interval.upper) if interval else (None, None)
    said = figure(measure) + (f" ({limits(interval, measure.unit)})" if interval else "")
    return Mark(row, group_name(measure.group), measure.value, lower, upper, said, measure.denominator)


def _withheld(measures: Iterable[Measure]) -> int:
    return sum(measure.status is Status.SUPPRESSED for measure in measures)


def years_of(trend: Trend) -> tuple[int, ...]:
    """Return every year from the first to the last: one that was not given is a gap."""
    given = [year.reporting_year for year in trend.years]
    return tuple(range(given[0], given[-1] + 1))


def line_chart(indicator: IndicatorTrend, standard: StandardSummary, trend: Trend) -> LineChart:
    """Return the ratios of an indicator over the years, else its percentages; no line bridges a break in a series.

    It is without lines where there are no values.
    """
    years = years_of(trend)
    shown = list(headline(indicator, standard))
    drawn = [series for series in shown if series.unit is Unit.RATIO] or [
        series for series in shown if series.unit.is_rate
    ]
    drawn.sort(
        key=lambda series: series.points[-1].value or 0.0, reverse=True
    )  # as their ends are on the chart
    pieces = tuple(piece for series in drawn for piece in _pieces(indicator, series, years, standard))
    unit = drawn[0].unit if drawn else Unit.PERCENT
    compares = [each for each in shown if not each.unit.is_rate and each.changes] or [
        each for each in drawn if each.changes and not each.breakdown
    ]
    last = f": {wording.reading(compares[0].changes[-1])}" if compares else ""
    what = _SCALES[unit]
    sure = f"; upright lines: {confidence(trend.confidence)} intervals" if any(p.ends for p in pieces) else ""
    return LineChart(f"{indicator.number}. {indicator.title}{last}", unit, years, pieces, f"{what}{sure}.")


def _pieces(
    indicator: IndicatorTrend, series: Series, years: Sequence[int], standard: StandardSummary
) -> Iterator[Piece]:
    found = {point.reporting_year: point for point in series.points}
    starts = [years[0], *(each.reporting_year for each in indicator.breaks), years[-1] + 1]
    part = breakdown_label(series.breakdown) if "share" in series.measure else ""
    strong = series.group == standard.compared or series.unit is Unit.RATIO
    for start, end in pairwise(starts):
        points = [found.get(year) if start <= year < end else None for year in years]
        values = tuple(point.value if point else None for point in points)
        ends = tuple(
            (point.interval.lower, point.interval.upper)
            if point and point.value is not None and point.interval and point.interval.upper is not None
            else None
            for point in points
        )
        if any(value is not None for value in values):
            yield Piece(
                wording.series_name(series),
                values,
                None if start == years[0] else start,
                part or wording.group_of(series),
                ends if any(ends) else (),
                strong and (not series.breakdown or series.breakdown.get("board") == "total"),
            )
