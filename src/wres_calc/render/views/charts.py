"""Charts of a report: figures that it shows, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from wres_calc.across.years import headline
from wres_calc.render.drawn import Chart, LineChart, Mark, Piece
from wres_calc.render.views import groups_of
from wres_calc.report.contract import IndicatorTrend, Series, Trend
from wres_calc.report.figures import Line, lines
from wres_calc.report.report import IndicatorReport, Measure, Report, StandardSummary, Status, Unit
from wres_calc.report.words import trend as wording
from wres_calc.report.words.labels import breakdown_label, breakdown_value, group_name
from wres_calc.report.words.numbers import figure, limits


def all_charts(report: Report) -> list[Chart]:
    """Return every chart of a report."""
    return [chart for indicator in report.indicators for chart in charts_of(indicator, report)]


def charts_of(indicator: IndicatorReport, report: Report) -> Iterator[Chart]:
    """Yield the charts of an indicator of a report; none where nothing is left to draw."""
    own = [line for line in lines(indicator.measures) if not line.grouping]
    whole = [line for line in own if not line.parts]
    match indicator.kind:
        case "share":
            made = list(_workforce(indicator, own, report))
        case "relative_likelihood":
            made = [_ratios(indicator, whole, report)]
        case "percentage" | "mean":
            rates = [("Staff", rate) for line in whole for rate in line.rates.values()]
            made = [_chart(indicator, "groups", rates, report)]
        case "gap":
            made = [_chart(indicator, "groups", _boards(own, report), report)]
    yield from (chart for chart in made if chart.marks)


def _chart(
    indicator: IndicatorReport,
    kind: str,
    rows: Iterable[tuple[str, Measure]],
    report: Report,
    title: str = "",
) -> Chart:
    found = list(rows)
    marks = tuple(_mark(row, measure) for row, measure in found if measure.value is not None)
    names = tuple(map(group_name, groups_of(report)))
    withheld = _withheld(measure for _, measure in found)
    title = title or indicator.title
    unit = next((measure.unit for _, measure in found), Unit.PERCENT)
    return Chart(indicator.number, kind, title, unit, names, marks, withheld, order=_order(found))


def _order(found: Sequence[tuple[str, Measure]]) -> tuple[str, ...]:
    """The rows as they come; one without a figure, of which one is withheld, says so in its name."""
    shown = {row for row, measure in found if measure.value is not None}
    hidden = {row for row, measure in found if measure.status is Status.SUPPRESSED} - shown
    rows = dict.fromkeys(row for row, _ in found if row in shown | hidden)
    return tuple(f"{row}: withheld" if row in hidden else row for row in rows)


def _workforce(indicator: IndicatorReport, own: list[Line], report: Report) -> Iterator[Chart]:
    """A chart for each staff category: its bands, and the category as a whole."""
    categories = dict.fromkeys(line.breakdown.get("staff_category") for line in own)
    for category in filter(None, categories):
        within = [line for line in own if line.breakdown.get("staff_category") == category]
        name = breakdown_value("staff_category", category)
        # A bar of which a part is withheld would end where that part begins, and be read as its whole.
        rows = [(_band(line, name), share) for line in within for share in _whole_or_hidden(line)]
        title = f"{report.standard.characteristic.capitalize()} by pay band, {name.lower()}"
        made = _chart(indicator, "shares", rows, report, title)
        withheld = _withheld(share for line in within for share in line.rates.values())
        yield replace(made, withheld=withheld)


def _whole_or_hidden(line: Line) -> list[Measure]:
    """The shares of a bar; where one of them is withheld that alone, where one is not known none."""
    shares = list(line.rates.values())
    hidden = [share for share in shares if share.status is Status.SUPPRESSED]
    return hidden or (shares if all(share.value is not None for share in shares) else [])


def _band(line: Line, whole: str) -> str:
    band = line.breakdown.get("pay_band")
    return breakdown_value("pay_band", band) if band else f"All {whole.lower()}"


def _boards(own: list[Line], report: Report) -> Iterator[tuple[str, Measure]]:
    """The board and its parts, and the workforce where that is what they are compared with."""
    gaps = [gap.measure for line in own for gap in line.comparisons.values()]
    staff = [line for each in report.indicators if each.kind == "share" for line in lines(each.measures)]
    whole = [line for line in staff if not line.breakdown and "gap_to_workforce" in gaps]
    groups = groups_of(report)[:2]
    if not any(
        line.rates[group].value is not None for line in own for group in groups if group in line.rates
    ):
        return  # the workforce alone would be compared with nothing
    for line in [*own, *whole]:
        for group in groups:
            if group in line.rates:
                yield breakdown_label(line.breakdown), line.rates[group]


def _ratios(indicator: IndicatorReport, whole: list[Line], report: Report) -> Chart:
    found = [measure for line in whole for measure in line.comparisons.values()]
    shown = [measure for measure in found if measure.value]
    band = next(((m.ratio_range.lower, m.ratio_range.upper) for m in shown if m.ratio_range), None)
    marks = tuple(_mark(f"{group_name(m.group)} over {group_name(m.compared_with or '')}", m) for m in shown)
    names = tuple(map(group_name, groups_of(report)))
    withheld = _withheld(found)
    return Chart(indicator.number, "ratio", indicator.title, Unit.RATIO, names, marks, withheld, band)


def _mark(row: str, measure: Measure) -> Mark:
    assert measure.value is not None
    interval = measure.interval
    lower, upper = (interval.lower, interval.upper) if interval else (None, None)
    said = figure(measure) + (f" ({limits(interval, measure.unit)})" if interval else "")
    return Mark(row, group_name(measure.group), measure.value, lower, upper, said)


def _withheld(measures: Iterable[Measure]) -> int:
    return sum(measure.status is Status.SUPPRESSED for measure in measures)


def years_of(trend: Trend) -> tuple[int, ...]:
    """Return every year from the first to the last: one that was not given is a gap."""
    given = [year.reporting_year for year in trend.years]
    return tuple(range(given[0], given[-1] + 1))


def line_chart(indicator: IndicatorTrend, standard: StandardSummary, years: Sequence[int]) -> LineChart:
    """Return the ratios of an indicator over the years, else its percentages; no line bridges a break in a series.

    It is without lines where there are no values.
    """
    shown = list(headline(indicator, standard))
    compared = [series for series in shown if series.unit is Unit.RATIO] or [
        series for series in shown if series.unit.is_rate
    ]
    pieces = tuple(piece for series in compared for piece in _pieces(indicator, series, years))
    unit = compared[0].unit if compared else Unit.PERCENT
    return LineChart(f"{indicator.number}. {indicator.title}", unit, tuple(years), pieces)


def _pieces(indicator: IndicatorTrend, series: Series, years: Sequence[int]) -> Iterator[Piece]:
    values = {point.reporting_year: point.value for point in series.points}
    starts = [years[0], *(each.reporting_year for each in indicator.breaks), years[-1] + 1]
    for start, end in pairwise(starts):
        piece = tuple(values.get(year) if start <= year < end else None for year in years)
        if any(value is not None for value in piece):
            yield Piece(wording.series_name(series), piece, None if start == years[0] else start)
