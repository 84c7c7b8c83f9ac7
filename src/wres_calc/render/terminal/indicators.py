"""Each indicator with its counts beside every rate, and its ratio or gap in words."""

from collections.abc import Iterator

from rich.console import RenderableType

from wres_calc.render.terminal.further import further_parts
from wres_calc.render.terminal.parts import DIM, indented, numbered, table, words
from wres_calc.render.terminal.workforce import workforce_table
from wres_calc.report.figures import GROUPS, Line, headline, is_headline, lines
from wres_calc.report.report import IndicatorReport, Measure, Status
from wres_calc.report.words import (
    breakdown_label,
    cautions,
    count,
    denominator,
    figure,
    group_name,
    interval,
    limits,
    not_calculated,
    numerator,
    people,
    reading,
    sentence,
)


def indicator_parts(indicator: IndicatorReport) -> Iterator[RenderableType]:
    """Yield an indicator: its title, its figures, a sentence for each comparison, what is behind it."""
    yield numbered(str(indicator.number), indicator.title)
    if indicator.status is not Status.CALCULATED:
        yield indented(words(not_calculated(indicator)))
    if indicator.measures and indicator.status is not Status.SUPPRESSED:
        yield from _figures(indicator)
    if not indicator.verified:
        yield indented(words("The definition is not confirmed from a primary source.", DIM))
    yield words("")


def _figures(indicator: IndicatorReport) -> Iterator[RenderableType]:
    match indicator.kind:
        case "share":
            yield indented(workforce_table(indicator))
        case "gap":
            yield indented(_boards(indicator))
        case "relative_likelihood" | "percentage":
            yield indented(_groups(indicator))
    for text in _sentences(indicator):
        yield indented(words(text))
    yield from further_parts(indicator)


def _groups(indicator: IndicatorReport) -> RenderableType:
    rates = [rate for line in headline(indicator) for rate in line.rates.values()]
    sure = any(rate.interval for rate in rates)
    columns = ("Number", "Out of", "Per cent", *(("Interval",) if sure else ()))
    return table(people(indicator), columns, [_group(rate, sure) for rate in rates])


def _group(rate: Measure, sure: bool) -> tuple[str, ...]:
    cells = group_name(rate.group), numerator(rate), denominator(rate), figure(rate)
    range_of = limits(rate.interval, rate.unit) if rate.interval else ""
    return (*cells, range_of) if sure else cells


def _boards(indicator: IndicatorReport) -> RenderableType:
    rows = [_board(line) for line in headline(indicator)]
    return table("Board", ("White", "BME", "Unknown", "Members", "BME gap"), rows)


def _board(line: Line) -> tuple[str, ...]:
    shares = (line.rates.get(group) for group in GROUPS)
    gap = line.comparisons.get("bme")
    cells = (f"{numerator(share)}  {figure(share):>6}" if share else "" for share in shares)
    return (
        breakdown_label(line.breakdown),
        *cells,
        denominator(line.base) if line.base else "",
        figure(gap) if gap else "",
    )


def _sentences(indicator: IndicatorReport) -> Iterator[str]:
    for line in headline(indicator):
        if indicator.kind == "gap" and not is_headline(indicator, line):
            continue
        for measure in line.comparisons.values():
            if indicator.kind != "gap" or measure.group == "bme":
                sure = f" ({interval(measure)})" if measure.interval else ""
                yield " ".join([sentence(indicator, measure) + sure, *reading(indicator, measure)])
    if indicator.kind == "share":
        yield from _unknown_share(indicator)
    yield from cautions(indicator)


def _unknown_share(indicator: IndicatorReport) -> Iterator[str]:
    for line in lines(indicator.measures):
        unknown = line.rates.get("unknown")
        if not line.breakdown and unknown and unknown.value is not None:
            yield (
                f"The ethnicity of {count(unknown.numerator)} of {count(unknown.denominator)} people is unknown "
                f"({figure(unknown)})."
            )
