"""A report, or years side by side, as a page for everybody: first in plain words, then in figures."""

from collections.abc import Iterator

from wres_calc.across.years import Comparison
from wres_calc.render.blocks import Block, Heading, Items, Section, Text
from wres_calc.render.views.board_page import annual_report, board
from wres_calc.render.views.charts import charts_of
from wres_calc.render.views.indicator import comparisons, in_full, unknown_share
from wres_calc.render.views.trend import by_indicator, every_change
from wres_calc.report.report import IndicatorReport, Report, Status
from wres_calc.report.words import labels, numbers, sentences, uncertainty
from wres_calc.report.words.plain import plain

_KNOWN = {"share": "Staff", "gap": "Board"}


def of_report(report: Report) -> Iterator[Section]:
    """Yield the parts of the page of a report below its summary."""
    for indicator in report.indicators:
        name = f"indicator-{indicator.number}"
        yield Section(name, f"{indicator.number}. {indicator.title}", list(_indicator(indicator, report)))
    if report.trend is not None:
        yield Section(
            "years", "The years side by side", list(by_indicator(report.trend, report.standard, charts=True))
        )
    yield Section("method", "How the figures were made", list(_method(report)))


def for_the_board(report: Report) -> Iterator[Section]:
    """Yield what stands at the head of an internal page; a public one is for everybody."""
    if not report.public:
        yield board(report)
        yield from filter(None, [annual_report(report)])


def in_plain_words(indicator: IndicatorReport, report: Report) -> str:
    """Return what an indicator says, for a reader who has never seen the standard."""
    return " ".join(plain(indicator, report.standard))


def _indicator(indicator: IndicatorReport, report: Report) -> Iterator[Block]:
    yield Text(in_plain_words(indicator, report), lead=True)
    yield from charts_of(indicator, report)
    yield from in_full(indicator, report)
    if indicator.status is Status.CALCULATED:
        yield from map(Text, comparisons(indicator, report, every=True))
    else:
        yield Text(sentences.not_calculated(indicator))
    yield Heading("What is measured", level=3)
    yield Text(indicator.wording)
    unknown = labels.unknown_rule(indicator.unknown, report.standard.characteristic)
    yield Text(f"{sentences.as_sentence(indicator.formula)} {unknown}")
    source = indicator.source.title + (f", {indicator.source.page}" if indicator.source.page else "")
    sure = "" if indicator.verified else " This definition is not confirmed from a primary source."
    yield Text(f"Source: {source}.{sure}")


def _method(report: Report) -> Iterator[Block]:
    yield Heading("Small numbers", level=3)
    yield Text(labels.publication(report))
    yield Text(
        "A dash (-) stands where there is no figure, for instance because there is nobody in the group."
    )
    yield Heading(f"{report.standard.characteristic.capitalize()} not known", level=3)
    shares = [
        f"{_KNOWN[indicator.kind]}: {numbers.figure(share)}"
        for indicator in report.indicators
        if indicator.kind in _KNOWN and (share := unknown_share(indicator, report))
    ]
    yield Items(shares) if shares else Text("There is no figure for this.")
    if intervals := list(uncertainty.about_intervals(report)):
        yield Heading("How sure the figures are", level=3)
        yield from map(Text, intervals)
    yield Heading("Quality of the data", level=3)
    yield Text(sentences.checked(report))
    if report.public and report.issues.items:
        yield Items([item.message for item in report.issues.items])
    yield Heading("Rules", level=3)
    rules = report.method.rules
    yield Items([f"{rule.text}{'' if rule.verified else ' (our rule, not confirmed)'}" for rule in rules])


def of_years(comparison: Comparison) -> Iterator[Section]:
    """Yield the parts of the page of years side by side."""
    yield Section(
        "years",
        "The years side by side",
        list(by_indicator(comparison.trend, comparison.standard, charts=True)),
    )
    about = Text("Each figure, from each year to the next one given. Open an indicator to read its changes.")
    yield Section("every-change", "Every change", [about, *every_change(comparison.trend)])
    how = (
        labels.audience(comparison.publication),
        (
            "A change is called clear only where its interval leaves out no change. A change from before a break in a "
            "series to after it is never given."
        ),
    )
    yield Section("method", "How to read it", list(map(Text, how)))
