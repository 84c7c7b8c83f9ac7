"""Changes over the years in words: how much, how sure, and for whom it is better."""

from wres_calc.calculation.result import Status, Unit
from wres_calc.reporting.contract.trend import Change, IndicatorTrend, Point, Series
from wres_calc.reporting.report import MARKER
from wres_calc.reporting.wording.labels import breakdown_label, group_name, measure_name
from wres_calc.reporting.wording.numbers import in_unit, limits, points, ratio
from wres_calc.reporting.wording.uncertainty import confidence, p_value

UP, DOWN = "↑", "↓"
_NOT_COMPARED = {
    "break_in_series": "not compared: the definition changed",
    "no_value": "not compared: there is no figure in one of the years",
    "no_counts": "without counts it cannot be said whether this is more than chance",
    "no_events": "no interval: in one of the years nobody of a group had the event",
    "part_of_the_whole": "no interval: one of the two is part of the other",
}


def figure_name(series: Series) -> str:
    """Return which measure a series is of: "Relative likelihood"."""
    return measure_name(series.measure)


def group_of(series: Series) -> str:
    """Return whom a series is of: "BME", or the two that are compared: "White over BME", "BME less White"."""
    group = group_name(series.ethnic_group)
    if series.compared_with is None:
        return group
    return f"{group} {'over' if series.unit is Unit.RATIO else 'less'} {group_name(series.compared_with)}"


def series_name(series: Series) -> str:
    """Return which figure a series is of: "Relative likelihood, White over BME", "Share, Medical and dental, BME"."""
    part = [breakdown_label(series.breakdown)] if series.breakdown else []
    return ", ".join([figure_name(series), *part, group_of(series)])


def point(found: Point | None, unit: Unit) -> str:
    """Return a figure of one year; "-" where there is none, the marker where it is withheld."""
    if found is None:
        return ""
    if found.value is None:
        return MARKER if found.status is Status.SUPPRESSED else "-"
    return in_unit(found.value, unit)


def size(change: Change) -> str:
    """Return how much: "+2.5" percentage points, "x 1.25" for a ratio; "-" where it is not given."""
    if change.value is None:
        return "-"
    return f"x {ratio(change.value)}" if change.unit is Unit.RATIO else points(change.value)


def how_sure(change: Change) -> str:
    """Return the change's interval and p-value: "95% interval -1.2 to +4.0, p = 0.310"; empty where there is none."""
    if change.interval is None:
        return ""
    found = f"{confidence(change.interval.confidence)} interval {limits(change.interval, change.unit)}"
    return found if change.p_value is None else f"{found}, {p_value(change.p_value)}"


def reading(change: Change) -> str:
    """Return what the change says: "no clear change", or with an arrow whether it is better, and for whom."""
    if change.clear is None:
        return _NOT_COMPARED[change.reason or "no_value"]
    if not change.clear:
        return "no clear change"
    arrow = UP if rose(change) else DOWN
    if change.better is None:
        return f"{arrow} clear {'rise' if rose(change) else 'fall'}"
    return f"{arrow} {'better' if change.better else 'worse'} for {group_name(change.for_group or '')} staff"


def rose(change: Change) -> bool:
    """Whether the later figure is the larger one."""
    return (change.value or 0) > (1 if change.unit is Unit.RATIO else 0)


def sentence(series: Series, change: Change) -> str:
    """Return a change as a sentence: "2024 to 2025, Relative likelihood, White over BME: no clear change (...)."."""
    sure = how_sure(change)
    return f"{change.from_year} to {change.to_year}, {series_name(series)}: {reading(change)}" + (
        f" ({size(change)}; {sure})." if sure else "."
    )


def breaks(trend: IndicatorTrend) -> list[str]:
    """Return each break in the series as a sentence."""
    return [f"Break in the series from {each.reporting_year}: {each.text}" for each in trend.breaks]


NOTES = (
    "A change has an arrow only where its interval leaves out no change: the others may be chance.",
    "Most staff are counted in both years: limits for changes of shares of staff are wider than they need be.",
    "With many figures compared, about one in twenty would seem to change at 95% where nothing did.",
)
