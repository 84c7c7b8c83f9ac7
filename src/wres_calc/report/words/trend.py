"""Changes over the years in words: how much, how sure, and for whom it is better."""

from wres_calc.figures.figure import Doubt, Status
from wres_calc.figures.measures import Unit
from wres_calc.report.contract import Change, IndicatorTrend, Point, Series
from wres_calc.report.report import MARKER
from wres_calc.report.words.labels import breakdown_label, group_in_text, group_name, measure_name
from wres_calc.report.words.numbers import in_unit, limits, percent, ratio
from wres_calc.report.words.sentences import as_sentence
from wres_calc.report.words.uncertainty import confidence, p_value

UP, DOWN = "↑", "↓"
_NOT_COMPARED = {
    "break_in_series": "not compared: the definition changed",
    "no_value": "not compared: there is no figure in one of the years",
    "no_counts": "without counts it cannot be said whether this is more than chance",
    "no_events": "no interval: in one of the years a group had no such event",
    "part_of_the_whole": "no interval: one of the two is part of the other",
}
_NOT_CLEAR = {
    Doubt.CHANCE: "no clear change",
    Doubt.SMALL_NUMBERS: "no clear change: the numbers are too small",
    Doubt.UNKNOWN_SHARE: "not clear: the unknown share moved as much, and may be the whole change",
}
_BEYOND = {
    "nearer": "nearer to equality: the gap in favour of {} staff narrowed",
    "further": "further from equality: the gap in favour of {} staff grew",
    "crossed": "crossed equality: the gap is now in favour of {} staff",
}
_COURSE = {"nearer": "nearer to equality", "further": "further from equality", "crossed": "crossed equality"}


def figure_name(series: Series) -> str:
    """Return which measure a series is of: "Relative likelihood"."""
    return measure_name(series.measure)


def group_of(series: Series) -> str:
    """Return whom a series is of: "BME", or the two that are compared: "White over BME", "BME minus White"."""
    group = group_name(series.group)
    if series.compared_with is None:
        return group
    return f"{group} {'over' if series.unit is Unit.RATIO else 'minus'} {group_name(series.compared_with)}"


def series_name(series: Series) -> str:
    """Return which figure a series is of: "Relative likelihood, White over BME", "Share, Medical and dental, BME"."""
    part = [breakdown_label(series.breakdown)] if series.breakdown else []
    return ", ".join([figure_name(series), *part, group_of(series)])


def point(found: Point | None, unit: Unit) -> str:
    """Return a figure of one year; "-" without one, the marker where it is withheld."""
    if found is None:
        return ""
    if found.value is None:
        return MARKER if found.status is Status.SUPPRESSED else "-"
    return in_unit(found.value, unit)


def how_sure(change: Change) -> str:
    """Return the change's interval and p-value: "95% interval -1.2 to +4.0, p = 0.310"; empty without one."""
    if change.interval is None:
        return ""
    found = f"{confidence(change.interval.confidence)} interval {limits(change.interval, change.unit)}"
    return found if change.p_value is None else f"{found}, {p_value(change.p_value)}"


def reading(change: Change) -> str:
    """Return what the change says: "no clear change", or with an arrow where it led, and for whom it is better."""
    if change.clear is None:
        return _NOT_COMPARED[change.reason or "no_value"]
    if not change.clear:
        return _NOT_CLEAR[change.doubt or Doubt.CHANCE]
    return f"{UP if rose(change) else DOWN} {_course(change)}"


def brief(change: Change) -> str:
    """Return the same in two or three words, for a column: "no clear change", "↑ worse"."""
    if change.clear is None:
        return "not compared"
    if not change.clear:
        return "no clear change"
    course = {True: "better", False: "worse", None: "changed"}[change.better]
    return f"{UP if rose(change) else DOWN} {course}"


def _course(change: Change) -> str:
    """Where a clear change led: it is better only on the side that is worse for the group, and towards equality."""
    if change.better is not None:
        crossed = "crossed equality: now " if change.parity == "crossed" else ""
        return f"{crossed}{'better' if change.better else 'worse'} for {group_in_text(change.for_group or '')} staff"
    if change.parity is None:
        return f"clear {'rise' if rose(change) else 'fall'}"
    if change.for_group is None:
        return _COURSE[change.parity]
    return _BEYOND[change.parity].format(group_in_text(change.for_group))


def rose(change: Change) -> bool:
    """Whether the later figure is the larger one."""
    return (change.value or 0) > (1 if change.unit is Unit.RATIO else 0)


def sentence(series: Series, change: Change) -> str:
    """Return a change as a sentence with both figures, how much it is, how sure, and what it says."""
    points = {each.reporting_year: each for each in series.points}
    years = change.from_year, change.to_year
    figures = " and ".join(f"{point(points.get(year), series.unit)} in {year}" for year in years)
    sure = how_sure(change)
    much = f", a change {_by(change)} ({sure})" if sure else ""
    beside = unknown(series, change)
    first = f"{as_sentence(beside)} " if beside and change.doubt is Doubt.UNKNOWN_SHARE else ""
    after = f" {as_sentence(beside)}" if beside and not first else ""
    return f"{series_name(series)}: {first}{figures}{much}. {as_sentence(reading(change))}{after}"


def unknown(series: Series, change: Change) -> str:
    """Return the unknown share in both years; empty where it is not known."""
    shares = {each.reporting_year: each.unknown for each in series.points}
    years = change.from_year, change.to_year
    pairs = {
        "unknown share": [shares[year].base for year in years],
        "unknown share of those with the event": [shares[year].events for year in years],
    }
    said = [
        f"{what} {' and '.join(percent(share) for share in pair if share is not None)}"
        for what, pair in pairs.items()
        if None not in pair
    ]
    return ", ".join(said)


def _by(change: Change) -> str:
    """How much in words: "by +2.5 percentage points", "to 0.47 times as much"."""
    if change.value is None:
        return ""
    if change.unit is Unit.RATIO:
        return f"to {ratio(change.value)} times as much"
    points = " percentage points" if change.unit is Unit.PERCENTAGE_POINTS else ""
    return f"by {in_unit(change.value, change.unit)}{points}"


def breaks(trend: IndicatorTrend) -> list[str]:
    """Return each break in the series as a sentence."""
    broken = [f"Break in the series from {each.reporting_year}: {each.text}" for each in trend.breaks]
    return [*broken, *trend.cautions]


NOTES = (
    "An arrow means that the change is larger than chance would explain, from enough people to say so.",
    "Most staff are counted in both years: limits for changes of shares of staff are wider than they need be.",
    "With many figures compared, about one in twenty would seem to change at 95% where nothing did.",
)
