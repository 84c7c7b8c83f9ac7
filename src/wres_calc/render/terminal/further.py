"""Detailed ethnic groups and further breakdowns, where they were asked for."""

from collections.abc import Iterator

from rich.console import RenderableType

from wres_calc.render.terminal.parts import DIM, indented, table, words
from wres_calc.report.figures import Line, lines
from wres_calc.report.report import IndicatorReport, Measure, Unit
from wres_calc.report.words import (
    breakdown_label,
    breakdown_value,
    counts,
    denominator,
    figure,
    group_name,
    heading,
    numerator,
    reason,
)


def further_parts(indicator: IndicatorReport) -> Iterator[RenderableType]:
    """Yield a table for each grouping (of the whole, not of every band) and for each further breakdown."""
    laid = lines(indicator.measures)
    for grouping in dict.fromkeys(line.grouping for line in laid if line.grouping):
        mine = [line for line in laid if line.grouping == grouping]
        shown = [line for line in mine if not line.parts or line.breakdown.get("board") == "total"]
        yield words("")
        yield from (indented(_grouping(line, grouping)) for line in shown)
        if len(shown) < len(mine):
            yield indented(words("The parts are in the workbook, the JSON and the CSV.", DIM))
    if indicator.kind == "relative_likelihood":
        yield from _breakdowns([line for line in laid if not line.grouping and line.parts])


def _grouping(line: Line, grouping: str) -> RenderableType:
    name = breakdown_value("grouping", grouping)
    reasons = {rate.reason for rate in line.rates.values()}
    if len(reasons) == 1 and None not in reasons:
        return words(f"{name}: not calculated, because {reason(reasons.pop())}.")
    against = [_against(measure) for measure in line.comparisons.values()][:1]
    rows = [
        (*_rate(rate), *(_comparison(line, group) for _ in against)) for group, rate in line.rates.items()
    ]
    return table(name, ("Number", "Out of", "Per cent", *against), rows)


def _rate(rate: Measure) -> tuple[str, str, str, str]:
    return group_name(rate.group), numerator(rate), denominator(rate), figure(rate)


def _comparison(line: Line, group: str) -> str:
    compared = line.comparisons.get(group)
    return figure(compared) if compared else ""


def _against(measure: Measure) -> str:
    if not measure.compared_with or measure.measure.startswith("gap_to_"):
        return "Gap"
    word = "over" if measure.unit is Unit.RATIO else "minus"
    return f"Group {word} {group_name(measure.compared_with)}"


def _breakdowns(laid: list[Line]) -> Iterator[RenderableType]:
    for parts in dict.fromkeys(line.parts for line in laid):
        mine = [line for line in laid if line.parts == parts]
        yield words("")
        yield indented(_breakdown(", ".join(heading(key) for key in parts), mine))


def _breakdown(title: str, laid: list[Line]) -> RenderableType:
    rows = [
        (breakdown_label(line.breakdown), *(_beside(line, group) for group in ("white", "bme")), _ratio(line))
        for line in laid
    ]
    return table(title, ("White", "BME", "Ratio"), rows)


def _beside(line: Line, group: str) -> str:
    rate = line.rates.get(group)
    return f"{counts(rate)} {figure(rate):>6}" if rate else ""


def _ratio(line: Line) -> str:
    return next((figure(measure) for measure in line.comparisons.values()), "")
