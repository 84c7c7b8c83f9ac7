"""What the charts of a report draw: figures that the report shows, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from wres_calc.report.figures import Line, lines
from wres_calc.report.report import IndicatorReport, Measure, Report, Status, Unit
from wres_calc.report.words import breakdown_label, breakdown_value, figure, group_name, limits

_GROUPS = ("white", "bme", "unknown")


@dataclass(frozen=True)
class Mark:
    """One figure drawn: in which row, for whom, its value and its interval (`upper` `None`: without bound)."""

    row: str
    series: str
    value: float
    lower: float | None = None
    upper: float | None = None
    said: str = ""


@dataclass(frozen=True)
class Chart:
    """A chart of one indicator: shares that make up a whole, ratios around 1, or groups beside each other.

    `withheld` says how many figures are left out because they are not shown; `band` is the range of the indicator.
    """

    number: int
    kind: str
    title: str
    unit: Unit
    marks: tuple[Mark, ...]
    withheld: int = 0
    band: tuple[float, float] | None = None

    @property
    def top(self) -> float:
        """Where an axis of percentages that begins at 0 ends: the next ten above all that is drawn."""
        most = max(mark.upper or mark.value for mark in self.marks)
        return min(100.0, 10 * (most // 10 + 1))

    @property
    def text(self) -> str:
        """What the chart shows, for who cannot see it."""
        told = "; ".join(f"{mark.row}, {mark.series}: {mark.said}" for mark in self.marks)
        hidden = f" {self.withheld} figures are withheld and not drawn." if self.withheld else ""
        return f"{self.title}. {told}.{hidden}"


def charts_of(indicator: IndicatorReport, report: Report) -> Iterator[Chart]:
    """Yield the charts of an indicator of a report; none where nothing is left to draw."""
    own = [line for line in lines(indicator.measures) if not line.grouping]
    match indicator.kind:
        case "share":
            made = list(_workforce(indicator, own))
        case "relative_likelihood":
            made = [_ratio(indicator, own)]
        case "percentage":
            made = [_pair(indicator, own)]
        case "gap":
            made = [_boards(indicator, own, report)]
    yield from (chart for chart in made if chart.marks)


def all_charts(report: Report) -> list[Chart]:
    """Return every chart of a report."""
    return [chart for indicator in report.indicators for chart in charts_of(indicator, report)]


def _workforce(indicator: IndicatorReport, own: list[Line]) -> Iterator[Chart]:
    """A chart for each staff category: its bands, and the category as a whole."""
    categories = dict.fromkeys(line.breakdown.get("staff_category") for line in own)
    for category in categories:
        if category is None:
            continue
        within = [line for line in own if line.breakdown.get("staff_category") == category]
        shares = [share for line in within for share in line.rates.values()]
        # A bar of which a part is withheld would end where that part begins, and be read as its whole.
        whole = [line for line in within if all(share.value is not None for share in line.rates.values())]
        name = breakdown_value("staff_category", category)
        marks = [_mark(_band(share, name), share) for line in whole for share in line.rates.values()]
        title = f"Ethnicity by pay band, {name.lower()}"
        yield Chart(indicator.number, "shares", title, Unit.PERCENT, tuple(marks), _withheld(shares))


def _band(share: Measure, whole: str) -> str:
    band = share.breakdown.get("pay_band")
    return breakdown_value("pay_band", band) if band else f"All {whole.lower()}"


def _mark(row: str, measure: Measure) -> Mark:
    assert measure.value is not None
    interval = measure.interval
    said = figure(measure) + (f" ({limits(interval, measure.unit)})" if interval else "")
    return Mark(
        row,
        group_name(measure.group),
        measure.value,
        interval.lower if interval else None,
        interval.upper if interval else None,
        said,
    )


def _withheld(measures: list[Measure]) -> int:
    return sum(measure.status is Status.SUPPRESSED for measure in measures)


def _ratio(indicator: IndicatorReport, own: list[Line]) -> Chart:
    found = [measure for line in own if not line.parts for measure in line.comparisons.values()]
    shown = [measure for measure in found if measure.value]
    band = next(((m.ratio_range.lower, m.ratio_range.upper) for m in shown if m.ratio_range), None)
    rows = [_mark(f"{group_name(m.group)} over {group_name(m.compared_with or '')}", m) for m in shown]
    return Chart(indicator.number, "ratio", indicator.title, Unit.RATIO, tuple(rows), _withheld(found), band)


def _pair(indicator: IndicatorReport, own: list[Line]) -> Chart:
    rates = [rate for line in own if not line.parts for rate in line.rates.values()]
    rows = tuple(_mark("Staff", rate) for rate in rates if rate.value is not None)
    return Chart(indicator.number, "groups", indicator.title, Unit.PERCENT, rows, _withheld(rates))


def _boards(indicator: IndicatorReport, own: list[Line], report: Report) -> Chart:
    """The board and its parts, and the workforce where that is what they are held against."""
    gaps = [gap.measure for line in own for gap in line.comparisons.values()]
    staff = [line for each in report.indicators if each.kind == "share" for line in lines(each.measures)]
    whole = [line for line in staff if not line.breakdown and "gap_to_workforce" in gaps]
    shares = [
        line.rates[group] for line in [*own, *whole] for group in ("white", "bme") if group in line.rates
    ]
    rows = tuple(
        _mark(breakdown_label(share.breakdown), share) for share in shares if share.value is not None
    )
    return Chart(indicator.number, "groups", indicator.title, Unit.PERCENT, rows, _withheld(shares))
